/* SPDX-License-Identifier: MIT
 *
 * scene_fast.c - what a view shows of a fast heap: a span, its byte table, the caches.
 *
 *   s1   chunks of the section, spans among them
 *   s1'  a section more, right behind it: one span, with the small chunks around the
 *        touched one; offsets stay those of the section
 */
#include "scene_parts.h"

#include "look.h"
#include "spans.h"
#include "steps.h"

#include <stdio.h>
#include <string.h>

enum { UNIT = 16 };

/* --------------------------------------------------------------------- the span */

static void fill_window(struct scene *scene, view_section *out, const my_heap_section *section)
{
	view_chunk *chunks = &scene->chunks[(size_t)(out - scene->sections) * VIEW_CHUNKS];
	my_heap_chunk chunk = scene->subject;
	int more = 1, steps = 0;

	while (steps++ < VIEW_CHUNKS / 2 && my_heap_prev_chunk(scene->session->heap, &chunk))
		continue;
	out->more_before = chunk.offset > 0;
	while (more && out->chunk_count < VIEW_CHUNKS) {
		scene_chunk(scene, section, &chunk, &chunks[out->chunk_count++]);
		more = my_heap_next_chunk(scene->session->heap, &chunk);
	}
	out->chunks = chunks;
	out->more_after = more || scene->span.offset + scene->span.size < section->size;
}

/* Room for it behind the section it is of. */
static view_section *insert(struct scene *scene)
{
	size_t at = scene->v.focus + 1;

	memmove(&scene->sections[at + 1], &scene->sections[at],
	        (scene->v.section_count - at) * sizeof scene->sections[0]);
	memmove(&scene->chunks[(at + 1) * VIEW_CHUNKS], &scene->chunks[at * VIEW_CHUNKS],
	        (scene->v.section_count - at) * VIEW_CHUNKS * sizeof scene->chunks[0]);
	scene->v.section_count++;
	for (size_t i = at + 1; i < scene->v.section_count; i++)
		scene->sections[i].chunks = &scene->chunks[i * VIEW_CHUNKS];
	scene->v.focus = at;
	return &scene->sections[at];
}

int scene_span(struct scene *scene)
{
	const view_section *outer = &scene->sections[scene->v.focus];
	my_heap_section section;
	struct span_count count;
	view_section *out;

	if (!scene->span.section || scene->v.empty || scene->subject.section != outer->id
	    || !my_heap_section_by_id(scene->session->heap, outer->id, &section))
		return 0;
	count = span_count(scene->session, &scene->span);
	out = insert(scene);
	*out = (view_section){ .id = section.id, .address = (uintptr_t)section.memory,
		               .size = section.size, .used = count.used_bytes,
		               .nbr_chunks = count.chunks, .next = section.next, .unit = UNIT,
		               .span = 1, .span_offset = scene->span.offset,
		               .span_size = scene->span.size, .cached = count.cached_bytes,
		               .free_bytes = count.free_bytes };
	fill_window(scene, out, &section);
	return 1;
}

/* --------------------------------------------------------------- the byte table */

static void describe(struct scene *scene)
{
	const my_heap_chunk *chunk = &scene->subject;

	if (chunk->size_class)
		snprintf(scene->meaning, sizeof scene->meaning, "%s, class %u",
		         chunk->free ? "cached" : "in use", chunk->size_class);
	else
		snprintf(scene->meaning, sizeof scene->meaning, "free");
}

static uint8_t kind_of(const my_heap_chunk *chunk)
{
	return chunk->cached ? VIEW_CACHED : chunk->free ? VIEW_FREE : VIEW_USED;
}

/* What bytes of the class would be. */
static void show_examples(view_units *units, unsigned size_class)
{
	const my_heap_chunk used = { .kind = MY_HEAP_SMALL, .size_class = size_class };
	const my_heap_chunk cached = { .kind = MY_HEAP_SMALL, .size_class = size_class, .free = 1,
		                       .cached = 1 };
	const my_heap_chunk empty = { .kind = MY_HEAP_SMALL, .free = 1 };

	units->example[VIEW_USED] = (uint8_t)look_byte(&used);
	units->example[VIEW_CACHED] = (uint8_t)look_byte(&cached);
	units->example[VIEW_FREE] = (uint8_t)look_byte(&empty);
}

