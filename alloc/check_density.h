/* SPDX-License-Identifier: MIT
 *
 * check_density.h - proves what a section's density says.
 */
#ifndef ALLOC_CHECK_DENSITY_H
#define ALLOC_CHECK_DENSITY_H

#include "state.h"

/* Of a section whose chunks were proved to tile it. NULL: right; else what is broken, and
 * *offset is where the cell starts. O(chunks + cells that have to be looked at). */
const char *check_density(const my_heap *heap, const struct section *section, size_t *offset);

#endif
