/* SPDX-License-Identifier: MIT
 *
 * range.h - many chunks in one word: p1..p9, and every second of them.
 *
 *   p1..p9           p1, p2, p3 ... p9
 *   p1..p9 every 2   p1, p3, p5, p7, p9
 *
 * Both ends are names that were given; of those between them the ones that are in use are meant.
 * A range reaches over at most COUNT_MOST names that it stops at.
 */
#ifndef MMVIZ_RANGE_H
#define MMVIZ_RANGE_H

#include <stddef.h>

struct call;
struct session;
struct word;
struct words;

struct range {
	size_t *name; /* their numbers among the names, in the order of the range */
	size_t count;
	size_t freed; /* names that the range stops at, whose chunks are no longer in use */
	size_t every;
};

/* Two dots make a range; a word in quotes is none. */
int range_is(const struct word *word);
int range_in(const struct words *words); /* a line has one */

/* The arguments of a call as a range. SESSION_FAILED: with the reason told; else the caller
 * frees it by range_free. */
int range_read(struct session *session, const struct call *call, struct range *range);
void range_free(struct range *range);

#endif
