/* SPDX-License-Identifier: MIT
 *
 * screen.h - a view drawn into a grid: the one call for whoever shows a heap.
 *
 *   screen_draw(&grid, &view, &prompt)    everything, and where the cursor goes
 *   prompt_draw(screen_prompt(...), ...)  after a key, the prompt's row alone
 */
#ifndef MMVIZ_SCREEN_H
#define MMVIZ_SCREEN_H

#include "grid.h"
#include "layout.h"
#include "prompt.h"
#include "view.h"

struct screen_cursor {
	int x, y;
	struct layout layout; /* what is where */
};

/* The grid's size is the screen's. prompt NULL: an empty line, with the view's hint. A prompt whose
 * hint is NULL gets the view's. */
struct screen_cursor screen_draw(struct grid *grid, const view *v, const struct prompt *prompt);

/* The prompt's row, the same at every size: the last one. */
struct area screen_prompt(struct grid *grid);

#endif
