/* SPDX-License-Identifier: MIT
 *
 * family_model.c - the malloc family and its shadow. See family_model.h.
 */
#include "family_model.h"

#include "exchange.h"
#include "family_op.h"
#include "ledger.h"
#include "my_malloc.h"
#include "pattern.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { UNTOUCHED = 4711, SMALL = 256, MANY_MOST = 2048 };

static int wrong(struct family_model *model, const char *what)
{
	if (!model->wrong)
		model->wrong = what;
	return 1;
}

int family_open(struct family_model *model, unsigned slots, size_t most)
{
	memset(model, 0, sizeof *model);
	model->mask = ((size_t)1 << slots) - 1;
	model->whole = 1024;
	model->most = most;
	model->slots = calloc(model->mask + 1, sizeof *model->slots);
	return model->slots ? 0 : -1;
}

void family_close(struct family_model *model)
{
	free(model->slots);
	model->slots = NULL;
}

/* -------------------------------------------------------------------- blocks */

/* 1 when there is no result; with the right reason, unless it is wrong. */
static int none(struct family_model *model, const void *result)
{
	if (result)
		return 0;
	model->nulls++;
	if (!model->may_fail)
		wrong(model, "no memory was given");
	else if (errno != ENOMEM)
		wrong(model, "a failure without ENOMEM");
	return 1;
}

/* A new block's, or a moved block's, address and size. */
static int admit(struct family_model *model, struct family_block *block, size_t alignment)
{
	if ((uintptr_t)block->at & (alignment - 1))
		return wrong(model, "a result is not aligned");
	if (my_malloc_usable_size(block->at) < block->size)
		return wrong(model, "less can be used than was asked for");
	if (!ledger_enter(block->at, block->size))
		return wrong(model, "two blocks overlap");
	model->live += block->size;
	return 0;
}

static int settle(struct family_model *model, struct family_block *block)
{
	block->id = model->next_id++;
	pattern_write(block->at, block->size, model->whole, block->id);
	return 0;
}

/* What every block must be when it is touched again; it leaves the books. */
static int dismiss(struct family_model *model, struct family_block *block)
{
	if (!pattern_holds(block->at, block->size, model->whole, block->id))
		return wrong(model, "a block's bytes were overwritten");
	if (!ledger_strike(block->at, block->size))
		return wrong(model, "the ledger lost a block");
	model->live -= block->size;
	return 0;
}

static int give(struct family_model *model, struct family_block *block)
{
	void *at = block->at;

	model->calls++;
	if (at && dismiss(model, block))
		return 1;
	block->at = NULL;
	errno = UNTOUCHED;
	my_free(at);
	return errno == UNTOUCHED ? 0 : wrong(model, "free changed errno");
}

/* --------------------------------------------------------------------- verbs */

static size_t bounded(const struct family_model *model, size_t size)
{
	return model->live + size > model->most ? size % SMALL : size;
}

static int accept(struct family_model *model, struct family_block *block, void *at, size_t size,
                  size_t alignment)
{
	model->calls++;
	if (none(model, at))
		return model->wrong != NULL;
	*block = (struct family_block){ at, (uint32_t)size, 0 };
	return admit(model, block, alignment) || settle(model, block);
}

static int take(struct family_model *model, struct family_block *block, const struct family_op *op)
{
	size_t size = bounded(model, op->size);

	return (block->at && give(model, block))
	       || accept(model, block, my_malloc(size), size, 16);
}

static int take_zeroed(struct family_model *model, struct family_block *block,
                       const struct family_op *op)
{
	size_t count = op->size % 3 ? 1 : op->count;
	size_t each = bounded(model, op->size) / count;
	void *at;

	if (block->at && give(model, block))
		return 1;
	at = my_calloc(count, each);
	if (at && !pattern_is_zero(at, count * each, model->whole))
		return wrong(model, "calloc gave memory that is not zero");
	return accept(model, block, at, count * each, 16);
}

static void *posix_memalign_or_null(size_t alignment, size_t size)
{
	void *at = NULL;

	errno = my_posix_memalign(&at, alignment, size);
	return at;
}

static int take_aligned(struct family_model *model, struct family_block *block,
                        const struct family_op *op)
{
	static void *(*const functions[])(size_t, size_t) = {
		my_aligned_alloc, my_memalign, posix_memalign_or_null
	};
	size_t size = bounded(model, op->size);
	void *at;

	if (block->at && give(model, block))
		return 1;
	at = functions[op->kind % 3](op->alignment, size);
	return accept(model, block, at, size, op->alignment < 16 ? 16 : op->alignment);
}

static size_t many(const struct family_op *op)
{
	return op->size <= MANY_MOST ? op->count : 2;
}

static int take_many(struct family_model *model, struct family_block *block,
                     const struct family_op *op)
{
	size_t slot = (size_t)(block - model->slots);
	int bad = 0;

	for (size_t i = 0; i < many(op) && !bad; i++)
		bad = take(model, &model->slots[(slot + i) & model->mask], op);
	return bad;
}

