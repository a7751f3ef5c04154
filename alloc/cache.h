/* SPDX-License-Identifier: MIT
 *
 * cache.h - one thread's cache: for each class a stack of free chunks, without any lock.
 *
 *   stack   NULL | p1 | p2 | p3 |    |    |
 *                            top ^        ^ end
 *
 * Taking reads the pointer below top: NULL below the first says that the stack is empty, so
 * that no counter is needed. Class 0's stack and that of BYTE_CLASS (blocks without a
 * class) never hold anything. A cache that belongs to no heap has only such stacks, and
 * no units: every pointer is foreign to it.
 *
 * One thread at a time uses a cache. Taking and putting are O(1) and touch the top of one
 * stack and one byte of the byte table, and never the chunk itself.
 */
#ifndef ALLOC_CACHE_H
#define ALLOC_CACHE_H

#include "class.h"
#include "notes.h"
#include "span.h"

#include <stddef.h>
#include <stdint.h>

#ifndef MY_MALLOC_CHECKS
#define MY_MALLOC_CHECKS 1 /* 0 only to measure what the checks cost */
#endif

enum {
	CACHE_STACKS = 128,
	CACHE_FIRST = 8,    /* chunks that a stack has room for at first */
	CACHE_MOST = 2048,  /* and at most; */
	CACHE_BYTES = 1 << 18, /* not more bytes than these in one stack, but one chunk */
	CACHE_FREE = 1 << 14,  /* bytes that every stack may grow to; beyond, all stacks together */
	CACHE_ALL = 1 << 19,   /* have these, */
	CACHE_LARGE = 1 << 20, /* those of large chunks these, */
	CACHE_SHARE = 64       /* and each this part of what the heap has in use */
};

struct cache {
	uintptr_t first;      /* unit, counted from address 0, where the heap's memory starts */
	size_t units;         /* in it */
	unsigned char *bytes; /* where the byte of unit 0 would be: see cache_unit */
	void **top[CACHE_STACKS], **end[CACHE_STACKS];
	struct my_heap *heap;
	void **low[CACHE_STACKS]; /* the first pointer's place in a stack; NULL lies below it */
	struct span *own; /* the span that new chunks are cut from; the heap's lock guards it */
	size_t room[2];           /* bytes that the stacks together have room for: those of small
	                             chunks, and those of the classes above CLASS_IN_SPANS */
	struct cache *next; /* in the list of all caches */
	struct cache *idle; /* in the list of those that no thread uses */
	unsigned number;    /* 1, 2, ... */
	void *small[CACHE_STACKS][1 + CACHE_FIRST]; /* the stacks before they grow */
	void *grown[];                              /* and after it */
};

/* A used chunk of the class; NULL: the stack is empty. */
static inline void *cache_take(struct cache *cache, size_t class)
{
	void **top = cache->top[class], *chunk = top[-1];

	if (__builtin_expect(!chunk, 0))
		return NULL;
	cache->top[class] = top - 1;
	cache->bytes[(uintptr_t)chunk / UNIT] = (unsigned char)(class | BYTE_USED);
	note_usable(chunk, class_size((unsigned)class));
	return chunk;
}

/* The unit of a pointer, counted from address 0. What is not a multiple of 16 gets a unit
 * that no heap has: the low bits are rotated to the top. */
static inline size_t cache_unit(const void *pointer)
{
	return (uintptr_t)pointer >> 4 | (uintptr_t)pointer << (sizeof pointer * 8 - 4);
}

/* 0: NULL, misaligned, or not in the heap's memory. */
static inline int cache_has(const struct cache *cache, size_t unit)
{
	return unit - cache->first < cache->units;
}

/* Takes a used chunk back. 0: nothing was done, for it is not one, or the stack is full. */
static inline int cache_put(struct cache *cache, void *pointer)
{
	size_t unit = cache_unit(pointer);

	if (__builtin_expect(!cache_has(cache, unit), 0))
		return 0;

	unsigned char *byte = &cache->bytes[unit];
	ptrdiff_t mark = (signed char)*byte; /* below 0: BYTE_USED is set */

	if (MY_MALLOC_CHECKS && __builtin_expect(mark >= 0, 0))
		return 0;

	size_t class = (size_t)(mark + BYTE_USED) % CACHE_STACKS;
	void **top = cache->top[class];

	if (__builtin_expect(top == cache->end[class], 0))
		return 0;
	note_unusable(pointer, class_size((unsigned)class));
	*byte = (unsigned char)class;
	*top = pointer;
	cache->top[class] = top + 1;
	return 1;
}

/* The most chunks of a class that a stack ever has room for. */
size_t cache_most(unsigned class);

/* Bytes of a cache with all its stacks. */
size_t cache_size(void);

/* Fills an empty stack with at least one chunk; 0: no memory, errno is set. */
int cache_fill(struct cache *cache, unsigned class);

/* Makes room in a full stack of a class. */
void cache_relieve(struct cache *cache, unsigned class);

/* Makes it ready, and gives back all that it holds. */
void cache_open(struct cache *cache, struct my_heap *heap);
void cache_empty(struct cache *cache);

/* How many chunks of a class are in it, and how many it has room for. */
static inline size_t cache_count(const struct cache *cache, unsigned class)
{
	return (size_t)(cache->top[class] - cache->low[class]);
}

static inline size_t cache_room(const struct cache *cache, unsigned class)
{
	return (size_t)(cache->end[class] - cache->low[class]);
}

#endif
