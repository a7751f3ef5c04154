/* SPDX-License-Identifier: MIT
 *
 * act_help.c - help, expect, q; and the table of all commands.
 */
#include "act.h"

#include "expect.h"
#include "glossary.h"
#include "look.h"
#include "measure.h"
#include "session.h"
#include "setting.h"
#include "statistic.h"

#include <stdio.h>
#include <string.h>

enum { CHANGES = COMMAND_REPEATS | COMMAND_THREADS, ALLOCATES = COMMAND_NAMES | CHANGES };

const struct command commands[] = {
	{ "m", "SIZE", "allocate (malloc); NAME = m SIZE names it",
	  "m 100 gives a chunk for 100 bytes: p1, p2 and so on.\n"
	  "buf = m 100 names it buf. Sizes take 4K, 1M, 0x40. On a heap of the\n"
	  "fast engine t2 m 100 uses the cache of thread 2: help thread.",
	  { ARGUMENT_SIZE }, 1, 1, ALLOCATES, act_malloc },
	{ "c", "COUNT SIZE", "allocate COUNT times SIZE bytes, all 0 (calloc)",
	  "c 10 8 gives one chunk for 80 bytes, and all of them are 0. When\n"
	  "10 * 8 would be too large for a number, c gives NULL.",
	  { ARGUMENT_SIZE, ARGUMENT_SIZE }, 2, 2, ALLOCATES, act_calloc },
	{ "a", "ALIGNMENT SIZE", "allocate at a multiple of ALIGNMENT, a power of two",
	  "a 64 100 gives 100 bytes whose address is a multiple of 64. What is\n"
	  "left over in front of them stays free. ALIGNMENT is a power of two.",
	  { ARGUMENT_SIZE, ARGUMENT_SIZE }, 2, 2, ALLOCATES, act_aligned },
	{ "r", "CHUNK SIZE", "resize (realloc); the name stays",
	  "r p1 200 resizes p1, in place or by moving it; size 0 frees it.\n"
	  "A move copies the bytes, and p1 then means the new place.",
	  { ARGUMENT_TARGET, ARGUMENT_SIZE }, 2, 2, CHANGES, act_realloc },
	{ "f", "CHUNK", "free",
	  "f p1 frees p1. Its name is not given again before reset: f p1 once\n"
	  "more is a double free. f p1+8 and f s1+0x40 pass just that place to\n"
	  "free: where no used chunk starts, that is an invalid free.",
	  { ARGUMENT_TARGET }, 1, 1, CHANGES, act_free },
	{ "w", "CHUNK [+N] BYTES", "write: BYTES is \"text\", or 0x41 16 for 16 times 0x41",
	  "w p1 \"text\"      w p1 +8 \"text\\n\"      w p1 +8 0x41 16\n"
	  "In quotes: \\n \\t \\r \\0 \\\\ \\\" \\xNN. Writing past the chunk is an\n"
	  "overflow: up to the end of the chunk's section it is done, and told\n"
	  "whose bytes are gone. Beyond the section nothing is written.",
	  { ARGUMENT_TARGET, ARGUMENT_WORD, ARGUMENT_WORD }, 2, 4, COMMAND_REPEATS, act_write },
	{ "x", "CHUNK [+N] [COUNT]", "show bytes of memory",
	  "x p1 shows all bytes of p1, in rows of 16: offset, bytes, letters.\n"
	  "x p1 +8 4 shows 4 bytes from the 9th on. x s1+0x40 32 shows 32 bytes\n"
	  "of s1, whoever owns them. What was freed can be shown, too: its old\n"
	  "bytes are still there until somebody writes.",
	  { ARGUMENT_TARGET, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, 0, act_dump },
	{ "i", "WHAT", "inspect a chunk, section or bucket: p1, s1, b3, s2 b3",
	  "i p1 tells size, asked, slack, key, home and bucket of p1, and who\n"
	  "its neighbours are; on the screen it is chosen. Once freed: when,\n"
	  "and whose its place is now. i s1 tells about a section, i b3 about\n"
	  "a bucket of the section that is shown, and i s2 b3 about one of s2.",
	  { ARGUMENT_CHUNK, ARGUMENT_WORD }, 1, 2, 0, act_inspect },
	{ "view", "[SECTION]", "the chunks by address; on the screen: show a section",
	  "view lists all sections and their chunks by address. view s2 shows\n"
	  "one section. On the screen the heap is in view already, and view s2\n"
	  "turns to that section, view s2+0x10000 to the span there (set engine\n"
	  "fast).",
	  { ARGUMENT_WORD }, 0, 1, 0, act_view },
	{ "caches", "", "what the caches and the depot hold (set engine fast)",
	  "For each thread and size class: how many chunks its cache holds, how\n"
	  "many it has room for, and which it gives next. Then the depot, where\n"
	  "full caches leave chunks for empty ones. help cache tells more.",
	  { ARGUMENT_NONE }, 0, 0, 0, act_caches },
	{ "why", "", "all steps of the last operation", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_why },
	{ "stats", "", "all numbers",
	  "A share is a percentage; sizes are bytes. help numbers says what\n"
	  "each of them means.",
	  { ARGUMENT_NONE }, 0, 0, 0, act_stats },
	{ "check", "", "prove every invariant of the heap", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_check },
	{ "leaks", "", "the chunks that are still in use", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_leaks },
	{ "repeat", "COUNT COMMAND", "run m, c, a, r, f or w so many times", NULL,
	  { ARGUMENT_COUNT, ARGUMENT_COMMAND }, 2, -1, COMMAND_THREADS, act_repeat },
	{ "fill", "COUNT SIZE", "allocate COUNT chunks of SIZE bytes",
	  "fill 100 64 allocates 100 chunks of 64 bytes, p1 to p100: as\n"
	  "repeat 100 m 64 does, and quicker to type.",
	  { ARGUMENT_COUNT, ARGUMENT_SIZE }, 2, 2, COMMAND_THREADS, act_fill },
	{ "random", "COUNT [--seed N]", "a mix of m, f and r, the same for a seed",
	  "random 1000 does 1000 operations. For each, one of ten lots is\n"
	  "drawn: five are m, four f, one r. f and r are about chunks of this\n"
	  "random that are alive; while there are none, every lot is m. A size\n"
	  "is 1 to M bytes, M drawn from 16, 32, 64, ... 1,024. The same seed\n"
	  "gives the same operations; without --seed it is 1, and 0 means 1.",
	  { ARGUMENT_COUNT, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, COMMAND_THREADS, act_random },
	{ "set", "[SETTING [VALUE]]", "list the settings; set one for the next reset", NULL,
	  { ARGUMENT_SETTING, ARGUMENT_VALUE }, 0, 2, 0, act_set },
	{ "reset", "", "a new heap with the settings", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_reset },
	{ "load", "FILE", "play a recorded program on a new heap",
	  "load program.rep plays the calls that a program once made. FILE is\n"
	  "Android memory_replay text or malloc-lab .rep, plain or gzip. It is\n"
	  "looked for beside the script that says load, in the working\n"
	  "directory and beside the lessons. For scripts there is source.",
	  { ARGUMENT_FILE }, 1, 1, 0, act_load },
	{ "source", "FILE", "run the lines of a script",
	  "source lessons/01.txt runs the lines of that file as if typed here.",
	  { ARGUMENT_FILE }, 1, 1, 0, act_source },
	{ "save", "FILE", "write the run so far as a script", NULL,
	  { ARGUMENT_FILE }, 1, 1, 0, act_save },
	{ "expect", "WHAT VALUE", "check what must be seen; expect error WORDS",
	  "expect chunks 4     expect slack(p1) <= 8     expect state(p1) used\n"
	  "expect error WORDS: the next line must fail with these words.",
	  { ARGUMENT_EXPECT, ARGUMENT_WORD, ARGUMENT_WORD }, 1, -1, 0, act_expect },
	{ "help", "[COMMAND]", "this list, or all about a command; help numbers",
	  "help m tells more about m, help placement about a setting, and help\n"
	  "slack about a word; help words lists those. help numbers tells what\n"
	  "the numbers mean.",
	  { ARGUMENT_TOPIC, ARGUMENT_SETTING }, 0, 2, 0, act_help },
	{ "q", "", "quit", NULL,
	  { ARGUMENT_NONE }, 0, 0, 0, act_quit },
	{ 0 },
};

static const char keys[] = "Esc clears the line; on an empty line it puts this text away.";

/* ------------------------------------------------------------------------- help */

static void say_lines(struct session *session, const char *text)
{
	while (text && *text) {
		size_t length = strcspn(text, "\n");

		session_say(session, "%.*s", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static void say_numbers(struct session *session, int all)
{
	for (const struct statistic *row = statistics; row->label; row++)
		if (statistic_is_of(row, look_is_fast(session)) && (all || row->common))
			session_say(session, "%-24s %s", row->label, row->meaning);
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
		                          "of a section (s1):", "of a thread (t1):" };
	char line[80];

	for (int subject = 0; subject < 4; subject++) {
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

static void say_list(struct session *session)
{
	for (const struct command *c = commands; c->name; c++)
		say_command(session, c);
	session_say(session, "%-24s %s", "tN COMMAND",
	            "a command by thread N of a fast heap: t2 m 100");
	say_numbers(session, 0);
	if (!session->plain)
		session_say(session, "%s", keys);
}

/* Words that help explains, from the glossary. */
static void say_words(struct session *session)
{
	char line[80] = "";
	size_t used = 0;

	for (const struct term *t = glossary; t->word; t++) {
		if (used + strlen(t->word) > 66) {
			session_say(session, "%s,", line);
			used = 0;
		}
		used += (size_t)snprintf(line + used, sizeof line - used, "%s%s",
		                         used ? ", " : "", t->word);
	}
	session_say(session, "%s", line);
}

static void say_all_about(struct session *session, const struct command *command)
{
	say_command(session, command);
	say_lines(session, command->help);
	if (command->action == act_expect)
		say_measures(session);
	for (const struct setting *s = settings; command->action == act_set && s->name; s++)
		session_say(session, "%-10s %s", s->name, s->help);
}

static void say_setting(struct session *session, const struct setting *setting)
{
	char value[SETTING_VALUE];

	setting_text(setting, my_heap_options_of(session->heap), value);
	session_say(session, "set %s VALUE", setting->name);
	session_say(session, "%s; now %s", setting->help, value);
	for (int i = 0; setting->values && setting->values[i]; i++)
		session_say(session, "  %s", setting->values[i]);
}

/* A word may be several things: load is a command and a setting. */
static int say_word(struct session *session, const char *word)
{
	const struct command *command = command_find(word);
	const struct setting *setting = setting_find(word);
	const struct term *term = glossary_find(word);

	if (command)
		say_all_about(session, command);
	if (setting)
		say_setting(session, setting);
	if (term)
		say_lines(session, term->text);
	return command || setting || term;
}

/* "load factor", or a setting after set. */
static int say_two_words(struct session *session, const struct call *call)
{
	const char *second = call->word[1].text;
	const struct setting *setting = setting_find(second);
	char both[64];

	snprintf(both, sizeof both, "%.30s %.30s", call->word[0].text, second);
	session_title(session, "help", word_quote(both).text);
	if (glossary_find(both))
		return say_word(session, both) ? SESSION_OK : SESSION_FAILED;
	if (command_find(call->word[0].text) != command_find("set"))
		return command_unknown(session, both);
	if (!setting)
		return setting_unknown(session, second);
	say_setting(session, setting);
	return SESSION_OK;
}

int act_help(struct session *session, const struct call *call)
{
	const char *word = call->word[0].text;

	if (call->count == 2)
		return say_two_words(session, call);
	session_title(session, "help", word);
	if (word_is_numbered(word, 't'))
		word = "thread";
	if (call->count == 0)
		say_list(session);
	else if (strcmp(word, "numbers") == 0)
		say_numbers(session, 1);
	else if (strcmp(word, "words") == 0)
		say_words(session);
	else if (!say_word(session, word))
		return command_unknown(session, word);
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
