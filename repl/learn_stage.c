/* SPDX-License-Identifier: MIT
 *
 * learn_stage.c - a lesson that is asked on the screen.
 */
#include "learn_stage.h"

#include "learn_parts.h"
#include "names.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

static const char question_hint[] = "hint   skip   i p1 and view look   Tab look around   q leaves";
static const char empty_hint[] = "hint   skip   view looks   Tab look around   q leaves";
static const char goal_hint[] = "hint   skip   again   u takes back   Tab look around   q leaves";
static const char working_hint[] =
	"Enter the exercise   hint   skip   again   u takes back   q leaves";
static const char told_hint[] = "i p1 and view look   Tab look around   q leaves";
static const char showed_hint[] = "Enter the question   hint   skip   Tab look around   q leaves";

int learn_stage_start(struct learn *learn, struct player *player)
{
	struct lines said = { 0 };

	if (!learn_start(learn, &said)) {
		learn->failed = 1;
		return 0;
	}
	player_learn(player, learn);
	player->told = said;
	return 1;
}

int learn_stage_asks(const struct learn *learn)
{
	return learn->asking.block != NULL;
}

const char *learn_stage_prompt(const struct learn *learn)
{
	return learn->asking.prompt;
}

static int has_p1(const struct session *session)
{
	return names_find(session->names, "p1") != NAME_NONE;
}

const char *learn_stage_hint(const struct learn *learn)
{
	const struct asking *asking = &learn->asking;

	return asking->state == ASKING_TOLD ? told_hint
	       : asking->goal               ? (asking->showed ? working_hint : goal_hint)
	       : asking->showed             ? showed_hint
	       : has_p1(learn->session)     ? question_hint : empty_hint;
}

int learn_stage_waits(const struct learn *learn)
{
	return learn->asking.state == ASKING_TOLD;
}

int learn_stage_turned(const struct learn *learn)
{
	return learn->asking.turns > 0;
}

int learn_stage_adds(const struct learn *learn)
{
	return learn->asking.adds;
}

const struct lines *learn_stage_said(const struct learn *learn)
{
	return learn->asking.showed ? NULL : &learn->asking.said;
}

static const char *in_a_row(struct learn *learn, const struct lines *lines)
{
	size_t length = 0, size = sizeof learn->sentence;

	learn->sentence[0] = 0;
	for (size_t i = 0; i < lines->count && length < size; i++)
		length += (size_t)snprintf(learn->sentence + length, size - length, "%s%s",
		                           length ? " " : "", lines->line[i]);
	return length ? learn->sentence : NULL;
}

const char *learn_stage_sentence(struct learn *learn)
{
	return in_a_row(learn, &learn->asking.said);
}

enum learn_step learn_stage_take(struct learn *learn, const char *text)
{
	struct asking *asking = &learn->asking;

	if (asking_take(asking, text) == ASKING_SAVE)
		learn_save(learn, asking->path, &asking->said);
	learn_answered(learn);
	return asking->state == ASKING_QUIT   ? LEARN_LEAVES
	       : asking->state == ASKING_DONE ? LEARN_GOES_ON : LEARN_ASKS;
}

void learn_stage_go_on(struct learn *learn, struct player *player)
{
	struct asking *asking = &learn->asking;
	const struct lesson_block *block = asking->block;
	const struct lesson_item item = { .kind = block->what, .line = block->line,
		                          .block = block };

	lines_free(&player->told);
	player->told = asking->said;
	asking->said = (struct lines){ 0 };
	asking_end(asking);
	if (block->what == LESSON_GOAL) /* its last command is gone with its heap */
		learn->session->outcome = (struct outcome){ 0 };
	learn_passed(learn, &item);
}

const char *learn_stage_over(struct learn *learn)
{
	struct lines said = { 0 };
	const char *sentence;

	learn->lesson = NULL;
	learn_over(learn, &said);
	lines_add(&said, "q leaves.");
	sentence = in_a_row(learn, &said);
	lines_free(&said);
	return sentence;
}

void learn_stage_close(struct learn *learn)
{
	asking_end(&learn->asking);
	learn->lesson = NULL;
}