/* The old block is in no book while it is resized; on failure it goes back into them. */
static int resize(struct family_model *model, struct family_block *block, size_t count, size_t each)
{
	struct family_block old = *block;
	size_t size = count * each, kept = old.size < size ? old.size : size;
	void *at;

	model->calls++;
	if (old.at && dismiss(model, block))
		return 1;
	at = count == 1 ? my_realloc(old.at, size) : my_reallocarray(old.at, count, each);
	if (none(model, at))
		return model->wrong || (old.at && admit(model, block, 16));
	if (old.at && !pattern_begins(at, kept, model->whole, old.id))
		return wrong(model, "realloc lost bytes");
	if (old.at && kept == old.size && !pattern_holds(at, kept, model->whole, old.id))
		return wrong(model, "realloc lost the last bytes");
	*block = (struct family_block){ at, (uint32_t)size, 0 };
	return admit(model, block, 16) || settle(model, block);
}

/* Size 0 is another verb. */
static int resize_one(struct family_model *model, struct family_block *block,
                      const struct family_op *op)
{
	size_t size = bounded(model, op->size);

	return resize(model, block, 1, size ? size : 1);
}

static int resize_array(struct family_model *model, struct family_block *block,
                        const struct family_op *op)
{
	size_t each = bounded(model, op->size) / (op->count + 1);

	return resize(model, block, op->count + 1, each ? each : 1);
}

static int resize_to_0(struct family_model *model, struct family_block *block,
                       const struct family_op *op)
{
	void *at = block->at;

	(void)op;
	if (!at)
		return 0;
	model->calls++;
	if (dismiss(model, block))
		return 1;
	block->at = NULL;
	return my_realloc(at, 0) ? wrong(model, "realloc to 0 gave a pointer") : 0;
}

static int ask_too_much(struct family_model *model, struct family_block *block,
                        const struct family_op *op)
{
	static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 15, SIZE_MAX - 4096, SIZE_MAX / 2 + 1,
		                        SIZE_MAX / 2, SIZE_MAX / 2 - 65536, (size_t)1 << 62,
		                        (size_t)1 << 56 };
	size_t size = sizes[op->kind % 8];
	void *got;

	model->calls++;
	errno = 0;
	if (block->at)
		got = op->size % 2 ? my_realloc(block->at, size)
		                   : my_reallocarray(block->at, size / 3, 6 + op->count);
	else if (op->size % 2)
		got = my_calloc(size / 5, 5 + op->count);
	else
		got = op->kind & 8 ? my_aligned_alloc(op->alignment, size) : my_malloc(size);
	if (got)
		return wrong(model, "a size that cannot be was given");
	return errno == ENOMEM ? 0 : wrong(model, "a size that cannot be, without ENOMEM");
}

static int swap(struct family_model *model, struct family_block *block, const struct family_op *op)
{
	size_t before = block->at ? block->size : 0;

	exchange_swap(op->size, block);
	model->live += (block->at ? block->size : 0) - before;
	return 0;
}

/* From here on the block is as large as it says it is. */
static int widen(struct family_model *model, struct family_block *block, const struct family_op *op)
{
	size_t usable = my_malloc_usable_size(block->at);

	(void)op;
	model->calls++;
	if (!block->at)
		return usable ? wrong(model, "the usable size of NULL is not 0") : 0;
	if (dismiss(model, block))
		return 1;
	block->size = (uint32_t)usable;
	return admit(model, block, 16) || settle(model, block);
}

static int give_one(struct family_model *model, struct family_block *block,
                    const struct family_op *op)
{
	(void)op;
	return give(model, block);
}

static int give_many(struct family_model *model, struct family_block *block,
                     const struct family_op *op)
{
	size_t slot = (size_t)(block - model->slots);
	int bad = 0;

	for (size_t i = 0; i < many(op) && !bad; i++)
		bad = give(model, &model->slots[(slot + i) & model->mask]);
	return bad;
}

static int (*const verbs[FAMILY_VERBS])(struct family_model *, struct family_block *,
                                        const struct family_op *) = {
	[FAMILY_MALLOC] = take,           [FAMILY_CALLOC] = take_zeroed,
	[FAMILY_ALIGNED] = take_aligned,  [FAMILY_TAKE_MANY] = take_many,
	[FAMILY_REALLOC] = resize_one,    [FAMILY_REALLOCARRAY] = resize_array,
	[FAMILY_HUGE] = ask_too_much,     [FAMILY_SWAP] = swap,
	[FAMILY_WIDEN] = widen,           [FAMILY_FREE] = give_one,
	[FAMILY_FREE_MANY] = give_many,   [FAMILY_REALLOC_TO_0] = resize_to_0,
};

int family_do(struct family_model *model, uint64_t word)
{
	struct family_op op = family_op(word);

	return verbs[op.verb](model, &model->slots[op.slot & model->mask], &op);
}

int family_empty(struct family_model *model)
{
	for (size_t i = 0; i <= model->mask && !model->wrong; i++)
		if (model->slots[i].at)
			give(model, &model->slots[i]);
	return model->wrong != NULL;
}

int family_empty_exchange(struct family_model *model)
{
	for (size_t i = 0; i < EXCHANGE_PLACES && !model->wrong; i++) {
		struct family_block block = { NULL, 0, 0 };
		exchange_swap(i, &block);
		if (block.at) {
			model->live += block.size;
			give(model, &block);
		}
	}
	return model->wrong != NULL;
}
