/* SPDX-License-Identifier: MIT
 *
 * test_recorded.c - the heap as it was, against a simple shadow of it.
 */
#include "blocks.h"
#include "entries.h"
#include "recorded.h"
#include "recorded_images.h"
#include "recorded_span.h"
#include <CUnit/CUnit.h>

#include <stdlib.h>
#include <string.h>

enum { PLACES = 400, STEPS = 20000, APART = 3 * RECORDED_APART };

static uint64_t dice = 88172645463325252u;

static uint64_t roll(uint64_t sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return dice % sides;
}

/* ------------------------------------------------------------------------- blocks */

static struct block shadow[PLACES]; /* by place; size 0: none */

static uint64_t address_of(size_t place)
{
	return 0x10000 + place * 64;
}

static void check_sums(const struct blocks *blocks, uint64_t address)
{
	size_t count = 0;
	uint64_t bytes = 0;

	for (size_t i = 0; i < PLACES; i++) {
		uint64_t at = address_of(i);

		if (!shadow[i].size || at >= address)
			continue;
		count++;
		bytes += shadow[i].size < address - at ? shadow[i].size : address - at;
	}
	CU_ASSERT_EQUAL(blocks_below(blocks, address), count);
	CU_ASSERT_EQUAL(blocks_bytes_below(blocks, address), bytes);
}

static void check_order(const struct blocks *blocks)
{
	size_t n = 0;
	struct block block, before;

	for (size_t i = 0; i < PLACES; i++) {
		CU_ASSERT_EQUAL(blocks_find(blocks, address_of(i), &block), shadow[i].size != 0);
		if (!shadow[i].size)
			continue;
		CU_ASSERT(blocks_at(blocks, n, &block));
		CU_ASSERT_EQUAL(block.address, address_of(i));
		CU_ASSERT_EQUAL(block.size, shadow[i].size);
		CU_ASSERT(blocks_from(blocks, address_of(i), &block));
		CU_ASSERT_EQUAL(block.address, address_of(i));
		CU_ASSERT_EQUAL(blocks_before(blocks, address_of(i), &before), n > 0);
		CU_ASSERT(n == 0 || before.address < block.address);
		n++;
	}
	CU_ASSERT_EQUAL(blocks->count, n);
	CU_ASSERT_FALSE(blocks_at(blocks, n, &block));
}

/* Grows and shrinks in turn, so that nodes are split and joined. */
static void blocks_are_in_order(void)
{
	struct blocks blocks = { 0 };

	memset(shadow, 0, sizeof shadow);
	for (size_t i = 0; i < STEPS; i++) {
		size_t place = roll(PLACES);
		int wants = roll(10) < (i / 2000 % 2 ? 1 : 9);
		struct block block = { address_of(place), roll(64) + 1, i };

		if (wants && !shadow[place].size) {
			blocks_add(&blocks, &block);
			shadow[place] = block;
		} else if (!wants) {
			CU_ASSERT_EQUAL(blocks_remove(&blocks, block.address, NULL),
			                shadow[place].size != 0);
			shadow[place].size = 0;
		}
		if (i % 200 == 0)
			check_order(&blocks);
		if (i % 20 == 0)
			check_sums(&blocks, address_of(0) + roll(PLACES * 64));
	}
	blocks_free(&blocks);
	CU_ASSERT_EQUAL(blocks.memory, 0);
}

/* -------------------------------------------------------------------------- steps */

/* A digest of all blocks and stretches. */
static int digest_block(void *user, const struct block *block)
{
	uint64_t *sum = user;

	*sum = (*sum ^ block->address) * 0x9e3779b97f4a7c15u;
	*sum = (*sum ^ block->size) * 0x9e3779b97f4a7c15u;
	*sum = (*sum ^ block->born) * 0x9e3779b97f4a7c15u;
	return 0;
}

static uint64_t digest(const struct recorded *recorded)
{
	uint64_t sum = 1;

	blocks_walk(recorded_blocks(recorded), digest_block, &sum);
	blocks_walk(recorded_spans(recorded), digest_block, &sum);
	return sum;
}

/* Anything: also frees of what is not live, blocks over others, reallocs to nothing. */
static struct trace_operation any_operation(void)
{
	uint64_t far = roll(4) * APART;
	struct trace_operation out = { .kind = (enum trace_kind)roll(TRACE_KINDS),
		                       .size = roll(200), .count = 1, .thread = roll(3) };

	out.block = roll(20) ? far + 0x100000 + roll(400) * 32 : roll(2);
	out.old = far + 0x100000 + roll(400) * 32;
	if (roll(300) == 0)
		out.size = UINT64_MAX;
	return out;
}

