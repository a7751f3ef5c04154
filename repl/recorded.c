/* SPDX-License-Identifier: MIT
 *
 * recorded.c - the heap as it was, step by step.
 *
 * Invariant: the blocks are those of the first `next` entries, `step` of which are last ones.
 */
#include "recorded.h"

#include "entries.h"
#include "memory.h"
#include "recorded_span.h"

#include <stdlib.h>

struct recorded {
	struct blocks blocks, spans;
	struct entries *entries;
	uint64_t next, step, end;
	struct recorded_odd odd;
	uint64_t peak_bytes, peak_blocks;
	struct moments moments;
};

struct recorded *recorded_create(size_t most)
{
	struct recorded *recorded = memory_new(1, sizeof *recorded);

	recorded->entries = entries_create(most);
	moments_create(&recorded->moments);
	return recorded;
}

void recorded_free(struct recorded *recorded)
{
	if (!recorded)
		return;
	blocks_free(&recorded->blocks);
	blocks_free(&recorded->spans);
	entries_free(recorded->entries);
	moments_free(&recorded->moments);
	free(recorded);
}

/* ------------------------------------------------------------------- one block */

static struct neighbours around(const struct recorded *recorded, uint64_t address)
{
	struct neighbours out = { 0 };

	out.has_before = blocks_before(&recorded->blocks, address, &out.before);
	out.has_after = blocks_from(&recorded->blocks, address, &out.after);
	return out;
}

static void add_block(struct recorded *recorded, const struct block *block)
{
	struct neighbours near = around(recorded, block->address);

	blocks_add(&recorded->blocks, block);
	recorded_span_added(&recorded->spans, &near, block);
}

static void remove_block(struct recorded *recorded, const struct block *block)
{
	struct neighbours near;

	blocks_remove(&recorded->blocks, block->address, NULL);
	near = around(recorded, block->address);
	recorded_span_removed(&recorded->spans, &near, block);
}

static void apply(struct recorded *recorded, const struct entry *entry)
{
	if (entry->change == ENTRY_ADDED)
		add_block(recorded, &entry->block);
	else if (entry->change == ENTRY_REMOVED)
		remove_block(recorded, &entry->block);
}

static void undo(struct recorded *recorded, const struct entry *entry)
{
	if (entry->change == ENTRY_ADDED)
		remove_block(recorded, &entry->block);
	else if (entry->change == ENTRY_REMOVED)
		add_block(recorded, &entry->block);
}

/* ----------------------------------------------------------------------- going */

static void forward(struct recorded *recorded, uint64_t step)
{
	while (recorded->step < step) {
		const struct entry *entry = entries_get(recorded->entries, recorded->next++);

		apply(recorded, entry);
		recorded->step += entry->is_last;
	}
}

/* All entries of a step lie behind the last one of the step before. */
static void backward(struct recorded *recorded, uint64_t step)
{
	uint64_t kept = entries_kept(recorded->entries);

	while (recorded->next > kept) {
		const struct entry *entry = entries_get(recorded->entries, recorded->next - 1);

		if (recorded->step == step && entry->is_last)
			return;
		recorded->step -= entry->is_last;
		undo(recorded, entry);
		recorded->next--;
	}
}

/* The oldest page that is kept may begin within a step. */
uint64_t recorded_first(const struct recorded *recorded)
{
	uint64_t first = entries_first(recorded->entries);

	return entries_kept(recorded->entries) ? first + 1 : first;
}

void recorded_go(struct recorded *recorded, uint64_t step)
{
	uint64_t first = recorded_first(recorded);

	step = step < first ? first : step;
	step = step > recorded->end ? recorded->end : step;
	if (step > recorded->step)
		forward(recorded, step);
	else if (step < recorded->step)
		backward(recorded, step);
}

/* ---------------------------------------------------------------------- adding */

/* An operation, while its entries are made: the last of them waits, to be told so. */
struct adding {
	struct recorded *recorded;
	struct entry entry;
	int has_entry;
	int failed;
};

