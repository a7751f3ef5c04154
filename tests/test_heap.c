/* SPDX-License-Identifier: MIT
 *
 * test_heap.c - chunks of one heap: rounding, alignment, headers, coalescing, counting.
 */
#include "test.h"
#include "drill.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

static my_heap_options defaults(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	return options;
}

static size_t round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

static void the_first_chunks(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100 m 20 m 0 m 16 f 1");
	SAME(drill_layout(&d), "s1 -112 2:32 3:16 4:16 -3920");
	CU_ASSERT(my_heap_usable_size(d.heap, d.p[2]) == 32);
	CU_ASSERT(drill_stats(&d).asked == 36);
	CU_ASSERT(drill_stats(&d).peak_asked == 136);
	CU_ASSERT(drill_stats(&d).used == 64);
	CU_ASSERT(drill_stats(&d).free == 4032);
	CU_ASSERT(drill_stats(&d).largest_free == 3920);
	drill_close(&d);
}

/* One allocation of each size: its chunk and its alignment follow from the options. */
static void try_sizes(const my_heap_options *o)
{
	static const size_t sizes[] = { 0, 1, 2, 15, 16, 17, 100, 255, 256, 4000, 5000 };
	size_t unit = o->granule > o->alignment ? o->granule : o->alignment;
	drill d;

	drill_open(&d, o);
	drill_malloc(&d, 1);
	CU_ASSERT(drill_section(&d, 1).size == o->section);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		my_heap_chunk chunk;
		size_t least = sizes[i] + o->header;
		unsigned char *p = drill_malloc(&d, sizes[i]);
		CU_ASSERT_PTR_NOT_NULL_FATAL(p);
		CU_ASSERT((uintptr_t)p % o->alignment == 0);
		CU_ASSERT(my_heap_find(d.heap, p, &chunk) == 1);
		CU_ASSERT(chunk.asked == sizes[i]);
		CU_ASSERT(chunk.offset % unit == 0);
		if (least > 0)
			CU_ASSERT(chunk.size == round_up(least, unit));
		CU_ASSERT(chunk.size >= unit);
		CU_ASSERT((unsigned char *)chunk.memory + o->header == p);
		CU_ASSERT(my_heap_usable_size(d.heap, p) == chunk.size - o->header);
		memset(p, 0x77, my_heap_usable_size(d.heap, p));
	}
	SOUND(&d);
	for (int n = 1; n <= d.count; n++)
		my_heap_free(d.heap, d.p[n]);
	CU_ASSERT(drill_stats(&d).used == 0 && drill_stats(&d).free_chunks == 1);
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

static void every_granule_and_alignment(void)
{
	for (size_t granule = 1; granule <= 4096; granule *= 2) {
		for (size_t alignment = 1; alignment <= 4096; alignment *= 8) {
			my_heap_options o = defaults();
			o.granule = granule;
			o.alignment = alignment;
			o.section = 65536;
			try_sizes(&o);
		}
	}
}

static void every_header(void)
{
	static const size_t headers[] = { 0, 1, 4, 8, 15, 16, 24, 100, 256 };

	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		my_heap_options o = defaults();
		o.header = headers[i];
		o.section = 32768;
		try_sizes(&o);
		o.granule = o.alignment = 1;
		try_sizes(&o);
		o.alignment = 64;
		try_sizes(&o);
	}
}

/* Header bytes and size 0: still no two blocks at one place. */
static void size_0_is_unique_with_headers(void)
{
	static const size_t headers[] = { 0, 8, 16, 256 };

	for (size_t i = 0; i < 4; i++) {
		my_heap_options o = defaults();
		drill d;
		o.header = headers[i];
		drill_open(&d, &o);
		drill_play(&d, "m 0 m 0 m 0 f 2 m 0");
		CU_ASSERT_PTR_NOT_EQUAL(d.p[1], d.p[3]);
		CU_ASSERT_PTR_NOT_EQUAL(d.p[1], d.p[4]);
		CU_ASSERT_PTR_NOT_EQUAL(d.p[3], d.p[4]);
		drill_play(&d, "f 1 f 3 f 4");
		CU_ASSERT(d.misuses == 0);
		drill_close(&d);
	}
}

/* --------------------------------------------------------------- coalescing */

static const char *const seven = "m 32 m 32 m 32 m 32 m 32 m 32 m 32";

static my_heap_options coalescing(enum my_heap_coalescing when)
{
	my_heap_options o = defaults();

	o.coalescing = when;
	o.section = 7 * 32;
	return o;
}

