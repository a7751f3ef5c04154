/* SPDX-License-Identifier: MIT
 *
 * pattern.c - what is written into blocks. See pattern.h.
 */
#include "pattern.h"

#include <string.h>

enum { PART = 64, STEP = 8 };

static uint64_t word_of(uint32_t id, size_t offset)
{
	return (id + (uint64_t)1) * 0x9e3779b97f4a7c15u + offset * 0xd1342543de82ef95u;
}

static void write_part(unsigned char *at, size_t from, size_t to, uint32_t id)
{
	uint64_t word;

	for (; from + STEP <= to; from += STEP) {
		word = word_of(id, from);
		memcpy(at + from, &word, STEP);
	}
	if (from < to) {
		word = word_of(id, from);
		memcpy(at + from, &word, to - from);
	}
}

static int part_holds(const unsigned char *at, size_t from, size_t to, uint32_t id)
{
	uint64_t word, differing = 0;

	for (; from + STEP <= to; from += STEP) {
		memcpy(&word, at + from, STEP);
		differing |= word ^ word_of(id, from);
	}
	word = word_of(id, from);
	return differing == 0 && memcmp(at + from, &word, to - from) == 0;
}

static int part_is_zero(const unsigned char *at, size_t from, size_t to)
{
	uint64_t word, all = 0;

	for (; from + STEP <= to; from += STEP) {
		memcpy(&word, at + from, STEP);
		all |= word;
	}
	for (; from < to; from++)
		all |= at[from];
	return all == 0;
}

/* The parts of a block lie at 0, whole, and then 8 in each doubling. */
static size_t next_part(size_t from, size_t whole)
{
	size_t doubling = (size_t)1 << (63 - __builtin_clzll(from | 1));

	return from < whole ? whole : from + doubling / 8;
}

static size_t part_end(size_t from, size_t size, size_t whole)
{
	size_t length = from < whole ? whole : PART;

	return size - from < length ? size : from + length;
}

static size_t last_part(size_t size, size_t whole)
{
	return size <= whole ? size : (size - PART) & ~(size_t)(STEP - 1);
}

void pattern_write(unsigned char *at, size_t size, size_t whole, uint32_t id)
{
	for (size_t from = 0; from < size; from = next_part(from, whole))
		write_part(at, from, part_end(from, size, whole), id);
	write_part(at, last_part(size, whole), size, id);
}

int pattern_begins(const unsigned char *at, size_t size, size_t whole, uint32_t id)
{
	for (size_t from = 0; from < size; from = next_part(from, whole))
		if (!part_holds(at, from, part_end(from, size, whole), id))
			return 0;
	return 1;
}

int pattern_holds(const unsigned char *at, size_t size, size_t whole, uint32_t id)
{
	return pattern_begins(at, size, whole, id)
	       && part_holds(at, last_part(size, whole), size, id);
}

int pattern_is_zero(const unsigned char *at, size_t size, size_t whole)
{
	for (size_t from = 0; from < size; from = next_part(from, whole))
		if (!part_is_zero(at, from, part_end(from, size, whole)))
			return 0;
	return part_is_zero(at, last_part(size, whole), size);
}
