/* SPDX-License-Identifier: MIT
 *
 * mark.c - one row a mark.
 */
#include "mark.h"
#include "theme.h"

#include <stdio.h>

enum { FULL = 0x2588, DARK = 0x2593, LIGHT = 0x2591, DOT = 0xb7, DASH = 0x254c, TIMES = 0xd7,
       CHECK = 0x2713 };

#define R(name) ROLE_##name

/* A cell, a label, an entry and a row of a used chunk, then of a free one. */
#define MARK(used_glyph, used, used_label, used_entry, used_row, free_glyph, free, free_label, \
             free_entry, free_row, sign, text, word, rank)                                      \
	{ { used_glyph, R(used) }, { free_glyph, R(free) }, R(used_label), R(free_label),       \
	  R(used_entry), R(free_entry), R(used_row), R(free_row), sign, R(text), word, rank }

static const struct mark_style styles[] = {
	[VIEW_PLAIN] = MARK(FULL, USED, USED_LABEL, USED_LABEL, TEXT,
	                    DOT, FREE, FREE_LABEL, FREE_LABEL, FREE_LABEL,
	                    ' ', TITLE, NULL, 0),
	[VIEW_MERGED] = MARK(FULL, USED, USED_LABEL, USED_LABEL, TEXT,
	                     DASH, MERGED, HOT, HOT, HOT, '=', HOT, "merged", 3),
	[VIEW_REST] = MARK(FULL, USED, USED_LABEL, USED_LABEL, TEXT,
	                   DOT, FREE, HOT, HOT, HOT, ' ', HOT, "rest", 4),
	[VIEW_MOVED_FROM] = MARK(LIGHT, FREED, HOT, USED_LABEL, TEXT,
	                         LIGHT, FREED, HOT, HOT, HOT, '-', HOT, "moved from here", 5),
	[VIEW_FREED] = MARK(LIGHT, FREED, HOT, USED_LABEL, TEXT,
	                    LIGHT, FREED, HOT, HOT, HOT, '-', HOT, "freed", 6),
	[VIEW_CURSOR] = MARK(FULL, CURSOR, CURSOR_LABEL, CURSOR_LABEL, CURSOR_LABEL,
	                     DOT, CURSOR_TEXT, CURSOR_TEXT, CURSOR_TEXT, CURSOR_LABEL,
	                     '>', CURSOR_TEXT, NULL, 8),
	[VIEW_NEW] = MARK(DARK, NEW, NEW_LABEL, NEW_LABEL, NEW_LABEL,
	                  DOT, HOT, HOT, HOT, HOT, '+', HOT, "new", 9),
	[VIEW_MOVED_TO] = MARK(DARK, NEW, NEW_LABEL, NEW_LABEL, NEW_LABEL,
	                       DOT, HOT, HOT, HOT, HOT, '+', HOT, "moved", 10),
	[VIEW_RESIZED] = MARK(DARK, NEW, NEW_LABEL, NEW_LABEL, NEW_LABEL,
	                      DOT, HOT, HOT, HOT, HOT, '~', HOT, "resized", 9),
	[VIEW_WRONG] = MARK(FULL, USED, WRONG, WRONG, WRONG,
	                    DOT, FREE, WRONG, WRONG, WRONG, '!', WRONG_TEXT, "", 12),
	[VIEW_WATCHED] = MARK(FULL, USED, WATCHED, USED_LABEL, TEXT,
	                      DOT, FREE, WATCHED, FREE_LABEL, FREE_LABEL,
	                      '@', TITLE, NULL, 2),
	[VIEW_CHANGED] = MARK(FULL, NEW, NEW_LABEL, USED_LABEL, TEXT,
	                      DOT, HOT, HOT, FREE_LABEL, FREE_LABEL,
	                      '~', HOT, NULL, 1),
	[VIEW_WAITS] = MARK(FULL, USED, USED_LABEL, USED_LABEL, TEXT,
	                    DOT, FREE, FREE_LABEL, FREE_LABEL, FREE_LABEL,
	                    ' ', DIM, "not yet", 1),
	[VIEW_PASSED] = MARK(FULL, USED, USED_LABEL, USED_LABEL, TEXT,
	                     DOT, FREE, PASSED, PASSED, PASSED, TIMES, PASSED, "passed", 2),
	[VIEW_BEST] = MARK(FULL, USED, USED_LABEL, USED_LABEL, TEXT,
	                   DOT, FREE, NEW_LABEL, HOT, HOT, CHECK, HOT, "taken", 7),
	[VIEW_LOOKED] = MARK(FULL, USED, LOOKED, LOOKED, LOOKED,
	                     DOT, FREE, LOOKED, LOOKED, LOOKED, '?', LOOKED, "looked at", 11),
};

const struct mark_style *mark_style(enum view_mark mark)
{
	return &styles[mark];
}

const char *mark_name(const view_chunk *chunk, char out[MARK_NAME])
{
	snprintf(out, MARK_NAME, "%s%s", chunk->watched && chunk->name[0] ? "@" : "", chunk->name);
	return out;
}

const char *mark_state(const view_chunk *chunk)
{
	if (chunk->unknown)
		return "gap";
	return !chunk->cached ? "free" : chunk->class ? "cached" : "waiting";
}

int mark_fills(uint8_t role)
{
	return role == ROLE_NEW_LABEL || role == ROLE_CURSOR_LABEL || role == ROLE_WRONG
	       || role == ROLE_LOOKED;
}

/* The chunk that the table's rule tells of, though nothing was done to it but a write. */
static int is_told(const view *v, const view_section *section, size_t *offset)
{
	int told = section == &v->sections[v->focus] && (v->units.shown || v->trail.shown);

	if (told)
		*offset = v->units.shown ? v->units.offset : v->trail.offset;
	return told;
}

int mark_touched(const view *v, const view_section *section, size_t *offset)
{
	int rank = 0;

	for (size_t i = 0; i < section->chunk_count; i++) {
		int own = styles[section->chunks[i].mark].rank;

		if (own > rank) {
			rank = own;
			*offset = section->chunks[i].offset;
		}
	}
	for (size_t i = 0; i < v->range_count; i++) {
		int own = styles[v->ranges[i].mark].rank;

		if (v->ranges[i].section == section->id && own > rank) {
			rank = own;
			*offset = v->ranges[i].offset;
		}
	}
	return rank > 0 || is_told(v, section, offset);
}

size_t mark_chunk(const view *v, const view_section *section)
{
	size_t offset, i = 0;

	if (!mark_touched(v, section, &offset))
		return section->chunk_count;
	while (i < section->chunk_count &&
	       offset - section->chunks[i].offset >= section->chunks[i].size)
		i++;
	return i;
}
