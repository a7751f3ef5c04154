/* SPDX-License-Identifier: MIT
 *
 * journal.c - what was asked of the present heap: its operations, and the lines that asked.
 *
 * Invariant: the extras of the operations lie in the order of the operations, and the lines
 * too; so what follows a step is the end of each of the three arrays.
 */
#include "journal.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct journal {
	struct op *op; /* op[0] is number 1 */
	size_t operations, op_space;
	struct extra *extra; /* extra[0] is number 1 */
	size_t extras, extra_space;
	struct journal_line *line;
	size_t lines, line_space;
	size_t start; /* of a tail: operations before it */
	int parted;   /* of a tail: its first line has a part before it */
};

struct journal *journal_create(void)
{
	return memory_new(1, sizeof(struct journal));
}

static void free_line(struct journal_line *line)
{
	free(line->text);
	free(line->result);
	free(line->failure);
}

void extra_free(const struct extra *extra)
{
	if (!extra)
		return;
	free(extra->text);
	free(extra->bytes);
}

void journal_destroy(struct journal *journal)
{
	if (!journal)
		return;
	for (size_t i = 0; i < journal->lines; i++)
		free_line(&journal->line[i]);
	for (size_t i = 0; i < journal->extras; i++)
		extra_free(&journal->extra[i]);
	free(journal->op);
	free(journal->extra);
	free(journal->line);
	free(journal);
}

/* ------------------------------------------------------------------- operations */

size_t journal_operations(const struct journal *journal)
{
	return journal->operations;
}

const struct op *journal_op(const struct journal *journal, size_t number)
{
	return &journal->op[number - 1];
}

const struct extra *journal_extra(const struct journal *journal, const struct op *op)
{
	static const struct extra none;

	return op_changes(op) || !op->extra ? &none : &journal->extra[op->extra - 1];
}

void journal_add(struct journal *journal, const struct op *op, const struct extra *extra)
{
	struct op *slot;

	journal->op = memory_room(journal->op, journal->operations, 1, &journal->op_space,
	                          sizeof *op);
	slot = &journal->op[journal->operations++];
	*slot = *op;
	if (!extra)
		return;
	journal->extra = memory_room(journal->extra, journal->extras, 1, &journal->extra_space,
	                             sizeof *extra);
	journal->extra[journal->extras++] = *extra;
	slot->extra = (uint32_t)journal->extras;
}

size_t journal_bytes(const struct journal *journal)
{
	size_t bytes = journal->operations * sizeof *journal->op
	               + journal->extras * sizeof *journal->extra
	               + journal->lines * sizeof *journal->line;

	for (size_t i = 0; i < journal->extras; i++)
		bytes += journal->extra[i].bytes ? journal->extra[i].count : 0;
	return bytes;
}

/* ------------------------------------------------------------------------ lines */

void journal_line(struct journal *journal, const char *text, const char *result,
                  const char *failure)
{
	journal->line = memory_room(journal->line, journal->lines, 1, &journal->line_space,
	                            sizeof *journal->line);
	journal->line[journal->lines++] = (struct journal_line){
		.text = memory_text(text),
		.result = memory_text(result),
		.failure = failure ? memory_text(failure) : NULL,
		.operation = journal->operations,
	};
}

size_t journal_lines(const struct journal *journal)
{
	return journal->lines;
}

const struct journal_line *journal_get(const struct journal *journal, size_t index)
{
	return &journal->line[index];
}

