/* SPDX-License-Identifier: MIT
 *
 * line_modes.c - the modes without a line: looking around, a script that is played, steps
 * that are gone through.
 *
 * Each leads back to the mode that it was entered from.
 */
#include "line_parts.h"

#include "key.h"
#include "steps.h"

/* ---------------------------------------------------------------------- browsing */

static void browse_leave(struct line *line)
{
	/* A script goes on where it was, and so do steps that are gone through. */
	browse_end(&line->browse, line->back != &line_prompting);
	stage_clear(&line->stage);
	line_enter(line, line->back);
}

static void browse_enter(struct line *line)
{
	if (browse_start(&line->browse, line->session, line->display))
		display_prompt(line->display, "", "", 0);
	else
		line->mode = line->back;
}

static void browse_typed(struct line *line)
{
	int stays = 1;

	do {
		int key = keyboard_key(&line->keyboard);

		stays = key == KEY_IS_NONE || browse_key(&line->browse, key);
	} while (stays && line->keyboard.queue.count);
	if (stays)
		browse_show(&line->browse);
	else
		browse_leave(line);
}

const struct mode line_browsing = { browse_enter, browse_typed, browse_leave };

/* ----------------------------------------------------------------------- playing */

static void open_prompt(struct line *line, const char *sentence)
{
	line_enter(line, &line_prompting);
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
		open_prompt(line, over);
	else
		line_step(line, &line_playing);
}

static void play_interrupt(struct line *line)
{
	stage_pause(&line->stage);
	open_prompt(line, "The script was left. Enter on an empty line goes on with it.");
}

static void play_typed(struct line *line)
{
	int key = keyboard_key(&line->keyboard);

	if (key == KEY_IS_ESCAPE || key == 'q' || key == KEY_IS_CTRL_D) {
		play_interrupt(line);
	} else if (key == KEY_IS_PAGE_UP || key == KEY_IS_PAGE_DOWN) {
		display_page(line->display, key == KEY_IS_PAGE_DOWN ? 1 : -1);
	} else if (key == '\t' || key == KEY_IS_F2) {
		line->back = &line_playing;
		line_enter(line, &line_browsing);
	} else if (key == '\r' || key == '\n' || key == ' ') {
		if (!display_page(line->display, 1))
			line_next(line);
	}
}

const struct mode line_playing = { play_enter, play_typed, play_interrupt };

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
	} else if (stepping_key(&line->stepping, key)) {
		step_show(line);
	} else {
		step_leave(line);
	}
}

const struct mode line_stepping = { step_enter, step_typed, step_leave };
