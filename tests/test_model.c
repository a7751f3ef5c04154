/* SPDX-License-Identifier: MIT
 *
 * test_model.c - a million random operations on heaps of every kind, against a shadow.
 *
 * Each run is a child, so that a crash is a failure like any other; the operations lie in
 * memory shared with it. On failure the seed and the operation's number are printed, the
 * list of operations is cut down as far as it still fails, and what is left is written to
 * build/model-failure.txt as a script that mmviz plays.
 */
#include "test.h"
#include "child.h"
#include "model.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum { MOST_OPS = 60000, TRIES = 300 };

static const char *const failure_file = "build/model-failure.txt";

struct plan {
	my_heap_options options;
	uint64_t seed;
	size_t ops, live; /* how many operations, how many blocks live at the height */
};

/* Shared with the children. */
static struct shared {
	size_t done; /* operations begun */
	size_t most_live, most_sections, most_growths;
	char wrong[256];
	struct model_op ops[MOST_OPS];
	size_t nbr_candidates;
	struct model_op candidates[MOST_OPS];
} *shared;

/* ---------------------------------------------------------------- operations */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Mostly small, some larger than a default section. */
static unsigned some_size(uint64_t r)
{
	unsigned kind = r >> 8 & 31, size = (unsigned)(r >> 16 & 0xffffff);

	if (kind == 0)
		return size % 9000;
	return kind < 6 ? size % 1500 : size % 200;
}

/* Fills up to the plan's height, falls to a quarter of it, and so on. */
static struct model_op some_op(const struct model *model, const struct plan *plan, size_t number,
                               uint64_t *state)
{
	uint64_t r = next_random(state);
	size_t wanted = number * 5 / plan->ops % 2 ? plan->live / 4 : plan->live;
	unsigned chance = (unsigned)(r % 100), taking = model->nbr_live < wanted ? 75 : 25;
	struct model_op op = { 'm', (unsigned)model->nbr_ids, some_size(r), 0 };

	if (model->nbr_live == 0 || chance < taking) {
		unsigned kind = r >> 56 & 15;
		op.verb = kind == 0 ? 'a' : kind < 4 ? 'c' : 'm';
		op.alignment = 1u << (r >> 48 & 7) << (op.verb == 'a' ? 2 : 0);
		return op;
	}
	op.id = model->live[(r >> 40) % model->nbr_live];
	op.verb = r >> 56 & 3 ? 'f' : 'r';
	return op;
}

/* -------------------------------------------------------------------- a run */

static void note(const struct model *model)
{
	struct shared *s = shared;

	s->most_live = model->most_live > s->most_live ? model->most_live : s->most_live;
	if (model->most_sections > s->most_sections)
		s->most_sections = model->most_sections;
	if (model->most_growths > s->most_growths)
		s->most_growths = model->most_growths;
	if (model->wrong)
		snprintf(s->wrong, sizeof s->wrong, "%s", model->wrong);
}

/* A comparison is O(chunks): after each of the first operations, then ever less often. */
static int run(void *user)
{
	const struct plan *plan = user;
	size_t every = plan->live / 16 + 1;
	uint64_t state = plan->seed;
	struct model model;

	if (model_open(&model, &plan->options, plan->ops + 1) != 0)
		return 2;
	for (size_t i = 0; i < plan->ops && !model.wrong; i++) {
		shared->ops[i] = some_op(&model, plan, i, &state);
		shared->done = i + 1;
		if (model_do(&model, &shared->ops[i]) == 0 && (i < 60 || i % every == 0))
			model_compare(&model);
	}
	model_close(&model);
	note(&model);
	return model.wrong != NULL;
}

static int replay(void *user)
{
	const struct plan *plan = user;
	struct model model;

	if (model_open(&model, &plan->options, plan->ops + 1) != 0)
		return 0;
	for (size_t i = 0; i < shared->nbr_candidates && !model.wrong; i++)
		if (model_do(&model, &shared->candidates[i]) == 0
		    && (shared->nbr_candidates < 2000 || i % 100 == 0))
			model_compare(&model);
	return model_close(&model);
}

/* ------------------------------------------------------------------ failing */

