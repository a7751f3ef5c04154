/* SPDX-License-Identifier: MIT
 *
 * timeline_again.c - an operation of the journal, typed once more: observed, narrated, shown.
 */
#include "timeline_parts.h"

#include "command.h"
#include "memory.h"
#include "operation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 160 };

/* It can be typed again as it is. */
static int is_single(const char *line)
{
	char problem[WORD_PROBLEM];
	struct words words;
	int single = words_split(&words, line, problem) && command_is_single(&words);

	words_free(&words);
	return single;
}

/* As it was typed, where that can be typed again; else as the journal has it. The caller frees
 * the text. */
static char *command_text(const struct session *session, size_t step)
{
	const struct journal *journal = session->journal;
	const struct journal_line *line = journal_line_of(journal, step);
	const char *text = line && is_single(line->text) ? line->text : NULL;
	char made[SHORT];

	if (!text)
		text = operation_text(journal, step);
	if (!text) {
		operation_command(journal, step, made, sizeof made);
		text = made;
	}
	return memory_text(text);
}

void timeline_command(const struct session *session, size_t step, char *out, size_t size)
{
	char *text = command_text(session, step), *clean = lines_clean(text, strlen(text));

	lines_clip(out, size, clean);
	free(clean);
	free(text);
}

/* Whatever it comes to is what it came to before. */
static void type(struct session *session, const char *text)
{
	char problem[WORD_PROBLEM];
	struct words words;

	if (words_split(&words, text, problem) && words.count)
		command_run(session, &words, 0, text);
	words_free(&words);
}

/* What was asked twice is asked once without being seen; then as it is shown. The old bytes
 * are then those before the second time only. */
static void type_operation(struct session *session, size_t step, const char *text)
{
	int twice = journal_op(session->journal, step)->flags & OPERATION_TWICE;

	if (twice)
		operation_once(session->heap, session->journal, step);
	type(session, text);
	if (twice)
		rewind_clear(session->timeline->rewind);
}

int timeline_again(struct session *session)
{
	struct timeline *timeline = session->timeline;
	size_t step = timeline->step + 1;
	char *text = command_text(session, step), *wanted = session->wanted;
	unsigned thread = session->thread;

	session->wanted = NULL;
	session->thread = 1;
	session->remaining = 0;
	session->replaying = 1;
	type_operation(session, step, text);
	session->replaying = 0;
	session->thread = thread;
	session->wanted = wanted;
	free(text);
	if (timeline->strayed)
		return timeline_stray(session);
	return timeline->step == step ? SESSION_OK : timeline_go(session, step);
}

int timeline_show(struct session *session, size_t step)
{
	if (timeline_go(session, step ? step - 1 : 0) != SESSION_OK)
		return SESSION_FAILED;
	return step ? timeline_again(session) : SESSION_OK;
}
