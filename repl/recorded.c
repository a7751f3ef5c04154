/* SPDX-License-Identifier: MIT
 *
 * recorded.c - the heap as it was, step by step.
 *
 * Invariant: the blocks of a state are those of the first `next` entries, `step` of which are last
 * ones.
 */
#include "recorded_parts.h"

#include "memory.h"

#include <stdlib.h>

struct recorded *recorded_create(size_t most)
{
	struct recorded *recorded = memory_new(1, sizeof *recorded);

	recorded->entries = entries_create(most);
	moments_create(&recorded->moments);
	return recorded;
}

static void free_state(struct recorded_state *state)
{
	blocks_free(&state->blocks);
	blocks_free(&state->spans);
}

void recorded_free(struct recorded *recorded)
{
	if (!recorded)
		return;
	free_state(&recorded->now);
	free_state(&recorded->tip);
	entries_free(recorded->entries);
	moments_free(&recorded->moments);
	recorded_images_free(&recorded->images);
	free(recorded);
}

/* ------------------------------------------------------------------- one block */

static void add_block(struct recorded_state *state, const struct block *block)
{
	struct neighbours near;

	blocks_around(&state->blocks, block->address, &near);
	blocks_add(&state->blocks, block);
	recorded_span_added(&state->spans, &near, block);
}

static void remove_block(struct recorded_state *state, const struct block *block)
{
	struct neighbours near;

	blocks_remove(&state->blocks, block->address, NULL);
	blocks_around(&state->blocks, block->address, &near);
	recorded_span_removed(&state->spans, &near, block);
}

void recorded_apply(struct recorded_state *state, const struct entry *entry)
{
	if (entry->change == ENTRY_ADDED)
		add_block(state, &entry->block);
	else if (entry->change == ENTRY_REMOVED)
		remove_block(state, &entry->block);
}

static void undo(struct recorded_state *state, const struct entry *entry)
{
	if (entry->change == ENTRY_ADDED)
		remove_block(state, &entry->block);
	else if (entry->change == ENTRY_REMOVED)
		add_block(state, &entry->block);
}

/* ----------------------------------------------------------------------- going */

static void forward(struct recorded *recorded, uint64_t step)
{
	struct recorded_state *now = &recorded->now;

	while (now->step < step) {
		const struct entry *entry = entries_get(recorded->entries, now->next++);

		recorded_apply(now, entry);
		now->step += entry->is_last;
	}
}

/* All entries of a step lie behind the last one of the step before. */
static void backward(struct recorded *recorded, uint64_t step)
{
	struct recorded_state *now = &recorded->now;
	uint64_t kept = entries_kept(recorded->entries);

	while (now->next > kept) {
		const struct entry *entry = entries_get(recorded->entries, now->next - 1);

		if (now->step == step && entry->is_last)
			return;
		now->step -= entry->is_last;
		undo(now, entry);
		now->next--;
	}
}

/* The oldest page that is kept may begin within a step. */
uint64_t recorded_first(const struct recorded *recorded)
{
	uint64_t first = entries_first(recorded->entries);

	return entries_kept(recorded->entries) ? first + 1 : first;
}

/* The next block by address, of an empty state at first. */
struct filling {
	struct recorded_state *state;
	struct neighbours near;
};

static int fill(void *user, const struct block *block)
{
	struct filling *filling = user;

	blocks_add(&filling->state->blocks, block);
	recorded_span_added(&filling->state->spans, &filling->near, block);
	filling->near = (struct neighbours){ .before = *block, .has_before = 1 };
	return 0;
}

static void take_image(struct recorded *recorded, const struct recorded_image *image)
{
	struct filling filling = { .state = &recorded->now };

	free_state(&recorded->now);
	for (size_t i = 0; i < image->count; i++)
		fill(&filling, &image->block[i]);
	recorded->now.step = image->step;
	recorded->now.next = image->next;
}

static uint64_t distance(uint64_t one, uint64_t other)
{
	return one > other ? one - other : other - one;
}

/* A block of an image costs about as much as a step. */
static void jump(struct recorded *recorded, uint64_t step)
{
	const struct recorded_image *image =
		recorded_images_near(&recorded->images, step, recorded_first(recorded));

	if (image
	    && distance(image->step, step) + image->count < distance(recorded->now.step, step))
		take_image(recorded, image);
}

static void let_go(struct recorded *recorded)
{
	free_state(&recorded->now);
	recorded->now = recorded->tip;
	recorded->tip = (struct recorded_state){ 0 };
	recorded->held = 0;
}

/* What is held may be of a step that is forgotten since. */
void recorded_go(struct recorded *recorded, uint64_t step)
{
	uint64_t first = recorded_first(recorded);

	step = step < first ? first : step;
	step = step > recorded->end ? recorded->end : step;
	if (recorded->held
	    && (step == recorded->end || recorded->now.next < entries_kept(recorded->entries)))
		let_go(recorded);
	if (distance(recorded->now.step, step) > RECORDED_IMAGES_APART / 2)
		jump(recorded, step);
	if (step > recorded->now.step)
		forward(recorded, step);
	else if (step < recorded->now.step)
		backward(recorded, step);
}

/* --------------------------------------------------------------------- the end */

void recorded_hold(struct recorded *recorded)
{
	struct recorded_state held = { .next = recorded->now.next, .step = recorded->now.step };
	struct filling filling = { .state = &held };

	if (recorded->held)
		return;
	blocks_walk(&recorded->now.blocks, fill, &filling);
	recorded_go(recorded, recorded->end);
	recorded->tip = recorded->now;
	recorded->now = held;
	recorded->held = 1;
}

struct recorded_state *recorded_tip(struct recorded *recorded)
{
	if (!recorded->held && recorded->now.step != recorded->end)
		recorded_hold(recorded);
	return recorded->held ? &recorded->tip : &recorded->now;
}

/* --------------------------------------------------------------------- looking */

char recorded_glyph_of(enum trace_kind kind, int failed)
{
	static const char glyphs[TRACE_KINDS] = "+++~--";

	return failed && kind != TRACE_THREAD_DONE ? '!' : glyphs[kind];
}

uint64_t recorded_step(const struct recorded *recorded)
{
	return recorded->now.step;
}

uint64_t recorded_end(const struct recorded *recorded)
{
	return recorded->end;
}

const struct blocks *recorded_blocks(const struct recorded *recorded)
{
	return &recorded->now.blocks;
}

const struct blocks *recorded_spans(const struct recorded *recorded)
{
	return &recorded->now.spans;
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
	return recorded->now.blocks.memory + recorded->now.spans.memory
	       + recorded->tip.blocks.memory + recorded->tip.spans.memory
	       + entries_bytes(recorded->entries) + recorded->images.bytes
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
	uint64_t number = recorded->now.next, kept = entries_kept(recorded->entries);
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
	return recorded_glyph_of(told->kind, told->failed && told->meant);
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
		out[given++] = recorded_glyph_of(entry->kind,
		                                 entry->failed && entry->block.address);
	}
	return given;
}
