/* SPDX-License-Identifier: MIT
 *
 * stencil.c - rectangles joined: first along their rows, then those of one width downwards.
 */
#include "stencil.h"

#include <stdlib.h>

enum { FEW = 256 };

int stencil_add(struct stencil *stencil, struct stencil_rect rect)
{
	if (stencil->count == stencil->space) {
		size_t space = stencil->space * 2 + FEW;
		struct stencil_rect *grown = realloc(stencil->rect, space * sizeof *grown);

		if (!grown)
			return 0;
		stencil->rect = grown;
		stencil->space = space;
	}
	stencil->rect[stencil->count++] = rect;
	return 1;
}

void stencil_free(struct stencil *stencil)
{
	free(stencil->rect);
	*stencil = (struct stencil){ 0 };
}

int stencil_alike(const struct stencil_rect *a, const struct stencil_rect *b)
{
	return a->layer == b->layer && a->colour == b->colour;
}

static int order(const int *a, const int *b, size_t count)
{
	size_t i = 0;

	while (i + 1 < count && a[i] == b[i])
		i++;
	return (a[i] > b[i]) - (a[i] < b[i]);
}

static int along_rows(const void *left, const void *right)
{
	const struct stencil_rect *a = left, *b = right;
	const int one[] = { a->layer, (int)a->colour, a->y, a->h, a->x, a->w };
	const int two[] = { b->layer, (int)b->colour, b->y, b->h, b->x, b->w };

	return order(one, two, sizeof one / sizeof one[0]);
}

static int down_columns(const void *left, const void *right)
{
	const struct stencil_rect *a = left, *b = right;
	const int one[] = { a->layer, (int)a->colour, a->x, a->w, a->y, a->h };
	const int two[] = { b->layer, (int)b->colour, b->x, b->w, b->y, b->h };

	return order(one, two, sizeof one / sizeof one[0]);
}

/* The second begins where the first ends, and is as high, or as wide. */
static int join_right(struct stencil_rect *a, const struct stencil_rect *b)
{
	if (!stencil_alike(a, b) || a->y != b->y || a->h != b->h || a->x + a->w != b->x)
		return 0;
	a->w += b->w;
	return 1;
}

static int join_below(struct stencil_rect *a, const struct stencil_rect *b)
{
	if (!stencil_alike(a, b) || a->x != b->x || a->w != b->w || a->y + a->h != b->y)
		return 0;
	a->h += b->h;
	return 1;
}

static void pass(struct stencil *stencil, int (*compare)(const void *, const void *),
                 int (*join)(struct stencil_rect *, const struct stencil_rect *))
{
	size_t kept = 0;

	if (stencil->count == 0)
		return;
	qsort(stencil->rect, stencil->count, sizeof *stencil->rect, compare);
	for (size_t i = 1; i < stencil->count; i++)
		if (!join(&stencil->rect[kept], &stencil->rect[i]))
			stencil->rect[++kept] = stencil->rect[i];
	stencil->count = kept + 1;
}

void stencil_join(struct stencil *stencil)
{
	pass(stencil, along_rows, join_right);
	pass(stencil, down_columns, join_below);
}
