/* SPDX-License-Identifier: MIT */
#include "cache.h"

#include "fast.h"

#include <string.h>

size_t cache_most(unsigned class)
{
	size_t most = class ? CACHE_BYTES / class_size(class) : 0;

	most = most < CACHE_MOST ? most : CACHE_MOST;
	return most > 0 || !class ? most : 1;
}

/* Where a stack goes when it outgrows its first room: behind those of the classes below. */
static size_t grown_at(unsigned class)
{
	size_t at = 0;

	for (unsigned i = 1; i < class; i++)
		at += 1 + cache_most(i);
	return at;
}

size_t cache_size(void)
{
	return (sizeof(struct cache) + grown_at(CLASSES) * sizeof(void *) + 4095) / 4096 * 4096;
}

void cache_open(struct cache *cache, struct my_heap *heap)
{
	cache->first = (uintptr_t)heap->space.start / UNIT;
	cache->units = heap->space.size / UNIT;
	cache->bytes = (unsigned char *)((uintptr_t)heap->space.bytes - cache->first);
	cache->heap = heap;
	for (unsigned i = 0; i < CACHE_STACKS; i++)
		cache->low[i] = cache->top[i] = cache->end[i] = cache->small[i] + 1;
}

static int is_large(unsigned class)
{
	return class > CLASS_IN_SPANS;
}

static size_t first_room(unsigned class)
{
	return is_large(class) ? 1 : CACHE_FIRST;
}

/* Caches should be small beside what the heap has in use. */
static int is_too_much(const struct cache *cache, unsigned class, size_t bytes)
{
	size_t used = __atomic_load_n(&cache->heap->counts.used, __ATOMIC_RELAXED);
	size_t most = is_large(class) ? CACHE_LARGE : CACHE_ALL;

	return cache->room[is_large(class)] + bytes > most + used / CACHE_SHARE;
}

/* A stack may always have its first room, and a few bytes. */
static int may_have(const struct cache *cache, unsigned class, size_t room, size_t more)
{
	size_t size = class_size(class);

	return room == 0 || more * size <= CACHE_FREE ||
	       !is_too_much(cache, class, (more - room) * size);
}

static void set_room(struct cache *cache, unsigned class, size_t room)
{
	cache->room[is_large(class)] += (room - cache_room(cache, class)) * class_size(class);
	cache->end[class] = cache->low[class] + room;
}

/* So many of the chunks that lay in the stack longest leave it. */
static void give(struct cache *cache, unsigned class, size_t count)
{
	struct my_heap *heap = cache->heap;
	void **low = cache->low[class];
	size_t taken;

	if (count == 0)
		return;
	taken = depot_give(&heap->fast->depot[class], low, count);

	heap_tell(heap, .step = MY_HEAP_CACHE_FULL, .bucket = class, .need = count, .rest = taken,
	          .unit = cache->number);
	if (taken < count) {
		pthread_mutex_lock(&heap->fast->lock);
		pool_give(heap, low + taken, count - taken);
		pthread_mutex_unlock(&heap->fast->lock);
	}
	memmove(low, low + count,
	        (size_t)(cache->top[class] - low - (ptrdiff_t)count) * sizeof *low);
	cache->top[class] -= count;
}

/* The large chunks that were freed last are kept, not one of each class that there ever was. */
static void evict_large(struct cache *cache)
{
	for (unsigned class = CLASS_IN_SPANS + 1; class < CLASSES; class++)
		if (cache_room(cache, class) > 0) {
			give(cache, class, cache_count(cache, class));
			pthread_mutex_lock(&cache->heap->fast->lock);
			set_room(cache, class, 0);
			pthread_mutex_unlock(&cache->heap->fast->lock);
		}
}

/* Twice the room, as long as the class allows; 0: it had the most. */
static int grow(struct cache *cache, unsigned class)
{
	void **old = cache->low[class];
	size_t room = cache_room(cache, class), count = cache_count(cache, class);
	size_t most = cache_most(class), more = room ? 2 * room : first_room(class);

	more = more < most ? more : most;
	if (more == room || !may_have(cache, class, room, more))
		return 0;
	if (is_large(class) && room == 0 && is_too_much(cache, class, class_size(class)))
		evict_large(cache);
	pthread_mutex_lock(&cache->heap->fast->lock); /* others may look */
	if (more > CACHE_FIRST && old == cache->small[class] + 1) {
		cache->low[class] = cache->grown + grown_at(class) + 1;
		memcpy(cache->low[class], old, count * sizeof *old);
		cache->top[class] = cache->low[class] + count;
		cache->end[class] = cache->low[class] + room;
	}
	set_room(cache, class, more);
	pthread_mutex_unlock(&cache->heap->fast->lock);
	heap_tell(cache->heap, .step = MY_HEAP_CACHE_GROWN, .bucket = class, .size = room,
	          .rest = more, .unit = cache->number);
	return 1;
}

/* From the spans, and, if that may be, from more memory. */
static size_t take_from_pool(struct cache *cache, unsigned class, size_t want, void **low,
                             int may_add)
{
	struct fast *fast = cache->heap->fast;
	struct request request = { .class = class,
		                   .want = want,
		                   .end = low + want,
		                   .own = &cache->own,
		                   .may_add = may_add };

	pthread_mutex_lock(&fast->lock);
	pool_take(cache->heap, &request);
	pthread_mutex_unlock(&fast->lock);
	if (request.got < want)
		memmove(low, request.end, request.got * sizeof *low);
	return request.got;
}

/* Memory is not added while much waits in the depots. */
static size_t find(struct cache *cache, unsigned class, size_t want, void **low)
{
	struct my_heap *heap = cache->heap;
	size_t got = depot_take(&heap->fast->depot[class], low, want);

	if (got > 0)
		heap_tell(heap, .step = MY_HEAP_DEPOT_TAKEN, .bucket = class, .rest = got,
		          .unit = cache->number);
	else if (!is_large(class))
		got = take_from_pool(cache, class, want, low, 0);
	while (got == 0 && fast_hoards(heap) && fast_dissolve(heap))
		got = take_from_pool(cache, class, want, low, 0);
	return got > 0 ? got : take_from_pool(cache, class, want, low, 1);
}

/* Half the room: what is freed next has room as well. */
int cache_fill(struct cache *cache, unsigned class)
{
	size_t room;

	heap_tell(cache->heap, .step = MY_HEAP_CACHE_EMPTY, .bucket = class,
	          .size = class_size(class), .unit = cache->number);
	grow(cache, class);
	room = cache_room(cache, class);
	cache->top[class] += find(cache, class, room > 1 ? room / 2 : 1, cache->top[class]);
	return cache->top[class][-1] != NULL;
}

void cache_relieve(struct cache *cache, unsigned class)
{
	size_t room;

	if (grow(cache, class))
		return;
	room = cache_room(cache, class);
	give(cache, class, room > 1 ? room / 2 : 1);
}

void cache_empty(struct cache *cache)
{
	for (unsigned class = 1; class < CLASSES; class++)
		if (cache_count(cache, class) > 0) {
			pthread_mutex_lock(&cache->heap->fast->lock);
			pool_give(cache->heap, cache->low[class], cache_count(cache, class));
			pthread_mutex_unlock(&cache->heap->fast->lock);
			cache->top[class] = cache->low[class];
		}
}
