/* SPDX-License-Identifier: MIT
 *
 * my_heap.h - heaps as values: create, allocate, walk, observe, check, measure.
 *
 * A heap is a singly linked list of sections. A section is one stretch of
 * mapped memory and a hashtable of the chunks that tile it:
 *
 *   heap -> s1 -------------------> s2 -> ...
 *           | chunk[capacity]       entries {key, size, free, memory}
 *           | memory[size]          what users get, and nothing else
 *
 * Rules of use
 * - All sizes, offsets and counts are in bytes unless said otherwise.
 * - A heap is not locked: one thread at a time, or the caller's own lock.
 *   (The process heap behind my_malloc.h has its lock.)
 * - Nothing here calls malloc. Memory comes from mmap alone.
 * - A chunk's place is written section + offset, counted from section->memory.
 * - Callbacks must not call back into the same heap.
 */
#ifndef MY_HEAP_H
#define MY_HEAP_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct my_heap my_heap;

/* ------------------------------------------------------------------ options */

/* Which free chunk is taken. (Knuth, TAOCP 1, 2.5; Wilson et al. 1995, sec. 3) */
enum my_heap_placement {
	MY_HEAP_FIRST_FIT, /* the first in list order that is large enough */
	MY_HEAP_NEXT_FIT,  /* the same, starting where the last search ended */
	MY_HEAP_BEST_FIT,  /* the smallest that is large enough */
	MY_HEAP_WORST_FIT, /* the largest */
	MY_HEAP_BINS       /* lists by size: first fit in the own bin, else the next larger bin */
};

/* In which order a section's free chunks are listed. */
enum my_heap_order {
	MY_HEAP_BY_ADDRESS,
	MY_HEAP_BY_SIZE_UP,
	MY_HEAP_BY_SIZE_DOWN,
	MY_HEAP_LAST_IN_FIRST_OUT,
	MY_HEAP_FIRST_IN_FIRST_OUT
};

/* When free neighbours become one chunk. */
enum my_heap_coalescing {
	MY_HEAP_AT_ONCE,  /* in every free */
	MY_HEAP_DEFERRED, /* when a search found no room, before a section is mapped */
	MY_HEAP_NEVER
};

/* From a key to its home bucket; then the next bucket, until one is empty. */
enum my_heap_hash {
	MY_HEAP_ORDER_PRESERVING, /* key * capacity / number of keys */
	MY_HEAP_MODULO,           /* key mod capacity */
	MY_HEAP_FIBONACCI         /* top bits of key * 2^64 / golden ratio (Knuth, TAOCP 3, 6.4) */
};

enum my_heap_misuse {
	MY_HEAP_DOUBLE_FREE,
	MY_HEAP_INVALID_FREE,
	MY_HEAP_INVALID_REALLOC,
	MY_HEAP_INVALID_SIZE_QUERY, /* my_heap_usable_size of a pointer that is no used chunk */
	MY_HEAP_MISUSES
};

typedef struct my_heap_options {
	enum my_heap_placement placement;   /* default: first fit */
	enum my_heap_order order;           /* default: by address */
	enum my_heap_coalescing coalescing; /* default: at once */
	enum my_heap_hash hash;             /* default: modulo */
	size_t split;     /* smallest remainder worth a chunk of its own; default 16 */
	size_t granule;   /* key = offset / granule: a power of two, 1..4096; default 16 */
	size_t alignment; /* of every result: a power of two, 1..4096; default 16.
	                     Sizes are multiples of the larger of granule and alignment. */
	size_t header;    /* bytes kept before each user pointer, 0..256; default 0 */
	size_t section;   /* memory of a new section, 64..2^30; default 4096 */
	int grow;         /* 1: each new section as large as all before it together; default 0 */
	size_t capacity;  /* buckets of a new section's table, 1..2^20; default 16 */
	unsigned load;    /* percent of the buckets that may be taken before the table doubles,
	                     10..100; default 75 */
	uintptr_t base;   /* where the first section should lie, a multiple of 4096; 0 = anywhere.
	                     Not binding: see my_heap_section.memory. Default 0x100000000 */
	size_t limit;     /* most bytes of memory mapped at once; 0 = none (default) */
	/* Told of every misuse; the heap is unharmed and goes on. NULL: not told. */
	void (*misuse)(void *user, enum my_heap_misuse cause, const void *pointer);
	void *user;
} my_heap_options;

void my_heap_options_default(my_heap_options *options);

/* What is wrong with the options, as a sentence with the bounds; NULL if nothing. */
const char *my_heap_options_problem(const my_heap_options *options);

/* The fixed words of a misuse: "double free", "invalid free", ... Static storage. */
const char *my_heap_misuse_name(enum my_heap_misuse cause);

/* --------------------------------------------------------------- allocating */

/* A new heap without sections, or NULL: errno EINVAL (options), ENOMEM (address space). */
my_heap *my_heap_create(const my_heap_options *options);

/* Unmaps everything, used chunks too. NULL is allowed. */
void my_heap_destroy(my_heap *heap);

