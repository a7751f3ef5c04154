/* SPDX-License-Identifier: MIT
 *
 * line.c - a session on a terminal: the readline line under the ncurses view.
 *
 *   poll (terminal, signals) -> keyboard -> mode -> session -> display
 *
 * A mode is who gets what is typed: the prompt (readline), browse, a script that is being
 * played, the steps of an operation that are gone through, or operations that are played.
 * Exactly one is in force.
 */
#include "line.h"

#include "editor.h"
#include "learn_stage.h"
#include "line_parts.h"
#include "matches.h"
#include "plain.h"
#include "preference.h"
#include "signals.h"
#include "steps.h"
#include "typed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void line_enter(struct line *line, const struct mode *mode)
{
	line->mode = mode;
	mode->enter(line);
}

/* ---------------------------------------------------------------------- events */

static void handle_signals(struct line *line)
{
	unsigned events = signals_take();

	if (events & SIGNAL_END || line->keyboard.ended)
		line->done = 1;
	if (line->done)
		return;
	if (events & SIGNAL_SUSPEND)
		display_suspend(line->display);
	else if (events & SIGNAL_CONTINUE)
		display_resume(line->display);
	else if (events & SIGNAL_RESIZE)
		display_resize(line->display);
	line->interrupted |= (events & SIGNAL_INTERRUPT) != 0;
	if (!line->interrupted || line->reading)
		return;
	line->interrupted = 0;
	/* As the terminal did with what it held: what was typed before is dropped, and what
	 * was on its way to the screen has to be sent again. */
	queue_drop(&line->keyboard.queue, QUEUE_BYTES);
	line->mode->interrupt(line);
	display_resume(line->display);
}

/* Called by the session after each line that was run, nested ones too. */
static void show_line(struct session *session, void *user)
{
	struct line *line = user;

	report_line(&line->report, session);
	if (line->mode == &line_prompting && (session->title[0] || session->outcome.operation))
		stage_clear(&line->stage);
	display_say(line->display, NULL);
	if (!line->stage.player.quiet)
		display_draw_soon(line->display);
}

static void show_progress(struct session *session, const char *sentence, void *user)
{
	struct line *line = user;

	(void)session;
	display_say(line->display, sentence);
}

/* -------------------------------------------------------------------- the prompt */

/* For readline: in the middle of something of its own, the mouse does nothing. */
static int has_byte(struct line *line)
{
	while (!editor_is_pasting() && keyboard_mouse(&line->keyboard))
		continue;
	return line->keyboard.queue.count > 0;
}

/* readline waits here only in the middle of something, like a pasted text: for Ctrl-C that
 * ends as if nothing more came, and the line is cleared when readline has returned. */
static int read_byte(void *user)
{
	struct line *line = user;

	line->reading = 1;
	while (!has_byte(line) && !line->done && !line->interrupted)
		if (!keyboard_wait(&line->keyboard, -1))
			handle_signals(line);
	line->reading = 0;
	return line->interrupted ? -1 : queue_pop(&line->keyboard.queue);
}

static int byte_is_ready(void *user)
{
	struct line *line = user;

	return keyboard_ready(&line->keyboard)
	       && (editor_is_pasting() || !keyboard_mouse_next(&line->keyboard));
}

static void draw_prompt(void *user, const char *prompt, const char *text, size_t point)
{
	struct line *line = user;

	if (!line->display)
		return;
	offer_follow(&line->offer, text);
	display_prompt(line->display, prompt, text, point);
}

static char **complete_word(void *user, const char *text, size_t start, size_t end)
{
	struct line *line = user;

	return matches_find(line->session, text, start, end);
}

static void show_matches(void *user, char *const *matches, size_t count)
{
	struct line *line = user;

	offer_show(&line->offer, matches, count);
}

static void keep_typed(void *user, const char *text)
{
	(void)user;
	typed_add(text);
}

/* What was typed or pasted: one command a line. */
static void run_lines(struct line *line, char *text)
{
	char *next = text;

	for (char *one; !line->done && (one = strsep(&next, "\r\n"));) {
		line->done = session_line(line->session, one) == SESSION_QUIT;
		if (line->session->interrupted)
			break;
	}
	display_top(line->display);
	stage_hint(&line->stage);
	if (!line->done && !line_play(line) && !line_step(line, &line_prompting))
		display_draw(line->display);
}

/* Shows the last operation's steps again. */
static void put_text_away(struct line *line)
{
	if (!stage_clear(&line->stage))
		session_title(line->session, "", "");
	display_say(line->display, NULL);
	display_top(line->display);
	display_draw(line->display);
}

void line_press(struct line *line, enum editor_key key)
{
	line->done |= key == EDITOR_ENOUGH;
	if (key == EDITOR_PAGE_UP || key == EDITOR_PAGE_DOWN)
		display_page(line->display, key == EDITOR_PAGE_DOWN ? 1 : -1);
	if (key != EDITOR_BROWSE)
		return;
	line->back = line->mode;
	line_enter(line, &line_browsing);
}

static void resume_script(struct line *line)
{
	const char *warning = stage_resume(&line->stage);

	line_enter(line, &line_playing);
	display_say(line->display, warning);
}

