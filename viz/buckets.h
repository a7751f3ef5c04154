/* SPDX-License-Identifier: MIT
 *
 * buckets.h - the table with a row for each bucket: what lies in it, and how far from home.
 */
#ifndef MMVIZ_BUCKETS_H
#define MMVIZ_BUCKETS_H

#include "grid.h"
#include "mark.h"
#include "view.h"

/* Rows that are of use, with their heading. */
enum { BUCKETS_LEAST = 4 };

/* What a probe, or a search, came to there: glyph and role of one character. */
struct face buckets_sign(const view_bucket *bucket);

/* By the user: its chunk is chosen, or it is empty and they look at it. */
int buckets_is_chosen(const view *v, size_t i);

/* Rows that it uses of this area, which needs no grid. */
int buckets_rows(struct area area, const view *v);

/* A heading, then the buckets around the touched one, in columns if there is room. */
void buckets_draw(struct area area, const view *v);

/* Which of the view's buckets stands there; 0: none. The area needs no grid. */
int buckets_hit(struct area area, const view *v, int x, int y, size_t *index);

#endif
