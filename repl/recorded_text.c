/* SPDX-License-Identifier: MIT
 *
 * recorded_text.c - the heap as it was, in words.
 */
#include "recorded_text.h"

#include "ground.h"
#include "look.h"
#include "number.h"
#include "recorded_cursor.h"
#include "session.h"
#include "word.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>

/* ------------------------------------------------------------------- one operation */

static void say_added(const struct recorded_told *told, struct lines *out)
{
	char from[180] = "";

	if (told->kind == TRACE_REALLOC && told->has_removed)
		snprintf(from, sizeof from, "; before, %s at 0x%" PRIx64,
		         counted(told->removed.size, "byte", "bytes").text, told->removed.address);
	lines_add(out, "%s of %s gave 0x%" PRIx64 "%s.", trace_kind_name(told->kind),
	          counted(told->added.size, "byte", "bytes").text, told->added.address, from);
}

static void say_told(const struct recorded_told *told, uint64_t step, struct lines *out)
{
	if (told->has_added)
		say_added(told, out);
	else if (told->has_removed)
		lines_add(out, "%s of 0x%" PRIx64 ": %s, made by operation %s, %s before.",
		          trace_kind_name(told->kind), told->removed.address,
		          counted(told->removed.size, "byte", "bytes").text,
		          comma(told->removed.born).text,
		          counted(step - told->removed.born, "operation", "operations").text);
	else if (told->failed && told->meant)
		lines_add(out, "%s of 0x%" PRIx64 ": no recorded block is there, or can be. It was "
		          "passed over.", trace_kind_name(told->kind), told->meant);
	else
		lines_add(out, "%s: no block came or went.", trace_kind_name(told->kind));
	if (told->thread)
		lines_add(out, "Thread %u asked.", told->thread);
	if (told->kind != TRACE_REALLOC && told->has_added && told->has_removed)
		lines_add(out, "%s lay there: the record lacks the free.",
		          counted(told->lost + 1, "live block", "live blocks").text);
}

static void say_odd(const struct recorded_odd *odd, struct lines *out)
{
	const struct {
		uint64_t count;
		const char *one, *many;
	} rows[] = {
		{ odd->unknown, "free of a block that was not live: passed over.",
		  "frees of blocks that were not live: passed over." },
		{ odd->lost, "block lay where another was given: its free is missing.",
		  "blocks lay where others were given: their frees are missing." },
		{ odd->hidden, "block has no address in the log: not shown.",
		  "blocks have no address in the log: not shown." },
		{ odd->wrong, "block would reach over the end of memory: passed over.",
		  "blocks would reach over the end of memory: passed over." },
		{ odd->refused, "request had got nothing.", "requests had got nothing." },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].count)
			lines_add(out, "In all: %s",
			          counted((size_t)rows[i].count, rows[i].one, rows[i].many).text);
}

void recorded_text_why(const struct session *session, struct lines *out)
{
	struct recorded *recorded = ground_recorded(session);
	struct recorded_told told;

	if (!recorded)
		return;
	if (recorded_told(recorded, &told))
		say_told(&told, recorded_step(recorded), out);
	else
		lines_add(out, "The start: no operation was recorded before.");
}

void recorded_text_about(const struct session *session, struct lines *out)
{
	const struct recorded *recorded = ground_recorded(session);
	struct recorded_odd odd;

	if (!recorded)
		return;
	lines_add(out, "Recorded: drawn from the addresses in the record. How the allocator "
	          "searched, and what it kept between blocks, is not in it.");
	odd = recorded_odd(recorded);
	say_odd(&odd, out);
}

/* ------------------------------------------------------------------------ sections */

static void say_section(struct session *session, const my_heap_section *section)
{
	session_say(session, "s%zu: 0x%zx to 0x%zx, %s bytes, %s live in %s", section->id,
	            (size_t)(uintptr_t)section->memory,
	            (size_t)(uintptr_t)section->memory + section->size,
	            comma(section->size).text, comma(section->used).text,
	            counted(section->nbr_chunks, "block", "blocks").text);
}

static void say_chunks(struct session *session, const my_heap_section *section)
{
	my_heap_chunk chunk;

	for (int more = ground_first_chunk(session, section, &chunk); more;
	     more = ground_next_chunk(session, &chunk)) {
		if (chunk.free)
			session_say(session, "  %-8s 0x%-8zx %10s", "gap", chunk.offset,
			            comma(chunk.size).text);
		else
			session_say(session, "  %-8s 0x%-8zx %10s  asked %10s",
			            look_name(session, &chunk).text, chunk.offset,
			            comma(chunk.size).text, comma(chunk.asked).text);
	}
}

void recorded_text_sections(struct session *session)
{
	my_heap_section section;

	session_title(session, "view", "recorded");
	for (int more = ground_first_section(session, &section); more;
	     more = ground_next_section(session, &section))
		say_section(session, &section);
	if (session->text.count == 0)
		session_say(session, "No block is live at this step.");
}

int recorded_text_section(struct session *session, const char *word)
{
	char problem[NUMBER_PROBLEM];
	my_heap_section section;
	size_t id;

	if (*word != 's' || !isdigit((unsigned char)word[1])
	    || !number_read(word + 1, &id, problem) || !ground_section_by_id(session, id, &section))
		return session_fail(session, "no such section",
		                    "%s is no section of the recorded heap: view lists them. "
		                    "Nothing was done.", word_quote(word).text);
	session->focus = id;
	session->last.outside = 1;
	session_title(session, "view", "recorded");
	say_section(session, &section);
	say_chunks(session, &section);
	return SESSION_OK;
}
