/* SPDX-License-Identifier: MIT
 *
 * journal.c - what happened to the present heap: its operations and the lines that asked.
 */
#include "journal.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

struct journal {
	struct journal_line *line;
	size_t lines, space;
	size_t operations;
	view_operation ring[VIEW_OPERATIONS]; /* operation n lies in n mod VIEW_OPERATIONS */
	size_t kept;                          /* of them, the newest */
};

struct journal *journal_create(void)
{
	return memory_new(1, sizeof(struct journal));
}

void journal_clear(struct journal *journal)
{
	for (size_t i = 0; i < journal->lines; i++) {
		free(journal->line[i].text);
		free(journal->line[i].result);
		free(journal->line[i].failure);
	}
	journal->lines = journal->operations = journal->kept = 0;
}

void journal_destroy(struct journal *journal)
{
	journal_clear(journal);
	free(journal->line);
	free(journal);
}

void journal_operation(struct journal *journal, const view_operation *operation)
{
	view_operation *slot = &journal->ring[++journal->operations % VIEW_OPERATIONS];

	*slot = *operation;
	slot->number = journal->operations;
	if (journal->kept < VIEW_OPERATIONS)
		journal->kept++;
}

void journal_count(struct journal *journal, size_t operations)
{
	if (operations == 0)
		return;
	journal->operations += operations;
	journal->kept = 0;
}

size_t journal_operations(const struct journal *journal)
{
	return journal->operations;
}

size_t journal_window(const struct journal *journal, view_operation *out)
{
	for (size_t i = 0; i < journal->kept; i++) {
		size_t number = journal->operations - journal->kept + 1 + i;

		out[i] = journal->ring[number % VIEW_OPERATIONS];
	}
	return journal->kept;
}

void journal_line(struct journal *journal, const char *text, const char *result,
                  const char *failure)
{
	if (journal->lines == journal->space) {
		journal->space = journal->space ? 2 * journal->space : 64;
		journal->line = memory_grow(journal->line, journal->space, sizeof *journal->line);
	}
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
