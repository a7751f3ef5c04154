/* SPDX-License-Identifier: MIT
 *
 * test_options.c - a heap's options: defaults, bounds, and the sentences about them.
 */
#include "test.h"
#include "drill.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static my_heap_options defaults(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	return options;
}

static void the_defaults(void)
{
	my_heap_options o;

	memset(&o, 0xff, sizeof o);
	my_heap_options_default(&o);
	CU_ASSERT(o.placement == MY_HEAP_FIRST_FIT);
	CU_ASSERT(o.order == MY_HEAP_BY_ADDRESS);
	CU_ASSERT(o.coalescing == MY_HEAP_AT_ONCE);
	CU_ASSERT(o.hash == MY_HEAP_MODULO);
	CU_ASSERT(o.split == 16);
	CU_ASSERT(o.granule == 16);
	CU_ASSERT(o.alignment == 16);
	CU_ASSERT(o.header == 0);
	CU_ASSERT(o.section == 4096);
	CU_ASSERT(o.grow == 0);
	CU_ASSERT(o.capacity == 16);
	CU_ASSERT(o.load == 75);
	CU_ASSERT(o.base == 0x100000000);
	CU_ASSERT(o.limit == 0);
	CU_ASSERT(o.guard == 0);
	CU_ASSERT(o.misuse == NULL);
	CU_ASSERT_PTR_NULL(my_heap_options_problem(&o));
}

/* A sentence, and no heap. */
static int is_bad(const my_heap_options *options)
{
	const char *problem = my_heap_options_problem(options);

	errno = 0;
	return problem != NULL && strlen(problem) > 10 && strchr(problem, ' ') != NULL
	       && my_heap_create(options) == NULL && errno == EINVAL;
}

static int is_good(const my_heap_options *options)
{
	my_heap *heap;

	if (my_heap_options_problem(options) != NULL)
		return 0;
	heap = my_heap_create(options);
	my_heap_destroy(heap);
	return heap != NULL;
}

#define BAD(field, value)                                                                 \
	do {                                                                              \
		my_heap_options o_ = defaults();                                          \
		o_.field = value;                                                         \
		CU_ASSERT(is_bad(&o_));                                                   \
	} while (0)
#define GOOD(field, value)                                                                \
	do {                                                                              \
		my_heap_options o_ = defaults();                                          \
		o_.field = value;                                                         \
		CU_ASSERT(is_good(&o_));                                                  \
	} while (0)

static void policies_have_bounds(void)
{
	GOOD(placement, (enum my_heap_placement)(MY_HEAP_PLACEMENTS - 1));
	BAD(placement, (enum my_heap_placement)MY_HEAP_PLACEMENTS);
	BAD(placement, (enum my_heap_placement)-1);
	GOOD(order, MY_HEAP_FIRST_IN_FIRST_OUT);
	BAD(order, (enum my_heap_order)(MY_HEAP_FIRST_IN_FIRST_OUT + 1));
	BAD(order, (enum my_heap_order)-1);
	GOOD(coalescing, MY_HEAP_NEVER);
	BAD(coalescing, (enum my_heap_coalescing)(MY_HEAP_NEVER + 1));
	BAD(coalescing, (enum my_heap_coalescing)-1);
	GOOD(hash, MY_HEAP_FIBONACCI);
	BAD(hash, (enum my_heap_hash)(MY_HEAP_FIBONACCI + 1));
	BAD(hash, (enum my_heap_hash)-1);
}

static void powers_have_bounds(void)
{
	for (size_t power = 1; power <= 4096; power *= 2) {
		GOOD(granule, power);
		GOOD(alignment, power);
	}
	for (size_t i = 0; i < 5; i++) {
		static const size_t bad[] = { 0, 3, 24, 8192, SIZE_MAX };
		BAD(granule, bad[i]);
		BAD(alignment, bad[i]);
	}
}

static void sizes_have_bounds(void)
{
	GOOD(header, 0);
	GOOD(header, 256);
	BAD(header, 257);
	BAD(header, SIZE_MAX);
	GOOD(section, 64);
	GOOD(section, 100);
	GOOD(section, (size_t)1 << 30);
	BAD(section, 63);
	BAD(section, 0);
	BAD(section, ((size_t)1 << 30) + 1);
	GOOD(limit, 1);
	GOOD(limit, SIZE_MAX);
}

static void tables_have_bounds(void)
{
	GOOD(capacity, 1);
	GOOD(capacity, 17);
	GOOD(capacity, (size_t)1 << 20);
	BAD(capacity, 0);
	BAD(capacity, ((size_t)1 << 20) + 1);
	GOOD(load, 10);
	GOOD(load, 100);
	BAD(load, 9);
	BAD(load, 0);
	BAD(load, 101);
}

static void the_base_is_a_page(void)
{
	GOOD(base, 0);
	GOOD(base, 0x200000000);
	BAD(base, 0x100000001);
	BAD(base, 0x100000800);
	BAD(base, 4095);
	BAD(base, UINTPTR_MAX);
}

