/* SPDX-License-Identifier: MIT
 *
 * keyframes.h - images of the heap at some steps of the branch.
 *
 * Step 0 has one always. The longer the branch, the farther they lie apart; all together they
 * take no more than four sevenths of the pages of the newest, or KEYFRAMES_FREE bytes: then
 * those go that leave the smallest gaps.
 */
#ifndef MMVIZ_KEYFRAMES_H
#define MMVIZ_KEYFRAMES_H

#include "image.h"

enum { KEYFRAMES_FREE = 1 << 20, KEYFRAMES_APART = 1024 };

struct keyframe {
	size_t step;
	struct image *image;
};

struct keyframes {
	struct keyframe *frame; /* by step */
	size_t count, space;
	size_t bytes;
};

void keyframes_free(struct keyframes *keyframes);

/* The heap is in the state of that step: if it is time for an image, one is taken. */
void keyframes_note(struct keyframes *keyframes, size_t step, const my_heap *heap);

/* The last at or before that step. There is one once step 0 was noted. O(log) */
const struct keyframe *keyframes_before(const struct keyframes *keyframes, size_t step);

/* Forgets those after that step. */
void keyframes_cut(struct keyframes *keyframes, size_t step);

#endif
