/* SPDX-License-Identifier: MIT
 *
 * made.h - recordings that a test makes block by block, and what is read from them.
 *
 *   made_image:  FILE | STREAM 1 | records of threads ... | STREAM 2 | ...    made_end
 */
#ifndef TESTS_MADE_H
#define TESTS_MADE_H

#include "my_trace.h"
#include "scratch.h"
#include "test.h"
#include "trace.h"

#include <string.h>

enum { PAGE = MY_TRACE_PAGE, MADE_SPACE = 1 << 22 };

extern unsigned char made_image[MADE_SPACE];
extern size_t made_end;
extern char made_problem[TRACE_PROBLEM], made_remark[TRACE_PROBLEM]; /* of the last reading */

struct my_trace_head *made_head(size_t at);

/* Done, with its sums. */
void made_seal(struct my_trace_head *head);

/* A new image; what follows is put behind the last block. */
void made_file(uint32_t flags);
void made_stream(uint32_t stream, uint32_t process, const char *program);

/* A block of records that grows, until it is done. */
struct made_block {
	struct my_trace_head *head;
	struct my_trace_coder coder;
	uint64_t bytes, records, notes;
};

struct made_block made_block(uint32_t stream, uint32_t thread, uint64_t time, size_t length);
void made_put(struct made_block *block, int exact, struct my_trace_record record);
void made_malloc(struct made_block *block, uint64_t address, uint64_t size);
void made_free(struct made_block *block, uint64_t address);
void made_note(struct made_block *block, uint64_t time);
void made_done(struct made_block *block);

/* One thread, two blocks: MADE_SMALL. */
void made_small(void);
#define MADE_SMALL "+100 10;+200 20;-100;"

/* What is read: "+ADDRESS SIZE;" and "-ADDRESS;", in hexadecimal. */
const char *made_read_process(const char *path, const char *process);
const char *made_read(void);

#define READS(expected)                                   \
	CU_ASSERT_STRING_EQUAL(made_read(), expected);   \
	CU_ASSERT_STRING_EQUAL(made_problem, "")

#define READS_WITH(expected, said)                        \
	CU_ASSERT_STRING_EQUAL(made_read(), expected);   \
	CU_ASSERT_PTR_NOT_NULL(strstr(made_problem, said))

#endif
