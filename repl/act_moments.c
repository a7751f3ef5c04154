/* SPDX-License-Identifier: MIT
 *
 * act_moments.c - time: what the time line and its plots show, in words.
 *
 *   steps of this branch  ->  at most STRETCHES stretches, a line each
 */
#include "act.h"

#include "journal.h"
#include "moments.h"
#include "number.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>
#include <string.h>

enum { STRETCHES = 16, PART_MOST = 200 };

static const char undone[] = " Nothing was done.";

/* ----------------------------------------------------------------------- a stretch */

struct stretch {
	size_t first, last; /* steps */
	struct moment most;
};

static struct stretch stretch_of(const struct session *session, size_t first, size_t last)
{
	const struct moments *moments = timeline_moments(session);
	size_t count = moments_count(moments);
	size_t from = (first - 1) / moments->stride, end = (last - 1) / moments->stride + 1;

	end = end < count ? end : count;
	return (struct stretch){ first, last,
		                 moments_gather(moments, from < end ? from : end, end) };
}

/* "5 taken, 2 freed": what its operations were. */
static void describe_operations(const struct session *session, const struct stretch *stretch,
                                char *out, size_t size)
{
	static const struct {
		char glyph;
		const char *word;
	} kinds[] = { { '+', "taken" }, { '-', "freed" }, { '~', "resized" }, { 'w', "written" },
		      { '!', "failed" } };
	size_t counts[256] = { 0 }, used = 0;

	out[0] = 0;
	for (size_t step = stretch->first; step <= stretch->last; step++)
		counts[(unsigned char)journal_op(session->journal, step)->glyph]++;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (counts[(unsigned char)kinds[i].glyph])
			used += (size_t)snprintf(out + used, size - used, "%s%s %s",
			                         used ? ", " : "",
			                         comma(counts[(unsigned char)kinds[i].glyph]).text,
			                         kinds[i].word);
}

static void describe_marks(const struct session *session, const struct stretch *stretch,
                           char *out, size_t size)
{
	size_t used = 0;

	out[0] = 0;
	for (size_t i = 0; i < timeline_marks(session) && used + VIEW_NAME + 16 < size; i++) {
		const struct mark *mark = timeline_get_mark(session, i);

		if (timeline_has_mark(session, mark) && mark->step >= stretch->first
		    && mark->step <= stretch->last)
			used += (size_t)snprintf(out + used, size - used, "%s%s",
			                         used ? ", " : ", marked ", mark->name);
	}
}

static void say_stretch(struct session *session, const struct stretch *stretch)
{
	const struct moment *most = &stretch->most;
	int one = stretch->first == stretch->last;
	char what[200], marks[160], last[64] = "";

	if (one)
		timeline_command(session, stretch->last, what, sizeof what);
	else
		describe_operations(session, stretch, what, sizeof what);
	describe_marks(session, stretch, marks, sizeof marks);
	if (!one)
		snprintf(last, sizeof last, " to %s", comma(stretch->last).text);
	session_say(session,
	            "%s %s%s: %s%s; used %s, mapped %s, external %u%%, looked at %s%s",
	            one ? "step" : "steps", comma(stretch->first).text, last, what,
	            one && most->glyph == '!' ? ", failed" : "", comma(most->used).text,
	            comma(most->mapped).text, most->external,
	            comma(most->looked).text, marks);
}

/* ---------------------------------------------------------------------- the whole */

static void say_stretches(struct session *session, size_t first, size_t last, size_t most)
{
	size_t share = (last - first + most) / most;

	for (size_t from = first; from <= last; from += share) {
		size_t to = from + share - 1;
		struct stretch stretch = stretch_of(session, from, to < last ? to : last);

		say_stretch(session, &stretch);
	}
	if (share > 1)
		session_say(session, "Of several steps the numbers are the most. time %zu %zu "
		            "tells the first of them one by one.", first, first + share - 1);
}

/* When used, mapped and external fragmentation were at their most for the first time; of a long
 * branch it is known which of several steps it was in. */
static void say_peaks(struct session *session)
{
	const struct moments *moments = timeline_moments(session);
	const char *at = moments->stride > 1 ? "around" : "at";
	size_t used = 0, mapped = 0, external = 0;

	for (size_t i = 1; i < moments_count(moments); i++) {
		const struct moment *m = moments->moment;

		used = m[i].used > m[used].used ? i : used;
		mapped = m[i].mapped > m[mapped].mapped ? i : mapped;
		external = m[i].external > m[external].external ? i : external;
	}
	session_say(session, "The most: used %s %s step %s, mapped %s %s step %s, external %u%% "
	            "%s step %s.",
	            comma(moments->moment[used].used).text, at,
	            comma(used * moments->stride + 1).text,
	            comma(moments->moment[mapped].mapped).text, at,
	            comma(mapped * moments->stride + 1).text, moments->moment[external].external,
	            at, comma(external * moments->stride + 1).text);
}

static int tell_part(struct session *session, const struct call *call)
{
	size_t first, last;

	if (timeline_read(session, call->word[0].text, undone, &first) != SESSION_OK)
		return SESSION_FAILED;
	last = first;
	if (call->count > 1
	    && timeline_read(session, call->word[1].text, undone, &last) != SESSION_OK)
		return SESSION_FAILED;
	if (first == 0 || first > last)
		return session_fail(session, "out of range", "%s: steps are told from 1 on, the "
		                    "earlier one first. Nothing was done.", session->doing);
	session_title(session, "time", "");
	say_stretches(session, first, last, PART_MOST);
	return SESSION_OK;
}

int act_moments(struct session *session, const struct call *call)
{
	size_t end = timeline_end(session);
	char text[160];

	if (call->count)
		return tell_part(session, call);
	snprintf(text, sizeof text, "at step %.40s of %.40s, on branch b%zu of %zu",
	         comma(timeline_step(session)).text, comma(end).text,
	         timeline_branch(session, timeline_active(session)).number,
	         timeline_branches(session));
	session_title(session, "time", "");
	session_result(session, "time", text, "", text);
	if (end == 0) {
		session_say(session, "Nothing was asked of the heap yet.");
		return SESSION_OK;
	}
	say_stretches(session, 1, end, STRETCHES);
	say_peaks(session);
	return SESSION_OK;
}