static void add_entry(struct adding *adding, enum entry_change change, const struct block *block)
{
	struct recorded *recorded = adding->recorded;

	if (adding->has_entry) {
		entries_add(recorded->entries, &adding->entry);
		recorded->next++;
	}
	adding->has_entry = 1;
	adding->entry.change = (uint8_t)change;
	adding->entry.block = *block;
	apply(recorded, &adding->entry);
}

static void fail(struct adding *adding, uint64_t *counter, uint64_t address)
{
	const struct block meant = { .address = address };

	++*counter;
	adding->failed = 1;
	if (!adding->has_entry)
		add_entry(adding, ENTRY_NOTHING, &meant);
}

/* The record has another block there now: these must have been freed before. */
static void remove_overlapped(struct adding *adding, const struct block *block)
{
	struct recorded *recorded = adding->recorded;
	struct block old;

	while (blocks_before(&recorded->blocks, block_end(block), &old)
	        && block_end(&old) > block->address) {
		recorded->odd.lost++;
		add_entry(adding, ENTRY_REMOVED, &old);
	}
}

/* An odd address is that of a log which hides it. */
static int is_hidden(uint64_t address)
{
	return address & 1;
}

static void place(struct adding *adding, uint64_t address, uint64_t size)
{
	struct recorded *recorded = adding->recorded;
	const struct block block = { address, size, recorded->end + 1 };

	if (address == 0) {
		fail(adding, &recorded->odd.refused, 0);
	} else if (is_hidden(address)) {
		fail(adding, &recorded->odd.hidden, address);
	} else if (size > UINT64_MAX - 2 * (uint64_t)RECORDED_APART - address
	           || address > UINT64_MAX - 2 * (uint64_t)RECORDED_APART) {
		fail(adding, &recorded->odd.wrong, address);
	} else {
		remove_overlapped(adding, &block);
		add_entry(adding, ENTRY_ADDED, &block);
	}
}

static int take_away(struct adding *adding, uint64_t address)
{
	struct recorded *recorded = adding->recorded;
	struct block block;

	if (is_hidden(address) || !blocks_find(&recorded->blocks, address, &block))
		return 0;
	add_entry(adding, ENTRY_REMOVED, &block);
	return 1;
}

static void add_allocation(struct adding *adding, const struct trace_operation *operation)
{
	uint64_t size = operation->size;

	if (operation->kind == TRACE_CALLOC
	    && __builtin_mul_overflow(operation->count, operation->size, &size))
		size = UINT64_MAX;
	place(adding, operation->block, size);
}

static void add_free(struct adding *adding, const struct trace_operation *operation)
{
	uint64_t none = 0;

	if (!take_away(adding, operation->old))
		fail(adding, operation->old && !is_hidden(operation->old)
		                     ? &adding->recorded->odd.unknown : &none, operation->old);
}

static void add_realloc(struct adding *adding, const struct trace_operation *operation)
{
	if (operation->block == 0 && operation->size == 0) {
		add_free(adding, operation);
		return;
	}
	if (operation->block == 0) {
		fail(adding, &adding->recorded->odd.refused, operation->old);
		return;
	}
	if (operation->old && !take_away(adding, operation->old) && !is_hidden(operation->old))
		adding->recorded->odd.unknown++;
	place(adding, operation->block, operation->size);
}

static void add_nothing(struct adding *adding, const struct trace_operation *operation)
{
	uint64_t none = 0;

	(void)operation;
	fail(adding, &none, 0);
}

static void note(struct recorded *recorded, char glyph)
{
	struct moment now = { .used = recorded->blocks.bytes, .asked = recorded->blocks.bytes,
		              .mapped = recorded->spans.bytes };

	if (recorded->blocks.bytes > recorded->peak_bytes)
		recorded->peak_bytes = recorded->blocks.bytes;
	if (recorded->blocks.count > recorded->peak_blocks)
		recorded->peak_blocks = recorded->blocks.count;
	moments_add(&recorded->moments, glyph, moments_want(&recorded->moments) ? &now : NULL);
}

static char glyph_of(enum trace_kind kind, int failed)
{
	static const char glyphs[TRACE_KINDS] = "+++~--";

	return failed && kind != TRACE_THREAD_DONE ? '!' : glyphs[kind];
}

