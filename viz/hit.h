/* SPDX-License-Identifier: MIT
 *
 * hit.h - what is drawn at a place of the screen: for a click.
 */
#ifndef MMVIZ_HIT_H
#define MMVIZ_HIT_H

#include "layout.h"
#include "view.h"

/* What there is of it; a bucket, a byte and a step may be number 0. */
struct hit {
	enum view_pane pane;    /* NONE: no pane that has keys */
	int on_prompt;
	size_t section, offset; /* a place in memory; section 0: none */
	int on_bucket, on_step;
	size_t bucket;          /* of the section in focus */
	size_t step;
};

struct hit hit_at(const view *v, const struct layout *layout, int x, int y);

/* Each pane's own, with x and y from its left upper corner: 1, or 0 when nothing is there. */
int map_hit(const struct map_plan *plan, const view *v, int x, int y, size_t *section,
            size_t *offset);
/* Where one comes to, so many cells from the touched place on in a map of the whole heap; 0: the
 * map that the cursor moves in is not that. */
int map_far(const struct map_plan *plan, const view *v, int cells, size_t *section,
            size_t *offset);
int table_hit(const struct rect *pane, const view *v, int cols, int x, int y, size_t *bucket);
int chunks_hit(const struct rect *pane, const view *v, int x, int y, size_t *section,
               size_t *offset);
int bytes_hit(const struct rect *pane, const view *v, int x, int y, size_t *index);
int time_hit(const struct rect *pane, const view *v, int x, size_t *step);

#endif
