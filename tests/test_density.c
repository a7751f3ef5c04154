/* SPDX-License-Identifier: MIT
 *
 * test_density.c - what my_heap_density says is what a walk over the chunks adds up to: cells
 * of every size, heaps of every kind, after every few of many random operations.
 *
 * That the counters go back in time with the heap is tested where heaps with this option are
 * among those whose bytes are compared: test_keep.c and test_image.c.
 */
#include "test.h"
#include "chance.h"
#include "damage.h"
#include "drill.h"
#include "world.h"

#include "../alloc/state.h"

#include <string.h>

enum { OPS = 300, CELLS = 64 };

/* What is asked, and what a walk says. */
struct question {
	const my_heap *heap;
	my_heap_section section;
	size_t offset, cell, count;
	size_t used[CELLS];
};

static void add_up(struct question *q, size_t from, size_t to)
{
	for (size_t i = from > q->offset ? (from - q->offset) / q->cell : 0; i < q->count; i++) {
		size_t start = q->offset + i * q->cell, end = start + q->cell;
		size_t low = from > start ? from : start, high = to < end ? to : end;

		if (start >= to)
			return;
		q->used[i] += high > low ? high - low : 0;
	}
}

static int see(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct question *q = user;

	if (section->id == q->section.id && !chunk->free && chunk->kind != MY_HEAP_SPAN)
		add_up(q, chunk->offset, chunk->offset + chunk->size);
	return 0;
}

static int is_right(struct question *q)
{
	static const my_heap_visitor chunks = { .chunk = see };
	size_t said[CELLS];

	memset(q->used, 0, sizeof q->used);
	memset(said, 0xff, sizeof said);
	my_heap_walk(q->heap, &chunks, q);
	my_heap_density(q->heap, &q->section, q->offset, q->cell, q->count, said);
	for (size_t i = 0; i < q->count; i++)
		if (said[i] != q->used[i]) {
			printf("\n      s%zu + %zu, cells of %zu: cell %zu has %zu, not %zu\n",
			       q->section.id, q->offset, q->cell, i, q->used[i], said[i]);
			return 0;
		}
	return 1;
}

/* Cells that are near the section's size as often as any others. */
static int any_cells(struct question *q)
{
	q->cell = (size_t)1 << (below(2) ? below(36) : 4 + below(18));
	q->offset = below(q->section.size / q->cell + 2) * q->cell;
	q->count = 1 + below(CELLS);
	if (below(2))
		q->offset = q->offset > 8 * q->cell ? q->offset - 8 * q->cell : 0;
	return is_right(q);
}

static int all_cells_are_right(const my_heap *heap)
{
	struct question q = { .heap = heap };
	int more = my_heap_first_section(heap, &q.section), right = 1;

	for (; more && right; more = my_heap_next_section(heap, &q.section)) {
		q.offset = 0, q.count = 1, q.cell = (size_t)1 << 40;
		right = is_right(&q);
		CU_ASSERT(heap->fast || q.used[0] == q.section.used);
		for (int i = 0; i < 6 && right; i++)
			right = any_cells(&q);
	}
	return right;
}

static void run(const my_heap_options *options, size_t largest)
{
	struct world world;
	my_heap_fault fault = { 0 };
	size_t k;

	world_open(&world, options);
	world.largest = largest;
	for (k = 0; k < OPS; k++) {
		world_operate(&world, k);
		if (k % 5 == 4 && !all_cells_are_right(world.heap))
			break;
		if (my_heap_check(world.heap, &fault)) {
			printf("\n      %s\n", fault.invariant);
			break;
		}
	}
	CU_ASSERT_EQUAL(k, OPS);
	my_heap_destroy(world.heap);
}

static void heaps_that_count(void)
{
	static const size_t largest[] = { 300, 9000, 70000, 300000, 3000000 };

	for (size_t i = 0; i < 1 + 50 * test_percent() / 100; i++) {
		my_heap_options options;

		world_chance(test_seed() + i);
		options = world_general();
		options.density = 1;
		run(&options, largest[i % 5]);
	}
}

static void heaps_that_do_not(void)
{
	for (size_t i = 0; i < 1 + 10 * test_percent() / 100; i++) {
		my_heap_options options;

		world_chance(test_seed() + i);
		options = world_general();
		options.density = 0;
		run(&options, 9000);
	}
}

static void fast_heaps(void)
{
	for (size_t i = 0; i < 1 + 8 * test_percent() / 100; i++) {
		my_heap_options options;

		world_chance(test_seed() + i);
		options = world_fast();
		options.base = i % 2 ? 0 : 0x100001000; /* spans in parts of cells */
		run(&options, i % 3 ? 20000 : 300000);
	}
}

/* ------------------------------------------------------------------------- bounds */

static my_heap *counting(size_t section)
{
	my_heap_options options;

	my_heap_options_default(&options);
	options.section = section;
	options.density = 1;
	return my_heap_create(&options);
}

/* A block of any size writes few bytes: pages of books that are not touched cost nothing. */
static size_t told;

static void tell(void *user, void *start, size_t size)
{
	(void)user;
	told += start ? size : 0;
}

