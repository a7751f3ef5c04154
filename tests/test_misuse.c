/* SPDX-License-Identifier: MIT
 *
 * test_misuse.c - double and invalid frees, reallocs and size queries on a heap value: the
 * owner is told the cause, and the heap is unharmed. test_death.c has the linked library.
 */
#include "test.h"
#include "drill.h"
#include "my_malloc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static drill d;
static char before[DRILL_TEXT];

static void start(const char *script)
{
	drill_open(&d, NULL);
	drill_play(&d, script);
	strcpy(before, drill_layout(&d));
}

/* Told once, of this; nothing has changed. */
static int told(enum my_heap_misuse cause, const void *pointer)
{
	int right = d.misuses == 1 && d.cause == cause && d.culprit == pointer;

	d.misuses = 0;
	return right && strcmp(drill_layout(&d), before) == 0 && drill_sound(d.heap);
}

static int bad_free(enum my_heap_misuse cause, void *pointer)
{
	errno = EDOM;
	my_heap_free(d.heap, pointer);
	return errno == EDOM && told(cause, pointer);
}

static void double_free(void)
{
	start("m 100 m 100 m 100 f 2");
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
	drill_close(&d);
	start("m 100 f 1");
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[1]));
	drill_close(&d);
}

static void double_free_after_merging(void)
{
	start("m 100 m 100 m 100 m 100 f 3 f 2"); /* 2 took its right neighbour */
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[3]));
	drill_close(&d);
	start("m 100 m 100 m 100 m 100 f 1 f 2"); /* 1 took 2 */
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[1]));
	drill_close(&d);
	start("m 100 m 100 m 100 m 100 f 1 f 3 f 2"); /* 1 took both */
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[3]));
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
	drill_close(&d);
}

static void double_free_after_realloc(void)
{
	char *old;

	start("m 100 m 16");
	old = d.p[1];
	drill_play(&d, "r 1 300");
	strcpy(before, drill_layout(&d));
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, old));
	drill_play(&d, "r 1 0");
	drill_close(&d);
}

static void double_free_in_every_coalescing(void)
{
	for (int when = MY_HEAP_AT_ONCE; when <= MY_HEAP_NEVER; when++) {
		my_heap_options o;
		my_heap_options_default(&o);
		o.coalescing = (enum my_heap_coalescing)when;
		drill_open(&d, &o);
		drill_play(&d, "m 32 m 32 m 32 m 32 f 2 f 3");
		strcpy(before, drill_layout(&d));
		CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
		CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[3]));
		drill_close(&d);
	}
}

static void invalid_free(void)
{
	char local[64];

	start("m 100 m 100 f 1 m 5000");
	for (int i = 1; i < 112; i++)
		CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, d.p[2] + i));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, d.p[3] + 4096));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, local));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, before));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, (void *)(uintptr_t)&double_free));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, (void *)16));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, (void *)UINTPTR_MAX));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, d.p[3] + 5008)); /* just past the section */
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, d.heap));
	my_heap_free(d.heap, NULL);
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

static void foreign_pointers(void)
{
	char *libc = malloc(100), *family = my_malloc(100);
	drill other;

	start("m 100");
	drill_open(&other, NULL);
	drill_play(&other, "m 100");
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, other.p[1]));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, libc));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, family));
	CU_ASSERT(other.misuses == 0);
	drill_close(&other);
	drill_close(&d);
	free(libc);
	my_free(family);
}

static void pointers_with_headers(void)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.header = 16;
	drill_open(&d, &o);
	drill_play(&d, "m 100 m 100 m 100 f 2");
	strcpy(before, drill_layout(&d));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, d.p[1] - 16));
	CU_ASSERT(bad_free(MY_HEAP_INVALID_FREE, d.p[1] + 16));
	CU_ASSERT(bad_free(MY_HEAP_DOUBLE_FREE, d.p[2]));
	drill_close(&d);
}

/* Its section is gone: what it was cannot be known, but it is told. */
static void freed_with_its_section(void)
{
	start("m 4096 m 4096 m 4096 f 1 f 2 f 3");
	strcpy(before, drill_layout(&d));
	for (int i = 1; i <= 3; i++) {
		my_heap_free(d.heap, d.p[i]);
		CU_ASSERT(d.misuses == i);
		CU_ASSERT(d.cause == MY_HEAP_DOUBLE_FREE || d.cause == MY_HEAP_INVALID_FREE);
	}
	SAME(drill_layout(&d), before);
	drill_close(&d);
}

static int bad_realloc(void *pointer, size_t size)
{
	errno = 0;
	return my_heap_realloc(d.heap, pointer, size) == NULL && errno == EINVAL
	       && told(MY_HEAP_INVALID_REALLOC, pointer);
}

static void invalid_realloc(void)
{
	char local[64];

	start("m 100 m 100 m 100 f 2");
	CU_ASSERT(bad_realloc(d.p[2], 200));
	CU_ASSERT(bad_realloc(d.p[2], 10));
	CU_ASSERT(bad_realloc(d.p[1] + 16, 10));
	CU_ASSERT(bad_realloc(d.p[1] + 1, 200));
	CU_ASSERT(bad_realloc(local, 200));
	CU_ASSERT(bad_realloc(d.p[1] + 8, 0));
	drill_close(&d);
}

static int bad_query(const void *pointer)
{
	return my_heap_usable_size(d.heap, pointer) == 0
	       && told(MY_HEAP_INVALID_SIZE_QUERY, pointer);
}

static void invalid_size_query(void)
{
	char local[64];

	start("m 100 m 100 f 2");
	CU_ASSERT(bad_query(d.p[2]));
	CU_ASSERT(bad_query(d.p[1] + 16));
	CU_ASSERT(bad_query(d.p[1] + 3));
	CU_ASSERT(bad_query(local));
	CU_ASSERT(my_heap_usable_size(d.heap, NULL) == 0 && d.misuses == 0);
	drill_close(&d);
}

/* An owner who does not want to be told is not; the heap is unharmed all the same. */
static void nobody_is_told(void)
{
	my_heap_options o;
	my_heap *heap;
	char *p;

	my_heap_options_default(&o);
	heap = my_heap_create(&o);
	CU_ASSERT_PTR_NOT_NULL_FATAL(heap);
	p = my_heap_malloc(heap, 100);
	my_heap_free(heap, p);
	my_heap_free(heap, p);
	my_heap_free(heap, p + 1);
	CU_ASSERT_PTR_NULL(my_heap_realloc(heap, p, 5));
	CU_ASSERT(drill_sound(heap));
	my_heap_destroy(heap);
}

CU_TestInfo misuse_tests[] = {
	{ "double free", double_free },
	{ "double free after merging", double_free_after_merging },
	{ "double free after realloc", double_free_after_realloc },
	{ "double free in every coalescing", double_free_in_every_coalescing },
	{ "invalid free", invalid_free },
	{ "foreign pointers", foreign_pointers },
	{ "pointers with headers", pointers_with_headers },
	{ "freed with its section", freed_with_its_section },
	{ "invalid realloc", invalid_realloc },
	{ "invalid size query", invalid_size_query },
	{ "nobody is told", nobody_is_told },
	CU_TEST_INFO_NULL
};
