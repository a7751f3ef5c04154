/* SPDX-License-Identifier: MIT
 *
 * player.c - a script in the full view: one key, one thing to see.
 */
#include "player.h"

#include "heaps.h"
#include "learn_parts.h"
#include "lesson_demo.h"
#include "memory.h"
#include "path.h"
#include "prose.h"
#include "timeline.h"

#include <stdlib.h>
#include <string.h>

int player_start(struct player *player, struct session *session, const char *path)
{
	*player = (struct player){ .session = session };
	player->script = path ? script_open(session, path, path)
	                      : script_open_stream(session, stdin, "<stdin>");
	if (!player->script)
		return 0;
	player->lesson = lesson_start(session, player->script, NULL);
	return 1;
}

void player_learn(struct player *player, struct learn *learn)
{
	*player = (struct player){ .session = learn->session, .script = learn->script,
		                   .lesson = learn->lesson, .learn = learn };
	learn->script = NULL;
}

static void swap(char **a, char **b)
{
	char *c = *a;

	*a = *b;
	*b = c;
}

static void end_demo(struct player *player)
{
	demo_end(player->demo);
	player->demo = NULL;
}

/* What a learner tried meanwhile is none of the lesson's, which goes on with its own heap. */
static void come_back(struct player *player)
{
	if (!player->is_away)
		return;
	player->is_away = 0;
	heaps_come_back(player->session);
	player->session->outcome = (struct outcome){ 0 };
}

/* Whoever works on the heap meanwhile finds it as it was before the question. */
void player_pause(struct player *player)
{
	if (player->asked)
		demo_leave(player->demo);
	else
		end_demo(player);
	player->paused = 1;
	player->is_away = player->learn && !player->session->preview
	                  && heaps_leave(player->session) == SESSION_OK;
	player->heaps = player->session->heaps_made;
	player->operations = timeline_step(player->session);
	player->session->script = NULL;
	swap(&player->wanted, &player->session->wanted);
}

void player_resume(struct player *player)
{
	player->paused = 0;
	come_back(player);
	player->session->script = player->script;
	swap(&player->wanted, &player->session->wanted);
	free(player->wanted);
	player->wanted = NULL;
	if (player->asked && !demo_return(player->demo))
		end_demo(player);
}

enum player_heap player_heap(const struct player *player)
{
	if (player->session->heaps_made != player->heaps)
		return player->is_away ? PLAYER_CHANGED_HEAP : PLAYER_NEW_HEAP;
	return timeline_step(player->session) == player->operations
	               ? PLAYER_SAME_HEAP
	               : PLAYER_CHANGED_HEAP;
}

void player_end(struct player *player)
{
	if (player->script) {
		char *typed = NULL;

		end_demo(player);
		come_back(player);
		lesson_end(player->lesson);

		/* What an `expect error` left in the middle waited for was never run. */
		if (player->paused)
			swap(&typed, &player->session->wanted);
		else if (player->command)
			swap(&player->wanted, &player->session->wanted);
		script_close(player->session, player->script);
		swap(&typed, &player->session->wanted);
	}
	free(player->wanted);
	free(player->heading);
	free(player->command);
	lines_free(&player->told);
	*player = (struct player){ 0 };
}

const char *player_title(const struct player *player)
{
	const char *name = script_name(player->script);

	if (*name == '<' || path_is_descriptor(name)) /* standard input */
		return "script";
	return path_last(name);
}

/* A q in a script ends the script. */
static enum player_step over_or_ran(enum session_status status)
{
	return status == SESSION_QUIT ? PLAYER_OVER : PLAYER_RAN;
}

static enum player_step run_command(struct player *player)
{
	char *command = player->command;
	enum player_step step;

	player->command = NULL;
	player->shown = 0;
	lines_clear(&player->told);
	if (player->typing)
		player->typing(command, player->user);
	script_stand(player->script, player->line);
	step = over_or_ran(script_run(player->session, SCRIPT_COMMAND, command));
	free(command);
	return step;
}

/* 1 when it is as it is to be: nothing is to be shown. */
static int run_quietly(struct player *player, const struct lesson_item *item)
{
	player->quiet = item->kind != LESSON_WRONG && item->kind != LESSON_TOO_LONG;
	enum session_status status = player->learn && item->kind == LESSON_EXPECT
	                                     ? learn_expect(player->learn, item)
	                                     : lesson_run(player->lesson, item);

	player->quiet = 0;
	return status == SESSION_OK;
}

/* What was told is followed by what is no prose: a blank line parts them. */
static void part(struct player *player)
{
	struct lines *told = &player->told;

	if (told->count && *told->line[told->count - 1])
		lines_add(told, "%s", "");
}

static enum player_step announce(struct player *player, const struct lesson_item *item)
{
	player->command = lesson_filled(player->lesson, item->text, item->line);
	player->line = item->line;
	if (!player->command)
		return PLAYER_RAN;
	if (player->told.count == 0)
		return run_command(player);
	part(player);
	lines_add(&player->told, "> %s", player->command);
	player->shown = 1;
	return PLAYER_TOLD;
}

/* ---------------------------------------------------------------------- questions */

static void tell_lines(struct player *player, const struct lines *lines)
{
	lines_add_all(&player->told, lines);
	player->shown = 1;
}

