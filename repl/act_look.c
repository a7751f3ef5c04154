/* SPDX-License-Identifier: MIT
 *
 * act_look.c - i, view: what is there.
 */
#include "act.h"

#include "fragmentation.h"
#include "look.h"
#include "number.h"
#include "overview.h"
#include "session.h"
#include "spans.h"
#include "wording.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------------- view */

/* Columns that fit every chunk of the section. */
static int size_width(const my_heap_section *section)
{
	int width = (int)strlen(comma(section->size).text) + 1;

	return width < 6 ? 6 : width;
}

static int offset_digits(const my_heap_section *section)
{
	return (int)strlen(offset_text(section->size - 1).text) - 2;
}

static void view_chunk_line(struct session *session, const my_heap_section *section,
                            const my_heap_chunk *chunk)
{
	struct name own = look_name(session, chunk);
	const char *name = own.text;
	size_t displaced = look_displaced(section, chunk);
	int digits = offset_digits(section), width = size_width(section);
	char asked[64] = "", past[64] = "";

	if (chunk->kind != MY_HEAP_CHUNK) {
		(chunk->kind == MY_HEAP_SPAN ? span_line : span_small_line)(session, chunk, digits,
		                                                            width);
		return;
	}
	if (!chunk->free)
		snprintf(asked, sizeof asked, "asked %*s", width - 1,
		         comma(look_asked(session, chunk)).text);
	if (displaced)
		snprintf(past, sizeof past, ", home %zu, +%zu", chunk->home, displaced);
	if (chunk->cached && !look_waits(chunk))
		snprintf(asked, sizeof asked, "class %u, byte 0x%02x", chunk->size_class,
		         look_byte(chunk));
	session_say(session, "  %-5s 0x%0*zx %*s  %-*s  key %3zu  bucket %2zu%s",
	            *name ? name : look_state(chunk), digits, chunk->offset, width,
	            comma(chunk->size).text, width + 5, asked, chunk->key, chunk->bucket, past);
}

static void view_section_line(struct session *session, const my_heap_section *section)
{
	char next[32] = "none";

	if (section->next)
		snprintf(next, sizeof next, "s%zu", section->next);
	session_say(session, "s%zu: %s bytes, %s, largest free %s, table %s of %s, next %s",
	            section->id, comma(section->size).text,
	            counted(section->nbr_chunks, "chunk", "chunks").text,
	            comma(section->free_size).text, comma(section->nbr_chunks).text,
	            comma(section->capacity).text, next);
}

static int view_one_chunk(void *user, const my_heap_section *section,
                          const my_heap_chunk *chunk)
{
	view_chunk_line(user, section, chunk);
	return 0;
}

static int view_one_section(void *user, const my_heap_section *section)
{
	view_section_line(user, section);
	return 0;
}

/* The section that a word names: s2. SESSION_FAILED with the reason when there is none. */
static int read_section(struct session *session, const char *word, my_heap_section *section)
{
	char problem[NUMBER_PROBLEM];
	size_t id;

	if (*word != 's' || !isdigit((unsigned char)word[1])
	    || !number_read(word + 1, &id, problem))
		return session_fail(session, "not understood",
		                    "%s is no section. Sections are s1, s2 and so on. Nothing was "
		                    "done.", word_quote(word).text);
	if (!my_heap_section_by_id(session->heap, id, section))
		return session_fail(session, "no such section",
		                    "There is no section %s in the heap. Nothing was done.",
		                    word_quote(word).text);
	return SESSION_OK;
}

static void view_span(struct session *session, const my_heap_section *section,
                      const my_heap_chunk *span)
{
	my_heap_chunk small;

	for (int more = my_heap_first_small(session->heap, span, &small); more;
	     more = my_heap_next_chunk(session->heap, &small))
		view_chunk_line(session, section, &small);
}

/* What the last operation was about may lie deeper, in a span: the section is meant. */
static void focus_section(struct session *session, size_t id)
{
	session->focus = id;
	session->last.inspected = (struct place){ 0 };
	session->last.outside = 1;
}

static int view_all(struct session *session)
{
	static const my_heap_visitor visitor = { .section = view_one_section,
		                                 .chunk = view_one_chunk };
	char outlook[FRAGMENTATION_BYTES];
	my_heap_statistics s;

	my_heap_walk(session->heap, &visitor, session);
	my_heap_stats(session->heap, &s);
	fragmentation_outlook(session->heap, &s, outlook);
	if (*outlook)
		session_say(session, "%s", outlook);
	return SESSION_OK;
}

