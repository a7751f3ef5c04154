/* SPDX-License-Identifier: MIT
 *
 * recorded_span.c - stretches of addresses, kept while blocks come and go.
 */
#include "recorded_span.h"

static uint64_t page_below(uint64_t address)
{
	return address / RECORDED_PAGE * RECORDED_PAGE;
}

static uint64_t page_above(uint64_t address)
{
	return page_below(address + RECORDED_PAGE - 1);
}

/* Does the block lie close to each neighbour, and they to one another without it? */
struct near {
	int before, after, both;
};

static struct near near_of(const struct neighbours *around, const struct block *block)
{
	struct near near = {
		.before = around->has_before
		          && block->address - block_end(&around->before) < RECORDED_APART,
		.after = around->has_after
		         && around->after.address - block_end(block) < RECORDED_APART,
	};

	near.both = around->has_before && around->has_after
	            && around->after.address - block_end(&around->before) < RECORDED_APART;
	return near;
}

static struct block span_of(const struct blocks *spans, uint64_t address)
{
	struct block span = { 0 };

	blocks_before(spans, address + 1, &span);
	return span;
}

static void add(struct blocks *spans, uint64_t from, uint64_t to)
{
	struct block span = { .address = from, .size = to - from };

	blocks_add(spans, &span);
}

void recorded_span_added(struct blocks *spans, const struct neighbours *around,
                         const struct block *block)
{
	struct near near = near_of(around, block);
	uint64_t from = page_below(block->address), to = page_above(block_end(block));
	struct block old;

	if (near.both)
		return;
	if (near.before) {
		old = span_of(spans, around->before.address);
		if (!near.after && old.address + old.size == to)
			return;
		from = old.address;
		blocks_remove(spans, old.address, NULL);
	}
	if (near.after) {
		old = span_of(spans, around->after.address);
		to = old.address + old.size;
		blocks_remove(spans, old.address, NULL);
	}
	add(spans, from, to);
}

void recorded_span_removed(struct blocks *spans, const struct neighbours *around,
                           const struct block *block)
{
	struct near near = near_of(around, block);
	struct block old;

	if (near.both)
		return;
	old = span_of(spans, block->address);
	blocks_remove(spans, old.address, NULL);
	if (near.before)
		add(spans, old.address, page_above(block_end(&around->before)));
	if (near.after)
		add(spans, page_below(around->after.address), old.address + old.size);
}
