/* SPDX-License-Identifier: MIT
 *
 * line_modes.c - the modes without a line: looking around, a script that is played, steps
 * that are gone through, operations that are played.
 *
 * Each leads back to the mode that it was entered from.
 */
#include "line_parts.h"

#include "clock.h"
#include "hit.h"
#include "key.h"
#include "learn_stage.h"
#include "memory.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define READ_SECONDS 0.02  /* keys are looked at this often */
#define FRAME_SECONDS 0.25 /* and this often it is said how far that led */

enum { SHARE = 4 }; /* drawing may take one of so many parts of the time */

/* ----------------------------------------------------------------------- reading on */

static void show_progress(struct line *line)
{
	double start = clock_now(), cost;
	int reading = ground_is_reading(line->session);
	char progress[GROUND_PROGRESS];

	snprintf(line->progress, sizeof line->progress, "The recording: %s",
	         ground_progress(line->session, progress));
	if (reading)
		display_hint(line->display, line->progress);
	else
		stage_hint(&line->stage);
	display_draw(line->display);
	cost = (clock_now() - start) * SHARE;
	line->frame = start + (cost > FRAME_SECONDS ? cost : FRAME_SECONDS);
}

int line_read_on(struct line *line)
{
	if (!ground_is_reading(line->session))
		return -1;
	ground_read(line->session, READ_SECONDS);
	if (clock_now() >= line->frame || !ground_is_reading(line->session))
		show_progress(line);
	return 0;
}

/* ---------------------------------------------------------------------- browsing */

static void browse_leave(struct line *line)
{
	/* A script goes on where it was, and so do steps that are gone through. */
	browse_end(&line->browse, line->back != &line_prompting && line->back != &line_watching);
	ground_look(line->session, 0);
	stage_clear(&line->stage);
	line_enter(line, line->back);
}

static void browse_enter(struct line *line)
{
	ground_hold(line->session);
	ground_look(line->session, 1);
	if (browse_start(&line->browse, line->session, line->display)) {
		display_prompt(line->display, "", "", 0);
	} else {
		ground_look(line->session, 0);
		line->mode = line->back;
	}
}

/* 0 when it leads back. */
static int browse_one(struct line *line, int key)
{
	if (key == KEY_IS_NONE)
		return 1;
	if (key_is_of_mouse(key))
		return browse_mouse(&line->browse, key, line->keyboard.mouse);
	return browse_key(&line->browse, key);
}

/* On the prompt's row, and in panes without keys, there is nothing to look at. */
void line_click(struct line *line, const struct mode *back)
{
	struct mouse mouse = line->keyboard.mouse;

	if (!browse_has_keys(display_hit(line->display, mouse.x, mouse.y).pane))
		return;
	line->back = back;
	line_enter(line, &line_browsing);
	if (line->mode != &line_browsing)
		return;
	browse_mouse(&line->browse, KEY_IS_CLICK, mouse);
	browse_show(&line->browse);
}

void line_wheel(struct line *line, int key)
{
	if (display_scroll(line->display, key == KEY_IS_WHEEL_DOWN ? 1 : -1))
		display_draw(line->display);
}

static void browse_typed(struct line *line)
{
	int stays = 1;

	do {
		stays = browse_one(line, keyboard_key(&line->keyboard));
	} while (stays && line->keyboard.queue.count);
	if (stays)
		browse_show(&line->browse);
	else
		browse_leave(line);
}

static int browse_wait(struct line *line)
{
	ground_read(line->session, READ_SECONDS);
	return ground_is_reading(line->session) ? 0 : -1;
}

const struct mode line_browsing = { browse_enter, browse_typed, browse_leave, browse_wait };

/* ----------------------------------------------------------------------- playing */

static void open_prompt(struct line *line, const char *sentence)
{
	display_say(line->display, NULL);
	line_enter(line, line->home);
	display_say(line->display, sentence);
}

static void play_enter(struct line *line)
{
	stage_show(&line->stage);
}

void line_next(struct line *line)
{
	const char *over = stage_next(&line->stage);

	if (over)
		open_prompt(line, line->learn ? learn_stage_over(line->learn) : over);
	else if (line->learn && learn_stage_asks(line->learn))
		line_enter(line, &line_asking);
	else
		line_step(line, &line_playing);
}

static void play_interrupt(struct line *line)
{
	stage_pause(&line->stage);
	open_prompt(line,
	            "The script was left. Enter on an empty line shows its words and goes on.");
}

/* The steps that are in view beside a script, not its words; NULL: there are none. The caller's. */
static char *steps_in_view(const struct line *line)
{
	struct layout layout;
	const view *v = display_view(line->display, &layout);
	char *text = NULL;
	size_t size;
	FILE *out;

	if (v->text.title || !v->why.count)
		return NULL;
	out = memory_sure(open_memstream(&text, &size));
	for (size_t i = 0; i < v->why.count; i++)
		fprintf(out, "%s\n", v->why.lines[i]);
	fclose(out);
	return memory_sure(text);
}

/* A page on, and then the next step. Steps that a command left as they were are read already. */
static void go_on(struct line *line)
{
	char *steps = steps_in_view(line);
	int is_read = steps && line->read && strcmp(steps, line->read) == 0;

	if (!is_read && display_page(line->display, 1)) {
		free(steps);
		return;
	}
	if (steps) {
		free(line->read);
		line->read = steps;
	}
	line_next(line);
}

