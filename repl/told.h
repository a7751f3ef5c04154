/* SPDX-License-Identifier: MIT
 *
 * told.h - what an event tells, field by field: which it fills, what they are called, and
 * which parts of the data structure it speaks of.
 *
 * One row an event, beside the list MY_HEAP_STEPS: an event without a row does not compile.
 */
#ifndef MMVIZ_TOLD_H
#define MMVIZ_TOLD_H

#include "my_heap.h"

#include <stddef.h>

enum told_kind {
	TOLD_NUMBER,   /* bytes, keys, buckets, counts */
	TOLD_IF_ANY,   /* the same; 0 means that there is none */
	TOLD_SECTION,  /* s1 */
	TOLD_PLACE,    /* s1+0x40: section and offset */
	TOLD_OFFSET,   /* 0x040: in the same section */
	TOLD_NEXT_TO,  /* the same; none where nothing is there */
	TOLD_OLD,      /* the place that a move comes from */
	TOLD_BUCKET,   /* as many as the table has: none */
	TOLD_YES,      /* no, yes */
	TOLD_WHY
};

struct told_field {
	const char *label; /* NULL: after the last */
	enum told_kind kind;
	size_t at;         /* in the event */
};

/* What it speaks of, and what it takes to be done. */
enum told_about {
	TOLD_OF_SECTION = 1,
	TOLD_OF_CHUNK = 2,     /* at its place */
	TOLD_OF_OTHER = 4,     /* another of the section, at offset `other` */
	TOLD_OF_BUCKET = 8,
	TOLD_OF_OLD = 16,      /* the chunk that a move comes from */
	TOLD_DONE = 32,        /* told when it was done already */
	TOLD_WITH_REMOVAL = 64 /* it is done when the removal of an entry is, which follows */
};

enum { TOLD_MOST = 8 };

struct told {
	const char *word; /* one word for it: "look" */
	unsigned about;   /* enum told_about */
	struct told_field field[TOLD_MOST];
};

const struct told *told_of(enum my_heap_step step);

enum { TOLD_BYTES = 64 };

/* The field's value in words; out holds TOLD_BYTES. */
const char *told_text(const struct told_field *field, const my_heap_event *event, char *out);

#endif
