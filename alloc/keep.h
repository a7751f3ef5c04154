/* SPDX-License-Identifier: MIT
 *
 * keep.h - who is told of what is about to be written: my_heap_keep.
 *
 * The general engine tells every stretch of the books, and of memory, before it writes there.
 * An operation tells the heap itself once, when it begins; a section's header is told by the
 * verb that works on the section; entries and holes are told where they are written.
 * A stretch may be told again, and more may be told than is written; never less.
 */
#ifndef ALLOC_KEEP_H
#define ALLOC_KEEP_H

#include "my_heap.h"

struct keep {
	my_heap_keeper *keeper; /* NULL: nobody is told */
	void *user;
};

/* Costs one test when nobody is told. */
static inline void keep_old(const struct keep *keep, void *start, size_t size)
{
	if (__builtin_expect(keep->keeper != NULL, 0))
		keep->keeper(keep->user, start, size);
}

/* What comes now is not undone by bytes. */
static inline void keep_nothing(const struct keep *keep)
{
	keep_old(keep, NULL, 0);
}

#endif
