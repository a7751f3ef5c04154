/* SPDX-License-Identifier: MIT
 *
 * ground.c - what is looked at, and at which step. Its cursors are in ground_cursor.c, its file is
 * read in ground_read.c.
 */
#include "ground_parts.h"

#include "journal.h"
#include "memory.h"
#include "number.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ground_free(struct ground *ground)
{
	if (!ground)
		return;
	recorded_free(ground->recorded);
	trace_close(ground->trace);
	free(ground->path);
	free(ground->process);
	free(ground->extra);
	free(ground);
}

struct ground *ground_begin(struct session *session)
{
	ground_free(session->ground);
	session->ground = memory_new(1, sizeof *session->ground);
	session->ground->heap = session->heaps_made;
	return session->ground;
}

struct ground *ground_of_file(struct session *session, const char *path, const char *process)
{
	struct ground *ground = ground_begin(session);

	ground->path = memory_text(path);
	if (process)
		ground->process = memory_text(process);
	return ground;
}

static int same_word(const char *one, const char *other)
{
	return one && other ? strcmp(one, other) == 0 : one == other;
}

/* What was read of the same file already is kept. */
void ground_again(struct session *session, size_t made)
{
	if (session->ground && session->ground->heap == made)
		session->ground->heap = session->heaps_made;
}

void ground_loaded(struct session *session, const char *path, const char *process)
{
	struct ground *ground = session->ground;

	if (!ground || ground->played || !same_word(ground->path, path)
	    || !same_word(ground->process, process))
		ground = ground_of_file(session, path, process);
	ground->heap = session->heaps_made;
	ground->played = 1;
}

struct recorded *ground_watch(struct session *session)
{
	struct ground *ground = ground_begin(session);

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
	const struct ground *ground = session->ground;

	return ground && !ground->played && ground->heap == session->heaps_made;
}

struct recorded *ground_opened(const struct session *session, struct recording **recording,
                               size_t *stream)
{
	*recording = trace_recorded(session->ground->trace, stream);
	return session->ground->recorded;
}

const char *ground_path(const struct session *session)
{
	return session->ground->path;
}

const char *ground_process(const struct session *session)
{
	return session->ground->process;
}

int ground_is_unplayed(const struct session *session)
{
	return ground_is_alone(session) && session->ground->path;
}

/* On the branch that was loaded, of the heap that was. */
static int belongs(const struct session *session)
{
	const struct ground *ground = session->ground;

	return ground && ground->heap == session->heaps_made
	       && (ground_is_alone(session)
	           || (timeline_active(session) == 0 && timeline_step(session) <= ground->end));
}

uint64_t ground_record_of(const struct ground *ground, size_t step)
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
	uint64_t record;

	if (!ground || !ground->looking || !ground->shown || !ground->recorded
	    || !belongs(session))
		return NULL;
	if (!ground->played)
		return ground->recorded;
	record = ground_record_of(ground, timeline_step(session));
	if (ground->trace && !ground->is_read && record > recorded_end(ground->recorded))
		return NULL;
	recorded_go(ground->recorded, record);
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

	if (ground_is_alone(session))
		return ground_go_alone(session, step);
	looking = ground_look(session, 0);
	status = timeline_show(session, step);
	ground_look(session, looking);
	return status;
}

uint64_t ground_record(const struct session *session, size_t step)
{
	return ground_recorded(session) && session->ground->played
	               ? ground_record_of(session->ground, step) : step;
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

/* ---------------------------------------------------------------------- choosing */

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
	if (recorded && !ground_is_alone(session) && ground_read_all(session) != SESSION_OK)
		return SESSION_FAILED;
	if (!recorded && ground_is_alone(session))
		return session_fail(session, "not replayed",
		                    "What is watched was not replayed: load the recording for "
		                    "that. Nothing was changed.");
	if (session->ground)
		session->ground->shown = recorded;
	return SESSION_OK;
}

/* ------------------------------------------------------------------------ saying so */

static void add(char *text, size_t size, const char *words)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s", words);
}

static int is_shown(struct session *session)
{
	int looking = ground_look(session, 1), shown = ground_recorded(session) != NULL;

	ground_look(session, looking);
	return shown;
}

void ground_tell(struct session *session)
{
	struct outcome *outcome = &session->outcome;

	if (!is_shown(session))
		return;
	if (session->text.count && session->plain) {
		session_say(session, "This is of the replayed heap; view shows the recording.");
	} else if (session->text.count) {
		add(session->about, sizeof session->about, *session->about ? ", " : "");
		add(session->about, sizeof session->about, "of the replayed heap");
	} else if (*outcome->linear) {
		add(outcome->linear, sizeof outcome->linear, " (of the replayed heap)");
		add(outcome->more, sizeof outcome->more, " (of the replayed heap)");
	}
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
	if (!ground->played) {
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
