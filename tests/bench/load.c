/* SPDX-License-Identifier: MIT
 *
 * load.c - what reading recorded programs costs, and playing them.
 *
 *   load FILE    the text of a recorded program, unpacked
 *
 *   parse   file -> operations                    load    the command, on a new heap
 *   play    operations -> heap, journal, names    bare    the heap's functions alone
 *   open    a recording of ten million records: its index; all of it; the heap as it was, as far
 *           as is read before the first picture, and to its end
 *
 * Each line is the least of the runs that begin within a second, of three at least.
 */
#include "load.h"
#include "ground.h"
#include "live.h"
#include "memory.h"
#include "recording.h"
#include "recording_merge.h"
#include "recording_write.h"
#include "replay.h"
#include "session.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 3, RECORDS = 10000000 };

#define PART 0.02 /* seconds between two looks at the keys */
#define LONG 1.0  /* seconds: what takes milliseconds is run until the processor is at its best */

struct operations {
	struct trace_operation *operation;
	size_t count, space;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *sentence)
{
	fprintf(stderr, "load: %s\n", sentence);
	exit(1);
}

static void print(const char *what, double seconds, size_t operations)
{
	printf("%-28s %8.3f s %8.1f ns an operation %7.2f million a second\n", what, seconds,
	       seconds * 1e9 / (double)operations, (double)operations / seconds / 1e6);
}

static struct trace *open_trace(const char *path)
{
	char problem[TRACE_PROBLEM];
	struct trace *trace = trace_open(path, problem);

	if (!trace)
		fail(problem);
	return trace;
}

static size_t parse(const char *path, struct operations *kept)
{
	struct trace *trace = open_trace(path);
	struct trace_operation operation;
	size_t count = 0;

	for (; trace_next(trace, &operation) == TRACE_OPERATION; count++) {
		if (!kept)
			continue;
		kept->operation = memory_room(kept->operation, kept->count, 1, &kept->space,
		                              sizeof operation);
		kept->operation[kept->count++] = operation;
	}
	trace_close(trace);
	return count;
}

static double least(double (*run)(const void *), const void *user)
{
	double best = 1e9, begun = now();

	for (int i = 0; i < RUNS || now() - begun < LONG; i++) {
		double seconds = run(user);

		best = seconds < best ? seconds : best;
	}
	return best;
}

/* ---------------------------------------------------------------------------- the runs */

static double run_parse(const void *path)
{
	double start = now();

	parse(path, NULL);
	return now() - start;
}

static struct session *new_session(int bins)
{
	FILE *nowhere = fopen("/dev/null", "w");
	struct session *session = session_create(nowhere, nowhere);

	if (bins)
		session_line(session, "set placement bins");
	session_line(session, "reset");
	return session;
}

static void end_session(struct session *session)
{
	FILE *nowhere = session->out;

	session_destroy(session);
	fclose(nowhere);
}

static double run_load(const char *path, int bins)
{
	struct session *session = new_session(bins);
	double start = now();

	if (load_file(session, path) != SESSION_OK)
		fail(session->outcome.linear);
	start = now() - start;
	end_session(session);
	return start;
}

static double run_load_first(const void *path)
{
	return run_load(path, 0);
}

static double run_load_bins(const void *path)
{
	return run_load(path, 1);
}

static double run_play(const void *user)
{
	const struct operations *operations = user;
	struct session *session = new_session(1);
	struct replay replay = { .session = session };
	double start;

	session->options.grow = 1;
	session_line(session, "reset");
	session->remaining = SIZE_MAX;
	start = now();
	for (size_t i = 0; i < operations->count; i++)
		replay_operation(&replay, &operations->operation[i]);
	start = now() - start;
	live_free(&replay.live);
	end_session(session);
	return start;
}

/* ------------------------------------------------------------------------- bare calls */

struct bare {
	uint32_t slot; /* of the block's pointer */
	uint32_t kind;
	size_t size;
};

struct bares {
	struct bare *call;
	size_t calls, slots;
	int fast; /* on a fast heap */
};

/* Of the blocks that are there: a block that comes takes over the slot of one that is gone. */
struct slots {
	struct live live;
	uint32_t *spare;
	size_t spares, space;
};

static uint32_t slot_of(struct slots *slots, size_t *number, uint64_t key, int gives)
{
	static char there;
	struct live_block *found = live_find(&slots->live, key);
	size_t slot;

	if (found)
		return (uint32_t)found->ordinal;
	if (!gives)
		return 0;
	slot = slots->spares ? slots->spare[--slots->spares] : ++*number;
	live_put(&slots->live, (struct live_block){ key, &there, slot });
	return (uint32_t)slot;
}

static void free_slot(struct slots *slots, uint32_t slot)
{
	slots->spare = memory_room(slots->spare, slots->spares, 1, &slots->space,
	                           sizeof *slots->spare);
	slots->spare[slots->spares++] = slot;
}

static struct bares strip(const struct operations *operations)
{
	struct bares bares = { memory_new(operations->count + 1, sizeof(struct bare)), 0, 0, 0 };
	struct slots slots = { 0 };