const my_heap_options *my_heap_options_of(const my_heap *heap);

/* NULL with errno = ENOMEM when there is no room, the limit is reached or the size is
 * over PTRDIFF_MAX; EINVAL for an alignment that is no power of two. Size 0 gives a
 * unique pointer. Expected O(log free chunks) + O(sections). */
void *my_heap_malloc(my_heap *heap, size_t size);
void *my_heap_calloc(my_heap *heap, size_t count, size_t size);
void *my_heap_aligned_alloc(my_heap *heap, size_t alignment, size_t size);

/* realloc(NULL, n) allocates; realloc(p, 0) frees and gives NULL; on failure NULL with
 * errno = ENOMEM and p as it was; misuse: NULL with errno = EINVAL. */
void *my_heap_realloc(my_heap *heap, void *pointer, size_t size);

/* NULL is allowed. Preserves errno. Finding the chunk and both neighbours is O(1). */
void my_heap_free(my_heap *heap, void *pointer);

/* Bytes usable at a used chunk's pointer; 0 for NULL and (a misuse) for anything else. */
size_t my_heap_usable_size(my_heap *heap, const void *pointer);

/* ------------------------------------------------------------------ looking */

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

/* Cursors. Each fills *out and returns 1, or returns 0 and leaves it alone.
 * They stay usable while the heap is not changed. All O(1) but _section: O(sections). */
int my_heap_first_section(const my_heap *heap, my_heap_section *out);
int my_heap_next_section(const my_heap *heap, my_heap_section *section);
int my_heap_section_by_id(const my_heap *heap, size_t id, my_heap_section *out);
int my_heap_first_chunk(const my_heap *heap, const my_heap_section *section, my_heap_chunk *out);
int my_heap_next_chunk(const my_heap *heap, my_heap_chunk *chunk); /* right neighbour */
int my_heap_prev_chunk(const my_heap *heap, my_heap_chunk *chunk); /* left neighbour */
/* The chunk whose user pointer is this, used or free. */
int my_heap_find(const my_heap *heap, const void *pointer, my_heap_chunk *out);
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

/* ---------------------------------------------------------------- observing */

/* The micro-steps, each told where the decision is taken. Which fields of the event a
 * step fills stands beside it; the others are 0. "at" means section, offset and key.
 *
 *   ROUND           asked -> size (header included, unit = what sizes are multiples of)
 *   SECTION_PASSED  section, size = its free_size, need: too small
 *   SECTION_SEARCH  section, size = its free_size, need: large enough
 *   NO_SECTION      need: the heap has no section yet
 *   BINS_EMPTY      section, bucket..other = first..last empty bin passed over
 *   BIN_SEARCH      section, bucket = bin, size = least size in it, other = largest it may hold
 *   LOOK_SMALL      at, size, need: too small
 *   LOOK_TAKE       at, size, need: fits and ends the search (first, next, bins)
 *   LOOK_BEST       at, size, need, rest: fits, best (or largest) so far
 *   LOOK_WORSE      at, size, need, rest, other = left over at the best so far: not better
 *   CHOSEN          at, size, need: what a best or worst fit took at its end
 *   WRAPPED         section: next fit reached the end of the list and starts over
 *   ALIGNED         at, size = bytes left free before the aligned start, other = its offset,
 *                   need = alignment
 *   SPLIT           at, size = before, need = taken, rest = stays free, other = its offset
 *   NOT_SPLIT       at, size, need, rest: the rest (maybe 0) is less than other = split
 *   KEEPS_ENTRY     at, bucket, home: the chunk keeps the entry that is there
 *   PROBE_TAKEN     key, home, bucket, other = key of the entry that lies in it
 *   STORED          at, home, bucket, rest = buckets past home: the entry is written here
 *   FOUND           at, home, bucket, size, rest = buckets past home, other = 1 if the chunk
 *                   is free: the entry of the pointer given
 *   NOT_FOUND       at, home, bucket = the empty bucket that proves it (capacity: none is)
 *   REMOVED         at, home, bucket: the entry is taken out
 *   SHIFTED         key, home, bucket = to, other = from: an entry moves back, nearer home
 *   TABLE_GROWN     section, size = old capacity, rest = new capacity, need = entries moved
 *   FREED           at, size: the chunk is free now
 *   MERGED_RIGHT    at, size = own, other = neighbour's offset, rest = neighbour's size
 *   MERGED_LEFT     at, size = own, other = neighbour's offset, rest = neighbour's size
 *   RIGHT_USED      at, other = neighbour's offset: in use, not merged
 *   LEFT_USED       at, other = neighbour's offset: in use, not merged
 *   RIGHT_END       at: no right neighbour, the section ends
 *   LEFT_END        at: no left neighbour, the section starts
 *   RIGHT_KEPT      at, other, rest: right neighbour is free, but coalescing is off or later
 *   LEFT_KEPT       at, other, rest: the same to the left
 *                   (these eight also fill size = own, and rest where there is a neighbour)
 *   COALESCING      need: no room; deferred coalescing joins all free neighbours now
 *   SECTION_MAPPED  section, size = bytes, need: a new section
 *   SECTION_KEPT    section: it is empty and is kept
 *   SECTION_UNMAPPED section, size: empty, another is empty too: returned
 *   SAME_SIZE       at, asked, size: the new size needs no other chunk
 *   SHRUNK          at, size = before, need = now, rest = freed at the end
 *   GROWN           at, size = before, need = now, other = right neighbour's offset
 *   CANNOT_GROW     at, size, need, other = right neighbour's offset, rest = its size,
 *                   why = a my_heap_reason: right neighbour used, too small, or none
 *   MOVED           at = new place, other = old offset, need = old section, size = copied
 *   ZEROED          at, size = bytes set to zero, rest = bytes known to be zero already
 *   FAILED          need, why: nothing was changed
 */
