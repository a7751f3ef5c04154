/* SPDX-License-Identifier: MIT
 *
 * names.c - the names of chunks, as they follow from the journal.
 *
 *   block  -> operation that gave it, last one about it so far
 *   chosen names, pointers -> block: two open-addressed hashtables
 *
 * Invariant: blocks 0 .. count - 1 are those given by the steps so far. Automatic names have
 * ascending numbers, so that they are found by halving.
 */
#include "names.h"

#include "journal.h"
#include "memory.h"
#include "raw.h"
#include "slots.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHOSEN 0x80000000u /* in a block's number: it has a text of its own */

struct block {
	uint32_t given, last; /* operations */
};

#define DEAD 0x80000000u /* in a block's given: its last operation freed it */

struct names {
	const struct journal *journal;
	struct block *block;
	size_t count, space;
	struct slots chosen, by_pointer;
	int hurries; /* by_pointer is filled later */
};

static const struct op *op_of(const struct names *names, size_t step)
{
	return journal_op(names->journal, step);
}

static size_t given(const struct names *names, size_t block)
{
	return names->block[block].given & ~DEAD;
}

static unsigned number_of(const struct names *names, size_t block)
{
	return op_of(names, given(names, block))->number;
}

static const char *chosen_text(const struct names *names, size_t block)
{
	return journal_extra(names->journal, op_of(names, given(names, block)))->text;
}

static int is_dead(const struct names *names, size_t block)
{
	return (names->block[block].given & DEAD) != 0;
}

int names_is_alive(const struct names *names, size_t index)
{
	return !is_dead(names, index);
}

/* The operation that a block is at its place and of its size by. */
static const struct op *state_of(const struct names *names, size_t block, size_t *step)
{
	*step = names->block[block].last;
	if (is_dead(names, block))
		*step = op_of(names, *step)->before;
	return op_of(names, *step);
}

void *names_pointer(const struct names *names, size_t index)
{
	size_t step;

	return state_of(names, index, &step)->pointer;
}

/* ----------------------------------------------------------------------- hashes */

static uint32_t text_hash(const char *text)
{
	uint64_t hash = raw_hash(text, strlen(text));

	return (uint32_t)(hash ^ hash >> 29);
}

static uint32_t pointer_hash(const void *pointer)
{
	return (uint32_t)(((uint64_t)(uintptr_t)pointer * 0x9e3779b97f4a7c15u) >> 20);
}

/* --------------------------------------------------------------- making, looking */

struct names *names_create(const struct journal *journal)
{
	struct names *names = memory_new(1, sizeof *names);

	names->journal = journal;
	slots_create(&names->chosen);
	slots_create(&names->by_pointer);
	return names;
}

void names_destroy(struct names *names)
{
	if (!names)
		return;
	free(names->block);
	slots_free(&names->chosen);
	slots_free(&names->by_pointer);
	free(names);
}

size_t names_count(const struct names *names)
{
	return names->count;
}

size_t names_alive(const struct names *names)
{
	return names->by_pointer.count;
}

const struct journal *names_journal(const struct names *names)
{
	return names->journal;
}

size_t names_bytes(const struct names *names)
{
	return names->space * sizeof *names->block
	       + (names->chosen.capacity + names->by_pointer.capacity) * sizeof(struct slot);
}

size_t names_last(const struct names *names, size_t index)
{
	return names->block[index].last;
}

/* "p" and the number; a frame asks for a thousand of them. */
static void put_number(unsigned number, char out[VIEW_NAME])
{
	char digits[VIEW_NAME];
	size_t first = sizeof digits - 1;

	digits[first] = 0;
	do
		digits[--first] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	digits[--first] = 'p';
	memcpy(out, digits + first, sizeof digits - first);
}

static void put_text(const struct names *names, size_t block, char out[VIEW_NAME])
{
	unsigned number = number_of(names, block);

	if (number & CHOSEN)
		snprintf(out, VIEW_NAME, "%s", chosen_text(names, block));
	else
		put_number(number, out);
}

struct name names_get(const struct names *names, size_t index)
{
	struct name name = { .text = "" };
	const struct op *state;
	size_t step;

	if (index >= names->count)
		return name;
	state = state_of(names, index, &step);
	put_text(names, index, name.text);
	name.pointer = state->pointer;
	name.born = given(names, index);
	name.placed = step == name.born ? name.born : state->placed;
	name.asked = state->size;
	if (!is_dead(names, index))
		return name;
	name.died = names->block[index].last;
	name.size = op_of(names, name.died)->size;
	return name;
}

static size_t find_chosen(const struct names *names, const char *text)
{
	uint32_t hash = text_hash(text);
	size_t at, block = slots_first(&names->chosen, hash, &at);

	while (block != NAME_NONE && strcmp(chosen_text(names, block), text) != 0)
		block = slots_next(&names->chosen, hash, &at);
	return block;
}

