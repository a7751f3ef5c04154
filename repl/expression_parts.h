/* SPDX-License-Identifier: MIT
 *
 * expression_parts.h - what the files of expression.h share.
 *
 *   expression.c       what is stronger: levels of signs, parentheses, numbers
 *   expression_sign.c  what a sign makes of its two sides
 *   expression_call.c  count, rand ...: a call -> its value
 *   expression_name.c  a name or a call -> its value
 *   expression_fill.c  {EXPRESSION}s of a text
 */
#ifndef MMVIZ_EXPRESSION_PARTS_H
#define MMVIZ_EXPRESSION_PARTS_H

#include "expression.h"

struct operand {
	struct expression_value value;
	char bare[80]; /* the word that it was written as: used is a number, and a word */
	int is_unknown; /* ... which is the name of nothing */
	int is_text;   /* bytes of text(p1): what it is compared with is their beginning */
};

struct reader {
	struct scope *scope;
	const char *at;
	char *problem;
	char *seen;   /* what names were worth; NULL: nobody asks */
	int skips;    /* it is only read, not evaluated */
	int depth;
	int calls;    /* between the parentheses of a call a comma is no part of a number */
};

/* Sets the problem. Always 0. */
int reader_fail(struct reader *reader, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void reader_blanks(struct reader *reader);
int reader_sign(struct reader *reader, char sign); /* 1: it stood there, and was taken */

/* An expression up to where it ends, which must be a number; 1, or 0 with the problem. */
int reader_number(struct reader *reader, size_t *out);
int reader_is_number(struct reader *reader, const struct operand *operand);

/* A name, or a call, at reader->at. */
int reader_name(struct reader *reader, struct operand *out);

/* Nothing is known under the name that the operand is: did you mean ...? Always 0. */
int reader_unknown(struct reader *reader, const struct operand *operand);

void operand_number(struct operand *out, size_t number);

enum { LEVEL_OR, LEVEL_AND, LEVEL_COMPARE, LEVEL_SUM, LEVEL_PRODUCT, LEVELS };

struct sign {
	const char *text;
	int level;
	int (*apply)(struct reader *reader, const struct operand *a, const struct operand *b,
	             struct operand *out);
	int decided; /* by its left side, when that is 0 or 1; else -1 */
};

/* Longer ones before those that they begin with; ends with a row whose text is NULL. */
extern const struct sign signs[];

/* The text up to the parenthesis that closes, {EXPRESSION}s in it filled in. */
int reader_inside(struct reader *reader, char out[64]);

/* One of the table of expression_call.c, at its ( ; 0: none has the name. *done: the same as
 * what the others return. */
int reader_call(struct reader *reader, const char *name, struct operand *out, int *done);
int reader_is_call(const char *name);

/* expression_read, where what is only a word that means nothing is refused. */
int expression_known(struct scope *scope, const char *text, struct expression_value *out,
                     char *problem);

#endif