#define MY_HEAP_STEPS(X)                                                                  \
	X(ROUND) X(SECTION_PASSED) X(SECTION_SEARCH) X(NO_SECTION) X(BINS_EMPTY)          \
	X(BIN_SEARCH) X(LOOK_SMALL) X(LOOK_TAKE) X(LOOK_BEST) X(LOOK_WORSE) X(CHOSEN)     \
	X(WRAPPED) X(ALIGNED) X(SPLIT) X(NOT_SPLIT) X(KEEPS_ENTRY) X(PROBE_TAKEN)         \
	X(STORED) X(FOUND) X(NOT_FOUND) X(REMOVED) X(SHIFTED) X(TABLE_GROWN) X(FREED)     \
	X(MERGED_RIGHT) X(MERGED_LEFT) X(RIGHT_USED) X(LEFT_USED) X(RIGHT_END)            \
	X(LEFT_END) X(RIGHT_KEPT) X(LEFT_KEPT) X(COALESCING) X(SECTION_MAPPED)            \
	X(SECTION_KEPT) X(SECTION_UNMAPPED) X(SAME_SIZE) X(SHRUNK) X(GROWN)               \
	X(CANNOT_GROW) X(MOVED) X(ZEROED) X(FAILED)

enum my_heap_step {
#define MY_HEAP_STEP_ENUM(name) MY_HEAP_##name,
	MY_HEAP_STEPS(MY_HEAP_STEP_ENUM)
#undef MY_HEAP_STEP_ENUM
	MY_HEAP_STEP_COUNT
};

enum my_heap_reason {
	MY_HEAP_NO_REASON,
	MY_HEAP_RIGHT_IS_USED,
	MY_HEAP_RIGHT_TOO_SMALL,
	MY_HEAP_RIGHT_IS_END,
	MY_HEAP_SIZE_TOO_LARGE, /* over PTRDIFF_MAX, or the product overflows */
	MY_HEAP_LIMIT_REACHED,  /* options.limit */
	MY_HEAP_SYSTEM_REFUSED, /* a memory system call failed, or no address space is left */
	MY_HEAP_BAD_ALIGNMENT   /* not a power of two */
};

typedef struct my_heap_event {
	enum my_heap_step step;
	enum my_heap_reason why;
	size_t section, offset, key, home, bucket;
	size_t asked, size, need, rest, other, unit, header;
} my_heap_event;

/* From now on every micro-step is told to the observer; NULL ends it. While observed, a
 * search looks at each free chunk by itself so that it can be followed; otherwise it
 * passes over whole groups by their largest size, as it does over sections by theirs. Both
 * take the same chunk and count the same. */
typedef void my_heap_observer(void *user, const my_heap_event *event);
void my_heap_observe(my_heap *heap, my_heap_observer *observer, void *user);

/* ------------------------------------------------------- checking, measuring */

/* Proves every invariant of the whole heap; O(chunks). */
typedef struct my_heap_fault {
	const char *invariant; /* the first that is broken, a sentence; static storage */
	size_t section;        /* where: section id, 0 = the heap as a whole */
	size_t offset;         /* and the chunk's offset */
} my_heap_fault;

/* 0 = sound; 1 = broken, *fault says what (fault may be NULL). */
int my_heap_check(const my_heap *heap, my_heap_fault *fault);

typedef struct my_heap_statistics {
	size_t mapped, peak_mapped; /* bytes of sections' memory */
	size_t used;                /* bytes in used chunks */
	size_t asked, peak_asked;   /* bytes requested in them */
	size_t free, largest_free;  /* bytes in free chunks; the largest of them */
	size_t sections, used_chunks, free_chunks;
	size_t tables;              /* bytes of the sections' tables */
	size_t lookups, probes;     /* table lookups and stores; buckets past home seen in them */
	size_t longest_probe;       /* most buckets past home in one of them */
	size_t searches, looked;    /* searches for a place; free chunks looked at in them */
	size_t splits, merges;
	size_t moves, copied;       /* reallocs that moved; bytes they copied */
	size_t system_calls;        /* memory system calls of this heap */
} my_heap_statistics;

/* O(sections). */
void my_heap_stats(const my_heap *heap, my_heap_statistics *out);

#ifdef __cplusplus
}
#endif

#endif
