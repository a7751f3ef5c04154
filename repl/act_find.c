/* SPDX-License-Identifier: MIT
 *
 * act_find.c - find: whose a byte is, which chunks meet conditions, where a text stands;
 * and watch, which follows a chunk that was found.
 *
 * The first thing found is selected, as i does. Finding nothing is an answer, no failure.
 */
#include "act.h"

#include "find.h"
#include "look.h"
#include "number.h"
#include "search.h"
#include "session.h"
#include "watch.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_MOST = 200, HITS_MOST = 1000000, LINE = 1024, PAUSE = 1024 };

static const char undone[] = "Nothing was looked for.";

/* What is found, and how much of it is shown. */
struct finding {
	struct session *session;
	const struct conditions *conditions;
	size_t count, bytes;
};

/* ------------------------------------------------------------------------ one byte */

static int find_place(struct session *session, const char *word)
{
	const char *hint = *word >= '0' && *word <= '9'
	                           ? " Nothing was looked for."
	                           : " Text stands in quotes, as in: find \"text\".";
	char owner[FIND_OWNER], linear[FIND_OWNER + 100];
	struct target target;
	my_heap_chunk chunk;

	if (target_read(session, word, hint, &target) != SESSION_OK)
		return SESSION_FAILED;
	find_owner(session, target.pointer, &chunk, owner);
	if (chunk.section)
		look_select(session, &chunk);
	snprintf(linear, sizeof linear, "%s lies %s", target.text, owner);
	session_result(session, "find", linear, "", linear);
	return SESSION_OK;
}

/* -------------------------------------------------------------------------- chunks */

static void say_chunk(struct session *session, const my_heap_section *section,
                      const my_heap_chunk *chunk)
{
	struct name name = look_name(session, chunk);
	size_t past = look_displaced(section, chunk);
	char asked[64] = "", bucket[64] = "";

	if (!chunk->free)
		snprintf(asked, sizeof asked, "  asked %s", comma(look_asked(session, chunk)).text);
	if (chunk->kind == MY_HEAP_CHUNK)
		snprintf(bucket, sizeof bucket, "  bucket %zu", chunk->bucket);
	if (chunk->kind == MY_HEAP_CHUNK && past)
		snprintf(bucket, sizeof bucket, "  bucket %zu+%zu", chunk->bucket, past);
	session_say(session, "%-6s %-10s %7s%s%s", *name.text ? name.text : look_state(chunk),
	            place_text(chunk->section, chunk->offset).text, comma(chunk->size).text,
	            asked, bucket);
}

static void add_chunk(struct finding *f, const my_heap_section *section,
                      const my_heap_chunk *chunk)
{
	f->bytes += chunk->size;
	if (f->count++ == 0)
		look_select(f->session, chunk);
	if (f->count <= SHOWN_MOST)
		say_chunk(f->session, section, chunk);
}

/* 0: it was interrupted. */
static int look_at_all(struct finding *f)
{
	const my_heap *heap = f->session->heap;
	my_heap_section section;
	my_heap_chunk chunk;
	size_t seen = 0;

	for (int more = my_heap_first_section(heap, &section); more;
	     more = my_heap_next_section(heap, &section))
		for (int next = look_first(f->session, &section, &chunk); next;
		     next = look_next(f->session, &chunk)) {
			if (++seen % PAUSE == 0 && f->session->interrupted)
				return 0;
			if (find_meets(f->session, f->conditions, &section, &chunk))
				add_chunk(f, &section, &chunk);
		}
	return 1;
}

static void tell_result(struct finding *f, const char *about, int all, const char *what,
                        const char *hint)
{
	const char *stopped = all ? "" : ". It was stopped: there may be more";
	char linear[300];

	if (f->count)
		session_title(f->session, "find", about);
	if (f->count > SHOWN_MOST)
		session_say(f->session, "… %s more: %s", comma(f->count - SHOWN_MOST).text, hint);
	snprintf(linear, sizeof linear, "%s%s", what, stopped);
	session_result(f->session, "find", linear, "", linear);
}

static int find_chunks(struct session *session, const char *text)
{
	struct conditions conditions;
	struct finding f = { session, &conditions, 0, 0 };
	char problem[FIND_PROBLEM], what[200] = "no chunk is like that";
	int all;

	if (!find_read(text, &conditions, problem))
		return session_fail(session, "not understood", "%s %s", problem, undone);
	all = look_at_all(&f);
	if (f.count)
		snprintf(what, sizeof what, "%.60s found, %.60s",
		         counted(f.count, "chunk", "chunks").text,
		         counted(f.bytes, "byte", "bytes").text);
	tell_result(&f, text, all, what, "find with one more condition");
	return SESSION_OK;
}

/* ---------------------------------------------------------------------------- text */

