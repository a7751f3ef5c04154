/* SPDX-License-Identifier: MIT
 *
 * scene_map.c - windows of sections, chunks and buckets around what was touched.
 */
#include "scene_parts.h"

#include "diff.h"
#include "ground.h"
#include "look.h"
#include "steps.h"
#include "timeline.h"
#include "watch.h"

#include <stdio.h>
#include <string.h>

enum { FEW_SECTIONS = 4, MANY_CHUNKS = 128, FIRST_CHUNKS = 32 };

/* ------------------------------------------------------------- what was touched */

static int moved(const struct operation *last)
{
	return last->before.section
	       && (last->before.section != last->after.section
	           || last->before.offset != last->after.offset);
}

/* The chunk that now holds a place which an operation freed: itself, or what it was
 * merged into. */
static int holder_of(const struct session *session, struct place place, my_heap_chunk *chunk)
{
	const my_heap_event *left = steps_last(session->steps, MY_HEAP_MERGED_LEFT);

	if (left && left->section == place.section)
		place.offset = left->other;
	return look_start(session, &place, chunk);
}

static int is_start(const struct session *session, const struct place *place,
                    my_heap_chunk *chunk)
{
	return place->section && look_start(session, place, chunk);
}

static void find_touched(struct scene *scene)
{
	const struct session *session = scene->session;
	const struct operation *last = &session->last;

	scene->subject.section = 0;
	scene->mark = VIEW_PLAIN;
	if (is_start(session, &scene->chosen, &scene->subject)
	    || is_start(session, &last->inspected, &scene->subject)) {
		scene->mark = VIEW_CURSOR;
		return;
	}
	if (last->wrong.section && look_start(session, &last->wrong, &scene->subject))
		scene->mark = VIEW_WRONG;
	else if (last->after.section && look_start(session, &last->after, &scene->subject))
		scene->mark = last->glyph == 'w'    ? VIEW_PLAIN
		              : last->glyph != '~' ? VIEW_NEW
		              : moved(last)        ? VIEW_MOVED_TO
		              : last->before.section ? VIEW_RESIZED : VIEW_NEW;
	else if (last->before.section && holder_of(session, last->before, &scene->subject))
		scene->mark = VIEW_FREED;
	if (scene->mark == VIEW_PLAIN && last->glyph != 'w')
		scene->subject.section = 0;
}

void scene_find_subject(struct scene *scene)
{
	int chosen;

	if (ground_recorded(scene->session)) {
		scene_recorded_subject(scene);
		return;
	}
	find_touched(scene);
	chosen = scene->mark == VIEW_CURSOR;
	if (scene->step && !chosen)
		scene_step_subject(scene);
	scene->span.section = 0;
	if (chosen || !scene->session->last.outside)
		look_span(scene->session, &scene->subject, &scene->span);
}

static int is_rest(const struct session *session, const my_heap_chunk *chunk)
{
	const my_heap_event *split = steps_last(session->steps, MY_HEAP_SPLIT);

	return split && chunk->free && split->section == chunk->section
	       && split->other == chunk->offset;
}

static int is_made(const struct session *session, const my_heap_chunk *span)
{
	const my_heap_event *made = steps_last(session->steps, MY_HEAP_SPAN_MADE);

	return made && made->section == span->section && made->offset == span->offset;
}

/* What diff compared, while the heap is what it was then and no step of it is played; or
 * NULL. */
static const struct diff *shown_diff(const struct scene *scene)
{
	const struct diff *diff = scene->session->diff;
	int is_then = diff && diff->step == timeline_step(scene->session)
	              && !ground_recorded(scene->session);

	return is_then && diff->shows && !scene->step ? diff : NULL;
}

static enum view_mark mark_of(const struct scene *scene, const my_heap_chunk *chunk)
{
	const my_heap_chunk *subject = &scene->subject;
	const struct diff *diff = shown_diff(scene);

	if (diff)
		return chunk->kind == MY_HEAP_SPAN
		               ? VIEW_PLAIN : diff_mark(diff, chunk->section, chunk->offset);
	if (subject->section == chunk->section && subject->offset == chunk->offset
	    && subject->kind == chunk->kind)
		return scene->mark;
	if (chunk->kind == MY_HEAP_SPAN)
		return is_made(scene->session, chunk) ? VIEW_NEW : VIEW_PLAIN;
	return is_rest(scene->session, chunk) ? VIEW_REST : VIEW_PLAIN;
}

/* ----------------------------------------------------------------- the sections */

void scene_chunk(const struct scene *scene, const my_heap_section *section,
                 const my_heap_chunk *chunk, view_chunk *out)
{
	struct name name = { .text = "span" };

	*out = (view_chunk){ .offset = chunk->offset, .size = chunk->size, .asked = chunk->asked,
		             .key = chunk->key, .home = chunk->home, .bucket = chunk->bucket,
		             .displaced = look_displaced(section, chunk),
		             .free = chunk->free, .cached = chunk->cached,
		             .span = chunk->kind == MY_HEAP_SPAN, .class = chunk->size_class,
		             .byte = chunk->kind == MY_HEAP_SMALL || chunk->size_class
		                             ? look_byte(chunk) : 0,
		             .mark = mark_of(scene, chunk) };
	if (!out->span)
		name = look_name(scene->session, chunk);
	memcpy(out->name, name.text, sizeof out->name);
	out->watched = watch_has(scene->session, out->name);
	out->unknown = chunk->free && ground_recorded(scene->session);
	if (ground_recorded(scene->session))
		out->bucket = VIEW_NO_BUCKET;
}

