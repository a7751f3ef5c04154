/* SPDX-License-Identifier: MIT
 *
 * session.c - one run of mmviz, line by line.
 *
 *   line -> words -> command -> outcome -> was a failure wanted? -> journal -> shown
 */
#include "session.h"

#include "changes.h"
#include "command.h"
#include "compare.h"
#include "diff.h"
#include "ground.h"
#include "heaps.h"
#include "journal.h"
#include "memory.h"
#include "number.h"
#include "script.h"
#include "signals.h"
#include "steps.h"
#include "theme.h"
#include "timeline.h"
#include "watch.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------------ making */

struct session *session_create(FILE *out, FILE *err)
{
	struct session *session = memory_new(1, sizeof *session);

	session->out = out;
	session->err = err;
	session->theme = theme_at(0);
	session->looks = looks_usual();
	session->steps = memory_new(1, sizeof *session->steps);
	session->changes = memory_new(1, sizeof *session->changes);
	session->changed = memory_text("");
	session->thread = 1;
	session->command = memory_text("");
	my_heap_options_default(&session->options);
	session->heaps = heaps_create();
	if (heaps_new(session, 0) != SESSION_OK) {
		fprintf(err, "mmviz: %s\n", session->outcome.linear);
		exit(1);
	}
	return session;
}

void session_destroy(struct session *session)
{
	timeline_forget_trial(session);
	timeline_free(timeline_put_away(session));
	heaps_destroy(session->heaps);
	my_heap_destroy(session->heap);
	transcript_destroy(session->transcript);
	free(session->steps);
	free(session->changes);
	lines_free(&session->why);
	lines_free(&session->text);
	diff_drop(session);
	compare_free(session->compare);
	free(session->watch);
	ground_free(session->ground);
	free(session->changed);
	free(session->command);
	free(session->wanted);
	free(session->tried);
	free(session->quiz);
	free(session->lessons);
	free(session);
}

/* ------------------------------------------------------------------ being told */

int session_fail(struct session *session, const char *cause, const char *format, ...)
{
	struct outcome *outcome = &session->outcome;
	char sentence[2048], *clean;
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	clean = lines_clean(sentence, strlen(sentence));
	outcome->failed = 1;
	lines_clip(outcome->cause, sizeof outcome->cause, cause);
	lines_clip(outcome->badge, sizeof outcome->badge, cause);
	lines_clip(outcome->text, sizeof outcome->text, clean);
	outcome->more[0] = 0;
	if (isupper((unsigned char)format[0]))
		clean[0] = (char)tolower((unsigned char)clean[0]);
	lines_clip(outcome->linear, sizeof outcome->linear, clean);
	free(clean);
	return SESSION_FAILED;
}

void session_say(struct session *session, const char *format, ...)
{
	char sentence[1024];
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	lines_add(&session->text, "%s", sentence);
}

void session_title(struct session *session, const char *title, const char *about)
{
	char *clean = lines_clean(about, strlen(about));

	lines_clip(session->title, sizeof session->title, title);
	lines_clip(session->about, sizeof session->about, clean);
	free(clean);
}

void session_result(struct session *session, const char *badge, const char *text,
                    const char *more, const char *linear)
{
	struct outcome *outcome = &session->outcome;

	lines_clip(outcome->badge, sizeof outcome->badge, badge);
	lines_clip(outcome->text, sizeof outcome->text, text);
	lines_clip(outcome->more, sizeof outcome->more, more);
	lines_clip(outcome->linear, sizeof outcome->linear, linear);
}

int session_place(const struct session *session, const void *address, struct place *place,
                  my_heap_section *section)
{
	my_heap_section found;

	if (!my_heap_section_of(session->heap, address, &found))
		return 0;
	*place = (struct place){ found.id, (uintptr_t)address - (uintptr_t)found.memory };
	if (section)
		*section = found;
	return 1;
}

/* -------------------------------------------------------------------- one line */

static void begin(struct session *session, const char *line)
{
	session->outcome = (struct outcome){ 0 };
	session->bytes = (struct bytes){ 0 };
	diff_drop(session);
	lines_clear(&session->text);
	session->title[0] = session->about[0] = 0;
	session->remaining = 0;
	session->play = 0;
	session->interrupted = 0;
	/* Who is to end does not begin anew, whenever that came. */
	if (signals_ending())
		session->interrupted = 1;
	session->thread = 1;
	free(session->command);
	session->command = lines_clean(line, strcspn(line, "\r\n"));
}