	for (size_t i = 0; i < operations->count; i++) {
		const struct trace_operation *operation = &operations->operation[i];
		struct bare call = { 0, operation->kind, operation->size };

		if (operation->kind == TRACE_CALLOC)
			call.size *= operation->count;
		call.slot = slot_of(&slots, &bares.slots,
		                    operation->old ? operation->old : operation->block,
		                    operation->kind != TRACE_FREE);
		if (operation->kind == TRACE_THREAD_DONE || !call.slot)
			continue;
		if (operation->old)
			live_remove(&slots.live, live_find(&slots.live, operation->old));
		if (operation->old && operation->kind == TRACE_FREE)
			free_slot(&slots, call.slot);
		if (operation->old && operation->block)
			live_put(&slots.live,
			         (struct live_block){ operation->block, &slots, call.slot });
		bares.call[bares.calls++] = call;
	}
	live_free(&slots.live);
	free(slots.spare);
	return bares;
}

static double run_bare(const void *user)
{
	const struct bares *bares = user;
	void **block = memory_new(bares->slots + 1, sizeof *block);
	my_heap_options options;
	my_heap *heap;
	double start;

	if (bares->fast)
		my_heap_options_fast(&options);
	else
		my_heap_options_default(&options);
	options.placement = MY_HEAP_BINS;
	options.grow = 1;
	heap = my_heap_create(&options);
	start = now();
	for (size_t i = 0; i < bares->calls; i++) {
		const struct bare *call = &bares->call[i];
		void **at = &block[call->slot];

		if (call->kind == TRACE_FREE) {
			my_heap_free(heap, *at);
			*at = NULL;
		} else if (call->kind == TRACE_REALLOC) {
			*at = my_heap_realloc(heap, *at, call->size);
		} else {
			*at = my_heap_malloc(heap, call->size);
		}
	}
	start = now() - start;
	my_heap_destroy(heap);
	free(block);
	return start;
}

/* --------------------------------------------------------------------- our own format */

static FILE *make_recording(void)
{
	FILE *file = tmpfile();
	struct recording_writer *writer = file ? recording_write_start(file, "bench", 1) : NULL;
	struct trace_operation operation = { .thread = 1 };

	if (!writer)
		fail("no temporary file");
	for (size_t i = 0; i < RECORDS; i++) {
		operation.kind = i % 2 ? TRACE_FREE : TRACE_MALLOC;
		operation.block = i % 2 ? 0 : 0x100000 + i % 4096 * 16;
		operation.old = i % 2 ? 0x100000 + (i - 1) % 4096 * 16 : 0;
		operation.size = i % 2 ? 0 : i % 512;
		operation.time = i * 20 + 1;
		recording_write(writer, &operation);
	}
	if (recording_write_end(writer) != 0)
		fail("no room for a recording");
	return file;
}

static double run_open(const void *user)
{
	char problem[RECORDING_PROBLEM];
	double start = now();
	struct recording *recording = recording_open(*(const int *)user, "bench", problem);

	start = now() - start;
	recording_close(recording);
	return start;
}

static double run_decode(const void *user)
{
	char problem[RECORDING_PROBLEM];
	double start = now();
	struct recording *recording = recording_open(*(const int *)user, "bench", problem);
	struct merge *merge = merge_open(recording, 1, 0);
	struct merged merged;

	while (merge_next(merge, &merged))
		continue;
	start = now() - start;
	merge_close(merge);
	recording_close(recording);
	return start;
}

/* As mmviz open does: a part before the first picture, or all parts. */
static double run_as_it_was(int descriptor, int whole)
{
	struct session *session = new_session(0);
	char problem[TRACE_PROBLEM], path[40];
	double start = now();

	snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
	if (!ground_open(session, path, NULL, problem))
		fail(problem);
	do
		ground_read(session, PART);
	while (whole && ground_is_reading(session));
	start = now() - start;
	end_session(session);
	return start;
}

static double run_first_part(const void *user)
{
	return run_as_it_was(*(const int *)user, 0);
}

static double run_all_parts(const void *user)
{
	return run_as_it_was(*(const int *)user, 1);
}

static void measure_recording(void)
{
	FILE *file = make_recording();
	int descriptor = fileno(file);

	print("open our own, 10^7 records", least(run_open, &descriptor), RECORDS);
	print("and decode all of it", least(run_decode, &descriptor), RECORDS);
	print("as it was, the first part", least(run_first_part, &descriptor), RECORDS);
	print("as it was, all of it", least(run_all_parts, &descriptor), RECORDS);
	fclose(file);
}

int main(int argc, char **argv)
{
	struct operations operations = { 0 };
	struct bares bares;
	size_t count;

	if (argc < 2)
		fail("load FILE: the text of a recorded program, unpacked.");
	count = parse(argv[1], &operations);
	bares = strip(&operations);
	print("parse", least(run_parse, argv[1]), count);
	print("load, first fit", least(run_load_first, argv[1]), count);
	print("load, bins", least(run_load_bins, argv[1]), count);
	print("play, bins, already parsed", least(run_play, &operations), count);
	print("bare, bins", least(run_bare, &bares), bares.calls);
	bares.fast = 1;
	print("bare, bins, fast engine", least(run_bare, &bares), bares.calls);
	measure_recording();
	free(operations.operation);
	free(bares.call);
	return 0;
}
