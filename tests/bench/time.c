/* SPDX-License-Identifier: MIT
 *
 * time.c - what going in time costs: a recorded program is loaded, then steps of it are gone
 * to at random, and one by one back.
 *
 *   time FILE
 *
 * Every step arrived at is compared with what was there when it was first reached.
 */
#include "image.h"
#include "journal.h"
#include "load.h"
#include "session.h"
#include "timeline.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { JUMPS = 1000, BACKS = 1000, CHECKED = 64 };

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void print(const char *what, double *ms, size_t count)
{
	qsort(ms, count, sizeof *ms, by_size);
	printf("%-22s %6zu  median %8.3f  99th %8.3f  most %8.3f ms\n", what, count,
	       ms[count / 2], ms[count * 99 / 100], ms[count - 1]);
}

static uint64_t digest(const struct session *session)
{
	struct image *image = image_take(session->heap);
	uint64_t all = image_digest(image);

	image_free(image);
	return all + names_alive(session->names);
}

static uint64_t next(uint64_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 7;
	*random ^= *random << 17;
	return *random;
}

static double timed_go(struct session *session, size_t step)
{
	double start = now();

	if (timeline_go(session, step) != SESSION_OK) {
		fprintf(stderr, "time: %s\n", session->outcome.linear);
		exit(1);
	}
	return now() - start;
}

/* With the steps of the operation that led there, as they are shown. */
static double timed_show(struct session *session, size_t step)
{
	double start = now();

	timeline_show(session, step);
	return now() - start;
}

static void measure(struct session *session)
{
	static double jump[JUMPS], back[BACKS], first[JUMPS / 10], shown[BACKS];
	static uint64_t seen[CHECKED];
	size_t end = timeline_end(session), wrong = 0;
	uint64_t random = 88172645463325252u;

	for (size_t i = 0; i < CHECKED; i++) {
		timed_go(session, end / CHECKED * i);
		seen[i] = digest(session);
	}
	for (size_t i = 0; i < JUMPS; i++) {
		jump[i] = timed_go(session, next(&random) % (end + 1));
		if (i % 10 == 0)
			first[i / 10] = timeline_step(session)
			                        ? timed_go(session, timeline_step(session) - 1)
			                        : 0;
	}
	timed_go(session, end);
	for (size_t i = 0; i < BACKS && timeline_step(session) > 1; i++)
		shown[i] = timed_show(session, timeline_step(session) - 1);
	timed_go(session, end);
	for (size_t i = 0; i < BACKS && timeline_step(session); i++)
		back[i] = timed_go(session, timeline_step(session) - 1);
	for (size_t i = CHECKED; i-- > 0;) {
		timed_go(session, end / CHECKED * i);
		wrong += digest(session) != seen[i];
	}
	print("goto, anywhere", jump, JUMPS);
	print("one back after a goto", first, JUMPS / 10);
	print("one back, from the end", back, BACKS);
	print("the same, and told", shown, BACKS);
	printf("steps that differ      %6zu  of %d compared\n", wrong, CHECKED);
}

static void print_memory(const struct session *session)
{
	my_heap_statistics stats;

	my_heap_stats(session->heap, &stats);
	printf("journal                %10zu bytes, %zu operations\n",
	       journal_bytes(session->journal), timeline_end(session));
	printf("beside it              %10zu bytes\n", timeline_bytes(session));
	printf("the heap, at its most  %10zu bytes mapped, and %zu of tables now\n",
	       stats.peak_mapped, stats.tables);
}

int main(int argc, char **argv)
{
	struct session *session = session_create(stdout, stderr);
	double start;

	if (argc < 2) {
		fprintf(stderr, "usage: time FILE\n");
		return 2;
	}
	session_line(session, "set placement bins");
	start = now();
	if (load_file(session, argv[1]) != SESSION_OK) {
		fprintf(stderr, "time: %s\n", session->outcome.linear);
		return 1;
	}
	printf("load                   %10.0f ms\n", now() - start);
	print_memory(session);
	measure(session);
	session_destroy(session);
	return 0;
}
