/* SPDX-License-Identifier: MIT
 *
 * quiz_key_parts.h - for the files of quiz_key: one question, and how its key is written.
 */
#ifndef TESTS_QUIZ_KEY_PARTS_H
#define TESTS_QUIZ_KEY_PARTS_H

#include "quiz_key.h"

/* The heap before the question's commands, and after them. */
struct asked {
	const struct shadow *before, *after;
	const struct key_question *question;
	struct key *key;
	size_t size;                    /* of its m, r or w */
	unsigned name;                  /* of its f, r or w */
	const struct shadow_chunk *was; /* that chunk before */
	const struct shadow_chunk *is;  /* what was taken or resized last */
	size_t place;                   /* of its f s1+0x40 */
};

/* The names of questions, and who finds the key. */
#define KEY_ROWS(X) \
	X(taken, taken) X(policy, policy) X(looked, looked) X(section, section) \
	X(next, next) X(bins, bins) X(off, off) X(size, size) X(slack, slack) \
	X(rest, rest) X(restat, restat) X(often, often) X(merged, merged) \
	X(count, count) X(joinedat, joinedat) X(freelist, freelist) X(order, freelist) \
	X(late, late) X(home, home) X(lands, lands) X(past, past) X(doubles, doubles) \
	X(until, until) X(shift, shift) X(way, way) X(sized, sized) X(copied, copied) \
	X(whereto, whereto) X(resizelist, resizelist) X(inner, inner) \
	X(largest, largest) X(fits, fits) X(internal, internal) X(most, most) \
	X(external, external) X(leaks, leaks) X(middle, fate) X(again, fate) \
	X(overflows, overflows) X(damage, damage) X(guard, guard) X(whose, whose)

typedef void key_finder(struct asked *asked);

#define FINDER(name, finder) key_finder key_is_##finder;
KEY_ROWS(FINDER)
#undef FINDER

void key_fact(struct asked *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void key_answer(struct asked *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct key_words {
	char text[40];
};

struct key_words key_commas(size_t number);
struct key_words key_place(const struct shadow_chunk *chunk); /* "s1+0x40" */

/* The letter of the choice with those words. */
void key_choose(struct asked *a, const char *words);

/* The number behind those words of the question. */
size_t key_number_behind(const struct asked *a, const char *words);

/* What was asked, with the header, rounded. */
void key_fact_need(struct asked *a);
void key_fact_chunk(struct asked *a, const struct shadow_chunk *chunk);
void key_fact_list(struct asked *a, const struct shadow *heap);

/* The list of free chunks afterwards. */
void key_list_answer(struct asked *a);

#endif
