/* SPDX-License-Identifier: MIT
 *
 * line_learn.c - questions of a lesson in the full view: the lesson's words, an open question
 * under them, and its prompt.
 *
 *   line_playing --question--> line_asking --answered--> line_playing, what came of it is told
 */
#include "line_parts.h"

#include "learn_stage.h"

#include <stdlib.h>
#include <string.h>

static void draw(struct line *line, const struct lines *words, const char *sentence)
{
	struct display *display = line->display;

	display_playing(display, 0);
	display_usual(display, learn_stage_prompt(line->learn));
	display_hint(display, learn_stage_hint(line->learn));
	display_prose(display, player_title(&line->stage.player), words);
	editor_redraw();
	display_say(display, sentence);
	if (!sentence)
		display_draw(display);
}

/* In place of the lesson's words; what a command has shown stays, with a sentence about it. */
static void show_said(struct line *line)
{
	const struct lines *said = learn_stage_said(line->learn);

	draw(line, said, said ? NULL : learn_stage_sentence(line->learn));
	while (learn_stage_adds(line->learn) && display_page(line->display, 1))
		continue;
}

static void ask_enter(struct line *line)
{
	line->home = &line_asking;
	editor_prompt(learn_stage_prompt(line->learn));
	if (learn_stage_turned(line->learn))
		show_said(line);
	else
		draw(line, &line->stage.player.told, NULL);
}

/* What came of the answer is a step of the lesson. */
static void go_on(struct line *line)
{
	struct player *player = &line->stage.player;

	line->home = &line_prompting;
	line->mode = &line_playing;
	display_usual(line->display, display_usual_prompt);
	editor_prompt(display_usual_prompt);
	learn_stage_go_on(line->learn, player);
	if (player->told.count)
		stage_show(&line->stage);
	else
		line_next(line);
}

/* What was typed or pasted: one line, one answer. */
static void take_lines(struct line *line, char *text)
{
	enum learn_step step = LEARN_ASKS;
	char *next = text;

	for (char *one; step == LEARN_ASKS && (one = strsep(&next, "\r\n"));)
		step = learn_stage_take(line->learn, one);
	line->done |= step == LEARN_LEAVES;
	editor_prompt(learn_stage_prompt(line->learn));
	display_top(line->display);
	if (step == LEARN_GOES_ON)
		go_on(line);
	else if (!line->done && !line_play(line) && !line_step(line, &line_asking))
		show_said(line);
}

static void ask_typed(struct line *line)
{
	enum editor_key key;
	char *text = line_edit(line, &key), nothing[] = "";

	line_press(line, key);
	if (key == EDITOR_ESCAPE || (key == EDITOR_SPACE && learn_stage_waits(line->learn)))
		take_lines(line, nothing);
	if (text)
		take_lines(line, text);
	free(text);
}

static void ask_interrupt(struct line *line)
{
	(void)line;
	editor_clear();
}

const struct mode line_asking = { ask_enter, ask_typed, ask_interrupt, NULL };
