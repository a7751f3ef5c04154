/* SPDX-License-Identifier: MIT
 *
 * my_heap_walk.h - looking at a heap: cursors and walks over sections, buckets, chunks.
 *
 * Rules of use
 * - Include my_heap.h, which includes this.
 * - Nothing here changes the heap, counts in its statistics, or allocates.
 * - A cursor is the structure itself; it stays usable while the heap is not changed.
 */
#ifndef MY_HEAP_WALK_H
#define MY_HEAP_WALK_H

#include "my_heap.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* A section, as it was when the cursor came to it. */
typedef struct my_heap_section {
	size_t id;         /* 1, 2, ... in order of making; never used again */
	const void *memory; /* its first byte */
	size_t size;       /* bytes of memory */
	size_t capacity;   /* buckets of its table */
	size_t nbr_chunks; /* entries in it: used and free chunks */
	size_t free_size;  /* size of its largest free chunk */
	size_t used;       /* bytes in used chunks */
	size_t next;       /* id of the next section, 0 = none */
} my_heap_section;

/* A chunk of the general engine, a span, or a small chunk in a span.
 * In a fast heap some chunks are spans, in which small chunks live. A span's hashtable is
 * perfect: a bucket for each 16 bytes, key = home = bucket = offset in the span / 16. */
enum my_heap_kind { MY_HEAP_CHUNK, MY_HEAP_SPAN, MY_HEAP_SMALL };

/* A chunk, as it was when the cursor came to it. */
typedef struct my_heap_chunk {
	size_t section; /* its section's id */
	enum my_heap_kind kind; /* a span, in one, or neither */
	int cached;     /* 1 = free, but in a thread's cache or on its way to one; with the option
	                   guard: freed, and kept back for a while (it waits) */
	unsigned size_class; /* of a fast heap: its size class, 0 = none */
	size_t key;     /* offset / granule */
	size_t offset;  /* from the section's memory */
	size_t size;    /* bytes, header included */
	int free;       /* 1 = free, 0 = used */
	size_t asked;   /* bytes requested; 0 when free */
	size_t home;    /* bucket its key hashes to */
	size_t bucket;  /* bucket it lies in: (bucket - home) mod capacity buckets past home */
	void *memory;   /* first byte of the chunk */
	void *pointer;  /* what the user holds: memory + header */
} my_heap_chunk;

/* Cursors. Each fills *out and returns 1, or returns 0 and leaves it alone. All are O(1), but
 * my_heap_section_by_id and my_heap_section_at: O(log sections). */
int my_heap_first_section(const my_heap *heap, my_heap_section *out);
int my_heap_next_section(const my_heap *heap, my_heap_section *section);
int my_heap_section_by_id(const my_heap *heap, size_t id, my_heap_section *out);
/* The section at a place of the list: 0, 1, ... */
int my_heap_section_at(const my_heap *heap, size_t place, my_heap_section *out);
int my_heap_section_of(const my_heap *heap, const void *address, my_heap_section *out);
int my_heap_first_chunk(const my_heap *heap, const my_heap_section *section, my_heap_chunk *out);
int my_heap_next_chunk(const my_heap *heap, my_heap_chunk *chunk); /* right neighbour */
int my_heap_prev_chunk(const my_heap *heap, my_heap_chunk *chunk); /* left neighbour */
/* The first small chunk of a span, and the span of a small chunk. Next and prev of a small
 * chunk stay in its span. O(1), but for free chunks and prev: O(size / 16). */
int my_heap_first_small(const my_heap *heap, const my_heap_chunk *span, my_heap_chunk *out);
int my_heap_span_of(const my_heap *heap, const my_heap_chunk *small, my_heap_chunk *out);
/* The chunk whose user pointer is this, used or free. */
int my_heap_find(const my_heap *heap, const void *pointer, my_heap_chunk *out);
/* The chunk that an address lies in; the small chunk if that is in a span. O(the smaller of
 * chunks before it, keys inside it). */
int my_heap_containing(const my_heap *heap, const void *address, my_heap_chunk *out);
/* The chunk in a bucket; 0 when the bucket is empty or there is none. */
int my_heap_bucket(const my_heap *heap, const my_heap_section *section, size_t bucket,
                   my_heap_chunk *out);

/* How many sections come before one with this id. O(log sections). */
size_t my_heap_section_place(const my_heap *heap, size_t id);

/* How much is in use of `count` stretches of `cell` bytes each, from an offset on that is a
 * multiple of cell, a power of two: used[i] bytes of the i-th; 0 behind the section's end. What
 * waits or is cached is not in use. O(count) for cells of 4096 bytes and more and else
 * O(count + bytes there / granule) with the option density; without it O(chunks up to there).
 * Of a fast heap O(spans there + what is cached) for cells of 64 KiB and more, and else
 * O(bytes there / 16). */
void my_heap_density(const my_heap *heap, const my_heap_section *section, size_t offset,
                     size_t cell, size_t count, size_t *used);

/* What the caches of a fast heap hold: chunks of a class in the cache of a thread (1, 2, ...;
 * 0: the depot that all share), and how many it has room for. 0: no such thread. */
int my_heap_cached(const my_heap *heap, unsigned thread, unsigned size_class, size_t *count,
                   size_t *room);
/* The chunk of a class that such a cache would give after so many others (0: the next). */
int my_heap_cached_chunk(const my_heap *heap, unsigned thread, unsigned size_class, size_t place,
                         my_heap_chunk *out);
/* Bytes of a class's chunks; 0: there is no such class. */
size_t my_heap_class_size(unsigned size_class);

/* Every section, its buckets in order (chunk = NULL: empty), its chunks by address; of a span
 * first itself, then its small chunks.
 * A member may be NULL; a result other than 0 ends the walk and is returned. */
typedef struct my_heap_visitor {
	/* What is called at each of them. */
	int (*section)(void *user, const my_heap_section *section);
	int (*bucket)(void *user, const my_heap_section *section, size_t bucket,
	              const my_heap_chunk *chunk);
	int (*chunk)(void *user, const my_heap_section *section, const my_heap_chunk *chunk);
} my_heap_visitor;

/* Goes through the whole heap. O(buckets + chunks). */
int my_heap_walk(const my_heap *heap, const my_heap_visitor *visitor, void *user);

/* The free chunks of a section in list order; the same results as the visitor's. */
int my_heap_walk_free(const my_heap *heap, const my_heap_section *section,
                      int (*chunk)(void *user, const my_heap_chunk *chunk), void *user);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
