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
#include "number.h"
#include "placement.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------ finding one's way */

static view_section *section_of(struct acting *a, size_t id)
{
	for (size_t i = 0; i < a->scene->v.section_count; i++)
		if (a->scene->sections[i].id == id && !a->scene->sections[i].span)
			return &a->scene->sections[i];
	return NULL;
}

static view_chunk *chunks_of(struct acting *a, const view_section *s)
{
	return a->scene->chunks + (size_t)(s - a->scene->sections) * VIEW_CHUNKS;
}

view_chunk *acting_chunk(struct acting *a, size_t section, size_t offset)
{
	view_section *s = section_of(a, section);
	view_chunk *chunks = s ? chunks_of(a, s) : NULL;

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
	view_section *s = section_of(a, e->section);
	view_chunk *c = acting_chunk(a, e->section, offset);
	size_t after;

	if (!c || c->size <= size || s->chunk_count == VIEW_CHUNKS)
		return NULL;
	after = s->chunk_count - (size_t)(c - chunks_of(a, s)) - 1;
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
	view_section *s = section_of(a, section);
	view_chunk *c = acting_chunk(a, section, offset);
	size_t after;

	if (!c || (size_t)(c - chunks_of(a, s)) + 1 >= s->chunk_count)
		return NULL;
	after = s->chunk_count - (size_t)(c - chunks_of(a, s)) - 2;
	c->size += c[1].size;
	memmove(c + 1, c + 2, after * sizeof *c);
	s->chunk_count--;
	return c;
}

static void take(struct acting *a, view_chunk *c)
{
	c->mark = VIEW_NEW;
	c->turn = 0;
	c->note = NULL;
	if (!c->free)
		return;
	c->free = 0;
	c->asked = a->asked < c->size ? a->asked : c->size;
	snprintf(c->name, sizeof c->name, "%s", a->inside->last.name);
}

/* ------------------------------------------------------------------------ a search */

static const char *note(struct acting *a, unsigned turn, const char *before, size_t number,
                        const char *after)
{
	char *out = a->scene->note[turn % SCENE_NOTES];

	snprintf(out, sizeof a->scene->note[0], "%s%s%s", before, comma(number).text, after);
	return out;
}

/* Another one is better than the best so far. */
static void beat(struct acting *a, size_t need)
{
	for (size_t i = 0; i < a->scene->v.section_count; i++) {
		view_section *s = &a->scene->sections[i];

		for (size_t k = 0; k < s->chunk_count; k++) {
			view_chunk *c = &chunks_of(a, s)[k];

			if (c->mark != VIEW_BEST)
				continue;
			c->mark = VIEW_PASSED;
			c->note = note(a, c->turn, "", c->size - need, " left over");
		}
	}
}

/* What came of it, while it is looked at and afterwards. */
static const char *note_of(struct acting *a, event *e)
{
	const char *better = placements[my_heap_options_of(a->scene->session->heap)->placement]
	                             .better;
	char before[32];

	if (e->step == MY_HEAP_LOOK_SMALL)
		return a->now ? note(a, a->looked, "", e->need - e->size, " too small")
		              : "too small";
	if (e->step == MY_HEAP_LOOK_TAKE)
		return "fits";
	if (a->now)
		return note(a, a->looked, "fits, ", e->rest, " left over");
	if (e->step == MY_HEAP_LOOK_WORSE || !better)
		return note(a, a->looked, "", e->rest, " left over");
	snprintf(before, sizeof before, "%c%s so far, ", tolower(better[0]), better + 1);
	return note(a, a->looked, before, e->rest, " left over");
}

static void act_look(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);
	int better = e->step == MY_HEAP_LOOK_BEST || e->step == MY_HEAP_LOOK_TAKE;

	a->looked++;
	if (better && !a->now)
		beat(a, e->need);
	if (!c)
		return;
	c->turn = a->looked;
	c->mark = a->now ? VIEW_LOOKED : better ? VIEW_BEST : VIEW_PASSED;
	c->note = note_of(a, e);
}

/* While a search goes through a section, what it has not come to yet. */
static void mark_waiting(struct acting *a, event *e)
{
	view_section *s = section_of(a, e->section);

	for (size_t i = 0; s && i < s->chunk_count && !a->in_bins; i++) {
		view_chunk *c = &chunks_of(a, s)[i];

		if (c->free && c->mark == VIEW_PLAIN)
			c->mark = VIEW_WAITS;
	}
}

