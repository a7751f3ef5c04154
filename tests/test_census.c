/* SPDX-License-Identifier: MIT
 *
 * test_census.c - what is counted of a recorded program, beside the same counted plainly: lists
 * that are gone through from one end to the other.
 */
#include "census.h"

#include "chance.h"
#include "panorama.h"
#include "recorded.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { OPERATIONS = 4000, ADDRESSES = 200, SITES = 7 };

/* ------------------------------------------------------------------ counted plainly */

struct plain_block {
	uint64_t address, size, site, born;
};

struct plain {
	struct plain_block block[ADDRESSES + 1];
	size_t count;
	uint64_t given, given_bytes, ended, refused, lost, unknown, peak, peak_at;
	uint64_t site_count[SITES], site_bytes[SITES], size_count[8192], life[OPERATIONS + 1];
	uint64_t at[OPERATIONS + 1]; /* bytes that are live after so many operations */
};

static uint64_t sum(const struct plain *plain)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < plain->count; i++)
		bytes += plain->block[i].size;
	return bytes;
}

static struct plain_block *find(struct plain *plain, uint64_t address)
{
	for (size_t i = 0; i < plain->count; i++)
		if (plain->block[i].address == address)
			return &plain->block[i];
	return NULL;
}

static void drop(struct plain *plain, struct plain_block *block)
{
	*block = plain->block[--plain->count];
}

static void end_plainly(struct plain *plain, struct plain_block *block, uint64_t now)
{
	plain->ended++;
	plain->life[now - block->born]++;
	drop(plain, block);
}

static void give(struct plain *plain, const struct trace_operation *operation, uint64_t born,
                 uint64_t now)
{
	struct plain_block *old = find(plain, operation->block);
	uint64_t size = operation->size * (operation->kind == TRACE_CALLOC ? operation->count : 1);

	if (old) {
		plain->lost++;
		end_plainly(plain, old, now);
	}
	plain->given++;
	plain->given_bytes += size;
	plain->size_count[size]++;
	plain->site_count[operation->caller]++;
	plain->site_bytes[operation->caller] += size;
	plain->block[plain->count++] = (struct plain_block){ operation->block, size,
		                                             operation->caller, born };
}

static void count_plainly(struct plain *plain, const struct trace_operation *operation,
                          uint64_t now)
{
	struct plain_block *old = find(plain, operation->old);
	uint64_t born = now;
	int frees = operation->kind == TRACE_FREE
	            || (operation->kind == TRACE_REALLOC && !operation->block
	                && !operation->size);

	if (frees && old)
		end_plainly(plain, old, now);
	else if (frees)
		plain->unknown += operation->old != 0;
	else if (!operation->block)
		plain->refused++;
	else {
		if (operation->kind == TRACE_REALLOC && old) {
			born = old->born;
			drop(plain, old);
		} else if (operation->kind == TRACE_REALLOC) {
			plain->unknown += operation->old != 0;
		}
		give(plain, operation, born, now);
	}
	plain->at[now] = sum(plain);
	if (plain->at[now] > plain->peak) {
		plain->peak = plain->at[now];
		plain->peak_at = now;
	}
}

/* ---------------------------------------------------------------------- by chance */

static uint64_t any_address(void)
{
	return below(10) ? 0x100000 + below(ADDRESSES) * 8192 : 0;
}

static struct trace_operation any_operation(void)
{
	struct trace_operation operation = { .kind = (enum trace_kind)below(TRACE_FREE + 1),
		                             .caller = below(SITES), .thread = 1 + below(3) };

	operation.size = below(3) ? 1 + below(100) : below(8000);
	if (operation.kind == TRACE_CALLOC) {
		operation.count = 1 + below(4);
		operation.size /= operation.count;
	}
	if (operation.kind != TRACE_FREE)
		operation.block = any_address();
	if (operation.kind >= TRACE_REALLOC)
		operation.old = any_address();
	if (operation.kind == TRACE_REALLOC && !operation.block && below(2))
		operation.size = 0;
	return operation;
}

static void same_rows(const struct census *census, const struct plain *plain)
{
	uint64_t end = 1, size = 0, life = 0;

	for (unsigned power = 0; power < 13; power++, end *= 2) {
		uint64_t sizes = 0, lives = 0;

		for (; size <= end && size < 8192; size++)
			sizes += plain->size_count[size];
		for (; life <= end && life <= OPERATIONS; life++)
			lives += plain->life[life];
		CU_ASSERT_EQUAL(census->size[power].count, sizes);
		CU_ASSERT_EQUAL(census->life[power].count, lives);
	}
}

