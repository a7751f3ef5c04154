/* SPDX-License-Identifier: MIT
 *
 * overview.c - the map of the whole heap in words.
 */
#include "overview.h"

#include "ground.h"
#include "number.h"
#include "session.h"

#include <stdio.h>

enum { PART_LEAST = 1024 }; /* bytes */

/* Sections that share a line. */
struct run {
	size_t first, last, size, used, largest;
};

static size_t part_bytes(const struct session *session)
{
	my_heap_statistics s;
	size_t part = PART_LEAST;

	ground_stats(session, &s);
	while (part < s.mapped / OVERVIEW_LINES)
		part *= 2;
	return part;
}

static void say_run(struct session *session, struct run *run)
{
	char last[40] = "", free[72] = "";

	if (run->size == 0)
		return;
	if (run->last != run->first)
		snprintf(last, sizeof last, " to s%zu", run->last);
	if (!ground_recorded(session))
		snprintf(free, sizeof free, ", largest free %s", comma(run->largest).text);
	session_say(session, "s%zu%s: %s %% of %s bytes used%s", run->first, last,
	            percent_text(run->used, run->size, 0).text, comma(run->size).text, free);
	*run = (struct run){ 0 };
}

static void add_to_run(struct run *run, const my_heap_section *section)
{
	run->first = run->size ? run->first : section->id;
	run->last = section->id;
	run->size += section->size;
	run->used += section->used;
	run->largest = section->free_size > run->largest ? section->free_size : run->largest;
}

/* They are at most OVERVIEW_LINES: so large is a part. */
static void say_parts(struct session *session, const my_heap_section *section, size_t part)
{
	size_t used[OVERVIEW_LINES + 1], count = (section->size + part - 1) / part;

	ground_density(session, section, 0, part, count, used);
	for (size_t i = 0; i < count; i++) {
		size_t offset = i * part, left = section->size - offset;
		size_t size = left < part ? left : part;

		session_say(session, "%s to %s: %s %% of %s bytes used",
		            place_text(section->id, offset).text,
		            offset_text(offset + size - 1).text,
		            percent_text(used[i], size, 0).text, comma(size).text);
	}
}

void overview_say(struct session *session)
{
	size_t part = part_bytes(session);
	struct run run = { 0 };
	my_heap_section section;

	for (int more = ground_first_section(session, &section); more;
	     more = ground_next_section(session, &section)) {
		if (section.size > part) {
			say_run(session, &run);
			say_parts(session, &section, part);
			continue;
		}
		add_to_run(&run, &section);
		if (run.size >= part)
			say_run(session, &run);
	}
	say_run(session, &run);
	if (session->text.count == 0)
		session_say(session, "The heap has no section yet.");
}
