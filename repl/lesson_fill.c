/* SPDX-License-Identifier: MIT
 *
 * lesson_fill.c - texts of a block as they are shown now.
 */
#include "lesson_fill.h"

#include <stdlib.h>

int lesson_fill_all(struct scope *scope, const struct lesson_lines *texts, struct lines *out,
                    char problem[EXPRESSION_PROBLEM])
{
	char *text;

	for (size_t i = 0; i < texts->count; i++) {
		if (!expression_fill(scope, texts->line[i].text, FILL_TEXT, &text, problem))
			return 0;
		lines_add(out, "%s", text);
		free(text);
	}
	return 1;
}

/* From a copy of the stream of random numbers. */
char *lesson_fill_try(const struct scope *scope, const char *text,
                      char problem[EXPRESSION_PROBLEM])
{
	uint64_t random = scope->random ? *scope->random : 0;
	struct scope copy = *scope;
	char *out;

	copy.random = scope->random ? &random : NULL;
	expression_fill(&copy, text, FILL_TEXT, &out, problem);
	return out;
}

char *lesson_fill_hint(const struct scope *scope, const struct lesson_block *block, size_t index)
{
	char problem[EXPRESSION_PROBLEM];

	return index < block->hints.count
	               ? lesson_fill_try(scope, block->hints.line[index].text, problem) : NULL;
}

size_t lesson_fill_fault(const struct scope *scope, const struct lesson_lines *texts,
                         char problem[EXPRESSION_PROBLEM])
{
	for (size_t i = 0; i < texts->count; i++) {
		char *text = lesson_fill_try(scope, texts->line[i].text, problem);

		if (!text)
			return texts->line[i].line;
		free(text);
	}
	return 0;
}
