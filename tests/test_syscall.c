/* SPDX-License-Identifier: MIT
 *
 * test_syscall.c - memory system calls: how few there are, and what happens when they fail.
 *
 * Every n-th call is made to fail, n = 1, 2, ... until a run passes untouched: once alone,
 * once with all calls after it. After each failure: NULL with ENOMEM, old blocks intact,
 * the heap sound and, when the system gives memory again, at work.
 *
 * Runs first of all suites that use my_malloc, so that the forked children of it start with
 * a process heap that was never used.
 */
#include "test.h"
#include "child.h"
#include "drill.h"
#include "my_malloc.h"
#include "wrap.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_CALLS = 2000, BLOCKS = 120 };

/* ------------------------------------------------------------------ how few */

static unsigned long said_calls(void)
{
	char text[4096] = "";
	const char *line;
	int ends[2];
	unsigned long calls = 0;

	if (pipe(ends) != 0)
		return 0;
	my_malloc_stats(ends[1]);
	if (read(ends[0], text, sizeof text - 1) > 0) {
		line = strstr(text, "system_calls ");
		if (line)
			sscanf(line, "system_calls %lu", &calls);
	}
	close(ends[0]);
	close(ends[1]);
	return calls;
}

/* Exit status: 1 no memory, 2 too many calls, 3 the statistics say otherwise. */
static int a_million_mallocs(void *user)
{
	(void)user;
	wrap_rest();
	for (int i = 0; i < 1000000; i++)
		if (!my_malloc(64))
			return 1;
	fprintf(stderr, "%lu calls seen, %lu said", wrap_calls(), said_calls());
	if (wrap_calls() > 12 || wrap_calls() == 0)
		return 2;
	return said_calls() == wrap_calls() ? 0 : 3;
}

static void a_million_mallocs_12_calls(void)
{
	struct child child = child_run(a_million_mallocs, NULL);

	CU_ASSERT(child_passed(&child));
}

static void statistics_count_every_call(void)
{
	drill d;

	wrap_rest();
	drill_open(&d, NULL);
	for (int n = 1; n <= 100; n++)
		drill_malloc(&d, (size_t)(n * 97 % 700));
	for (int n = 1; n <= 100; n += 2)
		my_heap_free(d.heap, d.p[n]);
	drill_play(&d, "m 100000 r 2 50000 f 101 f 2");
	CU_ASSERT(wrap_calls() > 3);
	CU_ASSERT(drill_stats(&d).system_calls == wrap_calls());
	drill_close(&d);
}

/* Two for the addresses, and one for each section: tables grow without. */
static void a_million_chunks_9_calls(void)
{
	my_heap_options o;
	size_t made = 0;
	drill d;

	my_heap_options_default(&o);
	o.section = 1 << 20;
	o.grow = 1;
	drill_open(&d, &o);
	while (made < 1000000 && my_heap_malloc(d.heap, 64))
		made++;
	CU_ASSERT_EQUAL(made, 1000000);
	CU_ASSERT_EQUAL(drill_stats(&d).sections, 7);
	CU_ASSERT_EQUAL(drill_stats(&d).system_calls, 9);
	drill_close(&d);
}

/* A section costs few calls: it is the table and the memory, and no more than that. */
static void a_section_is_few_calls(void)
{
	unsigned long before;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4096");
	wrap_rest();
	drill_play(&d, "m 4096");
	before = wrap_calls();
	CU_ASSERT(before <= 3);
	drill_play(&d, "m 4096");
	CU_ASSERT(wrap_calls() <= 2 * before);
	drill_close(&d);
}

/* -------------------------------------------------------------- when they fail */

struct blocks {
	unsigned char *p[BLOCKS];
	size_t size[BLOCKS];
	int nulls; /* results that were NULL */
	int wrong; /* NULL without ENOMEM, or contents lost */
};

static void mark(struct blocks *b, int i, size_t size)
{
	b->size[i] = size;
	memset(b->p[i], i + 1, size);
}

static int intact(const struct blocks *b, int i)
{
	for (size_t j = 0; j < b->size[i]; j++)
		if (b->p[i][j] != (unsigned char)(i + 1))
			return 0;
	return 1;
}

static int intact_all(const struct blocks *b)
{
	for (int i = 0; i < BLOCKS; i++)
		if (b->p[i] && !intact(b, i))
			return 0;
	return 1;
}

