/* SPDX-License-Identifier: MIT
 *
 * timeline.h - where in the journal the session stands, and the way to any other step.
 *
 *   step 0 (empty heap) -> operation 1 -> step 1 -> operation 2 -> step 2 ... -> the end
 *
 * Step N is the state after N operations of this branch: heap, contents of memory, names.
 *
 *   one step back      the bytes that the operation changed are written back (rewind.h)
 *   anywhere           the nearest image before it (keyframes.h), and the operations from
 *                      there on, once more (operation.h)
 *
 * Rules of use
 * - A new operation in the past starts a branch: what lay ahead is kept, under its number.
 * - A function that fails has told why (session_fail) and left the session as it was; only
 *   when the system refuses memory that it gave before, the session may stand at an earlier
 *   step, which the sentence tells.
 */
#ifndef MMVIZ_TIMELINE_H
#define MMVIZ_TIMELINE_H

#include "journal.h"
#include "moments.h"
#include "my_heap.h"
#include "names.h"

struct session;
struct timeline;

/* Of a heap that has just been made: step 0 of a new story (NULL), or of one that was put away.
 * It sets session->journal and session->names. */
void timeline_start(struct session *session, struct timeline *timeline);

/* What leads to the heap again, without it: no trial is going on. Free it when it is not
 * wanted any more. */
struct timeline *timeline_put_away(struct session *session);
void timeline_free(struct timeline *timeline);

/* Another story, of the same operations up to where the session stands; without marks and other
 * branches. For timeline_start. */
struct timeline *timeline_copy(const struct session *session);

size_t timeline_step(const struct session *session); /* where the session stands */
size_t timeline_end(const struct session *session);  /* the last step of this branch */

/* --------------------------------------------------------------------- recording */

/* Before an operation of the heap that is typed, shown again, or loaded: the bytes it changes
 * are kept, and its numbers, where they are wanted (moments.h). timeline_wrote: mmviz itself is
 * about to write there. */
void timeline_begin(struct session *session);
void timeline_wrote(struct session *session, void *start, size_t size);

/* It is done; the session stands one step on. op->before, placed, number and block are filled
 * in here. When the operation is shown again, the journal has it already. */
void timeline_record(struct session *session, struct op *op, const struct extra *extra);

/* Many operations were recorded without keeping bytes: the last ones are kept now. */
void timeline_settle(struct session *session);

/* ------------------------------------------------------------------------- going */

/* Silently: the heap and the names are those of that step; what the last operation did is
 * forgotten. SESSION_OK or SESSION_FAILED. */
int timeline_go(struct session *session, size_t step);

/* The same, only forward, and as far as one comes in so many seconds; nothing is kept to go
 * back by. The quickest way through all operations, a few at a time. */
int timeline_pass(struct session *session, size_t step, double seconds);

/* The same as timeline_go, and the last operation is shown as it was when it was typed: its
 * steps, its changes, its result. Step 0 shows the empty heap. */
int timeline_show(struct session *session, size_t step);

/* Carries out the next operation once more, observed: from step N to N + 1. session->peek
 * (session.h) is told of every event. The session must not stand at the end. An operation that
 * failed when it was typed is no failure here. */
int timeline_again(struct session *session);

/* The command that operation `step` was ("m 100", "f p3"), as it can be typed. */
void timeline_command(const struct session *session, size_t step, char *out, size_t size);

/* ------------------------------------------------------------------------- trying */

/* From now on operations are those of a trial; what lies ahead is kept aside. */
void timeline_try(struct session *session);
/* The session stands where it stood before, and nothing was typed. */
int timeline_forget_trial(struct session *session);

/* ------------------------------------------------------------------ marks, branches */

struct mark {
	char name[VIEW_NAME];
	size_t branch; /* index */
	size_t step;
};

/* Here. SESSION_FAILED: the name is taken. */
int timeline_mark(struct session *session, const char *name);
size_t timeline_marks(const struct session *session);
const struct mark *timeline_get_mark(const struct session *session, size_t index);
/* Whether it is on the way to the active branch's end. */
int timeline_has_mark(const struct session *session, const struct mark *mark);

/* A step of this branch, as a word: a number, or the name of a mark. SESSION_FAILED with the
 * reason: too large, unknown, on another branch. undone is what the sentence ends with. */
int timeline_read(struct session *session, const char *word, const char *undone, size_t *step);

struct branch_view {
	size_t number;         /* shown as b1, b2, ... */
	size_t parent, fork;   /* number of the branch it comes from, 0: none; the step where */
	size_t end;            /* its last step */
	size_t common;         /* the last step that it has in common with the active one */
	int active;
};

size_t timeline_branches(const struct session *session);
size_t timeline_active(const struct session *session); /* its index */
struct branch_view timeline_branch(const struct session *session, size_t index);
/* The glyph of step N on the way to a branch's end; 0: it ends before that. */
char timeline_glyph(const struct session *session, size_t index, size_t step);
/* To the end of another branch, by its number. */
int timeline_switch(struct session *session, size_t number);

const struct moments *timeline_moments(const struct session *session);

/* The present numbers; what was looked at counts from the beginning. */
struct moment timeline_numbers(const struct session *session);

/* What time travel takes beside the journal: images, old bytes, names, moments. */
size_t timeline_bytes(const struct session *session);

#endif
