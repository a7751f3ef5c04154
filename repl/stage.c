/* SPDX-License-Identifier: MIT
 *
 * stage.c - a script on the screen.
 */
#include "stage.h"

#include <stdio.h>

static const char first_hint[] = "Space goes on   PgUp PgDn the text   Tab look around   "
                                 "Esc to the prompt";
static const char going_hint[] = "Space goes on   b words before   PgUp PgDn text   Tab look   "
                                 "Esc prompt";
static const char back_hint[] = "b words now   Space goes on   PgUp PgDn text   Tab look   "
                                "Esc prompt";
static const char paused_hint[] = "Enter shows the script's words   m 100 take   f p1 free   "
                                  "Tab look   ? help";
static const char lost_hint[] = "The script has ended with its heap   m 100 take   ? help";

void stage_show(struct stage *stage)
{
	struct display *display = stage->display;
	struct player *player = &stage->player;

	display_say(display, NULL);
	if (stage->back)
		display_prose(display, "the words before", &stage->before);
	else
		display_prose(display, player_title(player), player->shown ? &player->told : NULL);
	display_playing(display, 1);
	display_hint(display, stage->back           ? back_hint
	                      : stage->before.count ? going_hint
	                                            : first_hint);
	display_prompt(display, "", "", 0);
	display_draw(display);
}

static void count_failures(struct stage *stage)
{
	stage->failed |= stage->player.session->failures > stage->others;
}

static void end(struct stage *stage)
{
	struct player *player = &stage->player;

	count_failures(stage);
	snprintf(stage->title, sizeof stage->title, "%s", player_title(player));
	lines_free(&stage->last_words);
	stage->last_words = player->told;
	player->told = (struct lines){ 0 };
	player_end(player);
	display_playing(stage->display, 0);
	display_prose(stage->display, stage->title,
	              stage->last_words.count ? &stage->last_words : NULL);
}

static void remember(struct stage *stage)
{
	const struct lines *told = &stage->player.told;

	stage->back = 0;
	if (!stage->player.shown)
		return;
	lines_clear(&stage->before);
	lines_add_all(&stage->before, told);
}

void stage_back(struct stage *stage)
{
	if (!stage->before.count)
		return;
	stage->back = !stage->back;
	stage_show(stage);
}

const char *stage_next(struct stage *stage)
{
	remember(stage);
	if (player_next(&stage->player) != PLAYER_OVER) {
		stage_show(stage);
		return NULL;
	}
	end(stage);
	return stage->failed ? "The script is over. Some of its lines failed: they are told when "
	                       "mmviz ends. The heap is yours now: type commands, or q to quit."
	                     : "The script is over. The heap is yours now: type commands, or q "
	                       "to quit.";
}

void stage_pause(struct stage *stage)
{
	stage->back = 0;
	count_failures(stage);
	player_pause(&stage->player);
	display_playing(stage->display, 0);
	display_text(stage->display, NULL, NULL);
}

const char *stage_resume(struct stage *stage)
{
	int changed = player_heap(&stage->player) == PLAYER_CHANGED_HEAP;
	int is_away = stage->player.is_away;

	player_resume(&stage->player);
	stage->others = stage->player.session->failures;
	return !changed  ? NULL
	       : is_away ? "The heap is again as the lesson left it."
	                 : "The heap was changed meanwhile: what the script says and expects may "
	                   "not hold any more.";
}

void stage_hint(struct stage *stage)
{
	int pauses = stage->player.paused;

	display_hint(stage->display, pauses ? paused_hint : NULL);
	if (!pauses || player_heap(&stage->player) != PLAYER_NEW_HEAP)
		return;
	player_end(&stage->player);
	display_hint(stage->display, lost_hint);
}

int stage_clear(struct stage *stage)
{
	if (!stage->last_words.count)
		return 0;
	lines_clear(&stage->last_words);
	display_text(stage->display, NULL, NULL);
	return 1;
}

void stage_close(struct stage *stage)
{
	player_end(&stage->player);
	lines_free(&stage->before);
	lines_free(&stage->last_words);
}
