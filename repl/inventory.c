/* SPDX-License-Identifier: MIT
 *
 * inventory.c - taking down a heap through its cursors.
 */
#include "inventory.h"

#include "look.h"
#include "memory.h"
#include "names.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAUSE = 1024 }; /* chunks between two looks whether it was interrupted */

static struct part *next_part(struct inventory *inventory)
{
	inventory->part = memory_room(inventory->part, inventory->count, 1, &inventory->space,
	                              sizeof *inventory->part);
	return &inventory->part[inventory->count++];
}

static void add_part(const struct session *session, struct inventory *inventory,
                     const my_heap_chunk *chunk)
{
	struct part *part = next_part(inventory);

	*part = (struct part){ .section = chunk->section, .offset = chunk->offset,
		               .size = chunk->size, .name = NAME_NONE,
		               .state = chunk->cached ? PART_CACHED
		                        : chunk->free ? PART_FREE : PART_USED };
	if (chunk->free)
		return;
	part->asked = look_asked(session, chunk);
	part->name = names_at(session->names, chunk->pointer);
	if (part->name != NAME_NONE) {
		struct name name = names_get(session->names, part->name);

		snprintf(part->text, sizeof part->text, "%.23s", name.text);
	}
}

static void add_section(struct inventory *inventory, const my_heap_section *section)
{
	inventory->section = memory_room(inventory->section, inventory->section_count, 1,
	                                 &inventory->section_space, sizeof *inventory->section);
	inventory->section[inventory->section_count++] =
	        (struct inventory_section){ section->id, section->size };
}

static int add_chunks(const struct session *session, struct inventory *inventory,
                      const my_heap_section *section)
{
	my_heap_chunk chunk;

	for (int more = look_first(session, section, &chunk); more;
	     more = look_next(session, &chunk)) {
		if (inventory->count % PAUSE == 0 && session->interrupted)
			return 0;
		add_part(session, inventory, &chunk);
	}
	return 1;
}

int inventory_order(const struct part *a, const struct part *b)
{
	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

static int by_place(const void *a, const void *b)
{
	return inventory_order(a, b);
}

static int by_id(const void *a, const void *b)
{
	const struct inventory_section *left = a, *right = b;

	return (left->id > right->id) - (left->id < right->id);
}

int inventory_take(const struct session *session, struct inventory *out)
{
	my_heap_section section;

	*out = (struct inventory){ 0 };
	my_heap_stats(session->heap, &out->stats);
	for (int more = my_heap_first_section(session->heap, &section); more;
	     more = my_heap_next_section(session->heap, &section)) {
		add_section(out, &section);
		if (!add_chunks(session, out, &section))
			return 0;
	}
	/* The list of sections need not go by their ids. */
	if (out->count)
		qsort(out->part, out->count, sizeof *out->part, by_place);
	if (out->section_count)
		qsort(out->section, out->section_count, sizeof *out->section, by_id);
	return 1;
}

void inventory_free(struct inventory *inventory)
{
	free(inventory->part);
	free(inventory->section);
	*inventory = (struct inventory){ 0 };
}