/* All of them fit. Of the recording only blocks are counted, and not what lies between them. */
static int few_chunks(const struct scene *scene, const my_heap_section *section)
{
	return section->nbr_chunks <= (ground_recorded(scene->session) ? VIEW_CHUNKS / 2 - 1
	                                                               : VIEW_CHUNKS);
}

/* Where a section's window begins: so many chunks left of the touched one, or at the
 * section's start. */
static int window_start(const struct scene *scene, const my_heap_section *section,
                        my_heap_chunk *chunk, int *more_before)
{
	const struct session *session = scene->session;

	*more_before = 0;
	if (scene->subject.section != section->id || few_chunks(scene, section))
		return ground_first_chunk(session, section, chunk);
	*chunk = scene->span.section ? scene->span : scene->subject;
	for (int i = 0; i < VIEW_CHUNKS / 2; i++)
		if (!ground_prev_chunk(session, chunk))
			return 1;

	my_heap_chunk before = *chunk;

	*more_before = ground_prev_chunk(session, &before);
	return 1;
}

/* The section in focus; of the recording the one that was touched, unless view named another. */
static size_t focus_of(const struct scene *scene)
{
	const struct session *session = scene->session;
	int follows = ground_recorded(session) && scene->subject.section && !session->last.outside;

	return follows ? scene->subject.section : session->focus;
}

/* Chunks of it that are shown at most. Other sections than the one in focus are drawn whole or
 * told in numbers: of many chunks only the first are needed, for the list. */
static size_t window_size(const struct scene *scene, const my_heap_section *section)
{
	size_t whole = scene->stats.sections <= FEW_SECTIONS ? VIEW_CHUNKS : MANY_CHUNKS;
	int near = section->id == focus_of(scene);

	return near || section->nbr_chunks <= whole ? VIEW_CHUNKS : FIRST_CHUNKS;
}

static void fill_section(struct scene *scene, size_t index, const my_heap_section *section)
{
	view_section *out = &scene->sections[index];
	view_chunk *chunks = scene->chunks + index * VIEW_CHUNKS;
	my_heap_chunk chunk;
	size_t most = window_size(scene, section);
	int more;

	*out = (view_section){ .id = section->id, .address = (uintptr_t)section->memory,
		               .size = section->size, .used = section->used,
		               .free_size = ground_recorded(scene->session)
		                            ? VIEW_NOT_TOLD : section->free_size,
		               .nbr_chunks = section->nbr_chunks,
		               .capacity = section->capacity, .next = section->next,
		               .chunks = chunks };
	more = window_start(scene, section, &chunk, &out->more_before);
	while (more && out->chunk_count < most) {
		scene_chunk(scene, section, &chunk, &chunks[out->chunk_count++]);
		more = ground_next_chunk(scene->session, &chunk);
	}
	out->more_after = more;
}

/* Which section is shown in the middle, by its place: the chosen one, if it is still there. */
static size_t find_focus(const struct scene *scene)
{
	const struct session *session = scene->session;
	my_heap_section section;

	return ground_section_by_id(session, focus_of(scene), &section)
	               ? ground_section_place(session, section.id) : 0;
}

/* A window of the list around it. */
void scene_sections(struct scene *scene)
{
	const struct session *session = scene->session;
	size_t count = scene->stats.sections, focus = find_focus(scene), index = 0;
	size_t first = focus > VIEW_SECTIONS / 2 ? focus - VIEW_SECTIONS / 2 : 0;
	my_heap_section section;

	scene->v.sections = scene->sections;
	if (count <= VIEW_SECTIONS)
		first = 0;
	else if (first > count - VIEW_SECTIONS)
		first = count - VIEW_SECTIONS;
	for (int more = ground_section_at(session, first, &section); more && index < VIEW_SECTIONS;
	     more = ground_next_section(session, &section))
		fill_section(scene, index++, &section);
	scene->v.section_count = index;
	scene->v.sections_before = first;
	scene->v.sections_after = count > first + index ? count - first - index : 0;
	scene->v.focus = focus - first;
	scene->v.empty = index == 0;
}

/* ------------------------------------------------------------------- the table */

/* 1: taken, on the last probe's way; 2: where it ended. */
static int probed(const struct scene *scene, size_t section, size_t bucket)
{
	const struct steps *steps = scene->session->steps;

	for (size_t i = 0; i < steps_kept(steps); i++) {
		const my_heap_event *e = steps_get(steps, i);

		if (e->section != section || e->bucket != bucket || e->key != scene->subject.key)
			continue;
		if (e->step == MY_HEAP_PROBE_TAKEN)
			return 1;
		if (e->step == MY_HEAP_FOUND)
			return e->rest ? 2 : 0;
		if (e->step == MY_HEAP_STORED)
			return e->rest ? 2 : 0;
	}
	return 0;
}

