/* SPDX-License-Identifier: MIT
 *
 * outline.c - what is in a lesson, without carrying it out.
 */
#include "outline.h"

#include "attempt.h"
#include "lesson.h"
#include "memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------------- reading */

/* The number, or the two, that stand before the word minutes. */
static void find_minutes(struct outline *outline, const char *text)
{
	const char *word = strstr(text, " minutes"), *start = word;

	while (start && start > text && (isdigit((unsigned char)start[-1]) || start[-1] == '-'))
		start--;
	if (start < word && isdigit((unsigned char)*start) && !*outline->minutes)
		snprintf(outline->minutes, sizeof outline->minutes, "%.*s", (int)(word - start),
		         start);
}

static void add_block(struct outline *outline, const struct lesson_block *block)
{
	struct outline_item *item;

	outline->item = memory_room(outline->item, outline->count, 1, &outline->space,
	                            sizeof *outline->item);
	item = &outline->item[outline->count++];
	*item = (struct outline_item){ .what = block->what, .of = block->points };
	snprintf(item->id, sizeof item->id, "%s", block->id);
	outline->questions += block->what == LESSON_ASK;
	outline->goals += block->what == LESSON_GOAL;
}

/* Title and time stand in the prose before anything else. */
static void take(struct outline *outline, const struct lesson_item *item, int *is_head)
{
	if (item->block)
		add_block(outline, item->block);
	if (item->kind != LESSON_PROSE && item->kind != LESSON_BLANK)
		*is_head = 0;
	if (item->kind != LESSON_PROSE || !*is_head)
		return;
	if (!*outline->title)
		lines_clip(outline->title, sizeof outline->title, item->text);
	find_minutes(outline, item->text);
}

int outline_read(struct outline *outline, struct session *session, const char *path)
{
	struct script *script = script_open(session, path, path);
	struct lesson_item item;
	struct lesson *lesson;
	int is_head = 1;

	*outline = (struct outline){ 0 };
	if (!script)
		return 0;
	lesson = lesson_start(session, script, NULL);
	while (lesson_next(lesson, &item) != LESSON_END)
		take(outline, &item, &is_head);
	lesson_end(lesson);
	script_close(session, script);
	return 1;
}

void outline_free(struct outline *outline)
{
	free(outline->item);
	*outline = (struct outline){ 0 };
}

/* ---------------------------------------------------------------------- progress */

/* A question counts when it was answered, an exercise when it was solved. */
static int is_done(const struct outline_item *item, const struct attempt *attempt)
{
	const struct given *given = attempt_find(attempt, item->id);

	return given && (item->what == LESSON_ASK || given->points);
}

static size_t count_done(const struct outline *outline, const struct attempt *attempt,
                         enum lesson_kind what)
{
	size_t count = 0;

	for (size_t i = 0; i < outline->count; i++)
		count += outline->item[i].what == what && is_done(&outline->item[i], attempt);
	return count;
}

/* "exercises 1, 3 of 3 done" */
static void put_goals(FILE *out, const struct outline *outline, const struct attempt *attempt)
{
	size_t done = count_done(outline, attempt, LESSON_GOAL), number = 0, told = 0;

	fputs(done == 0 ? "no exercise" : done == 1 ? "exercise" : "exercises", out);
	for (size_t i = 0; i < outline->count; i++) {
		const struct outline_item *item = &outline->item[i];

		number += item->what == LESSON_GOAL;
		if (item->what == LESSON_GOAL && is_done(item, attempt))
			fprintf(out, "%s %zu", told++ ? "," : "", number);
	}
	fprintf(out, " of %zu done", outline->goals);
}

void outline_progress(const struct outline *outline, const struct attempt *attempt, char *out,
                      size_t size)
{
	FILE *into = memory_sure(fmemopen(out, size, "w"));

	setvbuf(into, NULL, _IONBF, 0);
	out[0] = 0;
	if (outline->questions)
		fprintf(into, "%zu of %zu question%s", count_done(outline, attempt, LESSON_ASK),
		        outline->questions, outline->questions == 1 ? "" : "s");
	if (outline->questions && outline->goals)
		fputs(", ", into);
	if (outline->goals)
		put_goals(into, outline, attempt);
	fclose(into);
}
