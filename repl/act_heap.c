/* SPDX-License-Identifier: MIT
 *
 * act_heap.c - stats, check, leaks, set, reset: the heap as a whole.
 */
#include "act.h"

#include "fragmentation.h"
#include "heaps.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "setting.h"
#include "statistic.h"
#include "wording.h"

#include <stdio.h>
#include <string.h>

/* ----------------------------------------------------------------------- stats */

/* What memory is lost to, and what that means for a request. */
static void say_fragmentation(struct session *session, const my_heap_statistics *s)
{
	char sentence[FRAGMENTATION_BYTES];

	for (size_t i = 0; fragmentation_sentences[i]; i++) {
		fragmentation_sentences[i](session->heap, s, sentence);
		if (sentence[0])
			session_say(session, "%s", sentence);
	}
}

int act_stats(struct session *session, const struct call *call)
{
	my_heap_statistics s;

	(void)call;
	my_heap_stats(session->heap, &s);
	session_title(session, "stats", "");
	for (const struct statistic *row = statistics; row->label; row++)
		if (!statistic_is_of(row, look_is_fast(session)))
			continue;
		else if (row->whole)
			session_say(session, "%-24s %12s %%", row->label,
			            percent_text(row->value(&s), row->whole(&s), 1).text);
		else
			session_say(session, "%-24s %14s", row->label,
			            comma(row->value(&s)).text);
	say_fragmentation(session, &s);
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
	const struct names *names = leaks->session->names;
	struct name name = names_get(names, names_at(names, chunk->pointer));
	size_t asked = look_asked(leaks->session, chunk);
	char since[80] = "";

	(void)section;
	if (chunk->free || chunk->kind == MY_HEAP_SPAN)
		return 0;
	leaks->count++;
	leaks->asked += asked;
	if (*name.text)
		snprintf(since, sizeof since, ", since operation %s", comma(name.born).text);
	session_say(leaks->session, "%-6s %-12s %10s asked%s", name.text,
	            place_text(chunk->section, chunk->offset).text, comma(asked).text, since);
	return 0;
}

/* What leaks come to, and who would see them. */
static void explain_leaks(const struct leaks *leaks)
{
	session_say(leaks->session,
	            "A program that ends now, or forgets its pointers, has leaked %s.",
	            counted(leaks->asked, "byte", "bytes").text);
	session_say(leaks->session, "No check sees it: to the heap these chunks are in use, and "
	            "nothing is damaged.");
	session_say(leaks->session, "glibc does not tell either. At its end a process gives all "
	            "back; before, what leaks is lost.");
}

int act_leaks(struct session *session, const struct call *call)
{
	static const my_heap_visitor visitor = { .chunk = add_leak };
	struct leaks leaks = { .session = session };
	char text[160];

	(void)call;
	session_title(session, "leaks", "");
	my_heap_walk(session->heap, &visitor, &leaks);
	if (leaks.count)
		explain_leaks(&leaks);
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

#define setting_is(setting, member) ((setting)->offset == offsetof(my_heap_options, member))

/* The heap's description has words for them. */
static int setting_in_words(const struct setting *setting)
{
	return setting_is(setting, placement) || setting_is(setting, hash)
	       || setting_is(setting, engine);
}

static const char *brought_along(const struct session *session)
{
	return session->options.engine == MY_HEAP_FAST
	               ? "; with it granule 4096, header 0, split 16, section 262144, coalesce "
	                 "at-once, guard off"
	               : "; with it the usual granule, header, split, section, coalesce and guard";
}

static int list_settings(struct session *session)
{
	session_title(session, "set", "a -> b: b from the next reset on");
	for (const struct setting *s = settings; s->name; s++)
		say_setting(session, s);
	return SESSION_OK;
}

int act_set(struct session *session, const struct call *call)
{
	const struct setting *setting;
	char problem[SETTING_PROBLEM], value[SETTING_VALUE], linear[240];

	if (call->count == 0)
		return list_settings(session);
	setting = setting_find(call->word[0].text);
	if (!setting)
		return setting_unknown(session, call->word[0].text);
	if (call->count == 1) {
		session_title(session, "set", setting->name);
		say_setting(session, setting);
		return SESSION_OK;
	}
	if (!setting_read(setting, &session->options, call->word[1].text, problem))
		return session_fail(session, "out of range", "%s: %s Nothing was changed.",
		                    session->doing, problem);
	setting_text(setting, &session->options, value);
	snprintf(linear, sizeof linear, "%s %s, from the next reset on%s", setting->name, value,
	         setting_is(setting, engine) ? brought_along(session) : "");
	session_result(session, "set", linear, "type reset for a new heap", linear);
	return SESSION_OK;
}

/* Engine, placement and hash in words; of the others those that are not as usual. */
static void describe_heap(const struct session *session, char *out, size_t size)
{
	const my_heap_options *options = my_heap_options_of(session->heap);
	my_heap_options usual;
	int used = snprintf(out, size, "a new heap: %s%s, %s",
	                    options->engine == MY_HEAP_FAST ? "fast engine, " : "",
	                    wording_placement(session), wording_hash(session));

	my_heap_options_default(&usual);
	setting_engine(&usual, options->engine);
	for (const struct setting *s = settings; s->name; s++) {
		char is[SETTING_VALUE], was[SETTING_VALUE];

		setting_text(s, options, is);
		setting_text(s, &usual, was);
		if (!setting_in_words(s) && strcmp(is, was) != 0)
			used += snprintf(out + used, size - (size_t)used, ", %s %s", s->name, is);
	}
}

int act_reset(struct session *session, const struct call *call)
{
	char linear[600];

	(void)call;
	if (heaps_new(session, 0) != SESSION_OK)
		return SESSION_FAILED;
	describe_heap(session, linear, sizeof linear);
	session_result(session, "reset", linear, "all names are free again", linear);
	return SESSION_OK;
}
