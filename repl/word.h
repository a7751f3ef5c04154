/* SPDX-License-Identifier: MIT
 *
 * word.h - a line as words.
 *
 *   w p1 +8 "two words\n"     # the rest is a comment
 *   ~ ~~ ~~ ~~~~~~~~~~~~~
 *
 * Words are separated by blanks. A word in double quotes may hold blanks and the escapes
 * \n \t \r \0 \\ \" \xNN; its length counts, since it may hold a 0. A word that begins
 * with # ends the line.
 */
#ifndef MMVIZ_WORD_H
#define MMVIZ_WORD_H

#include <stddef.h>
#include <stdio.h>

enum {
	WORDS_MOST = 32, /* words of a line */
	WORD_PROBLEM = 200
};

struct word {
	const char *text; /* ends with a 0 */
	size_t length;
	size_t at; /* where it begins in the line, in bytes */
	int quoted;
};

struct words {
	struct word word[WORDS_MOST + 1]; /* the one after the last is empty */
	int count;
	char *memory;
};

/* 1, or 0 with a sentence (WORD_PROBLEM bytes). Free the words in both cases. */
int words_split(struct words *words, const char *line, char *problem);
void words_free(struct words *words);

/* A word in double quotes, as words_split reads it, on one line. */
void word_put(FILE *out, const char *word);

/* A word for a message: clean, shortened with an ellipsis. */
struct quote {
	char text[48];
};

struct quote word_quote(const char *text);

int word_is_name(const char *text); /* [A-Za-z_][A-Za-z0-9_]*, at most 23 bytes */

/* A letter and a number: s1, b3. */
int word_is_numbered(const char *text, char letter);

/* The candidate nearest to a mistyped word; nearest_word gives NULL when none is near. */
struct nearest {
	const char *typed;
	char best[64];
	size_t distance;
};

void nearest_start(struct nearest *nearest, const char *typed);
void nearest_try(struct nearest *nearest, const char *candidate);
const char *nearest_word(const struct nearest *nearest);

#endif
