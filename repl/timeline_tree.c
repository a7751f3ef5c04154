/* SPDX-License-Identifier: MIT
 *
 * timeline_tree.c - what lies beside the way: trials, marks, other branches.
 */
#include "timeline_parts.h"

#include "memory.h"
#include "number.h"
#include "word.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------- trials */

void timeline_try(struct session *session)
{
	struct timeline *timeline = session->timeline;

	timeline->aside = journal_cut(session->journal, timeline->step);
	timeline->aside_moments = moments_copy(&timeline->moments);
	keyframes_cut(&timeline->keyframes, timeline->step);
	moments_cut(&timeline->moments, timeline->step);
}

/* The trial's own operations are undone as any others, then cut off. */
int timeline_forget_trial(struct session *session)
{
	struct timeline *timeline = session->timeline;
	struct journal *aside = timeline->aside;
	size_t step;
	int status;

	if (!aside)
		return SESSION_OK;
	step = journal_start(aside);
	timeline->aside = NULL;
	status = timeline_go(session, step);
	session->preview = 0;
	keyframes_cut(&timeline->keyframes, step);
	timeline->aside_moments.version = timeline->moments.version + 1;
	moments_free(&timeline->moments);
	timeline->moments = timeline->aside_moments;
	journal_destroy(journal_cut(session->journal, step));
	journal_append(session->journal, aside);
	return status;
}

struct timeline *timeline_copy(const struct session *session)
{
	struct timeline *copy = memory_new(1, sizeof *copy);

	copy->journal = journal_copy(session->journal, session->timeline->step);
	branches_create(&copy->branches);
	return copy;
}

/* ------------------------------------------------------------------------ marks */

size_t timeline_marks(const struct session *session)
{
	return session->timeline->marks;
}

const struct mark *timeline_get_mark(const struct session *session, size_t index)
{
	return &session->timeline->mark[index];
}

static const struct mark *find_mark(const struct session *session, const char *name)
{
	const struct timeline *timeline = session->timeline;

	for (size_t i = 0; i < timeline->marks; i++)
		if (strcmp(timeline->mark[i].name, name) == 0)
			return &timeline->mark[i];
	return NULL;
}

int timeline_has_mark(const struct session *session, const struct mark *mark)
{
	return branches_has(&session->timeline->branches, session->journal, mark->branch,
	                    mark->step);
}

/* The branch that a step of the active way belongs to. */
static size_t owner_of(const struct branches *branches, size_t step)
{
	size_t index = branches->active;

	while (index && step <= branches->branch[index].fork)
		index = branches->branch[index].parent;
	return index;
}

int timeline_mark(struct session *session, const char *name)
{
	struct timeline *timeline = session->timeline;
	const struct mark *there = find_mark(session, name);
	struct mark *mark;

	if (there)
		return session_fail(session, "name taken",
		                    "The mark %s is at step %s of branch b%zu already. Nothing was "
		                    "marked.", name, comma(there->step).text, there->branch + 1);
	timeline->mark = memory_room(timeline->mark, timeline->marks, 1, &timeline->mark_space,
	                             sizeof *mark);
	mark = &timeline->mark[timeline->marks++];
	*mark = (struct mark){ .branch = owner_of(&timeline->branches, timeline->step),
		               .step = timeline->step };
	lines_clip(mark->name, sizeof mark->name, name);
	return SESSION_OK;
}

static int unknown_mark(struct session *session, const char *word, const char *undone)
{
	struct nearest nearest;

	nearest_start(&nearest, word);
	for (size_t i = 0; i < session->timeline->marks; i++)
		nearest_try(&nearest, session->timeline->mark[i].name);
	if (nearest_word(&nearest))
		return session_fail(session, "no such mark",
		                    "No step is marked %s. Did you mean %s?%s",
		                    word_quote(word).text, nearest_word(&nearest), undone);
	return session_fail(session, "no such mark",
	                    "No step is marked %s. A step is a number, or the name that mark "
	                    "gave it.%s", word_quote(word).text, undone);
}

int timeline_read(struct session *session, const char *word, const char *undone, size_t *step)
{
	const struct mark *mark = find_mark(session, word);
	char problem[NUMBER_PROBLEM];

	if (mark && !timeline_has_mark(session, mark))
		return session_fail(session, "another branch",
		                    "The mark %s is on branch b%zu. Type branches %zu first.%s",
		                    mark->name, mark->branch + 1, mark->branch + 1, undone);
	if (mark) {
		*step = mark->step;
		return SESSION_OK;
	}
	if (!isdigit((unsigned char)*word))
		return unknown_mark(session, word, undone);
	if (!number_read(word, step, problem))
		return session_fail(session, "not understood", "%s%s", problem, undone);
	if (*step > timeline_end(session))
		return session_fail(session, "out of range",
		                    "There is no step %s: this branch ends with step %s.%s",
		                    comma(*step).text, comma(timeline_end(session)).text, undone);
	return SESSION_OK;
}

/* --------------------------------------------------------------------- branches */

size_t timeline_branches(const struct session *session)
{
	return session->timeline->branches.count;
}

size_t timeline_active(const struct session *session)
{
	return session->timeline->branches.active;
}

struct branch_view timeline_branch(const struct session *session, size_t index)
{
	const struct branches *branches = &session->timeline->branches;
	const struct branch *branch = &branches->branch[index];

	return (struct branch_view){
		.number = index + 1,
		.parent = index ? branch->parent + 1 : 0,
		.fork = branch->fork,
		.end = branches_end(branches, session->journal, index),
		.common = branches_common(branches, session->journal, index),
		.active = index == branches->active,
	};
}

char timeline_glyph(const struct session *session, size_t index, size_t step)
{
	const struct branches *branches = &session->timeline->branches;
	const struct branch *branch = &branches->branch[index];

	if (step > branches_end(branches, session->journal, index))
		return 0;
	for (; index && step <= branch->fork; branch = &branches->branch[index])
		index = branch->parent;
	if (branch->rest && step > branch->rest_from)
		return journal_op(branch->rest, step - branch->rest_from)->glyph;
	return branches_has(branches, session->journal, index, step)
	               ? journal_op(session->journal, step)->glyph
	               : 0;
}

int timeline_switch(struct session *session, size_t number)
{
	struct timeline *timeline = session->timeline;
	struct branches *branches = &timeline->branches;
	size_t index = number - 1, common, end;

	if (timeline_forget_trial(session) != SESSION_OK)
		return SESSION_FAILED;
	common = branches_common(branches, session->journal, index);
	if (timeline->step > common && timeline_go(session, common) != SESSION_OK)
		return SESSION_FAILED;
	branches_switch(branches, session->journal, index);
	keyframes_cut(&timeline->keyframes, common);
	moments_cut(&timeline->moments, common);
	end = timeline_end(session);
	return timeline_show(session, end);
}
