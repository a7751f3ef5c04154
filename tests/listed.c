/* SPDX-License-Identifier: MIT
 *
 * listed.c - the operations of a recorded program as a text, to compare.
 */
#include "listed.h"

#include "trace.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = 8192, ROOM = 160, MOST_BLOCKS = 512 };

static char text[TEXT], problem[TRACE_PROBLEM], remark[TRACE_PROBLEM];
static size_t at;

static const char *const kinds[TRACE_KINDS] = {
	[TRACE_MALLOC] = "m", [TRACE_CALLOC] = "c", [TRACE_ALIGNED] = "a",
	[TRACE_REALLOC] = "r", [TRACE_FREE] = "f", [TRACE_THREAD_DONE] = "t",
};

static void add(const char *format, const char *word, unsigned long long number)
{
	if (at < TEXT - ROOM)
		at += (size_t)snprintf(text + at, TEXT - at, format, word, number);
}

static void list_fields(const struct trace_operation *op)
{
	const uint64_t fields[] = { op->block, op->old, op->count, op->size, op->alignment };

	add("%s", kinds[op->kind], 0);
	for (int i = 0; i < 5; i++)
		if (fields[i])
			add("%s%llu", " ", fields[i]);
	add("%s", ";", 0);
}

static struct listed list(const char *path, void (*one)(const struct trace_operation *))
{
	struct trace_operation op;
	struct trace *trace;
	size_t count = 0;

	text[0] = problem[0] = remark[0] = 0;
	at = 0;
	trace = trace_open(path, problem);
	for (; trace && trace_next(trace, &op) == TRACE_OPERATION; count++)
		one(&op);
	if (trace) {
		snprintf(problem, sizeof problem, "%s", trace_problem(trace));
		snprintf(remark, sizeof remark, "%s",
		         trace_remark(trace) ? trace_remark(trace) : "");
	}
	trace_close(trace);
	return (struct listed){ text, problem, remark, count };
}

struct listed listed_file(const char *path)
{
	return list(path, list_fields);
}

/* ---------------------------------------------------------------------- in order */

static uint64_t blocks[MOST_BLOCKS]; /* [ordinal - 1]: its address; 0: freed */
static size_t ordinals;

static size_t ordinal_of(uint64_t address)
{
	for (size_t i = ordinals; address && i-- > 0;)
		if (blocks[i] == address)
			return i + 1;
	return 0;
}

static void list_free(uint64_t address)
{
	size_t ordinal = ordinal_of(address);

	if (!ordinal) {
		add("f%s;", address ? "?" : "0", 0);
		return;
	}
	add("%s%llu;", "f", ordinal);
	blocks[ordinal - 1] = 0;
}

static void list_result(const char *sign, const struct trace_operation *op)
{
	add("%s", kinds[op->kind], 0);
	if (op->block && ordinals < MOST_BLOCKS) {
		blocks[ordinals++] = op->block;
		add("%s%llu", sign, ordinals);
	} else {
		add("%s", "!", 0);
	}
	if (op->alignment)
		add("%s%llu", " ", op->alignment);
	if (op->kind == TRACE_CALLOC)
		add("%s%llu", " ", op->count);
	add("%s%llu;", " ", op->size);
}

static void list_in_order(const struct trace_operation *op)
{
	size_t old = op->kind == TRACE_REALLOC ? ordinal_of(op->old) : 0;

	if (op->kind == TRACE_FREE) {
		list_free(op->old);
	} else if (old) {
		add("%s%llu", "r", old);
		add("%s %llu;", op->block || !op->size ? "" : "!", op->size);
		if (op->block || !op->size)
			blocks[old - 1] = op->block;
	} else {
		list_result(op->kind == TRACE_REALLOC ? "+" : "", op);
	}
}

struct listed listed_in_order(const char *path)
{
	ordinals = 0;
	return list(path, list_in_order);
}
