/* SPDX-License-Identifier: MIT
 *
 * heap.c - heaps as values: made, destroyed, and which of the two faces does the work.
 */
#include "engine.h"
#include "fast.h"
#include "notes.h"

#include <errno.h>

/* --------------------------------------------------------------- create, destroy */

static struct my_heap *make(const my_heap_options *options)
{
	int is_fast = options->engine == MY_HEAP_FAST;
	struct space_wish wish = { .first = sizeof(struct my_heap) };
	struct space space;
	size_t calls = 0;

	if (is_fast) {
		wish.first += sizeof(struct fast);
		wish.annex = fast_annex(0);
		wish.annex_lazy = fast_annex(1);
		wish.annex_slot = fast_annex_slot(2 * options->section); /* a slot is smaller */
	}
	if (!space_make(&space, options, &wish, &calls))
		return NULL;

	struct my_heap *heap = (struct my_heap *)(void *)space.books;

	heap->options = *options;
	heap->space = space;
	heap->calls = calls;
	heap->fast = is_fast ? (struct fast *)(void *)(heap + 1) : NULL;
	if (!is_fast || (fast_open(heap) && (heap->fast->own = fast_cache(heap))))
		return heap;
	my_heap_destroy(heap);
	return NULL;
}

my_heap *my_heap_create(const my_heap_options *options)
{
	my_heap_options usual;
	my_heap *heap;

	my_heap_options_default(&usual);
	options = options ? options : &usual;
	if (my_heap_options_problem(options)) {
		errno = EINVAL;
		return NULL;
	}
	heap = make(options);
	if (!heap)
		errno = ENOMEM;
	return heap;
}

void my_heap_destroy(my_heap *heap)
{
	if (!heap)
		return;

	struct space space = heap->space;
	size_t calls = 0;

	while (heap->first) { /* so that a memory checker forgets what it was told */
		struct section *next = heap->first->next;
		note_usable(heap->first->memory - section_lead(&heap->options),
		            heap->first->mapped);
		heap->first = next;
	}
	space_drop(&space, &calls);
}

const my_heap_options *my_heap_options_of(const my_heap *heap)
{
	return &heap->options;
}

void my_heap_observe(my_heap *heap, my_heap_observer *observer, void *user)
{
	heap->observer = observer;
	heap->observer_user = user;
}

void my_heap_keep(my_heap *heap, my_heap_keeper *keeper, void *user)
{
	heap->keep = (struct keep){ keeper, user };
	if (!heap->fast)
		heap->space.keep = heap->keep;
}

/* -------------------------------------------------------------------- operations */

/* Of the heap itself old bytes are kept as a whole, once; a fast heap's are not followed. */
static void begin(my_heap *heap)
{
	if (heap->fast)
		keep_nothing(&heap->keep);
	else
		heap_keep(heap, heap, sizeof *heap);
}

void *my_heap_malloc(my_heap *heap, size_t size)
{
	begin(heap);
	if (heap->fast)
		return fast_malloc(heap->fast->own, size);
	return engine_aligned_alloc(heap, 1, size);
}

void *my_heap_aligned_alloc(my_heap *heap, size_t alignment, size_t size)
{
	begin(heap);
	if (!is_power_of_two(alignment)) {
		heap_tell(heap, .step = MY_HEAP_FAILED, .why = MY_HEAP_BAD_ALIGNMENT,
		          .need = size);
		errno = EINVAL;
		return NULL;
	}
	if (heap->fast)
		return fast_aligned_alloc(heap->fast->own, alignment, size);
	return engine_aligned_alloc(heap, alignment, size);
}

void *my_heap_calloc(my_heap *heap, size_t count, size_t size)
{
	begin(heap);
	return heap->fast ? fast_calloc(heap->fast->own, count, size)
	                  : engine_calloc(heap, count, size);
}

void *my_heap_realloc(my_heap *heap, void *pointer, size_t size)
{
	begin(heap);
	return heap->fast ? fast_realloc(heap->fast->own, pointer, size)
	                  : engine_realloc(heap, pointer, size);
}

void my_heap_free(my_heap *heap, void *pointer)
{
	begin(heap);
	if (heap->fast)
		fast_free(heap->fast->own, pointer);
	else
		engine_free(heap, pointer);
}

size_t my_heap_usable_size(my_heap *heap, const void *pointer)
{
	begin(heap);
	return heap->fast ? fast_usable_size(heap->fast->own, pointer)
	                  : engine_usable_size(heap, pointer);
}

int my_heap_use_thread(my_heap *heap, unsigned number)
{
	struct cache *cache;

	if (!heap->fast || number == 0 || number > MY_HEAP_THREADS)
		return 0;
	begin(heap);
	do
		for (cache = heap->fast->caches; cache; cache = cache->next)
			if (cache->number == number) {
				heap->fast->own = cache;
				return 1;
			}
	while (fast_cache(heap));
	return 0;
}
