/* SPDX-License-Identifier: MIT */
#include "hole.h"

enum { BINS_EXACT = 32, BINS_A_DOUBLING = 4 };

/* The tree being worked on: its nodes and which of their links. */
struct treap {
	struct hole *pool;
	enum hole_tree tree;
};

size_t hole_unit(const my_heap_options *options)
{
	return options->granule > options->alignment ? options->granule : options->alignment;
}

int hole_has_sizes(const my_heap_options *options)
{
	return options->placement == MY_HEAP_BEST_FIT || options->placement == MY_HEAP_WORST_FIT;
}

/* ----------------------------------------------------------------------- bins */

static unsigned log2_floor(size_t n)
{
	return (unsigned)(sizeof(unsigned long long) * 8 - 1) -
	       (unsigned)__builtin_clzll((unsigned long long)n);
}

unsigned hole_bin(size_t units)
{
	if (units <= BINS_EXACT)
		return (unsigned)units;

	unsigned doubling = log2_floor(units);
	unsigned quarter = (unsigned)(units >> (doubling - 2)) & 3;
	unsigned bin = BINS_EXACT + (doubling - 5) * BINS_A_DOUBLING + quarter;

	return bin < HOLE_BINS ? bin : HOLE_BINS - 1;
}

size_t hole_bin_least(unsigned bin)
{
	if (bin <= BINS_EXACT)
		return bin;

	unsigned doubling = (bin - BINS_EXACT) / BINS_A_DOUBLING + 5;
	size_t quarter = (bin - BINS_EXACT) % BINS_A_DOUBLING;

	return ((size_t)1 << doubling) + (quarter << (doubling - 2));
}

unsigned hole_filled(const struct holes *holes, unsigned bin)
{
	for (unsigned word = bin / 64; word < HOLE_BINS / 64; word++) {
		uint64_t bits = holes->filled[word];

		if (word == bin / 64)
			bits &= ~(uint64_t)0 << (bin % 64);
		if (bits)
			return word * 64 + (unsigned)__builtin_ctzll(bits);
	}
	return HOLE_BINS;
}

static unsigned bin_of(const my_heap_options *options, size_t size)
{
	return options->placement == MY_HEAP_BINS ? hole_bin(size / hole_unit(options)) : 0;
}

static void note_filled(struct holes *holes, unsigned bin)
{
	uint64_t bit = (uint64_t)1 << (bin % 64);

	if (holes->list[bin])
		holes->filled[bin / 64] |= bit;
	else
		holes->filled[bin / 64] &= ~bit;
}

/* ---------------------------------------------------------------------- treap */