/* 1 when the operations but those from start on, so many, still fail. */
static int fails_without(struct plan *plan, size_t start, size_t count)
{
	size_t n = shared->done;
	size_t end = start + count < n ? start + count : n;

	memcpy(shared->candidates, shared->ops, start * sizeof *shared->ops);
	memcpy(shared->candidates + start, shared->ops + end, (n - end) * sizeof *shared->ops);
	shared->nbr_candidates = n - (end - start);
	struct child child = child_run(replay, plan);
	return child.signal != 0 || child.status != 0;
}

static void minimise(struct plan *plan)
{
	int tries = 0;

	for (size_t count = shared->done / 2; count > 0 && tries < TRIES; count /= 2) {
		size_t start = 0;
		while (start < shared->done && tries++ < TRIES) {
			if (!fails_without(plan, start, count)) {
				start += count;
				continue;
			}
			memcpy(shared->ops, shared->candidates,
			       shared->nbr_candidates * sizeof *shared->ops);
			shared->done = shared->nbr_candidates;
		}
	}
}

/* The words of mmviz's set command. */
static const char *const placements[] = { "first", "next", "best", "worst", "bins", "near" };
static const char *const orders[] = { "address", "size-up", "size-down", "lifo", "fifo" };
static const char *const coalescings[] = { "at-once", "deferred", "never" };
static const char *const hashes[] = { "order-preserving", "modulo", "fibonacci" };

static void write_options(FILE *file, const my_heap_options *o)
{
	fprintf(file, "set placement %s\n", placements[o->placement]);
	fprintf(file, "set order %s\n", orders[o->order]);
	fprintf(file, "set coalesce %s\n", coalescings[o->coalescing]);
	fprintf(file, "set hash %s\n", hashes[o->hash]);
	fprintf(file, "set split %zu\nset granule %zu\nset align %zu\nset header %zu\n", o->split,
	        o->granule, o->alignment, o->header);
	fprintf(file, "set section %zu\nset capacity %zu\nset load %u.%02u\n", o->section,
	        o->capacity, o->load / 100, o->load % 100);
	if (o->grow)
		fprintf(file, "# Sections grew here, which is no setting of mmviz.\n");
	fprintf(file, "reset\n");
}

/* mmviz names blocks p1, p2, ... in the order in which they are asked for. */
static void write_ops(FILE *file)
{
	static unsigned names[MOST_OPS + 1];
	unsigned next = 0;

	memset(names, 0, sizeof names);
	for (size_t i = 0; i < shared->done; i++) {
		const struct model_op *op = &shared->ops[i];
		if (op->verb == 'r' && names[op->id])
			fprintf(file, "r p%u %u\n", names[op->id], op->size);
		else if (op->verb == 'f' && names[op->id])
			fprintf(file, "f p%u\n", names[op->id]);
		else if (op->verb == 'a')
			fprintf(file, "a %u %u\n", op->alignment, op->size);
		else if (op->verb == 'c')
			fprintf(file, "c 1 %u\n", op->size);
		else if (op->verb == 'm')
			fprintf(file, "m %u\n", op->size);
		if (op->verb == 'a' || op->verb == 'c' || op->verb == 'm')
			names[op->id] = ++next;
	}
}

static void report(struct plan *plan, const struct child *child)
{
	FILE *file;

	if (!shared->wrong[0])
		snprintf(shared->wrong, sizeof shared->wrong, "the run did not end");
	printf("\n      MY_TEST_SEED=%lu: operation %zu of %zu: %s (signal %d, status %d)\n",
	       test_seed(), shared->done, plan->ops, shared->wrong, child->signal,
	       child->status);
	minimise(plan);
	mkdir("build", 0777);
	file = fopen(failure_file, "w");
	if (!file)
		return;
	fprintf(file, "# model test, MY_TEST_SEED=%lu: %s\n", test_seed(), shared->wrong);
	write_options(file, &plan->options);
	write_ops(file);
	if (fclose(file) == 0)
		printf("      %zu operations that fail are in %s\n", shared->done, failure_file);
}

/* 1 when all went well. The first failure is described, others are only counted. */
static int passes(struct plan *plan)
{
	static int described;
	struct child child;

	shared->done = 0;
	shared->wrong[0] = '\0';
	child = child_run(run, plan);
	if (child.signal == 0 && child.status == 0)
		return 1;
	if (!described)
		report(plan, &child);
	described = 1;
	return 0;
}

/* -------------------------------------------------------------------- tests */

