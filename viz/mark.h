/* SPDX-License-Identifier: MIT
 *
 * mark.h - how each view_mark looks, the same in map, table and list, and where the
 * touched chunk is.
 */
#ifndef MMVIZ_MARK_H
#define MMVIZ_MARK_H

#include "view.h"

struct face {
	uint32_t glyph;
	uint8_t role;
};

enum { MARK_RANKS = 13, MARK_NAME = VIEW_NAME + 1 };

struct mark_style {
	struct face used, free;         /* a cell of the map */
	uint8_t used_label, free_label; /* roles of its name there */
	uint8_t used_entry, free_entry; /* roles in the table */
	uint8_t used_row, free_row;     /* roles in the list */
	uint32_t sign;                  /* the list's first column */
	uint8_t text;                   /* role of its name in rules and margins */
	const char *word;               /* "new"; NULL: not spoken of */
	int rank;                       /* where two meet, the higher is shown; 0: plain */
};

const struct mark_style *mark_style(enum view_mark mark);

/* A chunk's name as all panes write it: with the sign of what is watched before it. */
const char *mark_name(const view_chunk *chunk, char out[MARK_NAME]);

/* Of a free one: kept in a cache, or kept back without one. */
const char *mark_state(const view_chunk *chunk);

/* 1 for a role that colours a whole row and not the letters alone. */
int mark_fills(uint8_t role);

/* Where the section was touched by the last operation or the cursor; 0: nowhere. */
int mark_touched(const view *v, const view_section *section, size_t *offset);

/* The chunk that begins at or holds the touched place; chunk_count: none. */
size_t mark_chunk(const view *v, const view_section *section);

#endif
