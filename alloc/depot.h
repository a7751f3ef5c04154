/* SPDX-License-Identifier: MIT
 *
 * depot.h - the cached chunks of one class that no thread's cache holds.
 * (Bonwick and Adams, "Magazines and Vmem", USENIX 2001, section 3.)
 *
 * What a full cache gives up waits here for a cache that has run empty: neither the spans
 * nor the heap's lock is touched. A depot learns how much is worth keeping: each time that
 * it is found empty after it had to turn chunks away, its limit doubles.
 *
 * Each class has its own lock. It is taken alone, never while the heap's lock is held.
 */
#ifndef ALLOC_DEPOT_H
#define ALLOC_DEPOT_H

#include <pthread.h>
#include <stddef.h>

enum { DEPOT_FIRST = 32 }; /* a depot's limit at first */

struct depot {
	pthread_mutex_t lock;
	void **chunks;
	size_t count;
	size_t limit, most; /* how many it may hold now, and ever */
	int full;           /* since it was empty, it has turned chunks away */
	size_t size;     /* bytes of a chunk */
	size_t *waiting; /* bytes in all depots of the heap */
};

/* Up to want chunks; how many. O(want). */
size_t depot_take(struct depot *depot, void **chunks, size_t want);

/* How many of these it has room for, and took: the first ones. */
size_t depot_give(struct depot *depot, void *const *chunks, size_t count);

/* Takes out up to most of its chunks; how many, 0: it is empty. And its limit is what it was
 * at first. */
size_t depot_dissolve(struct depot *depot, void **chunks, size_t most);

#endif
