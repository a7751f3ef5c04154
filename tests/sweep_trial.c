/* SPDX-License-Identifier: MIT
 *
 * sweep_trial.c - a sweep against a naive one. See sweep_trial.h.
 */
#include "sweep_trial.h"

#include <string.h>

/* ------------------------------------------------------------------------- naive */

static int is_taken(unsigned char byte)
{
	return byte != 0 && byte != BYTE_FREE;
}

size_t trial_run_end(const unsigned char *bytes, size_t at)
{
	while (at < SPAN_UNITS && !is_taken(bytes[at]))
		at++;
	return at;
}

static void naive_open(struct naive *naive, const unsigned char *bytes)
{
	int free = 0;

	memcpy(naive->bytes, bytes, SPAN_UNITS);
	for (size_t at = 0; at < SPAN_UNITS; at++) {
		free = bytes[at] == 0 ? free : bytes[at] == BYTE_FREE;
		naive->inside[at] = (unsigned char)free;
	}
	naive->got = naive->largest = 0;
}

static void note_left(struct naive *naive, size_t at, size_t end)
{
	if (end - at <= naive->largest)
		return;
	naive->largest = end - at;
	naive->position = at;
}

static void naive_carve(struct naive *naive, size_t at, size_t end)
{
	size_t units = class_size(naive->class) / UNIT;

	if (end - at < units) {
		note_left(naive, at, end);
		return;
	}
	memset(naive->bytes + at, 0, end - at);
	while (end - at >= units && naive->got < naive->want) {
		naive->bytes[at] = (unsigned char)naive->class;
		naive->carved[naive->got++] = at;
		at += units;
	}
	if (at < end)
		naive->bytes[at] = BYTE_FREE;
	note_left(naive, at, end);
}

static void naive_between(struct naive *naive, size_t from, size_t to)
{
	for (size_t at = from; at < to && naive->got < naive->want; at++)
		if (naive->bytes[at] == BYTE_FREE) {
			size_t end = trial_run_end(naive->bytes, at);

			naive_carve(naive, at, end);
			at = end - 1;
		}
}

/* ------------------------------------------------------------------- comparison */

static void must(struct trial *t, int holds, const char *what)
{
	if (!holds && !t->wrong)
		t->wrong = what;
}

/* Starts and sizes still tile the span, and nothing was lost. */
static void compare_tiles(struct trial *t)
{
	size_t units, free = 0, free_before = 0;

	for (size_t at = 0; at < SPAN_UNITS; at += units) {
		unsigned class = t->bytes[at] & BYTE_CLASS;

		must(t, t->bytes[at] != 0, "each chunk starts where the last one ends");
		units = t->bytes[at] == BYTE_FREE ? 1 : class_size(class) / UNIT;
		while (t->bytes[at] == BYTE_FREE && at + units < SPAN_UNITS
		       && t->bytes[at + units] == 0)
			units++;
		free += t->bytes[at] == BYTE_FREE ? units : 0;
		units = units ? units : 1;
		for (size_t i = at + 1; i < at + units; i++)
			must(t, i < SPAN_UNITS && t->bytes[i] == 0, "nothing starts in a chunk");
	}
	for (size_t at = 0; at < SPAN_UNITS; at++) {
		free_before += t->naive.inside[at];
		must(t, t->naive.inside[at] || t->bytes[at] == t->before[at],
		     "no byte is written outside free runs");
	}
	must(t, free + t->sweep.got * (class_size(t->sweep.class) / UNIT) == free_before,
	     "what was free is carved or free");
}

size_t trial_starts(const unsigned char *bytes)
{
	size_t starts = 0;

	for (size_t at = 0; at < SPAN_UNITS; at++)
		starts += bytes[at] == BYTE_FREE;
	return starts;
}

static void compare_chunks(struct trial *t)
{
	const struct naive *naive = &t->naive;
	void **first = t->room + 1 + t->sweep.want;

	must(t, t->sweep.got == naive->got && t->sweep.end == first - naive->got,
	     "as many are found as there are");
	for (size_t i = 0; i < naive->got && !t->wrong; i++)
		must(t, first[-1 - (ptrdiff_t)i] == t->memory + naive->carved[i] * UNIT
		        && t->bytes[naive->carved[i]] == t->sweep.class,
		     "the first that fit are taken, in order, and marked as cached");
	must(t, t->room[0] == t && *first == t, "no pointer is written elsewhere");
	must(t, t->sweep.starts == trial_starts(t->before) - trial_starts(t->bytes),
	     "starts is what was swallowed, less what was made");
}

/* All around. A run across the starting position is seen twice: as its part behind that,
 * and whole; if chunks are carved from the whole, largest may still be that part. */
static void compare_whole(struct trial *t)
{
	const struct naive *naive = &t->naive;
	size_t largest = 0, run;

	for (size_t at = 0; at < SPAN_UNITS; at++)
		if (t->bytes[at] == BYTE_FREE) {
			run = trial_run_end(t->bytes, at) - at;
			largest = run > largest ? run : largest;
			at += run - 1;
		}
	must(t, t->sweep.got < t->sweep.want, "all runs are seen only if there is too little");
	must(t, largest * UNIT < class_size(t->sweep.class), "no run left is large enough");
	must(t, t->sweep.largest == naive->largest * UNIT
	        && (naive->inside[t->start] ? naive->largest >= largest
	                                    : naive->largest == largest),
	     "largest is that of the runs left");
	must(t, t->sweep.position == (naive->largest ? naive->position : t->start),
	     "position is where the largest run left starts");
}

static void compare_stopped(struct trial *t)
{
	const struct naive *naive = &t->naive;
	size_t after = naive->carved[naive->got - 1] + class_size(naive->class) / UNIT;

	must(t, t->sweep.got == t->sweep.want, "a sweep stops when there are enough");
	must(t, t->sweep.position == after, "position is behind the last chunk found");
}

/* Each run's part knows that there may be one so large. */
static void compare_parts(struct trial *t)
{
	for (size_t at = 0, end; at < SPAN_UNITS; at = end) {
		end = at + 1;
		if (t->bytes[at] != BYTE_FREE)
			continue;
		end = trial_run_end(t->bytes, at);
		must(t, t->none[at / PART_UNITS] > span_class_within((end - at) * UNIT),
		     "no part with such a run is passed over");
	}
}

const char *trial_sweep(struct trial *t, sweeper *sweep, unsigned class, size_t want,
                        size_t start)
{
	t->wrong = NULL;
	t->start = start;
	memcpy(t->bytes, t->before, SPAN_UNITS);
	naive_open(&t->naive, t->before);
	t->naive.class = class;
	t->naive.want = want;
	naive_between(&t->naive, start, SPAN_UNITS);
	naive_between(&t->naive, 0, start);
	t->room[0] = t->room[1 + want] = t;
	t->sweep = (struct sweep){ .bytes = t->bytes,
		                   .memory = t->memory,
		                   .none = t->none,
		                   .class = class,
		                   .want = want,
		                   .end = t->room + 1 + want,
		                   .position = start };
	memset(t->none, SPAN_UNKNOWN, sizeof t->none);
	t->whole = sweep(&t->sweep);
	compare_chunks(t);
	compare_parts(t);
	compare_tiles(t);
	if (t->whole)
		compare_whole(t);
	else
		compare_stopped(t);
	return t->wrong;
}
