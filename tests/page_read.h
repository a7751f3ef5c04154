/* SPDX-License-Identifier: MIT
 *
 * page_read.h - the page of export FILE.html, read again: its steps as grids and words.
 *
 *   struct page page;
 *   page_open(&page, text);            the text stays the caller's, and is cut up
 *   page_grid(&page, 7, &grid);        grid_free
 *   page_word(&page, 7, "w.0", out)    "s1: largest free 304, enough. Search it."
 *   page_close(&page);
 */
#ifndef TESTS_PAGE_READ_H
#define TESTS_PAGE_READ_H

#include "grid.h"

#include <stddef.h>

enum { PAGE_WORD = 2048 };

struct page {
	size_t cols, rows, first, last, group; /* as it says */
	const char **step; /* each one's JSON, a line's end behind it */
	size_t steps, space;
};

/* 1, or 0: something is missing, or is no JSON. */
int page_open(struct page *page, char *text);
void page_close(struct page *page);

/* From the first step of its group on. 1, or 0: what is written leaves the grid. */
int page_grid(const struct page *page, size_t step, struct grid *grid);

/* A string of the step by its path; "" where there is none. Returns out, of PAGE_WORD bytes. */
const char *page_word(const struct page *page, size_t step, const char *path, char *out);

#endif