/* On a screen the heap is in view already: only the section in focus changes. */
int act_view(struct session *session, const struct call *call)
{
	my_heap_section section;
	my_heap_chunk chunk;
	int one = call->count == 1;

	if (one && strcmp(call->word[0].text, "map") == 0) {
		session_title(session, "view", "map");
		overview_say(session);
		return SESSION_OK;
	}
	if (one && strchr(call->word[0].text, '+'))
		return span_view(session, call->word[0].text);
	if (one && read_section(session, call->word[0].text, &section) != SESSION_OK)
		return SESSION_FAILED;
	if (one)
		focus_section(session, section.id);
	if (!session->plain) {
		session_result(session, "view",
		               one ? "this section is shown" : "the heap is in view", "",
		               "the heap is in view");
		return SESSION_OK;
	}
	session_title(session, "view", one ? call->word[0].text : "");
	if (!my_heap_first_section(session->heap, one ? &(my_heap_section){ 0 } : &section))
		session_say(session, "The heap has no section yet.");
	if (!one)
		return view_all(session);
	view_section_line(session, &section);
	for (int more = my_heap_first_chunk(session->heap, &section, &chunk); more;
	     more = my_heap_next_chunk(session->heap, &chunk)) {
		view_chunk_line(session, &section, &chunk);
		view_span(session, &section, &chunk);
	}
	return SESSION_OK;
}

/* --------------------------------------------------------------------- inspect */

/* The steps may still speak of a chunk that is gone: this asks the heap alone. */
static struct wording owner_now(const struct session *session, const my_heap_chunk *chunk)
{
	struct wording owner;

	if (chunk->free || chunk->kind == MY_HEAP_SPAN)
		snprintf(owner.text, sizeof owner.text, "%s %s", look_state(chunk),
		         offset_text(chunk->offset).text);
	else
		snprintf(owner.text, sizeof owner.text, "%s", look_name(session, chunk).text);
	return owner;
}

static void say_neighbour(struct session *session, const char *side, const char *end,
                          const char *where, const my_heap_chunk *chunk)
{
	if (!chunk)
		session_say(session, "%s neighbour: none, the %s %s here", side, where, end);
	else
		session_say(session, "%s neighbour: %s, %s bytes", side,
		            owner_now(session, chunk).text, comma(chunk->size).text);
}

static void say_neighbours(struct session *session, const my_heap_chunk *chunk)
{
	my_heap_chunk left = *chunk, right = *chunk;
	int has_left = my_heap_prev_chunk(session->heap, &left);
	int has_right = my_heap_next_chunk(session->heap, &right);
	const char *where = chunk->kind == MY_HEAP_SMALL ? "span" : "section";

	say_neighbour(session, "left", "starts", where, has_left ? &left : NULL);
	say_neighbour(session, "right", "ends", where, has_right ? &right : NULL);
}

static void say_bucket(struct session *session, const my_heap_section *section,
                       const my_heap_chunk *chunk)
{
	size_t displaced = look_displaced(section, chunk);
	struct wording home = wording_home(session, chunk->section, section->capacity, chunk->key,
	                                   chunk->home);

	if (displaced)
		session_say(session, "home %s, lies in bucket %zu, %zu past home", home.text,
		            chunk->bucket, displaced);
	else
		session_say(session, "home %s, lies there, in bucket %zu", home.text,
		            chunk->bucket);
}

static void inspect_chunk(struct session *session, const my_heap_chunk *chunk,
                          const char *about)
{
	struct name name = look_name(session, chunk);
	my_heap_section section;

	my_heap_section_by_id(session->heap, chunk->section, &section);
	session_title(session, "inspect", about);
	look_select(session, chunk);
	if (chunk->kind == MY_HEAP_SMALL) {
		span_inspect_small(session, chunk);
		say_neighbours(session, chunk);
		return;
	}
	if (chunk->kind == MY_HEAP_SPAN)
		span_inspect_span(session, chunk);
	else if (chunk->free)
		session_say(session, "%s, %s bytes at %s", look_state(chunk),
		            comma(chunk->size).text,
		            place_text(chunk->section, chunk->offset).text);
	else
		session_say(session, "%s, in use since operation %s, at %s",
		            name.text, comma(name.born).text,
		            place_text(chunk->section, chunk->offset).text);
	if (chunk->size_class)
		session_say(session, "class %u: whole pages; its byte is 0x%02x, %s",
		            chunk->size_class, look_byte(chunk), look_state(chunk));
	if (chunk->kind == MY_HEAP_CHUNK)
		span_inspect_sizes(session, chunk);
	session_say(session, "key %zu = offset %s / granule %zu", chunk->key,
	            offset_text(chunk->offset).text, my_heap_options_of(session->heap)->granule);
	say_bucket(session, &section, chunk);
	say_neighbours(session, chunk);
}

