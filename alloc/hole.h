/* SPDX-License-Identifier: MIT
 *
 * hole.h - the free chunks of one section, in list order.
 *
 * Each free chunk has one hole: a node away from user memory, in the section's pool.
 * The holes of a bin form a treap (Seidel and Aragon, "Randomized search trees",
 * Algorithmica 16, 1996; the priority is a hash of the key, so that the same holes always
 * make the same tree). Its in-order is the list order; every node knows how many holes
 * are below it and the largest of them, so that "the first of at least n bytes from here
 * on" takes O(log holes) (Stephenson, "Fast fits", 1983). Only placement by bins has more
 * than bin 0. Best and worst fit keep a second treap through the same nodes, by size.
 *
 * Index 0 is "none". Indices stay valid until the hole is removed. Who keeps old bytes is told
 * of the nodes that are written; of struct holes itself its owner tells.
 */
#ifndef ALLOC_HOLE_H
#define ALLOC_HOLE_H

#include "keep.h"
#include "my_heap.h"
#include "power.h"

#include <stddef.h>
#include <stdint.h>

enum { HOLE_BINS = 128 };

enum hole_tree { HOLE_LIST, HOLE_SIZE, HOLE_TREES };

struct hole {
	size_t key;     /* the free chunk's */
	size_t size;    /* in bytes */
	size_t rank;    /* position in list order, then by key; see hole_rank */
	size_t largest; /* size of the largest hole in this subtree of the list */
	uint32_t child[HOLE_TREES][2];
	uint32_t number; /* holes in this subtree of the list */
	uint32_t tag;    /* the caller's; of an unused node: the next unused one */
	uint32_t priority; /* follows from the key, as bin does from the size */
	uint32_t bin;
};

struct holes {
	struct hole *pool; /* pool[0] is nobody, all zero */
	uint32_t fresh;    /* pool[fresh] and above were never used */
	uint32_t unused;
	uint32_t number;
	uint32_t by_size;          /* root of the treap by size */
	uint32_t list[HOLE_BINS];  /* roots of the treaps in list order */
	uint64_t filled[HOLE_BINS / 64]; /* one bit a bin: list[bin] != 0 */
};

/* A place in list order: before all holes when both are 0. */
struct hole_place {
	size_t rank, key;
};

enum { HOLE_BINS_EXACT = 32, HOLE_BINS_A_DOUBLING = 4 };

/* The bin of a chunk of this many units: exact up to 32, then four a doubling. */
static inline unsigned hole_bin(size_t units)
{
	if (units <= HOLE_BINS_EXACT)
		return (unsigned)units;

	unsigned doubling = power_within(units);
	unsigned quarter = (unsigned)(units >> (doubling - 2)) & 3;
	unsigned bin = HOLE_BINS_EXACT + (doubling - 5) * HOLE_BINS_A_DOUBLING + quarter;

	return bin < HOLE_BINS ? bin : HOLE_BINS - 1;
}

/* The least number of units in a bin. */
size_t hole_bin_least(unsigned bin);
/* The first filled bin from this one on, HOLE_BINS if none. */
static inline unsigned hole_filled(const struct holes *holes, unsigned bin)
{
	unsigned word = bin / 64;
	uint64_t bits = bin < HOLE_BINS ? holes->filled[word] & ~(uint64_t)0 << bin % 64 : 0;

	while (!bits && ++word < HOLE_BINS / 64)
		bits = holes->filled[word];
	return bits ? word * 64 + (unsigned)__builtin_ctzll(bits) : HOLE_BINS;
}

/* stamp = when it was freed; it decides the rank in last- and first-in-first-out. */
uint32_t hole_insert(const struct keep *keep, struct holes *holes, const my_heap_options *options,
                     size_t key, size_t size, size_t stamp);
void hole_remove(const struct keep *keep, struct holes *holes, const my_heap_options *options,
                 uint32_t hole);

/* Another size for a hole of bin 0 in a list that is not in order of size. */
void hole_resize(const struct keep *keep, struct holes *holes, uint32_t hole, size_t size);

/* The stamp to give a hole that takes over this one's place in the list. */
size_t hole_stamp(const struct holes *holes, const my_heap_options *options, uint32_t hole);

size_t hole_largest(const struct holes *holes);

/* In one bin: the first hole at or after a place, any size or at least size; 0 = none. */
uint32_t hole_at(const struct holes *holes, unsigned bin, struct hole_place from);
/* *before: how many holes of the bin come before the one found; all of them if none is. */
uint32_t hole_first_fit(const struct holes *holes, unsigned bin, struct hole_place from,
                        size_t size, size_t *before);
/* In one bin: the last hole before a place, of at least size; 0 = none. */
uint32_t hole_last_fit(const struct holes *holes, unsigned bin, struct hole_place place,
                       size_t size);
/* How many holes of the bin come before a place. */
size_t hole_before(const struct holes *holes, unsigned bin, struct hole_place place);
/* The hole with so many others of the bin before it; 0 = none. */
uint32_t hole_behind(const struct holes *holes, unsigned bin, size_t others);

/* The smallest hole of at least size, the first of its size in list order; 0 = none. */
uint32_t hole_best_fit(const struct holes *holes, size_t size);

struct hole_place hole_place(const struct holes *holes, uint32_t hole);
struct hole_place hole_place_after(const struct holes *holes, uint32_t hole);

/* 1 if what follows from a node's key and size does, and its children in a tree do not have
 * higher priorities: the shape of the tree is then the one its holes have. */
int hole_is_placed(const struct hole *pool, const my_heap_options *options, enum hole_tree tree,
                   uint32_t node);

/* Sizes are multiples of this power of two. */
static inline size_t hole_unit(const my_heap_options *options)
{
	return options->granule > options->alignment ? options->granule : options->alignment;
}

/* 1 if the treap by size is kept. */
int hole_has_sizes(const my_heap_options *options);

#endif
