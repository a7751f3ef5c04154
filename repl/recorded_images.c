/* SPDX-License-Identifier: MIT
 *
 * recorded_images.c - all blocks of a recording at some of its steps.
 */
#include "recorded_images.h"

#include "memory.h"

#include <stdlib.h>

static void drop(struct recorded_images *images, struct recorded_image *image)
{
	images->bytes -= image->count * sizeof *image->block;
	free(image->block);
}

void recorded_images_free(struct recorded_images *images)
{
	for (size_t i = 0; i < images->count; i++)
		drop(images, &images->image[i]);
	images->count = 0;
}

static void thin(struct recorded_images *images)
{
	size_t kept = 0;

	for (size_t i = 0; i < images->count; i++)
		if (i % 2)
			images->image[kept++] = images->image[i];
		else
			drop(images, &images->image[i]);
	images->count = kept;
	images->apart *= 2;
}

static int put_block(void *user, const struct block *block)
{
	struct recorded_image *image = user;

	image->block[image->count++] = *block;
	return 0;
}

static uint64_t last_step(const struct recorded_images *images)
{
	return images->count ? images->image[images->count - 1].step : 0;
}

void recorded_images_note(struct recorded_images *images, uint64_t step, uint64_t next,
                          const struct blocks *blocks)
{
	struct recorded_image *image;

	if (!images->apart)
		images->apart = RECORDED_IMAGES_APART;
	if (step < last_step(images) + images->apart)
		return;
	while (images->count > 0
	       && (images->count == RECORDED_IMAGES
	           || images->bytes + blocks->count * sizeof *image->block > RECORDED_IMAGES_BYTES))
		thin(images);
	if (step < last_step(images) + images->apart)
		return;
	image = &images->image[images->count++];
	*image = (struct recorded_image){ .step = step, .next = next };
	image->block = memory_new(blocks->count + 1, sizeof *image->block);
	blocks_walk(blocks, put_block, image);
	images->bytes += image->count * sizeof *image->block;
}

const struct recorded_image *recorded_images_near(const struct recorded_images *images,
                                                  uint64_t step, uint64_t first)
{
	const struct recorded_image *best = NULL;
	uint64_t least = 0;

	for (size_t i = 0; i < images->count; i++) {
		const struct recorded_image *image = &images->image[i];
		uint64_t apart = image->step > step ? image->step - step : step - image->step;

		if (image->step < first || (best && apart >= least))
			continue;
		best = image;
		least = apart;
	}
	return best;
}
