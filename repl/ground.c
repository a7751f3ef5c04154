/* SPDX-License-Identifier: MIT
 *
 * ground.c - what is looked at, and at which step. Its cursors are in ground_cursor.c.
 */
#include "ground.h"

#include "journal.h"
#include "memory.h"
#include "number.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TICK = 1 << 16 };

struct ground {
	char *path, *process;      /* of the file; NULL: alone; the largest process */
	struct recorded *recorded; /* NULL: not wanted yet */
	size_t heap;               /* to which it belongs */
	size_t end;                /* the last step that was loaded */
	int shown, looking;
	size_t *extra; /* steps of the journal that are no operation of the recording */
	size_t count, space;
};

void ground_free(struct ground *ground)
{
	if (!ground)
		return;
	recorded_free(ground->recorded);
	free(ground->path);
	free(ground->process);
	free(ground->extra);
	free(ground);
}

static struct ground *begin(struct session *session)
{
	ground_free(session->ground);
	session->ground = memory_new(1, sizeof *session->ground);
	session->ground->heap = session->heaps_made;
	return session->ground;
}

void ground_loaded(struct session *session, const char *path, const char *process)
{
	struct ground *ground = begin(session);

	ground->path = memory_copy(path, strlen(path));
	if (process)
		ground->process = memory_copy(process, strlen(process));
}

struct recorded *ground_watch(struct session *session)
{
	struct ground *ground = begin(session);

	ground->recorded = recorded_create(RECORDED_ENTRIES);
	ground->shown = 1;
	return ground->recorded;
}

void ground_extra(struct session *session, size_t operations)
{
	struct ground *ground = session->ground;

	for (; operations > 0; operations--) {
		ground->extra = memory_room(ground->extra, ground->count, 1, &ground->space,
		                            sizeof *ground->extra);
		ground->extra[ground->count++] = timeline_end(session) - operations;
	}
}

void ground_settle(struct session *session)
{
	session->ground->end = timeline_end(session);
}

/* ------------------------------------------------------------------------ steps */

int ground_is_alone(const struct session *session)
{
	return session->ground && !session->ground->path;
}

/* On the branch that was loaded, of the heap that was. */
static int belongs(const struct session *session)
{
	const struct ground *ground = session->ground;

	return ground && ground->heap == session->heaps_made
	       && (ground_is_alone(session)
	           || (timeline_active(session) == 0 && timeline_step(session) <= ground->end));
}

/* Operations of the recording up to a step of the journal. */
static uint64_t record_of(const struct ground *ground, size_t step)
{
	size_t low = 0, high = ground->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ground->extra[middle] <= step)
			low = middle + 1;
		else
			high = middle;
	}
	return step - low;
}

/* The first step of the journal that has so many of them. */
static size_t step_of(const struct ground *ground, uint64_t record)
{
	size_t low = 0, high = ground->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ground->extra[middle] - middle - 1 < record)
			low = middle + 1;
		else
			high = middle;
	}
	return (size_t)record + low;
}

int ground_look(const struct session *session, int looking)
{
	int was = session->ground && session->ground->looking;

	if (session->ground)
		session->ground->looking = looking;
	return was;
}

struct recorded *ground_recorded(const struct session *session)
{
	struct ground *ground = session->ground;

	if (!ground || !ground->looking || !ground->shown || !ground->recorded
	    || !belongs(session))
		return NULL;
	if (ground->path)
		recorded_go(ground->recorded, record_of(ground, timeline_step(session)));
	return ground->recorded;
}

size_t ground_step(const struct session *session)
{
	return ground_is_alone(session) ? recorded_step(session->ground->recorded)
	                                : timeline_step(session);
}

size_t ground_end(const struct session *session)
{
	return ground_is_alone(session) ? recorded_end(session->ground->recorded)
	                                : timeline_end(session);
}

int ground_go(struct session *session, size_t step)
{
	int looking, status;

	if (ground_is_alone(session)) {
		recorded_go(session->ground->recorded, step);
		return SESSION_OK;
	}
	looking = ground_look(session, 0);
	status = timeline_show(session, step);
	ground_look(session, looking);
	return status;
}

uint64_t ground_record(const struct session *session, size_t step)
{
	return ground_recorded(session) && session->ground->path
	               ? record_of(session->ground, step) : step;
}

struct moment ground_numbers(const struct session *session)
{
	const struct recorded *recorded = ground_recorded(session);

