/* SPDX-License-Identifier: MIT
 *
 * command.c - from a line's words to a command's action.
 */
#include "command.h"

#include "ground.h"
#include "hint.h"
#include "lesson_word.h"
#include "load.h"
#include "number.h"
#include "range.h"
#include "session.h"
#include "thread.h"

#include <stdlib.h>
#include <string.h>

static const char *const aliases[][2] = {
	{ "malloc", "m" }, { "calloc", "c" }, { "realloc", "r" }, { "free", "f" },
	{ "quit", "q" },   { "exit", "q" },   { "?", "help" },
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (strcmp(name, aliases[i][0]) == 0)
			name = aliases[i][1];
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

const struct command *command_of(const struct words *words)
{
	int at = thread_words(words, 0);

	if (at + 2 < words->count && strcmp(words->word[at + 1].text, "=") == 0)
		at += 2 + thread_words(words, at + 2);
	return at < words->count ? command_find(words->word[at].text) : NULL;
}

int command_writes(const char *line)
{
	char problem[WORD_PROBLEM];
	struct words words;
	const struct command *command =
	        words_split(&words, line, problem) ? command_of(&words) : NULL;

	words_free(&words);
	return command && command->flags & COMMAND_WRITES;
}

int command_is_single(const struct words *words)
{
	const struct command *command = command_of(words);

	return command && command->flags & COMMAND_REPEATS && !range_in(words);
}

int command_unknown(struct session *session, const char *name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (const struct command *c = commands; c->name; c++)
		nearest_try(&nearest, c->name);
	for (const struct lesson_word *w = lesson_words; session->script && w->name; w++)
		nearest_try(&nearest, w->name);
	if (nearest_word(&nearest))
		return session_fail(session, "not understood",
		                    "No command is named %s. Did you mean %s? Nothing was done.",
		                    word_quote(name).text, nearest_word(&nearest));
	return session_fail(session, "not understood",
	                    "No command is named %s. Type help for the list. Nothing was done.",
	                    word_quote(name).text);
}

static int usage(struct session *session, const struct call *call)
{
	const struct command *c = call->command;
	const char *fault = call->count < c->least ? "too few words" : "too many words";

	return session_fail(session, "not understood",
	                    "%s has %s. It is written %s%s%s. Nothing was done.", c->name, fault,
	                    c->name, *c->usage ? " " : "", c->usage);
}

static int read_count(struct session *session, const char *word, size_t *out)
{
	char problem[NUMBER_PROBLEM];

	if (!number_read(word, out, problem))
		return session_fail(session, "not understood", "%s Nothing was done.", problem);
	if (*out < 1 || *out > COUNT_MOST)
		return session_fail(session, "out of range",
		                    "%s is out of range: 1 to %s. Nothing was done.", word,
		                    comma(COUNT_MOST).text);
	return SESSION_OK;
}

static int read_size(struct session *session, const char *word, size_t *out)
{
	char problem[NUMBER_PROBLEM];

	if (!number_read(word, out, problem))
		return session_fail(session, "not understood", "%s Nothing was done.", problem);
	return SESSION_OK;
}

static int read_arguments(struct session *session, struct call *call)
{
	/* Those that may be repeated change the heap; the others only look. */
	const char *undone =
	        call->command->flags & COMMAND_REPEATS ? " Nothing was changed." : "";

	for (int i = 0; i < call->count && i < ARGUMENTS_MOST; i++) {
		const char *word = call->word[i].text;
		struct value *value = &call->value[i];
		enum argument kind = call->command->kind[i];
		int status = SESSION_OK;

		if (kind == ARGUMENT_SIZE)
			status = read_size(session, word, &value->size);
		else if (kind == ARGUMENT_COUNT)
			status = read_count(session, word, &value->size);
		else if (kind == ARGUMENT_TARGET)
			status = target_read(session, word, undone, &value->target);
		if (status != SESSION_OK)
			return status;
	}
	return SESSION_OK;
}

/* A text with \0 in it would be taken for its beginning. */
static int check_texts(struct session *session, const struct call *call)
{
	const struct command *command = call->command;

	for (int i = 0; i < call->count; i++)
		if (i < ARGUMENTS_MOST && command->kind[i] == ARGUMENT_COMMAND)
			return SESSION_OK; /* which checks its own */
		else if (strlen(call->word[i].text) < call->word[i].length
		         && !(command->flags & COMMAND_BYTES))
			return session_fail(session, "not understood",
			                    "%s takes no \\0 in quotes. Nothing was done.",
			                    command->name);
	return SESSION_OK;
}

static int check_files(struct session *session, const struct command *command)
{
	int writes = command->flags & COMMAND_WRITES, reads = command->flags & COMMAND_READS;
	int answers = session->confined == SESSION_TOUCHES_NOTHING;

	if (!session->confined || !(writes || (answers && reads)))
		return SESSION_OK;
	return session_fail(session, "not allowed", "%s %s a file, which %s may not. "
	                    "Nothing was done.", command->name, writes ? "writes" : "reads",
	                    answers ? "an answer" : "a lesson that is looked through");
}

static int check_new_name(struct session *session, const struct call *call)
{
	const char *name = call->name;

	if (!word_is_name(name))
		return session_fail(session, "not understood",
		                    "%s is no name. Names are letters, digits and _, at most %d, "
		                    "and do not begin with a digit.",
		                    word_quote(name).text, VIEW_NAME - 1);
	if (word_is_numbered(name, 's') || word_is_numbered(name, 'b'))
		return session_fail(session, "name taken",
		                    "%s means a %s. Take another name. Nothing was done.", name,
		                    *name == 's' ? "section" : "bucket");
	if (word_is_numbered(name, 't'))
		return session_fail(session, "name taken",
		                    "%s means a thread, as in: %s m 100. Take another name. "
		                    "Nothing was done.", name, name);
	if (command_find(name))
		return session_fail(session, "name taken",
		                    "%s is a command. Take another name, as in: my_%s = m 100. "
		                    "Nothing was done.", name, name);
	if (!(call->command->flags & COMMAND_NAMES))
		return session_fail(session, "not understood", "%s gives no chunk that could be "
		                    "named %s. Nothing was done.", call->command->name, name);
	if (strcmp(name, "NULL") == 0 || names_find(session->names, name) != NAME_NONE)
		return session_fail(session, "name taken",
		                    "%s is taken: within a heap a name is given once. Nothing was "
		                    "done.",
		                    name);
	return SESSION_OK;
}

static void note_doing(struct session *session, const struct words *words, int first,
                       const char *line)
{
	const char *start = line + words->word[first].at;
	int length = (int)(words->word[words->count].at - words->word[first].at);
	char *clean = lines_clean(start, (size_t)length);

	length = (int)strlen(clean);
	while (length > 0 && clean[length - 1] == ' ')
		clean[--length] = 0;
	lines_clip(session->doing, sizeof session->doing, clean);
	free(clean);
}

static int check_thread(struct session *session, const struct call *call)
{
	if (call->command->flags & COMMAND_THREADS)
		return SESSION_OK;
	return session_fail(session, "not understood",
	                    "t%u stands before m, c, a, r, f, repeat, fill and random only. "
	                    "Nothing was done.", session->thread);
}

/* "t2 buf = m 100", "buf = t2 m 100": *at moves to the command. */
static int read_head(struct session *session, const struct words *words, struct call *call,
                     int *at)
{
	if (thread_read(session, words, at) != SESSION_OK)
		return SESSION_FAILED;
	if (words->count - *at < 2 || words->word[*at + 1].quoted
	    || strcmp(words->word[*at + 1].text, "=") != 0)
		return SESSION_OK;
	call->name = words->word[*at].text;
	*at += 2;
	if (*at >= words->count)
		return session_fail(session, "not understood",
		                    "A command is missing, as in: %s = m 100.", call->name);
	return thread_read(session, words, at);
}

int command_run(struct session *session, const struct words *words, int first,
                const char *line)
{
	struct call call = { 0 };
	int at = first, status, start;

	if (read_head(session, words, &call, &at) != SESSION_OK)
		return SESSION_FAILED;
	start = first + (call.name ? 2 : 0);
	call.command = command_find(words->word[at].text);
	if (!call.command || words->word[at].quoted)
		return hint_unknown(session, words, at);
	if (at > start && check_thread(session, &call) != SESSION_OK)
		return SESSION_FAILED;
	call.word = &words->word[at + 1];
	call.count = words->count - at - 1;
	call.rest = line + call.word[0].at;
	if (call.count < call.command->least
	    || (call.command->most >= 0 && call.count > call.command->most))
		return usage(session, &call);
	status = check_files(session, call.command);
	if (status == SESSION_OK && !(call.command->flags & COMMAND_UNPLAYED))
		status = load_wanted(session);
	if (status == SESSION_OK && call.name)
		status = check_new_name(session, &call);
	if (status == SESSION_OK)
		status = check_texts(session, &call);
	if (status == SESSION_OK)
		status = read_arguments(session, &call);
	if (status != SESSION_OK)
		return status;
	note_doing(session, words, first, line);
	status = call.command->action(session, &call);
	if (call.command->flags & COMMAND_TELLS && status == SESSION_OK)
		ground_tell(session);
	return status;
}
