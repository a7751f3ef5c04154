/* SPDX-License-Identifier: MIT
 *
 * annex.c - the part of a fast heap's books that holds its depots, spans and caches.
 *
 *   annex   depots' chunks | spans by number | cache 1 | cache 2 | ...
 *
 * Its size follows from the heap's addresses; memory is taken as it is needed.
 */
#include "fast.h"

#include "os.h"
#include "purge.h"

enum {
	CACHES_LEAST = 16,
	DEPOT_MOST = 1 << 16, /* chunks in a depot, */
	DEPOT_BYTES = 1 << 24, /* and bytes */
	HOARD_LEAST = 1 << 18, /* bytes in all depots that are never too many, */
	HOARD_SHARE = 32, /* nor is this part of what the heap has in use */
	DISSOLVE_SHARE = 8 /* at least this part of what waits becomes free at once */
};

static size_t whole_pages(size_t size)
{
	return (size + os_page() - 1) / os_page() * os_page();
}

static size_t spans_size(size_t memory)
{
	return whole_pages((memory / SPAN_SIZE + 2) * sizeof(struct span));
}

/* Where memory has to be committed, a depot holds no more than a cache. Large chunks do not
 * wait: they are better used for other sizes. */
static size_t depot_most(const struct my_heap *heap, unsigned class)
{
	size_t most = DEPOT_BYTES / class_size(class);

	if (class > CLASS_IN_SPANS)
		return 0;
	if (!heap->space.lazy)
		return cache_most(class);
	return most < DEPOT_MOST ? most : DEPOT_MOST;
}

static size_t depots_size(int lazy)
{
	return lazy ? whole_pages(CLASSES * DEPOT_MOST * sizeof(void *))
	            : whole_pages(cache_size());
}

size_t fast_annex(int lazy)
{
	return depots_size(lazy) + whole_pages(cache_size()) * CACHES_LEAST + 2 * os_page();
}

/* Spans, and one more cache. */
size_t fast_annex_slot(size_t slot)
{
	return spans_size(slot) + whole_pages(cache_size());
}

/* Pages that begin in a stretch; the one it starts in was taken with what lies before it,
 * unless it starts with the stretch. */
int fast_commit(struct my_heap *heap, void *at, size_t size)
{
	uintptr_t page = os_page(), start = ((uintptr_t)at + page - 1) / page * page;
	uintptr_t end = ((uintptr_t)at + size + page - 1) / page * page;

	return heap->space.lazy || start >= end ||
	       os_commit(&heap->calls, (void *)start, end - start);
}

static unsigned char *caches_of(const struct my_heap *heap)
{
	return heap->space.annex + depots_size(heap->space.lazy) + spans_size(heap->space.size);
}

void fast_annex_parts(const struct my_heap *heap, my_heap_stretch part[3])
{
	const struct pool *pool = &heap->fast->pool;
	unsigned char *annex = heap->space.annex, *caches = caches_of(heap);

	part[0] = (my_heap_stretch){ annex, depots_size(heap->space.lazy) };
	part[1] = (my_heap_stretch){ annex + part[0].size,
		                     whole_pages((pool->numbers + 1) * sizeof(struct span)) };
	part[2] = (my_heap_stretch){ caches, (size_t)(heap->fast->annex_cache - caches) };
}

int fast_open(struct my_heap *heap)
{
	struct fast *fast = heap->fast;
	unsigned char *annex = heap->space.annex;
	void **chunks = (void **)(void *)annex;

	if (!fast_commit(heap, annex, cache_size()))
		return 0;
	pthread_mutex_init(&fast->lock, NULL);
	for (unsigned class = 1; class < CLASSES; class++) {
		struct depot *depot = &fast->depot[class];

		pthread_mutex_init(&depot->lock, NULL);
		depot->chunks = chunks;
		depot->most = depot_most(heap, class);
		depot->limit = DEPOT_FIRST < depot->most ? DEPOT_FIRST : depot->most;
		depot->size = class_size(class);
		depot->waiting = &fast->waiting;
		chunks += depot->most;
	}
	fast->pool.spans = (struct span *)(void *)(annex + depots_size(heap->space.lazy));
	fast->annex_cache = caches_of(heap);
	fast->annex_end = fast->annex_cache + (CACHES_LEAST + heap->space.slots) *
	                  whole_pages(cache_size());
	return fast_commit(heap, fast->pool.spans, sizeof(struct span));
}