/* Notes a result: NULL must mean ENOMEM. */
static int got(struct blocks *b, const void *result)
{
	if (result)
		return 1;
	b->nulls++;
	b->wrong |= errno != ENOMEM;
	return 0;
}

static size_t size_of(int i)
{
	return i % 10 == 9 ? 5000 + (size_t)i * 100 : (size_t)(i * 37 % 900);
}

static void take(my_heap *heap, struct blocks *b)
{
	for (int i = 0; i < BLOCKS; i++) {
		errno = 0;
		b->p[i] = i % 7 == 3 ? my_heap_calloc(heap, 1, size_of(i))
		          : i % 11 == 5 ? my_heap_aligned_alloc(heap, 256, size_of(i))
		                        : my_heap_malloc(heap, size_of(i));
		if (got(b, b->p[i]))
			mark(b, i, size_of(i));
	}
}

static void resize(my_heap *heap, struct blocks *b)
{
	for (int i = 0; i < BLOCKS; i += 3) {
		size_t size = size_of(i) * 2 + 10;
		if (!b->p[i])
			continue;
		errno = 0;
		unsigned char *p = my_heap_realloc(heap, b->p[i], size);
		if (!got(b, p))
			continue;
		b->p[i] = p;
		b->wrong |= !intact(b, i);
		mark(b, i, size);
	}
}

static void drop(my_heap *heap, struct blocks *b, int step)
{
	for (int i = 0; i < BLOCKS; i += step) {
		b->wrong |= b->p[i] && !intact(b, i);
		my_heap_free(heap, b->p[i]);
		b->p[i] = NULL;
	}
}

/* A whole life with the n-th call failing; 0 when no call failed. */
static unsigned long heap_with_failure(const my_heap_options *o, unsigned long n,
                                       enum wrap_mode mode, int *nulls)
{
	struct blocks b;
	unsigned long failures;
	my_heap *heap;

	memset(&b, 0, sizeof b);
	wrap_watch(n, mode);
	errno = 0;
	heap = my_heap_create(o);
	if (!heap) {
		failures = wrap_failures();
		CU_ASSERT(errno == ENOMEM && failures > 0);
		*nulls += 1;
		wrap_rest();
		return failures;
	}
	take(heap, &b);
	resize(heap, &b);
	drop(heap, &b, 2);
	take(heap, &(struct blocks){ .wrong = 0 });
	failures = wrap_failures();
	wrap_rest();
	CU_ASSERT(!b.wrong && intact_all(&b) && drill_sound(heap));
	CU_ASSERT(b.nulls == 0 || failures > 0);
	*nulls += b.nulls;
	drop(heap, &b, 1);
	CU_ASSERT(drill_sound(heap));
	CU_ASSERT_PTR_NOT_NULL(my_heap_malloc(heap, 100000));
	my_heap_destroy(heap);
	return failures;
}

static void fail_each(const my_heap_options *o)
{
	for (int mode = WRAP_ONCE; mode <= WRAP_FOREVER; mode++) {
		int nulls = 0;
		unsigned long n = 1;
		while (n < MOST_CALLS && heap_with_failure(o, n, (enum wrap_mode)mode, &nulls))
			n++;
		CU_ASSERT(n > 3 && n < MOST_CALLS);
		CU_ASSERT(nulls > 0);
	}
}

static void heaps_survive_each_failure(void)
{
	my_heap_options o;

	my_heap_options_default(&o);
	fail_each(&o);
	o.base = 0;
	o.section = 65536; /* tables grow far in few sections */
	o.capacity = 1;
	o.placement = MY_HEAP_BEST_FIT;
	fail_each(&o);
	o.grow = 1;
	o.section = 64;
	o.coalescing = MY_HEAP_DEFERRED;
	o.placement = MY_HEAP_BINS;
	fail_each(&o);
}

/* Where the system refuses one large mapping, a fast heap commits its parts one by one. */
static void strict_heaps_survive_each_failure(void)
{
	my_heap_options o;

	wrap_strict(1ul << 30);
	my_heap_options_fast(&o);
	fail_each(&o);
	o.section = 65536;
	o.grow = 0;
	fail_each(&o);
	wrap_strict(0);
}

