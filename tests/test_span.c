/* SPDX-License-Identifier: MIT
 *
 * test_span.c - sweeps of random spans against the plainest sweep there can be
 * (sweep_trial.h).
 *
 * Both ways of looking at a word are tested: with the machine's vectors and without.
 */
#include "test.h"
#include "chance.h"
#include "sweep_trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define span_sweep plain_sweep
#define span_starts plain_starts
#define span_run plain_span_run
#define span_class_within plain_span_class_within
#undef __SSE2__
#include "../alloc/span.c"
#undef span_sweep
#undef span_starts
#undef span_run
#undef span_class_within

int span_sweep(struct sweep *sweep);
size_t span_starts(const unsigned char *bytes, size_t units);
size_t span_run(const unsigned char *bytes, size_t most);

enum { ROUNDS = 20000 };

/* ------------------------------------------------------------------ random spans */

/* How much of a span is free, and how large what is in it. */
struct mix {
	size_t free, cached; /* percent */
	size_t most_free;    /* units in a free chunk */
	unsigned most_class;
};

static struct mix random_mix(void)
{
	static const size_t frees[] = { 0, 2, 10, 50, 90, 98, 100 };
	static const size_t units[] = { 1, 2, 8, 64, 65, 300, SPAN_UNITS };

	return (struct mix){ frees[below(7)], below(100), units[below(7)],
		             1 + (unsigned)below(below(3) ? 8 : CLASS_IN_SPANS) };
}

static size_t put_entry(unsigned char *byte, const struct mix *mix, size_t room)
{
	unsigned class = 1 + (unsigned)below(mix->most_class);
	size_t units = class_size(class) / UNIT;

	if (below(100) < mix->free || units > room) {
		*byte = BYTE_FREE;
		units = 1 + below(mix->most_free);
		return units < room ? units : room;
	}
	*byte = (unsigned char)(class | (below(100) < mix->cached ? 0 : BYTE_USED));
	return units;
}

static void fill(unsigned char *bytes, const struct mix *mix)
{
	memset(bytes, 0, SPAN_UNITS);
	for (size_t at = 0; at < SPAN_UNITS;)
		at += put_entry(bytes + at, mix, SPAN_UNITS - at);
}

/* ---------------------------------------------------------------------- trials */

static sweeper *const sweepers[] = { span_sweep, plain_sweep };

static struct trial *open_trial(void)
{
	static struct trial trial;
	static unsigned char memory[SPAN_SIZE];

	chance(test_seed());
	/* Of libc: a sanitizer sees where they end. */
	trial.before = malloc(SPAN_UNITS);
	trial.bytes = malloc(SPAN_UNITS);
	trial.memory = memory;
	CU_ASSERT_FATAL(trial.before && trial.bytes);
	return &trial;
}

static void close_trial(struct trial *t)
{
	free(t->before);
	free(t->bytes);
}

static int agree(struct trial *t, unsigned class, size_t want, size_t start)
{
	for (size_t i = 0; i < sizeof sweepers / sizeof sweepers[0]; i++)
		if (trial_sweep(t, sweepers[i], class, want, start)) {
			CU_FAIL("a sweep differs from the naive one");
			printf("\n      %s sweep, class %u, want %zu, from %zu: not true: %s\n",
			       i ? "plain" : "vector", class, want, start, t->wrong);
			return 0;
		}
	return 1;
}

/* ------------------------------------------------------------------------- tests */

static size_t random_want(void)
{
	static const size_t bounds[] = { 1, 4, 32, MOST_WANTED };

	return 1 + below(bounds[below(4)]);
}

static void random_spans(void)
{
	struct trial *t = open_trial();
	size_t rounds = ROUNDS * test_percent() / 100, stopped = 0, whole = 0, partly = 0;

	for (size_t round = 0; round < rounds; round++) {
		struct mix mix = random_mix();
		unsigned class = 1 + (unsigned)below(below(2) ? 12 : CLASS_IN_SPANS);

		fill(t->before, &mix);
		if (!agree(t, class, random_want(), below(SPAN_UNITS)))
			break;
		stopped += !t->whole;
		whole += t->whole != 0;
		partly += t->whole && t->sweep.got > 0;
	}
	CU_ASSERT(rounds < 100 || (stopped > rounds / 20 && whole > rounds / 20 && partly > 0));
	close_trial(t);
}

