/* SPDX-License-Identifier: MIT
 *
 * scene_time.c - where the session stands in time, as the view shows it.
 *
 *   operations of the branch  ->  at most VIEW_OPERATIONS places, each of as many of them
 *
 * Of a long branch a place asks a few of its operations what they were, so that the cost
 * does not grow with the branch. Places that have all of their operations stay as they are:
 * a frame costs one place.
 */
#include "ground.h"
#include "journal.h"
#include "moments.h"
#include "scene_parts.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ASKED = 32 }; /* operations of a place */

/* ------------------------------------------------------------------------ places */

static char glyph_at(const struct scene *scene, size_t number)
{
	return journal_op(scene->session->journal, number)->glyph;
}

/* What most of them were, of those that are asked. */
static char commonest(const struct scene *scene, size_t first, size_t last)
{
	size_t step = (last - first) / ASKED + 1, counts[256] = { 0 };
	unsigned char best = (unsigned char)glyph_at(scene, first);

	for (size_t number = first; number <= last; number += step) {
		unsigned char glyph = (unsigned char)glyph_at(scene, number);

		if (++counts[glyph] > counts[best])
			best = glyph;
	}
	return (char)best;
}

static void copy_numbers(const struct moment *from, view_operation *to)
{
	to->used = from->used;
	to->mapped = from->mapped;
	to->asked = from->asked;
	to->calls = from->calls;
	to->looked = from->looked;
	to->external = from->external;
	to->internal = from->internal;
}

/* Of what is looked at. */
static const struct moments *moments_of(const struct scene *scene)
{
	const struct recorded *recorded = ground_recorded(scene->session);

	return recorded ? recorded_moments(recorded) : timeline_moments(scene->session);
}

static view_operation place_of(const struct scene *scene, size_t first, size_t last)
{
	const struct moments *moments = moments_of(scene);
	size_t before = (size_t)ground_record(scene->session, first - 1);
	size_t from = before / moments->stride;
	size_t end = ((size_t)ground_record(scene->session, last) + moments->stride - 1)
	             / moments->stride;
	view_operation place = { .number = last, .first = first };
	struct moment all;

	end = end < moments_count(moments) ? end : moments_count(moments);
	all = moments_gather(moments, from < end ? from : end, end);
	copy_numbers(&all, &place);
	place.glyph = all.glyph == '!' || ground_is_alone(scene->session)
	                      ? all.glyph : commonest(scene, first, last);
	return place;
}

/* Operations of a place: whole moments, where that is not less than one. */
static size_t share_of(size_t end, size_t stride)
{
	size_t share = (end + VIEW_OPERATIONS - 1) / VIEW_OPERATIONS;

	if (share > stride)
		share += (stride - share % stride) % stride;
	return share;
}

/* Places that are still as they were: of the same operations, and whole. */
static size_t known_places(struct scene *scene, size_t share, size_t end)
{
	size_t heap = 2 * scene->session->heaps_made + (ground_recorded(scene->session) != NULL);
	size_t version = moments_of(scene)->version, known = 0;

	if (scene->timed.heap == heap && scene->timed.version == version
	    && scene->timed.share == share && scene->timed.end <= end)
		known = scene->timed.end / share;
	scene->timed.heap = heap;
	scene->timed.version = version;
	scene->timed.share = share;
	scene->timed.end = end;
	return known;
}

static void fill_places(struct scene *scene, size_t end)
{
	size_t share = share_of(end, moments_of(scene)->stride);
	size_t *count = &scene->v.time_count;

	scene->v.time = scene->time;
	if (end == 0)
		return;
	for (*count = known_places(scene, share, end); *count * share < end; ++*count) {
		size_t first = *count * share + 1, last = first + share - 1;

		scene->time[*count] = place_of(scene, first, last < end ? last : end);
	}
}

/* As the heap is now; what the operation looked at only its moment knows. */
static void fill_now(struct scene *scene)
{
	struct moment now = ground_numbers(scene->session);
	size_t step = scene->v.operation, at = 0;

	copy_numbers(&now, &scene->v.now);
	while (at + 1 < scene->v.time_count && scene->time[at].number < step)
		at++;
	if (scene->v.time_count)
		scene->v.now.looked = scene->time[at].looked;
}

static void fill_near(struct scene *scene, size_t step, size_t end)
{
	size_t count = SCENE_NEAR - 1 < end ? SCENE_NEAR - 1 : end;
	size_t first = step > count / 2 ? step - count / 2 : 1;

	if (first + count > end + 1)
		first = end + 1 - count;
	ground_glyphs(scene->session, first, count, scene->near);
	scene->near[count] = 0;
	scene->v.near = scene->near;
	scene->v.near_first = first;
}

/* ------------------------------------------------------------------------- marks */

static int by_step(const void *a, const void *b)
{
	const view_milestone *left = a, *right = b;

	return (left->step > right->step) - (left->step < right->step);
}

/* The newest ones. */
static void fill_milestones(struct scene *scene)
{
	const struct session *session = scene->session;
	size_t *count = &scene->v.milestone_count;

	for (size_t i = timeline_marks(session); i > 0 && *count < VIEW_MILESTONES; i--) {
		const struct mark *mark = timeline_get_mark(session, i - 1);
		view_milestone *out = &scene->milestones[*count];

		if (!timeline_has_mark(session, mark))
			continue;
		snprintf(out->name, sizeof out->name, "%s", mark->name);
		out->step = mark->step;
		(*count)++;
	}
	qsort(scene->milestones, *count, sizeof *scene->milestones, by_step);
	scene->v.milestones = scene->milestones;
}

/* ---------------------------------------------------------------------- branches */

static view_branch branch_of(const struct session *session, size_t index)
{
	struct branch_view branch = timeline_branch(session, index);
	view_branch out = { .number = branch.number, .last = branch.end,
		            .fork = branch.common };
	size_t count = branch.end - out.fork;

	if (count > VIEW_GLYPHS - 1)
		count = VIEW_GLYPHS - 1;
	for (size_t i = 0; i < count; i++)
		out.glyphs[i] = timeline_glyph(session, index, out.fork + 1 + i);
	return out;
}

/* Those whose numbers are nearest to the active one's: its elders first. */
static void fill_branches(struct scene *scene)
{
	const struct session *session = scene->session;
	size_t all = timeline_branches(session), active = timeline_active(session);
	view *v = &scene->v;

	if (all < 2)
		return;
	v->branch = timeline_branch(session, active).number;
	for (size_t apart = 1; v->branch_count < VIEW_BRANCHES && apart < all; apart++) {
		if (apart <= active)
			scene->branches[v->branch_count++] =
				branch_of(session, active - apart);
		if (active + apart < all && v->branch_count < VIEW_BRANCHES)
			scene->branches[v->branch_count++] =
				branch_of(session, active + apart);
	}
	v->branches = scene->branches;
	v->branches_more = all - 1 - v->branch_count;
}

/* ------------------------------------------------------------------------- whole */

void scene_present(struct scene *scene)
{
	scene->v.operation = ground_step(scene->session);
	scene->v.operations = ground_end(scene->session);
	scene->v.preview = scene->session->preview;
	if (scene->v.preview)
		scene->v.hint = "do carries it out   any other line takes it back   ? help";
}

void scene_time(struct scene *scene)
{
	fill_places(scene, scene->v.operations);
	fill_now(scene);
	fill_near(scene, scene->v.operation, scene->v.operations);
	fill_milestones(scene);
	fill_branches(scene);
}
