/* SPDX-License-Identifier: MIT
 *
 * test_hand.c - free chunks merged and listed by hand.
 *
 *   | a | b | c | d | used |     four free chunks of 32 bytes each, freed in the order given
 */
#include "my_heap.h"
#include "picture.h"
#include "raw.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNKS = 4, SIZE = 32 };

struct four {
	my_heap *heap;
	void *pointer[CHUNKS];
	char listed[80]; /* offset:size in list order */
};

static void start(struct four *four, enum my_heap_order order, const char *freed)
{
	my_heap_options options;

	my_heap_options_default(&options);
	options.order = order;
	options.coalescing = MY_HEAP_NEVER;
	options.header = 8;
	options.section = CHUNKS * SIZE + SIZE;
	four->heap = my_heap_create(&options);
	for (int i = 0; i < CHUNKS; i++)
		four->pointer[i] = my_heap_malloc(four->heap, SIZE - 8);
	my_heap_malloc(four->heap, SIZE - 8);
	for (; *freed; freed++)
		my_heap_free(four->heap, four->pointer[*freed - 'a']);
}

static int add(void *user, const my_heap_chunk *chunk)
{
	char *text = user;

	sprintf(text + strlen(text), "%s%zu:%zu", *text ? " " : "", chunk->offset, chunk->size);
	return 0;
}

static const char *list(struct four *four)
{
	my_heap_section section;
	my_heap_fault fault;

	four->listed[0] = 0;
	my_heap_first_section(four->heap, &section);
	my_heap_walk_free(four->heap, &section, add, four->listed);
	CU_ASSERT_EQUAL(my_heap_check(four->heap, &fault), 0);
	return four->listed;
}

/* Each is done to the same start; digits: join a.. is 0.., relist a.. is A... */
static const struct {
	enum my_heap_order order;
	const char *freed, *done, *listed;
} rows[] = {
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "bacd", "", "32:32 0:32 64:32 96:32" },
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "bacd", "B", "0:32 64:32 96:32 32:32" },
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "bacd", "1", "32:64 0:32 96:32" },
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "bacd", "0", "0:64 64:32 96:32" },
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "bacd", "000", "0:128" },
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "bacd", "DCBA", "96:32 64:32 32:32 0:32" },
	{ MY_HEAP_LAST_IN_FIRST_OUT, "bacd", "", "96:32 64:32 0:32 32:32" },
	{ MY_HEAP_LAST_IN_FIRST_OUT, "bacd", "B", "32:32 96:32 64:32 0:32" },
	{ MY_HEAP_LAST_IN_FIRST_OUT, "bacd", "2", "64:64 0:32 32:32" },
	{ MY_HEAP_BY_ADDRESS, "bacd", "CA1", "0:32 32:64 96:32" },
	{ MY_HEAP_BY_SIZE_DOWN, "bacd", "2", "64:64 0:32 32:32" },
	{ MY_HEAP_BY_SIZE_UP, "bacd", "0D", "64:32 96:32 0:64" },
};

static void does_as_it_is_told(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct four four;

		start(&four, rows[i].order, rows[i].freed);
		for (const char *at = rows[i].done; *at; at++) {
			int joins = *at < 'A';
			void *pointer = four.pointer[*at - (joins ? '0' : 'A')];

			CU_ASSERT((joins ? my_heap_join : my_heap_relist)(four.heap, pointer));
		}
		CU_ASSERT_STRING_EQUAL(list(&four), rows[i].listed);
		my_heap_destroy(four.heap);
	}
}

static void refuses_what_is_not_free(void)
{
	struct four four;
	my_heap_options options;
	my_heap *fast;

	start(&four, MY_HEAP_FIRST_IN_FIRST_OUT, "ac");
	CU_ASSERT_EQUAL(my_heap_join(four.heap, four.pointer[0]), 0); /* b is in use */
	CU_ASSERT_EQUAL(my_heap_join(four.heap, four.pointer[1]), 0);
	CU_ASSERT_EQUAL(my_heap_relist(four.heap, four.pointer[1]), 0);
	CU_ASSERT_EQUAL(my_heap_relist(four.heap, (char *)four.pointer[0] + 16), 0);
	CU_ASSERT_EQUAL(my_heap_relist(four.heap, NULL), 0);
	CU_ASSERT_EQUAL(my_heap_join(four.heap, &four), 0);
	CU_ASSERT_STRING_EQUAL(list(&four), "0:32 64:32");
	my_heap_destroy(four.heap);

	my_heap_options_fast(&options);
	fast = my_heap_create(&options);
	CU_ASSERT_EQUAL(my_heap_join(fast, my_heap_malloc(fast, 100)), 0);
	CU_ASSERT_EQUAL(my_heap_relist(fast, NULL), 0);
	my_heap_destroy(fast);
}

/* The last chunk before the section's end has no right neighbour. */
static void stops_at_the_end(void)
{
	my_heap_options options;
	my_heap *heap;
	void *only;

	my_heap_options_default(&options);
	heap = my_heap_create(&options);
	only = my_heap_malloc(heap, 100);
	my_heap_free(heap, only);
	CU_ASSERT_EQUAL(my_heap_join(heap, only), 0);
	CU_ASSERT_EQUAL(my_heap_relist(heap, only), 1);
	CU_ASSERT_EQUAL(my_heap_check(heap, NULL), 0);
	my_heap_destroy(heap);
}

/* ------------------------------------------------------------------ old bytes are told */

struct old {
	unsigned char *start, *bytes;
	size_t size;
};

struct log {
	struct old old[200];
	size_t count;
};

static void note(void *user, void *at, size_t size)
{
	struct log *log = user;
	struct old *old = &log->old[log->count++];

	if (log->count > 200 || !at)
		abort();
	*old = (struct old){ at, malloc(size), size };
	raw_read(old->bytes, old->start, size);
}

static void can_be_undone(void)
{
	for (int round = 0; round < 64; round++) {
		struct four four;
		struct log log = { .count = 0 };
		uint64_t before;

		start(&four, round & 1 ? MY_HEAP_FIRST_IN_FIRST_OUT : MY_HEAP_BY_SIZE_UP, "bacd");
		my_heap_keep(four.heap, note, &log);
		before = picture_digest(four.heap);
		if (round & 2)
			my_heap_join(four.heap, four.pointer[round / 4 % 3]);
		my_heap_relist(four.heap, four.pointer[round / 16]);
		CU_ASSERT_NOT_EQUAL(picture_digest(four.heap), before);
		CU_ASSERT_EQUAL(my_heap_open(four.heap, NULL, 0), 1);
		while (log.count) {
			struct old *old = &log.old[--log.count];

			raw_write(old->start, old->bytes, old->size);
			free(old->bytes);
		}
		my_heap_close(four.heap, NULL, 0);
		CU_ASSERT_EQUAL(picture_digest(four.heap), before);
		CU_ASSERT_EQUAL(my_heap_check(four.heap, NULL), 0);
		my_heap_destroy(four.heap);
	}
}

CU_TestInfo hand_tests[] = {
	{ "does as it is told", does_as_it_is_told },
	{ "refuses what is not free", refuses_what_is_not_free },
	{ "stops at the end", stops_at_the_end },
	{ "can be undone", can_be_undone },
	CU_TEST_INFO_NULL,
};
