/* SPDX-License-Identifier: MIT
 *
 * process.h - the process heap, and which thread uses which of its caches.
 *
 *   cache = process_enter();    the thread's own, or the spare one, locked
 *   ... fast_malloc(cache, ...)
 *   process_leave();
 *
 * A thread without a cache (there are no more, or it is ending for the last time) borrows
 * the spare one. Forks take all locks, so that the child finds the heap whole.
 */
#ifndef ALLOC_PROCESS_H
#define ALLOC_PROCESS_H

#include "cache.h"
#include "my_heap.h"

/* The thread's cache. Before its first call, and while it ends, an empty one of no heap. */
extern __thread struct cache *process_cache
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* NULL with errno = ENOMEM: there is no heap, and no memory for one. */
struct cache *process_enter(void);
void process_leave(void);

/* Tells of a misuse, with no lock held, and aborts. */
void process_die_of(void *user, enum my_heap_misuse cause, const void *pointer);

#endif
