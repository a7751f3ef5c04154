/* SPDX-License-Identifier: MIT
 *
 * test_notes.c - what a memory checker is told of a fast heap: used chunks may be touched
 * to their last byte; cached and free ones, and memory never handed out, may not.
 *
 * It can be seen under AddressSanitizer only (make sanitize).
 */
#include "test.h"

#include "notes.h"

#ifdef NOTES_ASAN

#include "chance.h"
#include "drill.h"
#include "fast.h"

#include <stdio.h>

enum { BLOCKS = 1500, OPS = 20000 };

struct seen {
	size_t used, cached, free, wrong;
};

static int all_poisoned(const char *memory, size_t size)
{
	size_t step = size > 65536 ? 4096 : 16;

	for (size_t at = 0; at < size; at += step)
		if (!__asan_address_is_poisoned(memory + at))
			return 0;
	return __asan_address_is_poisoned(memory + size - 1);
}

static int see(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct seen *seen = user;
	int right;

	(void)section;
	if (chunk->kind == MY_HEAP_SPAN)
		return 0;
	right = chunk->free ? all_poisoned(chunk->memory, chunk->size)
	                    : !__asan_region_is_poisoned(chunk->memory, chunk->size);
	seen->used += !chunk->free;
	seen->cached += chunk->cached != 0;
	seen->free += chunk->free && !chunk->cached;
	seen->wrong += !right;
	if (!right && seen->wrong < 4)
		printf("\n      kind %d class %u size %zu free %d cached %d +%zu", chunk->kind,
		       chunk->size_class, chunk->size, chunk->free, chunk->cached, chunk->offset);
	return 0;
}

static void see_all(drill *d, struct seen *seen)
{
	static const my_heap_visitor visitor = { NULL, NULL, see };

	*seen = (struct seen){ 0, 0, 0, 0 };
	my_heap_walk(d->heap, &visitor, seen);
	CU_ASSERT_EQUAL(seen->wrong, 0);
}

static void operate(drill *d, void **slot)
{
	size_t size = below((size_t)2 << below(below(20) ? 12 : 21)), way = below(8);
	void *got;

	my_heap_use_thread(d->heap, 1 + (unsigned)below(3));
	if (*slot && way < 3) {
		got = my_heap_realloc(d->heap, *slot, size + 1);
		*slot = got ? got : *slot;
		return;
	}
	my_heap_free(d->heap, *slot);
	*slot = way == 3   ? my_heap_aligned_alloc(d->heap, (size_t)16 << below(12), size)
	        : way == 4 ? my_heap_calloc(d->heap, 1, size)
	        : way < 7  ? my_heap_malloc(d->heap, size)
	                   : NULL;
}

static void chunks_are_noted(void)
{
	static void *p[BLOCKS];
	struct seen seen;
	my_heap_options o;
	drill d;

	chance(test_seed());
	my_heap_options_fast(&o);
	drill_open(&d, &o);
	for (int i = 0; i < OPS; i++) {
		operate(&d, &p[below(BLOCKS)]);
		if (i % 1000 == 999)
			see_all(&d, &seen);
	}
	CU_ASSERT(seen.used > 100 && seen.cached > 100 && seen.free > 100);
	fast_trim(d.heap->fast->own);
	see_all(&d, &seen);
	for (int i = 0; i < BLOCKS; i++)
		my_heap_free(d.heap, p[i]);
	see_all(&d, &seen);
	CU_ASSERT_EQUAL(seen.used, 0);
	drill_close(&d);
}

#else

static void chunks_are_noted(void)
{
	test_skip("only under AddressSanitizer");
}

#endif

CU_TestInfo notes_tests[] = {
	{ "chunks are noted", chunks_are_noted },
	CU_TEST_INFO_NULL
};
