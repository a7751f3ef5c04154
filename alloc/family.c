/* SPDX-License-Identifier: MIT
 *
 * family.c - my_malloc and its relatives: one heap for the process, behind one lock.
 *
 * The heap is made by the first call that needs it. A fork takes the lock before and
 * gives it back on both sides, so that the child's heap is whole.
 */
#include "family.h"

#include "misuse.h"
#include "my_malloc.h"
#include "print.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

/* With the page that stays unmapped behind it, a section fills 4 MiB of addresses. */
enum { SECTION = (4 << 20) - 4096, FIRST_BUCKETS = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static my_heap *process_heap; /* under the lock */

static void acquire(void)
{
	pthread_mutex_lock(&lock);
}

static void release(void)
{
	pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void survive_fork(void)
{
	pthread_atfork(acquire, release, release);
}

/* Whoever handles the abort signal may allocate: the lock must be free. */
static void die_of(void *user, enum my_heap_misuse cause, const void *pointer)
{
	(void)user;
	release();
	misuse_write(cause, pointer);
	abort();
}

static my_heap *make_heap(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	options.placement = MY_HEAP_BINS;
	options.hash = MY_HEAP_FIBONACCI;
	options.section = SECTION;
	options.grow = 1;
	options.capacity = FIRST_BUCKETS;
	options.base = 0;
	options.misuse = die_of;
	return my_heap_create(&options);
}

/* Locked; NULL with errno = ENOMEM, and not locked, when there is no address space. */
static my_heap *enter(void)
{
	acquire();
	if (!process_heap)
		process_heap = make_heap();
	if (!process_heap)
		release();
	return process_heap;
}

/* The heap that a pointer is said to come from; there is none before the first call. */
static my_heap *enter_for(const void *pointer, enum my_heap_misuse cause)
{
	acquire();
	if (!process_heap)
		die_of(NULL, cause, pointer);
	return process_heap;
}

const char *my_malloc_version(void)
{
	return MY_MALLOC_VERSION;
}

void *my_malloc(size_t size)
{
	return my_aligned_alloc(1, size);
}

void *my_aligned_alloc(size_t alignment, size_t size)
{
	my_heap *heap = enter();
	void *pointer = NULL;

	if (heap) {
		pointer = my_heap_aligned_alloc(heap, alignment, size);
		release();
	}
	return pointer;
}

void *my_memalign(size_t alignment, size_t size)
{
	return my_aligned_alloc(alignment, size);
}

void *my_calloc(size_t count, size_t size)
{
	my_heap *heap = enter();
	void *pointer = NULL;

	if (heap) {
		pointer = my_heap_calloc(heap, count, size);
		release();
	}
	return pointer;
}

void *my_realloc(void *pointer, size_t size)
{
	my_heap *heap = enter();
	void *moved = NULL;

	if (heap) {
		moved = my_heap_realloc(heap, pointer, size);
		release();
	}
	return moved;
}

void *my_reallocarray(void *pointer, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return my_realloc(pointer, bytes);
}

void my_free(void *pointer)
{
	if (!pointer)
		return;
	my_heap_free(enter_for(pointer, MY_HEAP_INVALID_FREE), pointer);
	release();
}

int my_posix_memalign(void **pointer, size_t alignment, size_t size)
{
	int saved = errno;
	void *got;

	if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0)
		return EINVAL;
	got = my_aligned_alloc(alignment, size);
	errno = saved;
	if (!got)
		return ENOMEM;
	*pointer = got;
	return 0;
}

size_t my_malloc_usable_size(void *pointer)
{
	size_t size = 0;

	if (pointer) {
		size = my_heap_usable_size(enter_for(pointer, MY_HEAP_INVALID_SIZE_QUERY), pointer);
		release();
	}
	return size;
}

/* ------------------------------------------------------------------- statistics */

static const struct {
	const char *name;
	size_t offset;
} lines[] = {
#define LINE(field) { #field, offsetof(my_heap_statistics, field) }
	LINE(mapped),  LINE(peak_mapped),  LINE(used),          LINE(asked),
	LINE(peak_asked), LINE(free),      LINE(largest_free),  LINE(sections),
	LINE(used_chunks), LINE(free_chunks), LINE(tables),     LINE(lookups),
	LINE(probes),  LINE(longest_probe), LINE(searches),     LINE(looked),
	LINE(splits),  LINE(merges),       LINE(moves),         LINE(copied),
	LINE(system_calls),
};

void family_stats(my_heap_statistics *out)
{
	*out = (my_heap_statistics){ 0 };
	acquire();
	if (process_heap)
		my_heap_stats(process_heap, out);
	release();
}

void my_malloc_stats(int fd)
{
	my_heap_statistics now;
	struct print out = { .fd = fd };
	int saved = errno;

	family_stats(&now);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		print_text(&out, lines[i].name);
		print_text(&out, " ");
		print_number(&out, *(const size_t *)(const void *)((const char *)&now + lines[i].offset));
		print_text(&out, "\n");
	}
	print_flush(&out);
	errno = saved;
}
