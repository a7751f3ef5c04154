/* SPDX-License-Identifier: MIT
 *
 * quiz.h - fresh questions about a topic, as the text of a lesson.
 *
 *   topic, seed, number -> quiz_text -> "reset\nm 100\n ... ask taken_1 chunk ... end\n"
 *
 * Rules of use
 * - Nothing here knows a screen: the text is played like any lesson, or printed and edited.
 * - The same topic, seed and number give the same text, on every machine.
 *
 * Each question is made from a heap drawn at random, and dropped until it is a good one: that is
 * what a maker of quiz_draw.h decides. They begin easy and become harder.
 */
#ifndef MMVIZ_QUIZ_H
#define MMVIZ_QUIZ_H

#include <stddef.h>

enum { QUIZ_USUAL = 10, QUIZ_MOST = 1000, QUIZ_SEED = 64, QUIZ_PROBLEM = 300 };

struct quiz_wish {
	const char *topic; /* NULL: mixed */
	const char *seed;  /* NULL: none was given */
	size_t count;
};

/* The name of a topic, the last one is mixed; NULL: there are no more. */
const char *quiz_topic(size_t number);

/* 1, or 0 with a sentence (QUIZ_PROBLEM bytes). The texts are what was typed. */
int quiz_read_topic(const char *typed, struct quiz_wish *wish, char *problem);
int quiz_read_count(const char *typed, struct quiz_wish *wish, char *problem);
int quiz_read_seed(const char *typed, struct quiz_wish *wish, char *problem);

/* A seed that was not used before, of QUIZ_SEED bytes. */
void quiz_any_seed(char *out);

/* The lesson; the caller frees it. The wish has a seed. */
char *quiz_text(const struct quiz_wish *wish);

#endif