/* The stretches, from the blocks alone. */
static void check_spans(const struct recorded *recorded)
{
	const struct blocks *blocks = recorded_blocks(recorded);
	struct block block, span, before = { 0 };
	size_t n = 0;

	for (size_t i = 0; blocks_at(blocks, i, &block); i++) {
		if (i == 0 || block.address - block_end(&before) >= RECORDED_APART) {
			CU_ASSERT(blocks_at(recorded_spans(recorded), n, &span));
			CU_ASSERT_EQUAL(span.address, block.address & ~(uint64_t)0xfff);
			n++;
		}
		CU_ASSERT(block_end(&block) <= span.address + span.size);
		CU_ASSERT(i == 0 || block_end(&before) <= block.address);
		before = block;
	}
	CU_ASSERT_EQUAL(recorded_spans(recorded)->count, n);
}

static void steps_are_reached_again(void)
{
	static uint64_t digests[STEPS + 1];
	struct recorded *recorded = recorded_create(RECORDED_ENTRIES);

	digests[0] = digest(recorded);
	for (size_t i = 1; i <= STEPS; i++) {
		struct trace_operation operation = any_operation();

		recorded_add(recorded, &operation);
		digests[i] = digest(recorded);
		if (i % 500 == 0)
			check_spans(recorded);
	}
	CU_ASSERT_EQUAL(recorded_end(recorded), STEPS);
	CU_ASSERT(recorded_odd(recorded).unknown > 0);
	CU_ASSERT(recorded_odd(recorded).lost > 0);
	CU_ASSERT(recorded_odd(recorded).wrong > 0);
	for (size_t i = 0; i < 60; i++) {
		size_t step = i == 7 ? 0 : roll(STEPS + 1);

		recorded_go(recorded, step);
		CU_ASSERT_EQUAL(recorded_step(recorded), step);
		CU_ASSERT_EQUAL(digest(recorded), digests[step]);
	}
	for (size_t i = 0; i < 300; i++) {
		size_t at = recorded_step(recorded), step = at > 150 ? at - roll(3) : at + roll(5);

		recorded_go(recorded, step);
		CU_ASSERT_EQUAL(digest(recorded), digests[step]);
	}
	recorded_free(recorded);
}

/* Of few bytes the oldest steps are forgotten, and those that are kept stay right. */
static void the_oldest_are_forgotten(void)
{
	static uint64_t digests[5 * STEPS + 1];
	struct recorded *recorded = recorded_create(100000);
	uint64_t first;

	for (size_t i = 1; i <= 5 * STEPS; i++) {
		struct trace_operation operation = any_operation();

		recorded_add(recorded, &operation);
		digests[i] = digest(recorded);
	}
	first = recorded_first(recorded);
	CU_ASSERT(first > 0 && first < recorded_end(recorded) - ENTRIES_PAGE);
	recorded_go(recorded, 0);
	CU_ASSERT_EQUAL(recorded_step(recorded), first);
	CU_ASSERT_EQUAL(digest(recorded), digests[first]);
	recorded_go(recorded, 5 * STEPS - 100);
	CU_ASSERT_EQUAL(digest(recorded), digests[5 * STEPS - 100]);
	CU_ASSERT(recorded_bytes(recorded) < 4 << 20);
	recorded_free(recorded);
}

/* Going far begins at an image. */
static void images_are_the_same(void)
{
	enum { MANY = 20 * RECORDED_IMAGES_APART, EACH = 4096 };
	static uint64_t digests[MANY / EACH + 1];
	struct recorded *recorded = recorded_create(RECORDED_ENTRIES);

	for (size_t i = 0; i < MANY; i++) {
		struct trace_operation operation = any_operation();

		if (i % EACH == 0)
			digests[i / EACH] = digest(recorded);
		recorded_add(recorded, &operation);
	}
	for (size_t i = 0; i < 40; i++) {
		size_t page = roll(MANY / EACH);

		recorded_go(recorded, page * EACH);
		CU_ASSERT_EQUAL(recorded_step(recorded), page * EACH);
		CU_ASSERT_EQUAL(digest(recorded), digests[page]);
	}
	recorded_free(recorded);
}

