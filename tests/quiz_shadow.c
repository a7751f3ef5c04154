/* SPDX-License-Identifier: MIT */
#include "quiz_shadow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void clear(struct shadow *shadow)
{
	shadow->chunks = shadow->sections = shadow->stamps = 0;
	shadow->looked = shadow->splits = shadow->copied = 0;
	shadow->names = shadow->last = 0;
	shadow->rover_section = 0;
}

void shadow_start(struct shadow *shadow)
{
	*shadow = (struct shadow){ .placement = "first", .order = "address",
		                   .coalesce = "at-once", .hash = "modulo", .guard = "off",
		                   .split = 16, .granule = 16, .align = 16, .section = 4096,
		                   .capacity = 16, .load = 75 };
	clear(shadow);
}

/* ----------------------------------------------------------------------- chunks */

static struct shadow_chunk *add_behind(struct shadow *shadow, size_t index,
                                       struct shadow_chunk chunk)
{
	if (shadow->chunks == SHADOW_CHUNKS)
		abort();
	memmove(&shadow->chunk[index + 1], &shadow->chunk[index],
	        (shadow->chunks - index) * sizeof chunk);
	shadow->chunks++;
	shadow->chunk[index] = chunk;
	shadow_store(shadow, chunk.section, chunk.offset / shadow->granule);
	return &shadow->chunk[index];
}

static void drop(struct shadow *shadow, size_t index)
{
	struct shadow_chunk gone = shadow->chunk[index];

	shadow->chunks--;
	memmove(&shadow->chunk[index], &shadow->chunk[index + 1],
	        (shadow->chunks - index) * sizeof gone);
	shadow_take_out(shadow, gone.section, gone.offset / shadow->granule);
}

/* What is more than needed becomes a chunk of its own, if that is worth it; 1 if it was. */
static int cut(struct shadow *shadow, size_t index, size_t need, size_t stamp)
{
	struct shadow_chunk *chunk = &shadow->chunk[index], rest = *chunk;
	size_t least = shadow->split > shadow_unit(shadow) ? shadow->split : shadow_unit(shadow);

	if (chunk->size - need < least)
		return 0;
	rest.offset += need;
	rest.size -= need;
	rest.name = 0;
	rest.asked = 0;
	rest.stamp = stamp;
	chunk->size = need;
	shadow->splits++;
	add_behind(shadow, index + 1, rest);
	return 1;
}

static int both_free(const struct shadow *shadow, size_t index)
{
	return index + 1 < shadow->chunks
	       && shadow->chunk[index].section == shadow->chunk[index + 1].section
	       && !shadow->chunk[index].name && !shadow->chunk[index + 1].name;
}

/* The right one disappears. */
static void join(struct shadow *shadow, size_t index)
{
	shadow->chunk[index].size += shadow->chunk[index + 1].size;
	drop(shadow, index + 1);
}

static void give_back(struct shadow *shadow, size_t index)
{
	int joins = strcmp(shadow->coalesce, "at-once") == 0;

	shadow->chunk[index].name = 0;
	shadow->chunk[index].asked = 0;
	if (joins && both_free(shadow, index))
		join(shadow, index);
	if (joins && index && both_free(shadow, index - 1))
		join(shadow, --index);
	shadow->chunk[index].stamp = ++shadow->stamps;
}

static int join_all(struct shadow *shadow)
{
	int joined = 0;

	for (size_t i = 0; i < shadow->chunks; i++)
		for (; both_free(shadow, i); joined = 1) {
			join(shadow, i);
			shadow->chunk[i].stamp = ++shadow->stamps;
		}
	return joined;
}

static size_t index_of(const struct shadow *shadow, const struct shadow_chunk *chunk)
{
	return (size_t)(chunk - shadow->chunk);
}

static size_t add_section(struct shadow *shadow, size_t need)
{
	size_t id = ++shadow->sections;
	struct shadow_table *table = &shadow->table[id];

	if (id > SHADOW_SECTIONS)
		abort();
	*table = (struct shadow_table){ .capacity = shadow->capacity };
	table->size = need > shadow->section ? need : shadow->section;
	for (size_t i = 0; i < SHADOW_BUCKETS; i++)
		table->key[i] = -1;
	add_behind(shadow, shadow->chunks,
	           (struct shadow_chunk){ .section = id, .size = table->size,
	                                  .stamp = ++shadow->stamps });
	return shadow->chunks - 1;
}