/* The step is over when the learner goes on. */
static enum player_step ask_learner(struct player *player, const struct lesson_item *item)
{
	struct asking *asking = &player->learn->asking;

	if (!asking_start(asking, player->lesson, item->block))
		return PLAYER_RAN;
	asking->on_screen = 1;
	part(player);
	tell_lines(player, &asking->said);
	return PLAYER_ASKS;
}

static enum player_step ask(struct player *player, const struct lesson_item *item)
{
	if (player->learn)
		return ask_learner(player, item);
	player->demo = demo_begin(player->lesson, item->block);
	if (!player->demo)
		return PLAYER_RAN;
	player->asked = 1;
	part(player);
	tell_lines(player, demo_text(player->demo));
	return PLAYER_TOLD;
}

/* Of an exercise the heap stays as its solution left it until the next step. */
static enum player_step answer(struct player *player)
{
	player->asked = 0;
	player->shown = 0;
	lines_clear(&player->told);
	if (!player->demo)
		return PLAYER_RAN;
	const struct lines *told = demo_run(player->demo);
	int is_told = told->count > 0;

	if (is_told) {
		lines_add(&player->told, "%s", demo_text(player->demo)->line[0]);
		part(player);
		tell_lines(player, told);
	}
	if (!is_told)
		end_demo(player);
	return is_told ? PLAYER_TOLD : PLAYER_RAN;
}

/* -------------------------------------------------------------------------- steps */

/* What was told so far is a step of its own when a heading follows it. */
static int ends_before(struct player *player, const char *text)
{
	struct lines *told = &player->told;

	if (!prose_is_heading(text) || !told->count || *told->line[told->count - 1])
		return 0;
	free(told->line[--told->count]);
	player->heading = memory_text(text);
	player->shown = 1;
	return 1;
}

static void begin_step(struct player *player)
{
	end_demo(player);
	if (player->shown)
		lines_clear(&player->told);
	player->shown = 0;
	if (player->heading)
		lines_add_prose(&player->told, player->heading);
	free(player->heading);
	player->heading = NULL;
}

/* What an item makes of the step: it ends so, or (GOES_ON) another item belongs to it. */
enum { GOES_ON = -1 };

static int take_prose(struct player *player, const struct lesson_item *item)
{
	char *text = lesson_text(player->lesson, item->text, item->line, FILL_PROSE);
	int ends = ends_before(player, text);

	if (!ends)
		lines_add_prose(&player->told, text);
	free(text);
	return ends ? (int)PLAYER_TOLD : GOES_ON;
}

static int take_blank(struct player *player, const struct lesson_item *item)
{
	(void)item;
	lines_add_prose(&player->told, "");
	return GOES_ON;
}

static int take_block(struct player *player, const struct lesson_item *item)
{
	return (int)ask(player, item);
}

static int take_pause(struct player *player, const struct lesson_item *item)
{
	(void)item;
	player->shown = player->told.count > 0;
	return player->shown ? (int)PLAYER_TOLD : GOES_ON;
}

static int take_quiet(struct player *player, const struct lesson_item *item)
{
	return run_quietly(player, item) ? GOES_ON : (int)PLAYER_RAN;
}

/* What makes the heaps of a quiz is no step of its own, and nobody has typed it. */
static int take_made(struct player *player, const struct lesson_item *item)
{
	int step = take_quiet(player, item);

	if (step == GOES_ON)
		player->session->outcome = (struct outcome){ 0 };
	return step;
}

static int take_command(struct player *player, const struct lesson_item *item)
{
	if (player->learn && !player->learn->wish->lesson)
		return take_made(player, item);
	return (int)announce(player, item);
}

static const struct {
	enum lesson_kind kind;
	int (*take)(struct player *player, const struct lesson_item *item);
} takes[] = {
	{ LESSON_PROSE, take_prose },     { LESSON_BLANK, take_blank },
	{ LESSON_COMMAND, take_command }, { LESSON_PAUSE, take_pause },
	{ LESSON_ASK, take_block },       { LESSON_GOAL, take_block },
	{ LESSON_EXPECT, take_quiet },    { LESSON_LET, take_quiet },
	{ LESSON_SEED, take_quiet },      { LESSON_WRONG, take_quiet },
	{ LESSON_TOO_LONG, take_quiet },
};

static int take(struct player *player, const struct lesson_item *item)
{
	if (player->learn && !item->block)
		learn_passed(player->learn, item);
	for (size_t i = 0; i < sizeof takes / sizeof takes[0]; i++)
		if (takes[i].kind == item->kind)
			return takes[i].take(player, item);
	return GOES_ON;
}

enum player_step player_next(struct player *player)
{
	struct lesson_item item;
	int step = GOES_ON;

	if (player->command)
		return run_command(player);
	if (player->asked)
		return answer(player);
	if (player->ended)
		return PLAYER_OVER;
	begin_step(player);
	while (step == GOES_ON && lesson_next(player->lesson, &item) != LESSON_END)
		step = take(player, &item);
	if (step != GOES_ON)
		return (enum player_step)step;
	player->ended = 1;
	player->shown = player->told.count > 0;
	return player->shown ? PLAYER_TOLD : PLAYER_OVER;
}
