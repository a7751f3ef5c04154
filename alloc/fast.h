/* SPDX-License-Identifier: MIT
 *
 * fast.h - the fast layer of a heap: caches over depots over spans over the general engine.
 *
 *   malloc   cache -> depot -> pool (spans) -> engine      above 1 MiB: engine
 *   free     the byte table says what it is -> cache -> depot -> pool -> engine
 *
 * Rules of use
 * - The operations take the cache of the calling thread; it belongs to that thread alone.
 * - They take the locks they need: first a depot's or the heap's, never both.
 * - The heap's lock guards the pool, the general engine, and the list of caches.
 * - Misuse is told to the heap's owner with no lock held.
 */
#ifndef ALLOC_FAST_H
#define ALLOC_FAST_H

#include "cache.h"
#include "depot.h"
#include "pool.h"
#include "state.h"

#include <pthread.h>

struct fast {
	pthread_mutex_t lock;
	struct pool pool;
	struct depot depot[CLASSES];
	size_t waiting;   /* bytes in the depots */
	unsigned hand;    /* the class whose depot is dissolved next; the heap's lock guards it */
	struct cache *caches; /* all, the newest first */
	struct cache *idle;   /* those that no thread uses */
	size_t threads;       /* caches made */
	size_t moves;         /* of pages, instead of copying */
	size_t freed;         /* bytes freed in the engine, not taken again nor purged */
	int shared;           /* threads use their caches while others look */
	struct cache *own;    /* what the operations of my_heap.h use */
	unsigned char *annex_cache, *annex_end; /* where caches are made */
};

#define PAGES_LARGE 0x80000000u /* in space.pages: of a block without class, with its pages */

/* The offset counts from the section's memory, as everywhere; the key is that of the table
 * where the chunk is: its span's, or its section's. */
#define fast_tell(heap, address, ...)                                                     \
	do {                                                                              \
		if ((heap)->observer)                                                     \
			fast_told(heap, address, &(my_heap_event){ __VA_ARGS__ });        \
	} while (0)
void fast_told(struct my_heap *heap, const void *address, const my_heap_event *event);

/* What a heap's books must have room for. */
size_t fast_annex(int lazy);
size_t fast_annex_slot(size_t slot);

/* What is used of the annex, in order of addresses: depots, spans, caches. */
void fast_annex_parts(const struct my_heap *heap, my_heap_stretch part[3]);

/* After the heap was made. 0: no memory. */
int fast_open(struct my_heap *heap);

/* Memory of the annex that is about to be used for the first time. 0: refused. */
int fast_commit(struct my_heap *heap, void *at, size_t size);

/* Whether so much waits in the depots that some of it should be used before memory is added;
 * and what does that: a part of it, from one class after the other, becomes free in its
 * spans. O(chunks in these depots). 0: there was nothing. */
int fast_hoards(const struct my_heap *heap);
int fast_dissolve(struct my_heap *heap);

/* A cache for one more thread, until it is retired; it stays the heap's. NULL: no memory, or
 * too many threads. O(1), and O(chunks in it) to retire it. They take the heap's lock. */
struct cache *fast_cache(struct my_heap *heap);
void fast_retire(struct cache *cache);

void *fast_malloc(struct cache *cache, size_t size);
void *fast_aligned_alloc(struct cache *cache, size_t alignment, size_t size);
void *fast_calloc(struct cache *cache, size_t count, size_t size);
void *fast_realloc(struct cache *cache, void *pointer, size_t size);
void fast_free(struct cache *cache, void *pointer);
size_t fast_usable_size(struct cache *cache, const void *pointer);

/* Gives back what it can to the system; how many bytes. The thread's cache, the depots and
 * all spans are looked through. */
size_t fast_trim(struct cache *cache);

/* All locks of a heap, in order. */
void fast_lock_all(struct my_heap *heap);
void fast_unlock_all(struct my_heap *heap);

#endif
