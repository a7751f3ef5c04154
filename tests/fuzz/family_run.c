/* SPDX-License-Identifier: MIT
 *
 * family_run.c - scripts of operations on the malloc family, played. See family_run.h.
 */
#include "family_run.h"

#include "child.h"
#include "family_model.h"
#include "family_op.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

enum { MOST_BYTES = 256 << 20, WHOLE = 1 << 16, WORD = 8, CUT_SECONDS = 60, SHOWN = 20 };

static const char *const failure_file = "build/family-failure.fuzz";

/* Shared with the child. */
struct shared {
	_Atomic size_t done; /* words begun by the first thread */
	unsigned long calls;
	char wrong[128];
	size_t nbr_words; /* 0: the plan's; else those that follow */
	uint64_t words[];
};

struct run {
	const struct family_plan *plan;
	struct shared *shared;
};

struct part {
	struct run *run;
	unsigned number;
	pthread_t thread;
	struct family_model model;
};

/* ------------------------------------------------------------------- a file */

static uint64_t word_at(const uint8_t *bytes)
{
	uint64_t word = 0;

	for (int i = WORD - 1; i >= 0; i--)
		word = word << 8 | bytes[i];
	return word;
}

static unsigned script_slots(uint8_t byte)
{
	return 2 + byte % 15;
}

const char *family_play(const uint8_t *bytes, size_t length)
{
	struct family_model model;

	if (length == 0 || family_open(&model, script_slots(bytes[0]), MOST_BYTES) != 0)
		return NULL;
	model.whole = WHOLE; /* a kept script is short: more of its blocks is verified */
	for (size_t at = 1; at + WORD <= length; at += WORD)
		if (family_do(&model, word_at(bytes + at)))
			break;
	if (!model.wrong && !family_empty(&model))
		family_empty_exchange(&model);
	family_close(&model);
	return model.wrong;
}

/* ---------------------------------------------------------------- in a child */

static void *play_part(void *user)
{
	struct part *part = user;
	const struct family_plan *plan = part->run->plan;
	struct shared *shared = part->run->shared;
	uint64_t seed = plan->seed + part->number * 0x5851f42d4c957f2du;
	size_t words = shared->nbr_words ? shared->nbr_words : plan->words;

	for (size_t i = 0; i < words && !part->model.wrong; i++) {
		if (part->number == 0)
			atomic_store_explicit(&shared->done, i + 1, memory_order_relaxed);
		family_do(&part->model,
		          shared->nbr_words ? shared->words[i] : family_word(seed, i));
	}
	if (!part->model.wrong)
		family_empty(&part->model);
	return NULL;
}

static int start(struct part *parts, struct run *run)
{
	unsigned threads = run->plan->threads;

	for (unsigned i = 0; i < threads; i++) {
		parts[i].run = run;
		parts[i].number = i;
		if (family_open(&parts[i].model, run->plan->slots, MOST_BYTES / threads) != 0)
			return -1;
	}
	for (unsigned i = 1; i < threads; i++)
		if (pthread_create(&parts[i].thread, NULL, play_part, &parts[i]) != 0)
			return -1;
	return 0;
}

/* What the first thread leaves in the exchange is given back by it at the very end. */
static int play_all(void *user)
{
	static struct part parts[FAMILY_MOST_THREADS];
	struct run *run = user;
	struct shared *shared = run->shared;
	unsigned threads = run->plan->threads;
	int bad = 0;

	if (start(parts, run) != 0)
		return 2;
	play_part(&parts[0]);
	for (unsigned i = 1; i < threads; i++)
		pthread_join(parts[i].thread, NULL);
	for (unsigned i = 0; i < threads && !bad; i++) {
		bad = parts[i].model.wrong || family_empty_exchange(&parts[i].model);
		if (bad)
			snprintf(shared->wrong, sizeof shared->wrong, "%s", parts[i].model.wrong);
		shared->calls += parts[i].model.calls;
	}
	return bad;
}

/* ------------------------------------------------------------ after a failure */

static int fails(struct run *run, size_t words)
{
	run->shared->nbr_words = words;
	struct child child = child_run(play_all, run);
	return child.signal != 0 || child.status != 0;
}

/* Leaves out ever shorter pieces, as long as the rest still fails. Returns what is left. */
static size_t cut_down(struct run *run, uint64_t *kept, size_t words)
{
	uint64_t *tried = run->shared->words;
	time_t end = time(NULL) + CUT_SECONDS;

	for (size_t piece = (words + 1) / 2; piece > 0; piece /= 2) {
		for (size_t at = 0; at < words && words > 1 && time(NULL) < end;) {
			size_t count = words - at < piece ? words - at : piece;
			memcpy(tried, kept, at * sizeof *kept);
			memcpy(tried + at, kept + at + count,
			       (words - at - count) * sizeof *kept);
			if (words == count || !fails(run, words - count)) {
				at += count;
				continue;
			}
			words -= count;
			memcpy(kept, tried, words * sizeof *kept);
		}
	}
	return words;
}

static void write_script(const uint64_t *words, size_t count, unsigned slots)
{
	FILE *file;

	mkdir("build", 0777);
	file = fopen(failure_file, "wb");
	if (!file)
		return;
	fputc((int)slots - 2, file);
	for (size_t i = 0; i < count; i++)
		for (unsigned shift = 0; shift < 64; shift += 8)
			fputc((int)(words[i] >> shift & 255), file);
	if (fclose(file) == 0)
		printf("      %zu words that fail are in %s\n", count, failure_file);
}

static void explain(struct run *run)
{
	size_t words = run->shared->done;
	uint64_t *kept = malloc((words + 1) * sizeof *kept);

	for (size_t i = 0; kept && i < words; i++)
		kept[i] = run->shared->words[i] = family_word(run->plan->seed, i);
	if (!kept || !fails(run, words)) {
		printf("      played again it does not fail\n");
		free(kept);
		return;
	}
	words = cut_down(run, kept, words);
	write_script(kept, words, run->plan->slots);
	for (size_t i = words > SHOWN ? words - SHOWN : 0; i < words; i++)
		family_op_print(stdout, kept[i], (size_t)1 << run->plan->slots);
	free(kept);
}

int family_random(const struct family_plan *plan, unsigned long *calls)
{
	size_t size = sizeof(struct shared) + (plan->words + 1) * sizeof(uint64_t);
	struct shared *shared = mmap(NULL, size, PROT_READ | PROT_WRITE,
	                             MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	struct run run = { plan, shared };

	if (shared == MAP_FAILED)
		return 1;
	struct child child = child_run(play_all, &run);
	int bad = child.signal != 0 || child.status != 0;
	*calls += shared->calls;
	if (bad)
		printf("\n      seed %llu, %u threads, 2^%u slots: word %zu of %zu: %s"
		       " (signal %d, status %d) %s\n",
		       (unsigned long long)plan->seed, plan->threads, plan->slots, shared->done,
		       plan->words, shared->wrong, child.signal, child.status, child.error);
	if (bad && plan->threads == 1)
		explain(&run);
	munmap(shared, size);
	return bad;
}
