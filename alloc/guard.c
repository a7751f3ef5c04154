/* SPDX-License-Identifier: MIT */
#include "guard.h"

#include "fence.h"
#include "misuse.h"
#include "quarantine.h"
#include "slack.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Under the lock. */
static struct guard {
	struct fence fence;
	struct quarantine quarantine;
} guard;

/* ------------------------------------------------------------------- the lock, death */

/* Whoever handles the abort signal may allocate: the lock must be free. */
static _Noreturn void die_of(void *user, enum my_heap_misuse cause, const void *pointer)
{
	(void)user;
	pthread_mutex_unlock(&lock);
	misuse_write(cause, pointer);
	abort();
}

static _Noreturn void die_of_write(enum my_heap_misuse cause, const struct block *block,
                                   const unsigned char *bad)
{
	const unsigned char *pointer = block->chunk.pointer;

	pthread_mutex_unlock(&lock);
	misuse_write_at(cause, pointer, block->asked, bad - pointer);
	abort();
}

/* Locked; 0 with errno = ENOMEM, and not locked, when there is no address space. */
static int enter(void)
{
	pthread_mutex_lock(&lock);
	if (fence_ready(&guard.fence, die_of))
		return 1;
	pthread_mutex_unlock(&lock);
	return 0;
}

/* ------------------------------------------------------------------------- proving */

/* The heap in whose memory the pointer lies knows best what it is. */
static _Noreturn void accuse(enum my_heap_misuse cause, const void *pointer)
{
	my_heap *heap = fence_heap_of(&guard.fence, pointer);

	if (heap)
		misuse_report(heap, cause, pointer);
	die_of(NULL, cause, pointer);
}

/* The lock is taken; the block is one in use, whatever surrounds it. */
static struct block enter_for(const void *pointer, enum my_heap_misuse cause)
{
	struct block block;

	pthread_mutex_lock(&lock);
	if (quarantine_holds(&guard.quarantine, pointer))
		die_of(NULL, cause == MY_HEAP_INVALID_FREE ? MY_HEAP_DOUBLE_FREE : cause, pointer);
	if (!fence_find(&guard.fence, pointer, &block))
		accuse(cause, pointer);
	return block;
}

static void prove_untouched(const struct block *block)
{
	const unsigned char *before = slack_bad_before(&block->chunk);
	const unsigned char *behind = slack_bad_behind(&block->chunk, block->asked);

	if (before)
		die_of_write(MY_HEAP_WRITE_BEFORE_START, block, before);
	if (behind)
		die_of_write(MY_HEAP_WRITE_PAST_END, block, behind);
}

/* -------------------------------------------------------------------------- freeing */

/* One of the quarantined, picked at random, may be used again. */
static void release_one(void)
{
	const void *pointer = quarantine_take(&guard.quarantine, random_next(&guard.fence.random));
	const unsigned char *bad;
	struct block block;

	if (!fence_find(&guard.fence, pointer, &block))
		return;
	bad = slack_bad_freed(&block.chunk);
	if (bad)
		die_of_write(MY_HEAP_WRITE_AFTER_FREE, &block, bad);
	fence_give_back(&guard.fence, &block);
}

/* A block that no quarantine can hold goes back at once: its pages with it, mostly. */
static void retire(const struct block *block)
{
	if (block->chunk.size > QUARANTINE_BYTES) {
		fence_give_back(&guard.fence, block);
		return;
	}
	slack_fill_freed(&block->chunk);
	while (!quarantine_has_room(&guard.quarantine, block->chunk.size))
		release_one();
	quarantine_add(&guard.quarantine, block->chunk.pointer, block->chunk.size);
}

/* ----------------------------------------------------------------------- operations */

void *guard_aligned_alloc(size_t alignment, size_t size)
{
	void *pointer = NULL;

	if (enter()) {
		pointer = fence_take(&guard.fence, alignment, size);
		pthread_mutex_unlock(&lock);
	}
	return pointer;
}

void *guard_calloc(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return guard_aligned_alloc(1, bytes);
}

void guard_free(void *pointer)
{
	if (!pointer)
		return;

	struct block block = enter_for(pointer, MY_HEAP_INVALID_FREE);

	prove_untouched(&block);
	retire(&block);
	pthread_mutex_unlock(&lock);
}

void *guard_realloc(void *pointer, size_t size)
{
	void *moved = NULL;

	if (!pointer)
		return guard_aligned_alloc(1, size);

	struct block block = enter_for(pointer, MY_HEAP_INVALID_REALLOC);

	prove_untouched(&block);
	if (size > 0)
		moved = fence_take(&guard.fence, 1, size);
	if (moved)
		memcpy(moved, pointer, size < block.asked ? size : block.asked);
	if (moved || size == 0)
		retire(&block);
	pthread_mutex_unlock(&lock);
	return moved;
}

size_t guard_usable_size(void *pointer)
{
	if (!pointer)
		return 0;

	struct block block = enter_for(pointer, MY_HEAP_INVALID_SIZE_QUERY);

	pthread_mutex_unlock(&lock);
	return block.asked;
}

/* --------------------------------------------------------------------- stats, forks */

static void add(my_heap_statistics *sum, const my_heap *heap)
{
	const size_t fields = sizeof *sum / sizeof(size_t);
	my_heap_statistics more, before = *sum;
	size_t *into = (size_t *)(void *)sum, *from = (size_t *)(void *)&more;

	if (!heap)
		return;
	my_heap_stats(heap, &more);
	for (size_t i = 0; i < fields; i++)
		into[i] += from[i];
	sum->largest_free = before.largest_free > more.largest_free ? before.largest_free
	                                                            : more.largest_free;
	sum->longest_probe = before.longest_probe > more.longest_probe ? before.longest_probe
	                                                               : more.longest_probe;
}

void guard_stats(my_heap_statistics *out)
{
	*out = (my_heap_statistics){ 0 };
	pthread_mutex_lock(&lock);
	add(out, guard.fence.small);
	add(out, guard.fence.large);
	pthread_mutex_unlock(&lock);
}

int guard_check(my_heap_fault *fault)
{
	int broken;

	pthread_mutex_lock(&lock);
	broken = (guard.fence.small && my_heap_check(guard.fence.small, fault)) ||
	         (guard.fence.large && my_heap_check(guard.fence.large, fault));
	pthread_mutex_unlock(&lock);
	return broken;
}

static void before_fork(void)
{
	pthread_mutex_lock(&lock);
}

static void after_fork(void)
{
	pthread_mutex_unlock(&lock);
}

/* The child draws random numbers of its own. */
static void after_fork_in_child(void)
{
	guard.fence.seeded = 0;
	pthread_mutex_unlock(&lock);
}

/* Nothing that holds this lock waits for another one, so the order does not matter. */
__attribute__((constructor)) static void survive_forks(void)
{
	pthread_atfork(before_fork, after_fork, after_fork_in_child);
}
