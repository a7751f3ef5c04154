/* SPDX-License-Identifier: MIT
 *
 * expression.h - what lessons reckon with: text -> value.
 *
 *   size(p1) - 16      count(free, 64) = 2 and not exists(p3)      rand(16, 256) * 2
 *
 *   numbers 112 0x70 4K, words, variables, what measure.h knows, settings;
 *   count(free|used, SIZE) fits(SIZE) exists(p3) min max rand;
 *   ( ), + - * / %, = == != < <= > >=, not, and, or: weaker from left to right
 *
 * Rules of use
 * - Numbers are size_t. What is below 0, too large, or divided by 0 is an error with a
 *   sentence, never a wrong number. A condition is 0 or 1.
 * - A name that is none of anything is a word: best, used, free.
 * - Only rand changes something: the stream of the scope.
 * - Time is bounded: count and fits refuse heaps of more than EXPRESSION_WALK chunks, and
 *   parentheses lie at most EXPRESSION_DEPTH deep in each other.
 */
#ifndef MMVIZ_EXPRESSION_H
#define MMVIZ_EXPRESSION_H

#include "variable.h"

#include <stddef.h>
#include <stdint.h>

struct session;

enum { EXPRESSION_PROBLEM = 400, EXPRESSION_WALK = 100000, EXPRESSION_DEPTH = 40 };

/* What an expression may use; the caller's. */
struct scope {
	struct session *session;
	struct variables *variables; /* NULL: there are none */
	uint64_t *random;            /* of random.h; NULL: rand is refused */
};

/* 1, or 0 with a sentence (EXPRESSION_PROBLEM bytes). The session's outcome stays. */
int expression_read(struct scope *scope, const char *text, struct expression_value *out,
                    char *problem);

/* The same for a condition: *out is 0 or 1. seen (EXPRESSION_PROBLEM bytes): what its measures and
 * variables were, "chunks is 4, largest is 96"; "" when it has none. */
int expression_holds(struct scope *scope, const char *text, int *out, char *seen, char *problem);

/* Whether it is well written; nothing is evaluated. */
int expression_check(struct scope *scope, const char *text, char *problem);

/* count, rand ... and the words and, or, not. */
int expression_calls(const char *name);

/* A name that a variable cannot have, for it means something else. */
int expression_knows(const char *name);

/* 1 for a word that a setting can have: first, mod, on ... */
int expression_is_value(const char *word);

/* "1,120", "0x070", "best". Returns out, of 80 bytes. */
const char *expression_text(const struct expression_value *value, char *out);

enum expression_fill {
	FILL_PROSE,  /* {...} that is no expression stays as it is */
	FILL_TEXT,   /* it is an error */
	FILL_TYPED,  /* the same; but a number is written as it is typed: 1120, not 1,120 */
	FILL_COMMAND, /* the same; and in double quotes it stays, and rand(A,B) needs no { } */
	FILL_SCRIPT  /* the same; but what is no expression stays: it may be no lesson */
};

/* The text with its {EXPRESSION}s replaced, the caller's; {{ is a {. 0: a sentence. */
int expression_fill(struct scope *scope, const char *text, enum expression_fill where,
                    char **out, char *problem);

#endif
