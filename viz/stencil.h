/* SPDX-License-Identifier: MIT
 *
 * stencil.h - rectangles of a picture, sorted by what they are filled with and joined.
 *
 *   stencil_add ... stencil_add        in any order
 *   stencil_join                       neighbours of one filling become one rectangle
 *   stencil.rect[0 .. count)           one filling after the other
 *
 * Lengths are in hundredths (shape.h).
 */
#ifndef MMVIZ_STENCIL_H
#define MMVIZ_STENCIL_H

#include <stddef.h>
#include <stdint.h>

struct stencil_rect {
	int layer; /* lower ones lie below */
	uint32_t colour;
	int x, y, w, h;
};

struct stencil {
	struct stencil_rect *rect; /* owned */
	size_t count, space;
};

/* 0: no memory, and it was not added. A stencil starts as { 0 }. */
int stencil_add(struct stencil *stencil, struct stencil_rect rect);
void stencil_join(struct stencil *stencil);
void stencil_free(struct stencil *stencil);

/* Are they filled alike? */
int stencil_alike(const struct stencil_rect *a, const struct stencil_rect *b);

#endif
