/* SPDX-License-Identifier: MIT
 *
 * made.c - recordings that a test makes block by block, and what is read from them.
 */
#include "made.h"

#include <stddef.h>
#include <stdio.h>

unsigned char made_image[MADE_SPACE];
size_t made_end;
char made_problem[TRACE_PROBLEM], made_remark[TRACE_PROBLEM];

struct my_trace_head *made_head(size_t at)
{
	return (struct my_trace_head *)(void *)(made_image + at);
}

void made_seal(struct my_trace_head *head)
{
	head->state = MY_TRACE_DONE;
	head->sum = my_trace_sum((unsigned char *)head + MY_TRACE_HEAD, head->bytes);
	head->head_sum = my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
}

static struct my_trace_head *make_head(enum my_trace_block kind, uint32_t stream, size_t length)
{
	struct my_trace_head *head = made_head(made_end);

	*head = (struct my_trace_head){ .magic = MY_TRACE_MAGIC, .version = MY_TRACE_VERSION,
		.kind = (uint16_t)kind, .state = MY_TRACE_OPEN, .length = length,
		.stream = stream };
	made_end += length;
	made_head(0)->claimed = made_end;
	return head;
}

void made_file(uint32_t flags)
{
	memset(made_image, 0, sizeof made_image);
	made_end = 0;
	make_head(MY_TRACE_FILE, 0, PAGE)->flags = flags;
}

void made_stream(uint32_t stream, uint32_t process, const char *program)
{
	struct my_trace_head *head = make_head(MY_TRACE_STREAM, stream, PAGE);

	head->process = process;
	head->bytes = (uint64_t)sprintf((char *)head + MY_TRACE_HEAD, "%s", program) + 1;
	made_seal(head);
}

/* ------------------------------------------------------------------ blocks of records */

struct made_block made_block(uint32_t stream, uint32_t thread, uint64_t time, size_t length)
{
	struct made_block block = { .head = make_head(MY_TRACE_RECORDS, stream, length) };

	block.head->thread = thread;
	block.head->time = time;
	return block;
}

void made_put(struct made_block *block, int exact, struct my_trace_record record)
{
	block->bytes += my_trace_encode(&block->coder,
	                                (unsigned char *)block->head + MY_TRACE_HEAD + block->bytes,
	                                exact, &record);
	block->records++;
	block->notes += record.kind == MY_TRACE_NOTE;
}

void made_malloc(struct made_block *block, uint64_t address, uint64_t size)
{
	made_put(block, 0, (struct my_trace_record){ .kind = MY_TRACE_MALLOC, .block = address,
	                                        .size = size, .caller = 0x1234 });
}

void made_free(struct made_block *block, uint64_t address)
{
	made_put(block, 0, (struct my_trace_record){ .kind = MY_TRACE_FREE, .old = address });
}

void made_note(struct made_block *block, uint64_t time)
{
	made_put(block, 0, (struct my_trace_record){ .kind = MY_TRACE_NOTE, .time = time });
}

void made_done(struct made_block *block)
{
	block->head->bytes = block->bytes;
	block->head->records = block->records;
	block->head->notes = block->notes;
	made_seal(block->head);
}

/* -------------------------------------------------------------------------- reading */

/* As "+ADDRESS SIZE;" and "-ADDRESS;", in hexadecimal. */
const char *made_read_process(const char *path, const char *process)
{
	static char out[1 << 16];
	struct trace_operation op;
	size_t at = 0;
	struct trace *trace = trace_open_process(path, process, NULL, made_problem);

	out[0] = made_remark[0] = 0;
	if (!trace)
		return out;
	while (trace_next(trace, &op) == TRACE_OPERATION && at < sizeof out - 100) {
		if (op.old)
			at += (size_t)sprintf(out + at, "-%llx;", (unsigned long long)op.old);
		if (op.block)
			at += (size_t)sprintf(out + at, "+%llx %llx;", (unsigned long long)op.block,
			                      (unsigned long long)op.size);
	}
	snprintf(made_problem, sizeof made_problem, "%s", trace_problem(trace));
	if (trace_remark(trace))
		snprintf(made_remark, sizeof made_remark, "%s", trace_remark(trace));
	trace_close(trace);
	return out;
}

const char *made_read(void)
{
	return made_read_process(scratch_write("r", made_image, made_end), NULL);
}

/* One thread, two blocks. */
void made_small(void)
{
	struct made_block block;

	made_file(0);
	made_stream(1, 77, "/bin/small");
	block = made_block(1, 5, 100, PAGE);
	made_note(&block, 100);
	made_malloc(&block, 0x100, 0x10);
	made_malloc(&block, 0x200, 0x20);
	made_done(&block);
	block = made_block(1, 5, 200, PAGE);
	made_note(&block, 200);
	made_free(&block, 0x100);
	made_done(&block);
}