static void play_typed(struct line *line)
{
	int key = keyboard_key(&line->keyboard);

	if (key == KEY_IS_ESCAPE || key == 'q' || key == KEY_IS_CTRL_D) {
		play_interrupt(line);
	} else if (key == KEY_IS_PAGE_UP || key == KEY_IS_PAGE_DOWN) {
		display_page(line->display, key == KEY_IS_PAGE_DOWN ? 1 : -1);
	} else if (key == 'b') {
		stage_back(&line->stage);
	} else if (key == '\t' || key == KEY_IS_F2) {
		line->back = &line_playing;
		line_enter(line, &line_browsing);
	} else if (key == KEY_IS_WHEEL_UP || key == KEY_IS_WHEEL_DOWN) {
		line_wheel(line, key);
	} else if (key == KEY_IS_CLICK) {
		line_click(line, &line_playing);
	} else if (key == '\r' || key == '\n' || key == ' ') {
		go_on(line);
	}
}

const struct mode line_playing = { play_enter, play_typed, play_interrupt, NULL };

/* ---------------------------------------------------------------- step by step */

/* The last line was `step`: its steps are gone through, and then this mode goes on. */
int line_step(struct line *line, const struct mode *resumed)
{
	if (line->done || !line->session->steps->walked)
		return 0;
	line->session->steps->walked = 0;
	line->resumed = resumed;
	if (!stepping_start(&line->stepping, line->session))
		return 0;
	line_enter(line, &line_stepping);
	return 1;
}

static void step_leave(struct line *line)
{
	display_step(line->display, NULL);
	stepping_end(&line->stepping);
	display_hint(line->display, NULL);
	line_enter(line, line->resumed);
}

static void step_show(struct line *line)
{
	display_say(line->display, NULL);
	display_draw(line->display);
}

/* Also after looking around, which may have led elsewhere in time. */
static void step_enter(struct line *line)
{
	if (!stepping_settle(&line->stepping)) {
		step_leave(line);
		return;
	}
	display_text(line->display, NULL, NULL);
	display_playing(line->display, 0);
	display_step(line->display, &line->stepping.at);
	display_hint(line->display, stepping_hint);
	display_prompt(line->display, "", "", 0);
	step_show(line);
}

static void step_typed(struct line *line)
{
	int key = keyboard_key(&line->keyboard);

	if (key == KEY_IS_NONE)
		return;
	if (key == '\t' || key == KEY_IS_F2) {
		line->back = &line_stepping;
		line_enter(line, &line_browsing);
	} else if (key == KEY_IS_CLICK) {
		line_click(line, &line_stepping);
	} else if (stepping_key(&line->stepping, key)) {
		step_show(line);
	} else {
		step_leave(line);
	}
}

const struct mode line_stepping = { step_enter, step_typed, step_leave, NULL };

/* --------------------------------------------------------------- operations, live */

int line_play(struct line *line)
{
	struct session *session = line->session;

	if (line->done || !session->play)
		return 0;
	session->play = 0;
	film_start(&line->film, session, line->display, session->play_speed);
	line->mode = &line_filming;
	return 1;
}

static void film_leave(struct line *line)
{
	open_prompt(line, film_end(&line->film));
}

static void film_enter(struct line *line)
{
	film_show(&line->film);
}

/* From a mode that goes on by itself to looking around, and back to it. */
static int is_look(int key)
{
	return key == '\t' || key == KEY_IS_F2 || key == KEY_IS_CLICK;
}

static void look(struct line *line, const struct mode *mode, int key)
{
	if (key == KEY_IS_CLICK) {
		line_click(line, mode);
		return;
	}
	line->back = mode;
	line_enter(line, &line_browsing);
}

static void film_typed(struct line *line)
{
	int key = keyboard_key(&line->keyboard);

	if (is_look(key)) {
		film_pause(&line->film);
		look(line, &line_filming, key);
	} else if (!film_key(&line->film, key)) {
		film_leave(line);
	}
}

static int film_wait(struct line *line)
{
	int wait = film_tick(&line->film);

	if (!film_is_over(&line->film))
		return wait;
	film_leave(line);
	return -1;
}

const struct mode line_filming = { film_enter, film_typed, film_leave, film_wait };

/* ------------------------------------------------------- a program, while it runs */

static void watch_enter(struct line *line)
{
	follow_show_draw(&line->show);
}

/* From a recording to the prompt, from a program out. */
static void watch_leave(struct line *line)
{
	if (line->show.follow->path)
		open_prompt(line, NULL);
	else
		line->done = 1;
}

static void watch_typed(struct line *line)
{
	int key = keyboard_key(&line->keyboard);

	if (is_look(key)) {
		follow_show_pause(&line->show);
		look(line, &line_watching, key);
	} else if (!follow_show_key(&line->show, key)) {
		watch_leave(line);
	}
}

static int watch_wait(struct line *line)
{
	return follow_show_tick(&line->show);
}

const struct mode line_watching = { watch_enter, watch_typed, watch_leave, watch_wait };
