/* SPDX-License-Identifier: MIT
 *
 * rewind.c - the bytes that the last operations changed, as they were before.
 *
 * Invariant: a record has each word once, with the value before its operation.
 */
#include "rewind.h"

#include "memory.h"
#include "my_heap_image.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define UNWATCHED __attribute__((no_sanitize("address")))

enum {
	WORDS_MOST = 1 << 17, /* words told of in one operation */
	FIRST_SLOTS = 1024,
	BLOCKS_MOST = 16, BLOCK_LEAST = 16 /* words */
};

struct word {
	uint64_t *at, before;
};

struct record {
	struct word *word;
	size_t count;
};

/* A stretch of many words, most of which will not change: looked through at the end. */
struct block {
	uint64_t *start, *end;
	size_t at; /* of its words in `copy` */
};

struct rewind {
	struct record record[REWIND_STEPS]; /* a ring */
	size_t first, count, bytes;
	struct word *told; /* by the operation that is carried out */
	size_t count_told, space;
	uint32_t *slot;    /* of told words, by address: their number + 1 */
	size_t slots;
	struct block block[BLOCKS_MOST];
	size_t blocks;
	uint64_t *copy;    /* of the words of the blocks */
	size_t copied, copy_space;
	int lost;          /* it cannot be taken back */
};

struct rewind *rewind_create(void)
{
	struct rewind *rewind = memory_new(1, sizeof *rewind);

	rewind->slots = FIRST_SLOTS;
	rewind->slot = memory_new(rewind->slots, sizeof *rewind->slot);
	return rewind;
}

static void drop_oldest(struct rewind *rewind)
{
	struct record *oldest = &rewind->record[rewind->first];

	rewind->bytes -= oldest->count * sizeof *oldest->word;
	free(oldest->word);
	rewind->first = (rewind->first + 1) % REWIND_STEPS;
	rewind->count--;
}

void rewind_clear(struct rewind *rewind)
{
	while (rewind->count)
		drop_oldest(rewind);
}

void rewind_destroy(struct rewind *rewind)
{
	if (!rewind)
		return;
	rewind_clear(rewind);
	free(rewind->told);
	free(rewind->slot);
	free(rewind->copy);
	free(rewind);
}

size_t rewind_steps(const struct rewind *rewind)
{
	return rewind->count;
}

size_t rewind_bytes(const struct rewind *rewind)
{
	return sizeof *rewind + rewind->bytes + rewind->space * sizeof *rewind->told
	       + rewind->slots * sizeof *rewind->slot
	       + rewind->copy_space * sizeof *rewind->copy;
}

/* ------------------------------------------------------------------- an operation */

static size_t slot_of(const struct rewind *rewind, const uint64_t *at)
{
	size_t mask = rewind->slots - 1;
	size_t slot = (size_t)((uintptr_t)at / sizeof *at * 0x9e3779b97f4a7c15u >> 20) & mask;

	while (rewind->slot[slot] && rewind->told[rewind->slot[slot] - 1].at != at)
		slot = (slot + 1) & mask;
	return slot;
}

static void grow_slots(struct rewind *rewind)
{
	free(rewind->slot);
	rewind->slots *= 2;
	rewind->slot = memory_new(rewind->slots, sizeof *rewind->slot);
	for (size_t i = 0; i < rewind->count_told; i++)
		rewind->slot[slot_of(rewind, rewind->told[i].at)] = (uint32_t)i + 1;
}

static void add_told(struct rewind *rewind, uint64_t *at, uint64_t before)
{
	rewind->told = memory_room(rewind->told, rewind->count_told, 1, &rewind->space,
	                           sizeof *rewind->told);
	rewind->told[rewind->count_told++] = (struct word){ at, before };
}

UNWATCHED static void tell(struct rewind *rewind, uint64_t *at)
{
	size_t slot = slot_of(rewind, at);

	if (rewind->slot[slot])
		return;
	add_told(rewind, at, *(volatile uint64_t *)at);
	rewind->slot[slot] = (uint32_t)rewind->count_told;
	if (2 * rewind->count_told > rewind->slots)
		grow_slots(rewind);
}

static int is_kept(const struct rewind *rewind, const uint64_t *start, const uint64_t *end)
{
	for (size_t i = 0; i < rewind->blocks; i++)
		if (start >= rewind->block[i].start && end <= rewind->block[i].end)
			return 1;
	return 0;
}

