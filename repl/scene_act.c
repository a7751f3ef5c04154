/* SPDX-License-Identifier: MIT
 *
 * scene_act.c - what the steps of an operation do to the picture of the heap before it.
 *
 *   picture of step N - 1 + events 1 .. k -> marks, cut and joined chunks, moved entries
 *
 * Only the view is changed, in its own arrays: the heap stays where it is. Whatever lies
 * outside the view's windows is passed over.
 */
#include "scene_act.h"

#include "inside.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------ finding one's way */

view_section *acting_section(struct acting *a, size_t id)
{
	for (size_t i = 0; i < a->scene->v.section_count; i++)
		if (a->scene->sections[i].id == id && !a->scene->sections[i].span)
			return &a->scene->sections[i];
	return NULL;
}

view_chunk *acting_chunks(struct acting *a, const view_section *s)
{
	return a->scene->chunks + (size_t)(s - a->scene->sections) * VIEW_CHUNKS;
}

view_chunk *acting_chunk(struct acting *a, size_t section, size_t offset)
{
	view_section *s = acting_section(a, section);
	view_chunk *chunks = s ? acting_chunks(a, s) : NULL;

	for (size_t i = 0; s && i < s->chunk_count; i++)
		if (chunks[i].offset == offset)
			return &chunks[i];
	return NULL;
}

static void add_range(struct acting *a, size_t section, size_t offset, size_t size,
                      enum view_mark mark, const char *name)
{
	view_range *range = &a->scene->ranges[a->scene->v.range_count];

	if (a->scene->v.range_count == SCENE_RANGES)
		return;
	a->scene->v.range_count++;
	*range = (view_range){ .section = section, .offset = offset, .size = size, .mark = mark };
	snprintf(range->name, sizeof range->name, "%s", name);
}

/* ------------------------------------------------------------- cutting and joining */

/* The chunk ends after `size` bytes, what follows is free: NULL where there is no room. */
static view_chunk *cut(struct acting *a, event *e, size_t offset, size_t size)
{
	view_section *s = acting_section(a, e->section);
	view_chunk *c = acting_chunk(a, e->section, offset);
	size_t after;

	if (!c || c->size <= size || s->chunk_count == VIEW_CHUNKS)
		return NULL;
	after = s->chunk_count - (size_t)(c - acting_chunks(a, s)) - 1;
	memmove(c + 2, c + 1, after * sizeof *c);
	s->chunk_count++;
	c[1] = (view_chunk){ .offset = offset + size, .size = c->size - size, .free = 1,
		              .bucket = VIEW_NO_BUCKET };
	c->size = size;
	return c;
}

/* It takes over its right neighbour. */
static view_chunk *join(struct acting *a, size_t section, size_t offset)
{
	view_section *s = acting_section(a, section);
	view_chunk *c = acting_chunk(a, section, offset);
	size_t after;

	if (!c || (size_t)(c - acting_chunks(a, s)) + 1 >= s->chunk_count)
		return NULL;
	after = s->chunk_count - (size_t)(c - acting_chunks(a, s)) - 2;
	c->size += c[1].size;
	memmove(c + 1, c + 2, after * sizeof *c);
	s->chunk_count--;
	return c;
}

/* A chunk that was in use before is resized in its place. */
static void take(struct acting *a, view_chunk *c)
{
	c->mark = c->free || c->mark == VIEW_NEW ? VIEW_NEW : VIEW_RESIZED;
	c->turn = 0;
	c->note = NULL;
	if (!c->free)
		return;
	c->free = 0;
	c->asked = a->asked < c->size ? a->asked : c->size;
	snprintf(c->name, sizeof c->name, "%s", a->inside->last.name);
}

/* --------------------------------------------------------------- a chunk is taken */

static void act_round(struct acting *a, event *e)
{
	a->asked = e->asked;
}

static void act_aligned(struct acting *a, event *e)
{
	view_chunk *c = cut(a, e, e->offset, e->size);

	if (!c)
		return;
	c->turn = 0;
	c->note = NULL;
	c->mark = VIEW_REST;
}

static void act_split(struct acting *a, event *e)
{
	view_chunk *c = cut(a, e, e->offset, e->need);

	if (!c)
		return;
	c[1].mark = VIEW_REST;
	take(a, c);
}

static void act_take(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	if (c)
		take(a, c);
}

static void act_kept(struct acting *a, event *e)
{
	act_take(a, e);
	acting_kept(a, e);
}

/* What the heap itself had when it was looked into. */
static my_heap_section mapped(const struct inside *inside, event *e)
{
	my_heap_section section = { .id = e->section, .size = e->size, .free_size = e->size };

	for (size_t i = 0; i < steps_kept(&inside->steps); i++)
		if (steps_get(&inside->steps, i) == e && inside->after[i].found)
			section = inside->after[i].section;
	return section;
}

