/* SPDX-License-Identifier: MIT
 *
 * recorded_images.h - all blocks of a recording at some of its steps: where going begins that
 * would be a long way otherwise.
 *
 *   |----|----|----|----|--> end      too many, or too large: every second goes, and from then
 *   |---------|---------|-->          on they lie twice as far apart
 */
#ifndef MMVIZ_RECORDED_IMAGES_H
#define MMVIZ_RECORDED_IMAGES_H

#include "blocks.h"

enum {
	RECORDED_IMAGES = 64,
	RECORDED_IMAGES_APART = 1 << 16, /* steps, at first */
	RECORDED_IMAGES_BYTES = 64 << 20
};

struct recorded_image {
	uint64_t step, next; /* next: the number of the first entry that is not in it */
	size_t count;
	struct block *block;
};

struct recorded_images {
	struct recorded_image image[RECORDED_IMAGES]; /* by step */
	size_t count, bytes;
	uint64_t apart; /* 0: none was wanted yet */
};

void recorded_images_free(struct recorded_images *images);

/* The blocks are those of that step: if it is time for an image, one is taken. */
void recorded_images_note(struct recorded_images *images, uint64_t step, uint64_t next,
                          const struct blocks *blocks);

/* The nearest to a step of those that are not before another; NULL: there is none. */
const struct recorded_image *recorded_images_near(const struct recorded_images *images,
                                                  uint64_t step, uint64_t first);

#endif
