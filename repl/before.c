/* SPDX-License-Identifier: MIT
 *
 * before.c - the heap as it was before the operation that a question is about.
 */
#include "before.h"

#include "look.h"
#include "measure.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------------- taking it */

struct taking {
	struct session *session;
	struct before *before;
	size_t chunk_space, section_space, order_space;
};

static void add_chunk(struct taking *t, const my_heap_chunk *chunk)
{
	struct before *b = t->before;
	struct before_chunk *at;

	b->chunk = memory_room(b->chunk, b->count, 1, &t->chunk_space, sizeof *at);
	at = &b->chunk[b->count++];
	*at = (struct before_chunk){
		.place = { chunk->section, chunk->offset },
		.size = chunk->size,
		.asked = look_asked(t->session, chunk),
		.free = chunk->free && !chunk->cached,
		.waits = chunk->cached,
	};
	memcpy(at->name, look_name(t->session, chunk).text, sizeof at->name);
}

static int number_free(void *user, const my_heap_chunk *chunk)
{
	struct taking *t = user;
	struct before *b = t->before;
	struct place place = { chunk->section, chunk->offset };
	const struct before_chunk *found = before_find(b, place);

	if (!found)
		return 0;
	b->order = memory_room(b->order, b->free_count, 1, &t->order_space, sizeof *b->order);
	b->order[b->free_count++] = (size_t)(found - b->chunk);
	b->chunk[found - b->chunk].number = b->free_count;
	return 0;
}

static void add_section(struct taking *t, const my_heap_section *section)
{
	struct before *b = t->before;

	b->section = memory_room(b->section, b->sections, 1, &t->section_space,
	                         sizeof *b->section);
	b->section[b->sections++] = (struct before_section){
		.id = section->id, .size = section->size,
	};
}

static void take_section(struct taking *t, const my_heap_section *section)
{
	my_heap_chunk chunk;
	int more = look_first(t->session, section, &chunk);

	for (; more && t->before->count < BEFORE_CHUNKS; more = look_next(t->session, &chunk))
		add_chunk(t, &chunk);
	t->before->whole = t->before->whole && !more;
	my_heap_walk_free(t->session->heap, section, number_free, t);
}

static void take_measures(struct taking *t)
{
	struct outcome outcome = t->session->outcome;
	struct measured measured;
	struct before *b = t->before;

	for (const struct measure *m = measures; m->name; m++)
		if (m->of == MEASURE_HEAP && b->measures < BEFORE_MEASURES
		    && measure_read(t->session, m->name, &measured) == SESSION_OK)
			b->measure[b->measures++] =
			        (struct before_measure){ m->name, measured.number };
	t->session->outcome = outcome;
}

struct before *before_take(struct session *session)
{
	struct before *before = memory_new(1, sizeof *before);
	struct taking t = { .session = session, .before = before };
	my_heap_section section;
	int more = my_heap_first_section(session->heap, &section);

	before->whole = 1;
	before->options = *my_heap_options_of(session->heap);
	for (; more; more = my_heap_next_section(session->heap, &section)) {
		add_section(&t, &section);
		take_section(&t, &section);
	}
	take_measures(&t);
	return before;
}

void before_free(struct before *before)
{
	if (!before)
		return;
	free(before->chunk);
	free(before->order);
	free(before->section);
	free(before);
}

/* -------------------------------------------------------------------- looking at it */

static int is_behind(struct place place, struct place other)
{
	return place.section != other.section ? place.section > other.section
	                                      : place.offset > other.offset;
}

/* How many chunks begin at the place or before it. Ids of sections grow along the list. */
static size_t count_until(const struct before *before, struct place place)
{
	size_t low = 0, high = before->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_behind(before->chunk[middle].place, place))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

const struct before_chunk *before_around(const struct before *before, struct place place)
{
	size_t until = count_until(before, place);
	const struct before_chunk *chunk = until ? &before->chunk[until - 1] : NULL;

	return chunk && chunk->place.section == place.section
	               && place.offset - chunk->place.offset < chunk->size ? chunk : NULL;
}

const struct before_chunk *before_find(const struct before *before, struct place place)
{
	const struct before_chunk *chunk = before_around(before, place);

	return chunk && chunk->place.offset == place.offset ? chunk : NULL;
}

const struct before_chunk *before_named(const struct before *before, const char *name)
{
	for (size_t i = 0; *name && i < before->count; i++)
		if (strcmp(before->chunk[i].name, name) == 0)
			return &before->chunk[i];
	return NULL;
}

const struct before_chunk *before_numbered(const struct before *before, size_t number)
{
	return number >= 1 && number <= before->free_count
	               ? &before->chunk[before->order[number - 1]] : NULL;
}

const struct before_section *before_section(const struct before *before, size_t id)
{
	for (size_t i = 0; i < before->sections; i++)
		if (before->section[i].id == id)
			return &before->section[i];
	return NULL;
}
