/* SPDX-License-Identifier: MIT
 *
 * class.h - the sizes that a fast heap hands out.
 *
 *   class   1 ..  64   16, 32, 48 ... 1,024          steps of 16 bytes
 *          65 ..  96   1,152 ... 16,384              eight steps a doubling
 *          97 .. 120   20 KiB, 24 KiB ... 1 MiB      four steps a doubling, whole pages
 *
 * Class 0 is nobody's: no chunk has it, and a cache never holds one of it. Larger blocks
 * have no class. Everything is O(1).
 */
#ifndef ALLOC_CLASS_H
#define ALLOC_CLASS_H

#include "power.h"

#include <stddef.h>

enum {
	UNIT = 16, /* sizes of small chunks are multiples of it */
	CLASSES = 121,
	CLASS_FINE = 64,     /* the last class of the fine steps */
	CLASS_IN_SPANS = 96, /* the last class that lives in spans; above, whole pages */
	SIZE_FINE = 1024,
	SIZE_IN_SPANS = 16384,
	SIZE_CLASSES = 1 << 20 /* the size of the last class */
};

/* Of a size up to SIZE_FINE; 0 for 0 bytes. */
static inline size_t class_of_fine(size_t size)
{
	return (size + UNIT - 1) / UNIT;
}

/* Of a size up to SIZE_CLASSES. */
static inline unsigned class_of(size_t size)
{
	if (size <= SIZE_FINE)
		return (unsigned)class_of_fine(size);

	unsigned log = power_within(size - 1);

	if (size <= SIZE_IN_SPANS)
		return CLASS_FINE + 1 + (log - 10) * 8 + (unsigned)((size - 1) >> (log - 3) & 7);
	return CLASS_IN_SPANS + 1 + (log - 14) * 4 + (unsigned)((size - 1) >> (log - 2) & 3);
}

static inline size_t class_size(unsigned class)
{
	if (class <= CLASS_FINE)
		return (size_t)class * UNIT;

	unsigned fine = class - CLASS_FINE - 1, coarse = class - CLASS_IN_SPANS - 1;

	if (class <= CLASS_IN_SPANS)
		return (size_t)(fine % 8 + 9) << (10 + fine / 8 - 3);
	return (size_t)(coarse % 4 + 5) << (14 + coarse / 4 - 2);
}

#endif