static uint32_t priority(const struct hole *hole)
{
	uint64_t x = (uint64_t)hole->key + 1;

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
static void sum_up(const struct treap *t, uint32_t node)
{
	struct hole *h = &t->pool[node];

	if (t->tree != HOLE_LIST)
		return;

	const struct hole *left = &t->pool[h->child[HOLE_LIST][0]];
	const struct hole *right = &t->pool[h->child[HOLE_LIST][1]];

	h->number = 1 + left->number + right->number;
	h->largest = h->size;
	if (left->largest > h->largest)
		h->largest = left->largest;
	if (right->largest > h->largest)
		h->largest = right->largest;
}

/* Into the part before the pivot and the rest. */
static void split(const struct treap *t, uint32_t node, const struct hole *pivot, uint32_t *before,
                  uint32_t *after)
{
	struct hole *h = &t->pool[node];

	if (node == 0) {
		*before = *after = 0;
		return;
	}
	if (precedes(h, pivot, t->tree)) {
		*before = node;
		split(t, h->child[t->tree][1], pivot, &h->child[t->tree][1], after);
	} else {
		*after = node;
		split(t, h->child[t->tree][0], pivot, before, &h->child[t->tree][0]);
	}
	sum_up(t, node);
}

static uint32_t join(const struct treap *t, uint32_t before, uint32_t after)
{
	if (before == 0 || after == 0)
		return before ? before : after;

	struct hole *b = &t->pool[before], *a = &t->pool[after];

	if (priority(b) >= priority(a)) {
		b->child[t->tree][1] = join(t, b->child[t->tree][1], after);
		sum_up(t, before);
		return before;
	}
	a->child[t->tree][0] = join(t, before, a->child[t->tree][0]);
	sum_up(t, after);
	return after;
}

static void insert(const struct treap *t, uint32_t *link, uint32_t node)
{
	struct hole *h = &t->pool[node], *r;
	uint32_t high = priority(h);

	for (; *link && priority(r = &t->pool[*link]) >= high;
	     link = &r->child[t->tree][precedes(r, h, t->tree)]) {
		if (t->tree != HOLE_LIST)
			continue;
		r->number++;
		if (h->size > r->largest)
			r->largest = h->size;
	}
	split(t, *link, h, &h->child[t->tree][0], &h->child[t->tree][1]);
	sum_up(t, node);
	*link = node;
}

static uint32_t remove_node(const struct treap *t, uint32_t root, uint32_t node)
{
	struct hole *r = &t->pool[root];

	if (root == node)
		return join(t, r->child[t->tree][0], r->child[t->tree][1]);

	int side = precedes(r, &t->pool[node], t->tree);

	r->child[t->tree][side] = remove_node(t, r->child[t->tree][side], node);
	sum_up(t, root);
	return root;
}

/* Above the first node whose largest it may be, one less is all that changes. */
static void take_out(const struct treap *t, uint32_t *link, uint32_t node)
{
	const struct hole *h = &t->pool[node];

	while (t->tree == HOLE_LIST && t->pool[*link].largest > h->size) {
		struct hole *r = &t->pool[*link];

		if (r == h)
			break;
		r->number--;
		link = &r->child[t->tree][precedes(r, h, t->tree)];
	}
	*link = remove_node(t, *link, node);
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

	for (unsigned tree = 0; keep->keeper && tree < HOLE_TREES; tree++) {
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
	const size_t rank[] = {
		[MY_HEAP_BY_ADDRESS] = 0,
		[MY_HEAP_BY_SIZE_UP] = size,
		[MY_HEAP_BY_SIZE_DOWN] = ~size,
		[MY_HEAP_LAST_IN_FIRST_OUT] = ~stamp,
		[MY_HEAP_FIRST_IN_FIRST_OUT] = stamp,
	};

	return rank[options->order];
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
	for (int side = 0; side < 2; side++)
		if (h->child[tree][side] && priority(&pool[h->child[tree][side]]) > priority(h))
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
	uint32_t node = take_node(holes);
	struct treap list = { holes->pool, HOLE_LIST }, sizes = { holes->pool, HOLE_SIZE };
	unsigned bin = bin_of(options, size);

	keep_node(keep, holes, node);
	holes->pool[node] =
		(struct hole){ .key = key, .size = size, .rank = rank_of(options, size, stamp) };
	keep_ways(keep, holes, bin, node);
	insert(&list, &holes->list[bin], node);
	note_filled(holes, bin);
	if (hole_has_sizes(options))
		insert(&sizes, &holes->by_size, node);
	holes->number++;
	return node;
}

void hole_remove(const struct keep *keep, struct holes *holes, const my_heap_options *options,
                 uint32_t hole)
{
	struct treap list = { holes->pool, HOLE_LIST }, sizes = { holes->pool, HOLE_SIZE };
	unsigned bin = bin_of(options, holes->pool[hole].size);

	keep_ways(keep, holes, bin, hole);
	take_out(&list, &holes->list[bin], hole);
	note_filled(holes, bin);
	if (hole_has_sizes(options))
		take_out(&sizes, &holes->by_size, hole);
	holes->number--;
	holes->pool[hole] = (struct hole){ .tag = holes->unused };
	holes->unused = hole;
}

static void resize(const struct treap *t, uint32_t root, uint32_t node, size_t size)
{
	struct hole *r = &t->pool[root];

	if (root == node)
		r->size = size;
	else
		resize(t, r->child[t->tree][precedes(r, &t->pool[node], t->tree)], node, size);
	sum_up(t, root);
}

void hole_resize(const struct keep *keep, struct holes *holes, uint32_t hole, size_t size)
{
	struct treap list = { holes->pool, HOLE_LIST };

	keep_ways(keep, holes, 0, hole);
	resize(&list, holes->list[0], hole, size);
}

size_t hole_largest(const struct holes *holes)
{
	size_t largest = 0;

	/* With bins only the last filled one can hold the largest. */
	for (unsigned word = HOLE_BINS / 64; word-- > 0 && largest == 0;)
		if (holes->filled[word]) {
			unsigned bin = word * 64 + log2_floor(holes->filled[word]);
			largest = holes->pool[holes->list[bin]].largest;
		}
	return largest;
}
