/* SPDX-License-Identifier: MIT
 *
 * heap_run.c - scripts of operations on a heap value, played. See heap_run.h.
 *
 * Besides the model's operations, pointers that are no used chunk are freed: the heap must
 * say so and go on unharmed.
 */
#include "heap_run.h"

#include "family_op.h"
#include "model.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { WORD = 4, BLOCKS = 256, COMPARED_EVERY = 8, MOST_BYTES = 1 << 16 };

static const char *const failure_file = "build/heap-failure.fuzz";

/* ------------------------------------------------------------------ options */

struct knob {
	size_t at, width; /* the field of my_heap_options */
	size_t nbr_values, values[8];
};

#define COUNT(...) (sizeof((const size_t[]){ __VA_ARGS__ }) / sizeof(size_t))
#define KNOB(field, ...) \
	{ offsetof(my_heap_options, field), sizeof((my_heap_options *)0)->field, \
	  COUNT(__VA_ARGS__), { __VA_ARGS__ } }

static const struct knob knobs[] = {
	KNOB(placement, 0, 1, 2, 3, 4, 5),
	KNOB(order, 0, 1, 2, 3, 4),
	KNOB(coalescing, 0, 1, 2),
	KNOB(hash, 0, 1, 2),
	KNOB(split, 16, 0, 1, 33, 64, 512, 4096),
	KNOB(granule, 16, 1, 2, 8, 64, 1024, 4096),
	KNOB(alignment, 16, 1, 2, 8, 64, 256, 4096),
	KNOB(header, 0, 1, 8, 16, 24, 100, 256),
	KNOB(section, 4096, 64, 100, 1000, 8192, 65536, 1 << 20),
	KNOB(grow, 0, 1),
	KNOB(capacity, 16, 1, 2, 3, 7, 100, 1024),
	KNOB(load, 75, 10, 50, 90, 100),
	KNOB(base, 0, 0x100000000),
	KNOB(engine, MY_HEAP_GENERAL, MY_HEAP_FAST),
};

enum { KNOBS = sizeof knobs / sizeof knobs[0] };

static void set(my_heap_options *options, const struct knob *knob, uint8_t byte)
{
	size_t value = knob->values[byte % knob->nbr_values];
	unsigned narrow = (unsigned)value;
	char *field = (char *)options + knob->at;

	if (knob->width == sizeof narrow)
		memcpy(field, &narrow, sizeof narrow);
	else
		memcpy(field, &value, sizeof value);
}

/* What a fast heap leaves no choice in. */
static void suit_fast(my_heap_options *options)
{
	options->granule = 4096;
	options->header = 0;
	options->coalescing = MY_HEAP_AT_ONCE;
	if (options->section < 65536)
		options->section = (size_t)4 << 20;
}

/* --------------------------------------------------------------- operations */

static void fault(struct model *model, const char *what)
{
	if (!model->wrong)
		model->wrong = what;
}

/* Frees what is no used chunk. */
static void misuse(struct model *model, unsigned char *pointer)
{
	int before = model->misuses;

	my_heap_free(model->heap, pointer);
	if (model->misuses != before + 1)
		fault(model, "misuse was not noticed");
	model->misuses = before;
}

static void free_inside(struct model *model, const struct model_block *block, size_t where)
{
	size_t usable = my_heap_usable_size(model->heap, block->bytes);

	if (usable > 1)
		misuse(model, block->bytes + 1 + where % (usable - 1));
}

static void free_twice(struct model *model, unsigned id)
{
	struct model_op op = { 'f', id, 0, 0 };
	unsigned char *pointer = model->blocks[id].bytes;

	if (model_do(model, &op) == 0)
		misuse(model, pointer);
}

/* Mostly small; one in eight beyond a default section. */
static unsigned size_of(unsigned bits)
{
	return (bits & 7) == 0 ? bits % MOST_BYTES : bits % 700;
}

static void play_word(struct model *model, const uint8_t *word)
{
	static const char taking[] = "mmmmmmcccaa", giving[] = "fffffrrrrrr";
	unsigned kind = word[0] % 16, id = word[1], bits = word[2] | (unsigned)word[3] << 8;
	int live = model->blocks[id].bytes != NULL;
	struct model_op op = { 'm', id, size_of(bits), 1u << (word[0] >> 4) % 13 };

	if (kind == 13)
		my_heap_use_thread(model->heap, 1 + bits % MY_HEAP_THREADS);
	if (live && kind == 11)
		free_inside(model, &model->blocks[id], bits);
	else if (live && kind == 12)
		free_twice(model, id);
	else {
		op.verb = (live ? giving : taking)[kind % 11];
		model_do(model, &op);
	}
}

const char *heap_play(const uint8_t *bytes, size_t length)
{
	my_heap_options options;
	struct model model;

	if (length < KNOBS)
		return NULL;
	my_heap_options_default(&options);
	options.density = 1; /* my_heap_check proves it */
	for (size_t i = 0; i < KNOBS; i++)
		set(&options, &knobs[i], bytes[i]);
	if (options.engine == MY_HEAP_FAST)
		suit_fast(&options);
	if (options.placement == MY_HEAP_NEAR)
		options.order = MY_HEAP_BY_ADDRESS;
	if (my_heap_options_problem(&options) || model_open(&model, &options, BLOCKS) != 0)
		return NULL;
	for (size_t i = 0; KNOBS + (i + 1) * WORD <= length && !model.wrong; i++) {
		play_word(&model, bytes + KNOBS + i * WORD);
		if (i % COMPARED_EVERY == 0 && !model.wrong)
			model_compare(&model);
	}
	model_close(&model);
	return model.wrong;
}

/* -------------------------------------------------------------------- random */

static void write_script(const uint8_t *bytes, size_t length)
{
	FILE *file;

	mkdir("build", 0777);
	file = fopen(failure_file, "wb");
	if (file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0)
		printf("      the script is in %s\n", failure_file);
}

int heap_random(uint64_t seed, size_t words, unsigned long *calls)
{
	static uint8_t bytes[KNOBS + MOST_BYTES];
	size_t length = KNOBS + (words < MOST_BYTES / WORD ? words * WORD : MOST_BYTES);
	const char *wrong;

	for (size_t i = 0; i < length; i++)
		bytes[i] = (uint8_t)(family_word(seed, i / WORD) >> 8 * (i % WORD + 2));
	wrong = heap_play(bytes, length);
	*calls += (length - KNOBS) / WORD;
	if (!wrong)
		return 0;
	printf("\n      heap, seed %llu: %s\n", (unsigned long long)seed, wrong);
	write_script(bytes, length);
	return 1;
}
