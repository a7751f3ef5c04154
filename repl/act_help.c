/* SPDX-License-Identifier: MIT
 *
 * act_help.c - help, expect, q.
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

static const char keys[] = "Tab on an empty line, or F2, looks around; ? there lists its keys.\n"
                           "Esc clears the line; on an empty line it puts this text away.";

/* ------------------------------------------------------------------------- help */

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
	session_say(session, "counted: count(free, 64) fits(64) exists(p1) min(1, 2) max(1, 2)");
	session_say(session, "with + - * / %% ( ) = != < <= > >= not and or");
}

static void say_list(struct session *session)
{
	for (const struct command *c = commands; c->name; c++)
		say_command(session, c);
	session_say(session, "%-24s %s", "tN COMMAND",
	            "a command by thread N of a fast heap: t2 m 100");
	say_numbers(session, 0);
	if (!session->plain)
		lines_add_text(&session->text, "", keys);
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
	if (command->help)
		lines_add_text(&session->text, "", command->help);
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
		lines_add_text(&session->text, "", term->text);
	return command || setting || term;
}

/* "load factor", "use after free", or a setting after set. */
static int say_more_words(struct session *session, const struct call *call)
{
	const char *second = call->word[1].text;
	const struct setting *setting = setting_find(second);
	char both[96];

	snprintf(both, sizeof both, "%.30s %.30s%s%.30s", call->word[0].text, second,
	         call->count > 2 ? " " : "", call->count > 2 ? call->word[2].text : "");
	session_title(session, "help", word_quote(both).text);
	if (glossary_find(both))
		return say_word(session, both) ? SESSION_OK : SESSION_FAILED;
	if (call->count > 2 || command_find(call->word[0].text) != command_find("set"))
		return command_unknown(session, both);
	if (!setting)
		return setting_unknown(session, second);
	say_setting(session, setting);
	return SESSION_OK;
}

int act_help(struct session *session, const struct call *call)
{
	const char *word = call->word[0].text;

	if (call->count > 1)
		return say_more_words(session, call);
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