/* A realloc that fails because the system refuses leaves the block and says why. */
static void refused_by_the_system(void)
{
	char before[DRILL_TEXT];
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4000 m 96");
	memset(d.p[1], 'x', 4000);
	strcpy(before, drill_layout(&d));
	wrap_watch(1, WRAP_FOREVER);
	drill_listen(&d);
	errno = 0;
	drill_play(&d, "r 1 100000000");
	wrap_rest();
	CU_ASSERT(d.last == NULL && errno == ENOMEM);
	CU_ASSERT_PTR_NOT_NULL(strstr(drill_heard(&d), "FAILED need=100000000 why=system refused"));
	SAME(drill_layout(&d), before);
	CU_ASSERT(d.p[1][0] == 'x' && d.p[1][3999] == 'x');
	drill_play(&d, "r 1 5000");
	CU_ASSERT(d.last != NULL && d.p[1][3999] == 'x');
	drill_close(&d);
}

/* A section that cannot be given back is no error of the free that emptied it. */
static void frees_fail_silently(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4096 m 4096 m 5000 f 1");
	wrap_watch(1, WRAP_FOREVER);
	errno = EDOM;
	drill_play(&d, "f 2 f 3");
	CU_ASSERT(errno == EDOM && wrap_failures() > 0);
	wrap_rest();
	SOUND(&d);
	drill_play(&d, "m 4096 m 4096 m 5000 m 100");
	CU_ASSERT(d.last != NULL && d.misuses == 0);
	drill_close(&d);
}

/* ------------------------------------------------------------ process heap */

enum { PASSED = 0, UNTOUCHED = 77 };

struct failure {
	unsigned long n;
	enum wrap_mode mode;
};

/* Sizes on both sides of every boundary a process heap may have. */
static size_t family_size(int i)
{
	return i % 10 == 9 ? (size_t)i * 100000 : (size_t)(i * 701 % 40000);
}

/* Exit status: 1, 2, ... = what went wrong. */
static int family_with_failure(void *user)
{
	const struct failure *failure = user;
	struct blocks b;

	memset(&b, 0, sizeof b);
	wrap_watch(failure->n, failure->mode);
	for (int i = 0; i < BLOCKS; i++) {
		errno = 0;
		b.p[i] = i % 5 ? my_malloc(family_size(i)) : my_calloc(1, family_size(i));
		if (got(&b, b.p[i]))
			mark(&b, i, family_size(i));
	}
	for (int i = 0; i < BLOCKS; i += 3) {
		errno = 0;
		unsigned char *p = b.p[i] ? my_realloc(b.p[i], 2 * b.size[i] + 1) : NULL;
		if (b.p[i] && got(&b, p)) {
			b.p[i] = p;
			b.wrong |= !intact(&b, i);
			mark(&b, i, 2 * b.size[i] + 1);
		}
	}
	unsigned long failures = wrap_failures();
	wrap_rest();
	if (b.wrong || !intact_all(&b))
		return 1;
	for (int i = 0; i < BLOCKS; i++)
		my_free(b.p[i]);
	void *p = my_malloc(3000000);
	if (!p)
		return 2;
	my_free(p);
	return failures ? PASSED : UNTOUCHED;
}

static void the_family_survives_each_failure(void)
{
	for (int mode = WRAP_ONCE; mode <= WRAP_FOREVER; mode++) {
		struct failure failure = { 0, (enum wrap_mode)mode };
		struct child child = { 0, PASSED, "" };
		while (child.status == PASSED && failure.n < MOST_CALLS) {
			failure.n++;
			child = child_run(family_with_failure, &failure);
		}
		CU_ASSERT(child.signal == 0 && child.status == UNTOUCHED && failure.n > 1);
		if (child.signal != 0 || child.status != UNTOUCHED)
			printf("\n      call %lu, mode %d: signal %d, status %d, said: %s\n",
			       failure.n, mode, child.signal, child.status, child.error);
	}
}

CU_TestInfo syscall_tests[] = {
	{ "a million mallocs, 12 calls", a_million_mallocs_12_calls },
	{ "statistics count every call", statistics_count_every_call },
	{ "a million chunks, 9 calls", a_million_chunks_9_calls },
	{ "a section is few calls", a_section_is_few_calls },
	{ "heaps survive each failure", heaps_survive_each_failure },
	{ "strict heaps survive each failure", strict_heaps_survive_each_failure },
	{ "refused by the system", refused_by_the_system },
	{ "frees fail silently", frees_fail_silently },
	{ "the family survives each failure", the_family_survives_each_failure },
	CU_TEST_INFO_NULL
};
