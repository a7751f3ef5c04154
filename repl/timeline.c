/* SPDX-License-Identifier: MIT
 *
 * timeline.c - where in the journal the session stands, and the way to any other step.
 */
#include "timeline_parts.h"

#include "changes.h"
#include "look.h"
#include "memory.h"
#include "number.h"
#include "operation.h"
#include "steps.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAMES_APART = 2048, CLOSE = 20000, LOOKS = 128 }; /* steps */

static void forget_last(struct session *session)
{
	session->last = (struct operation){ 0 };
	session->bytes = (struct bytes){ 0 };
	session->changed[0] = 0;
	session->misused = 0;
	session->focus = 0;
	lines_clear(&session->why);
	steps_clear(session->steps);
	changes_clear(session->changes);
}

static struct timeline *make(void)
{
	struct timeline *timeline = memory_new(1, sizeof *timeline);

	timeline->journal = journal_create();
	branches_create(&timeline->branches);
	return timeline;
}

void timeline_start(struct session *session, struct timeline *timeline)
{
	timeline = timeline ? timeline : make();
	timeline->step = 0;
	moments_create(&timeline->moments);
	timeline->rewind = rewind_create();
	session->timeline = timeline;
	session->journal = timeline->journal;
	session->names = names_create(timeline->journal);
	keyframes_note(&timeline->keyframes, 0, session->heap);
	forget_last(session);
}

struct timeline *timeline_put_away(struct session *session)
{
	struct timeline *timeline = session->timeline;

	names_destroy(session->names);
	keyframes_free(&timeline->keyframes);
	moments_free(&timeline->moments);
	rewind_destroy(timeline->rewind);
	session->timeline = NULL;
	session->journal = NULL;
	session->names = NULL;
	return timeline;
}

void timeline_free(struct timeline *timeline)
{
	journal_destroy(timeline->journal);
	branches_free(&timeline->branches);
	free(timeline->mark);
	free(timeline);
}

size_t timeline_step(const struct session *session)
{
	return session->timeline->step;
}

size_t timeline_end(const struct session *session)
{
	return journal_operations(session->journal);
}

const struct moments *timeline_moments(const struct session *session)
{
	return &session->timeline->moments;
}

size_t timeline_bytes(const struct session *session)
{
	const struct timeline *timeline = session->timeline;

	return timeline->keyframes.bytes + rewind_bytes(timeline->rewind)
	       + names_bytes(session->names) + MOMENTS_MOST * sizeof(struct moment);
}

/* --------------------------------------------------------------------- recording */

/* Bytes are kept of the last operations only: of what goes on for long, only near its end. */
static int keeps(const struct session *session)
{
	return session->remaining < REWIND_STEPS && !look_is_fast(session);
}

/* looked: the heap's count before the operation. */
static struct moment numbers_of(const struct session *session, size_t looked)
{
	my_heap_statistics stats;
	struct moment now = { 0 };

	my_heap_stats(session->heap, &stats);
	now.used = stats.used;
	now.mapped = stats.mapped;
	now.looked = stats.looked - looked;
	now.asked = stats.asked;
	now.calls = stats.system_calls;
	now.internal = (uint8_t)percent_of(stats.used - stats.asked, stats.used);
	/* Small chunks of a fast heap have their room in spans, whatever lies outside. */
	if (!look_is_fast(session))
		now.external = (uint8_t)percent_of(stats.free - stats.largest_free, stats.free);
	return now;
}

struct moment timeline_numbers(const struct session *session)
{
	return numbers_of(session, 0);
}

static void begin(struct session *session, int wanted, int kept)
{
	struct timeline *timeline = session->timeline;

	timeline->wanted = wanted;
	if (wanted)
		timeline->looked = numbers_of(session, 0).looked;
	if (kept)
		rewind_begin(timeline->rewind, session->heap);
	else
		rewind_clear(timeline->rewind);
}

