/* SPDX-License-Identifier: MIT
 *
 * options.c - a heap's options: defaults and bounds.
 */
#include "my_heap.h"

#include "width.h"

#include <stddef.h>

void my_heap_options_default(my_heap_options *options)
{
	*options = (my_heap_options){
		.placement = MY_HEAP_FIRST_FIT,
		.order = MY_HEAP_BY_ADDRESS,
		.coalescing = MY_HEAP_AT_ONCE,
		.hash = MY_HEAP_MODULO,
		.split = 16,
		.granule = 16,
		.alignment = 16,
		.section = 4096,
		.capacity = 16,
		.load = 75,
		.base = BASE_USUAL,
	};
}

/* The first table of a section is small: most programs have few large blocks. */
void my_heap_options_fast(my_heap_options *options)
{
	my_heap_options_default(options);
	options->engine = MY_HEAP_FAST;
	options->placement = MY_HEAP_BINS;
	options->hash = MY_HEAP_FIBONACCI;
	options->granule = 4096;
	options->section = (size_t)4 << 20;
	options->grow = 1;
	options->capacity = 32;
	options->base = 0;
}

/* One row a number: where it lies, its bounds, and the sentence when it is outside them. */
enum shape { ANY, POWER_OF_TWO, PAGES };

#define TEXT(number) TEXT_OF(number)
#define TEXT_OF(number) #number

static const struct bound {
	size_t offset;
	size_t least, most;
	enum shape shape;
	const char *problem;
} bounds[] = {
	{ offsetof(my_heap_options, split), 0, (size_t)1 << 30, ANY,
	  "split must be 0 to 1,073,741,824 bytes" },
	{ offsetof(my_heap_options, granule), 1, 4096, POWER_OF_TWO,
	  "granule must be a power of two from 1 to 4,096 bytes" },
	{ offsetof(my_heap_options, alignment), 1, 4096, POWER_OF_TWO,
	  "alignment must be a power of two from 1 to 4,096 bytes" },
	{ offsetof(my_heap_options, header), 0, 256, ANY, "header must be 0 to 256 bytes" },
	{ offsetof(my_heap_options, section), 64, (size_t)1 << 30, ANY,
	  "section must be 64 to 1,073,741,824 bytes" },
	{ offsetof(my_heap_options, capacity), 1, (size_t)1 << 20, ANY,
	  "capacity must be 1 to 1,048,576 buckets" },
	{ offsetof(my_heap_options, base), 0, (size_t)1 << BASE_BITS, PAGES,
	  "base must be 0 or a multiple of 4,096 up to 2^" TEXT(BASE_BITS) },
};

static const struct word {
	size_t offset;
	unsigned most;
	const char *problem;
} words[] = {
	{ offsetof(my_heap_options, engine), MY_HEAP_FAST, "engine is not one of the two" },
	{ offsetof(my_heap_options, placement), MY_HEAP_PLACEMENTS - 1,
	  "placement is none of enum my_heap_placement" },
	{ offsetof(my_heap_options, order), MY_HEAP_FIRST_IN_FIRST_OUT,
	  "order is not one of the five" },
	{ offsetof(my_heap_options, coalescing), MY_HEAP_NEVER,
	  "coalescing is not one of the three" },
	{ offsetof(my_heap_options, hash), MY_HEAP_FIBONACCI, "hash is not one of the three" },
};

static int is_outside(const struct bound *bound, size_t value)
{
	if (value < bound->least || value > bound->most)
		return 1;
	if (bound->shape == POWER_OF_TWO)
		return (value & (value - 1)) != 0;
	return bound->shape == PAGES && value % 4096 != 0;
}

const char *my_heap_options_problem(const my_heap_options *options)
{
	const char *start = (const char *)options;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (*(const unsigned *)(const void *)(start + words[i].offset) > words[i].most)
			return words[i].problem;
	for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
		if (is_outside(&bounds[i],
		               *(const size_t *)(const void *)(start + bounds[i].offset)))
			return bounds[i].problem;
	if (options->engine == MY_HEAP_FAST &&
	    (options->granule != 4096 || options->alignment > 16 || options->header != 0 ||
	     options->split > 4096 ||
	     options->section < 65536 || options->coalescing != MY_HEAP_AT_ONCE))
		return "a fast heap has granule 4,096, alignment up to 16, header 0, split up to "
		       "4,096, sections of at least 65,536 bytes, and coalesces at once";
	if (options->placement == MY_HEAP_NEAR && options->order != MY_HEAP_BY_ADDRESS)
		return "near fit has its free chunks listed by address: placement near goes with "
		       "order address";
	if (options->guard != 0 && options->guard != 1)
		return "guard must be 0 or 1";
	if (options->guard && options->engine == MY_HEAP_FAST)
		return "a fast heap has guard 0: only the general engine has a guard";
	if (options->density != 0 && options->density != 1)
		return "density must be 0 or 1";
	if (options->load < 10 || options->load > 100)
		return "load must be 10 to 100 percent";
	if (options->grow != 0 && options->grow != 1)
		return "grow must be 0 or 1";
	return NULL;
}
