/* SPDX-License-Identifier: MIT
 *
 * reason_parts.h - what the reasons for wrong answers are made of, for reason*.c.
 *
 * A teller adds sentences and returns 1, or returns 0 and adds nothing: the next one is asked.
 */
#ifndef MMVIZ_REASON_PARTS_H
#define MMVIZ_REASON_PARTS_H

#include "before.h"
#include "lines.h"
#include "number.h"
#include "reason.h"
#include "steps.h"

struct facts {
	struct session *session;
	const struct before *before;
	const struct answer *given, *right;
	const my_heap_options *options;
	const struct operation *last;    /* the operation that the question is about ... */
	const struct steps *steps;       /* and its steps; without one they are empty */
	const char *expression;          /* of the right answer; or NULL */
	const char *question;            /* as it is written; or NULL */
	const struct lines *choices;
	enum answer_kind kind;
	size_t asked, need;              /* need: rounded, with its header; 0: nothing was asked */
	size_t searched;                 /* what was searched for: need, and room to align it */
	const struct before_chunk *chosen; /* place, chunk: where the given one lies; or NULL */
	const struct before_chunk *taken;  /* and the right one */
	struct place place, answer;        /* given, right */
	char lead[240];                  /* "You chose ..., but the placement is ..." */
	struct lines *out;
};

#define REASON(...) (lines_add(f->out, __VA_ARGS__), 1)
#define BYTES(number) counted(number, "byte", "bytes").text

/* "s1+0x40, 112 bytes", "p3 (s1+0x40)", or with its number in the list that was printed. */
struct reason_text {
	char text[240];
};
struct reason_text reason_chunk(const struct facts *f, const struct before_chunk *chunk);
struct reason_text reason_place(struct place place);

/* The chunk of size(p1), key(s1+0x40) ... that the right answer comes from, else the one that the
 * operation was about. 1, or 0: there is none. */
int reason_subject(const struct facts *f, my_heap_chunk *chunk);

/* "by address", "smallest first": how a section's free chunks are listed. */
const char *reason_order(const struct facts *f);

/* "free neighbours are never joined": why they were not. */
const char *reason_apart(const struct facts *f);

static inline size_t reason_round_up(size_t size, size_t unit)
{
	return unit ? (size + unit - 1) / unit * unit : size;
}

/* The last kept event of a kind, NULL: none. */
const my_heap_event *reason_event(const struct facts *f, enum my_heap_step step);

/* "100 and 16 of header become 128, the next multiple of 16": how much is needed. */
struct reason_text reason_rounding(const struct facts *f);

typedef int reason_teller(struct facts *f);

reason_teller reason_search;  /* a place or chunk, where a free chunk was searched for */
reason_teller reason_came_to; /* what the search took, and why */
reason_teller reason_resize;  /* of a realloc */
reason_teller reason_freed;   /* of a free */
reason_teller reason_fits;    /* the given chunk would do: which placement takes it */
reason_teller reason_rest;    /* where what is left of a split begins */
reason_teller reason_inside;  /* a place where no chunk begins */
reason_teller reason_bucket;
reason_teller reason_list;
reason_teller reason_number;
reason_teller reason_choice;
reason_teller reason_misused; /* nothing was done: it is a misuse */

#endif
