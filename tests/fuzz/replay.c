/* SPDX-License-Identifier: MIT
 *
 * replay.c - plays scripts without libFuzzer: kept ones, or random ones at full speed.
 *
 *   replay family FILE ...    replay heap FILE ...
 *   replay family --random 100000000 --seed 1 --threads 4
 *   replay heap --random 60s
 *
 * --random takes a number of operations, or of seconds. Without --threads, runs of one
 * thread and of several take turns. The status is 1 after a failure.
 */
#include "family_run.h"
#include "heap_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUND = 2000000, HEAP_ROUND = 2000 };

struct request {
	const char *kind;
	unsigned long ops;
	double seconds;
	uint64_t seed;
	unsigned threads; /* 0: take turns */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* -------------------------------------------------------------------- random */

static int family_round(const struct request *request, uint64_t n, unsigned long *calls)
{
	static const struct {
		unsigned threads, slots;
	} turns[] = { { 1, 12 }, { 4, 12 }, { 1, 16 }, { 2, 14 }, { 1, 8 }, { 16, 10 } };
	unsigned turn = (unsigned)(n % (sizeof turns / sizeof turns[0]));
	unsigned threads = request->threads ? request->threads : turns[turn].threads;
	size_t left = request->ops ? request->ops - *calls : ROUND;
	struct family_plan plan = { request->seed * 1000003 + n,
		                    (left < ROUND ? left : ROUND) / threads + 1, threads,
		                    turns[turn].slots };

	return family_random(&plan, calls);
}

static int heap_round(const struct request *request, uint64_t n, unsigned long *calls)
{
	return heap_random(request->seed * 1000003 + n, HEAP_ROUND, calls);
}

static const struct kind {
	const char *name;
	const char *(*play)(const uint8_t *bytes, size_t length);
	int (*round)(const struct request *request, uint64_t n, unsigned long *calls);
} kinds[] = { { "family", family_play, family_round }, { "heap", heap_play, heap_round } };

static int run_random(const struct kind *kind, const struct request *request)
{
	double start = now();
	unsigned long calls = 0;
	int bad = 0;

	for (uint64_t n = 0; !bad; n++) {
		if (request->ops ? calls >= request->ops : now() - start >= request->seconds)
			break;
		bad = kind->round(request, n, &calls);
	}
	double took = now() - start;
	printf("%s: %lu operations from seed %llu in %.1f s (%.2f million a second): %s\n",
	       kind->name, calls, (unsigned long long)request->seed, took,
	       (double)calls / took / 1e6, bad ? "FAILED" : "nothing found");
	return bad;
}

/* --------------------------------------------------------------------- files */

static int run_file(const struct kind *kind, const char *path)
{
	static uint8_t bytes[1 << 22];
	FILE *file = fopen(path, "rb");
	const char *wrong;
	size_t length;

	if (!file) {
		perror(path);
		return 1;
	}
	length = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	wrong = kind->play(bytes, length);
	if (wrong)
		printf("%s: %s\n", path, wrong);
	return wrong != NULL;
}

/* ---------------------------------------------------------------------- main */

static void take_option(struct request *request, const char *name, const char *value)
{
	char *end;
	unsigned long number = strtoul(value, &end, 0);

	if (strcmp(name, "--seed") == 0)
		request->seed = number;
	else if (strcmp(name, "--threads") == 0)
		request->threads = number < FAMILY_MOST_THREADS ? (unsigned)number
		                                                : FAMILY_MOST_THREADS;
	else if (*end == 's')
		request->seconds = (double)number;
	else
		request->ops = number;
}

static int usage(void)
{
	fprintf(stderr, "use: replay family|heap FILE ...\n"
	                "     replay family|heap --random OPERATIONS|SECONDSs"
	                " [--seed N] [--threads T]\n");
	return 2;
}

int main(int argc, char **argv)
{
	struct request request = { .seed = 1 };
	const struct kind *kind = NULL;
	int bad = 0, i = 2;

	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
		if (argc > 2 && strcmp(argv[1], kinds[k].name) == 0)
			kind = &kinds[k];
	if (!kind)
		return usage();
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2)
		take_option(&request, argv[i], argv[i + 1]);
	if (request.ops || request.seconds > 0)
		return run_random(kind, &request);
	for (; i < argc; i++)
		bad |= run_file(kind, argv[i]);
	return bad;
}
