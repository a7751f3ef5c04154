/* SPDX-License-Identifier: MIT
 *
 * scene_step.c - a step that is gone through: what it is about, its fields and its sentence.
 *
 * Before the last step the picture is that of the heap before the operation, on which the
 * steps act (scene_act.c); at the last it is the heap as it is.
 */
#include "scene_act.h"

#include "inside.h"
#include "look.h"
#include "number.h"
#include "told.h"
#include "wording.h"

#include <stdio.h>
#include <string.h>

static const my_heap_event *event_of(const struct inside_at *at)
{
	return at->event < INSIDE_EVENTS ? steps_get(&at->inside->steps, at->event) : NULL;
}

/* The place of the event that is shown, or of the last one before that had one. */
static struct place place_of(const struct inside_at *at)
{
	for (size_t i = inside_past(at); i-- > 0;) {
		const my_heap_event *e = steps_get(&at->inside->steps, i);

		if (told_of(e->step)->about & (TOLD_OF_CHUNK | TOLD_OF_BUCKET))
			return (struct place){ e->section, e->offset };
	}
	return (struct place){ 0 };
}

/* The map turns to it; a new entry's chunk is still a part of another one. */
void scene_step_subject(struct scene *scene)
{
	const struct session *session = scene->session;
	struct place place = place_of(scene->step), wrong = scene->step->inside->last.wrong;
	my_heap_section section;

	if (scene->step->over)
		return;
	scene->mark = VIEW_PLAIN;
	scene->subject.section = 0;
	if (!event_of(scene->step) && look_start(session, &wrong, &scene->subject)) {
		scene->mark = VIEW_WRONG;
		return;
	}
	if (my_heap_section_by_id(session->heap, place.section, &section)
	    && place.offset < section.size)
		look_containing(session, (const char *)section.memory + place.offset,
		                &scene->subject);
}

/* ----------------------------------------------------------------------- the fields */

static void add_field(struct scene *scene, const char *label, const char *value, int changed)
{
	size_t i = scene->v.step.field_count;

	if (i == SCENE_FIELDS)
		return;
	snprintf(scene->field_text[i][0], sizeof scene->field_text[i][0], "%s", label);
	snprintf(scene->field_text[i][1], sizeof scene->field_text[i][1], "%s", value);
	scene->field[i] = (view_field){ scene->field_text[i][0], scene->field_text[i][1],
		                        changed };
	scene->v.step.field_count++;
}

/* What the event tells, and which fields it changes. */
static void fill_fields(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	struct row rows[INSIDE_ROWS];
	char label[80];
	size_t count;

	if (!event_of(at))
		return;
	count = inside_told(at->inside, at->event, rows);
	for (size_t i = 0; i < count; i++)
		add_field(scene, rows[i].label, rows[i].value, 0);
	count = inside_fields(at->inside, at->event, rows);
	for (size_t i = 0; i < count; i++) {
		snprintf(label, sizeof label, "%.47s %.15s", rows[i].subject, rows[i].label);
		if (rows[i].changed)
			add_field(scene, label, rows[i].value, 1);
	}
}

/* -------------------------------------------------------------- what is left over */

static int is_compared(const my_heap_event *e)
{
	return e->step == MY_HEAP_LOOK_BEST || e->step == MY_HEAP_LOOK_WORSE;
}

/* Where there are too many the oldest goes, but not the best. */
static void add_rest(struct scene *scene, const my_heap_event *e)
{
	view_step *step = &scene->v.step;

	if (step->rest_count == SCENE_RESTS) {
		size_t out = scene->rest[0].best != 0;

		memmove(scene->rest + out, scene->rest + out + 1,
		        (SCENE_RESTS - 1 - out) * sizeof *scene->rest);
		step->rest_count--;
	}
	for (size_t i = 0; e->step == MY_HEAP_LOOK_BEST && i < step->rest_count; i++)
		scene->rest[i].best = 0;
	scene->rest[step->rest_count++] =
		(view_rest){ e->section, e->offset, e->rest, e->step == MY_HEAP_LOOK_BEST };
}

/* While chunks are compared, and when one of them is chosen. */
static void fill_rests(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	const my_heap_event *now = event_of(at);
	const my_heap_options *options = my_heap_options_of(scene->session->heap);

	scene->v.step.rests = scene->rest;
	scene->v.step.wins = options->placement == MY_HEAP_WORST_FIT ? "the larger rest wins"
	                                                             : "the smaller rest wins";
	if (!now || (!is_compared(now) && now->step != MY_HEAP_CHOSEN))
		return;
	for (size_t i = 0; i <= at->event; i++)
		if (is_compared(steps_get(&at->inside->steps, i)))
			add_rest(scene, steps_get(&at->inside->steps, i));
}

