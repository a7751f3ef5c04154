/* SPDX-License-Identifier: MIT
 *
 * act_heap.c - stats, check, leaks, set, reset: the heap as a whole.
 */
#include "act.h"

#include "look.h"
#include "number.h"
#include "session.h"
#include "setting.h"
#include "wording.h"

#include <stdio.h>
#include <string.h>

/* ----------------------------------------------------------------------- stats */

static void say_size(struct session *session, const char *label, size_t size)
{
	session_say(session, "%-24s %14s", label, comma(size).text);
}

static void say_share(struct session *session, const char *label, size_t part, size_t whole)
{
	session_say(session, "%-24s %12s %%", label, percent_text(part, whole, 1).text);
}

int act_stats(struct session *session, const struct call *call)
{
	my_heap_statistics s;

	(void)call;
	my_heap_stats(session->heap, &s);
	session_title(session, "stats", "");
	say_size(session, "mapped", s.mapped);
	say_size(session, "used", s.used);
	say_size(session, "asked", s.asked);
	say_size(session, "slack", s.used - s.asked);
	say_size(session, "free", s.free);
	say_size(session, "largest free", s.largest_free);
	say_share(session, "internal fragmentation", s.used - s.asked, s.used);
	say_share(session, "external fragmentation", s.free - s.largest_free, s.free);
	say_share(session, "utilisation", s.peak_asked, s.peak_mapped);
	say_size(session, "peak asked", s.peak_asked);
	say_size(session, "peak mapped", s.peak_mapped);
	say_size(session, "sections", s.sections);
	say_size(session, "used chunks", s.used_chunks);
	say_size(session, "free chunks", s.free_chunks);
	say_size(session, "bytes of tables", s.tables);
	say_size(session, "table lookups", s.lookups);
	say_size(session, "buckets past home", s.probes);
	say_size(session, "longest probe", s.longest_probe);
	say_size(session, "searches", s.searches);
	say_size(session, "free chunks looked at", s.looked);
	say_size(session, "splits", s.splits);
	say_size(session, "merges", s.merges);
	say_size(session, "moves", s.moves);
	say_size(session, "bytes copied", s.copied);
	say_size(session, "system calls", s.system_calls);
	return SESSION_OK;
}

/* ----------------------------------------------------------------------- check */

int act_check(struct session *session, const struct call *call)
{
	my_heap_statistics s;
	my_heap_fault fault;
	char more[160], linear[200];

	(void)call;
	if (my_heap_check(session->heap, &fault))
		return session_fail(session, "broken heap", "The heap is broken at %s: %s",
		                    place_text(fault.section, fault.offset).text,
		                    fault.invariant);
	my_heap_stats(session->heap, &s);
	snprintf(more, sizeof more, "%.60s in %.60s, every invariant holds",
	         counted(s.used_chunks + s.free_chunks, "chunk", "chunks").text,
	         counted(s.sections, "section", "sections").text);
	snprintf(linear, sizeof linear, "the heap is sound: %s", more);
	session_result(session, "check", "the heap is sound", more, linear);
	return SESSION_OK;
}

/* ----------------------------------------------------------------------- leaks */

struct leaks {
	struct session *session;
	size_t count, asked;
};

static int add_leak(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct leaks *leaks = user;

	(void)section;
	if (chunk->free)
		return 0;
	leaks->count++;
	leaks->asked += chunk->asked;
	session_say(leaks->session, "%-6s %-12s %10s asked", look_name(leaks->session, chunk),
	            place_text(chunk->section, chunk->offset).text, comma(chunk->asked).text);
	return 0;
}

int act_leaks(struct session *session, const struct call *call)
{
	static const my_heap_visitor visitor = { .chunk = add_leak };
	struct leaks leaks = { .session = session };
	char text[160];

	(void)call;
	session_title(session, "leaks", "");
	my_heap_walk(session->heap, &visitor, &leaks);
	if (leaks.count == 0)
		snprintf(text, sizeof text, "no chunk is in use: nothing would leak");
	else
		snprintf(text, sizeof text, "%.60s in use, %.60s asked",
		         counted(leaks.count, "chunk is", "chunks are").text,
		         counted(leaks.asked, "byte", "bytes").text);
	session_result(session, "leaks", text, "", text);
	return SESSION_OK;
}

/* ------------------------------------------------------------------------- set */

static void say_setting(struct session *session, const struct setting *setting)
{
	char now[SETTING_VALUE], next[SETTING_VALUE], words[120] = "", pending[80] = "";
	int used = 0;

	setting_text(setting, my_heap_options_of(session->heap), now);
	setting_text(setting, &session->options, next);
	for (int i = 0; setting->values && setting->values[i]; i++)
		used += snprintf(words + used, sizeof words - (size_t)used, "%s%s", i ? ", " : ": ",
		                 setting->values[i]);
	if (strcmp(now, next) != 0)
		snprintf(pending, sizeof pending, " -> %s", next);
	session_say(session, "%-10s %s%s", setting->name, now, pending);
	session_say(session, "           %s%s", setting->help, words);
}

static int list_settings(struct session *session)
{
	session_title(session, "set", "a -> b: b from the next reset on");
	for (const struct setting *s = settings; s->name; s++)
		say_setting(session, s);
	return SESSION_OK;
}

static int unknown_setting(struct session *session, const char *name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (const struct setting *s = settings; s->name; s++)
		nearest_try(&nearest, s->name);
	if (nearest_word(&nearest))
		return session_fail(session, "not understood",
		                    "No setting is named %s. Did you mean %s? Nothing was changed.",
		                    word_quote(name).text, nearest_word(&nearest));
	return session_fail(session, "not understood",
	                    "No setting is named %s. Type set for the list. Nothing was changed.",
	                    word_quote(name).text);
}

int act_set(struct session *session, const struct call *call)
{
	const struct setting *setting;
	char problem[SETTING_PROBLEM], value[SETTING_VALUE], linear[120];

	if (call->count == 0)
		return list_settings(session);
	setting = setting_find(call->word[0].text);
	if (!setting)
		return unknown_setting(session, call->word[0].text);
	if (call->count == 1) {
		session_title(session, "set", setting->name);
		say_setting(session, setting);
		return SESSION_OK;
	}
	if (!setting_read(setting, &session->options, call->word[1].text, problem))
		return session_fail(session, "out of range", "%s: %s Nothing was changed.",
		                    session->doing, problem);
	setting_text(setting, &session->options, value);
	snprintf(linear, sizeof linear, "%s %s, from the next reset on", setting->name, value);
	session_result(session, "set", linear, "type reset for a new heap", linear);
	return SESSION_OK;
}

int act_reset(struct session *session, const struct call *call)
{
	char linear[160];

	(void)call;
	if (session_reset(session, 0) != SESSION_OK)
		return SESSION_FAILED;
	snprintf(linear, sizeof linear, "a new heap: %s, %s", wording_placement(session),
	         wording_hash(session));
	session_result(session, "reset", linear, "all names are free again", linear);
	return SESSION_OK;
}
