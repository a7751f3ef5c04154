/* SPDX-License-Identifier: MIT
 *
 * recorded_add.c - one operation more: what it changes, and what of it cannot have been.
 */
#include "recorded_parts.h"

/* An operation, while its entries are made: the last of them waits, to be told so. */
struct adding {
	struct recorded *recorded;
	struct recorded_state *state; /* at the end */
	struct entry entry;
	int has_entry;
	int failed;
};

static void add_entry(struct adding *adding, enum entry_change change, const struct block *block)
{
	struct recorded *recorded = adding->recorded;

	if (adding->has_entry) {
		entries_add(recorded->entries, &adding->entry);
		adding->state->next++;
	}
	adding->has_entry = 1;
	adding->entry.change = (uint8_t)change;
	adding->entry.block = *block;
	recorded_apply(adding->state, &adding->entry);
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

	while (blocks_before(&adding->state->blocks, block_end(block), &old)
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
	struct block block;

	if (is_hidden(address) || !blocks_find(&adding->state->blocks, address, &block))
		return 0;
	add_entry(adding, ENTRY_REMOVED, &block);
	return 1;
}

static void add_allocation(struct adding *adding, const struct trace_operation *operation)
{
	place(adding, operation->block, trace_wanted(operation));
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

static void note(struct recorded *recorded, const struct recorded_state *state, char glyph)
{
	struct moment now = { .used = state->blocks.bytes, .asked = state->blocks.bytes,
		              .mapped = state->spans.bytes };

	if (state->blocks.bytes > recorded->peak_bytes)
		recorded->peak_bytes = state->blocks.bytes;
	if (state->blocks.count > recorded->peak_blocks)
		recorded->peak_blocks = state->blocks.count;
	moments_add(&recorded->moments, glyph, moments_want(&recorded->moments) ? &now : NULL);
}

void recorded_add(struct recorded *recorded, const struct trace_operation *operation)
{
	static void (*const adds[TRACE_KINDS])(struct adding *, const struct trace_operation *) = {
		[TRACE_MALLOC] = add_allocation,  [TRACE_CALLOC] = add_allocation,
		[TRACE_ALIGNED] = add_allocation, [TRACE_REALLOC] = add_realloc,
		[TRACE_FREE] = add_free,          [TRACE_THREAD_DONE] = add_nothing,
	};
	struct recorded_state *state = recorded_tip(recorded);
	struct adding adding = { .recorded = recorded, .state = state,
		                 .entry = { .thread = (uint32_t)operation->thread } };

	adds[operation->kind](&adding, operation);
	adding.entry.kind = (uint8_t)operation->kind;
	adding.entry.failed = adding.failed != 0;
	adding.entry.is_last = 1;
	entries_add(recorded->entries, &adding.entry);
	state->next++;
	state->step = ++recorded->end;
	recorded_images_note(&recorded->images, state->step, state->next, &state->blocks);
	note(recorded, state,
	     recorded_glyph_of(operation->kind,
	                       adding.failed && (operation->block || operation->old)));
}
