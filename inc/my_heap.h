/* SPDX-License-Identifier: MIT
 *
 * my_heap.h - heaps as values: create, allocate, check, measure. It brings with it
 * my_heap_walk.h (looking at sections, buckets and chunks), my_heap_events.h (observing
 * every step of an operation) and my_heap_image.h (taking a state, and putting it back).
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
 * - Nothing here calls malloc. Memory comes from the system, by mmap.
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
#pragma GCC visibility push(default)

/* A heap, of which only its owner's pointer is known: from my_heap_create to my_heap_destroy. */
typedef struct my_heap my_heap;

/* ------------------------------------------------------------------ options */

/* Which free chunk is taken. (Knuth, TAOCP 1, 2.5; Wilson et al. 1995, sec. 3) */
enum my_heap_placement {
	MY_HEAP_FIRST_FIT, /* the first in list order that is large enough */
	MY_HEAP_NEXT_FIT,  /* the same, starting at the place that was taken last */
	MY_HEAP_BEST_FIT,  /* the smallest that is large enough */
	MY_HEAP_WORST_FIT, /* the largest */
	MY_HEAP_BINS,      /* lists by size: first fit in the own bin, else the next larger bin */
	MY_HEAP_NEAR       /* the nearest to where the chunk began that was taken last, of two as
	                      near the lower: in its section, else in the one whose number is
	                      nearest, from the end of that one that is nearer in memory. Only
	                      with the order by address */
};

/* How many placements there are. */
#define MY_HEAP_PLACEMENTS (MY_HEAP_NEAR + 1)

/* In which order a section's free chunks are listed. */
enum my_heap_order {
	MY_HEAP_BY_ADDRESS,        /* the lowest first */
	MY_HEAP_BY_SIZE_UP,        /* the smallest first */
	MY_HEAP_BY_SIZE_DOWN,      /* the largest first */
	MY_HEAP_LAST_IN_FIRST_OUT, /* the one freed last first */
	MY_HEAP_FIRST_IN_FIRST_OUT /* the one freed longest ago first */
};

/* When free neighbours become one chunk. (Boundaries: Knuth, TAOCP 1, 2.5, algorithms B and C) */
enum my_heap_coalescing {
	MY_HEAP_AT_ONCE,  /* in every free */
	MY_HEAP_DEFERRED, /* when a search found no room, before a section is mapped */
	MY_HEAP_NEVER     /* free neighbours stay two chunks */
};

/* From a key to its home bucket; then the next bucket, until one is empty: linear probing.
 * (Knuth, TAOCP 3, 6.4, algorithms L and R) */
enum my_heap_hash {
	MY_HEAP_ORDER_PRESERVING, /* key * capacity / number of keys */
	MY_HEAP_MODULO,           /* key mod capacity */
	MY_HEAP_FIBONACCI         /* top bits of key * 2^64 / golden ratio (Knuth, TAOCP 3, 6.4) */
};

/* What a caller may do wrong. */
enum my_heap_misuse {
	MY_HEAP_DOUBLE_FREE,        /* my_heap_free of a chunk that is free already */
	MY_HEAP_INVALID_FREE,       /* my_heap_free of a pointer that is no chunk's */
	MY_HEAP_INVALID_REALLOC,    /* my_heap_realloc of a pointer that is no used chunk */
	MY_HEAP_INVALID_SIZE_QUERY, /* my_heap_usable_size of a pointer that is no used chunk */
	/* These are found by a heap with the option guard, and by the process heap under
	 * MY_MALLOC=guard. The pointer told is that of the first byte that was changed. */
	MY_HEAP_WRITE_PAST_END,
	MY_HEAP_WRITE_BEFORE_START,
	MY_HEAP_WRITE_AFTER_FREE,
	MY_HEAP_MISUSES /* how many there are */
};

/* What hands out small blocks. */
enum my_heap_engine {
	MY_HEAP_GENERAL, /* chunks of any size, one table a section */
	MY_HEAP_FAST     /* up to 1 MiB chunks of size classes, through caches: up to 16 KiB in
	                    spans; for larger ones, and for the spans, the general engine, granule
	                    4096 */
};

