/* SPDX-License-Identifier: MIT
 *
 * spans.c - what view and i say of spans and of the small chunks in them.
 */
#include "spans.h"

#include "look.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "target.h"

#include <stdio.h>
#include <string.h>

enum { SPANS_TOLD = 16, WIDTH = 8 /* of sizes */ };

struct span_count span_count(const struct session *session, const my_heap_chunk *span)
{
	struct span_count count = { 0 };
	my_heap_chunk small;

	for (int more = my_heap_first_small(session->heap, span, &small); more;
	     more = my_heap_next_chunk(session->heap, &small)) {
		count.chunks++;
		count.used += !small.free;
		count.cached += small.cached != 0;
		count.used_bytes += small.free ? 0 : small.size;
		count.cached_bytes += small.cached ? small.size : 0;
		count.free_bytes += small.free && !small.cached ? small.size : 0;
	}
	return count;
}

static struct counted content(const struct session *session, const my_heap_chunk *span)
{
	const struct span_count count = span_count(session, span);
	struct counted words;

	snprintf(words.text, sizeof words.text, "%.30s used, %.30s cached, %.30s bytes free",
	         comma(count.used).text, comma(count.cached).text, comma(count.free_bytes).text);
	return words;
}

void span_line(struct session *session, const my_heap_chunk *span, int digits, int width)
{
	session_say(session, "  %-5s 0x%0*zx %*s  key %3zu  bucket %2zu", "span", digits,
	            span->offset, width, comma(span->size).text, span->key, span->bucket);
	session_say(session, "    in it: %s", content(session, span).text);
}

void span_small_line(struct session *session, const my_heap_chunk *small, int digits, int width)
{
	struct name own = look_name(session, small);
	const char *name = own.text;
	char class[24] = "";

	if (small->size_class)
		snprintf(class, sizeof class, "class %u", small->size_class);
	session_say(session, "    %-6s 0x%0*zx %*s  %-8s  key %4zu  byte 0x%02x",
	            *name ? name : look_state(small), digits, small->offset, width,
	            comma(small->size).text, class, small->key, look_byte(small));
}

static void list_span(struct session *session, const my_heap_chunk *span)
{
	my_heap_section section = { .size = 1 };
	my_heap_chunk small;
	int digits;

	my_heap_section_by_id(session->heap, span->section, &section);
	digits = (int)strlen(offset_text(section.size - 1).text) - 2;
	span_line(session, span, digits, WIDTH);
	for (int more = my_heap_first_small(session->heap, span, &small); more;
	     more = my_heap_next_chunk(session->heap, &small))
		span_small_line(session, &small, digits, WIDTH);
}

int span_view(struct session *session, const char *word)
{
	my_heap_chunk small, span;
	struct target target;

	if (target_read(session, word, " Nothing was done.", &target) != SESSION_OK)
		return SESSION_FAILED;
	if (!look_containing(session, target.pointer, &small)
	    || !look_span(session, &small, &span))
		return session_fail(session, "out of range",
		                    "%s lies in no span. view s1 shows a section. Nothing was "
		                    "done.", target.text);
	session->focus = small.section;
	session->last.outside = 0;
	session->last.inspected = (struct place){ small.section, small.offset };
	if (session->plain) {
		session_title(session, "view", target.text);
		list_span(session, &span);
	} else {
		session_result(session, "view", "this span is shown", "", "this span is shown");
	}
	return SESSION_OK;
}

static void say_state(struct session *session, const my_heap_chunk *small)
{
	struct name name = look_name(session, small);
	const struct number at = place_text(small->section, small->offset);

	if (!small->free)
		session_say(session, "%s, in use since operation %s, at %s",
		            name.text, comma(name.born).text, at.text);
	else
		session_say(session, "%s, %s bytes at %s", look_state(small),
		            comma(small->size).text, at.text);
}

void span_inspect_cache(struct session *session, const my_heap_chunk *chunk)
{
	char whose[40] = "in the depot";
	unsigned thread;
	size_t before;

	if (!look_cache(session, chunk, &thread, &before))
		return;
	if (thread)
		snprintf(whose, sizeof whose, "in the cache of thread %u", thread);
	if (before)
		session_say(session, "it waits %s: %s given before it", whose,
		            counted(before, "chunk is", "chunks are").text);
	else
		session_say(session, "it waits %s, on top: it is given next", whose);
}

void span_inspect_sizes(struct session *session, const my_heap_chunk *chunk)
{
	size_t asked = look_asked(session, chunk);

	if (chunk->free)
		span_inspect_cache(session, chunk);
	else
		session_say(session, "size %s, asked %s, slack %s", comma(chunk->size).text,
		            comma(asked).text, comma(chunk->size - asked).text);
}

void span_inspect_small(struct session *session, const my_heap_chunk *small)
{
	my_heap_chunk span;

	say_state(session, small);
	if (small->size_class)
		session_say(session, "class %u: chunks of %s bytes, whatever was asked for",
		            small->size_class, comma(small->size).text);
	span_inspect_sizes(session, small);
	if (!look_span(session, small, &span))
		return;
	session_say(session, "in the span at %s: its key there is %zu = %s / 16",
	            place_text(span.section, span.offset).text, small->key,
	            offset_text(small->offset - span.offset).text);
	if (small->size_class)
		session_say(session, "byte %zu of the span's byte table is 0x%02x: %s class %u",
		            small->key, look_byte(small), small->free ? "cached," : "in use,",
		            small->size_class);
	else
		session_say(session, "byte %zu of the span's byte table is 0x7f: a free chunk "
		            "starts there", small->key);
}

void span_inspect_span(struct session *session, const my_heap_chunk *span)
{
	session_say(session, "a span, %s bytes at %s: %s", comma(span->size).text,
	            place_text(span->section, span->offset).text, content(session, span).text);
}

void span_inspect_all(struct session *session, const my_heap_section *section)
{
	my_heap_chunk chunk;
	size_t spans = 0;

	for (int more = my_heap_first_chunk(session->heap, section, &chunk); more;
	     more = my_heap_next_chunk(session->heap, &chunk))
		if (chunk.kind == MY_HEAP_SPAN && spans++ < SPANS_TOLD)
			session_say(session, "span at %s: %s",
			            place_text(chunk.section, chunk.offset).text,
			            content(session, &chunk).text);
	if (spans > SPANS_TOLD)
		session_say(session, "%s in all; view s%zu lists them",
		            counted(spans, "span", "spans").text, section->id);
}
