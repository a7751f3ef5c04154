/* SPDX-License-Identifier: MIT
 *
 * census.c - what a recorded program asked of its heap, counted.
 *
 * Invariant: census->table holds the blocks that are live, each with the number of its entry
 * in census->block; all other entries are in census->spare.
 */
#include "census.h"

#include "memory.h"

#include <stdlib.h>

void census_start(struct census *census)
{
	*census = (struct census){ .lowest = UINT64_MAX,
		                   .sizes.most = CENSUS_SIZES,
		                   .sites.most = CENSUS_SITES,
		                   .threads.most = CENSUS_THREADS };
}

void census_free(struct census *census)
{
	tally_free(&census->sizes);
	tally_free(&census->sites);
	tally_free(&census->threads);
	live_free(&census->table);
	free(census->block);
	free(census->spare);
}

/* -------------------------------------------------------------------------- rows */

/* 0: 0 and 1; 1: 2; 2: 3 and 4; 3: 5 to 8 ... */
static unsigned power_of(uint64_t number)
{
	return number <= 1 ? 0 : 64 - (unsigned)__builtin_clzll(number - 1);
}

static unsigned age_of(uint64_t nanoseconds)
{
	uint64_t microseconds = nanoseconds / 1000, end = 1;
	unsigned row = 0;

	while (row + 1 < CENSUS_TIMES && microseconds >= end) {
		end *= 10;
		row++;
	}
	return row;
}

static void count(struct census_row *row, uint64_t bytes)
{
	row->count++;
	row->bytes += bytes;
}

/* ------------------------------------------------------------------------ blocks */

static size_t new_entry(struct census *census)
{
	if (census->spares)
		return census->spare[--census->spares];
	census->block = memory_room(census->block, census->blocks_made, 1, &census->blocks_space,
	                            sizeof *census->block);
	return census->blocks_made++;
}

static void drop_entry(struct census *census, struct live_block *live)
{
	census->spare = memory_room(census->spare, census->spares, 1, &census->spare_space,
	                            sizeof *census->spare);
	census->spare[census->spares++] = live->ordinal;
	live_remove(&census->table, live);
}

/* It is live no more under this number; its lifetime may go on under another. */
static struct census_block take_away(struct census *census, struct live_block *live)
{
	struct census_block block = census->block[live->ordinal];
	struct tallied *site = tally_of(&census->sites, block.site);

	site->live--;
	site->live_bytes -= block.size;
	census->live--;
	census->live_bytes -= block.size;
	drop_entry(census, live);
	return block;
}

static void end_block(struct census *census, struct live_block *live, uint64_t time)
{
	struct census_block block = take_away(census, live);
	uint64_t age = time > block.born_time ? time - block.born_time : 0;

	census->ended++;
	count(&census->life[power_of(census->operations - block.born)], block.size);
	if (time)
		count(&census->age[age_of(age)], block.size);
}

static void end_lost(struct census *census, uint64_t address, uint64_t time)
{
	struct live_block *lost = live_find(&census->table, address);

	if (!lost)
		return;
	census->lost++;
	end_block(census, lost, time);
}

static void put(struct census *census, uint64_t address, struct census_block block)
{
	struct tallied *site;
	size_t entry;

	entry = new_entry(census);
	census->block[entry] = block;
	live_put(&census->table, (struct live_block){ address, census, entry });
	site = tally_of(&census->sites, block.site);
	site->live++;
	site->live_bytes += block.size;
	census->live++;
	census->live_bytes += block.size;
}

static void count_request(struct census *census, const struct trace_operation *operation)
{
	uint64_t size = trace_wanted(operation);
	struct tallied *site = tally_of(&census->sites, operation->caller);
	struct tallied *same = tally_of(&census->sizes, size);

	census->given++;
	census->given_bytes += size;
	census->sited += operation->caller != 0;
	site->count++;
	site->bytes += size;
	same->count++;
	same->bytes += size;
	count(&census->size[power_of(size)], size);
	if (operation->block < census->lowest)
		census->lowest = operation->block;
}

/* -------------------------------------------------------------------- operations */

static void add_allocation(struct census *census, const struct trace_operation *operation)
{
	if (operation->block == 0) {
		census->refused++;
		return;
	}
	end_lost(census, operation->block, operation->time);
	count_request(census, operation);
	put(census, operation->block,
	    (struct census_block){ trace_wanted(operation), operation->caller,
	                           census->operations, operation->time });
}

static void add_free(struct census *census, const struct trace_operation *operation)
{
	struct live_block *live = live_find(&census->table, operation->old);

	if (live)
		end_block(census, live, operation->time);
	else
		census->unknown += operation->old != 0;
}

static void add_realloc(struct census *census, const struct trace_operation *operation)
{
	struct live_block *live = operation->old ? live_find(&census->table, operation->old)
	                                         : NULL;
	struct census_block block;

	if (operation->block == 0) {
		if (operation->size == 0)
			add_free(census, operation);
		else
			census->refused++;
		return;
	}
	if (!live) {
		census->unknown += operation->old != 0;
		add_allocation(census, operation);
		return;
	}
	block = take_away(census, live);
	end_lost(census, operation->block, operation->time);
	count_request(census, operation);
	block.size = operation->size;
	block.site = operation->caller;
	put(census, operation->block, block);
}

static void add_nothing(struct census *census, const struct trace_operation *operation)
{
	(void)census;
	(void)operation;
}

void census_add(struct census *census, const struct trace_operation *operation)
{
	static void (*const adds[TRACE_KINDS])(struct census *,
	                                       const struct trace_operation *) = {
		[TRACE_MALLOC] = add_allocation,  [TRACE_CALLOC] = add_allocation,
		[TRACE_ALIGNED] = add_allocation, [TRACE_REALLOC] = add_realloc,
		[TRACE_FREE] = add_free,          [TRACE_THREAD_DONE] = add_nothing,
	};

	census->operations++;
	census->kind[operation->kind]++;
	tally_of(&census->threads, operation->thread)->count++;
	if (operation->time > census->time)
		census->time = operation->time;
	adds[operation->kind](census, operation);
	if (census->live_bytes > census->peak_bytes) {
		census->peak_bytes = census->live_bytes;
		census->peak_at = census->operations;
	}
	if (census->live > census->peak_live)
		census->peak_live = census->live;
	strip_add(&census->bytes, census->live_bytes);
	strip_add(&census->blocks, census->live);
	strip_add(&census->times, census->time);
}
