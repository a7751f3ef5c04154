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

size_t depot_take(struct depot *depot, void **chunks, size_t want)
{
	size_t count;

	/* Without the lock this is a guess; the lock is then not worth its price. */
	if (__atomic_load_n(&depot->count, __ATOMIC_RELAXED) == 0)
		return 0;
	pthread_mutex_lock(&depot->lock);
	count = least(want, depot->count);
	set_count(depot, depot->count - count);
	memcpy(chunks, depot->chunks + depot->count, count * sizeof *chunks);
	pthread_mutex_unlock(&depot->lock);
	return count;
}

size_t depot_give(struct depot *depot, void *const *chunks, size_t count)
{
	pthread_mutex_lock(&depot->lock);
	count = least(count, depot->most - depot->count);
	memcpy(depot->chunks + depot->count, chunks, count * sizeof *chunks);
	set_count(depot, depot->count + count);
	pthread_mutex_unlock(&depot->lock);
	return count;
}