static void a_huge_block_writes_little(void)
{
	my_heap *heap = counting((size_t)1 << 30);
	my_heap_section section;
	size_t used[3];
	void *block;

	my_heap_keep(heap, tell, NULL);
	told = 0;
	block = my_heap_malloc(heap, ((size_t)20 << 30) + 5000);
	CU_ASSERT_PTR_NOT_NULL_FATAL(block);
	CU_ASSERT(told < 16384);
	CU_ASSERT_EQUAL(my_heap_check(heap, NULL), 0);
	CU_ASSERT_EQUAL_FATAL(my_heap_first_section(heap, &section), 1);
	my_heap_density(heap, &section, 0, (size_t)1 << 33, 3, used);
	CU_ASSERT_EQUAL(used[0], (size_t)1 << 33);
	CU_ASSERT_EQUAL(used[2], ((size_t)4 << 30) + 5008);
	my_heap_density(heap, &section, (size_t)20 << 30, 4096, 3, used);
	CU_ASSERT_EQUAL(used[0], 4096);
	CU_ASSERT_EQUAL(used[1], 5008 - 4096);
	CU_ASSERT_EQUAL(used[2], 0);
	told = 0;
	my_heap_free(heap, my_heap_realloc(heap, block, (size_t)7 << 30));
	CU_ASSERT(told < 16384);
	my_heap_destroy(heap);
}

static void names_what_is_wrong(void)
{
	struct {
		my_heap *heap;
	} b = { counting((size_t)4 << 20) };
	struct density *d;
	uint32_t *page, *part;

	my_heap_malloc(b.heap, 5000);
	my_heap_malloc(b.heap, 100000);
	d = &b.heap->first->density;
	page = d->level[0];
	part = d->level[1];
	CU_ASSERT_EQUAL(d->levels, 3);
	CU_ASSERT_EQUAL(page[0], 4096);
	CU_ASSERT_EQUAL(part[0], 65536);
	CU_ASSERT_EQUAL(page[25], (5008 + 100000) % 4096);
	DAMAGE(&b, d->levels, 2, "as many levels");
	DAMAGE(&b, d->level[0], page + 16, "lies behind the section's header");
	DAMAGE(&b, d->level[1], page, "lies behind the section's header");
	DAMAGE(&b, d->level[2], part, "lies behind the section's header");
	DAMAGE(&b, page[25], page[25] + 16, "density is what is in use");
	DAMAGE(&b, page[16], 0, "density is what is in use");
	DAMAGE(&b, page[31], 4096, "density is what is in use");
	DAMAGE(&b, part[0], 0, "density is what is in use");
	DAMAGE(&b, part[1], part[1] - 16, "density is what is in use");
	DAMAGE(&b, part[2], 16, "density is what is in use");
	DAMAGE(&b, d->level[2][0], 0, "density is what is in use");
	DAMAGE(&b, d->level[2][3], 1 << 20, "density is what is in use");
	DAMAGE(&b, b.heap->options.density, 0, "chunk is the table");
	my_heap_destroy(b.heap);
}

static void takes_no_call_more(void)
{
	my_heap_statistics with, without;
	my_heap_options options;
	drill d;

	for (int density = 0; density < 2; density++) {
		my_heap_options_default(&options);
		options.density = density;
		drill_open(&d, &options);
		drill_play(&d, "m 100 m 5000 m 100000 r 2 9000 f 1 f 3 m 40000 m 10 f 2 f 4");
		*(density ? &with : &without) = drill_stats(&d);
		drill_close(&d);
	}
	CU_ASSERT_EQUAL(memcmp(&with, &without, sizeof with), 0);
}

/* ------------------------------------------------------------------------ places */

static void sections_have_places(void)
{
	my_heap *heap = counting(4096);
	void *blocks[50];
	my_heap_section section, at;
	size_t place = 0;

	for (size_t i = 0; i < 50; i++)
		blocks[i] = my_heap_malloc(heap, 4000);
	for (size_t i = 3; i < 50; i += 1 + i % 3)
		my_heap_free(heap, blocks[i]);
	for (int more = my_heap_first_section(heap, &section); more;
	     more = my_heap_next_section(heap, &section), place++) {
		CU_ASSERT_EQUAL(my_heap_section_place(heap, section.id), place);
		CU_ASSERT_EQUAL_FATAL(my_heap_section_at(heap, place, &at), 1);
		CU_ASSERT_EQUAL(at.id, section.id);
	}
	CU_ASSERT_EQUAL(my_heap_section_at(heap, place, &at), 0);
	CU_ASSERT_EQUAL(my_heap_section_place(heap, 1000), place);
	my_heap_destroy(heap);
}

CU_TestInfo density_tests[] = {
	{ "heaps that count", heaps_that_count },
	{ "heaps that do not", heaps_that_do_not },
	{ "fast heaps", fast_heaps },
	{ "a huge block writes little", a_huge_block_writes_little },
	{ "names what is wrong", names_what_is_wrong },
	{ "takes no system call more", takes_no_call_more },
	{ "sections have places", sections_have_places },
	CU_TEST_INFO_NULL,
};
