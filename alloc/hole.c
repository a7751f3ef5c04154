/* SPDX-License-Identifier: MIT */
#include "hole.h"

int hole_has_sizes(const my_heap_options *options)
{
	return options->placement == MY_HEAP_BEST_FIT || options->placement == MY_HEAP_WORST_FIT;
}

/* ----------------------------------------------------------------------- bins */

size_t hole_bin_least(unsigned bin)
{
	if (bin <= HOLE_BINS_EXACT)
		return bin;

	unsigned doubling = (bin - HOLE_BINS_EXACT) / HOLE_BINS_A_DOUBLING + 5;
	size_t quarter = (bin - HOLE_BINS_EXACT) % HOLE_BINS_A_DOUBLING;

	return ((size_t)1 << doubling) + (quarter << (doubling - 2));
}

static unsigned bin_of(const my_heap_options *options, size_t size)
{
	return options->placement == MY_HEAP_BINS ? hole_bin(size >> power_of(hole_unit(options)))
	                                           : 0;
}

/* ---------------------------------------------------------------------- treap */

static uint32_t priority_of(size_t key)
{
	uint64_t x = (uint64_t)key + 1;

	x ^= x >> 31;
	x *= 0x7fb5d329728ea185u;
	x ^= x >> 27;
	x *= 0x81dadef4bc2dd44du;
	return (uint32_t)(x >> 32);
}

static int precedes(const struct hole *a, const struct hole *b, enum hole_tree tree)
{
	if (tree == HOLE_SIZE && a->size != b->size)
		return a->size < b->size;
	if (a->rank != b->rank)
		return a->rank < b->rank;
	return a->key < b->key;
}

/* Only the list's subtrees are summed up: nothing asks the tree by size. */
static inline void sum_up(struct hole *pool, enum hole_tree tree, struct hole *h)
{
	if (tree != HOLE_LIST)
		return;

	const struct hole *left = &pool[h->child[HOLE_LIST][0]];
	const struct hole *right = &pool[h->child[HOLE_LIST][1]];
	size_t largest = left->largest > right->largest ? left->largest : right->largest;

	h->number = 1 + left->number + right->number;
	h->largest = h->size > largest ? h->size : largest;
}

/* Into the part before the pivot and the rest. */
static void split(struct hole *pool, enum hole_tree tree, uint32_t node, const struct hole *pivot,
                  uint32_t *before, uint32_t *after)
{
	struct hole *h = &pool[node];

	if (node == 0) {
		*before = *after = 0;
		return;
	}
	if (precedes(h, pivot, tree)) {
		*before = node;
		split(pool, tree, h->child[tree][1], pivot, &h->child[tree][1], after);
	} else {
		*after = node;
		split(pool, tree, h->child[tree][0], pivot, before, &h->child[tree][0]);
	}
	sum_up(pool, tree, h);
}

static uint32_t join_two(struct hole *pool, enum hole_tree tree, uint32_t before, uint32_t after);

/* Two subtrees, or one, or none. */
static inline uint32_t join(struct hole *pool, enum hole_tree tree, uint32_t before,
                            uint32_t after)
{
	return before && after ? join_two(pool, tree, before, after) : before | after;
}

static uint32_t join_two(struct hole *pool, enum hole_tree tree, uint32_t before, uint32_t after)
{
	struct hole *b = &pool[before], *a = &pool[after];

	if (b->priority >= a->priority) {
		b->child[tree][1] = join(pool, tree, b->child[tree][1], after);
		sum_up(pool, tree, b);
		return before;
	}
	a->child[tree][0] = join(pool, tree, before, a->child[tree][0]);
	sum_up(pool, tree, a);
	return after;
}

/* A node alone, that is its own sum, goes into a tree. A part of its callers, which know which:
 * replaying is measurably quicker so. */
static inline __attribute__((always_inline)) void insert(struct hole *pool, enum hole_tree tree,
                                                         uint32_t *link, uint32_t node)
{
	struct hole *h = &pool[node], *r;

	while (*link && (r = &pool[*link])->priority >= h->priority) {
		if (tree == HOLE_LIST) {
			r->number++;
			r->largest = h->size > r->largest ? h->size : r->largest;
		}
		link = &r->child[tree][precedes(r, h, tree)];
	}
	if (*link) {
		split(pool, tree, *link, h, &h->child[tree][0], &h->child[tree][1]);
		sum_up(pool, tree, h);
	}
	*link = node;
}

/* Above the first node whose largest it alone may be, one less is all that changes. */
static void take_out(struct hole *pool, enum hole_tree tree, uint32_t *link, uint32_t node)
{
	struct hole *h = &pool[node], *r = &pool[*link];

	while (tree == HOLE_LIST && r != h && (r->largest > h->size || r->size == h->size)) {
		r->number--;
		link = &r->child[tree][precedes(r, h, tree)];
		r = &pool[*link];
	}
	if (r == h) {
		*link = join(pool, tree, h->child[tree][0], h->child[tree][1]);
		return;
	}
	take_out(pool, tree, &r->child[tree][precedes(r, h, tree)], node);
	sum_up(pool, tree, r);
}

static void keep_node(const struct keep *keep, const struct holes *holes, uint32_t node)
{
	keep_old(keep, &holes->pool[node], sizeof holes->pool[node]);
}

/* Tells of all nodes that putting in or taking out this one may write: those on the way to its
 * place in each tree, and those along which its children are joined. */
