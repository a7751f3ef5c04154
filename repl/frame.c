/* SPDX-License-Identifier: MIT
 *
 * frame.c - a session drawn off the screen.
 */
#include "frame.h"

#include "ascii.h"
#include "memory.h"
#include "scene.h"
#include "screen.h"

#include <stdlib.h>

struct frame {
	struct scene *scene;
	struct grid grid;
	const view *view;
	int ascii;
};

struct frame *frame_create(int cols, int rows, int ascii)
{
	struct frame *frame = memory_new(1, sizeof *frame);

	frame->scene = scene_create();
	scene_size(frame->scene, cols, rows);
	frame->grid = (struct grid){ memory_new((size_t)cols * (size_t)rows, sizeof(struct cell)),
		                     cols, rows };
	frame->ascii = ascii;
	return frame;
}

void frame_destroy(struct frame *frame)
{
	if (!frame)
		return;
	scene_destroy(frame->scene);
	grid_free(&frame->grid);
	free(frame);
}

const struct grid *frame_draw(struct frame *frame, const struct session *session)
{
	frame->view = scene_view(frame->scene, session);
	screen_draw(&frame->grid, frame->view, NULL);
	if (frame->ascii)
		ascii_grid(&frame->grid);
	return &frame->grid;
}

const view *frame_view(const struct frame *frame)
{
	return frame->view;
}
