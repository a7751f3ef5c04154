/* SPDX-License-Identifier: MIT
 *
 * scene_text.c - the parts of a view that are words and numbers, and its bytes.
 */
#include "scene_parts.h"

#include "fragmentation.h"
#include "look.h"
#include "number.h"
#include "wording.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---------------------------------------------------------------------- numbers */

__attribute__((format(printf, 4, 5)))
static void add_number(struct scene *scene, const char *label, const char *brief,
                       const char *format, ...)
{
	view_number *number = &scene->numbers[scene->v.number_count++];
	va_list list;

	number->label = label;
	number->brief = brief;
	number->whole[0] = 0;
	va_start(list, format);
	vsnprintf(number->value, sizeof number->value, format, list);
	va_end(list);
}

/* The last number's short form: rounded from what it is, not from what it shows. */
static void add_whole(struct scene *scene, size_t part, size_t all)
{
	view_number *number = &scene->numbers[scene->v.number_count - 1];

	snprintf(number->whole, sizeof number->whole, "%.5s%%", percent_text(part, all, 0).text);
}

/* Taken buckets of the table that is shown, as a share. */
static double table_load(const struct scene *scene)
{
	const my_heap *heap = scene->session->heap;
	my_heap_section section;

	if (!my_heap_section_by_id(heap, scene->session->focus, &section)
	    && !my_heap_first_section(heap, &section))
		return 0;
	return (double)section.nbr_chunks / (double)section.capacity;
}

static void fill_remarks(struct scene *scene)
{
	for (size_t i = 0; fragmentation_sentences[i]; i++) {
		fragmentation_sentences[i](scene->session->heap, &scene->stats, scene->remark[i]);
		if (!scene->remark[i][0])
			continue;
		if (fragmentation_sentences[i] == fragmentation_outlook)
			scene->v.outlook = scene->remark[i];
		scene->remarks[scene->v.remark_count++] = scene->remark[i];
	}
	scene->v.remarks = scene->remarks;
}

/* Of a fast heap also what waits in caches; what is free in spans is in no one piece. */
static void fill_summary(struct scene *scene)
{
	const my_heap_statistics *s = &scene->stats;

	if (look_is_fast(scene->session)) {
		snprintf(scene->summary, sizeof scene->summary,
		         "mapped %s used %s cached %s spans %s largest free outside spans %s "
		         "calls %s",
		         comma(s->mapped).text, comma(s->used).text, comma(s->cached).text,
		         comma(s->spans).text, comma(s->largest_free).text,
		         comma(s->system_calls).text);
		return;
	}
	snprintf(scene->summary, sizeof scene->summary,
	         "mapped %s used %s largest free %s frag int %s%% ext %s%% calls %s",
	         comma(s->mapped).text, comma(s->used).text, comma(s->largest_free).text,
	         percent_text(s->used - s->asked, s->used, 0).text,
	         percent_text(s->free - s->largest_free, s->free, 0).text,
	         comma(s->system_calls).text);
}

static void add_general_numbers(struct scene *scene)
{
	const my_heap_statistics *s = &scene->stats;

	add_number(scene, "largest free", "largest free", "%.23s", comma(s->largest_free).text);
	add_number(scene, "slack", NULL, "%.23s", comma(s->used - s->asked).text);
	add_number(scene, "internal frag.", "frag: int", "%.20s %%",
	           percent_text(s->used - s->asked, s->used, 1).text);
	add_whole(scene, s->used - s->asked, s->used);
	add_number(scene, "external frag.", "ext", "%.20s %%",
	           percent_text(s->free - s->largest_free, s->free, 1).text);
	add_whole(scene, s->free - s->largest_free, s->free);
}

void scene_numbers(struct scene *scene)
{
	const my_heap_statistics *s = &scene->stats;
	int is_fast = look_is_fast(scene->session);

	add_number(scene, "mapped", "mapped", "%.23s", comma(s->mapped).text);
	add_number(scene, "used", "used", "%.23s", comma(s->used).text);
	if (is_fast)
		add_number(scene, "cached", "cached", "%.23s", comma(s->cached).text);
	else
		add_number(scene, "asked", NULL, "%.23s", comma(s->asked).text);
	add_number(scene, "free", NULL, "%.23s", comma(s->free).text);
	if (is_fast) {
		add_number(scene, "spans", "spans", "%.23s", comma(s->spans).text);
		add_number(scene, "largest outside", "largest outside", "%.23s",
		           comma(s->largest_free).text);
	} else {
		add_general_numbers(scene);
	}
	if (fragmentation_headers(scene->session->heap, s))
		add_number(scene, "headers", NULL, "%.23s",
		           comma(fragmentation_headers(scene->session->heap, s)).text);
	add_number(scene, "tables", NULL, "%.23s", comma(s->tables).text);
	add_number(scene, "table load", NULL, "%.2f", table_load(scene));
	add_number(scene, "longest probe", NULL, "%.23s", comma(s->longest_probe).text);
	add_number(scene, "system calls", "calls", "%.23s", comma(s->system_calls).text);
	scene->v.numbers = scene->numbers;
	scene->v.used_percent = (unsigned)percent_of(s->used, s->mapped);
	if (scene->v.used_percent == 100 && s->used < s->mapped)
		scene->v.used_percent = 99; /* 100 means that nothing is free */
	fill_remarks(scene);
	fill_summary(scene);
}

/* ------------------------------------------------------------------------ texts */

static void fill_why(struct scene *scene)
{
	const struct session *session = scene->session;
	view_text *why = &scene->v.why;

	if (!session->last.glyph || (scene->linear && !session->outcome.operation))
		return;
	why->wrong = session->last.glyph == '!';
	why->title = why->wrong ? "why not" : "why";
	why->about = session->last.command;
	why->lines = (const char *const *)session->why.line;
	why->count = session->why.count;
	why->numbered = 1;
	why->more = "why";
}

void scene_texts(struct scene *scene)
{
	const struct session *session = scene->session;
	const struct outcome *outcome = &session->outcome;
	int viewed = strcmp(session->title, "view") == 0;

	fill_why(scene);
	if (session->title[0]) {
		scene->v.text.title = session->title;
		scene->v.text.about = session->about;
		scene->v.text.lines = (const char *const *)session->text.line;
		scene->v.text.count = session->text.count;
	}
	scene->v.command = session->command;
	if (outcome->operation && !outcome->failed && !outcome->many && *session->changed)
		scene->v.changed = session->changed;
	if (((outcome->operation || outcome->travelled) && !outcome->failed) || viewed
	    || !scene->linear)
		scene->v.summary = scene->summary;
}