UNWATCHED static void keep_block(struct rewind *rewind, uint64_t *start, uint64_t *end)
{
	size_t words = (size_t)(end - start);

	rewind->copy = memory_room(rewind->copy, rewind->copied, words, &rewind->copy_space,
	                           sizeof *rewind->copy);
	rewind->block[rewind->blocks++] = (struct block){ start, end, rewind->copied };
	for (size_t i = 0; i < words; i++)
		rewind->copy[rewind->copied++] = ((volatile uint64_t *)start)[i];
}

/* What was told of before has its old value already; a block may overlap such words, and what
 * is told of later may lie in a block. */
void rewind_keep(struct rewind *rewind, void *start, size_t size)
{
	uint64_t *first = (uint64_t *)((uintptr_t)start / 8 * 8);
	uint64_t *end = (uint64_t *)(((uintptr_t)start + size + 7) / 8 * 8);

	if (!start || size / 8 + rewind->count_told + rewind->copied > WORDS_MOST)
		rewind->lost = 1;
	if (rewind->lost || is_kept(rewind, first, end))
		return;
	if (end - first >= BLOCK_LEAST && rewind->blocks < BLOCKS_MOST)
		keep_block(rewind, first, end);
	else
		for (uint64_t *at = first; at < end; at++)
			if (!is_kept(rewind, at, at + 1))
				tell(rewind, at);
}

static void keep(void *user, void *start, size_t size)
{
	rewind_keep(user, start, size);
}

void rewind_begin(struct rewind *rewind, my_heap *heap)
{
	rewind->lost = 0;
	rewind->count_told = rewind->blocks = rewind->copied = 0;
	my_heap_keep(heap, keep, rewind);
}

/* An older value of the word is kept: in an earlier block, or by itself. */
static int is_older(const struct rewind *rewind, const uint64_t *at, size_t block)
{
	for (size_t i = 0; i < block; i++)
		if (at >= rewind->block[i].start && at < rewind->block[i].end)
			return 1;
	return rewind->slot[slot_of(rewind, at)] != 0;
}

/* What changed in the blocks joins the words that were told of. */
UNWATCHED static void tell_blocks(struct rewind *rewind)
{
	for (size_t i = 0; i < rewind->blocks; i++) {
		const struct block *block = &rewind->block[i];

		for (size_t j = 0; block->start + j < block->end; j++) {
			uint64_t *at = block->start + j, before = rewind->copy[block->at + j];

			if (*(volatile uint64_t *)at != before && !is_older(rewind, at, i))
				add_told(rewind, at, before);
		}
	}
}

UNWATCHED static size_t drop_unchanged(struct rewind *rewind)
{
	struct word *word;
	size_t kept = 0;

	tell_blocks(rewind);
	word = rewind->told;
	for (size_t i = 0; i < rewind->count_told; i++)
		if (*(volatile uint64_t *)word[i].at != word[i].before)
			word[kept++] = word[i];
	return kept;
}

static void clear_slots(struct rewind *rewind)
{
	if (rewind->slots == FIRST_SLOTS) {
		memset(rewind->slot, 0, rewind->slots * sizeof *rewind->slot);
		return;
	}
	free(rewind->slot);
	rewind->slots = FIRST_SLOTS;
	rewind->slot = memory_new(rewind->slots, sizeof *rewind->slot);
}

/* What is unchanged is looked at before the keeper is taken off: it is a part of the heap. */
void rewind_end(struct rewind *rewind, my_heap *heap)
{
	struct record record = { .count = rewind->lost ? 0 : drop_unchanged(rewind) };

	my_heap_keep(heap, NULL, NULL);
	clear_slots(rewind);
	if (rewind->lost) {
		rewind_clear(rewind);
		return;
	}
	record.word = memory_new(record.count, sizeof *record.word);
	if (record.count)
		memcpy(record.word, rewind->told, record.count * sizeof *record.word);
	rewind->bytes += record.count * sizeof *record.word;
	while (rewind->count == REWIND_STEPS || (rewind->count && rewind->bytes > REWIND_BYTES))
		drop_oldest(rewind);
	rewind->record[(rewind->first + rewind->count++) % REWIND_STEPS] = record;
}

UNWATCHED static void put_back(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++)
		*(volatile uint64_t *)record->word[i].at = record->word[i].before;
}

void rewind_back(struct rewind *rewind, my_heap *heap)
{
	struct record *newest =
		&rewind->record[(rewind->first + --rewind->count) % REWIND_STEPS];

	my_heap_open(heap, NULL, 0); /* nothing is asked for that could be refused */
	put_back(newest);
	rewind->bytes -= newest->count * sizeof *newest->word;
	free(newest->word);
	my_heap_close(heap, NULL, 0);
}
