/* SPDX-License-Identifier: MIT
 *
 * learn_stage.h - a lesson that is asked on the screen: what line_learn.c needs of it.
 *
 *   LEARN_ASKS --a line--> LEARN_ASKS ... --> LEARN_GOES_ON: player->told has what came of it
 *
 * Rules of use
 * - Texts are good until the next call.
 */
#ifndef MMVIZ_LEARN_STAGE_H
#define MMVIZ_LEARN_STAGE_H

#include "player.h"

enum learn_step { LEARN_ASKS, LEARN_GOES_ON, LEARN_LEAVES };

/* The lesson comes into the player, at the place where it was left; 0: it cannot be read, told. */
int learn_stage_start(struct learn *learn, struct player *player);

/* Whether a question is open, its prompt, and what may be typed there. */
int learn_stage_asks(const struct learn *learn);
const char *learn_stage_prompt(const struct learn *learn);
const char *learn_stage_hint(const struct learn *learn);

/* Whether what it came to was told, and Enter goes on. */
int learn_stage_waits(const struct learn *learn);

/* A line that was typed there; "": the question is to be told once more. */
enum learn_step learn_stage_take(struct learn *learn, const char *text);

/* Whether something was typed since it was opened. */
int learn_stage_turned(const struct learn *learn);

/* What it came to; NULL: a command has shown something itself. Whether its end, under the
 * question, is what is new. */
const struct lines *learn_stage_said(const struct learn *learn);
int learn_stage_adds(const struct learn *learn);

/* All that was said, in a row; NULL: nothing. */
const char *learn_stage_sentence(struct learn *learn);

/* After LEARN_GOES_ON: the question is closed. */
void learn_stage_go_on(struct learn *learn, struct player *player);

/* The lesson has come to its end: a sentence. */
const char *learn_stage_over(struct learn *learn);

/* Before the player ends: a question that is open is left. */
void learn_stage_close(struct learn *learn);

#endif