/* A freed name: what became of its place. */
static int inspect_dead(struct session *session, const struct name *name)
{
	my_heap_section section;
	my_heap_chunk chunk;
	struct place place;

	session_title(session, "inspect", name->text);
	session_say(session, "%s was allocated in operation %s and freed in operation %s",
	            name->text, comma(name->born).text, comma(name->died).text);
	if (!session_place(session, name->pointer, &place, &section)) {
		session_say(session, "its section was given back to the system");
		return SESSION_OK;
	}
	if (!look_containing(session, name->pointer, &chunk))
		return SESSION_OK;
	session_say(session,
	            look_waits(&chunk) ? "its place %s is kept back by the guard: %s, %s bytes"
	            : chunk.cached     ? "its place %s waits in a cache: %s, %s bytes"
	            : chunk.free       ? "its place %s is free now: %s, %s bytes"
	                               : "its place %s now belongs to %s, %s bytes",
	            place_text(place.section, place.offset).text, owner_now(session, &chunk).text,
	            comma(chunk.size).text);
	span_inspect_cache(session, &chunk);
	look_select(session, &chunk);
	return SESSION_OK;
}

static void say_addresses(struct session *session, const my_heap_section *section)
{
	size_t first = (size_t)(uintptr_t)section->memory;
	size_t header = my_heap_options_of(session->heap)->header;
	char ahead[160] = "";

	if (header)
		snprintf(ahead, sizeof ahead, "; its first pointer is 0x%zx, behind a header of %s",
		         first + header, comma(header).text);
	session_say(session, "addresses 0x%zx to 0x%zx%s", first, first + section->size - 1,
	            ahead);
}

static void inspect_section(struct session *session, const my_heap_section *section)
{
	char about[32];

	snprintf(about, sizeof about, "s%zu", section->id);
	session_title(session, "inspect", about);
	view_section_line(session, section);
	session_say(session, "used %s of %s bytes, %s %%%s", comma(section->used).text,
	            comma(section->size).text,
	            percent_text(section->used, section->size, 0).text,
	            look_is_fast(session) ? "; a span counts whole" : "");
	session_say(session,
	            "table load %s %%: it grows beyond %u %%, or with an entry over 64 past home",
	            percent_text(section->nbr_chunks, section->capacity, 0).text,
	            my_heap_options_of(session->heap)->load);
	span_inspect_all(session, section);
	/* Pointers differ from run to run: in plain text they are not told. */
	if (!session->plain)
		say_addresses(session, section);
	focus_section(session, section->id);
}

static int inspect_bucket(struct session *session, const my_heap_section *section,
                          const char *word)
{
	char problem[NUMBER_PROBLEM], about[64];
	my_heap_chunk chunk;
	size_t bucket;

	if (*word != 'b' || !number_read(word + 1, &bucket, problem))
		return session_fail(
			session, "not understood",
			"%s is no bucket. Buckets are b0, b1 and so on. Nothing was done.",
			word_quote(word).text);
	if (bucket >= section->capacity)
		return session_fail(session, "out of range",
		                    "The table of s%zu has buckets b0 to b%zu. Nothing was done.",
		                    section->id, section->capacity - 1);
	snprintf(about, sizeof about, "bucket %zu of s%zu", bucket, section->id);
	if (my_heap_bucket(session->heap, section, bucket, &chunk)) {
		inspect_chunk(session, &chunk, about);
		return SESSION_OK;
	}
	session_title(session, "inspect", about);
	session_say(session, "bucket %zu of s%zu is empty", bucket, section->id);
	focus_section(session, section->id);
	return SESSION_OK;
}

/* A bucket without a section: that of the section in focus. */
static int inspect_here(struct session *session, const char *word)
{
	my_heap_section section;

	if (!my_heap_section_by_id(session->heap, session->focus, &section)
	    && !my_heap_first_section(session->heap, &section))
		return session_fail(session, "no such section",
		                    "The heap has no section yet, so it has no buckets.");
	return inspect_bucket(session, &section, word);
}

static int inspect_target(struct session *session, const char *word)
{
	struct name name;
	struct target target;
	my_heap_chunk chunk;

	if (target_read(session, word, "", &target) != SESSION_OK)
		return SESSION_FAILED;
	target_look(session, &target);
	name = target_name(session, &target);
	if (name.died && target.plain)
		return inspect_dead(session, &name);
	if (!look_containing(session, target.pointer, &chunk))
		return session_fail(session, "out of range",
		                    "%s is no place in the heap.", target.text);
	inspect_chunk(session, &chunk, target.text);
	return SESSION_OK;
}

int act_inspect(struct session *session, const struct call *call)
{
	const char *word = call->word[0].text;
	my_heap_section section;

	if (call->count == 1 && word_is_numbered(word, 'b'))
		return inspect_here(session, word);
	if (call->count == 1 && !word_is_numbered(word, 's'))
		return inspect_target(session, word);
	if (read_section(session, word, &section) != SESSION_OK)
		return SESSION_FAILED;
	if (call->count == 2)
		return inspect_bucket(session, &section, call->word[1].text);
	inspect_section(session, &section);
	return SESSION_OK;
}
