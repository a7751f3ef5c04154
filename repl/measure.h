/* SPDX-License-Identifier: MIT
 *
 * measure.h - what can be known of the heap by name: one table for expect and completion.
 *
 *   chunks   largest   state(p1)   offset(p1)   capacity(s1)   cached(t2)   placement
 */
#ifndef MMVIZ_MEASURE_H
#define MMVIZ_MEASURE_H

#include <stddef.h>

struct session;

enum measure_of { MEASURE_HEAP, MEASURE_CHUNK, MEASURE_SECTION, MEASURE_THREAD };

struct measured {
	int is_number;
	const struct setting *setting; /* that this is the value of; or NULL */
	size_t number;
	char word[80];    /* when it is no number */
	const char *text; /* bytes, of text(p1); NULL: it is no text */
	size_t length;
	char shown[80];   /* the value for a message */
};

struct subject;

struct measure {
	const char *name;
	enum measure_of of;
	size_t (*number)(const struct subject *subject); /* NULL: state and text are none */
};

/* The table; ends with a row whose name is NULL. The settings can be measured too. */
extern const struct measure measures[];

/* SESSION_OK with *out, or SESSION_FAILED with the reason told. */
int measure_read(struct session *session, const char *expression, struct measured *out);

#endif
