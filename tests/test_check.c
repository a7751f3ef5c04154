/* SPDX-License-Identifier: MIT
 *
 * test_check.c - my_heap_check names the invariant that is broken: every field that it
 * speaks for is damaged in turn, found, and mended again.
 *
 * The heap under test, by bins so that several lists are filled:
 *   s1: a 112 used | 48 free | c 208 used | 512 free | e 64 used | rest free;  s2: f 4000
 */
#include "test.h"
#include "damage.h"

#include "../alloc/state.h"
#include "../alloc/table.h"

#include <string.h>

struct bench {
	my_heap *heap;
	struct section *first, *second;
	struct chunk *used, *free; /* c and the 512 after it */
};

static struct bench bench_make(enum my_heap_placement placement)
{
	my_heap_options options;
	struct bench b;
	const size_t sizes[] = { 100, 40, 200, 500, 64 };
	void *p[5];

	my_heap_options_default(&options);
	options.placement = placement;
	b.heap = my_heap_create(&options);
	for (size_t i = 0; i < 5; i++)
		p[i] = my_heap_malloc(b.heap, sizes[i]);
	my_heap_malloc(b.heap, 4000);
	my_heap_free(b.heap, p[1]);
	my_heap_free(b.heap, p[3]);
	b.first = b.heap->first;
	b.second = b.first->next;
	b.used = table_peek(b.heap, b.first, 10);
	b.free = table_peek(b.heap, b.first, 23);
	return b;
}

static void names_section_fields(void)
{
	struct bench b = bench_make(MY_HEAP_BINS);
	struct section *s = b.first;

	CU_ASSERT_EQUAL(my_heap_check(b.heap, NULL), 0);
	DAMAGE(&b, s->chunk, s->chunk + 1, "chunk is the table");
	DAMAGE(&b, s->capacity, s->capacity + 1, "capacity is");
	DAMAGE(&b, s->capacity, s->capacity * 2, "an entry is reached");
	DAMAGE(&b, s->nbr_chunks, s->nbr_chunks + 1, "nbr_chunks is");
	DAMAGE(&b, s->memory, s->memory + 16, "memory starts in");
	DAMAGE(&b, s->free_size, s->free_size - 16, "free_size is");
	DAMAGE(&b, s->next, NULL, "the list holds as many sections");
	DAMAGE(&b, s->next, s, "ids rise");
	DAMAGE(&b, b.second->next, s, "the list holds as many sections");
	DAMAGE(&b, s->id, 7, "the tree of sections knows");
	DAMAGE(&b, s->size, s->size + 16, "size is the memory mapped");
	DAMAGE(&b, s->size, s->size - 16, "size is a multiple of the unit");
	DAMAGE(&b, s->used, s->used + 16, "used is the sum of the used chunks");
	DAMAGE(&b, s->dirty, s->size + 1, "no more than the section");
	DAMAGE(&b, s->dirty, 16, "what is in use counts as handed out");
	DAMAGE(&b, s->slots, s->slots + 1, "every slot of a section");
	DAMAGE(&b, s->holes.pool, s->holes.pool + 1, "the holes lie behind");
	DAMAGE(&b, s->node, b.second->node, "the tree of sections knows");
	my_heap_destroy(b.heap);
}

static void names_chunk_fields(void)
{
	struct bench b = bench_make(MY_HEAP_BINS);
	struct chunk *c = b.used, *f = b.free;

	DAMAGE(&b, c->key, c->key + 1, "memory is the section's memory");
	DAMAGE(&b, c->key, 99999, "key lies inside");
	DAMAGE(&b, c->memory, c->memory + 16, "memory is the section's memory");
	DAMAGE(&b, c->memory, NULL, "nbr_chunks is");
	DAMAGE(&b, c->size, c->size + 16, "the chunks tile");
	DAMAGE(&b, c->size, c->size + 1, "size is a multiple");
	DAMAGE(&b, c->size, 0, "size is a multiple");
	DAMAGE(&b, c->size, (size_t)1 << 40, "size is a multiple");
	DAMAGE(&b, c->left, c->left + 16, "left is the size");
	DAMAGE(&b, c->free, 2, "free is 0 or 1");
	DAMAGE(&b, c->free, 1, "nothing is asked");
	DAMAGE(&b, f->free, 0, "no place among the free");
	DAMAGE(&b, c->asked, c->size + 1, "at least as large");
	DAMAGE(&b, c->asked, c->asked - 1, "asked is the sum");
	DAMAGE(&b, c->hole, 1, "no place among the free");
	DAMAGE(&b, f->hole, 0, "a free chunk has its place");
	DAMAGE(&b, f->hole, f->hole + 1, "a free chunk has its place");
	DAMAGE(&b, f->asked, 3, "nothing is asked");
	my_heap_destroy(b.heap);
}

static void names_misplaced_entries(void)
{
	struct bench b = bench_make(MY_HEAP_BINS);
	struct chunk *empty = NULL, copy = *b.used;

	for (size_t i = 0; i < b.first->capacity; i++)
		if (!b.first->chunk[i].memory)
			empty = &b.first->chunk[i];
	CU_ASSERT_PTR_NOT_NULL_FATAL(empty);
	DAMAGE(&b, *empty, copy, "reached from its home bucket");
	my_heap_destroy(b.heap);
}

