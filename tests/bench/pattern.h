/* SPDX-License-Identifier: MIT
 *
 * pattern - a use of memory that is measured: a row of a table, and a function.
 *
 * The function does everything through malloc, calloc, realloc and free, so that the
 * allocator measured is the one preloaded. It makes its preparations, starts the clock, does
 * the measured phase, stops the clock, and adds up what it finds in the blocks.
 *
 *     tables -> patterns.c (main) -> one line of results -> run.py
 *
 * Counts are those of the full benchmark; pattern_scale brings them to the percentage asked for.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stddef.h>
#include <stdlib.h>

#include "measure.h"

struct pattern {
	const char *name;  /* typed by users and printed in the table */
	const char *group; /* patterns of one kind: they count once in the mean of groups */
	const char *shows; /* a sentence for people */
	void (*run)(const struct pattern *pattern, size_t percent, struct measure *measure);
	size_t size;    /* bytes of a block; 0 where the pattern has sizes of its own */
	size_t count;   /* blocks, operations, rounds: as the function says */
	size_t threads; /* 0 where the pattern has none */
};

/* Each table ends with a row without a name. */
extern const struct pattern hot_patterns[], batch_patterns[], million_patterns[],
	larson_patterns[], handover_patterns[], line_patterns[], mix_patterns[],
	churn_patterns[], shift_patterns[], resize_patterns[], flat_patterns[];

/* The count at a percentage, at least 1. */
static inline size_t pattern_scale(size_t count, size_t percent)
{
	size_t scaled = count * percent / 100;

	return scaled > 0 ? scaled : 1;
}

/* A block, its first byte written as a program would. */
static inline void *block_new(size_t size, size_t mark)
{
	unsigned char *block = malloc(size);

	if (block == NULL)
		measure_fail("malloc");
	*(volatile unsigned char *)block = (unsigned char)mark;
	return block;
}

/* Ends a block; what its first byte said. */
static inline uint64_t block_end(void *block)
{
	uint64_t mark = *(volatile unsigned char *)block;

	free(block);
	return mark;
}

#endif
