/* SPDX-License-Identifier: MIT
 *
 * answer_parts.h - one row a kind of answer, for answer*.c.
 */
#ifndef MMVIZ_ANSWER_PARTS_H
#define MMVIZ_ANSWER_PARTS_H

#include "answer.h"
#include "before.h"

struct answer_row {
	const char *wants;
	int (*read)(const struct answer_about *about, const char *typed, struct answer *out,
	            char *problem);
	int (*of_operation)(const struct answer_about *about, struct answer *out, char *problem);
	void (*text)(const struct answer_about *about, const struct answer *answer, FILE *out);
	int (*is)(const struct answer *given, const struct answer *right);
};

extern const struct answer_row answer_rows[ANSWER_KINDS];

#define ANSWER_READ(kind)                                                                   \
	int answer_read_##kind(const struct answer_about *about, const char *typed,          \
	                       struct answer *out, char *problem)
ANSWER_READ(number);
ANSWER_READ(one_place);
ANSWER_READ(chunk);
ANSWER_READ(bucket);
ANSWER_READ(choice);
ANSWER_READ(list);

#define ANSWER_OF_OPERATION(kind)                                                           \
	int answer_of_##kind(const struct answer_about *about, struct answer *out, char *problem)
ANSWER_OF_OPERATION(none);
ANSWER_OF_OPERATION(place);
ANSWER_OF_OPERATION(chunk);
ANSWER_OF_OPERATION(bucket);
ANSWER_OF_OPERATION(list);

#endif