static size_t search(struct shadow *shadow, size_t need)
{
	const struct shadow_chunk *found;
	size_t looked;

	found = shadow_choose(shadow, shadow->placement, need, &looked);
	shadow->looked += looked;
	if (!found && strcmp(shadow->coalesce, "deferred") == 0 && join_all(shadow))
		found = shadow_choose(shadow, shadow->placement, need, &looked);
	return found ? index_of(shadow, found) : add_section(shadow, need);
}

static size_t allocate(struct shadow *shadow, unsigned name, size_t asked)
{
	size_t need = shadow_need(shadow, asked), index = search(shadow, need);
	struct shadow_chunk *chunk = &shadow->chunk[index];

	chunk->name = name;
	chunk->asked = asked;
	shadow->rover_section = shadow->old_section[name] = chunk->section;
	shadow->rover_offset = shadow->old_offset[name] = chunk->offset;
	shadow->last = name;
	cut(shadow, index, need, chunk->stamp);
	return index;
}

/* ----------------------------------------------------------------------- resize */

static void move(struct shadow *shadow, unsigned name, size_t asked)
{
	shadow->copied += shadow_named(shadow, name)->size - shadow->header;
	shadow->chunk[index_of(shadow, shadow_named(shadow, name))].name = SHADOW_NAMES;
	allocate(shadow, name, asked);
	give_back(shadow, index_of(shadow, shadow_named(shadow, SHADOW_NAMES)));
}

static void resize(struct shadow *shadow, unsigned name, size_t asked)
{
	size_t index = index_of(shadow, shadow_named(shadow, name));
	size_t need = shadow_need(shadow, asked);
	struct shadow_chunk *chunk = &shadow->chunk[index];
	const struct shadow_chunk *right = shadow_beside(shadow, chunk, 1);

	shadow->last = name;
	if (need <= chunk->size) {
		chunk->asked = asked;
		if (cut(shadow, index, need, 0))
			give_back(shadow, index + 1);
	} else if (right && !right->name && chunk->size + right->size >= need) {
		size_t stamp = right->stamp;

		chunk->asked = asked;
		chunk->size += right->size;
		drop(shadow, index + 1);
		cut(shadow, index, need, stamp);
	} else {
		move(shadow, name, asked);
	}
}

/* ------------------------------------------------------------------------ lines */

static int set(struct shadow *shadow, const char *name, const char *value)
{
	const struct {
		const char *name;
		char *word;
		size_t *number;
	} rows[] = {
		{ "placement", shadow->placement, NULL }, { "order", shadow->order, NULL },
		{ "coalesce", shadow->coalesce, NULL },   { "hash", shadow->hash, NULL },
		{ "guard", shadow->guard, NULL },         { "split", NULL, &shadow->split },
		{ "align", NULL, &shadow->align },        { "header", NULL, &shadow->header },
		{ "section", NULL, &shadow->section },    { "capacity", NULL, &shadow->capacity },
	};

	if (strcmp(name, "load") == 0)
		shadow->load = (size_t)(atof(value) * 100 + 0.5);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (strcmp(rows[i].name, name) != 0)
			continue;
		if (rows[i].number)
			*rows[i].number = (size_t)strtoul(value, NULL, 10);
		else
			strcpy(rows[i].word, value);
		return 1;
	}
	return strcmp(name, "load") == 0;
}

static void take(struct shadow *shadow, size_t asked)
{
	allocate(shadow, ++shadow->names, asked);
}

static int is_looking(const char *line)
{
	static const char *const words[] = { "view", "let ", "i ", "w ", "#", "" };
	const char *const *word = words;

	while (**word && strncmp(line, *word, strlen(*word)) != 0)
		word++;
	return **word || !*line;
}

int shadow_line(struct shadow *shadow, const char *line)
{
	const struct shadow_chunk *chunk;
	char name[32], value[32];
	size_t number, section, offset;
	unsigned which;

	if (sscanf(line, "set %31s %31s", name, value) == 2)
		return set(shadow, name, value);
	if (strcmp(line, "reset") == 0) {
		clear(shadow);
	} else if (sscanf(line, "m %zu", &number) == 1) {
		take(shadow, number);
	} else if (sscanf(line, "repeat %zu m %zu", &section, &number) == 2) {
		while (section--)
			take(shadow, number);
	} else if (sscanf(line, "r p%u %zu", &which, &number) == 2) {
		resize(shadow, which, number);
	} else if (sscanf(line, "f p%u", &which) == 1) {
		give_back(shadow, index_of(shadow, shadow_named(shadow, which)));
	} else if (sscanf(line, "f s%zu+%zx", &section, &offset) == 2) {
		chunk = shadow_at(shadow, section, offset);
		if (chunk && chunk->name)
			give_back(shadow, index_of(shadow, chunk));
	} else {
		return is_looking(line);
	}
	return 1;
}
