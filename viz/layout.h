/* SPDX-License-Identifier: MIT
 *
 * layout.h - which panes a screen of this size has, and where.
 *
 *   80 x 24               from 95 columns on     from 45 rows on
 *   bar                   bar                    bar
 *   map                   map      | chunks      map            | chunks
 *   table                 table    |             table          | numbers
 *   (caches)              (caches) |             (caches)       |
 *   chunks | why          why      | numbers     why  | bytes   | journal
 *   numbers               time     |             time           | keys
 *   result                result                 result
 *   prompt                prompt                 prompt
 *
 * While steps are gone through, their rail is over the result, in place of time (and of the
 * numbers at 80 columns), and the fields of the one shown are in place of the numbers.
 *
 * That is the usual arrangement. The view may name another one, or a pane that has all rows
 * between bar and result (layout_named.c); and it tells which panes are hidden. What is at the
 * top and at the bottom stays.
 *
 * Rules of use
 * - Panes never overlap and never leave the screen; one without room has no rows.
 * - Under LAYOUT_COLS x LAYOUT_ROWS there is a sentence.
 * - The last row is the prompt's at every size: no pane reaches into it.
 */
#ifndef MMVIZ_LAYOUT_H
#define MMVIZ_LAYOUT_H

#include "map.h"
#include "view.h"

enum { LAYOUT_COLS = 80, LAYOUT_ROWS = 24 };

/* X(NAME, what draws it): void draw(struct area, const view *, const struct layout *) */
#define PANES(X)                                                                              \
	X(BAR, bar_pane) X(MAP, map_pane) X(TABLE, table_pane) X(CACHES, caches_pane)        \
	X(CHUNKS, chunks_pane)                                                                \
	X(WHY, why_pane) X(BYTES, bytes_pane) X(NUMBERS, numbers_pane) X(TIME, time_pane)    \
	X(FIELDS, fields_pane) X(RAIL, rail_pane) X(JOURNAL, journal_pane)                   \
	X(KEYS, keys_pane) X(LINE, line_pane) X(RESULT, result_pane) X(SMALL, small_pane)    \
	X(COMPARE, compare_pane)

enum pane {
#define PANE_ENUM(name, draw) PANE_##name,
	PANES(PANE_ENUM)
#undef PANE_ENUM
	PANE_COUNT
};

struct rect {
	int x, y, w, h;
};

struct layout {
	int cols, rows;
	struct rect pane[PANE_COUNT]; /* h = 0: not shown */
	struct map_plan map;
};

struct layout layout_make(const view *v, int cols, int rows);

/* Columns and rows that a pane is of use with: with fewer it is not shown. */
int layout_least_width(enum pane pane);
int layout_least_height(enum pane pane);

#endif
