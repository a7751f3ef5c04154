/* SPDX-License-Identifier: MIT
 *
 * attempt.h - what one learner answered in one lesson, and many of those as lines of text.
 *
 *   mmviz lessons 1
 *   lesson "01.txt" 5be1f60c9d2a7e34 "ada" 12 2 #7d01c2aa     name, sum, seed, place, answers
 *   answer place1 2 2 "s1+0x40" #0be1f203                     ID, points, of, what was given
 *   answer ex1 1 1 "m 64; f p1" #91d3c07e
 *
 * Progress (progress.h) is such a text, and so is what a learner hands in. Behind # stands the sum
 * of the line and its number in its attempt: a line that was changed, moved or lost is noticed.
 *
 * Rules of use
 * - Whatever the bytes are, reading gives the attempts that could be read. What could not is
 *   counted, and the first place of it is told.
 * - The first answer to a question counts: attempt_add leaves it as it is.
 */
#ifndef MMVIZ_ATTEMPT_H
#define MMVIZ_ATTEMPT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
	ATTEMPT_ANSWERS = 1000,   /* of one lesson */
	ATTEMPT_GIVEN = 4000,     /* bytes of one answer */
	ATTEMPTS_MOST = 1000,     /* of them the oldest go */
	ATTEMPTS_BYTES = 8 << 20, /* a longer text is none */
	ATTEMPT_PROBLEM = 200
};

struct given {
	char *id, *text; /* text: "" when it was skipped */
	unsigned points, of;
};

struct attempt {
	char *lesson;  /* as it is found again: "01.txt" beside mmviz, else a whole path */
	uint64_t sum;  /* of its text (raw_hash): another one is another lesson */
	char *seed;
	size_t place;  /* the line where it goes on; 0: its start; ATTEMPT_OVER */
	struct given *given;
	size_t count, space;
};

#define ATTEMPT_OVER SIZE_MAX

struct attempts {
	struct attempt *attempt; /* the newest last */
	size_t count, space;
	size_t lost;             /* lines that could not be read */
	size_t line;             /* the first of them */
	char problem[ATTEMPT_PROBLEM]; /* what was wrong with it, as a sentence; "": nothing was */
	int foreign; /* it is no such text, or of a later version: it is not to be replaced */
};

void attempt_start(struct attempt *attempt, const char *lesson, uint64_t sum, const char *seed);
void attempt_free(struct attempt *attempt);

/* 0: there is an answer to it already, or there are too many. */
int attempt_add(struct attempt *attempt, const struct given *given);
const struct given *attempt_find(const struct attempt *attempt, const char *id);
unsigned attempt_points(const struct attempt *attempt);

/* The text of whole attempts, from its first line on. */
void attempts_read(struct attempts *out, const char *text, size_t length);
void attempts_free(struct attempts *attempts);

/* The newest of that lesson, with that seed; seed = NULL: with any. NULL: there is none. */
struct attempt *attempts_find(const struct attempts *attempts, const char *lesson,
                              const char *seed);

/* Of those that came to the lesson's end the one with the most points; NULL: none did. */
struct attempt *attempts_finished(const struct attempts *attempts, const char *lesson);

/* A copy becomes the newest; one of the same lesson and seed is replaced. */
void attempts_put(struct attempts *attempts, const struct attempt *attempt);

/* 1 when the text begins as attempts do. */
int attempts_is(const char *text, size_t length);

/* Errors are the stream's: see ferror. */
void attempts_write(FILE *out, const struct attempts *attempts);
void attempt_write(FILE *out, const struct attempt *attempt); /* with the first line */

#endif
