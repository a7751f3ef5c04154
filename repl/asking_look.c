/* SPDX-License-Identifier: MIT
 *
 * asking_look.c - commands that only look, while a question is open.
 */
#include "asking_parts.h"

#include "command.h"
#include "word.h"

static int looks(const struct words *words, const struct command *command)
{
	return command->flags & (COMMAND_LOOKS | COMMAND_TELLS)
	       || (command->flags & COMMAND_LOOKS_ALONE && words->count == 1);
}

/* NULL: it is no command. */
static const struct command *command_in(const char *line, int *is_look)
{
	char problem[WORD_PROBLEM];
	struct words words;
	const struct command *command = NULL;

	if (words_split(&words, line, problem) && words.count)
		command = command_of(&words);
	*is_look = command && looks(&words, command);
	words_free(&words);
	return command;
}

int asking_is_act(const char *line)
{
	int is_look;

	return command_in(line, &is_look) && !is_look;
}

int asking_look(struct lesson *lesson, const char *line, const char **refused)
{
	int is_look;
	const struct command *command = command_in(line, &is_look);

	*refused = command && !is_look
	                   ? "That would change the heap, or tell the answer. While a question is "
	                     "open only commands that look are run, as view, i p1, x p1, why, "
	                     "stats."
	                   : "";
	if (is_look)
		lesson_command(lesson, line, 0);
	return is_look;
}
