/* SPDX-License-Identifier: MIT
 *
 * journal.c - what was asked of the present heap: its operations, and the lines that asked.
 *
 * Invariant: the extras of the operations lie in the order of the operations, and the lines
 * too; so what follows a step is the end of each of the three arrays.
 */
#include "journal.h"

#include "memory.h"

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

/* Room for so many more items behind those that are there. */
static void *room(void *items, size_t count, size_t more, size_t *space, size_t size)
{
	if (count + more <= *space)
		return items;
	while (*space < count + more)
		*space = *space ? *space + *space / 2 : 64;
	return memory_grow(items, *space, size);
}

void journal_add(struct journal *journal, const struct op *op, const struct extra *extra)
{
	struct op *slot;

	journal->op = room(journal->op, journal->operations, 1, &journal->op_space, sizeof *op);
	slot = &journal->op[journal->operations++];
	*slot = *op;
	if (!extra)
		return;
	journal->extra = room(journal->extra, journal->extras, 1, &journal->extra_space,
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
	journal->line = room(journal->line, journal->lines, 1, &journal->line_space,
	                     sizeof *journal->line);
	journal->line[journal->lines++] = (struct journal_line){
		.text = memory_copy(text, strlen(text)),
		.result = memory_copy(result, strlen(result)),
		.failure = failure ? memory_copy(failure, strlen(failure)) : NULL,
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

size_t journal_line_first(const struct journal *journal, const struct journal_line *line)
{
	return (line > journal->line ? line[-1].operation : journal->start) + 1;
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

static struct journal_line part_of(const struct journal_line *line, size_t step)
{
	return (struct journal_line){
		.text = memory_copy(line->text, strlen(line->text)),
		.result = memory_copy(line->result, strlen(line->result)),
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
		journal->line[journal->lines++] = part_of(tail->line, step);
	return tail;
}

size_t journal_start(const struct journal *tail)
{
	return tail->start;
}

void journal_append(struct journal *journal, struct journal *tail)
{
	if (tail->parted)
		free_line(&journal->line[--journal->lines]);
	journal->op = room(journal->op, journal->operations, tail->operations, &journal->op_space,
	                   sizeof *journal->op);
	if (tail->operations)
		memcpy(journal->op + journal->operations, tail->op,
		       tail->operations * sizeof *tail->op);
	journal->operations += tail->operations;
	journal->extra = room(journal->extra, journal->extras, tail->extras, &journal->extra_space,
	                      sizeof *journal->extra);
	if (tail->extras)
		memcpy(journal->extra + journal->extras, tail->extra,
		       tail->extras * sizeof *tail->extra);
	journal->extras += tail->extras;
	journal->line = room(journal->line, journal->lines, tail->lines, &journal->line_space,
	                     sizeof *journal->line);
	if (tail->lines)
		memcpy(journal->line + journal->lines, tail->line,
		       tail->lines * sizeof *tail->line);
	journal->lines += tail->lines;
	tail->extras = tail->lines = 0; /* what they point to has changed hands */
	journal_destroy(tail);
}