void scene_units(struct scene *scene)
{
	const my_heap_chunk *subject = &scene->subject;
	size_t all = scene->span.size / UNIT, first = 0;
	view_units *units = &scene->v.units;
	my_heap_chunk chunk;

	if (subject->key > VIEW_UNITS / 2)
		first = (subject->key - VIEW_UNITS / 2) / 64 * 64;
	first = first + VIEW_UNITS > all ? all - VIEW_UNITS : first;
	*units = (view_units){ .shown = 1, .unit = UNIT, .units = scene->units, .first = first,
		               .count = VIEW_UNITS, .touched = subject->key,
		               .touched_count = subject->size / UNIT, .mark = scene->mark,
		               .offset = subject->offset, .meaning = scene->meaning };
	snprintf(units->name, sizeof units->name, "%s",
	         look_name(scene->session, subject).text[0]
	                 ? look_name(scene->session, subject).text
	                 : look_state(subject));
	memset(scene->units, 0, sizeof scene->units);
	describe(scene);
	if (scene->mark == VIEW_FREED)
		scene->v.freed = scene->session->last.name;
	show_examples(units, subject->size_class ? subject->size_class : 1);
	for (int more = my_heap_containing(scene->session->heap,
	                                   (char *)scene->span.memory + first * UNIT, &chunk);
	     more && chunk.key < first + VIEW_UNITS;
	     more = my_heap_next_chunk(scene->session->heap, &chunk))
		if (chunk.key >= first)
			scene->units[chunk.key - first] =
				(view_unit){ (uint8_t)look_byte(&chunk), kind_of(&chunk) };
}

/* ------------------------------------------------------------------- the caches */

/* Where the touched chunk waits: how it is marked. */
static enum view_mark mark_of_waiting(const struct scene *scene, unsigned thread, unsigned class)
{
	const my_heap_chunk *subject = &scene->subject;
	unsigned whose;
	size_t before;

	if (!subject->section || !subject->cached || subject->size_class != class
	    || !look_cache(scene->session, subject, &whose, &before) || whose != thread)
		return VIEW_PLAIN;
	return scene->mark;
}

static enum view_mark mark_of(const struct scene *scene, unsigned thread, unsigned class)
{
	const struct steps *steps = scene->session->steps;
	enum view_mark mark = mark_of_waiting(scene, thread, class);

	for (size_t i = 0; i < steps_kept(steps); i++) {
		const my_heap_event *e = steps_get(steps, i);

		if (e->bucket != class)
			continue;
		if (thread == 0 && (e->step == MY_HEAP_DEPOT_TAKEN
		                    || (e->step == MY_HEAP_CACHE_FULL && e->rest)))
			mark = e->step == MY_HEAP_DEPOT_TAKEN ? VIEW_NEW : VIEW_FREED;
		if (e->unit == thread && e->step == MY_HEAP_CACHE_TAKEN)
			mark = VIEW_NEW;
		if (e->unit == thread && e->step == MY_HEAP_CACHE_PUT)
			mark = VIEW_FREED;
	}
	return mark;
}

static void add(struct scene *scene, const view_cache *cache)
{
	const my_heap *heap = scene->session->heap;
	my_heap_chunk chunk;
	view_cache *out;

	if (scene->v.cache_count == VIEW_CACHES)
		return;
	out = &scene->caches[scene->v.cache_count++];
	*out = *cache;
	out->size = my_heap_class_size(out->class);
	while (out->next_count < VIEW_NEXT
	       && my_heap_cached_chunk(heap, out->thread, out->class, out->next_count, &chunk)) {
		out->next[out->next_count] = chunk.offset;
		out->next_section[out->next_count++] = chunk.section;
	}
}

/* Those that were touched first, then the others that hold something. */
static void add_thread(struct scene *scene, unsigned thread)
{
	size_t before = scene->v.cache_count;

	for (int touched = 1; touched >= 0; touched--) {
		view_cache cache = { .thread = thread, .class = 1 };

		for (; my_heap_cached(scene->session->heap, thread, cache.class, &cache.count,
		                      &cache.room); cache.class++) {
			cache.mark = mark_of(scene, thread, cache.class);
			if ((cache.mark != VIEW_PLAIN) == touched && (touched || cache.count))
				add(scene, &cache);
		}
	}
	if (scene->v.cache_count == before && thread
	    && my_heap_cached(scene->session->heap, thread, 1, &before, &before))
		add(scene, &(view_cache){ .thread = thread, .class = 1 });
}

void scene_caches(struct scene *scene)
{
	for (unsigned thread = 1; thread <= MY_HEAP_THREADS; thread++)
		add_thread(scene, thread);
	add_thread(scene, 0);
	scene->v.caches = scene->caches;
	scene->v.thread = scene->session->last.thread;
}