/* What the option guard fills with: bytes before the user's, slack behind them, and memory that
 * was freed. */
enum my_heap_fill {
	MY_HEAP_FILL_BEFORE = 0xb5,
	MY_HEAP_FILL_BEHIND = 0xa9,
	MY_HEAP_FILL_FREED = 0xdf
};

/* What a heap is asked to be; it keeps a copy. my_heap_options_problem knows the bounds. */
typedef struct my_heap_options {
	enum my_heap_engine engine;         /* default: general */
	enum my_heap_placement placement;   /* default: first fit */
	enum my_heap_order order;           /* default: by address */
	enum my_heap_coalescing coalescing; /* default: at once */
	enum my_heap_hash hash;             /* default: modulo */
	size_t split;     /* smallest remainder worth a chunk of its own, 0..2^30; default 16 */
	size_t granule;   /* key = offset / granule: a power of two, 1..4096; default 16 */
	size_t alignment; /* of every result: a power of two, 1..4096; default 16.
	                     Sizes are multiples of the larger of granule and alignment. */
	size_t header;    /* bytes kept before each user pointer, 0..256; default 0 */
	size_t section;   /* memory of a new section, 64..2^30; default 4096 */
	int grow;         /* 1: each new section as large as all before it together; default 0 */
	size_t capacity;  /* buckets of a new section's table, 1..2^20; default 16 */
	unsigned load;    /* percent of the buckets that may be taken before the table doubles,
	                     10..100; default 75. It doubles earlier when an entry comes to lie
	                     more than 64 buckets past home */
	uintptr_t base;   /* where the first section should lie, a multiple of 4096 up to 2^46
	                     (of addresses with 32 bits up to 2^31, default 0x40000000);
	                     0 = anywhere. Not binding: see my_heap_section.memory.
	                     Default 0x100000000 */
	size_t limit;     /* most bytes of memory mapped at once, the last section may be smaller
	                     for it; 0 = none (default) */
	int guard;        /* 1: slack and headers are filled, and verified at free and realloc;
	                     freed memory is filled, waits, and is verified before it is used again.
	                     What is found is told to misuse, and the operation is carried out.
	                     General engine only. Default 0 */
	int density;      /* 1: how much of each 4 KiB is in use is counted: see my_heap_density. A
	                     fast heap knows without counting. Default 0 */
	/* Told of every misuse; the heap is unharmed and goes on. NULL: not told. */
	void (*misuse)(void *user, enum my_heap_misuse cause, const void *pointer);
	void *user; /* is handed to misuse */
} my_heap_options;

/* All of them, as they are said to be by default. */
void my_heap_options_default(my_heap_options *options);

/* The options of the process heap behind my_malloc.h: the fast engine, sections of 4 MiB
 * that grow, placement by bins, the Fibonacci hash. */
void my_heap_options_fast(my_heap_options *options);

/* What is wrong with the options, as a sentence with the bounds; NULL if nothing. */
const char *my_heap_options_problem(const my_heap_options *options);

/* The fixed words of a misuse: "double free", "invalid free", ... Static storage. */
const char *my_heap_misuse_name(enum my_heap_misuse cause);

/* --------------------------------------------------------------- allocating */

/* A new heap without sections; options = NULL: the default ones. Or NULL: errno EINVAL (see
 * my_heap_options_problem), ENOMEM (address space). */
my_heap *my_heap_create(const my_heap_options *options);

/* Unmaps everything, used chunks too. NULL is allowed. */
void my_heap_destroy(my_heap *heap);

/* The heap's own copy of its options, as long as it lives. */
const my_heap_options *my_heap_options_of(const my_heap *heap);

/* NULL with errno = ENOMEM when there is no room, the limit is reached or the size is
 * over PTRDIFF_MAX; EINVAL for an alignment that is no power of two. Size 0 gives a
 * unique pointer. Expected O(log free chunks) in each section that is searched; sections
 * without room are passed over together, in O(log sections), unless observed. */