static void at_once(void)
{
	my_heap_options o = coalescing(MY_HEAP_AT_ONCE);
	drill d;

	drill_open(&d, &o);
	drill_play(&d, seven);
	drill_play(&d, "f 2");
	SAME(drill_layout(&d), "s1 1:32 -32 3:32 4:32 5:32 6:32 7:32");
	drill_play(&d, "f 3"); /* with the left */
	SAME(drill_layout(&d), "s1 1:32 -64 4:32 5:32 6:32 7:32");
	drill_play(&d, "f 1"); /* with the right */
	SAME(drill_layout(&d), "s1 -96 4:32 5:32 6:32 7:32");
	drill_play(&d, "f 5 f 4"); /* with both */
	SAME(drill_layout(&d), "s1 -160 6:32 7:32");
	CU_ASSERT(drill_stats(&d).merges == 4);
	drill_play(&d, "f 7 f 6");
	SAME(drill_layout(&d), "s1 -224");
	CU_ASSERT(drill_stats(&d).merges == 6);
	drill_close(&d);
}

static void deferred(void)
{
	my_heap_options o = coalescing(MY_HEAP_DEFERRED);
	drill d;

	drill_open(&d, &o);
	drill_play(&d, seven);
	drill_play(&d, "f 2 f 3 f 5 f 6");
	SAME(drill_layout(&d), "s1 1:32 -32 -32 4:32 -32 -32 7:32");
	drill_play(&d, "m 32"); /* there is room: nothing is joined */
	SAME(drill_layout(&d), "s1 1:32 8:32 -32 4:32 -32 -32 7:32");
	CU_ASSERT(drill_stats(&d).merges == 0);
	drill_listen(&d);
	drill_play(&d, "m 64"); /* no room until all are joined */
	CU_ASSERT(d.steps[MY_HEAP_COALESCING] == 1 && d.steps[MY_HEAP_SECTION_MAPPED] == 0);
	drill_heard(&d);
	SAME(drill_layout(&d), "s1 1:32 8:32 -32 4:32 9:64 7:32");
	CU_ASSERT(drill_stats(&d).merges == 1);
	drill_play(&d, "m 64");
	CU_ASSERT(drill_stats(&d).sections == 2);
	drill_close(&d);
}

static void never(void)
{
	my_heap_options o = coalescing(MY_HEAP_NEVER);
	drill d;

	drill_open(&d, &o);
	drill_play(&d, seven);
	drill_play(&d, "f 2 f 3 f 4 m 64");
	SAME(drill_layout(&d), "s1 1:32 -32 -32 -32 5:32 6:32 7:32 s2 8:64 -160");
	CU_ASSERT(drill_stats(&d).merges == 0);
	drill_play(&d, "m 32");
	CU_ASSERT(drill_offset(&d, 9) == 32);
	drill_close(&d);
}

/* However it coalesces: a heap without used chunks keeps at most one section. */
static void emptied_heaps(void)
{
	for (int when = MY_HEAP_AT_ONCE; when <= MY_HEAP_NEVER; when++) {
		my_heap_options o = coalescing((enum my_heap_coalescing)when);
		drill d;
		drill_open(&d, &o);
		for (int n = 1; n <= 100; n++)
			drill_malloc(&d, (size_t)(n * 13 % 150));
		for (int n = 1; n <= 100; n++)
			my_heap_free(d.heap, d.p[n * 71 % 101]);
		CU_ASSERT(drill_stats(&d).used_chunks == 0 && drill_stats(&d).asked == 0);
		CU_ASSERT(drill_stats(&d).sections == 1);
		CU_ASSERT(d.misuses == 0);
		drill_close(&d);
	}
}

/* ------------------------------------------------------- calloc, alignments */

static void calloc_is_zero_on_reuse(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 1000");
	memset(d.p[1], 0xee, 1000);
	drill_play(&d, "f 1 c 10 100");
	CU_ASSERT_PTR_EQUAL(d.p[2], d.p[1]);
	for (int i = 0; i < 1000; i++)
		CU_ASSERT(d.p[2][i] == 0);
	drill_play(&d, "c 0 5 c 5 0");
	CU_ASSERT_PTR_NOT_NULL(d.p[3]);
	CU_ASSERT_PTR_NOT_NULL(d.p[4]);
	CU_ASSERT_PTR_NOT_EQUAL(d.p[3], d.p[4]);
	drill_close(&d);
}

static void calloc_is_zero_in_a_dirty_run(void)
{
	unsigned state = 1;
	void *p[32] = { NULL };
	drill d;

	drill_open(&d, NULL);
	for (int i = 0; i < 5000; i++) {
		state = state * 1103515245u + 12345u;
		size_t slot = state >> 16 & 31, size = (state >> 8 & 1023) + 1;
		my_heap_free(d.heap, p[slot]);
		unsigned char *block = p[slot] = my_heap_calloc(d.heap, 1, size);
		CU_ASSERT_PTR_NOT_NULL_FATAL(block);
		for (size_t j = 0; j < size; j++)
			if (block[j] != 0) {
				CU_FAIL_FATAL("calloc gave a byte that is not zero");
			}
		memset(block, 0xff, size);
	}
	drill_close(&d);
}

