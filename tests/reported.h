/* SPDX-License-Identifier: MIT
 *
 * reported.h - recordings of a few operations, and the pages about them.
 */
#ifndef TESTS_REPORTED_H
#define TESTS_REPORTED_H

#include "markup_read.h"
#include "play.h"
#include "recording_write.h"
#include "replace.h"
#include "scratch.h"
#include "survey.h"

#include <unistd.h>

static const char *const sections[] = { "program", "time", "map", "sizes", "lifetimes", "sites",
	                                "leaks", "placements" };

enum { SECTIONS = sizeof sections / sizeof sections[0] };

static inline int has_sections(const char *page)
{
	char text[80];
	int fine = 1;

	for (size_t i = 0; i < SECTIONS; i++) {
		snprintf(text, sizeof text, "<section id=\"%s\">\n<h2>", sections[i]);
		fine &= play_has(page, text);
		snprintf(text, sizeof text, "<a href=\"#%s\">", sections[i]);
		fine &= play_has(page, text);
	}
	return fine;
}

static inline void is_a_page(const char *page)
{
	CU_ASSERT(markup_is_whole(page));
	CU_ASSERT(has_sections(page));
	CU_ASSERT(markup_is_alone(page));
	CU_ASSERT(play_has(page, "</html>\n"));
}

static const struct trace_operation few[] = {
	{ .kind = TRACE_MALLOC, .block = 0x10000100, .size = 100, .thread = 1, .caller = 0x401000 },
	{ .kind = TRACE_CALLOC, .block = 0x10000200, .count = 4, .size = 10, .thread = 1,
	  .caller = 0x402000 },
	{ .kind = TRACE_MALLOC, .block = 0x20000000, .size = 3000, .thread = 2,
	  .caller = 0x402000 },
	{ .kind = TRACE_REALLOC, .block = 0x10000300, .old = 0x10000100, .size = 1234, .thread = 1,
	  .caller = 0x403000 },
	{ .kind = TRACE_FREE, .old = 0x20000000, .thread = 1 },
	{ .kind = TRACE_FREE, .old = 0x77770000, .thread = 1 },
};

struct recorded_few {
	const struct trace_operation *operation;
	size_t count;
	const char *program;
};

static inline int write_few(FILE *out, const void *user)
{
	const struct recorded_few *some = user;
	struct recording_writer *writer = recording_write_start(out, some->program, 1);

	for (size_t i = 0; i < some->count; i++)
		recording_write(writer, &some->operation[i]);
	return recording_write_end(writer);
}

static inline const char *record(const char *name, const struct trace_operation *operation,
                          size_t count, const char *program)
{
	const struct recorded_few some = { operation, count, program };
	const char *path = scratch_path(name);

	CU_ASSERT_EQUAL(replace_file(path, write_few, &some), 0);
	return path;
}

/* Of a file, by the function that all ways lead through; to be freed. */
static inline char *page_of(const char *path)
{
	const struct survey_wish wish = { .path = path };
	const char *out = scratch_path("report.html");
	struct surveyed done = survey_file(&wish, out);
	char *page;
	size_t length;

	CU_ASSERT_STRING_EQUAL(done.problem, "");
	page = scratch_read(out, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	unlink(out);
	return page;
}

#endif
