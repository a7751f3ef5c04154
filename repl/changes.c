/* SPDX-License-Identifier: MIT
 *
 * changes.c - which chunks one operation changed.
 *
 * Invariant: the chunks of before do not overlap, and none lies in a section that was
 * mapped by the operation itself: each was there when the operation began.
 */
#include "changes.h"

void changes_clear(struct changes *changes)
{
	changes->count = changes->more = changes->mapped_count = changes->unmapped_count = 0;
	changes->cache_count = 0;
}

static int is_known(const struct changes *changes, const struct change_chunk *new)
{
	for (size_t i = 0; i < changes->mapped_count; i++)
		if (changes->mapped[i].id == new->section && !new->small)
			return 1;
	for (size_t i = 0; i < changes->count; i++) {
		const struct change_chunk *chunk = &changes->before[i];

		if (chunk->section == new->section && chunk->small == new->small
		    && new->offset < chunk->offset + chunk->size
		    && chunk->offset < new->offset + new->size)
			return 1;
	}
	return 0;
}

static void add(struct changes *changes, const struct change_chunk *new)
{
	if (is_known(changes, new))
		return;
	if (changes->count == CHANGES_MOST) {
		changes->more++;
		return;
	}
	changes->before[changes->count++] = *new;
}

static void add_sections(struct changes *changes, const my_heap_event *event)
{
	if (event->step == MY_HEAP_SECTION_MAPPED && changes->mapped_count < CHANGES_SECTIONS) {
		changes->mapped[changes->mapped_count].id = event->section;
		changes->mapped[changes->mapped_count++].size = event->size;
	}
	if (event->step == MY_HEAP_SECTION_UNMAPPED
	    && changes->unmapped_count < CHANGES_SECTIONS) {
		changes->unmapped[changes->unmapped_count].id = event->section;
		changes->unmapped[changes->unmapped_count++].size = event->size;
	}
}

static struct change_cache *cache_of(struct changes *changes, size_t thread, size_t class)
{
	struct change_cache *cache = changes->cache;

	for (size_t i = 0; i < changes->cache_count; i++, cache++)
		if (cache->thread == thread && cache->class == class)
			return cache;
	if (changes->cache_count == CHANGES_CACHES)
		return NULL;
	changes->cache_count++;
	*cache = (struct change_cache){ .thread = thread, .class = class };
	return cache;
}

/* Now it holds so many, and before this step held so many more (or fewer, modulo 2^64). */
static void count_cache(struct changes *changes, const my_heap_event *event, size_t more)
{
	struct change_cache *cache = cache_of(changes, event->unit, event->bucket);

	if (!cache)
		return;
	if (!cache->counted)
		cache->before = event->rest + more + cache->left;
	cache->counted = 1;
	cache->after = event->rest;
}

static void add_caches(struct changes *changes, const my_heap_event *event)
{
	struct change_cache *cache = NULL;

	if (event->step == MY_HEAP_CACHE_TAKEN)
		count_cache(changes, event, 1);
	if (event->step == MY_HEAP_CACHE_PUT)
		count_cache(changes, event, (size_t)-1);
	if (event->step == MY_HEAP_CACHE_EMPTY || event->step == MY_HEAP_CACHE_FULL)
		cache = cache_of(changes, event->unit, event->bucket);
	if (cache && event->step == MY_HEAP_CACHE_EMPTY)
		cache->counted = 1;
	if (cache && event->step == MY_HEAP_CACHE_FULL)
		cache->left = event->need;
	/* The depot: what came and went; how many it holds is asked at the end. */
	if ((event->step == MY_HEAP_CACHE_FULL && event->rest)
	    || event->step == MY_HEAP_DEPOT_TAKEN)
		cache = cache_of(changes, 0, event->bucket);
	else
		return;
	if (cache)
		cache->left += event->step == MY_HEAP_DEPOT_TAKEN ? event->rest : -event->rest;
}

/* Which events show a chunk as it was, and whether it was free. */
static const struct {
	int own, own_free, other; /* the chunk at the event's place; its free neighbour */
} shows[MY_HEAP_STEP_COUNT] = {
	[MY_HEAP_LOOK_TAKE] = { 1, 1, 0 },    [MY_HEAP_CHOSEN] = { 1, 1, 0 },
	[MY_HEAP_FOUND] = { 1, 0, 0 },        [MY_HEAP_FREED] = { 1, 0, 0 },
	[MY_HEAP_MERGED_RIGHT] = { 1, 1, 1 }, [MY_HEAP_MERGED_LEFT] = { 1, 1, 1 },
	[MY_HEAP_GROWN] = { 1, 0, 1 },        [MY_HEAP_CACHE_TAKEN] = { 1, 2, 0 },
	[MY_HEAP_CACHE_PUT] = { 1, 0, 0 },    [MY_HEAP_SPAN_EMPTY] = { 1, 0, 0 },
	[MY_HEAP_SHRUNK] = { 1, 0, 0 },       [MY_HEAP_RELEASED_LATE] = { 1, 2, 0 },
};

enum { SMALL_MOST = 16384 }; /* larger chunks lie in no span */

static int is_small(const struct changes *changes, const my_heap_event *event)
{
	return changes->is_fast && event->size <= SMALL_MOST
	       && (event->step == MY_HEAP_CACHE_TAKEN || event->step == MY_HEAP_CACHE_PUT
	           || event->step == MY_HEAP_SHRUNK);
}

void changes_add(struct changes *changes, const my_heap_event *event)
{
	int is_free = event->step == MY_HEAP_FOUND ? event->other != 0
	                                           : shows[event->step].own_free;

	add_sections(changes, event);
	add_caches(changes, event);
	if (shows[event->step].own)
		add(changes, &(struct change_chunk){ event->section, event->offset, event->size,
		                                     is_free, is_small(changes, event),
		                                     event->step == MY_HEAP_SPAN_EMPTY, 0 });
	if (shows[event->step].other)
		add(changes, &(struct change_chunk){ event->section, event->other, event->rest, 1,
		                                     0, 0, 0 });
}
