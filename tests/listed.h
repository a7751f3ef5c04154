/* SPDX-License-Identifier: MIT
 *
 * listed.h - the operations of a recorded program as a text, to compare.
 *
 *   as they are    "m 16 5;r 32 16 9;"    kind, then block old count size alignment that are
 *                                         not 0
 *   by their order "m1 5;r1 9;f1;"        blocks numbered as they are handed out: the same
 *                                         whoever recorded them
 *       m! failed   f0 of NULL   f? of an unknown block   r+2 realloc of NULL or an unknown
 */
#ifndef TESTS_LISTED_H
#define TESTS_LISTED_H

#include <stddef.h>

struct listed {
	const char *operations, *problem, *remark; /* live until the next call */
	size_t count;
};

struct listed listed_file(const char *path);
struct listed listed_in_order(const char *path);

#endif
