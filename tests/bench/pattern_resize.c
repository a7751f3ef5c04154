/* SPDX-License-Identifier: MIT
 *
 * One large block: grown by realloc, or given zeroed by calloc, each page of it used.
 *
 *     realloc_double   16 B to 64 MiB by doubling, REPEATS times      operation: a realloc
 *     realloc_64       64 B to 64 MiB in steps of 64 B                operation: a realloc
 *     calloc_*         calloc, a byte read and written a page, free   operation: a block
 */
#include "pattern.h"

enum { PAGE = 4096, REPEATS = 6 };

/* Writes what is new of a block grown from `old` to `size`: a byte a page, and the last one. */
static void touch_new(volatile unsigned char *bytes, size_t old, size_t size)
{
	for (size_t i = (old + PAGE - 1) / PAGE * PAGE; i < size; i += PAGE)
		bytes[i] = (unsigned char)(i / PAGE);
	bytes[size - 1] = (unsigned char)size;
}

static unsigned char *resize(unsigned char *bytes, size_t old, size_t size)
{
	bytes = realloc(bytes, size);
	if (bytes == NULL)
		measure_fail("realloc");
	touch_new(bytes, old, size);
	return bytes;
}

static uint64_t sum_up(const unsigned char *bytes, size_t size)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < size; i += PAGE)
		sum += bytes[i];
	return sum;
}

static void double_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	size_t limit = pattern_scale(pattern->count, percent);
	uint64_t from = clock_ns();

	for (size_t n = 0; n < REPEATS; n++) {
		unsigned char *bytes = NULL;
		size_t size = 0;

		for (size_t next = pattern->size; next <= limit; next *= 2) {
			bytes = resize(bytes, size, next);
			size = next;
			measure->operations++;
		}
		measure->sum += sum_up(bytes, size);
		free(bytes);
	}
	measure->ns = clock_ns() - from;
}

static void step_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	size_t limit = pattern_scale(pattern->count, percent), size = 0;
	unsigned char *bytes = NULL;
	uint64_t from = clock_ns();

	for (size_t next = pattern->size; next <= limit; next += pattern->size) {
		bytes = resize(bytes, size, next);
		size = next;
		measure->operations++;
	}
	measure->ns = clock_ns() - from;
	measure->sum = sum_up(bytes, size);
	free(bytes);
}

static void calloc_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	size_t rounds = pattern_scale(pattern->count, percent);
	uint64_t from = clock_ns();

	for (size_t n = 0; n < rounds; n++) {
		unsigned char *bytes = calloc(1, pattern->size);

		if (bytes == NULL)
			measure_fail("calloc");
		for (size_t i = 0; i < pattern->size; i += PAGE)
			measure->sum += ((volatile unsigned char *)bytes)[i]++ + 1u;
		free(bytes);
	}
	measure->ns = clock_ns() - from;
	measure->operations = rounds;
}

const struct pattern resize_patterns[] = {
	{"realloc_double", "realloc", "16 B to 64 MiB by doubling", double_run, 16, 64 << 20, 0},
	{"realloc_64", "realloc", "64 B to 64 MiB in steps of 64 B", step_run, 64, 64 << 20, 0},
	{"calloc_1m", "calloc", "calloc of 1 MiB, each page used", calloc_run, 1 << 20, 1000, 0},
	{"calloc_32m", "calloc", "calloc of 32 MiB, each page used", calloc_run, 32 << 20, 30, 0},
	{0},
};