void *my_heap_malloc(my_heap *heap, size_t size);
void *my_heap_calloc(my_heap *heap, size_t count, size_t size);
void *my_heap_aligned_alloc(my_heap *heap, size_t alignment, size_t size);

/* realloc(NULL, n) allocates; realloc(p, 0) frees and gives NULL; on failure NULL with
 * errno = ENOMEM and p as it was; misuse: NULL with errno = EINVAL. */
void *my_heap_realloc(my_heap *heap, void *pointer, size_t size);

/* NULL is allowed. Preserves errno. Finding the chunk and both neighbours is O(1). */
void my_heap_free(my_heap *heap, void *pointer);

/* Of a fast heap: the operations from now on use the cache of thread 1 (the first), 2, ... up
 * to MY_HEAP_THREADS; it is made when it is not there. It is a heap value all the same: the
 * calls come from one thread at a time. 0: no such thread, no memory, or no fast heap. */
enum { MY_HEAP_THREADS = 9 };
int my_heap_use_thread(my_heap *heap, unsigned number);

/* Bytes usable at a used chunk's pointer: with the option guard just those asked for; 0 for
 * NULL and (a misuse) for anything else. */
size_t my_heap_usable_size(my_heap *heap, const void *pointer);

/* Free chunks by hand, for rules of one's own about the list, in a heap of the general engine:
 * with the pointer that a chunk's user held or would hold. 0 when it is not that of a free chunk.
 * Join: merged with its right neighbour, and in an order by time listed where it was; 0 also
 * when that one is not free. Relist: in an order by time listed as if it were freed now. Both
 * are expected O(log free chunks). */
int my_heap_join(my_heap *heap, const void *pointer);
int my_heap_relist(my_heap *heap, const void *pointer);

/* ------------------------------------------------------- checking, measuring */

/* Where a heap is broken. */
typedef struct my_heap_fault {
	const char *invariant; /* the first that is broken, a sentence; static storage */
	size_t section;        /* where: section id, 0 = the heap as a whole */
	size_t offset;         /* and the chunk's offset */
} my_heap_fault;

/* Proves every invariant of the whole heap; O(chunks).
 * 0 = sound; 1 = broken, *fault says what (fault may be NULL). */
int my_heap_check(const my_heap *heap, my_heap_fault *fault);

/* What a heap is and did so far: sizes in bytes, the others are numbers. */
typedef struct my_heap_statistics {
	size_t mapped, peak_mapped; /* bytes of sections' memory, without rounding to pages */
	size_t used;                /* bytes in used chunks */
	size_t asked, peak_asked;   /* bytes requested in them; of a fast heap, which does not know
	                               them: used, and the most that its engine had in use */
	size_t free, largest_free;  /* bytes in free chunks; the largest of them, of a fast heap of
	                               those of its engine */
	size_t sections, used_chunks, free_chunks; /* without spans, but with what is in them */
	size_t spans, cached, cached_chunks; /* of a fast heap: spans; bytes and chunks in caches
	                                        and depots; with the option guard those that wait.
	                                        They count as free */
	size_t tables;              /* bytes of the sections' present tables */
	size_t lookups, probes;     /* lookups of users' pointers, and stores, in tables; buckets
	                               past home seen in them */
	size_t longest_probe;       /* most buckets past home in one of them */
	size_t searches, looked;    /* searches for a place; free chunks looked at in them */
	size_t splits, merges;      /* of chunks: one became two, two became one */
	size_t moves, copied;       /* reallocs that moved; usable bytes they copied */
	size_t system_calls;        /* memory system calls of this heap: two to reserve addresses
	                               when it is made, one a section, and few more; of a fast
	                               heap one when it is made, and few more */
} my_heap_statistics;

/* Copies them to *out. O(1); of a fast heap O(caches). */
void my_heap_stats(const my_heap *heap, my_heap_statistics *out);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#include "my_heap_events.h"
#include "my_heap_image.h"
#include "my_heap_walk.h"

#endif
