/* SPDX-License-Identifier: MIT
 *
 * panorama.c - how full the addresses of a heap were at some moments.
 */
#include "panorama.h"

#include <stdio.h>
#include <string.h>

enum { SHIFT_LEAST = 6 };

/* -------------------------------------------------------------------------- moments */

static void plan_one(struct panorama *panorama, const char *when, uint64_t step)
{
	size_t at = panorama->count;

	for (size_t i = 0; i < panorama->count; i++)
		if (panorama->moment[i].step == step) {
			char *names = panorama->moment[i].when;
			size_t used = strlen(names);

			snprintf(names + used, PANORAMA_WHEN - used, ", %s", when);
			return;
		}
	for (; at > 0 && panorama->moment[at - 1].step > step; at--)
		panorama->moment[at] = panorama->moment[at - 1];
	panorama->moment[at] = (struct panorama_moment){ .step = step };
	snprintf(panorama->moment[at].when, PANORAMA_WHEN, "%s", when);
	panorama->count++;
}

/* Before the first operation there is nothing to be seen: the start is its first hundredth. */
void panorama_plan(struct panorama *panorama, uint64_t operations, uint64_t peak)
{
	panorama->count = 0;
	if (operations == 0)
		return;
	plan_one(panorama, "start", operations < 100 ? 1 : operations / 100);
	if (operations >= 4)
		plan_one(panorama, "a quarter", operations / 4);
	if (operations >= 2)
		plan_one(panorama, "half", operations / 2);
	if (peak)
		plan_one(panorama, "peak", peak);
	plan_one(panorama, "end", operations);
}

/* ---------------------------------------------------------------------------- cells */

struct walk {
	struct panorama_moment *moment;
	const struct blocks *blocks;
	unsigned shift;
	size_t cells;
	uint64_t next; /* the cell behind the last; 0: none yet */
	int full;
};

/* 0, to go on. */
static int count_span(void *user, const struct block *span)
{
	struct walk *walk = user;
	uint64_t first = span->address >> walk->shift;
	uint64_t last = (span->address + span->size - 1) >> walk->shift;

	if (walk->next && first < walk->next)
		first = walk->next;
	if (last + 1 > first) {
		walk->full |= last + 1 - first > PANORAMA_CELLS;
		walk->cells += walk->full ? 0 : (size_t)(last + 1 - first);
		walk->next = last + 1;
	}
	return walk->full || walk->cells > PANORAMA_CELLS;
}

static int take_span(void *user, const struct block *span)
{
	struct walk *walk = user;
	uint64_t at = span->address >> walk->shift;
	uint64_t last = (span->address + span->size - 1) >> walk->shift;

	walk->moment->reach += span->size;
	if (walk->next && at < walk->next)
		at = walk->next;
	for (; at <= last; at++) {
		uint64_t end = (at + 1) << walk->shift; /* 0: that of all addresses */
		uint64_t bytes = blocks_bytes_below(walk->blocks, end ? end : UINT64_MAX)
		                 - blocks_bytes_below(walk->blocks, at << walk->shift);

		walk->moment->cell[walk->moment->cells++] = (struct panorama_cell){ at, bytes };
	}
	walk->next = last + 1;
	return 0;
}

static int fits(const struct blocks *spans, unsigned shift)
{
	struct walk walk = { .shift = shift };

	return blocks_walk(spans, count_span, &walk) == 0 && walk.cells <= PANORAMA_CELLS;
}

void panorama_take(struct panorama_moment *moment, const struct blocks *blocks,
                   const struct blocks *spans)
{
	struct walk walk = { .moment = moment, .blocks = blocks, .shift = SHIFT_LEAST };

	while (!fits(spans, walk.shift))
		walk.shift++;
	moment->shift = walk.shift;
	moment->bytes = blocks->bytes;
	moment->blocks = blocks->count;
	blocks_walk(spans, take_span, &walk);
}

static void widen(struct panorama_moment *moment)
{
	size_t count = 0;

	for (size_t i = 0; i < moment->cells; i++) {
		struct panorama_cell cell = moment->cell[i];

		cell.at >>= 1;
		if (count && moment->cell[count - 1].at == cell.at)
			moment->cell[count - 1].bytes += cell.bytes;
		else
			moment->cell[count++] = cell;
	}
	moment->cells = count;
	moment->shift++;
}

void panorama_end(struct panorama *panorama)
{
	unsigned shift = 0;

	for (size_t i = 0; i < panorama->count; i++)
		if (panorama->moment[i].shift > shift)
			shift = panorama->moment[i].shift;
	for (size_t i = 0; i < panorama->count; i++) {
		struct panorama_moment *moment = &panorama->moment[i];

		while (moment->shift < shift)
			widen(moment);
		moment->stretches = 0;
		for (size_t k = 0; k < moment->cells; k++)
			moment->stretches += k == 0
			                     || moment->cell[k].at != moment->cell[k - 1].at + 1;
	}
}