	if (!recorded)
		return timeline_numbers(session);
	return (struct moment){ .used = recorded_blocks(recorded)->bytes,
		                .asked = recorded_blocks(recorded)->bytes,
		                .mapped = recorded_spans(recorded)->bytes };
}

void ground_glyphs(const struct session *session, size_t first, size_t count, char *out)
{
	if (ground_is_alone(session)) {
		memset(out, ' ', count);
		recorded_glyphs(session->ground->recorded, first, count, out);
		return;
	}
	for (size_t i = 0; i < count; i++)
		out[i] = journal_op(session->journal, first + i)->glyph;
}

/* ----------------------------------------------------------------------- reading */

static void tell(struct session *session, uint64_t count)
{
	char sentence[100];

	snprintf(sentence, sizeof sentence, "%s operations are read again. Ctrl-C stops.",
	         comma((size_t)count).text);
	if (session->progress)
		session->progress(session, sentence, session->user);
}

/* As many as the journal has. */
static void read_all(struct session *session, struct trace *trace)
{
	struct ground *ground = session->ground;
	uint64_t most = record_of(ground, ground->end), count = 0;
	struct trace_operation operation;

	while (count < most && !session->interrupted
	       && trace_next(trace, &operation) == TRACE_OPERATION) {
		recorded_add(ground->recorded, &operation);
		if (++count % TICK == 0)
			tell(session, count);
	}
}

static int read_recording(struct session *session)
{
	struct ground *ground = session->ground;
	char problem[TRACE_PROBLEM];
	struct trace *trace;
	struct stat status;

	if (strcmp(ground->path, "-") == 0
	    || (stat(ground->path, &status) == 0 && !S_ISREG(status.st_mode)))
		return session_fail(session, "no file",
		                    "%s is no file that could be read a second time: load a "
		                    "file to see the recording as it was.", ground->path);
	trace = trace_open_process(ground->path, ground->process, &session->interrupted, problem);
	if (!trace)
		return session_fail(session, "unreadable file",
		                    "The recording is read again to be shown as it was: %s",
		                    problem);
	if (!trace_has_addresses(trace)) {
		session_fail(session, "no addresses",
		             "What was loaded, %s, numbers its blocks and does not tell where "
		             "they lay: it can only be shown replayed.",
		             trace_format_name(trace));
		trace_close(trace);
		return SESSION_FAILED;
	}
	ground->recorded = recorded_create(RECORDED_ENTRIES);
	read_all(session, trace);
	trace_close(trace);
	return SESSION_OK;
}

static int fail_none(struct session *session)
{
	if (!session->ground)
		return session_fail(session, "no recording",
		                    "There is no recording to be shown as it was: load FILE plays "
		                    "one. Nothing was changed.");
	return session_fail(session, "elsewhere",
	                    "The recording has no such step: it belongs to the heap that load "
	                    "made, on its branch 1. Nothing was changed.");
}

int ground_show(struct session *session, int recorded)
{
	if (recorded && !belongs(session))
		return fail_none(session);
	if (recorded && !session->ground->recorded && read_recording(session) != SESSION_OK)
		return SESSION_FAILED;
	if (!recorded && ground_is_alone(session))
		return session_fail(session, "not replayed",
		                    "What is watched was not replayed: load the recording for "
		                    "that. Nothing was changed.");
	if (session->ground)
		session->ground->shown = recorded;
	return SESSION_OK;
}

/* ------------------------------------------------------------------------- names */

struct name ground_name(const struct session *session, const my_heap_chunk *chunk)
{
	const struct ground *ground = session->ground;
	struct recorded *recorded = ground_recorded(session);
	struct name out = { .text = "" };
	struct block block;
	const struct op *op;
	size_t step;

	if (!blocks_find(recorded_blocks(recorded), (uint64_t)(uintptr_t)chunk->pointer, &block))
		return out;
	step = step_of(ground, block.born);
	if (!ground->path) {
		out = (struct name){ .pointer = chunk->pointer, .born = block.born,
			             .asked = block.size };
		snprintf(out.text, sizeof out.text, "b%zu", (size_t)block.born);
		return out;
	}
	op = step <= timeline_end(session) ? journal_op(session->journal, step) : NULL;
	if (op && op->block != BLOCK_NONE && (op_gives(op) || op_changes(op)))
		out = names_get(session->names, op->block);
	return out;
}
