/* SPDX-License-Identifier: MIT
 *
 * model.c - a heap and its shadow. See model.h.
 */
#include "model.h"

#include "drill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int wrong(struct model *model, const char *what)
{
	if (!model->wrong)
		model->wrong = what;
	return 1;
}

static void told(void *user, enum my_heap_misuse cause, const void *pointer)
{
	struct model *model = user;

	(void)cause;
	(void)pointer;
	model->misuses++;
}

int model_open(struct model *model, const my_heap_options *options, size_t most_ids)
{
	my_heap_options mine = *options;

	memset(model, 0, sizeof *model);
	mine.misuse = told;
	mine.user = model;
	model->most_ids = most_ids;
	model->blocks = calloc(most_ids, sizeof *model->blocks);
	model->live = calloc(most_ids, sizeof *model->live);
	model->heap = my_heap_create(&mine);
	return model->blocks && model->live && model->heap ? 0 : -1;
}

/* ----------------------------------------------------------------- patterns */

static unsigned char pattern(unsigned id, size_t i)
{
	return (unsigned char)(id * 151u + (unsigned)i * 7u + 1u);
}

static void fill(struct model *model, unsigned id)
{
	struct model_block *block = &model->blocks[id];

	for (size_t i = 0; i < block->size; i++)
		block->bytes[i] = pattern(id, i);
}

static int intact(const struct model *model, unsigned id, size_t size)
{
	const struct model_block *block = &model->blocks[id];

	for (size_t i = 0; i < size; i++)
		if (block->bytes[i] != pattern(id, i))
			return 0;
	return 1;
}

static int zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != 0)
			return 0;
	return 1;
}

/* --------------------------------------------------------------- operations */

static void add(struct model *model, unsigned id, unsigned char *bytes, size_t size)
{
	struct model_block *block = &model->blocks[id];

	block->bytes = bytes;
	block->size = size;
	block->place = model->nbr_live;
	model->live[model->nbr_live++] = id;
	model->asked += size;
	if (model->nbr_live > model->most_live)
		model->most_live = model->nbr_live;
	if (id >= model->nbr_ids)
		model->nbr_ids = id + 1;
	fill(model, id);
}

static void drop(struct model *model, unsigned id)
{
	struct model_block *block = &model->blocks[id];
	unsigned last = model->live[--model->nbr_live];

	model->live[block->place] = last;
	model->blocks[last].place = block->place;
	model->asked -= block->size;
	block->bytes = NULL;
}

static int fits(struct model *model, const unsigned char *bytes, size_t size, size_t alignment)
{
	const my_heap_options *options = my_heap_options_of(model->heap);

	if (!bytes)
		return !wrong(model, "no memory was given");
	if ((uintptr_t)bytes % options->alignment || (uintptr_t)bytes % alignment)
		return !wrong(model, "a result is not aligned");
	if (my_heap_usable_size(model->heap, bytes) < size)
		return !wrong(model, "less can be used than was asked for");
	return 1;
}

static int take(struct model *model, const struct model_op *op)
{
	size_t alignment = op->verb == 'a' ? op->alignment : 1;
	unsigned char *bytes;

	if (op->verb == 'a')
		bytes = my_heap_aligned_alloc(model->heap, alignment, op->size);
	else if (op->verb == 'c')
		bytes = my_heap_calloc(model->heap, 1, op->size);
	else
		bytes = my_heap_malloc(model->heap, op->size);
	if (!fits(model, bytes, op->size, alignment))
		return 1;
	if (op->verb == 'c' && !zero(bytes, op->size))
		return wrong(model, "calloc gave memory that is not zero");
	add(model, op->id, bytes, op->size);
	return 0;
}

static int resize(struct model *model, const struct model_op *op)
{
	struct model_block *block = &model->blocks[op->id];
	size_t kept = block->size < op->size ? block->size : op->size;
	unsigned char *bytes = my_heap_realloc(model->heap, block->bytes, op->size);

	if (op->size == 0) {
		drop(model, op->id);
		return bytes ? wrong(model, "realloc to 0 gave a pointer") : 0;
	}
	if (!fits(model, bytes, op->size, 1))
		return 1;
	model->asked += op->size - block->size;
	block->bytes = bytes;
	block->size = op->size;
	if (!intact(model, op->id, kept))
		return wrong(model, "realloc lost bytes");
	fill(model, op->id);
	return 0;
}

static int release(struct model *model, unsigned id)
{
	struct model_block *block = &model->blocks[id];

	if (!intact(model, id, block->size))
		return wrong(model, "a block's bytes were overwritten");
	my_heap_free(model->heap, block->bytes);
	drop(model, id);
	return 0;
}

int model_do(struct model *model, const struct model_op *op)
{
	int is_live = op->id < model->most_ids && model->blocks[op->id].bytes;

	if (op->id >= model->most_ids)
		return 0;
	if (op->verb != 'r' && op->verb != 'f')
		return is_live ? 0 : take(model, op);
	if (!is_live)
		return 0;
	return op->verb == 'r' ? resize(model, op) : release(model, op->id);
}

/* --------------------------------------------------------------- comparison */

static void reach(struct model *model)
{
	size_t first = my_heap_options_of(model->heap)->capacity, sections = 0;
	my_heap_section section;

	for (int more = my_heap_first_section(model->heap, &section); more;
	     more = my_heap_next_section(model->heap, &section)) {
		size_t growths = 0;
		while (first << (growths + 1) <= section.capacity)
			growths++;
		if (growths > model->most_growths)
			model->most_growths = growths;
		sections++;
	}
	if (sections > model->most_sections)
		model->most_sections = sections;
}

/* A fast heap does not know what was asked for. */
static int is_general(const struct model *model)
{
	return my_heap_options_of(model->heap)->engine == MY_HEAP_GENERAL;
}

int model_compare(struct model *model)
{
	my_heap_statistics stats;
	my_heap_fault fault = { 0 };

	if (my_heap_check(model->heap, &fault) != 0)
		return wrong(model, fault.invariant ? fault.invariant : "check has no sentence");
	my_heap_stats(model->heap, &stats);
	if (stats.used_chunks != model->nbr_live)
		return wrong(model, "statistics: used chunks are not the live blocks");
	if (is_general(model) && stats.asked != model->asked)
		return wrong(model, "statistics: asked is not the sum of the live blocks");
	if (stats.mapped != stats.used + stats.free)
		return wrong(model, "statistics: mapped is not used + free");
	if (model->misuses != 0)
		return wrong(model, "correct use was called misuse");
	reach(model);
	return 0;
}

/* Errors found here count too; the heap is destroyed in any case. */
int model_close(struct model *model)
{
	if (!model->wrong && !drill_sound(model->heap))
		wrong(model, "walk and statistics do not agree");
	while (!model->wrong && model->nbr_live > 0)
		release(model, model->live[model->nbr_live - 1]);
	if (!model->wrong)
		model_compare(model);
	my_heap_destroy(model->heap);
	free(model->blocks);
	free(model->live);
	return model->wrong != NULL;
}
