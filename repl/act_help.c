/* SPDX-License-Identifier: MIT
 *
 * act_help.c - help, expect, q; and the table of all commands.
 */
#include "act.h"

#include "expect.h"
#include "measure.h"
#include "session.h"
#include "setting.h"

#include <stdio.h>
#include <string.h>

const struct command commands[] = {
	{ "m", "SIZE", "allocate (malloc); NAME = m SIZE names it",
	  "m 100 gives a chunk for 100 bytes: p1, p2 and so on.\n"
	  "buf = m 100 names it buf. Sizes take 4K, 1M, 0x40.",
	  { ARGUMENT_SIZE }, 1, 1, COMMAND_NAMES | COMMAND_REPEATS, act_malloc },
	{ "c", "COUNT SIZE", "allocate COUNT times SIZE bytes, all 0 (calloc)", NULL,
	  { ARGUMENT_SIZE, ARGUMENT_SIZE }, 2, 2, COMMAND_NAMES | COMMAND_REPEATS, act_calloc },
	{ "a", "ALIGNMENT SIZE", "allocate at a multiple of ALIGNMENT, a power of two", NULL,
	  { ARGUMENT_SIZE, ARGUMENT_SIZE }, 2, 2, COMMAND_NAMES | COMMAND_REPEATS, act_aligned },
	{ "r", "CHUNK SIZE", "resize (realloc); the name stays",
	  "r p1 200 resizes p1, in place or by moving it; size 0 frees it.",
	  { ARGUMENT_TARGET, ARGUMENT_SIZE }, 2, 2, COMMAND_REPEATS, act_realloc },
	{ "f", "CHUNK", "free",
	  "f p1 frees p1. Its name is never given again: f p1 once more is a double free.\n"
	  "f p1+8 and f s1+0x40 pass just that place to free.",
	  { ARGUMENT_TARGET }, 1, 1, COMMAND_REPEATS, act_free },
	{ "w", "CHUNK [+N] BYTES", "write: BYTES is \"text\", or 0x41 16 for 16 times 0x41",
	  "w p1 \"text\"      w p1 +8 \"text\\n\"      w p1 +8 0x41 16\n"
	  "In quotes: \\n \\t \\r \\0 \\\\ \\\" \\xNN. Writing past the chunk is an overflow:\n"
	  "inside the section it is done, and told whose bytes are gone.",
	  { ARGUMENT_TARGET, ARGUMENT_WORD, ARGUMENT_WORD }, 2, 4, COMMAND_REPEATS, act_write },
	{ "x", "CHUNK [+N] [COUNT]", "show bytes of memory", NULL,
	  { ARGUMENT_TARGET, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, 0, act_dump },
	{ "i", "WHAT", "inspect a chunk, section or bucket: p1, s1, b3, s2 b3", NULL,
	  { ARGUMENT_CHUNK, ARGUMENT_WORD }, 1, 2, 0, act_inspect },
	{ "view", "[SECTION]", "the chunks by address; on the screen: show a section", NULL,
	  { ARGUMENT_WORD }, 0, 1, 0, act_view },
	{ "why", "", "all steps of the last operation", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_why },
	{ "stats", "", "all numbers", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_stats },
	{ "check", "", "prove every invariant of the heap", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_check },
	{ "leaks", "", "the chunks that are still in use", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_leaks },
	{ "repeat", "COUNT COMMAND", "run m, c, a, r, f or w so many times", NULL,
	  { ARGUMENT_COUNT, ARGUMENT_COMMAND }, 2, -1, 0, act_repeat },
	{ "fill", "COUNT SIZE", "allocate COUNT chunks of SIZE bytes", NULL,
	  { ARGUMENT_COUNT, ARGUMENT_SIZE }, 2, 2, 0, act_fill },
	{ "random", "COUNT [--seed N]", "a mix of m, f and r, the same for a seed",
	  "Of ten operations five are m, four f and one r, on chunks of its own; with none\n"
	  "alive all are m. Sizes: 1 to one of 16, 32, ... 1,024 bytes. Without --seed: 1.",
	  { ARGUMENT_COUNT, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, 0, act_random },
	{ "set", "[SETTING [VALUE]]", "list the settings; set one for the next reset", NULL,
	  { ARGUMENT_SETTING, ARGUMENT_VALUE }, 0, 2, 0, act_set },
	{ "reset", "", "a new heap with the settings", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_reset },
	{ "load", "FILE", "play a recorded program on a new heap",
	  "Android memory_replay text and malloc-lab .rep, plain or gzip. Found beside the\n"
	  "script that says so, in the working directory, or beside the lessons.",
	  { ARGUMENT_FILE }, 1, 1, 0, act_load },
	{ "source", "FILE", "run the lines of a script", NULL,
	  { ARGUMENT_FILE }, 1, 1, 0, act_source },
	{ "save", "FILE", "write the run so far as a script", NULL,
	  { ARGUMENT_FILE }, 1, 1, 0, act_save },
	{ "expect", "WHAT VALUE", "check what must be seen; expect error WORDS",
	  "expect chunks 4      expect slack(p1) <= 8      expect state(p1) used\n"
	  "expect error WORDS: the next line must fail with these words.",
	  { ARGUMENT_EXPECT, ARGUMENT_WORD, ARGUMENT_WORD }, 1, -1, 0, act_expect },
	{ "help", "[COMMAND]", "this list, or all about a command; help numbers", NULL,
	  { ARGUMENT_COMMAND }, 0, 1, 0, act_help },
	{ "q", "", "quit", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_quit },
	{ 0 },
};

static const char *const numbers[] = {
	"used         bytes in used chunks",
	"asked        bytes requested in them",
	"slack        used - asked",
	"internal fragmentation = slack / used",
	"external fragmentation = 1 - largest free / all free",
	"utilisation  = peak asked / peak mapped",
	"system calls that the heap made for its memory; in one line: calls",
};

/* ------------------------------------------------------------------------- help */

static void say_lines(struct session *session, const char *text)
{
	while (text && *text) {
		size_t length = strcspn(text, "\n");

		session_say(session, "%.*s", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static void say_numbers(struct session *session)
{
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		session_say(session, "%s", numbers[i]);
}

static void say_command(struct session *session, const struct command *command)
{
	char usage[120];

	snprintf(usage, sizeof usage, "%s %s", command->name, command->usage);
	session_say(session, "%-24s %s", usage, command->brief);
}

/* What expect knows, from its table. */
static void say_measures(struct session *session)
{
	static const char *const of[] = { "of the heap:", "of a chunk (p1):",
		                          "of a section (s1):" };
	char line[80];

	for (int subject = 0; subject < 3; subject++) {
		size_t used = (size_t)snprintf(line, sizeof line, "%s", of[subject]);

		for (const struct measure *m = measures; m->name; m++) {
			if ((int)m->of != subject)
				continue;
			if (used + strlen(m->name) > 70) {
				session_say(session, "%s", line);
				used = (size_t)snprintf(line, sizeof line, "   ");
			}
			used += (size_t)snprintf(line + used, sizeof line - used, " %s",
			                         m->name);
		}
		session_say(session, "%s", line);
	}
	session_say(session, "and each setting, as in: expect placement best");
}

int act_help(struct session *session, const struct call *call)
{
	const struct command *command;

	session_title(session, "help", call->count ? call->word[0].text : "");
	if (call->count == 0) {
		for (const struct command *c = commands; c->name; c++)
			say_command(session, c);
		say_numbers(session);
		return SESSION_OK;
	}
	if (strcmp(call->word[0].text, "numbers") == 0) {
		say_numbers(session);
		return SESSION_OK;
	}
	command = command_find(call->word[0].text);
	if (!command)
		return command_unknown(session, call->word[0].text);
	say_command(session, command);
	say_lines(session, command->help);
	if (command->action == act_expect)
		say_measures(session);
	for (const struct setting *s = settings; command->action == act_set && s->name; s++)
		session_say(session, "%-10s %s", s->name, s->help);
	return SESSION_OK;
}

int act_expect(struct session *session, const struct call *call)
{
	return expect_run(session, call);
}

int act_quit(struct session *session, const struct call *call)
{
	(void)session;
	(void)call;
	return SESSION_QUIT;
}
