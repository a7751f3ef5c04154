/* SPDX-License-Identifier: MIT
 *
 * hint.c - what was meant by a line whose first word is no command.
 */
#include "hint.h"

#include "command.h"
#include "lesson_word.h"
#include "names.h"
#include "path.h"
#include "session.h"
#include "subcommand.h"
#include "word.h"

#include <stdio.h>
#include <string.h>

enum { MEANT = 64 };

/* "buf=m 50", "buf= m 50", "buf =m 50" */
static int is_glued_name(const struct words *words, int at)
{
	const char *first = words->word[at].text;
	const char *second = at + 1 < words->count ? words->word[at + 1].text : "";

	return at == 0 && (strchr(first, '=') || (second[0] == '=' && second[1]));
}

static int fail_glued_name(struct session *session, const char *first)
{
	char name[VIEW_NAME];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(first, "="), first);
	return session_fail(session, "not understood",
	                    "Blanks belong around the =, as in: %s = m 50. Nothing was done.",
	                    word_is_name(name) ? name : "buf");
}

/* "m100" and "malloc(100);" as "m 100": a command with its arguments attached. */
static int detach(const char *word, char meant[MEANT])
{
	size_t head = strcspn(word, "(0123456789"), inside;
	const struct command *command;
	char name[16];

	if (!word[head] || head >= sizeof name)
		return 0;
	snprintf(name, sizeof name, "%.*s", (int)head, word);
	command = command_find(name);
	if (!command)
		return 0;
	word += head + (word[head] == '(');
	inside = strcspn(word, ");");
	if (inside == 0 || inside > 30)
		return 0;
	snprintf(meant, MEANT, "%s %.*s", command->name, (int)inside, word);
	for (char *at = meant; *at; at++)
		*at = *at == ',' ? ' ' : *at;
	return 1;
}

/* "mmviz learn 01" is what the shell is told. */
static int is_program(const char *word)
{
	return strcmp(path_last(word), "mmviz") == 0;
}

static int fail_program(struct session *session, const struct words *words, int at)
{
	const char *behind = at + 1 < words->count ? words->word[at + 1].text : "";
	char meant[MEANT];

	snprintf(meant, sizeof meant, "./mmviz%s%.40s", *behind ? " " : "", behind);
	return session_fail(session, "not understood",
	                    "That is for the shell: q leads there, then type %s. Nothing was "
	                    "done.", word_quote(meant).text);
}

static int is_lesson_word(const char *word)
{
	const char *rest;

	return lesson_word_of(word, &rest) != NULL;
}

int hint_unknown(struct session *session, const struct words *words, int at)
{
	const char *word = words->word[at].text;
	const struct subcommand *subcommand = subcommand_find(word);
	char meant[MEANT];

	if (words->word[at].quoted)
		return command_unknown(session, word);
	if (is_glued_name(words, at))
		return fail_glued_name(session, word);
	if (is_program(word))
		return fail_program(session, words, at);
	if (is_lesson_word(word))
		return session_fail(session, "not understood",
		                    "%s is a word of lessons: it belongs into a script that is "
		                    "played. Nothing was done.", word);
	if (names_find(session->names, word) != NAME_NONE)
		return session_fail(session, "not understood",
		                    "%s is a name, not a command. Type i %s to inspect it, or "
		                    "help for the commands. Nothing was done.", word, word);
	if (subcommand)
		return session_fail(session, "not understood",
		                    "%s is no command here: it is called from the shell (q "
		                    "leads there), as ./mmviz %s. Nothing was done.", word,
		                    subcommand->form);
	if (detach(word, meant))
		return session_fail(session, "not understood",
		                    "No command is named %s. Did you mean %s? Nothing was done.",
		                    word_quote(word).text, word_quote(meant).text);
	return command_unknown(session, word);
}
