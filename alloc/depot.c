/* SPDX-License-Identifier: MIT */
#include "depot.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Under the lock; others read the count without it. */
static void set_count(struct depot *depot, size_t count)
{
	__atomic_fetch_add(depot->waiting, (count - depot->count) * depot->size,
	                   __ATOMIC_RELAXED);
	__atomic_store_n(&depot->count, count, __ATOMIC_RELAXED);
}

/* Under the lock. */
static size_t take(struct depot *depot, void **chunks, size_t want)
{
	size_t count = least(want, depot->count);

	set_count(depot, depot->count - count);
	memcpy(chunks, depot->chunks + depot->count, count * sizeof *chunks);
	return count;
}

size_t depot_take(struct depot *depot, void **chunks, size_t want)
{
	size_t count;

	/* Without the lock this is a guess; the lock is then not worth its price. */
	if (__atomic_load_n(&depot->count, __ATOMIC_RELAXED) == 0 &&
	    !__atomic_load_n(&depot->full, __ATOMIC_RELAXED))
		return 0;
	pthread_mutex_lock(&depot->lock);
	count = take(depot, chunks, want);
	if (count == 0 && depot->full) {
		depot->limit = least(2 * depot->limit, depot->most);
		__atomic_store_n(&depot->full, 0, __ATOMIC_RELAXED);
	}
	pthread_mutex_unlock(&depot->lock);
	return count;
}

size_t depot_give(struct depot *depot, void *const *chunks, size_t count)
{
	size_t room;

	pthread_mutex_lock(&depot->lock);
	room = depot->limit > depot->count ? depot->limit - depot->count : 0;
	if (count > room) {
		__atomic_store_n(&depot->full, 1, __ATOMIC_RELAXED);
		count = room;
	}
	memcpy(depot->chunks + depot->count, chunks, count * sizeof *chunks);
	set_count(depot, depot->count + count);
	pthread_mutex_unlock(&depot->lock);
	return count;
}

size_t depot_dissolve(struct depot *depot, void **chunks, size_t most)
{
	size_t count;

	pthread_mutex_lock(&depot->lock);
	count = take(depot, chunks, most);
	depot->limit = least(DEPOT_FIRST, depot->most);
	pthread_mutex_unlock(&depot->lock);
	return count;
}