static void keep_ways(const struct keep *keep, const struct holes *holes, unsigned bin,
                      uint32_t node)
{
	const struct hole *pool = holes->pool;
	const uint32_t root[] = { [HOLE_LIST] = holes->list[bin], [HOLE_SIZE] = holes->by_size };

	for (unsigned tree = 0; tree < HOLE_TREES; tree++) {
		uint32_t at = root[tree];

		for (; at && at != node;
		     at = pool[at].child[tree][precedes(&pool[at], &pool[node], tree)])
			keep_node(keep, holes, at);
		for (unsigned side = 0; at == node && side < 2; side++)
			for (uint32_t n = pool[at].child[tree][side]; n;
			     n = pool[n].child[tree][!side])
				keep_node(keep, holes, n);
	}
	keep_node(keep, holes, node);
}

/* ---------------------------------------------------------------------- holes */

static int by_time(const my_heap_options *options)
{
	return options->order == MY_HEAP_LAST_IN_FIRST_OUT ||
	       options->order == MY_HEAP_FIRST_IN_FIRST_OUT;
}

/* Smaller ranks come first in the list; equal ranks go by key. */
static size_t rank_of(const my_heap_options *options, size_t size, size_t stamp)
{
	enum my_heap_order order = options->order;
	size_t rank = by_time(options) ? stamp : size;

	if (order == MY_HEAP_BY_ADDRESS)
		return 0;
	return order == MY_HEAP_BY_SIZE_UP || order == MY_HEAP_FIRST_IN_FIRST_OUT ? rank : ~rank;
}

size_t hole_stamp(const struct holes *holes, const my_heap_options *options, uint32_t hole)
{
	size_t rank = holes->pool[hole].rank;

	if (!by_time(options))
		return 0;
	return options->order == MY_HEAP_LAST_IN_FIRST_OUT ? ~rank : rank;
}

int hole_is_placed(const struct hole *pool, const my_heap_options *options, enum hole_tree tree,
                   uint32_t node)
{
	const struct hole *h = &pool[node];

	if (!by_time(options) && h->rank != rank_of(options, h->size, 0))
		return 0;
	if (h->priority != priority_of(h->key) || h->bin != bin_of(options, h->size))
		return 0;
	for (int side = 0; side < 2; side++)
		if (pool[h->child[tree][side]].priority > h->priority)
			return 0;
	return 1;
}

static uint32_t take_node(struct holes *holes)
{
	uint32_t node = holes->unused;

	if (node)
		holes->unused = holes->pool[node].tag;
	else
		node = ++holes->fresh;
	return node;
}

uint32_t hole_insert(const struct keep *keep, struct holes *holes, const my_heap_options *options,
                     size_t key, size_t size, size_t stamp)
{
	struct hole *pool = holes->pool;
	uint32_t node = take_node(holes);
	unsigned bin = bin_of(options, size);

	keep_node(keep, holes, node);
	pool[node] = (struct hole){ .key = key, .size = size, .largest = size, .number = 1,
		                    .rank = rank_of(options, size, stamp),
		                    .priority = priority_of(key), .bin = bin };
	if (keep->keeper)
		keep_ways(keep, holes, bin, node);
	if (holes->list[bin])
		insert(pool, HOLE_LIST, &holes->list[bin], node);
	else
		holes->list[bin] = node;
	holes->filled[bin / 64] |= (uint64_t)1 << bin % 64;
	if (hole_has_sizes(options))
		insert(pool, HOLE_SIZE, &holes->by_size, node);
	holes->number++;
	return node;
}

static inline void empty_bin(struct holes *holes, unsigned bin)
{
	holes->list[bin] = 0;
	holes->filled[bin / 64] &= ~((uint64_t)1 << bin % 64);
}

void hole_remove(const struct keep *keep, struct holes *holes, const my_heap_options *options,
                 uint32_t hole)
{
	struct hole *pool = holes->pool;
	unsigned bin = pool[hole].bin;

	if (keep->keeper)
		keep_ways(keep, holes, bin, hole);
	if (holes->list[bin] != hole || pool[hole].number > 1)
		take_out(pool, HOLE_LIST, &holes->list[bin], hole);
	else
		empty_bin(holes, bin);
	if (hole_has_sizes(options))
		take_out(pool, HOLE_SIZE, &holes->by_size, hole);
	holes->number--;
	pool[hole] = (struct hole){ .tag = holes->unused };
	holes->unused = hole;
}

static void resize(struct hole *pool, uint32_t root, uint32_t node, size_t size)
{
	struct hole *r = &pool[root];

	if (root == node)
		r->size = size;
	else
		resize(pool, r->child[HOLE_LIST][precedes(r, &pool[node], HOLE_LIST)], node, size);
	sum_up(pool, HOLE_LIST, r);
}

void hole_resize(const struct keep *keep, struct holes *holes, uint32_t hole, size_t size)
{
	if (keep->keeper)
		keep_ways(keep, holes, 0, hole);
	resize(holes->pool, holes->list[0], hole, size);
}

size_t hole_largest(const struct holes *holes)
{
	/* With bins only the last filled one can hold the largest. */
	for (unsigned word = HOLE_BINS / 64; word-- > 0;)
		if (holes->filled[word]) {
			unsigned bin = word * 64 + 63 -
			               (unsigned)__builtin_clzll(holes->filled[word]);

			return holes->pool[holes->list[bin]].largest;
		}
	return 0;
}
