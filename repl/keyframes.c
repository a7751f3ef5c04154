/* SPDX-License-Identifier: MIT
 *
 * keyframes.c - images of the heap at some steps of the branch.
 */
#include "keyframes.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Of the steps so far: so far the next one lies from the last, at least. Where most of them have
 * to go again, fewer are taken. */
enum { SHARE = 12, SHARE_FULL = 6 };

static void drop(struct keyframes *keyframes, size_t index)
{
	struct keyframe *frame = &keyframes->frame[index];

	keyframes->bytes -= image_bytes(frame->image);
	image_free(frame->image);
	memmove(frame, frame + 1, (keyframes->count - index - 1) * sizeof *frame);
	keyframes->count--;
}

void keyframes_cut(struct keyframes *keyframes, size_t step)
{
	while (keyframes->count && keyframes->frame[keyframes->count - 1].step > step)
		drop(keyframes, keyframes->count - 1);
}

void keyframes_free(struct keyframes *keyframes)
{
	while (keyframes->count)
		drop(keyframes, keyframes->count - 1);
	free(keyframes->frame);
	*keyframes = (struct keyframes){ 0 };
}

static size_t allowance(const struct keyframes *keyframes)
{
	size_t most = image_pages(keyframes->frame[keyframes->count - 1].image) / 7 * 4;

	return most > KEYFRAMES_FREE ? most : KEYFRAMES_FREE;
}

/* The inner one whose neighbours lie closest together. */
static size_t least_missed(const struct keyframes *keyframes)
{
	size_t least = 1;

	for (size_t i = 1; i + 1 < keyframes->count; i++) {
		const struct keyframe *frame = keyframes->frame;

		if (frame[i + 1].step - frame[i - 1].step
		    < frame[least + 1].step - frame[least - 1].step)
			least = i;
	}
	return least;
}

static int is_due(const struct keyframes *keyframes, size_t step)
{
	size_t last, apart;

	if (keyframes->count == 0)
		return 1;
	last = keyframes->frame[keyframes->count - 1].step;
	if (step < last + KEYFRAMES_APART)
		return 0;
	apart = last / (2 * keyframes->bytes > allowance(keyframes) ? SHARE_FULL : SHARE);
	return step >= last + apart;
}

void keyframes_note(struct keyframes *keyframes, size_t step, const my_heap *heap)
{
	struct keyframe *frame;

	if (!is_due(keyframes, step))
		return;
	keyframes->frame = memory_room(keyframes->frame, keyframes->count, 1, &keyframes->space,
	                               sizeof *frame);
	frame = &keyframes->frame[keyframes->count++];
	*frame = (struct keyframe){ step, image_take(heap) };
	keyframes->bytes += image_bytes(frame->image);
	while (keyframes->count > 2 && keyframes->bytes > allowance(keyframes))
		drop(keyframes, least_missed(keyframes));
}

const struct keyframe *keyframes_before(const struct keyframes *keyframes, size_t step)
{
	size_t low = 0, high = keyframes->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (keyframes->frame[middle].step <= step)
			low = middle;
		else
			high = middle;
	}
	return &keyframes->frame[low];
}