void recorded_add(struct recorded *recorded, const struct trace_operation *operation)
{
	static void (*const adds[TRACE_KINDS])(struct adding *, const struct trace_operation *) = {
		[TRACE_MALLOC] = add_allocation,  [TRACE_CALLOC] = add_allocation,
		[TRACE_ALIGNED] = add_allocation, [TRACE_REALLOC] = add_realloc,
		[TRACE_FREE] = add_free,          [TRACE_THREAD_DONE] = add_nothing,
	};
	struct adding adding = { .recorded = recorded,
		                 .entry = { .thread = (uint32_t)operation->thread } };

	recorded_go(recorded, recorded->end);
	adds[operation->kind](&adding, operation);
	adding.entry.kind = (uint8_t)operation->kind;
	adding.entry.failed = adding.failed != 0;
	adding.entry.is_last = 1;
	entries_add(recorded->entries, &adding.entry);
	recorded->next++;
	recorded->step = ++recorded->end;
	note(recorded, glyph_of(operation->kind,
	                        adding.failed && (operation->block || operation->old)));
}

/* --------------------------------------------------------------------- looking */

uint64_t recorded_step(const struct recorded *recorded)
{
	return recorded->step;
}

uint64_t recorded_end(const struct recorded *recorded)
{
	return recorded->end;
}

const struct blocks *recorded_blocks(const struct recorded *recorded)
{
	return &recorded->blocks;
}

const struct blocks *recorded_spans(const struct recorded *recorded)
{
	return &recorded->spans;
}

struct recorded_odd recorded_odd(const struct recorded *recorded)
{
	return recorded->odd;
}

uint64_t recorded_peak(const struct recorded *recorded, uint64_t *blocks)
{
	*blocks = recorded->peak_blocks;
	return recorded->peak_bytes;
}

const struct moments *recorded_moments(const struct recorded *recorded)
{
	return &recorded->moments;
}

size_t recorded_bytes(const struct recorded *recorded)
{
	return recorded->blocks.memory + recorded->spans.memory + entries_bytes(recorded->entries)
	       + MOMENTS_MOST * sizeof(struct moment) + sizeof *recorded;
}

static void tell_entry(struct recorded_told *told, const struct entry *entry)
{
	told->meant = told->meant ? told->meant : entry->block.address;
	if (entry->change == ENTRY_ADDED) {
		told->has_added = 1;
		told->added = entry->block;
	} else if (entry->change == ENTRY_REMOVED) {
		told->lost += told->has_removed != 0;
		told->has_removed = 1;
		told->removed = entry->block;
	}
}

/* From the last entry to the first: what realloc took away comes first of all. */
int recorded_told(struct recorded *recorded, struct recorded_told *out)
{
	uint64_t number = recorded->next, kept = entries_kept(recorded->entries);
	const struct entry *entry;

	if (number <= kept)
		return 0;
	entry = entries_get(recorded->entries, --number);
	*out = (struct recorded_told){ .kind = entry->kind, .failed = entry->failed,
		                       .thread = entry->thread };
	tell_entry(out, entry);
	while (number > kept) {
		entry = entries_get(recorded->entries, --number);
		if (entry->is_last)
			break;
		tell_entry(out, entry);
	}
	return 1;
}

char recorded_glyph(const struct recorded_told *told)
{
	return glyph_of(told->kind, told->failed && told->meant);
}

size_t recorded_glyphs(struct recorded *recorded, uint64_t first, size_t count, char *out)
{
	uint64_t before, at, end = entries_count(recorded->entries);
	size_t given = 0;

	if (first <= recorded_first(recorded) || first > recorded->end)
		return 0;
	for (at = entries_page_of(recorded->entries, first - 1, &before); at < end; at++) {
		const struct entry *entry = entries_get(recorded->entries, at);

		before += entry->is_last;
		if (before < first || !entry->is_last)
			continue;
		if (given == count)
			break;
		out[given++] = glyph_of(entry->kind, entry->failed && entry->block.address);
	}
	return given;
}
