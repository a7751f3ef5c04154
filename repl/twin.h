/* SPDX-License-Identifier: MIT
 *
 * twin.h - a second heap on which the operations of a journal are carried out again, under
 * another option: its chunks lie elsewhere, so an operation finds its own by the block it is
 * about (names.h) and a distance.
 *
 * Ownership: the twin owns its heap; twin_close gives it back. What an operation came to is a
 * sentence without capitals: "freed", "the old place of p2".
 */
#ifndef MMVIZ_TWIN_H
#define MMVIZ_TWIN_H

#include "journal.h"
#include "my_heap.h"

#include <stddef.h>

struct session;

/* What an operation is about: so many bytes from the start of a block. */
struct aim {
	size_t block; /* (size_t)-1: none that is known */
	size_t added; /* modulo 2^64 */
};

enum { TWIN_TEXT = 240, TWIN_FOUND = 4 };

struct twin_block {
	unsigned char *at; /* where it is, or was when it was freed; NULL: it was not given */
	int dead;
};

struct twin {
	const struct session *session;
	my_heap *heap;
	struct twin_block *block;
	size_t count;
	int misused;          /* the cause of a refusal + 1, since it was cleared */
	my_heap_event found[TWIN_FOUND]; /* the damage that this operation found */
	size_t founds;
	size_t damages, refusals, reused; /* of all operations; reused: places given again */
};

/* A heap with the session's options but this guard, anywhere. 0: no memory. */
int twin_open(struct twin *twin, const struct session *session, int guard, size_t blocks);
void twin_close(struct twin *twin);

/* Carries out operation `number` of the session's journal. */
void twin_play(struct twin *twin, size_t number, struct aim aim, char out[TWIN_TEXT]);

#endif
