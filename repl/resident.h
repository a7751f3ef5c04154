/* SPDX-License-Identifier: MIT
 *
 * resident.h - which pages of a stretch of memory were ever touched: the others read as zero,
 * and need not be read.
 */
#ifndef MMVIZ_RESIDENT_H
#define MMVIZ_RESIDENT_H

#include <stddef.h>

enum { RESIDENT_PAGE = 4096 };

/* Visits the pages of a stretch (multiples of 4096) that have memory, or lie in swap, in order
 * of address; where the system does not tell, all of them. */
void resident_visit(unsigned char *start, size_t size,
                    void (*visit)(void *user, unsigned char *page), void *user);

#endif
