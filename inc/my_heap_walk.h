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

typedef struct my_heap_section {
	size_t id;         /* 1, 2, ... in order of making; never used again */
	const void *memory;
	size_t size;       /* bytes of memory */
	size_t capacity;   /* buckets of its table */
	size_t nbr_chunks; /* entries in it: used and free chunks */
	size_t free_size;  /* size of its largest free chunk */
	size_t used;       /* bytes in used chunks */
	size_t next;       /* id of the next section, 0 = none */
} my_heap_section;

typedef struct my_heap_chunk {
	size_t section; /* its section's id */
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

/* Cursors. Each fills *out and returns 1, or returns 0 and leaves it alone. All are O(1),
 * but my_heap_section_by_id: O(log sections). */
int my_heap_first_section(const my_heap *heap, my_heap_section *out);
int my_heap_next_section(const my_heap *heap, my_heap_section *section);
int my_heap_section_by_id(const my_heap *heap, size_t id, my_heap_section *out);
int my_heap_section_of(const my_heap *heap, const void *address, my_heap_section *out);
int my_heap_first_chunk(const my_heap *heap, const my_heap_section *section, my_heap_chunk *out);
int my_heap_next_chunk(const my_heap *heap, my_heap_chunk *chunk); /* right neighbour */
int my_heap_prev_chunk(const my_heap *heap, my_heap_chunk *chunk); /* left neighbour */
/* The chunk whose user pointer is this, used or free. */
int my_heap_find(const my_heap *heap, const void *pointer, my_heap_chunk *out);
/* The chunk that an address lies in. O(the smaller of chunks before it, keys inside it). */
int my_heap_containing(const my_heap *heap, const void *address, my_heap_chunk *out);
/* The chunk in a bucket; 0 when the bucket is empty or there is none. */
int my_heap_bucket(const my_heap *heap, const my_heap_section *section, size_t bucket,
                   my_heap_chunk *out);

/* Every section, its buckets in order (chunk = NULL: empty), its chunks by address.
 * A member may be NULL; a result other than 0 ends the walk and is returned. */
typedef struct my_heap_visitor {
	int (*section)(void *user, const my_heap_section *section);
	int (*bucket)(void *user, const my_heap_section *section, size_t bucket,
	              const my_heap_chunk *chunk);
	int (*chunk)(void *user, const my_heap_section *section, const my_heap_chunk *chunk);
} my_heap_visitor;

int my_heap_walk(const my_heap *heap, const my_heap_visitor *visitor, void *user);

/* The free chunks of a section in list order; the same results as the visitor's. */
int my_heap_walk_free(const my_heap *heap, const my_heap_section *section,
                      int (*chunk)(void *user, const my_heap_chunk *chunk), void *user);

#ifdef __cplusplus
}
#endif

#endif
