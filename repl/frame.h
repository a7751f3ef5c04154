/* SPDX-License-Identifier: MIT
 *
 * frame.h - a session drawn off the screen: for files, and for whoever has no terminal.
 *
 *   session --scene--> view --viz--> grid, of any size
 *
 *   struct frame *frame = frame_create(100, 30, 0);
 *   frame_draw(frame, session)     again after every change
 *   frame_destroy(frame);
 *
 * Rules of use
 * - Only the session and the size count: the same session gives the same cells, with a
 *   terminal or without, as plain text or not.
 */
#ifndef MMVIZ_FRAME_H
#define MMVIZ_FRAME_H

#include "grid.h"
#include "view.h"

struct frame;
struct session;

/* ascii: ASCII stands for every glyph. */
struct frame *frame_create(int cols, int rows, int ascii);

/* NULL is allowed. */
void frame_destroy(struct frame *frame);

/* The session as it is now. The frame's own, until the next call. */
const struct grid *frame_draw(struct frame *frame, const struct session *session);

/* The view that was drawn last. */
const view *frame_view(const struct frame *frame);

#endif