static void fill_trail(struct scene *scene)
{
	const my_heap_chunk *chunk = &scene->subject;
	view_trail *trail = &scene->v.trail;
	my_heap_section section;

	if (chunk->kind == MY_HEAP_SMALL
	    || !my_heap_section_by_id(scene->session->heap, chunk->section, &section)
	    || chunk->section != scene->sections[scene->v.focus].id)
		return;
	*trail = (view_trail){ .shown = 1, .offset = chunk->offset, .key = chunk->key,
		               .home = chunk->home, .bucket = chunk->bucket,
		               .displaced = look_displaced(&section, chunk),
		               .mark = scene->mark };
	snprintf(trail->name, sizeof trail->name, "%s",
	         chunk->free ? look_state(chunk) : look_name(scene->session, chunk).text);
}

void scene_table(struct scene *scene)
{
	const my_heap *heap = scene->session->heap;
	my_heap_section section;
	my_heap_chunk chunk;
	size_t first = 0, around = scene->subject.section ? scene->subject.bucket : 0;
	size_t empty = scene->chosen_bucket;

	if (scene->v.empty || scene->sections[scene->v.focus].span
	    || ground_recorded(scene->session)
	    || !my_heap_section_by_id(heap, scene->sections[scene->v.focus].id, &section))
		return;
	if (empty)
		around = empty - 1;
	if (section.capacity > VIEW_BUCKETS
	    && (empty || (scene->subject.section == section.id
	                  && scene->subject.kind == MY_HEAP_CHUNK)))
		first = around > VIEW_BUCKETS / 2 ? (around - VIEW_BUCKETS / 2) / 64 * 64 : 0;
	scene->v.empty_bucket = empty;
	for (size_t i = 0; i < VIEW_BUCKETS && first + i < section.capacity; i++) {
		view_bucket *bucket = &scene->buckets[i];

		*bucket = (view_bucket){ .probed = probed(scene, section.id, first + i) };
		bucket->taken = my_heap_bucket(heap, &section, first + i, &chunk);
		if (bucket->taken)
			scene_chunk(scene, &section, &chunk, &bucket->chunk);
		scene->v.bucket_count = i + 1;
	}
	scene->v.buckets = scene->buckets;
	scene->v.first_bucket = first;
	scene->v.table_capacity = section.capacity;
	fill_trail(scene);
}

/* ------------------------------------------------------------------ the ranges */

static void add_range(struct scene *scene, size_t section, size_t offset, size_t size,
                      enum view_mark mark)
{
	if (scene->v.range_count == SCENE_RANGES || size == 0)
		return;
	view_range *range = &scene->ranges[scene->v.range_count++];

	*range = (view_range){ .section = section, .offset = offset, .size = size, .mark = mark };
	if (mark == VIEW_FREED)
		snprintf(range->name, sizeof range->name, "%s", scene->session->last.name);
}

/* What was there at the first step of diff and is free now, as far as it is in sight. */
static void gone_ranges(struct scene *scene, const struct diff *diff)
{
	for (size_t i = 0; i < scene->v.section_count; i++) {
		const view_section *s = &scene->sections[i];
		const view_chunk *last = s->chunks + s->chunk_count;
		view_range range;
		size_t at = 0;

		while (s->chunk_count && !s->span && scene->v.range_count < SCENE_RANGES
		       && diff_gone(diff, s->id, &at, &range))
			if (range.offset >= s->chunks[0].offset
			    && range.offset < last[-1].offset + last[-1].size)
				scene->ranges[scene->v.range_count++] = range;
	}
}

/* Memory that was given back: freed itself, or left behind by a move; and the free
 * neighbours it was joined with. */
void scene_ranges(struct scene *scene)
{
	const struct session *session = scene->session;
	const my_heap_event *freed = steps_last(session->steps, MY_HEAP_FREED);
	const my_heap_event *right = steps_last(session->steps, MY_HEAP_MERGED_RIGHT);
	const my_heap_event *left = steps_last(session->steps, MY_HEAP_MERGED_LEFT);

	scene->v.ranges = scene->ranges;
	if (ground_recorded(session)) {
		scene_recorded_ranges(scene);
		return;
	}
	if (shown_diff(scene)) {
		gone_ranges(scene, shown_diff(scene));
		return;
	}
	if (!freed || session->last.glyph == '!')
		return;
	add_range(scene, freed->section, freed->offset, freed->size,
	          session->last.glyph == '~' ? VIEW_MOVED_FROM : VIEW_FREED);
	if (right && right->offset == freed->offset)
		add_range(scene, right->section, right->other, right->rest, VIEW_MERGED);
	if (left && left->offset == freed->offset)
		add_range(scene, left->section, left->other, left->rest, VIEW_MERGED);
}
