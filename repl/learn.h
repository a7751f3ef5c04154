/* SPDX-License-Identifier: MIT
 *
 * learn.h - a lesson that is asked: in the full view, or as plain text.
 *
 *   learn_run   options, wish -> a session of its own -> the lesson, its questions asked
 *
 * Who has made a lesson as text (a quiz) hands that over instead of a file:
 *
 *   struct learn_wish wish = { .name = "quiz", .text = text, .seed = "ada" };
 *   return learn_run(options, &wish);
 *
 * Of such a lesson nothing is kept.
 */
#ifndef MMVIZ_LEARN_H
#define MMVIZ_LEARN_H

struct options;
struct session;

struct learn_wish {
	const char *lesson; /* of the lessons: a number, a name, a path; NULL: it is text */
	const char *name;   /* of a text: what it is called where it is spoken of */
	const char *text;   /* the caller's until learn_run returns */
	const char *seed;   /* NULL: the lesson's own */
	const char *save;   /* in the end the answers go into this file; NULL: into none */
	int anew;           /* earlier answers are forgotten */
};

/* The exit status: 0, also when it was left in the middle; 1 when a line of the lesson failed, or
 * a file could not be written; 2 when it cannot be read; 128 + the signal that ended it. */
int learn_run(const struct options *options, const struct learn_wish *wish);

/* The quiz that a session wants (act_quiz.c), on a session of its own: 1 with that exit status; 0:
 * it wants none. */
int learn_quiz(const struct options *options, struct session *session, int *status);

/* All lessons, with what was done of them; the exit status. */
int learn_list(void);

#endif