static int add_hit(void *user, const my_heap_section *section, size_t offset)
{
	struct finding *f = user;
	my_heap_chunk chunk;
	char owner[FIND_OWNER];

	if (f->count++ >= SHOWN_MOST)
		return f->count >= HITS_MOST;
	find_owner(f->session, (const char *)section->memory + offset, &chunk, owner);
	if (f->count == 1)
		look_select(f->session, &chunk);
	session_say(f->session, "%-10s %-6s %s", place_text(section->id, offset).text,
	            look_state(&chunk), owner);
	return 0;
}

static int is_all_zero(const struct word *word)
{
	for (size_t i = 0; i < word->length; i++)
		if (word->text[i])
			return 0;
	return 1;
}

static int find_text(struct session *session, const struct word *word)
{
	struct finding f = { session, NULL, 0, 0 };
	struct search search = { word->text, word->length, &session->interrupted, add_hit, &f };
	char what[200] = "it stands nowhere in the memory of the sections";
	int all;

	if (word->length == 0)
		return session_fail(session, "not understood", "The text in quotes is empty. %s",
		                    undone);
	if (is_all_zero(word))
		return session_fail(session, "not understood",
		                    "Memory that was never written is all 0: bytes of 0 alone "
		                    "would be found everywhere. %s", undone);
	all = search_memory(session->heap, &search);
	if (f.count)
		snprintf(what, sizeof what, "found %.80s", counted(f.count, "time", "times").text);
	tell_result(&f, word->text, all, what, "find a longer text");
	return SESSION_OK;
}

/* ------------------------------------------------------------------------------ find */

/* All words again as one text, blanks between them. */
static void join(const struct call *call, char out[LINE])
{
	size_t used = 0;

	out[0] = 0;
	for (int i = 0; i < call->count && used < LINE; i++)
		used += (size_t)snprintf(out + used, LINE - used, "%s%s", i ? " " : "",
		                         call->word[i].text);
}

int act_find(struct session *session, const struct call *call)
{
	char text[LINE];

	join(call, text);
	if (!call->word[0].quoted && find_is_conditions(text))
		return find_chunks(session, text);
	if (call->count > 1)
		return session_fail(session, "not understood",
		                    "find looks for one place, one text in quotes, or for chunks "
		                    "by conditions such as size>1000 state=free. %s", undone);
	if (call->word[0].quoted)
		return find_text(session, &call->word[0]);
	return find_place(session, call->word[0].text);
}

/* ----------------------------------------------------------------------------- watch */

static int list_watched(struct session *session)
{
	char line[WATCH_LINE];

	if (!*watch_describe(session, 0, line)) {
		session_result(session, "watch", "no chunk is watched", "watch p1 follows p1",
		               "no chunk is watched: watch p1 follows p1");
		return SESSION_OK;
	}
	session_title(session, "watch", "");
	for (size_t i = 0; *watch_describe(session, i, line); i++)
		session_say(session, "%s", line);
	return SESSION_OK;
}

static int end_watch(struct session *session, const char *name)
{
	char linear[100];

	if (!watch_remove(session, name)) {
		if (!name)
			return session_fail(session, "not watched", "No chunk is watched.");
		return session_fail(session, "not watched", "%s is not watched.",
		                    word_quote(name).text);
	}
	snprintf(linear, sizeof linear, "%.24s: no longer watched", name ? name : "all");
	session_result(session, "watch", linear, "", linear);
	return SESSION_OK;
}

static int start_watch(struct session *session, const char *word)
{
	struct target target;
	char linear[100];

	if (target_read(session, word, " Nothing was changed.", &target) != SESSION_OK)
		return SESSION_FAILED;
	if (target.name == NAME_NONE || !target.plain)
		return session_fail(session, "not understood",
		                    "%s is no name: chunks are watched by their names, as in: "
		                    "watch p1.", target.text);
	if (!watch_add(session, word))
		return session_fail(session, "too many",
		                    "%d chunks are watched, which is the most. "
		                    "watch alone lists them; watch p1 off ends one.",
		                    WATCHES_MOST);
	snprintf(linear, sizeof linear, "%s is watched", word);
	session_result(session, "watch", linear, "", linear);
	return SESSION_OK;
}

int act_watch(struct session *session, const struct call *call)
{
	const char *first = call->word[0].text;

	if (call->count == 0)
		return list_watched(session);
	if (call->count == 2 && strcmp(call->word[1].text, "off") != 0)
		return session_fail(session, "not understood",
		                    "After the chunk comes off, or nothing: watch %s off.",
		                    word_quote(first).text);
	if (call->count == 2)
		return end_watch(session, first);
	return strcmp(first, "off") == 0 ? end_watch(session, NULL) : start_watch(session, first);
}
