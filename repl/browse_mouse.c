/* SPDX-License-Identifier: MIT
 *
 * browse_mouse.c - a click chooses what is drawn there; the wheel moves rows.
 */
#include "browse_parts.h"

#include "ground.h"
#include "hit.h"
#include "key.h"
#include "look.h"

static void choose_place(struct browse *browse, const struct hit *hit)
{
	const struct session *session = browse->session;
	my_heap_section section;
	my_heap_chunk chunk;

	if (!ground_section_by_id(session, hit->section, &section)
	    || !look_containing(session, (const char *)section.memory + hit->offset, &chunk))
		return;
	if (hit->pane == VIEW_PANE_BYTES && hit->offset >= chunk.offset)
		browse_choose_byte(browse, &chunk, hit->offset - chunk.offset);
	else
		browse_choose(browse, &chunk);
}

static void choose_bucket(struct browse *browse, const struct hit *hit)
{
	const my_heap *heap = browse->session->heap;
	my_heap_section section;
	my_heap_chunk chunk;

	if (!my_heap_section_by_id(heap, browse->session->focus, &section)
	    && !my_heap_first_section(heap, &section))
		return;
	if (my_heap_bucket(heap, &section, hit->bucket, &chunk)) {
		browse_choose(browse, &chunk);
	} else {
		browse->place = (struct place){ section.id, 0 };
		browse->picked = 1;
		browse_choose_bucket(browse, hit->bucket);
	}
}

static void click(struct browse *browse, const struct hit *hit)
{
	browse_turn_to(browse, hit->pane);
	if (hit->on_bucket)
		choose_bucket(browse, hit);
	else if (hit->section)
		choose_place(browse, hit);
	if (hit->on_step)
		travel_to(&browse->travel, hit->step);
}

/* Rows of the pane under it, whoever has the keys; on the time line one operation. */
static void wheel(struct browse *browse, enum view_pane pane, int forward)
{
	if (pane == VIEW_PANE_TIME)
		travel_key(&browse->travel, forward ? '>' : '<', 0);
	else
		browse_pane_key(browse, pane, forward ? KEY_IS_DOWN : KEY_IS_UP);
}

int browse_mouse(struct browse *browse, int key, struct mouse mouse)
{
	struct hit hit = display_hit(browse->display, mouse.x, mouse.y);

	browse_arrive(browse);
	if (key == KEY_IS_CLICK && hit.on_prompt)
		return 0;
	if (key == KEY_IS_CLICK)
		click(browse, &hit);
	else
		wheel(browse, hit.pane, key == KEY_IS_WHEEL_DOWN);
	return 1;
}
