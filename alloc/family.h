/* SPDX-License-Identifier: MIT
 *
 * family.h - the process heap's numbers, for the standard names. Takes the lock.
 */
#ifndef ALLOC_FAMILY_H
#define ALLOC_FAMILY_H

#include "my_heap.h"

/* All zero while there is no process heap. */
void family_stats(my_heap_statistics *out);

/* Gives memory back to the system: how many bytes. */
size_t family_trim(void);

#endif
