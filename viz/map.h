/* SPDX-License-Identifier: MIT
 *
 * map.h - the sections of a heap under each other, as the map pane shows them.
 *
 *   s1 --+- 0x100000000  4 KiB ...   full: a rule, then rows of cells
 *   0x000|p1####:
 *   s2 <-'p10 1,312#####             one-row form: all of it in one row
 *   s3..s9  7 more                   those there is no room for
 *
 * A heap that is too big for that is seen from farther away (densemap.h): the whole of it, then
 * a part, and at last the surroundings of the touched place as above.
 *
 * Rules of use
 * - The plan is made once for a screen: the layout needs its height, the drawing its items.
 * - The section in focus is always full, and its rows are the last thing to be given up.
 */
#ifndef MMVIZ_MAP_H
#define MMVIZ_MAP_H

#include "grid.h"
#include "view.h"

enum { MAP_CELLS = 64 }; /* smallest chunks a row */

enum map_form { MAP_BEFORE, MAP_AFTER, MAP_ONE_ROW, MAP_FULL, MAP_DENSE };

struct map_item {
	enum map_form form;
	size_t section; /* index into the view's sections */
	size_t first_row;
	size_t step;    /* bytes a cell */
	int rows, y;    /* y: from the top of the pane */
	/* Of a density map: which of the view's, the offset of its first cell, and the part of
	 * it that the next map shows. */
	size_t source, start, part, part_size;
};

struct map_plan {
	struct map_item items[VIEW_SECTIONS + 3];
	int count, height;
	int gutter, columns; /* columns of the offsets, and of cells in a row */
	int pitch;           /* 2: a row for words under each row */
	int finer;           /* cells are halved so many times: there is room for more rows */
	size_t step;         /* bytes a cell of the map that the cursor moves in */
	int whole;           /* that map is of the whole heap, its sections end to end */
	int cramped;         /* sections that were allowed had no room */
};

/* What the pane may use. */
struct map_room {
	int width, height;
	int screen;     /* rows of the whole screen */
	int dense;      /* rows of all maps of a big heap, or of a section seen from nearby */
	int focus_rows; /* of cells, at most, of a section */
	int others;     /* sections beside the one in focus, at most */
	int full;       /* they may be full where rows are left */
	int pitch;
};

/* Columns of the widest offset of the view's sections, and one for the next pointer. */
int map_gutter(const view *v);

struct map_plan map_plan(const view *v, const struct map_room *room);

/* Which cells' rows of the section are shown, at most so many, and which is the first. */
void map_choose_rows(const struct map_plan *plan, struct map_item *item, const view *v, int most);

/* Bytes of the smallest chunk, as a power of two: of one cell, usually. */
size_t map_cell(const view *v, const view_section *section);

/* Rows of an item, with its rule. */
int map_item_rows(const struct map_plan *plan, const struct map_item *item);

void map_draw(struct area area, const view *v, const struct map_plan *plan);


#endif
