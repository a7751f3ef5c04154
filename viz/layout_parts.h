/* SPDX-License-Identifier: MIT
 *
 * layout_parts.h - a screen while its rows and columns are shared out, for layout*.c.
 *
 *   top     the first row under the bar
 *           ... each arrangement places its panes here
 *   bottom  the first row of what stands at the bottom at every size
 *
 * Panes are placed by layout_place only, which leaves out those that would have less than
 * their least.
 */
#ifndef MMVIZ_LAYOUT_PARTS_H
#define MMVIZ_LAYOUT_PARTS_H

#include "layout.h"
#include "pane.h"

enum {
	LIST_WIDTH = 30,       /* chunks beside why, without a ledger */
	LEDGER = 29, LEDGER_LEAST = 24, LEDGER_WIDE = 63, LEDGER_FROM = 142, GAP_WIDE = 3,
	ROWS_TIME = 30, ROWS_PLOT = 40, ROWS_TALL = 45,
	FOCUS_LEAST = 2,       /* rows of the map's section in focus */
	WHY_LEAST = 6, LIST_LEAST = 7
};

struct sides {
	int left, ledger, gap; /* columns; ledger 0: none */
};

struct stack {
	const view *v;
	struct layout *out;
	struct sides sides;
	int top, bottom;
	int y, end;      /* of the left side: the rows that are not placed yet */
	int spare;       /* rows that the lower panes do not need, or (negative) lack */
	int narrow;      /* they lack some: other sections have one row each */
};

static inline int layout_least(int a, int b)
{
	return a < b ? a : b;
}

static inline int layout_most(int a, int b)
{
	return a > b ? a : b;
}

static inline int layout_tall(const struct stack *s)
{
	return s->out->rows >= ROWS_TALL;
}

void layout_place(struct layout *out, enum pane pane, int x, int y, int w, int h);

/* Is it to be seen, where it has room? One that has the keys or
 * full size is, hidden or not. */
int layout_shows(const view *v, enum view_pane pane);

/* Is there something for why's pane? What a command printed is seen, hidden or not. */
int layout_tells(const view *v);

int layout_has_bytes(const view *v);

/* Also where they take room from others: those of a chunk that is only looked at do not. */
int layout_needs_bytes(const view *v);

/* layout_usual.c: all on the left; the list of chunks and why beside each other, as the
 * last of them; rows of the time line in so many rows of a screen. */
void layout_usual(struct stack *s);
void layout_lower(const struct stack *s, int y, int height);
int layout_time_rows(const struct stack *s);

/* layout_right.c: how the columns are shared, and the ledger in those at the right. */
struct sides layout_sides(const view *v, int cols);
void layout_right(const struct stack *s);

/* layout_named.c: arrangements with a name, and a pane at full size. */
void layout_named(struct stack *s);
void layout_full(struct stack *s);

#endif
