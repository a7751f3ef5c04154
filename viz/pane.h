/* SPDX-License-Identifier: MIT
 *
 * pane.h - what panes share: their shape as functions, the rule over a pane, and how many
 * rows some of them would like.
 */
#ifndef MMVIZ_PANE_H
#define MMVIZ_PANE_H

#include "grid.h"
#include "layout.h"
#include "view.h"

/* Draws its pane of the view into an area that is blank. */
typedef void pane_draw(struct area area, const view *v, const struct layout *layout);

#define PANE_DECLARE(name, draw) pane_draw draw;
PANES(PANE_DECLARE)
#undef PANE_DECLARE

/* "- title  about -----" in the first row; about may be NULL. */
void rule_draw(struct area area, const char *title, const char *about, uint8_t about_role);

/* Rows under their rules; the table's on a screen of this size. */
int table_rows(const view *v, int cols, int rows);
int table_columns(const view *v, int cols); /* buckets a row */
int table_all_rows(const view *v, int cols, int rows, int width); /* a row for each bucket, too */
int caches_rows(const view *v, int rows);
int bytes_rows(const view *v, int width);
int bytes_columns(int width); /* bytes a row */
int numbers_rows(const view *v, int width);

/* From that width on numbers stand in two columns, and remarks under them. */
enum { NUMBERS_WIDE = 50 };
int chunks_rows(const view *v, int width);

/* Rows of the time line beside its curve and glyphs: marks, other branches, and where the
 * session stands when that is not the end. */
int time_more_rows(const view *v, int width);

/* Rows of the fields of a step that is shown, and of the rail of all steps, with their
 * rules; 0: none is shown. */
int fields_rows(const view *v, int room);
int rail_rows(const view *v, int rows);

/* What is left over of the chunks that a search compares, as bars from row y on. */
void step_rests(struct area area, int y, const view *v);

/* Rows of the result line: 1, or more where its words do not fit one. */
int result_rows(const view *v, int cols);

/* The text in why's place: a command's own, else the last operation's steps. */
const view_text *why_text(const view *v);

/* Columns of its widest line. */
int why_width(const view_text *text);

/* Rows that the pane would like at this width: its lines, and under a lesson's words the steps
 * with a rule. */
int why_wanted(const view *v, int width);

/* How many lines from `first` on are shown whole in so many rows, where one of them is
 * needed to say that there are more. A heading is never the last of a page. */
size_t why_fitting(const view_text *text, size_t first, int width, int height);

#endif