/* The map turns to the new section; its table is empty. */
static void act_mapped(struct acting *a, event *e)
{
	struct scene *scene = a->scene;
	size_t i = scene->v.section_count;
	view_section *s = &scene->sections[i];
	my_heap_section found = mapped(a->inside, e);

	if (i == VIEW_SECTIONS || scene->v.has_caches || acting_section(a, e->section))
		return;
	*s = (view_section){ .id = found.id, .address = (uintptr_t)found.memory,
		             .size = found.size, .free_size = found.size,
		             .capacity = found.capacity, .mark = VIEW_NEW,
		             .chunks = scene->chunks + i * VIEW_CHUNKS, .chunk_count = 1 };
	acting_chunks(a, s)[0] =
		(view_chunk){ .size = found.size, .free = 1, .bucket = VIEW_NO_BUCKET };
	if (i > 0 && scene->v.sections_after == 0)
		scene->sections[i - 1].next = found.id;
	scene->v.section_count++;
	scene->v.sections = scene->sections;
	scene->v.focus = i;
	scene->v.empty = 0;
	acting_new_table(a, found.capacity);
}

/* Of what is left behind by a move the memory tells it. */
static enum view_mark freed_mark(const struct acting *a)
{
	return a->inside->last.glyph == '~' ? VIEW_PLAIN : VIEW_FREED;
}

static void act_freed(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	add_range(a, e->section, e->offset, e->size,
	          a->inside->last.glyph == '~' ? VIEW_MOVED_FROM : VIEW_FREED,
	          c ? c->name : "");
	acting_look_away(a);
	if (!c)
		return;
	c->free = 1;
	c->cached = 0;
	c->asked = 0;
	c->name[0] = 0;
	c->mark = freed_mark(a);
}

/* Given back to the guard, which keeps it for a while. */
static void act_delayed(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	if (!c)
		return;
	c->free = c->cached = 1;
	c->asked = 0;
	c->name[0] = 0;
	c->mark = a->now ? VIEW_LOOKED : c->mark;
}

static void act_merged(struct acting *a, event *e)
{
	int right = e->step == MY_HEAP_MERGED_RIGHT;
	view_chunk *c = join(a, e->section, right ? e->offset : e->other);

	add_range(a, e->section, e->other, e->rest, VIEW_MERGED, "");
	if (c)
		c->mark = freed_mark(a);
}

static void act_grown(struct acting *a, event *e)
{
	view_chunk *c = join(a, e->section, e->offset);

	if (c)
		c->mark = VIEW_RESIZED;
}

static void act_moved(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	if (c)
		c->mark = VIEW_MOVED_TO;
}

/* Of an event without a row the chunk that it is about is marked while it is shown. */
static void (*const acts[MY_HEAP_STEP_COUNT])(struct acting *a, event *e) = {
	[MY_HEAP_ROUND] = act_round,
	[MY_HEAP_SECTION_PASSED] = acting_search,
	[MY_HEAP_SECTION_SEARCH] = acting_search,
	[MY_HEAP_BINS_EMPTY] = acting_search,
	[MY_HEAP_BIN_SEARCH] = acting_search,
	[MY_HEAP_WRAPPED] = acting_search,
	[MY_HEAP_LOOK_SMALL] = acting_look,
	[MY_HEAP_LOOK_TAKE] = acting_look,
	[MY_HEAP_LOOK_BEST] = acting_look,
	[MY_HEAP_LOOK_WORSE] = acting_look,
	[MY_HEAP_CHOSEN] = acting_chosen,
	[MY_HEAP_ALIGNED] = act_aligned,
	[MY_HEAP_SPLIT] = act_split,
	[MY_HEAP_NOT_SPLIT] = act_take,
	[MY_HEAP_KEEPS_ENTRY] = act_kept,
	[MY_HEAP_SECTION_MAPPED] = act_mapped,
	[MY_HEAP_SECTION_KEPT] = acting_search,
	[MY_HEAP_SECTION_UNMAPPED] = acting_search,
	[MY_HEAP_PROBE_TAKEN] = acting_probe,
	[MY_HEAP_FOUND] = acting_found,
	[MY_HEAP_NOT_FOUND] = acting_found,
	[MY_HEAP_STORED] = acting_stored,
	[MY_HEAP_REMOVED] = acting_removed,
	[MY_HEAP_SHIFTED] = acting_shifted,
	[MY_HEAP_TABLE_GROWN] = acting_grown_table,
	[MY_HEAP_FREED] = act_freed,
	[MY_HEAP_DELAYED] = act_delayed,
	[MY_HEAP_MERGED_RIGHT] = act_merged,
	[MY_HEAP_MERGED_LEFT] = act_merged,
	[MY_HEAP_GROWN] = act_grown,
	[MY_HEAP_MOVED] = act_moved,
};

static void act(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	if (acts[e->step])
		acts[e->step](a, e);
	else if (a->now && c && e->section)
		c->mark = VIEW_LOOKED;
	if (a->now && e->step >= MY_HEAP_LOOK_SMALL && e->step <= MY_HEAP_LOOK_WORSE)
		acting_waiting(a, e);
}

void scene_step_act(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	const struct steps *steps = &at->inside->steps;
	struct acting a = { .scene = scene, .inside = at->inside };

	for (size_t i = 0, past = inside_past(at); i < past; i++) {
		a.now = i == at->event;
		a.sentence = steps->sentence[i];
		act(&a, steps_get(steps, i));
	}
	if (scene->v.section_count)
		acting_buckets(&a);
}
