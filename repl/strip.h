/* SPDX-License-Identifier: MIT
 *
 * strip.h - one number over many steps, in bounded memory: what a plot of some columns needs.
 *
 *   value i: the largest at the steps i * stride + 1 .. (i + 1) * stride
 *
 * When there are too many, two become one and the stride doubles: peaks survive.
 */
#ifndef MMVIZ_STRIP_H
#define MMVIZ_STRIP_H

#include <stddef.h>
#include <stdint.h>

enum { STRIP_MOST = 512 };

/* All zero is an empty one. */
struct strip {
	uint64_t value[STRIP_MOST];
	size_t stride, steps;
};

/* The number at the step that follows. O(1) amortised */
void strip_add(struct strip *strip, uint64_t value);

size_t strip_count(const struct strip *strip); /* values */

#endif
