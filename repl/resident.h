/* SPDX-License-Identifier: MIT
 *
 * resident.h - which pages of a stretch of memory were ever touched: the others read as zero,
 * and need not be read.
 */
#ifndef MMVIZ_RESIDENT_H
#define MMVIZ_RESIDENT_H

#include <stddef.h>

enum { RESIDENT_PAGE = 4096 };

/* touched: the page has memory, or lies in swap. Other than 0: no more pages are wanted. */
typedef int resident_page(void *user, unsigned char *page, int touched);

/* What the system knows of the program's pages, for as long as it is open; -1 where it does not
 * tell, which may be passed on. */
int resident_open(void);
void resident_close(int pages);

/* Visits every page that has a byte of the stretch, in order of address; where the system does
 * not tell, as touched. What visit returned last: 0 when all were seen. */
int resident_visit(int pages, const unsigned char *start, size_t size, resident_page *visit,
                   void *user);

#endif