/* Runs of every length at every place around a word's edge, from every position near. */
static void runs_across_words(void)
{
	struct trial *t = open_trial();
	int go_on = 1;

	for (size_t from = 50; from < 130 && go_on; from += 1 + below(3))
		for (size_t units = 1; units < 150 && go_on; units += 1 + below(5)) {
			memset(t->before, 1 | BYTE_USED, SPAN_UNITS);
			memset(t->before + from, 0, units);
			t->before[from] = BYTE_FREE;
			t->before[from + below(units)] = BYTE_FREE;
			go_on = agree(t, 1 + (unsigned)below(units), 1 + below(3),
			              from - 10 + below(units + 20));
		}
	close_trial(t);
}

static void the_end_of_the_span(void)
{
	struct trial *t = open_trial();
	int go_on = 1;

	for (size_t units = 1; units < 200 && go_on; units++) {
		memset(t->before, 1, SPAN_UNITS);
		memset(t->before + SPAN_UNITS - units, 0, units);
		t->before[SPAN_UNITS - units] = BYTE_FREE;
		go_on = agree(t, 1, 1, SPAN_UNITS - 1) && agree(t, 1, units, 0)
		        && agree(t, 1, units + 1, SPAN_UNITS - units)
		        && agree(t, units < CLASS_FINE ? (unsigned)units : 64, 1, 5);
	}
	close_trial(t);
}

static void full_and_empty_spans(void)
{
	struct trial *t = open_trial();

	for (unsigned class = 1; class <= CLASS_IN_SPANS; class++) {
		size_t units = class_size(class) / UNIT, most = SPAN_UNITS / units;

		memset(t->before, 1 | BYTE_USED, SPAN_UNITS);
		CU_ASSERT(agree(t, class, 1 + below(8), below(SPAN_UNITS)));
		CU_ASSERT(t->whole == 1 && t->sweep.got == 0 && t->sweep.largest == 0);
		memset(t->before, 0, SPAN_UNITS);
		t->before[0] = BYTE_FREE;
		most = most < MOST_WANTED ? most : MOST_WANTED - 1;
		CU_ASSERT(agree(t, class, most, 0) && agree(t, class, most, below(SPAN_UNITS)));
		CU_ASSERT(agree(t, class, most + 1, below(SPAN_UNITS)));
		CU_ASSERT(agree(t, class, 1, 0));
	}
	close_trial(t);
}

/* Whoever sweeps on from where the last sweep ended finds all there is, and ends. */
static void sweeps_go_on(void)
{
	struct trial *t = open_trial();

	for (int round = 0; round < 300; round++) {
		struct mix mix = random_mix();
		unsigned class = 1 + (unsigned)below(20);
		size_t position = below(SPAN_UNITS), sweeps = 0;

		fill(t->before, &mix);
		do {
			if (!agree(t, class, 1 + below(40), position))
				break;
			memcpy(t->before, t->bytes, SPAN_UNITS);
			position = t->sweep.position % SPAN_UNITS;
		} while (!t->whole && ++sweeps <= SPAN_UNITS);
		CU_ASSERT(t->whole == 1);
	}
	close_trial(t);
}

static void starts_and_runs(void)
{
	struct trial *t = open_trial();

	for (int round = 0; round < 500; round++) {
		struct mix mix = random_mix();
		size_t at = below(SPAN_UNITS), most = below(SPAN_UNITS - at), run;

		fill(t->before, &mix);
		CU_ASSERT_EQUAL(span_starts(t->before, SPAN_UNITS), trial_starts(t->before));
		CU_ASSERT_EQUAL(plain_starts(t->before, SPAN_UNITS), trial_starts(t->before));
		run = trial_run_end(t->before, at) - at;
		CU_ASSERT_EQUAL(span_run(t->before + at, most), run < most ? run : most);
		CU_ASSERT_EQUAL(plain_span_run(t->before + at, most), run < most ? run : most);
	}
	close_trial(t);
}

CU_TestInfo span_tests[] = {
	{ "random spans", random_spans },
	{ "runs across words", runs_across_words },
	{ "the end of the span", the_end_of_the_span },
	{ "full and empty spans", full_and_empty_spans },
	{ "sweeps go on", sweeps_go_on },
	{ "starts and runs", starts_and_runs },
	CU_TEST_INFO_NULL
};