static size_t find_number(const struct names *names, unsigned number)
{
	size_t low = 0, high = names->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((number_of(names, middle) & ~CHOSEN) < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < names->count && number_of(names, low) == number ? low : NAME_NONE;
}

size_t names_find(const struct names *names, const char *text)
{
	size_t found = find_chosen(names, text);
	char plain[VIEW_NAME];
	unsigned long number;

	if (found != NAME_NONE || text[0] != 'p')
		return found;
	number = strtoul(text + 1, NULL, 10);
	snprintf(plain, sizeof plain, "p%lu", number);
	return number && number < CHOSEN && strcmp(plain, text) == 0
	               ? find_number(names, (unsigned)number)
	               : NAME_NONE;
}

size_t names_at(const struct names *names, const void *pointer)
{
	uint32_t hash = pointer_hash(pointer);
	size_t at, block = slots_first(&names->by_pointer, hash, &at);

	while (block != NAME_NONE && names_pointer(names, block) != pointer)
		block = slots_next(&names->by_pointer, hash, &at);
	return block;
}

static unsigned last_number(const struct names *names)
{
	return names->count ? number_of(names, names->count - 1) & ~CHOSEN : 0;
}

unsigned names_next(const struct names *names, char text[VIEW_NAME])
{
	unsigned number = last_number(names);

	do
		put_number(++number, text);
	while (find_chosen(names, text) != NAME_NONE);
	return number;
}

/* Where no name was chosen none is in the way of the next automatic one. */
unsigned names_number(const struct names *names, const char *text)
{
	char next[VIEW_NAME];

	if (text)
		return last_number(names) | CHOSEN;
	return names->chosen.count ? names_next(names, next) : last_number(names) + 1;
}

/* ------------------------------------------------------------------ going in time */

static void give(struct names *names, size_t step)
{
	names->block = memory_room(names->block, names->count, 1, &names->space,
	                           sizeof *names->block);
	names->block[names->count++] = (struct block){ (uint32_t)step, (uint32_t)step };
	if (number_of(names, names->count - 1) & CHOSEN)
		slots_add(&names->chosen, names->count - 1,
		          text_hash(chosen_text(names, names->count - 1)));
}

static void take(struct names *names)
{
	if (number_of(names, names->count - 1) & CHOSEN)
		slots_remove(&names->chosen, names->count - 1,
		             text_hash(chosen_text(names, names->count - 1)));
	names->count--;
}

static void set_last(struct names *names, size_t block, size_t step)
{
	names->block[block].last = (uint32_t)step;
	names->block[block].given = (uint32_t)given(names, block)
	                            | (op_frees(op_of(names, step)) ? DEAD : 0);
}

static void place(struct names *names, size_t block)
{
	if (!names->hurries && !is_dead(names, block))
		slots_add(&names->by_pointer, block, pointer_hash(names_pointer(names, block)));
}

static void unplace(struct names *names, size_t block)
{
	if (!names->hurries && !is_dead(names, block))
		slots_remove(&names->by_pointer, block,
		             pointer_hash(names_pointer(names, block)));
}

void names_forward(struct names *names, size_t step)
{
	const struct op *op = op_of(names, step);

	if (op_gives(op)) {
		give(names, step);
		place(names, op->block);
	} else if (op_changes(op)) {
		unplace(names, op->block);
		set_last(names, op->block, step);
		place(names, op->block);
	}
}

void names_back(struct names *names, size_t step)
{
	const struct op *op = op_of(names, step);

	if (op_gives(op)) {
		unplace(names, op->block);
		take(names);
	} else if (op_changes(op)) {
		unplace(names, op->block);
		set_last(names, op->block, op->before);
		place(names, op->block);
	}
}

/* What comes and goes in between is never placed: only blocks that were there before, and in
 * the end those that stay. */
static void go_forward(struct names *names, size_t from, size_t to)
{
	size_t first = names->count;

	for (size_t step = from + 1; step <= to; step++) {
		const struct op *op = op_of(names, step);

		if (op_gives(op))
			give(names, step);
		else if (op_changes(op) && op->block >= first)
			set_last(names, op->block, step);
		else if (op_changes(op))
			names_forward(names, step);
	}
	for (size_t block = first; block < names->count; block++)
		place(names, block);
}

static void place_all(struct names *names)
{
	slots_clear(&names->by_pointer);
	for (size_t block = 0; block < names->count; block++)
		place(names, block);
}

static void go_back(struct names *names, size_t from, size_t to)
{
	for (size_t step = from; step > to; step--) {
		const struct op *op = op_of(names, step);

		if (op_gives(op))
			take(names);
		else if (op_changes(op))
			set_last(names, op->block, op->before);
	}
	place_all(names);
}

void names_hurry(struct names *names, int hurries)
{
	names->hurries = hurries;
	if (!hurries)
		place_all(names);
}

void names_go(struct names *names, size_t from, size_t to)
{
	if (from < to)
		go_forward(names, from, to);
	else
		go_back(names, from, to);
}