/* The first line whose last operation is this one or a later one. */
static size_t line_of(const struct journal *journal, size_t number)
{
	size_t low = 0, high = journal->lines;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (journal->line[middle].operation < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct journal_line *journal_line_of(const struct journal *journal, size_t number)
{
	size_t index = line_of(journal, number);

	return index < journal->lines ? &journal->line[index] : NULL;
}

/* ------------------------------------------------------------------- cut, append */

static size_t extras_until(const struct journal *journal, size_t step)
{
	for (size_t i = step; i > 0; i--) {
		const struct op *op = &journal->op[i - 1];

		if (!op_changes(op) && op->extra)
			return op->extra;
	}
	return 0;
}

static void *end_of(const void *items, size_t from, size_t count, size_t size)
{
	void *end = memory_new(count - from + 1, size);

	if (count > from)
		memcpy(end, (const char *)items + from * size, (count - from) * size);
	return end;
}

/* Of a line's operations those up to a step. */
static struct journal_line part_of(const struct journal_line *line, size_t count, size_t step)
{
	char result[64];

	snprintf(result, sizeof result, "the first %zu", count);
	return (struct journal_line){
		.text = memory_text(line->text),
		.result = memory_text(result),
		.failure = NULL,
		.operation = step,
	};
}

struct journal *journal_cut(struct journal *journal, size_t step)
{
	struct journal *tail = journal_create();
	size_t lines = line_of(journal, step + 1), extras = extras_until(journal, step);
	size_t first = lines ? journal->line[lines - 1].operation : journal->start;

	tail->start = step;
	tail->operations = tail->op_space = journal->operations - step;
	tail->op = end_of(journal->op, step, journal->operations, sizeof *tail->op);
	tail->extras = tail->extra_space = journal->extras - extras;
	tail->extra = end_of(journal->extra, extras, journal->extras, sizeof *tail->extra);
	tail->lines = tail->line_space = journal->lines - lines;
	tail->line = end_of(journal->line, lines, journal->lines, sizeof *tail->line);
	journal->operations = step;
	journal->extras = extras;
	journal->lines = lines;
	tail->parted = tail->lines && first < step;
	if (tail->parted)
		journal->line[journal->lines++] = part_of(tail->line, step - first, step);
	return tail;
}

static struct extra extra_copy(const struct extra *extra)
{
	struct extra copy = *extra;

	copy.text = extra->text ? memory_text(extra->text) : NULL;
	copy.bytes = extra->bytes ? (unsigned char *)memory_copy((const char *)extra->bytes,
	                                                         extra->count) : NULL;
	return copy;
}

/* Of a line that reaches over the step the copy has a part. */
static void copy_lines(const struct journal *journal, struct journal *copy, size_t step)
{
	size_t whole = line_of(journal, step + 1);
	size_t first = whole ? journal->line[whole - 1].operation : 0;

	for (size_t i = 0; i < whole; i++) {
		const struct journal_line *line = &journal->line[i];

		journal_line(copy, line->text, line->result, line->failure);
		copy->line[i].operation = line->operation;
	}
	if (whole == journal->lines || first == step)
		return;
	copy->line = memory_room(copy->line, copy->lines, 1, &copy->line_space,
	                         sizeof *copy->line);
	copy->line[copy->lines++] = part_of(&journal->line[whole], step - first, step);
}

struct journal *journal_copy(const struct journal *journal, size_t step)
{
	struct journal *copy = journal_create();
	size_t extras = extras_until(journal, step);

	for (size_t i = 0; i < step; i++)
		journal_add(copy, &journal->op[i], NULL);
	copy->extra = memory_new(extras + 1, sizeof *copy->extra);
	copy->extra_space = extras + 1;
	for (; copy->extras < extras; copy->extras++)
		copy->extra[copy->extras] = extra_copy(&journal->extra[copy->extras]);
	copy_lines(journal, copy, step);
	return copy;
}

size_t journal_start(const struct journal *tail)
{
	return tail->start;
}

/* The items with so many others behind them. */
static void *joined(void *items, size_t *count, size_t *space, const void *others, size_t more,
                    size_t size)
{
	items = memory_room(items, *count, more, space, size);
	if (more)
		memcpy((char *)items + *count * size, others, more * size);
	*count += more;
	return items;
}

void journal_append(struct journal *journal, struct journal *tail)
{
	if (tail->parted)
		free_line(&journal->line[--journal->lines]);
	journal->op = joined(journal->op, &journal->operations, &journal->op_space, tail->op,
	                     tail->operations, sizeof *tail->op);
	journal->extra = joined(journal->extra, &journal->extras, &journal->extra_space,
	                        tail->extra, tail->extras, sizeof *tail->extra);
	journal->line = joined(journal->line, &journal->lines, &journal->line_space, tail->line,
	                       tail->lines, sizeof *tail->line);
	tail->extras = tail->lines = 0; /* what they point to has changed hands */
	journal_destroy(tail);
}
