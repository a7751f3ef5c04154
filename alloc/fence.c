/* SPDX-License-Identifier: MIT */
#include "fence.h"

#include "os.h"
#include "slack.h"
#include "width.h"

#include <errno.h>
#include <string.h>

enum {
	UNIT = 16,
	HEADER = 16,
	LARGE = 64 << 10,       /* blocks from this size on get a section of their own */
	SMALL_SLOT = 256 << 10, /* addresses of a section of small blocks, with its guard page */
	LARGE_SLOT = 64 << 10,
	SPARE_UNITS = 8         /* a small block is followed by less than so many, and a bit */
};

/* The first section's place: anywhere in a range that programs leave empty, so that
 * addresses differ from run to run also where the system does not see to it. */
static uintptr_t random_base(struct random *random)
{
	return FENCE_LOWEST + ((uintptr_t)random_next(random) & (FENCE_RANGE - 1) &
	                       ~(uintptr_t)4095);
}

static my_heap *make_heap(my_heap_options options, struct random *random)
{
	options.hash = MY_HEAP_FIBONACCI;
	options.header = HEADER;
	options.section -= options.section > os_page() ? os_page() : 0;
	options.base = random_base(random);
	return my_heap_create(&options);
}

int fence_ready(struct fence *fence,
                void (*misuse)(void *user, enum my_heap_misuse cause, const void *pointer))
{
	my_heap_options small, large;

	if (fence->small && fence->large && fence->seeded)
		return 1;
	if (!fence->seeded)
		random_start(&fence->random);
	fence->seeded = 1;
	my_heap_options_default(&small);
	small.misuse = misuse;
	large = small;
	small.placement = MY_HEAP_BINS;
	small.section = SMALL_SLOT;
	small.capacity = 256;
	small.split = (SPARE_UNITS + 1) * UNIT;
	large.placement = MY_HEAP_BEST_FIT;
	large.section = LARGE_SLOT;
	large.split = os_page();
	if (!fence->small)
		fence->small = make_heap(small, &fence->random);
	if (!fence->large)
		fence->large = make_heap(large, &fence->random);
	return fence->small && fence->large;
}

/* -------------------------------------------------------------------------- taking */

static size_t spare_of(const struct fence *fence, const my_heap *heap)
{
	return heap == fence->small ? 1 : 0;
}

/* Asked for with some units more, then cut back to the exact size: what is left over is
 * less than is worth a chunk of its own, and stays behind the block as slack. */
static void *take_small(struct fence *fence, size_t alignment, size_t size)
{
	size_t spare = spare_of(fence, fence->small);
	size_t units = random_next(&fence->random) % SPARE_UNITS;
	void *pointer = my_heap_aligned_alloc(fence->small, alignment, size + spare + units * UNIT);

	if (!pointer)
		return NULL;
	pointer = my_heap_realloc(fence->small, pointer, size + spare);
	return memset(pointer, 0, size);
}

static size_t round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

/* A section is taken whole, the empty one that the heap keeps too; its front becomes padding,
 * so that the hole behind it is just what the block needs, and the best fit. Padding is
 * nothing or more than one unit. */
static void *take_large(const struct fence *fence, size_t alignment, size_t size)
{
	size_t body = round_up(size, alignment > UNIT ? alignment : UNIT), need = body + HEADER;
	size_t whole = round_up(need, os_page());
	my_heap_section section;

	if (whole - need == UNIT)
		whole += os_page();

	unsigned char *front = my_heap_calloc(fence->large, 1, whole - HEADER), *block = front;

	if (!front || !my_heap_section_of(fence->large, front, &section))
		return NULL;
	if (section.size > need) {
		front = my_heap_realloc(fence->large, front, section.size - HEADER);
		front = my_heap_realloc(fence->large, front, section.size - need - HEADER);
		block = my_heap_malloc(fence->large, body);
	}
	if (!block) {
		my_heap_free(fence->large, front);
		errno = ENOMEM;
		return NULL;
	}
	if (section.size > whole) /* used before, and the zeroed part is elsewhere in it */
		memset(block, 0, size);
	return my_heap_realloc(fence->large, block, size);
}

void *fence_take(struct fence *fence, size_t alignment, size_t size)
{
	int fits_at_end = size >= LARGE && alignment <= os_page();
	my_heap *heap = fits_at_end ? fence->large : fence->small;
	my_heap_chunk chunk;
	void *pointer = NULL;

	if (size <= (size_t)PTRDIFF_MAX - LARGE)
		pointer = fits_at_end ? take_large(fence, alignment, size)
		                      : take_small(fence, alignment, size);
	if (!pointer) {
		errno = ENOMEM;
		return NULL;
	}
	if (my_heap_find(heap, pointer, &chunk))
		slack_fill(&chunk, size);
	return pointer;
}

/* ------------------------------------------------------- finding, giving back */

/* In a large section only the last chunk is a block. */
static int is_block(const struct fence *fence, const my_heap *heap, const my_heap_chunk *chunk)
{
	my_heap_section section;

	if (chunk->free || heap == fence->small)
		return !chunk->free;
	return my_heap_section_of(heap, chunk->memory, &section)
	       && chunk->offset + chunk->size == section.size;
}

int fence_find(const struct fence *fence, const void *pointer, struct block *block)
{
	my_heap *const heaps[] = { fence->small, fence->large };

	for (size_t i = 0; i < 2; i++) {
		block->heap = heaps[i];
		if (!heaps[i] || !my_heap_find(heaps[i], pointer, &block->chunk)
		    || !is_block(fence, heaps[i], &block->chunk))
			continue;
		block->asked = block->chunk.asked - spare_of(fence, heaps[i]);
		return 1;
	}
	return 0;
}

my_heap *fence_heap_of(const struct fence *fence, const void *pointer)
{
	my_heap *const heaps[] = { fence->small, fence->large };
	my_heap_section section;

	for (size_t i = 0; i < 2; i++)
		if (heaps[i] && my_heap_section_of(heaps[i], pointer, &section))
			return heaps[i];
	return NULL;
}

void fence_give_back(const struct fence *fence, const struct block *block)
{
	my_heap_chunk padding = block->chunk;
	int padded = block->heap == fence->large && my_heap_prev_chunk(fence->large, &padding);

	my_heap_free(block->heap, block->chunk.pointer);
	if (padded)
		my_heap_free(fence->large, padding.pointer);
}
