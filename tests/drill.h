/* SPDX-License-Identifier: MIT
 *
 * drill.h - a heap under test: scripts in, texts to compare out.
 *
 *   drill d;
 *   drill_open(&d, NULL);
 *   drill_play(&d, "m 100  m 20  f 1");
 *   SAME(drill_layout(&d), "s1 -112 2:32 -3952");
 *   drill_close(&d);
 *
 * A script is made of m SIZE, c COUNT SIZE, a ALIGNMENT SIZE, r N SIZE and f N. Results
 * are numbered from 1 by their m, c or a; r keeps the number. A layout writes used chunks
 * as number:size (0 when unknown) and free ones as -size, in address order. An event is
 * written as its step and those of the fields my_heap.h names for it that are not 0:
 * "STORED section=1 offset=112 ..."; other fields that are not 0 are noted as surplus.
 * Texts live in the drill until the next one of the same kind is asked for.
 */
#ifndef TESTS_DRILL_H
#define TESTS_DRILL_H

#include "my_heap.h"

#include <CUnit/CUnit.h>

enum { DRILL_NAMES = 128, DRILL_TEXT = 16384 };

struct text {
	char words[DRILL_TEXT];
	size_t length;
};

typedef struct drill {
	my_heap *heap;
	char *p[DRILL_NAMES];
	int count; /* numbers given */
	void *last; /* result of the last m, c, a or r */
	int misuses;
	enum my_heap_misuse cause; /* of the last misuse */
	const void *culprit;
	struct text layout, list, heard, surplus;
	size_t steps[MY_HEAP_STEP_COUNT]; /* events told since drill_listen */
} drill;

/* NULL: the default options. The drill is told of misuse. */
void drill_open(drill *d, const my_heap_options *options);
/* Asserts that the heap is sound, and destroys it. */
void drill_close(drill *d);

void drill_play(drill *d, const char *script);
void *drill_malloc(drill *d, size_t size); /* m SIZE */
size_t drill_offset(drill *d, int number); /* of the chunk in its section; -1: no such chunk */

const char *drill_layout(drill *d);
const char *drill_free_list(drill *d, size_t section); /* "offset:size ..." in list order */
const char *drill_table(drill *d, size_t section);     /* "bucket:key ..." of taken buckets */
my_heap_statistics drill_stats(const drill *d);
my_heap_section drill_section(const drill *d, size_t id);

/* Starts and ends a new list of events; drill_heard ends it too. */
void drill_listen(drill *d);
const char *drill_heard(drill *d);
const char *drill_step(int step); /* "ROUND", ... */

/* 1 when check, walk, cursors, sections' fields and statistics agree; else says what not. */
int drill_sound(const my_heap *heap);

/* 1 when the texts are the same; else shows both. */
int drill_same(const char *file, int line, const char *actual, const char *expected);

#define SAME(actual, expected) CU_ASSERT(drill_same(__FILE__, __LINE__, actual, expected))
#define SOUND(d) CU_ASSERT(drill_sound((d)->heap))

void text_put(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
