/* SPDX-License-Identifier: MIT
 *
 * placement.h - the words of the placements, for set, the screen and the sentences.
 */
#ifndef MMVIZ_PLACEMENT_H
#define MMVIZ_PLACEMENT_H

struct placement {
	const char *name;   /* "first fit" */
	const char *takes;  /* who takes: a sentence, or where chunks are compared its start */
	const char *better; /* where they are compared: the best so far, and what is not */
	const char *worse;
	const char *rule;    /* which one is taken */
	const char *why;     /* the same, of the one that was */
};

/* By enum my_heap_placement. */
extern const struct placement placements[];

/* The words of set, in the same order; ends with NULL. */
extern const char *const placement_words[];

#endif
