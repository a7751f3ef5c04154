/* SPDX-License-Identifier: MIT
 *
 * export_run.c - the heap as JSON: the operation that led to this step.
 */
#include "export.h"

#include "field.h"
#include "json.h"
#include "session.h"
#include "steps.h"
#include "timeline.h"
#include "told.h"

static void write_place(struct json *json, const char *key, const struct place *place)
{
	if (!place->section) {
		json_null(json, key);
		return;
	}
	json_open(json, key, '{', JSON_FLAT);
	json_number(json, "section", place->section);
	json_number(json, "offset", place->offset);
	json_close(json);
}

static const char *text_or_null(const char *text)
{
	return *text ? text : NULL;
}

static void write_member(struct json *json, const my_heap_event *event, size_t at)
{
	json_number(json, field_name(at), *(const size_t *)((const char *)event + at));
}

static void write_field(struct json *json, const my_heap_event *event,
                        const struct told_field *field)
{
	if (field->kind == TOLD_WHY) {
		json_text(json, "why", field_reason(event->why));
		return;
	}
	write_member(json, event, field->at);
	if (field->kind == TOLD_PLACE)
		write_member(json, event, offsetof(my_heap_event, offset));
	if (field->kind == TOLD_OLD)
		write_member(json, event, offsetof(my_heap_event, need));
}

/* Its number counts all that were told, also those that were not kept. */
static void write_step(struct json *json, const struct session *session, size_t index)
{
	const my_heap_event *event = steps_get(session->steps, index);
	const struct told *told = told_of(event->step);
	size_t sentence = session->steps->sentence[index];

	json_open(json, NULL, '{', JSON_FLAT);
	json_number(json, "number", steps_before(session->steps, index) + 1);
	json_text(json, "step", field_step(event->step));
	for (int i = 0; i < TOLD_MOST && told->field[i].label; i++)
		write_field(json, event, &told->field[i]);
	json_text(json, "sentence", sentence && sentence <= session->why.count
	                            ? session->why.line[sentence - 1] : NULL);
	json_close(json);
}

static void write_steps(struct json *json, const struct session *session)
{
	json_number(json, "steps_left_out", steps_gap(session->steps));
	json_open(json, "steps", '[', JSON_LINES);
	for (size_t i = 0; i < steps_kept(session->steps); i++)
		write_step(json, session, i);
	json_close(json);
}

void export_operation(struct json *json, const struct session *session)
{
	const struct operation *last = &session->last;
	const struct outcome *outcome = &session->outcome;
	const char glyph[2] = { last->glyph, 0 };

	if (!last->glyph) {
		json_null(json, "operation");
		return;
	}
	json_open(json, "operation", '{', JSON_LINES);
	json_number(json, "number", timeline_step(session));
	json_text(json, "command", last->command);
	json_text(json, "glyph", glyph);
	json_number(json, "thread", last->thread);
	json_text(json, "result", text_or_null(outcome->linear));
	json_flag(json, "failed", outcome->failed);
	json_text(json, "cause", text_or_null(outcome->cause));
	json_text(json, "name", text_or_null(last->name));
	write_place(json, "before", &last->before);
	write_place(json, "after", &last->after);
	json_text(json, "changed", text_or_null(session->changed));
	write_steps(json, session);
	json_close(json);
}