/* ------------------------------------------------------------------- words and rail */

/* Sentences that no event was told of: on a misuse, and what became of it. */
static const char *word_of_words(const struct inside *inside, size_t sentence)
{
	static const char *const words[][2] = {
		{ "Violated:", "violated" }, { "glibc", "glibc" }, { "Guard", "guard" },
	};
	const char *line = inside->why.line[sentence - 1];

	if (inside_is_count(inside, sentence))
		return "more";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncmp(line, words[i][0], strlen(words[i][0])) == 0)
			return words[i][1];
	return "reason";
}

/* What is found in the end gives the sentence its word. */
static const char *word_of(const struct inside *inside, size_t sentence)
{
	size_t first, count = inside_events(inside, sentence, &first);

	if (count == 0)
		return word_of_words(inside, sentence);
	return told_of(steps_get(&inside->steps, first + count - 1)->step)->word;
}

static void fill_rail(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	view_step *step = &scene->v.step;

	step->number = at->sentence;
	step->count = at->inside->why.count < SCENE_STEPS ? at->inside->why.count : SCENE_STEPS;
	step->words = scene->word;
	step->fields = scene->field;
	for (size_t i = 0; i < step->count; i++)
		scene->word[i] = word_of(at->inside, i + 1);
}

/* Who has an entry in the picture: it may have been free when the operation began. */
static struct wording owner(struct scene *scene, size_t section, size_t offset)
{
	struct acting picture = { .scene = scene };
	const view_chunk *c = acting_chunk(&picture, section, offset);
	struct wording who;

	if (!c || c->free || !c->name[0])
		return wording_owner(scene->session, section, offset);
	snprintf(who.text, sizeof who.text, "%s", c->name);
	return who;
}

/* A bucket that is passed has no sentence of its own among the steps. */
static const char *sentence_of(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	const my_heap_event *e = event_of(at);
	size_t granule = my_heap_options_of(scene->session->heap)->granule, next;

	if (!e || e->step != MY_HEAP_PROBE_TAKEN)
		return at->inside->why.line[at->sentence - 1];
	next = e->bucket + 1 < e->capacity ? e->bucket + 1 : 0;
	snprintf(scene->sentence, sizeof scene->sentence, "%s %zu%s is taken by %s: on to %zu.",
	         e->bucket == e->home ? "Home, bucket" : "Bucket", e->bucket,
	         e->bucket == e->home ? "," : "",
	         owner(scene, e->section, e->other * granule).text, next);
	return scene->sentence;
}

static void fill_words(struct scene *scene)
{
	const struct inside_at *at = scene->step;
	const struct operation *last = &at->inside->last;
	const char *crumbs = scene->crumbs;
	int length = snprintf(scene->badge, sizeof scene->badge, "step %zu of %zu", at->sentence,
	                      at->inside->why.count);

	if (at->parts > 1)
		snprintf(scene->badge + length, sizeof scene->badge - (size_t)length,
		         ", part %zu of %zu", at->part, at->parts);
	length = (int)strcspn(crumbs, " ");
	if (strncmp(crumbs, "fast heap", 9) == 0)
		length = 9;
	snprintf(scene->step_crumbs, sizeof scene->step_crumbs,
	         "%.*s%s%.8s ▸ %.60s ▸ step %zu of %zu", length, crumbs,
	         scene->v.empty ? "" : " ▸ s",
	         scene->v.empty ? "" : comma(scene->sections[scene->v.focus].id).text,
	         last->command, at->sentence, at->inside->why.count);
	scene->v.crumbs = scene->step_crumbs;
	scene->v.operation = at->inside->step;
	scene->v.text = (view_text){ 0 };
	scene->v.why = (view_text){ .title = last->glyph == '!' ? "why not" : "why",
		                    .about = last->command,
		                    .lines = (const char *const *)at->inside->why.line,
		                    .count = at->sentence, .numbered = 1, .now = at->sentence,
		                    .wrong = last->glyph == '!', .first = at->inside->why.count,
		                    .more = "why" };
	scene->v.result = (view_result){ .badge = scene->badge, .text = sentence_of(scene),
		                         .neutral = 1 };
}

void scene_step_view(struct scene *scene)
{
	if (!scene->step->over)
		scene_step_act(scene);
	fill_rail(scene);
	fill_fields(scene);
	fill_rests(scene);
	fill_words(scene);
}