/* Operations are added while another step is looked at, which may be forgotten meanwhile. */
static void one_may_look_while_others_are_added(void)
{
	static uint64_t digests[5 * STEPS + 1];
	struct recorded *recorded = recorded_create(100000);

	digests[0] = digest(recorded);
	for (size_t i = 1; i <= 5 * STEPS; i++) {
		struct trace_operation operation = any_operation();
		size_t step = recorded_step(recorded), end = i - 1;

		if (roll(40) == 0) {
			recorded_go(recorded, roll(3) ? end : end - roll(end < 500 ? i : 500));
			step = recorded_step(recorded);
			CU_ASSERT_EQUAL(digest(recorded), digests[step]);
		}
		if (roll(40) == 0)
			recorded_hold(recorded);
		recorded_add(recorded, &operation);
		CU_ASSERT(recorded_step(recorded) == step || (step == end
		                                              && recorded_step(recorded) == i));
		CU_ASSERT_EQUAL(recorded_end(recorded), i);
		if (recorded_step(recorded) != i) {
			CU_ASSERT_EQUAL(digest(recorded), digests[step]);
			recorded_go(recorded, i);
		}
		digests[i] = digest(recorded);
		if (roll(2))
			recorded_go(recorded, step);
	}
	recorded_go(recorded, 5 * STEPS - 9);
	recorded_hold(recorded);
	for (size_t i = 0; i < 2 * STEPS; i++) {
		struct trace_operation operation = any_operation();

		recorded_add(recorded, &operation);
	}
	CU_ASSERT_EQUAL(digest(recorded), digests[5 * STEPS - 9]);
	recorded_go(recorded, 5 * STEPS - 10); /* forgotten */
	CU_ASSERT_EQUAL(recorded_step(recorded), recorded_first(recorded));
	check_spans(recorded);
	recorded_free(recorded);
}

/* --------------------------------------------------------------------------- odd */

static void add(struct recorded *recorded, enum trace_kind kind, uint64_t block, uint64_t old,
                uint64_t size)
{
	struct trace_operation operation = { .kind = kind, .block = block, .old = old,
		                             .size = size, .count = 1, .thread = 1 };

	recorded_add(recorded, &operation);
}

static void odd_records_are_counted(void)
{
	struct recorded *recorded = recorded_create(RECORDED_ENTRIES);
	struct recorded_told told;
	char glyphs[16] = "";
	uint64_t blocks;

	CU_ASSERT_FALSE(recorded_told(recorded, &told));
	add(recorded, TRACE_MALLOC, 0x1000, 0, 100);
	add(recorded, TRACE_MALLOC, 0x1040, 0, 10); /* inside it */
	CU_ASSERT_EQUAL(recorded_odd(recorded).lost, 1);
	CU_ASSERT(recorded_told(recorded, &told));
	CU_ASSERT(told.has_added && told.has_removed);
	CU_ASSERT_EQUAL(told.removed.address, 0x1000);
	add(recorded, TRACE_FREE, 0, 0x1000, 0);
	CU_ASSERT_EQUAL(recorded_odd(recorded).unknown, 1);
	add(recorded, TRACE_REALLOC, 0x2000, 0x1040, 20);
	CU_ASSERT(recorded_told(recorded, &told));
	CU_ASSERT(told.has_added && told.has_removed && told.thread == 1);
	add(recorded, TRACE_MALLOC, 0x3000, 0, 0); /* one of no bytes has its address */
	add(recorded, TRACE_MALLOC, 0x3000, 0, 0);
	CU_ASSERT_EQUAL(recorded_odd(recorded).lost, 2);
	add(recorded, TRACE_MALLOC, UINT64_MAX - 15, 0, 100);
	CU_ASSERT_EQUAL(recorded_odd(recorded).wrong, 1);
	add(recorded, TRACE_MALLOC, 0, 0, 100);
	CU_ASSERT_EQUAL(recorded_odd(recorded).refused, 1);
	add(recorded, TRACE_REALLOC, 0, 0x2000, 0);
	add(recorded, TRACE_THREAD_DONE, 0, 0, 0);
	CU_ASSERT_EQUAL(recorded_blocks(recorded)->count, 1);
	CU_ASSERT_EQUAL(recorded_peak(recorded, &blocks), 100);
	CU_ASSERT_EQUAL(blocks, 2);
	CU_ASSERT_EQUAL(recorded_glyphs(recorded, 1, sizeof glyphs - 1, glyphs), 10);
	CU_ASSERT_STRING_EQUAL(glyphs, "++!~++!+~-");
	recorded_free(recorded);
}

CU_TestInfo recorded_tests[] = {
	{ "blocks are in order", blocks_are_in_order },
	{ "steps are reached again", steps_are_reached_again },
	{ "the oldest steps are forgotten", the_oldest_are_forgotten },
	{ "images are the same", images_are_the_same },
	{ "one may look while others are added", one_may_look_while_others_are_added },
	{ "odd records are counted", odd_records_are_counted },
	CU_TEST_INFO_NULL
};