static void same_sites(struct census *census, const struct plain *plain)
{
	for (size_t site = 0; site < SITES; site++) {
		const struct tallied *tallied = tally_of(&census->sites, site);
		uint64_t live = 0, bytes = 0;

		for (size_t i = 0; i < plain->count; i++) {
			live += plain->block[i].site == site;
			bytes += plain->block[i].site == site ? plain->block[i].size : 0;
		}
		CU_ASSERT_EQUAL(tallied->count, plain->site_count[site]);
		CU_ASSERT_EQUAL(tallied->bytes, plain->site_bytes[site]);
		CU_ASSERT_EQUAL(tallied->live, live);
		CU_ASSERT_EQUAL(tallied->live_bytes, bytes);
	}
}

static void same_strip(const struct strip *strip, const uint64_t *at)
{
	CU_ASSERT_EQUAL(strip->steps, OPERATIONS);
	for (size_t i = 0; i < strip_count(strip); i++) {
		uint64_t most = 0;

		for (size_t k = i * strip->stride + 1;
		     k <= (i + 1) * strip->stride && k <= OPERATIONS; k++)
			most = at[k] > most ? at[k] : most;
		CU_ASSERT_EQUAL(strip->value[i], most);
	}
}

static void counts_as_who_counts_plainly(void)
{
	struct plain *plain = calloc(1, sizeof *plain);
	struct census census;

	CU_ASSERT_PTR_NOT_NULL_FATAL(plain);
	chance(test_seed());
	census_start(&census);
	for (uint64_t now = 1; now <= OPERATIONS; now++) {
		struct trace_operation operation = any_operation();

		census_add(&census, &operation);
		count_plainly(plain, &operation, now);
	}
	CU_ASSERT_EQUAL(census.operations, OPERATIONS);
	CU_ASSERT_EQUAL(census.given, plain->given);
	CU_ASSERT_EQUAL(census.given_bytes, plain->given_bytes);
	CU_ASSERT_EQUAL(census.ended, plain->ended);
	CU_ASSERT_EQUAL(census.refused, plain->refused);
	CU_ASSERT_EQUAL(census.lost, plain->lost);
	CU_ASSERT_EQUAL(census.unknown, plain->unknown);
	CU_ASSERT_EQUAL(census.live, plain->count);
	CU_ASSERT_EQUAL(census.live_bytes, sum(plain));
	CU_ASSERT_EQUAL(census.peak_bytes, plain->peak);
	CU_ASSERT_EQUAL(census.peak_at, plain->peak_at);
	CU_ASSERT_EQUAL(census.threads.count, 3);
	same_rows(&census, plain);
	same_sites(&census, plain);
	same_strip(&census.bytes, plain->at);
	census_free(&census);
	free(plain);
}

/* -------------------------------------------------------------------------- tables */

static uint64_t by_count(const struct tallied *tallied)
{
	return tallied->count;
}

static void the_heaviest_come_first(void)
{
	struct tally tally = { .most = 1000 };
	struct tallied top[4];

	for (uint64_t key = 0; key < 2000; key++)
		tally_of(&tally, key * 4096)->count += key % 500;
	CU_ASSERT_EQUAL(tally.count, 1000);
	CU_ASSERT_EQUAL(tally.rest.count, 2 * (499 * 500 / 2));
	CU_ASSERT_EQUAL(tally_top(&tally, by_count, top, 4), 4);
	CU_ASSERT_EQUAL(top[0].key, 499 * 4096);
	CU_ASSERT_EQUAL(top[1].key, 999 * 4096);
	CU_ASSERT_EQUAL(top[2].key, 498 * 4096);
	CU_ASSERT_EQUAL(top[3].count, 498);
	tally_free(&tally);
	CU_ASSERT_EQUAL(tally_top(&tally, by_count, top, 4), 0);
}