/* ---------------------------------------------------------------------- depots */

int fast_hoards(const struct my_heap *heap)
{
	size_t used = __atomic_load_n(&heap->counts.used, __ATOMIC_RELAXED);

	return __atomic_load_n(&heap->fast->waiting, __ATOMIC_RELAXED) >
	       HOARD_LEAST + used / HOARD_SHARE;
}

/* Bytes that became free. */
static size_t dissolve(struct my_heap *heap, struct depot *depot)
{
	void *chunks[128];
	size_t count, bytes = 0;

	while ((count = depot_dissolve(depot, chunks, sizeof chunks / sizeof chunks[0])) > 0) {
		pthread_mutex_lock(&heap->fast->lock);
		pool_give(heap, chunks, count);
		pthread_mutex_unlock(&heap->fast->lock);
		bytes += count * depot->size;
	}
	return bytes;
}

static unsigned next_class(struct my_heap *heap)
{
	unsigned class;

	pthread_mutex_lock(&heap->fast->lock);
	heap->fast->hand = heap->fast->hand + 1 < CLASSES ? heap->fast->hand + 1 : 1;
	class = heap->fast->hand;
	pthread_mutex_unlock(&heap->fast->lock);
	return class;
}

int fast_dissolve(struct my_heap *heap)
{
	size_t waiting = __atomic_load_n(&heap->fast->waiting, __ATOMIC_RELAXED), bytes = 0;

	for (unsigned i = 1; i < CLASSES && bytes <= waiting / DISSOLVE_SHARE; i++)
		bytes += dissolve(heap, &heap->fast->depot[next_class(heap)]);
	heap_tell(heap, .step = MY_HEAP_DEPOTS_DISSOLVED, .size = bytes);
	return bytes > 0;
}

/* ---------------------------------------------------------------------- caches */

static struct cache *make_cache(struct my_heap *heap)
{
	struct fast *fast = heap->fast;
	struct cache *cache = (struct cache *)(void *)fast->annex_cache;
	size_t size = whole_pages(cache_size());

	if (fast->annex_cache + size > fast->annex_end || !fast_commit(heap, cache, size))
		return NULL;
	fast->annex_cache += size;
	cache_open(cache, heap);
	cache->number = (unsigned)++fast->threads;
	cache->next = fast->caches;
	fast->caches = cache;
	return cache;
}

struct cache *fast_cache(struct my_heap *heap)
{
	struct fast *fast = heap->fast;
	struct cache *cache;

	pthread_mutex_lock(&fast->lock);
	cache = fast->idle;
	if (cache)
		fast->idle = cache->idle;
	else
		cache = make_cache(heap);
	pthread_mutex_unlock(&fast->lock);
	return cache;
}

void fast_retire(struct cache *cache)
{
	struct fast *fast = cache->heap->fast;

	cache_empty(cache);
	pthread_mutex_lock(&fast->lock);
	cache->idle = fast->idle;
	fast->idle = cache;
	pthread_mutex_unlock(&fast->lock);
}

size_t fast_trim(struct cache *cache)
{
	struct my_heap *heap = cache->heap;
	size_t bytes;

	cache_empty(cache);
	for (unsigned class = 1; class < CLASSES; class++)
		dissolve(heap, &heap->fast->depot[class]);
	pthread_mutex_lock(&heap->fast->lock);
	bytes = purge_now(heap, 1) + purge_spans(heap);
	pthread_mutex_unlock(&heap->fast->lock);
	return bytes;
}

void fast_lock_all(struct my_heap *heap)
{
	for (unsigned class = 1; class < CLASSES; class++)
		pthread_mutex_lock(&heap->fast->depot[class].lock);
	pthread_mutex_lock(&heap->fast->lock);
}

void fast_unlock_all(struct my_heap *heap)
{
	pthread_mutex_unlock(&heap->fast->lock);
	for (unsigned class = CLASSES - 1; class > 0; class--)
		pthread_mutex_unlock(&heap->fast->depot[class].lock);
}
