/* SPDX-License-Identifier: MIT
 *
 * answer.h - what a learner predicts, in six kinds: read, shown, compared.
 *
 *   kind     typed                                     means
 *   number   112, 0x70, 1K                             a number
 *   place    s1+0x40; 0x40 where there is one section  where a chunk starts; none: it fails
 *   chunk    p3, a place, 2 (of the list shown), new   the chunk that is taken
 *   bucket   b3, 3                                     a bucket of a section's table
 *   choice   b, or the choice's text                   one of the choices
 *   list     0x40 0x100 ; s2+0x0 ; empty               places, in the order of the list
 *
 * Rules of use
 * - What is typed is read before the operation is carried out: names and free chunks are those
 *   of the heap before it (before.h).
 * - What cannot be read as its kind is no answer: a sentence says what is wanted.
 * - A place in no section of the heap may still be right: the operation may map one.
 */
#ifndef MMVIZ_ANSWER_H
#define MMVIZ_ANSWER_H

#include "lesson_block.h"
#include "session.h"

struct before;
struct lines;

enum { ANSWER_PROBLEM = 400, ANSWER_PLACES = 128 };

struct answer {
	enum answer_kind kind;
	size_t number;      /* number, bucket; choice: 0 is a */
	int is_offset;      /* number: shown as 0x070: digits, at least; 0: it is none */
	int is_none;        /* place, chunk: there is none, it fails */
	int is_new;         /* chunk: none of those that were there, a new section */
	size_t count;       /* list: its places; else 1 */
	struct place place[ANSWER_PLACES]; /* place and chunk: the first */
};

/* What answers are read by: the heap as it was, and the choices as they are shown. */
struct answer_about {
	struct session *session;
	const struct before *before;
	enum answer_kind kind;
	const struct lines *choices;
};

/* "a place, as s1+0x40": what is to be typed. */
const char *answer_wants(enum answer_kind kind);

/* 1, or 0 with a sentence. */
int answer_read(const struct answer_about *about, const char *typed, struct answer *out,
                char problem[ANSWER_PROBLEM]);

/* 1 for a word that is an answer: none, new, empty ... */
int answer_is_word(const char *typed);

/* What the session's last operation came to; 0 with a sentence when it gives no such answer. */
int answer_of_operation(const struct answer_about *about, struct answer *out,
                        char problem[ANSWER_PROBLEM]);

/* "s1+0x40", "b) it is merged": as one line, which answer_read takes too. The caller frees it. */
char *answer_text(const struct answer_about *about, const struct answer *answer);

/* 1 when they mean the same. */
int answer_is(const struct answer *given, const struct answer *right);

/* Out of so many; all only when it is right. A list counts by the share of its places in the
 * right order, a place half when its section is right and there are several. */
unsigned answer_points(const struct answer_about *about, const struct answer *given,
                       const struct answer *right, unsigned of);

#endif