static int contains_ignoring_case(const char *text, const char *words)
{
	size_t length = strlen(words);

	for (; *text; text++)
		if (strncasecmp(text, words, length) == 0)
			return 1;
	return length == 0;
}

static void add_sentence(char *text, size_t size, const char *sentence)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s", sentence);
}

/* A failure that `expect error` announced is none; the lack of one is. */
static int settle_wanted(struct session *session, const char *wanted, int status)
{
	struct outcome *outcome = &session->outcome;

	if (status != SESSION_FAILED)
		return session_fail(session, "not as expected",
		                    "Expected an error with the words %s, but the line did not "
		                    "fail.", wanted);
	if (contains_ignoring_case(outcome->linear, wanted)
	    || contains_ignoring_case(outcome->cause, wanted)) {
		add_sentence(outcome->text, sizeof outcome->text, " As expected.");
		add_sentence(outcome->linear, sizeof outcome->linear, " As expected.");
		return SESSION_OK;
	}

	char reason[sizeof outcome->linear];

	snprintf(reason, sizeof reason, "%s", outcome->linear);
	return session_fail(session, "not as expected",
	                    "Expected an error with the words %s, but it was: %s", wanted, reason);
}

struct standing session_standing(const struct session *session)
{
	size_t active = timeline_active(session);

	return (struct standing){ timeline_branch(session, active).number,
		                  timeline_step(session) };
}

void session_keep(struct session *session, struct standing before, const char *line,
                  const char *result, const char *failure)
{
	char *clean = memory_copy(line, strcspn(line, "\r\n"));

	journal_line(session->journal, clean, result, failure);
	transcript_add(session->transcript, before, clean, failure, session_standing(session));
	free(clean);
}

/* What reached the heap is kept; how it failed too. */
static void keep(struct session *session, const char *line)
{
	const struct outcome *outcome = &session->outcome;

	if (!outcome->operation || outcome->journaled)
		return;
	session_keep(session, session->typed_at, outcome->done ? session->tried : line,
	             *outcome->brief ? outcome->brief : outcome->linear,
	             outcome->failed ? outcome->cause : NULL);
	free(session->tried);
	session->tried = NULL;
}

/* A line typed in the past: where the steps are now that lay ahead of it. */
static void tell_branch(struct session *session)
{
	struct outcome *outcome = &session->outcome;
	char sentence[160];

	if (!outcome->left)
		return;
	snprintf(sentence, sizeof sentence,
	         "%s A branch begins: branches %zu leads back to what came after step %s.",
	         outcome->failed ? "" : ".", outcome->left, comma(session->typed_at.step).text);
	add_sentence(outcome->linear, sizeof outcome->linear, sentence);
	if (outcome->failed)
		add_sentence(outcome->text, sizeof outcome->text, sentence);
	else
		add_sentence(outcome->more, sizeof outcome->more, sentence);
	outcome->left = 0;
}

static int run(struct session *session, const struct words *words, int split,
               const char *problem, const char *line)
{
	/* Taken now: the line may itself run others, or want an error. */
	char *wanted = session->wanted, *shown = session->command;
	int status;

	session->wanted = NULL;
	session->command = memory_text(shown);
	session->typed_at = session_standing(session);
	status = split ? command_run(session, words, 0, line)
	               : session_fail(session, "not understood", "%s Nothing was done.", problem);
	free(session->command);
	session->command = shown;
	keep(session, line);
	tell_branch(session);
	if (wanted)
		status = settle_wanted(session, wanted, status);
	free(wanted);
	return status;
}

/* What try shows is taken back by every line but those that are about it. */
static void end_trial(struct session *session, const struct words *words)
{
	const struct command *command = command_of(words);

	if (!session->preview || (command && command->flags & COMMAND_ON_TRIAL))
		return;
	if (timeline_forget_trial(session) == SESSION_OK)
		timeline_show(session, timeline_step(session));
	session->outcome = (struct outcome){ 0 };
}

enum session_status session_line(struct session *session, const char *line)
{
	char problem[WORD_PROBLEM];
	struct words words;
	int status, split = words_split(&words, line, problem);

	if (split && words.count == 0) {
		words_free(&words);
		return SESSION_OK;
	}
	begin(session, line);
	end_trial(session, &words);
	status = run(session, &words, split, problem, line);
	words_free(&words);
	lines_close(&session->text);
	if (status == SESSION_FAILED)
		script_report(session);
	watch_tell(session);
	if (session->shown)
		session->shown(session, session->user);
	return (enum session_status)status;
}