static void act_section(struct acting *a, event *e)
{
	view_section *s = section_of(a, e->section);

	a->in_bins |= e->step == MY_HEAP_BIN_SEARCH || e->step == MY_HEAP_BINS_EMPTY;
	for (size_t i = 0; i < a->scene->v.section_count; i++)
		if (a->scene->sections[i].mark == VIEW_LOOKED)
			a->scene->sections[i].mark = VIEW_PLAIN;
	if (s)
		s->mark = e->step == MY_HEAP_SECTION_PASSED && !a->now ? VIEW_PASSED : VIEW_LOOKED;
}

static void act_chosen(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	if (!c)
		return;
	c->mark = a->now ? VIEW_LOOKED : VIEW_BEST;
	c->note = "taken";
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

	if (i == VIEW_SECTIONS || scene->v.has_caches || section_of(a, e->section))
		return;
	*s = (view_section){ .id = found.id, .address = (uintptr_t)found.memory,
		             .size = found.size, .free_size = found.size,
		             .capacity = found.capacity, .mark = VIEW_NEW,
		             .chunks = scene->chunks + i * VIEW_CHUNKS, .chunk_count = 1 };
	chunks_of(a, s)[0] =
		(view_chunk){ .size = found.size, .free = 1, .bucket = VIEW_NO_BUCKET };
	if (i > 0 && scene->v.sections_after == 0)
		scene->sections[i - 1].next = found.id;
	scene->v.section_count++;
	scene->v.sections = scene->sections;
	scene->v.focus = i;
	scene->v.empty = 0;
	acting_new_table(a, found.capacity);
}

static void act_freed(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	add_range(a, e->section, e->offset, e->size,
	          a->inside->last.glyph == '~' ? VIEW_MOVED_FROM : VIEW_FREED,
	          c ? c->name : "");
	if (!c)
		return;
	c->free = 1;
	c->asked = 0;
	c->name[0] = 0;
	c->mark = VIEW_PLAIN;
}

static void act_merged(struct acting *a, event *e)
{
	int right = e->step == MY_HEAP_MERGED_RIGHT;
	view_chunk *c = join(a, e->section, right ? e->offset : e->other);

	add_range(a, e->section, e->other, e->rest, VIEW_MERGED, "");
	if (c)
		c->mark = VIEW_PLAIN;
}

static void act_grown(struct acting *a, event *e)
{
	view_chunk *c = join(a, e->section, e->offset);

	if (c)
		c->mark = VIEW_NEW;
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
	[MY_HEAP_SECTION_PASSED] = act_section,
	[MY_HEAP_SECTION_SEARCH] = act_section,
	[MY_HEAP_BINS_EMPTY] = act_section,
	[MY_HEAP_BIN_SEARCH] = act_section,
	[MY_HEAP_WRAPPED] = act_section,
	[MY_HEAP_LOOK_SMALL] = act_look,
	[MY_HEAP_LOOK_TAKE] = act_look,
	[MY_HEAP_LOOK_BEST] = act_look,
	[MY_HEAP_LOOK_WORSE] = act_look,
	[MY_HEAP_CHOSEN] = act_chosen,
	[MY_HEAP_ALIGNED] = act_aligned,
	[MY_HEAP_SPLIT] = act_split,
	[MY_HEAP_NOT_SPLIT] = act_take,
	[MY_HEAP_KEEPS_ENTRY] = act_kept,
	[MY_HEAP_SECTION_MAPPED] = act_mapped,
	[MY_HEAP_SECTION_KEPT] = act_section,
	[MY_HEAP_SECTION_UNMAPPED] = act_section,
	[MY_HEAP_PROBE_TAKEN] = acting_probe,
	[MY_HEAP_FOUND] = acting_found,
	[MY_HEAP_NOT_FOUND] = acting_found,
	[MY_HEAP_STORED] = acting_stored,
	[MY_HEAP_REMOVED] = acting_removed,
	[MY_HEAP_SHIFTED] = acting_shifted,
	[MY_HEAP_TABLE_GROWN] = acting_grown_table,
	[MY_HEAP_FREED] = act_freed,
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
		mark_waiting(a, e);
}

void scene_step_act(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	const struct steps *steps = &at->inside->steps;
	struct acting a = { .scene = scene, .inside = at->inside };

	for (size_t i = 0; i < steps_kept(steps); i++) {
		a.now = i == at->event;
		a.sentence = steps->sentence[i];
		if (a.sentence > at->sentence)
			break;
		act(&a, steps_get(steps, i));
		if (a.now)
			break;
	}
	if (scene->v.section_count)
		acting_buckets(&a);
}
