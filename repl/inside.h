/* SPDX-License-Identifier: MIT
 *
 * inside.h - the last operation opened: each of its steps, with what the event tells and the
 * data structure before and after it.
 *
 *   step N - 1 --the operation once more, looked into at each event--> step N
 *
 * Rules of use
 * - The fields are the real ones, read while the operation is carried out. The engine of a
 *   fast heap holds its locks meanwhile: there they are those of step N - 1 and N.
 * - Opening leaves the session where it was, with the last operation as it was shown.
 */
#ifndef MMVIZ_INSIDE_H
#define MMVIZ_INSIDE_H

#include "glimpse.h"
#include "lines.h"
#include "session.h"
#include "steps.h"

enum { INSIDE_EVENTS = STEPS_FIRST + STEPS_LAST };

struct inside {
	size_t step;           /* N */
	int whole;             /* before and after are those of the whole operation */
	struct operation last;
	struct steps steps;
	struct lines why;      /* its sentences */
	struct glimpse before[INSIDE_EVENTS], after[INSIDE_EVENTS]; /* of each kept event */
};

/* Where one is in it, going from one event to the next. */
struct inside_at {
	const struct inside *inside;
	size_t sentence;    /* from 1 */
	size_t event;       /* a kept one; INSIDE_EVENTS: the sentence stands for none */
	size_t part, parts; /* of a sentence that stands for several */
	int over;           /* the last one: the session stands behind the operation */
};

/* What the last operation did is known, or found out: after load nobody was told. 0: there
 * is none, which is told. */
int inside_recall(struct session *session);

/* NULL: there is no last operation, or the way to it failed; the reason is told. */
struct inside *inside_open(struct session *session);
void inside_close(struct inside *inside);

/* The kept events of a sentence (1 ..): *first and how many; 0: it stands for none. */
size_t inside_events(const struct inside *inside, size_t sentence, size_t *first);

/* It only counts steps that were not kept. */
int inside_is_count(const struct inside *inside, size_t sentence);

/* Kept events up to the one that is shown, and that. */
size_t inside_past(const struct inside_at *at);

/* What a kept event tells, and the fields before and after it; at most INSIDE_ROWS. */
enum { INSIDE_ROWS = GLIMPSE_ROWS + 8 };
size_t inside_told(const struct inside *inside, size_t event, struct row *rows);
size_t inside_fields(const struct inside *inside, size_t event, struct row *rows);

#endif