/* 1 if it was the mouse: readline must not see that, but in a pasted text, which is text. */
static int prompt_mouse(struct line *line)
{
	int key = editor_is_pasting() ? 0 : keyboard_mouse(&line->keyboard);

	if (key == KEY_IS_CLICK)
		line_click(line, line->mode);
	else if (key == KEY_IS_WHEEL_UP || key == KEY_IS_WHEEL_DOWN)
		line_wheel(line, key);
	return key != 0;
}

char *line_edit(struct line *line, enum editor_key *key)
{
	/* It waits for what an escape may begin: only then it can be told from the mouse. */
	int is_escape = keyboard_escape(&line->keyboard);

	*key = EDITOR_NO_KEY;
	if (!is_escape && prompt_mouse(line))
		return NULL;
	if (is_escape)
		editor_escape();
	else
		editor_byte();
	*key = editor_key();
	return editor_line();
}

static void prompt_typed(struct line *line)
{
	enum editor_key key;
	char *text = line_edit(line, &key);

	if (key == EDITOR_ESCAPE)
		put_text_away(line);
	line_press(line, key);
	if (text && !*text && line->stage.player.paused)
		resume_script(line);
	else if (text)
		run_lines(line, text);
	free(text);
}

static void prompt_enter(struct line *line)
{
	stage_hint(&line->stage);
	editor_redraw();
	display_draw(line->display);
}

static void prompt_interrupt(struct line *line)
{
	(void)line;
	editor_clear();
}

const struct mode line_prompting = { prompt_enter, prompt_typed, prompt_interrupt, line_read_on };

/* ---------------------------------------------------------------------- the whole */

static void loop(struct line *line)
{
	while (!line->done) {
		int wait = line->mode->tick ? line->mode->tick(line) : -1;

		if (line->keyboard.queue.count || keyboard_wait(&line->keyboard, wait))
			line->mode->typed(line);
		handle_signals(line);
	}
}

static void run(struct line *line, const char *first)
{
	line->keyboard = (struct keyboard){ .fd = display_fd(line->display),
		                            .wake_fd = signals_fd() };
	line->session->shown = show_line;
	line->session->progress = show_progress;
	line->session->user = line;
	line->mode = &line_prompting;
	if (first && !line->show.follow)
		session_line(line->session, first);
	if (line->learn && !learn_stage_start(line->learn, &line->stage.player))
		return;
	if (line->show.follow) {
		follow_show_start(&line->show, line->display);
		line->mode = &line_watching;
	} else if (line->stage.player.script) {
		line->mode = &line_playing;
		line_next(line);
	} else {
		line_enter(line, &line_prompting);
	}
	loop(line);
	if (line->learn)
		learn_stage_close(line->learn);
	line->session->shown = NULL;
	line->session->progress = NULL;
}

/* 0 when the terminal cannot be used. readline comes first: it looks at the terminal's
 * type, which ncurses must do last. */
static int open_and_run(struct line *line, const struct line_options *options)
{
	struct editor_hooks hooks = { read_byte, byte_is_ready, draw_prompt, keep_typed,
		                      complete_word, show_matches, line };
	char reason[DISPLAY_REASON];
	int opened;

	line->session->theme = options->theme ? options->theme : preference_theme();
	editor_start(&hooks, display_usual_prompt);
	line->display = display_open(line->session, reason);
	line->stage.display = line->offer.display = line->display;
	opened = line->display != NULL;
	if (opened) {
		if (options->theme)
			preference_keep(options->theme);
		typed_open();
		run(line, options->first);
		typed_close();
		display_close(line->display);
	} else {
		fprintf(line->session->err, "mmviz: %s This is plain text.\n", reason);
	}
	stage_close(&line->stage);
	free(line->read);
	offer_end(&line->offer);
	editor_end();
	return opened;
}

/* 0 when there is a script that cannot be opened. */
static int open_script(struct line *line, const char *path)
{
	if (!path && isatty(STDIN_FILENO))
		return 1;
	if (player_start(&line->stage.player, line->session, path))
		return 1;
	fprintf(line->session->err, "mmviz: %s\n", line->session->outcome.linear);
	return 0;
}

/* A script wants the heap, and waits for it. */
static void open_recording(struct line *line, const struct line_options *options)
{
	char problem[TRACE_PROBLEM];

	if (!options->open || line->stage.player.script)
		return;
	line->opened = (struct follow){ .path = options->open, .process = options->process };
	if (follow_open_file(&line->opened, line->session, problem))
		line->show.follow = &line->opened;
}

int line_run(struct session *session, const struct line_options *options)
{
	struct line line = { .session = session, .home = &line_prompting, .learn = options->learn,
		             .show = { .follow = options->follow, .output = options->output } };

	if (!options->follow && !options->learn && !open_script(&line, options->script))
		return 1;
	if (!signals_start(&session->interrupted)) {
		stage_close(&line.stage);
		return plain_run(session, options->script, options->first);
	}

	open_recording(&line, options);

	int opened = open_and_run(&line, options), ending = signals_ending();

	signals_end();
	report_tell(&line.report, session->err);
	if (!opened)
		return plain_run(session, options->script, options->first);
	return ending ? 128 + ending : line.stage.failed;
}
