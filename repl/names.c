/* SPDX-License-Identifier: MIT
 *
 * names.c - the names of chunks, in two open-addressed hashtables of indices.
 *
 * Invariant: a slot holds index + 1 of a name, 0 when empty; from a home slot to where an
 * index lies no slot is empty. by_text only grows; by_pointer closes its gaps on removal.
 */
#include "names.h"

#include "memory.h"
#include "word.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, NEAREST_LOOKS = 4096 };

struct slots {
	size_t *slot;
	size_t capacity, count; /* capacity: a power of two, at most half taken */
};

struct names {
	struct name *name;
	size_t count, space;
	struct slots by_text, by_pointer;
	size_t next; /* number of the next automatic name */
	char next_text[VIEW_NAME];
};

typedef size_t hash_of(const struct name *name);

static size_t text_hash(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
	return (size_t)(hash ^ hash >> 29);
}

static size_t pointer_hash(const void *pointer)
{
	return (size_t)(((uint64_t)(uintptr_t)pointer * 0x9e3779b97f4a7c15u) >> 20);
}

static size_t hash_of_text(const struct name *name)
{
	return text_hash(name->text);
}

static size_t hash_of_pointer(const struct name *name)
{
	return pointer_hash(name->pointer);
}

static void slots_place(struct slots *slots, size_t hash, size_t value)
{
	size_t at = hash & (slots->capacity - 1);

	while (slots->slot[at])
		at = (at + 1) & (slots->capacity - 1);
	slots->slot[at] = value;
}

static void slots_grow(struct names *names, struct slots *slots, hash_of *hash)
{
	struct slots old = *slots;

	slots->capacity = old.capacity ? 2 * old.capacity : FIRST_SLOTS;
	slots->slot = memory_new(slots->capacity, sizeof *slots->slot);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slot[i])
			slots_place(slots, hash(&names->name[old.slot[i] - 1]), old.slot[i]);
	free(old.slot);
}

static void slots_add(struct names *names, struct slots *slots, size_t index, hash_of *hash)
{
	if (2 * (slots->count + 1) > slots->capacity)
		slots_grow(names, slots, hash);
	slots_place(slots, hash(&names->name[index]), index + 1);
	slots->count++;
}

static void unlink_pointer(struct names *names, size_t index)
{
	struct slots *slots = &names->by_pointer;
	size_t mask = slots->capacity - 1, at = hash_of_pointer(&names->name[index]) & mask;

	while (slots->slot[at] != index + 1)
		at = (at + 1) & mask;
	for (size_t next = (at + 1) & mask; slots->slot[next]; next = (next + 1) & mask) {
		size_t home = hash_of_pointer(&names->name[slots->slot[next] - 1]) & mask;

		if (((next - home) & mask) >= ((next - at) & mask)) {
			slots->slot[at] = slots->slot[next];
			at = next;
		}
	}
	slots->slot[at] = 0;
	slots->count--;
}

struct names *names_create(void)
{
	struct names *names = memory_new(1, sizeof *names);

	slots_grow(names, &names->by_text, hash_of_text);
	slots_grow(names, &names->by_pointer, hash_of_pointer);
	names->next = 1;
	return names;
}

void names_destroy(struct names *names)
{
	free(names->name);
	free(names->by_text.slot);
	free(names->by_pointer.slot);
	free(names);
}

void names_clear(struct names *names)
{
	memset(names->by_text.slot, 0, names->by_text.capacity * sizeof *names->by_text.slot);
	memset(names->by_pointer.slot, 0,
	       names->by_pointer.capacity * sizeof *names->by_pointer.slot);
	names->by_text.count = names->by_pointer.count = names->count = 0;
	names->next = 1;
}

size_t names_count(const struct names *names)
{
	return names->count;
}

size_t names_alive(const struct names *names)
{
	return names->by_pointer.count;
}

const struct name *names_get(const struct names *names, size_t index)
{
	return index < names->count ? &names->name[index] : NULL;
}

size_t names_find(const struct names *names, const char *text)
{
	const struct slots *slots = &names->by_text;
	size_t at = text_hash(text);

	for (;; at++) {
		size_t value = slots->slot[at & (slots->capacity - 1)];

		if (!value || strcmp(names->name[value - 1].text, text) == 0)
			return value - 1;
	}
}

size_t names_at(const struct names *names, const void *pointer)
{
	const struct slots *slots = &names->by_pointer;
	size_t at = pointer_hash(pointer);

	for (;; at++) {
		size_t value = slots->slot[at & (slots->capacity - 1)];

		if (!value || names->name[value - 1].pointer == pointer)
			return value - 1;
	}
}

const char *names_next(struct names *names)
{
	for (;; names->next++) {
		snprintf(names->next_text, sizeof names->next_text, "p%zu", names->next);
		if (names_find(names, names->next_text) == NAME_NONE)
			return names->next_text;
	}
}

size_t names_add(struct names *names, const char *text, void *pointer, size_t operation)
{
	size_t index = names->count;

	if (!text) {
		text = names_next(names);
		names->next++;
	}
	if (names->count == names->space) {
		names->space = names->space ? 2 * names->space : FIRST_SLOTS;
		names->name = memory_grow(names->name, names->space, sizeof *names->name);
	}
	names->name[index] = (struct name){ .pointer = pointer, .born = operation,
		                            .placed = operation, .asked = NAME_NONE };
	snprintf(names->name[index].text, VIEW_NAME, "%s", text);
	names->count++;
	slots_add(names, &names->by_text, index, hash_of_text);
	slots_add(names, &names->by_pointer, index, hash_of_pointer);
	return index;
}

void names_move(struct names *names, size_t index, void *pointer, size_t operation)
{
	if (names->name[index].pointer == pointer)
		return;
	unlink_pointer(names, index);
	names->name[index].pointer = pointer;
	names->name[index].placed = operation;
	slots_add(names, &names->by_pointer, index, hash_of_pointer);
}

void names_ask(struct names *names, size_t index, size_t asked)
{
	names->name[index].asked = asked;
}

void names_free(struct names *names, size_t index, size_t operation, size_t size)
{
	unlink_pointer(names, index);
	names->name[index].died = operation;
	names->name[index].size = size;
}

const char *names_nearest(const struct names *names, const char *typed)
{
	struct nearest nearest;
	size_t least = names->count > NEAREST_LOOKS ? names->count - NEAREST_LOOKS : 0;
	const char *best;

	/* The dead only where none alive is near. */
	nearest_start(&nearest, typed);
	for (int dead = 0; dead < 2 && !nearest_word(&nearest); dead++)
		for (size_t i = least; i < names->count; i++)
			if (!names->name[i].died == !dead)
				nearest_try(&nearest, names->name[i].text);
	best = nearest_word(&nearest);
	return best ? names->name[names_find(names, best)].text : NULL;
}
