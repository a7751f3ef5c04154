/* SPDX-License-Identifier: MIT
 *
 * record.c - a script played into a cast, by a robot that presses Space.
 */
#include "record.h"

#include "line_parts.h"
#include "memory.h"
#include "record_parts.h"
#include "replace.h"
#include "signals.h"
#include "theme.h"
#include "word.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LETTERS = 120, MANY = 200, MOMENT = 60, BEFORE_ENTER = 350, LAST = 4000 };

/* ----------------------------------------------------------------------- a record */

void record_start(struct record *record, struct session *session, FILE *out, const char *title)
{
	*record = (struct record){ .session = session };
	cast_start(&record->cast, out, &session->looks, theme_shown(session->theme), title);
	record->display = display_open_elsewhere(session, cast_draw, &record->cast);
}

void record_end(struct record *record)
{
	display_close(record->display);
	cast_end(&record->cast);
}

/* Letters beyond those that anyone would wait for appear at once. */
void record_type(struct record *record, const char *prompt, const char *command)
{
	size_t length = strlen(command), count = 0;
	const char *at = command;

	if (length > LETTERS || record->hurried) {
		display_prompt(record->display, prompt, command, length);
		record_look(record, CAST_KEY);
		return;
	}
	for (; *at; count = (size_t)(at - command)) {
		char *part = memory_copy(command, count);

		display_prompt(record->display, prompt, part, count);
		free(part);
		cast_wait(&record->cast, CAST_KEY);
		glyph_next(&at);
	}
	display_prompt(record->display, prompt, command, length);
	cast_wait(&record->cast, BEFORE_ENTER);
}

void record_look(struct record *record, size_t most)
{
	cast_read(&record->cast, record->hurried && most > MOMENT ? MOMENT : most);
}

int record_goes_on(struct record *record)
{
	if (!record->reason && record->session->interrupted)
		record->reason = EINTR;
	if (!record->reason)
		record->reason = record->cast.reason;
	return !record->reason;
}

/* ----------------------------------------------------------------------- a script */

struct job {
	struct line line;
	struct record record;
	const char *script;
};

static void type_command(const char *command, void *user)
{
	struct record *record = user;

	record->hurried = ++record->commands > MANY;
	if (record->commands > RECORD_COMMANDS)
		record->reason = E2BIG;
	else
		record_type(record, display_usual_prompt, command);
}

/* The script is over: what the prompt would say is the last picture. */
static void come_home(struct line *line)
{
	line->done = 1;
	stage_hint(&line->stage);
	display_prompt(line->display, display_usual_prompt, "", 0);
}

static const struct mode home = { come_home, NULL, NULL, NULL };

static void report(struct session *session, void *user)
{
	report_line(user, session);
}

/* Steps that are gone through have no end of their own. */
static void press(struct job *job)
{
	struct line *line = &job->line;
	int stepping = line->mode == &line_stepping;
	int page = line->mode == &line_playing && line->stage.player.shown;

	record_look(&job->record, page || stepping ? CAST_PAGE : CAST_VIEW);
	queue_put(&line->keyboard.queue, stepping && line->stepping.at.over ? "q" : " ", 1);
	line->mode->typed(line);
}

/* What came meanwhile; a signal that ends the recording may fall between two commands. */
static void heed_signals(struct record *record)
{
	unsigned events = signals_take();

	if (events & (SIGNAL_INTERRUPT | SIGNAL_END))
		record->reason = EINTR;
	else if (events & SIGNAL_SUSPEND)
		signals_suspend();
}

static int play(FILE *out, const void *user)
{
	struct job *job = *(struct job *const *)user;
	struct line *line = &job->line;
	struct record *record = &job->record;

	record_start(record, line->session, out,
	             job->script ? player_title(&line->stage.player) : "mmviz");
	line->display = line->stage.display = record->display;
	line_next(line);
	while (!line->done && record_goes_on(record)) {
		press(job);
		heed_signals(record);
	}
	cast_read(&record->cast, LAST);
	stage_close(&line->stage);
	record_end(record);
	return record->reason;
}

/* Why there is no cast. */
static void tell(const struct session *session, const char *path, int reason)
{
	const struct quote quoted = word_quote(path);

	if (reason == E2BIG)
		fprintf(session->err, "mmviz: A cast has at most %d commands, and the script has "
		        "more. %s was not written. Play a shorter script, or type export FILE.html "
		        "at the prompt.\n", RECORD_COMMANDS, quoted.text);
	else if (reason == EINTR)
		fprintf(session->err, "mmviz: The recording was interrupted. What was at %s is as "
		        "it was.\n", quoted.text);
	else if (reason)
		fprintf(session->err, "mmviz: %s could not be written: %s. What was there is as it "
		        "was.\n", quoted.text, strerror(reason));
}

/* 0 when there is no script to be played, which is told. */
static int open_script(struct job *job, struct session *session)
{
	struct line *line = &job->line;

	if (!job->script && isatty(STDIN_FILENO)) {
		fputs("mmviz: A cast is made of a script: name a FILE, or let standard input be "
		      "one.\n", session->err);
		return 0;
	}
	if (!player_start(&line->stage.player, session, job->script)) {
		fprintf(session->err, "mmviz: %s\n", session->outcome.linear);
		return 0;
	}
	line->stage.player.typing = type_command;
	line->stage.player.user = &job->record;
	session->shown = report;
	session->user = &line->report;
	return 1;
}

int record_script(struct session *session, const char *path, const char *script)
{
	struct job job = { .line = { .session = session, .home = &home, .mode = &line_playing,
		                     .keyboard = { .fd = -1, .wake_fd = -1 } },
		           .script = script };
	struct job *const user = &job;
	int reason, ending = SIGINT;

	if (!open_script(&job, session))
		return 1;
	if (signals_start(&session->interrupted)) {
		reason = replace_file(path, play, &user);
		ending = signals_ending() ? signals_ending() : ending;
		signals_end();
	} else {
		reason = errno;
	}
	session->shown = NULL;
	stage_close(&job.line.stage);
	report_tell(&job.line.report, session->err);
	tell(session, path, reason);
	if (reason == EINTR)
		return 128 + ending;
	return reason || job.line.stage.failed;
}
