/* SPDX-License-Identifier: MIT
 *
 * scene_recorded.c - of a view, what is different when the recording is looked at as it was.
 *
 * There is no table and there are no bytes: those panes are not shown, and the bar says why.
 */
#include "scene_parts.h"

#include "ground.h"
#include "look.h"
#include "number.h"
#include "recorded_cursor.h"
#include "recorded_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* --------------------------------------------------------------- what was touched */

static void *pointer_of(const struct block *block)
{
	return (void *)(uintptr_t)block->address;
}

/* The chosen chunk, or what the operation made; else where it freed. */
void scene_recorded_subject(struct scene *scene)
{
	const struct session *session = scene->session;
	struct recorded_told told;

	scene->subject.section = scene->span.section = 0;
	scene->mark = VIEW_PLAIN;
	if (look_start(session, &scene->chosen, &scene->subject)) {
		scene->mark = VIEW_CURSOR;
		return;
	}
	if (!recorded_told(ground_recorded(session), &told))
		return;
	if (told.has_added && ground_find(session, pointer_of(&told.added), &scene->subject)) {
		scene->mark = told.kind != TRACE_REALLOC ? VIEW_NEW
		              : told.has_removed && told.removed.address == told.added.address
		                      ? VIEW_RESIZED : VIEW_MOVED_TO;
	} else if (told.has_removed
	           && ground_containing(session, pointer_of(&told.removed), &scene->subject)) {
		scene->mark = VIEW_FREED;
	}
}

/* What was freed or left lies in a stretch that is still there, or it cannot be shown. */
void scene_recorded_ranges(struct scene *scene)
{
	const struct session *session = scene->session;
	struct recorded_told told;
	my_heap_section section;
	view_range *range = &scene->ranges[0];

	if (!recorded_told(ground_recorded(session), &told) || !told.has_removed
	    || (told.has_added && told.added.address == told.removed.address)
	    || !recorded_section_of(ground_recorded(session), told.removed.address, &section))
		return;
	*range = (view_range){ .section = section.id,
		               .offset = told.removed.address - (uintptr_t)section.memory,
		               .size = told.removed.size,
		               .mark = told.has_added ? VIEW_MOVED_FROM : VIEW_FREED };
	scene->v.range_count = range->size > 0;
}

/* ------------------------------------------------------------------ head and words */

/* The section that is shown: chosen, or where something was touched. */
void scene_recorded_head(struct scene *scene)
{
	const my_heap_chunk *chunk = &scene->subject;
	int used = snprintf(scene->crumbs, sizeof scene->crumbs, "recorded");

	if (!scene->v.empty)
		used += snprintf(scene->crumbs + used, sizeof scene->crumbs - (size_t)used,
		                 " ▸ s%zu", scene->sections[scene->v.focus].id);
	if (chunk->section)
		snprintf(scene->crumbs + used, sizeof scene->crumbs - (size_t)used, " ▸ %s",
		         chunk->free ? offset_text(chunk->offset).text
		                     : look_name(scene->session, chunk).text);
	scene->v.crumbs = scene->crumbs;
	scene->v.policy = "as it was";
	scene->v.nothing = "No block is live at this step.";
	scene->v.hash = "table, bytes: not recorded";
	scene->v.unit = RECORDED_SLACK / 2;
	scene->v.arrangement.hidden |= 1u << VIEW_PANE_TABLE | 1u << VIEW_PANE_BYTES;
}

__attribute__((format(printf, 4, 5)))
static void add_number(struct scene *scene, const char *label, const char *brief,
                       const char *format, ...)
{
	view_number *number = &scene->numbers[scene->v.number_count++];
	va_list list;

	*number = (view_number){ .label = label, .brief = brief };
	va_start(list, format);
	vsnprintf(number->value, sizeof number->value, format, list);
	va_end(list);
}

void scene_recorded_numbers(struct scene *scene)
{
	const struct recorded *recorded = ground_recorded(scene->session);
	const my_heap_statistics *s = &scene->stats;
	uint64_t most_blocks, most = recorded_peak(recorded, &most_blocks);

	add_number(scene, "section bytes", "section bytes", "%.23s", comma(s->mapped).text);
	add_number(scene, "live", "live", "%.23s", comma(s->used).text);
	add_number(scene, "blocks", "blocks", "%.23s", comma(s->used_chunks).text);
	add_number(scene, "between", NULL, "%.23s", comma(s->free).text);
	add_number(scene, "most live", "most live", "%.23s", comma((size_t)most).text);
	add_number(scene, "most blocks", NULL, "%.23s", comma((size_t)most_blocks).text);
	scene->v.numbers = scene->numbers;
	scene->v.used_percent = (unsigned)percent_of(s->used, s->mapped);
	snprintf(scene->summary, sizeof scene->summary,
	         "recorded: live %s in %s, %s in %s, most live %s",
	         comma(s->used).text, counted(s->used_chunks, "block", "blocks").text,
	         counted(s->mapped, "byte", "bytes").text,
	         counted(s->sections, "section", "sections").text,
	         comma((size_t)most).text);
}

/* The operation in words, where no other line is the last. */
void scene_recorded_words(struct scene *scene)
{
	const struct session *session = scene->session;
	struct lines *lines = &scene->recorded_why;
	view_text *why = &scene->v.why;

	lines_clear(lines);
	if (!session->plain || session->outcome.travelled)
		recorded_text_why(session, lines);
	if (!session->plain) /* as plain text it is said when that view is chosen */
		recorded_text_about(session, lines);
	*why = (view_text){ .title = "recorded", .about = "", .lines =
	                    (const char *const *)lines->line, .count = lines->count };
	if (session->outcome.failed || (session->outcome.linear[0] && !session->outcome.travelled
	                                && !session->outcome.operation))
		return;
	snprintf(scene->sentence, sizeof scene->sentence, "%s", lines->count ? lines->line[0] : "");
	scene->v.result = (view_result){ .badge = "recorded", .text = scene->sentence,
		                         .neutral = 1, .plain = session->outcome.linear };
}