static void times_have_their_rows(void)
{
	static const struct {
		uint64_t time;
		unsigned row;
	} cases[] = { { 999, 0 }, { 1000, 1 }, { 9999, 1 }, { 10000, 2 }, { 999999, 3 },
		      { 1000000, 4 }, { 9999999999u, 7 }, { 10000000000u, 8 },
		      { UINT64_MAX / 2, 8 } };

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct census census;

		census_start(&census);
		census_add(&census, &(struct trace_operation){ .kind = TRACE_MALLOC,
		                                               .block = 4096, .size = 5,
		                                               .time = 7 });
		census_add(&census, &(struct trace_operation){ .kind = TRACE_FREE, .old = 4096,
		                                               .time = 7 + cases[i].time });
		CU_ASSERT_EQUAL(census.age[cases[i].row].count, 1);
		CU_ASSERT_EQUAL(census.age[cases[i].row].bytes, 5);
		census_free(&census);
	}
}

/* ---------------------------------------------------------------------------- maps */

/* Each cell, by a look at each block. */
static void same_cells(const struct panorama_moment *moment, const struct recorded *recorded)
{
	const struct blocks *blocks = recorded_blocks(recorded);
	uint64_t all = 0;

	for (size_t i = 0; i < moment->cells; i++) {
		uint64_t from = moment->cell[i].at << moment->shift, bytes = 0;
		uint64_t end = from + ((uint64_t)1 << moment->shift);
		struct block block;

		for (size_t k = 0; k < blocks->count; k++) {
			blocks_at(blocks, k, &block);
			uint64_t first = block.address > from ? block.address : from;
			uint64_t last = block.address + block.size;

			last = last < end ? last : end;
			bytes += last > first ? last - first : 0;
		}
		CU_ASSERT_EQUAL(moment->cell[i].bytes, bytes);
		all += bytes;
	}
	CU_ASSERT_EQUAL(all, blocks->bytes);
}

/* Those that were widened too. */
static void same_bytes(const struct panorama *map)
{
	for (size_t i = 0; i < map->count; i++) {
		uint64_t bytes = 0;

		for (size_t k = 0; k < map->moment[i].cells; k++)
			bytes += map->moment[i].cell[k].bytes;
		CU_ASSERT_EQUAL(bytes, map->moment[i].bytes);
	}
}

static void a_map_holds_every_byte(void)
{
	struct recorded *recorded = recorded_create(1 << 20);
	struct panorama *map = calloc(1, sizeof *map);
	size_t taken = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(map);
	chance(test_seed());
	panorama_plan(map, 1000, 700);
	CU_ASSERT_EQUAL_FATAL(map->count, 5);
	for (uint64_t step = 1; step <= 1000; step++) {
		struct trace_operation operation = any_operation();

		if (operation.block && below(9) == 0)
			operation.block += (uint64_t)1 << 46; /* far away */
		recorded_add(recorded, &operation);
		if (step != map->moment[taken].step)
			continue;
		panorama_take(&map->moment[taken], recorded_blocks(recorded),
		              recorded_spans(recorded));
		CU_ASSERT(map->moment[taken].cells <= PANORAMA_CELLS);
		same_cells(&map->moment[taken++], recorded);
	}
	panorama_end(map);
	CU_ASSERT_EQUAL(map->moment[0].shift, map->moment[4].shift);
	same_bytes(map);
	same_cells(&map->moment[4], recorded);
	CU_ASSERT_EQUAL(map->moment[4].stretches, recorded_spans(recorded)->count);
	free(map);
	recorded_free(recorded);
}

static void moments_that_are_one_have_one_map(void)
{
	static struct panorama map;

	panorama_plan(&map, 0, 0);
	CU_ASSERT_EQUAL(map.count, 0);
	panorama_plan(&map, 1, 1);
	CU_ASSERT_EQUAL_FATAL(map.count, 1);
	CU_ASSERT_STRING_EQUAL(map.moment[0].when, "start, peak, end");
	panorama_plan(&map, 400, 100);
	CU_ASSERT_EQUAL_FATAL(map.count, 4);
	CU_ASSERT_STRING_EQUAL(map.moment[1].when, "a quarter, peak");
	CU_ASSERT_EQUAL(map.moment[2].step, 200);
}

CU_TestInfo census_tests[] = {
	{ "counts as who counts plainly", counts_as_who_counts_plainly },
	{ "the heaviest come first", the_heaviest_come_first },
	{ "times have their rows", times_have_their_rows },
	{ "a map holds every byte", a_map_holds_every_byte },
	{ "moments that are one have one map", moments_that_are_one_have_one_map },
	CU_TEST_INFO_NULL,
};