static int wants_numbers(const struct timeline *timeline)
{
	return timeline->step >= timeline->moments.steps && moments_want(&timeline->moments);
}

/* What is typed in the past will be a branch's first operation. */
void timeline_begin(struct session *session)
{
	const struct timeline *timeline = session->timeline;

	begin(session, wants_numbers(timeline)
	               || (!session->replaying && timeline->step < timeline_end(session)),
	      keeps(session));
}

void timeline_wrote(struct session *session, void *start, size_t size)
{
	if (keeps(session))
		rewind_keep(session->timeline->rewind, start, size);
}

static void link_block(const struct names *names, struct op *op, size_t step, const char *name)
{
	const struct op *last;

	if (op_gives(op)) {
		op->block = (uint32_t)names_count(names);
		op->number = names_number(names, name);
	} else if (op_changes(op)) {
		op->before = (uint32_t)names_last(names, op->block);
		last = journal_op(names_journal(names), op->before);
		op->placed = last->pointer == op->pointer && op_changes(last) ? last->placed
		             : last->pointer == op->pointer ? op->before : (uint32_t)step;
	}
}

static void append(struct session *session, struct op *op, const struct extra *extra)
{
	struct timeline *timeline = session->timeline;

	if (timeline->step < timeline_end(session)) {
		session->outcome.left = timeline->branches.active + 1;
		branches_fork(&timeline->branches, session->journal, timeline->step);
		keyframes_cut(&timeline->keyframes, timeline->step);
		moments_cut(&timeline->moments, timeline->step);
	}
	link_block(session->names, op, timeline->step + 1, extra ? extra->text : NULL);
	journal_add(session->journal, op, extra);
}

static void arrive(struct session *session, char glyph)
{
	struct timeline *timeline = session->timeline;
	struct moment numbers = { 0 };

	if (timeline->wanted)
		numbers = numbers_of(session, timeline->looked);
	if (timeline->step++ == timeline->moments.steps)
		moments_add(&timeline->moments, glyph, timeline->wanted ? &numbers : NULL);
	keyframes_note(&timeline->keyframes, timeline->step, session->heap);
}

/* Whether it came to what the journal says. */
static int is_as_before(const struct session *session, const struct op *op)
{
	const struct op *before = journal_op(session->journal, session->timeline->step + 1);

	return (op->flags & OPERATION_FAILED) == (before->flags & OPERATION_FAILED)
	       && (op->flags & OPERATION_FAILED || op->pointer == before->pointer);
}

void timeline_record(struct session *session, struct op *op, const struct extra *extra)
{
	struct timeline *timeline = session->timeline;

	if (keeps(session))
		rewind_end(timeline->rewind, session->heap);
	if (op->flags & OPERATION_TWICE)
		rewind_clear(timeline->rewind);
	if (!session->replaying)
		append(session, op, extra);
	else
		extra_free(extra);
	if (session->replaying && !is_as_before(session, op)) {
		timeline->strayed = timeline->step + 1;
		return;
	}
	names_forward(session->names, timeline->step + 1);
	arrive(session, op->glyph);
}

/* ------------------------------------------------------------------------- going */

/* 1, or 0: it came to something else. */
static int do_next(struct session *session, int kept)
{
	struct timeline *timeline = session->timeline;
	const struct op *op = journal_op(session->journal, timeline->step + 1);
	int same;

	begin(session, wants_numbers(timeline), kept);
	if (kept && op->kind == OPERATION_WRITE)
		rewind_keep(timeline->rewind, op->pointer,
		            journal_extra(session->journal, op)->count);
	same = operation_again(session->heap, session->journal, timeline->step + 1);
	if (kept)
		rewind_end(timeline->rewind, session->heap);
	if (same)
		arrive(session, op->glyph);
	return same;
}

static int from_keyframe(struct session *session, const struct keyframe *frame)
{
	struct timeline *timeline = session->timeline;

	if (!image_put(frame->image, session->heap))
		return 0;
	rewind_clear(timeline->rewind);
	timeline->step = frame->step;
	return 1;
}