static void impossible_sizes(void)
{
	static volatile size_t half = SIZE_MAX / 2 + 1, most = SIZE_MAX;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 16");
	errno = 0;
	CU_ASSERT(my_heap_malloc(d.heap, half) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_malloc(d.heap, most) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_calloc(d.heap, half, 2) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_calloc(d.heap, 3, most / 2) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_aligned_alloc(d.heap, 4096, most - 100) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_malloc(d.heap, (size_t)PTRDIFF_MAX) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_aligned_alloc(d.heap, 3, 16) == NULL && errno == EINVAL);
	errno = 0;
	CU_ASSERT(my_heap_aligned_alloc(d.heap, 0, 16) == NULL && errno == EINVAL);
	SAME(drill_layout(&d), "s1 1:16 -4080");
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

/* What lies before the aligned start stays free, and so does what is over behind. */
static void alignments_leave_free_chunks(void)
{
	my_heap_options o = defaults();
	my_heap_chunk chunk;
	drill d;

	o.alignment = 4096; /* so that the section's memory is aligned */
	o.granule = 4096;
	o.section = 65536;
	drill_open(&d, &o);
	drill_play(&d, "m 1 a 16384 4096");
	CU_ASSERT((uintptr_t)d.p[2] % 16384 == 0);
	CU_ASSERT(my_heap_find(d.heap, d.p[2], &chunk) && chunk.size == 4096);
	CU_ASSERT(drill_stats(&d).used == 8192);
	drill_close(&d);
	for (size_t alignment = 1; alignment <= (size_t)1 << 20; alignment *= 2) {
		drill_open(&d, NULL);
		for (size_t size = 1; size < 20000; size = size * 5 + 2) {
			unsigned char *p = my_heap_aligned_alloc(d.heap, alignment, size);
			CU_ASSERT_FATAL(p && (uintptr_t)p % alignment == 0);
			CU_ASSERT((uintptr_t)p % 16 == 0);
			memset(p, 0x11, size);
			SOUND(&d);
		}
		drill_close(&d);
	}
}

static void alignments_with_headers(void)
{
	my_heap_options o = defaults();
	drill d;

	o.header = 24;
	drill_open(&d, &o);
	for (size_t alignment = 1; alignment <= 65536; alignment *= 2) {
		unsigned char *p = my_heap_aligned_alloc(d.heap, alignment, 100);
		CU_ASSERT_FATAL(p && (uintptr_t)p % alignment == 0 && (uintptr_t)p % 16 == 0);
		memset(p, 0x22, 100);
		SOUND(&d);
		my_heap_free(d.heap, p);
	}
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

static void free_preserves_errno(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4096 m 4096 m 16");
	errno = EDOM;
	drill_play(&d, "f 1 f 2 f 3");
	my_heap_free(d.heap, NULL);
	CU_ASSERT(errno == EDOM);
	CU_ASSERT(drill_stats(&d).sections == 1);
	drill_close(&d);
}

static int is_mapped(const void *place)
{
	uintptr_t page = (uintptr_t)place / 4096 * 4096;
	unsigned char core;

	return mincore((void *)page, 4096, &core) == 0;
}

static void destroying_unmaps_everything(void)
{
	my_heap_options o = defaults();

	for (int i = 0; i < 100; i++) {
		drill d;
		drill_open(&d, &o);
		drill_play(&d, "m 100 m 5000 m 100000");
		unsigned char *p = (unsigned char *)d.p[3];
		p[0] = 1;
		my_heap_destroy(d.heap);
		CU_ASSERT(!is_mapped(p));
	}
}

CU_TestInfo heap_tests[] = {
	{ "the first chunks", the_first_chunks },
	{ "every granule and alignment", every_granule_and_alignment },
	{ "every header", every_header },
	{ "size 0 is unique with headers", size_0_is_unique_with_headers },
	{ "coalescing at once", at_once },
	{ "coalescing deferred", deferred },
	{ "coalescing never", never },
	{ "emptied heaps", emptied_heaps },
	{ "calloc is zero on reuse", calloc_is_zero_on_reuse },
	{ "calloc is zero in a dirty run", calloc_is_zero_in_a_dirty_run },
	{ "impossible sizes", impossible_sizes },
	{ "alignments leave free chunks", alignments_leave_free_chunks },
	{ "alignments with headers", alignments_with_headers },
	{ "free preserves errno", free_preserves_errno },
	{ "destroying unmaps everything", destroying_unmaps_everything },
	CU_TEST_INFO_NULL
};
