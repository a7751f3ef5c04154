/* SPDX-License-Identifier: MIT
 *
 * note.h - marks in words: what the last operation did, said beside the map or under it.
 */
#ifndef MMVIZ_NOTE_H
#define MMVIZ_NOTE_H

#include "block.h"

enum { NOTE_MOST = 24, NOTE_BYTES = 96 };

struct note {
	int cell; /* of the block: where its chunk begins to be seen */
	enum view_mark mark;
	const char *name; /* may be "" */
	size_t size, asked;
	unsigned turn;    /* of a search: it is written as 3? and what came of it */
	const char *came; /* NULL: not said */
};

/* The notes of a block by cell; their number, at most NOTE_MOST. */
int note_collect(const struct block *b, struct note notes[NOTE_MOST]);

/* In the right margin: the row's weightiest, in the longest form with room. */
void note_margin(const struct block *b, struct area margin, int row);

/* In the row of words under row `row`: each from its own column, the weightiest first,
 * shortened before it may touch another. */
void note_under(const struct block *b, struct area words, int row);

#endif
