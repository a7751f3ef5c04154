/* SPDX-License-Identifier: MIT
 *
 * quiz_key.h - the right answer of each question of the quiz, and what its explanation must say,
 * worked out on a shadow (quiz_shadow.h) from the text of the question alone.
 *
 *   "taken_3", its text, choices, commands; shadow -> "s1+0x40"; "s1+0x40, 112 bytes", ...
 */
#ifndef TESTS_QUIZ_KEY_H
#define TESTS_QUIZ_KEY_H

#include "quiz_shadow.h"

enum { KEY_LINES = 12, KEY_FACTS = 16, KEY_TEXT = 160 };

/* A question as it stands in the text. */
struct key_question {
	const char *id, *text;
	const char *choice[KEY_LINES], *command[KEY_LINES];
	size_t choices, commands;
};

struct key {
	char answer[1024];
	char fact[KEY_FACTS][KEY_TEXT]; /* each must be in the explanation */
	size_t facts;
};

/* 1 with *out; 0: no such question is known. The commands are carried out on the shadow. */
int key_find(struct shadow *shadow, const struct key_question *question, struct key *out);

#endif
