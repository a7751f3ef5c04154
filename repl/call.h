/* SPDX-License-Identifier: MIT
 *
 * call.h - a call of the malloc family as tracing tools write it: name(argument, ...).
 *
 *   malloc(10)   memalign(64, 100, 4, 0)   memalign(al 64, size 100)   strdup("abc")
 *   v->free(0x1234 <unfinished ...>        operator new(unsigned long)(4)
 *
 * Which argument is what follows from the name, or from a word before it. Arguments that
 * nobody asked for may follow: a tool that knows no prototype prints whatever the registers
 * hold.
 */
#ifndef MMVIZ_CALL_H
#define MMVIZ_CALL_H

#include "trace.h"

enum call_role {
	CALL_NOTHING, /* an argument that tells nothing */
	CALL_SIZE, CALL_COUNT, CALL_ALIGNMENT, CALL_OLD,
	CALL_TEXT,  /* copied: its length + 1 is the size */
	CALL_MOST,  /* of bytes copied; one more is taken */
	CALL_ROLES
};

enum { CALL_ARGUMENTS = 3 };

struct call_name {
	const char *name;
	enum trace_kind kind; /* TRACE_KINDS: it changes nothing */
	enum call_role roles[CALL_ARGUMENTS];
	int status; /* it gives 0 for success, and the address elsewhere */
	int page;   /* aligned to one */
};

struct call {
	const struct call_name *name;
	struct trace_operation operation; /* with what the arguments say */
	int unfinished; /* its end comes on a later line */
	int cut;        /* its text may be longer or shorter than what stands here */
	int too_large;  /* count * size has no room in 64 bits: refused without a search */
};

/* Where a name stands in a line, and how long it is with what tools put before it and its
 * parenthesis. */
struct call_text {
	const char *name;
	size_t name_length, length;
};

/* The name that stands here; NULL where none of the family does. */
const struct call_name *call_find(const char *at, struct call_text *text);

/* Reads the arguments behind the name's parenthesis, and the closing one. 1, or 0 with what
 * was expected. */
int call_arguments(struct trace_scan *scan, const struct call_name *name, struct call *out);

/* Reads a result: 0x1000, 0, NULL, nil, (nil), <void>. 1, or 0 with what was expected. */
int call_result(struct trace_scan *scan, uint64_t *out);

#endif
