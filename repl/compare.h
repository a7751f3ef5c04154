/* SPDX-License-Identifier: MIT
 *
 * compare.h - the same operations on up to four heaps in lock-step: what differs, and since
 * which operation.
 *
 *   lane 0   first fit   op 1, op 2 ... op n     the others are compared with it:
 *   lane 1   best fit    op 1, op 2 ... op n     a block lies elsewhere, or nowhere
 *
 * Rules of use
 * - Lanes follow the session: compare_follow brings them to the step where it stands. On the
 *   same branch further on only the new operations are carried out, else all of them anew.
 * - Between two calls all lanes have carried out the same operations: compare->step of them.
 */
#ifndef MMVIZ_COMPARE_H
#define MMVIZ_COMPARE_H

#include "lane.h"
#include "setting.h"
#include "session.h"

enum { COMPARE_LANES = 4, COMPARE_NAME = 48 };

struct compared {
	char name[COMPARE_NAME]; /* "best", "hash=fibonacci": as it was typed */
	char title[COMPARE_NAME]; /* "best fit" */
	my_heap_options options;
	struct lane lane;
	/* At the first operation whose block did not come to lie in the same place everywhere: */
	struct place at;         /* where it is; section 0: nowhere */
	size_t hole;             /* bytes of the free chunk that it was cut from; 0: not known */
	int mapped;              /* a section was mapped for it */
	int stayed;              /* it was resized, and is where it was before */
	size_t sections;         /* how many there were before it */
};

struct compare {
	size_t count;
	struct compared of[COMPARE_LANES];
	size_t step;             /* operations carried out */
	size_t branch;           /* of these, of the session's timeline */
	const struct timeline *timeline;
	my_heap_options base;    /* of the session's heap */
	struct op last;
	size_t differs;          /* the first operation that differs; 0: none does */
	size_t differing;        /* how many do, up to now */
	char problem[SETTING_PROBLEM]; /* why there are no lanes: a sentence */
	size_t sections_differ;  /* since when the numbers of sections do; 0: never did */
};

/* One heap more to compare: "best", "hash=fibonacci", "best,section=64K": the session's options
 * but these. SESSION_FAILED with the reason. */
int compare_add(struct compare *compare, struct session *session, const char *word);

/* Carries out at most so many operations; 1: all lanes stand where the session does. 0: not
 * yet, or there is no memory for the lanes. */
int compare_follow(struct compare *compare, const struct session *session, size_t most);

/* How many operations it takes until they do. */
size_t compare_behind(const struct compare *compare, const struct session *session);

/* How many of the first operations are measured; 0: there are too few. And how many seconds they
 * take on a heap of those options; another time it is another number. -1: it was interrupted, or
 * there is no memory. */
size_t compare_clocked(const struct session *session);
double compare_clock(const struct compared *of, const struct session *session);

/* Where a block is in a lane; section 0: nowhere. */
struct place compare_place(const struct compared *of, size_t block);

/* It lies elsewhere in some lane than in the first. */
int compare_differs(const struct compare *compare, size_t block);

/* The block that the last operation gave or resized; BLOCK_NONE: it did not. And that block,
 * with the newest of those that lie elsewhere in some lane, from the oldest on; how many. */
enum { COMPARE_BLOCKS = VIEW_LANE_NOTES };
size_t compare_touched(const struct compare *compare, const struct session *session);
size_t compare_blocks(const struct compare *compare, const struct session *session,
                      size_t out[COMPARE_BLOCKS]);

/* The first difference as a sentence for each lane, and one on the sections; "": there is no
 * such sentence. */
enum { COMPARE_SENTENCE = 200 };
void compare_took(const struct compare *compare, size_t lane, char out[COMPARE_SENTENCE]);
void compare_sections(const struct compare *compare, char out[COMPARE_SENTENCE]);

/* A number of a lane, by row; the rows end with one whose label is NULL. */
struct compare_number {
	const char *label;
	size_t (*value)(const my_heap_statistics *s);
	size_t (*whole)(const my_heap_statistics *s); /* of a share; NULL: it is none */
};
extern const struct compare_number compare_numbers[];
void compare_text(const struct compare_number *row, const my_heap_statistics *s, char out[24]);

void compare_free(struct compare *compare);

#endif
