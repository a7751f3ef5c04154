/* SPDX-License-Identifier: MIT
 *
 * act_compare.c - compare first best worst: the operations so far on several heaps. As text
 * that is the first difference and a table of numbers; on the screen the lanes under each
 * other, which follow the session until compare off.
 */
#include "act.h"

#include "compare.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "timeline.h"

#include <stdio.h>
#include <string.h>

enum { PORTION = 20000 }; /* operations between two looks at Ctrl-C */

static const char *const usual[] = { "first", "best", "worst" };

/* --------------------------------------------------------------------------- lanes */

static struct compare *read_lanes(struct session *session, const struct call *call)
{
	struct compare *compare = memory_new(1, sizeof *compare);
	int count = call->count ? call->count : (int)(sizeof usual / sizeof usual[0]);
	int status = SESSION_OK;

	for (int i = 0; i < count && status == SESSION_OK; i++)
		status = compare_add(compare, session,
		                     call->count ? call->word[i].text : usual[i]);
	if (status == SESSION_OK)
		return compare;
	compare_free(compare);
	return NULL;
}

static void tell_progress(struct session *session, size_t step, size_t end)
{
	char sentence[160];

	if (!session->progress)
		return;
	snprintf(sentence, sizeof sentence,
	         "%.40s of %.40s carried out on each heap; Ctrl-C ends it", comma(step).text,
	         counted(end, "operation", "operations").text);
	session->progress(session, sentence, session->user);
}

/* 1; 0: it was interrupted, or there is no memory. */
static int catch_up(struct session *session)
{
	struct compare *compare = session->compare;

	while (!compare_follow(compare, session, PORTION)) {
		if (!compare->of[0].lane.heap)
			return 0;
		tell_progress(session, compare->step, timeline_step(session));
		if (session->interrupted)
			return 0;
	}
	return 1;
}

static int not_caught_up(struct session *session)
{
	size_t step = session->compare->step;

	if (!session->compare->of[0].lane.heap)
		return session_fail(session, "not made", "%s Nothing was compared.",
		                    session->compare->problem);
	return session_fail(session, "interrupted", "It was ended after %s on each heap. Type "
	                    "compare to go on.", counted(step, "operation", "operations").text);
}

/* -------------------------------------------------------------------------- telling */

static void say_numbers(struct session *session)
{
	const struct compare *compare = session->compare;
	my_heap_statistics stats[COMPARE_LANES];
	char line[300], value[24];
	size_t used;

	used = (size_t)snprintf(line, sizeof line, "number");
	for (size_t i = 0; i < compare->count; i++) {
		my_heap_stats(compare->of[i].lane.heap, &stats[i]);
		used += (size_t)snprintf(line + used, sizeof line - used, " | %s",
		                         compare->of[i].name);
	}
	session_say(session, "%s", line);
	for (const struct compare_number *row = compare_numbers; row->label; row++) {
		used = (size_t)snprintf(line, sizeof line, "%s", row->label);
		for (size_t i = 0; i < compare->count; i++) {
			compare_text(row, &stats[i], value);
			used += (size_t)snprintf(line + used, sizeof line - used, " | %s", value);
		}
		session_say(session, "%s", line);
	}
}

/* Where the blocks lie of which the screen tells. */
static void say_places(struct session *session)
{
	const struct compare *compare = session->compare;
	size_t blocks[COMPARE_BLOCKS], count = compare_blocks(compare, session, blocks), used;
	char line[300];

	for (size_t k = 0; k < count; k++) {
		used = (size_t)snprintf(line, sizeof line, "%s",
		                        names_get(session->names, blocks[k]).text);
		for (size_t i = 0; i < compare->count; i++) {
			struct place at = compare_place(&compare->of[i], blocks[k]);

			used += (size_t)snprintf(line + used, sizeof line - used, " | %s",
			                         at.section ? place_text(at.section, at.offset).text
			                                    : "no room");
		}
		session_say(session, "%s", line);
	}
}

static void say_first(struct session *session)
{
	const struct compare *compare = session->compare;
	char command[80], sentence[COMPARE_SENTENCE];

	if (!compare->differs)
		return;
	timeline_command(session, compare->differs, command, sizeof command);
	session_say(session, "first difference: operation %s, %s",
	            comma(compare->differs).text, command);
	for (size_t i = 0; i < compare->count; i++) {
		compare_took(compare, i, sentence);
		session_say(session, "  %s", sentence);
	}
	compare_sections(compare, sentence);
	if (*sentence)
		session_say(session, "%s", sentence);
}

/* To standard error: what is on standard output is the same on every run. */
static void tell_time(struct session *session)
{
	const struct compare *compare = session->compare;
	size_t count = compare_clocked(session), used = 0;
	char line[300] = "";

	if (!count)
		return;
	for (size_t i = 0; i < compare->count; i++) {
		double time = compare_clock(&compare->of[i], session);

		if (time < 0)
			return;
		used += (size_t)snprintf(line + used, sizeof line - used, "%s %s %.3f s",
		                         i ? "," : "", compare->of[i].name, time);
	}
	fprintf(session->err, "time for the first %s, not the same on every run:%s\n",
	        counted(count, "operation", "operations").text, line);
}

static void tell(struct session *session)
{
	const struct compare *compare = session->compare;
	char names[160] = "", text[200], linear[480];
	size_t used = 0;

	for (size_t i = 0; i < compare->count; i++)
		used += (size_t)snprintf(names + used, sizeof names - used, "%s%.30s",
		                         i ? ", " : "", compare->of[i].name);
	if (compare->differing)
		snprintf(text, sizeof text, "%.60s took different places",
		         counted(compare->differing, "operation", "operations").text);
	else
		snprintf(text, sizeof text, "all blocks lie in the same places");
	snprintf(linear, sizeof linear, "%s: %.60s on each heap; %s", names,
	         counted(compare->step, "operation", "operations").text, text);
	session_result(session, "compare", text, "compare off ends it", linear);
}

static int end(struct session *session)
{
	if (!session->compare)
		return session_fail(session, "nothing compared", "No heaps are compared: compare "
		                    "first best worst begins it. Nothing was changed.");
	compare_free(session->compare);
	session->compare = NULL;
	session->arrangement.layout = VIEW_LAYOUT_USUAL;
	session_result(session, "compare", "ended", "", "compare: ended");
	return SESSION_OK;
}

int act_compare(struct session *session, const struct call *call)
{
	struct compare *made;

	if (call->count == 1 && strcmp(call->word[0].text, "off") == 0)
		return end(session);
	if (call->count > COMPARE_LANES)
		return session_fail(session, "too many", "These are %d heaps: at most %d are "
		                    "compared. Nothing was compared.", call->count, COMPARE_LANES);
	if (call->count == 1)
		return session_fail(session, "not understood", "One heap alone cannot be compared: "
		                    "compare first best. Nothing was compared.");
	if (call->count || !session->compare) {
		made = read_lanes(session, call);
		if (!made)
			return SESSION_FAILED;
		compare_free(session->compare);
		session->compare = made;
	}
	if (!catch_up(session))
		return not_caught_up(session);
	tell(session);
	if (!session->plain) {
		session->arrangement.layout = VIEW_LAYOUT_COMPARE;
		session->arrangement.full = VIEW_PANE_NONE;
		return SESSION_OK;
	}
	session_title(session, "compare", "the same operations on several heaps");
	say_first(session);
	say_numbers(session);
	say_places(session);
	tell_time(session);
	return SESSION_OK;
}