static void names_hole_fields(void)
{
	struct bench b = bench_make(MY_HEAP_BINS);
	struct holes *holes = &b.first->holes;
	struct hole *h = &holes->pool[b.free->hole];
	unsigned bin = hole_bin(h->size / 16);

	DAMAGE(&b, h->key, h->key + 1, "a free chunk has its place");
	DAMAGE(&b, h->size, h->size + 16, "a free chunk has its place");
	DAMAGE(&b, h->largest, h->largest + 16, "listed in order");
	DAMAGE(&b, h->number, h->number + 1, "listed in order");
	DAMAGE(&b, h->child[HOLE_LIST][0], b.free->hole, "listed in order");
	DAMAGE(&b, holes->list[bin], 0, "marked filled");
	DAMAGE(&b, holes->filled[bin / 64], 0, "marked filled");
	DAMAGE(&b, holes->number, holes->number + 1, "as many are listed");
	DAMAGE(&b, holes->fresh, 0, "a free chunk has its place");
	DAMAGE(&b, h->rank, 1, "listed in order");
	DAMAGE(&b, h->priority, h->priority ^ 1, "listed in order");
	DAMAGE(&b, h->bin, h->bin + 1, "listed in order");
	DAMAGE(&b, holes->unused, b.free->hole, "the nodes not in use");
	my_heap_destroy(b.heap);
}

static void names_lists_and_sizes(void)
{
	struct bench b = bench_make(MY_HEAP_BEST_FIT);
	struct holes *holes = &b.first->holes;
	struct hole *h = &holes->pool[holes->list[0]];

	CU_ASSERT_EQUAL(my_heap_check(b.heap, NULL), 0);
	DAMAGE(&b, holes->by_size, 0, "tree by size");
	DAMAGE(&b, holes->pool[holes->by_size].child[HOLE_SIZE][1], 0, "tree by size");
	DAMAGE(&b, h->rank, 5, "listed in order");
	my_heap_destroy(b.heap);
}

static void names_wrong_bins_and_neighbours(void)
{
	struct bench b = bench_make(MY_HEAP_BINS);
	struct holes *holes = &b.first->holes;
	unsigned bin = hole_bin(b.free->size / 16);
	struct holes moved = *holes;

	moved.list[bin + 1] = moved.list[bin];
	moved.list[bin] = 0;
	moved.filled[bin / 64] ^= (uint64_t)3 << (bin % 64);
	damage(b.heap, &holes->filled, sizeof moved.filled, &moved.filled, "marked filled");

	struct holes kept = *holes;
	my_heap_fault fault;

	*holes = moved;
	CU_ASSERT_EQUAL(my_heap_check(b.heap, &fault), 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(fault.invariant, "in the bin of its size"));
	*holes = kept;

	/* Two free neighbours, made under a policy that allows them. */
	b.heap->options.coalescing = MY_HEAP_NEVER;
	my_heap_free(b.heap, b.used->memory);
	CU_ASSERT_EQUAL(my_heap_check(b.heap, NULL), 0);
	b.heap->options.coalescing = MY_HEAP_AT_ONCE;
	CU_ASSERT_EQUAL(my_heap_check(b.heap, &fault), 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(fault.invariant, "no two free chunks are neighbours"));
	CU_ASSERT_EQUAL(fault.section, 1);
	CU_ASSERT_EQUAL(fault.offset, 0xa0);
	my_heap_destroy(b.heap);
}

static void names_heap_fields(void)
{
	struct bench b = bench_make(MY_HEAP_BINS);
	my_heap *h = b.heap;

	DAMAGE(&b, h->last, b.first, "the list holds as many sections");
	DAMAGE(&b, h->counts.sections, 1, "the list holds as many sections");
	DAMAGE(&b, h->counts.mapped, h->counts.mapped + 1, "mapped is the sum");
	DAMAGE(&b, h->counts.free_chunks, h->counts.free_chunks + 1, "free chunks and tables");
	DAMAGE(&b, h->counts.tables, h->counts.tables - 8, "free chunks and tables");
	DAMAGE(&b, h->counts.used, h->counts.used + 1, "used is the sum over all");
	DAMAGE(&b, h->counts.used_chunks, 1, "used is the sum over all");
	DAMAGE(&b, h->counts.asked, h->counts.asked + 1, "asked is the sum");
	DAMAGE(&b, h->empty, b.first, "the section kept empty");
	DAMAGE(&b, h->ids, 1, "a later id");
	DAMAGE(&b, h->rover.section, (struct section *)h, "a next or near fit starts");
	DAMAGE(&b, h->counts.peak_mapped, 1, "no peak is below");
	DAMAGE(&b, h->counts.peak_asked, 1, "no peak is below");
	DAMAGE(&b, h->options.load, 30, "not fuller than the load factor");
	DAMAGE(&b, h->space.section[0], b.second, "every slot of a section");
	DAMAGE(&b, h->space.by_room.list[0], 0, "the sections are listed in order");
	DAMAGE(&b, h->space.by_room.pool[b.first->node].size, 16, "the tree of sections knows");
	DAMAGE(&b, h->space.by_room.pool[b.first->node].largest, 16, "the sections are listed");
	my_heap_destroy(b.heap);
}

CU_TestInfo check_tests[] = {
	{ "names the fields of a section", names_section_fields },
	{ "names the fields of a chunk", names_chunk_fields },
	{ "names an entry in the wrong bucket", names_misplaced_entries },
	{ "names the fields of a hole", names_hole_fields },
	{ "names lists and trees", names_lists_and_sizes },
	{ "names wrong bins and free neighbours", names_wrong_bins_and_neighbours },
	{ "names the fields of the heap", names_heap_fields },
	CU_TEST_INFO_NULL,
};