static int shares(void)
{
	if (!shared) {
		void *got = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
		                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		shared = got == MAP_FAILED ? NULL : got;
	}
	return shared != NULL;
}

enum { PLANS = 5 * 3 * 3 * MY_HEAP_PLACEMENTS };

/* Every placement, order, coalescing and hash; the last are near fit's, which has one order. */
static struct plan plan_of(int n)
{
	struct plan plan;

	memset(&plan, 0, sizeof plan);
	my_heap_options_default(&plan.options);
	plan.options.placement = (enum my_heap_placement)(n / 45);
	plan.options.order = plan.options.placement == MY_HEAP_NEAR ? MY_HEAP_BY_ADDRESS
	                                                            : (enum my_heap_order)(n % 5);
	plan.options.coalescing = (enum my_heap_coalescing)(n / 5 % 3);
	plan.options.hash = (enum my_heap_hash)(n / 15 % 3);
	plan.seed = (test_seed() * 1000003 + (unsigned)n) * 0x9e3779b97f4a7c15u | 1;
	plan.ops = 4500 * test_percent() / 100;
	plan.live = 400;
	return plan;
}

static void every_combination(void)
{
	size_t ops = 0;

	CU_ASSERT_FATAL(shares());
	for (int n = 0; n < PLANS; n++) {
		struct plan plan = plan_of(n);
		CU_ASSERT(passes(&plan));
		ops += plan.ops;
	}
	CU_ASSERT(ops >= 1000000 * test_percent() / 100);
}

/* 10^4 live chunks, 20 sections and two growths of a table are reached. */
static void large_heaps(void)
{
	static const size_t sections[] = { 4096, 1 << 20, 65536, 16384, 4096 };
	size_t ops = 0;

	CU_ASSERT_FATAL(shares());
	for (int n = 0; n < 5; n++) {
		struct plan plan = plan_of(n + n * 5 % 25);
		plan.options.section = sections[n];
		plan.options.grow = n == 4;
		plan.ops = 48000 * test_percent() / 100;
		plan.live = 11500 * test_percent() / 100;
		CU_ASSERT(passes(&plan));
		ops += plan.ops;
	}
	if (test_percent() < 100)
		return;
	CU_ASSERT(ops >= 200000);
	CU_ASSERT(shared->most_live >= 10000);
	CU_ASSERT(shared->most_sections >= 20);
	CU_ASSERT(shared->most_growths >= 2);
}

/* Headers, granules, alignments, splits, loads, capacities: far from the defaults. */
static void odd_heaps(void)
{
	static const struct {
		size_t header, granule, alignment, split, capacity, section;
		unsigned load;
		int grow;
	} odd[] = {
		{ 8, 16, 16, 16, 16, 4096, 75, 0 },   { 0, 1, 1, 1, 1, 100, 100, 0 },
		{ 24, 8, 8, 64, 3, 1000, 90, 0 },     { 256, 64, 16, 16, 7, 4096, 50, 1 },
		{ 0, 16, 256, 512, 16, 8192, 10, 0 }, { 1, 1, 64, 33, 100, 5000, 75, 0 },
		{ 16, 4096, 16, 16, 2, 65536, 75, 1 }, { 0, 1, 1, 0, 1, 64, 100, 1 },
		{ 100, 2, 4096, 16, 1, 4096, 100, 0 },
	};

	CU_ASSERT_FATAL(shares());
	for (int n = 0; n < 45; n++) {
		struct plan plan = plan_of(n * 41 % PLANS);
		plan.options.header = odd[n % 9].header;
		plan.options.granule = odd[n % 9].granule;
		plan.options.alignment = odd[n % 9].alignment;
		plan.options.split = odd[n % 9].split;
		plan.options.capacity = odd[n % 9].capacity;
		plan.options.section = odd[n % 9].section;
		plan.options.load = odd[n % 9].load;
		plan.options.grow = odd[n % 9].grow;
		plan.options.density = n % 2;
		plan.ops = 2000 * test_percent() / 100;
		plan.live = 200;
		CU_ASSERT(passes(&plan));
	}
}

CU_TestInfo model_tests[] = {
	{ "every combination of policies", every_combination },
	{ "large heaps", large_heaps },
	{ "odd heaps", odd_heaps },
	CU_TEST_INFO_NULL
};