/* From where the heap stands; the last `keep` so that they can be taken back one by one.
 * 0: one came to something else; the heap is that of an image before it. */
static int go_on(struct session *session, size_t step, size_t keep)
{
	struct timeline *timeline = session->timeline;
	int same = 1;

	while (same && timeline->step < step) {
		int kept = step - timeline->step <= keep && !look_is_fast(session);

		same = do_next(session, kept);
	}
	if (!same) {
		timeline->strayed = timeline->step + 1;
		from_keyframe(session, keyframes_before(&timeline->keyframes, timeline->step));
	}
	return same;
}

static void go_back(struct session *session, size_t step)
{
	struct timeline *timeline = session->timeline;

	for (; timeline->step > step; timeline->step--)
		rewind_back(timeline->rewind, session->heap);
}

/* Whether going on from here is no longer than from an image. */
static int is_ahead(const struct timeline *timeline, const struct keyframe *frame, size_t step)
{
	return step >= timeline->step
	       && (frame->step <= timeline->step || step - timeline->step < CLOSE);
}

static int move_heap(struct session *session, size_t step)
{
	struct timeline *timeline = session->timeline;
	const struct keyframe *frame = keyframes_before(&timeline->keyframes, step);

	if (step < timeline->step && timeline->step - step <= rewind_steps(timeline->rewind)) {
		go_back(session, step);
		return 1;
	}
	if (!is_ahead(timeline, frame, step) && !from_keyframe(session, frame))
		return 0;
	return go_on(session, step, REWIND_STEPS);
}

static void move_names(struct session *session, size_t from, size_t to)
{
	if (from < to || from - to > NAMES_APART) {
		names_go(session->names, from, to);
		return;
	}
	for (; from > to; from--)
		names_back(session->names, from);
}

static int fail_stray(struct session *session)
{
	struct timeline *timeline = session->timeline;
	size_t operation = timeline->strayed ? timeline->strayed : timeline->step + 1;

	timeline->strayed = 0;
	return session_fail(session, "no memory",
	                    "The system gives other memory now than it did: operation %s came to "
	                    "something else, and was taken back. This is step %s.",
	                    comma(operation).text, comma(timeline->step).text);
}

int timeline_stray(struct session *session)
{
	struct timeline *timeline = session->timeline;
	size_t from = timeline->step;

	from_keyframe(session, keyframes_before(&timeline->keyframes, from));
	move_names(session, from, timeline->step);
	forget_last(session);
	return fail_stray(session);
}

int timeline_go(struct session *session, size_t step)
{
	struct timeline *timeline = session->timeline;
	size_t from;
	int reached;

	if (timeline_forget_trial(session) != SESSION_OK)
		return SESSION_FAILED;
	from = timeline->step;
	reached = move_heap(session, step);
	move_names(session, from, timeline->step);
	forget_last(session);
	return reached ? SESSION_OK : fail_stray(session);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int timeline_pass(struct session *session, size_t step, double seconds)
{
	struct timeline *timeline = session->timeline;
	size_t from = timeline->step;
	double end = now() + seconds;
	int reached;

	do {
		size_t left = step - timeline->step;

		reached = go_on(session, timeline->step + (left < LOOKS ? left : LOOKS), 0);
	} while (reached && timeline->step < step && now() < end);
	move_names(session, from, timeline->step);
	return reached ? SESSION_OK : fail_stray(session);
}

void timeline_settle(struct session *session)
{
	struct timeline *timeline = session->timeline;
	size_t step = timeline->step;
	const struct keyframe *frame = keyframes_before(&timeline->keyframes, step - (step > 0));

	if (!look_is_fast(session) && rewind_steps(timeline->rewind) == 0
	    && from_keyframe(session, frame)) {
		go_on(session, step, REWIND_STEPS);
		move_names(session, step, timeline->step);
	}
}
