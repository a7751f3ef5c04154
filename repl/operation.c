/* SPDX-License-Identifier: MIT
 *
 * operation.c - an operation of the journal, carried out once more.
 *
 * A heap is deterministic: in the same state the same call gives the same pointer.
 */
#include "operation.h"

#include "raw.h"
#include "view.h"

#include <stdio.h>
#include <string.h>

/* What an operation was about, before it. */
static void *argument(const struct journal *journal, const struct op *op)
{
	return op_changes(op) ? journal_op(journal, op->before)->pointer : op->pointer;
}

typedef void *operation_call(my_heap *heap, const struct journal *journal, const struct op *op);

static void *nothing(my_heap *heap, const struct journal *journal, const struct op *op)
{
	(void)heap;
	(void)journal;
	(void)op;
	return NULL;
}

/* Without a count it is 1. */
void *operation_allocate(my_heap *heap, const struct op *op, const struct extra *extra)
{
	if (op->kind == OPERATION_ALIGNED)
		return my_heap_aligned_alloc(heap, extra->alignment, op->size);
	if (op->kind == OPERATION_CALLOC)
		return my_heap_calloc(heap, extra->count ? extra->count : 1,
		                      extra->count ? extra->each : op->size);
	if (op->kind == OPERATION_RENEW)
		return my_heap_realloc(heap, NULL, op->size);
	return my_heap_malloc(heap, op->size);
}

static void *again_allocate(my_heap *heap, const struct journal *journal, const struct op *op)
{
	return operation_allocate(heap, op, journal_extra(journal, op));
}

static void *again_realloc(my_heap *heap, const struct journal *journal, const struct op *op)
{
	return my_heap_realloc(heap, argument(journal, op), op->size);
}

static void *again_free(my_heap *heap, const struct journal *journal, const struct op *op)
{
	my_heap_free(heap, argument(journal, op));
	return op->pointer;
}

static void *again_release(my_heap *heap, const struct journal *journal, const struct op *op)
{
	my_heap_realloc(heap, argument(journal, op), 0);
	return op->pointer;
}

void operation_write(void *to, const struct extra *extra)
{
	if (extra->bytes)
		raw_write(to, extra->bytes, extra->count);
	else
		raw_fill(to, extra->byte, extra->count);
}

static void *again_write(my_heap *heap, const struct journal *journal, const struct op *op)
{
	(void)heap;
	operation_write(op->pointer, journal_extra(journal, op));
	return op->pointer;
}

/* What each kind is: its call, whether that gives a pointer, the word typed for it. */
static const struct {
	operation_call *call;
	int gives;
	char word;
} kinds[OPERATION_KINDS] = {
	[OPERATION_NOTHING] = { nothing, 0, 0 },
	[OPERATION_MALLOC] = { again_allocate, 1, 'm' },
	[OPERATION_CALLOC] = { again_allocate, 1, 'c' },
	[OPERATION_ALIGNED] = { again_allocate, 1, 'a' },
	[OPERATION_RENEW] = { again_allocate, 1, 'r' },
	[OPERATION_REALLOC] = { again_realloc, 1, 'r' },
	[OPERATION_FREE] = { again_free, 0, 'f' },
	[OPERATION_RELEASE] = { again_release, 0, 'r' },
	[OPERATION_WRITE] = { again_write, 0, 'w' },
};

static void *call(my_heap *heap, const struct journal *journal, const struct op *op)
{
	if (op->thread > 0)
		my_heap_use_thread(heap, op->thread);
	return kinds[op->kind].call(heap, journal, op);
}

void operation_once(my_heap *heap, const struct journal *journal, size_t number)
{
	call(heap, journal, journal_op(journal, number));
}

int operation_again(my_heap *heap, const struct journal *journal, size_t number)
{
	const struct op *op = journal_op(journal, number);
	int failed = op->flags & OPERATION_FAILED;
	void *result;

	if (op->flags & OPERATION_TWICE)
		call(heap, journal, op);
	result = call(heap, journal, op);
	return !kinds[op->kind].gives || result == (failed ? NULL : op->pointer);
}

/* ---------------------------------------------------------------------- as typed */

static const struct op *giver(const struct journal *journal, const struct op *op)
{
	while (op_changes(op))
		op = journal_op(journal, op->before);
	return op;
}

/* The name of the block that an operation changes. */
static void put_name(const struct journal *journal, const struct op *op, char out[VIEW_NAME])
{
	const struct op *given = giver(journal, op);
	const char *text = journal_extra(journal, given)->text;

	if (text)
		snprintf(out, VIEW_NAME, "%s", text);
	else
		snprintf(out, VIEW_NAME, "p%u", given->number);
}

static void put_call(const struct journal *journal, const struct op *op, char *out, size_t size)
{
	const struct extra *extra = journal_extra(journal, op);
	char name[VIEW_NAME], word = kinds[op->kind].word;

	if (op_changes(op))
		put_name(journal, op, name);
	if (op->kind == OPERATION_CALLOC)
		snprintf(out, size, "c %zu %zu", extra->count ? extra->count : 1,
		         extra->count ? extra->each : op->size);
	else if (op->kind == OPERATION_ALIGNED)
		snprintf(out, size, "a %zu %zu", extra->alignment, op->size);
	else if (op->kind == OPERATION_RENEW)
		snprintf(out, size, "r NULL %zu", op->size);
	else if (op->kind == OPERATION_REALLOC || op->kind == OPERATION_RELEASE)
		snprintf(out, size, "r %s %zu", name, op_frees(op) ? (size_t)0 : op->size);
	else if (op->kind == OPERATION_FREE)
		snprintf(out, size, "f %s", name);
	else
		snprintf(out, size, "%c %zu", word, op->size);
}

const char *operation_text(const struct journal *journal, size_t number)
{
	const struct op *op = journal_op(journal, number);

	return op_gives(op) || op_changes(op) ? NULL : journal_extra(journal, op)->text;
}

void operation_command(const struct journal *journal, size_t number, char *out, size_t size)
{
	const struct op *op = journal_op(journal, number);
	const char *name = op_gives(op) ? journal_extra(journal, op)->text : NULL;
	int used = 0;

	if (!op_gives(op) && !op_changes(op)) { /* a line of a recording that asked nothing */
		snprintf(out, size, "f NULL");
		return;
	}
	if (op->thread > 1)
		used += snprintf(out, size, "t%d ", op->thread);
	if (name)
		used += snprintf(out + used, size - (size_t)used, "%s = ", name);
	put_call(journal, op, out + used, size - (size_t)used);
}