/* The bound that was broken stands in the sentence. */
static void sentences_name_the_bounds(void)
{
	my_heap_options o = defaults();

	o.header = 257;
	CU_ASSERT_PTR_NOT_NULL_FATAL(my_heap_options_problem(&o));
	CU_ASSERT_PTR_NOT_NULL(strstr(my_heap_options_problem(&o), "256"));
	o = defaults();
	o.load = 101;
	CU_ASSERT_PTR_NOT_NULL_FATAL(my_heap_options_problem(&o));
	CU_ASSERT_PTR_NOT_NULL(strstr(my_heap_options_problem(&o), "100"));
	CU_ASSERT_PTR_NOT_NULL(strstr(my_heap_options_problem(&o), "10"));
	o = defaults();
	o.section = 63;
	CU_ASSERT_PTR_NOT_NULL_FATAL(my_heap_options_problem(&o));
	CU_ASSERT_PTR_NOT_NULL(strstr(my_heap_options_problem(&o), "64"));
}

static void a_heap_knows_its_options(void)
{
	my_heap_options o = defaults();
	const my_heap_options *kept;
	my_heap *heap;

	o.placement = MY_HEAP_WORST_FIT;
	o.split = 80;
	o.capacity = 5;
	o.limit = 123456;
	heap = my_heap_create(&o);
	CU_ASSERT_PTR_NOT_NULL_FATAL(heap);
	kept = my_heap_options_of(heap);
	o.split = 0;
	CU_ASSERT(kept->placement == MY_HEAP_WORST_FIT && kept->split == 80);
	CU_ASSERT(kept->capacity == 5 && kept->limit == 123456 && kept->load == 75);
	my_heap_destroy(heap);
}

static void misuse_has_fixed_words(void)
{
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_DOUBLE_FREE), "double free");
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_INVALID_FREE), "invalid free");
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_INVALID_REALLOC), "invalid realloc");
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_INVALID_SIZE_QUERY),
	                       "invalid size query");
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_WRITE_PAST_END), "write past the end");
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_WRITE_BEFORE_START),
	                       "write before the start");
	CU_ASSERT_STRING_EQUAL(my_heap_misuse_name(MY_HEAP_WRITE_AFTER_FREE), "write after free");
}

/* What the system does with the hint alone: a sanitizer's shadow may lie there. */
static int system_would_honour(uintptr_t base)
{
	void *wanted = (void *)base;
	void *got = mmap(wanted, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (got == MAP_FAILED)
		return 0;
	munmap(got, 65536);
	return got == wanted;
}

static void the_base_is_honoured(void)
{
	static const uintptr_t bases[] = { 0x100000000, 0x300000000, 0x100001000 };

	for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
		my_heap_options o = defaults();
		drill d;
		o.base = bases[i];
		if (!system_would_honour(o.base))
			continue;
		drill_open(&d, &o);
		drill_play(&d, "m 100");
		CU_ASSERT((uintptr_t)drill_section(&d, 1).memory == o.base);
		drill_close(&d);
	}
}

static void a_taken_base_is_no_failure(void)
{
	my_heap_options o = defaults();
	drill first, second;

	drill_open(&first, &o);
	drill_play(&first, "m 100");
	memset(first.p[1], 'a', 100);
	drill_open(&second, &o);
	drill_play(&second, "m 100");
	CU_ASSERT_PTR_NOT_NULL_FATAL(second.p[1]);
	memset(second.p[1], 'b', 100);
	CU_ASSERT_PTR_NOT_EQUAL(drill_section(&first, 1).memory, drill_section(&second, 1).memory);
	CU_ASSERT(first.p[1][0] == 'a' && first.p[1][99] == 'a');
	drill_close(&second);
	drill_close(&first);
}

/* 0 is anywhere; a program may not have the first pages. */
static void an_impossible_base_is_no_failure(void)
{
	static const uintptr_t bases[] = { 0, 4096 };

	for (size_t i = 0; i < 2; i++) {
		my_heap_options o = defaults();
		drill d;
		o.base = bases[i];
		drill_open(&d, &o);
		drill_play(&d, "m 100 m 5000 f 1");
		CU_ASSERT_PTR_NOT_NULL(d.p[2]);
		drill_close(&d);
	}
}

static void none_are_the_default_ones(void)
{
	my_heap *heap = my_heap_create(NULL);

	CU_ASSERT_PTR_NOT_NULL_FATAL(heap);
	CU_ASSERT_EQUAL(my_heap_options_of(heap)->section, 4096);
	CU_ASSERT_PTR_NOT_NULL(my_heap_malloc(heap, 100));
	my_heap_destroy(heap);
}

CU_TestInfo options_tests[] = {
	{ "none are the default ones", none_are_the_default_ones },
	{ "the defaults", the_defaults },
	{ "policies have bounds", policies_have_bounds },
	{ "granule and alignment have bounds", powers_have_bounds },
	{ "sizes have bounds", sizes_have_bounds },
	{ "tables have bounds", tables_have_bounds },
	{ "the base is a page", the_base_is_a_page },
	{ "sentences name the bounds", sentences_name_the_bounds },
	{ "a heap knows its options", a_heap_knows_its_options },
	{ "misuse has fixed words", misuse_has_fixed_words },
	{ "the base is honoured", the_base_is_honoured },
	{ "a taken base is no failure", a_taken_base_is_no_failure },
	{ "an impossible base is no failure", an_impossible_base_is_no_failure },
	CU_TEST_INFO_NULL
};
