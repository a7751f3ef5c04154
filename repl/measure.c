/* SPDX-License-Identifier: MIT
 *
 * measure.c - what can be known of the heap by name.
 */
#include "measure.h"

#include "look.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "timeline.h"
#include "setting.h"
#include "target.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Everything a measure may look at; what it is not of is zero. */
struct subject {
	const struct session *session;
	my_heap_statistics stats;
	my_heap_chunk chunk;
	my_heap_section section;
	size_t held; /* chunks in a thread's cache */
};

/* Of a fast heap, which does not keep it, what the names know. */
static size_t asked_of(const struct subject *s)
{
	size_t asked = s->stats.asked;
	my_heap_chunk chunk;

	for (size_t i = 0; look_is_fast(s->session) && i < names_count(s->session->names); i++) {
		struct name name = names_get(s->session->names, i);

		if (!name.died && my_heap_find(s->session->heap, name.pointer, &chunk))
			asked -= chunk.size - look_asked(s->session, &chunk);
	}
	return asked;
}

#define OF(name, expression)                                                              \
	static size_t name(const struct subject *s)                                       \
	{                                                                                 \
		return expression;                                                        \
	}

OF(heap_chunks, s->stats.used_chunks + s->stats.free_chunks)
OF(heap_used_chunks, s->stats.used_chunks)
OF(heap_free_chunks, s->stats.free_chunks)
OF(heap_used, s->stats.used)
OF(heap_asked, asked_of(s))
OF(heap_slack, s->stats.used - asked_of(s))
OF(heap_free, s->stats.free)
OF(heap_largest, s->stats.largest_free)
OF(heap_mapped, s->stats.mapped)
OF(heap_sections, s->stats.sections)
OF(heap_probe, s->stats.longest_probe)
OF(heap_looked, s->stats.looked)
OF(heap_splits, s->stats.splits)
OF(heap_merges, s->stats.merges)
OF(heap_moves, s->stats.moves)
OF(heap_copied, s->stats.copied)
OF(heap_syscalls, s->stats.system_calls)
OF(heap_operations, timeline_step(s->session))
OF(heap_internal, percent_of(s->stats.used - asked_of(s), s->stats.used))
OF(heap_external, percent_of(s->stats.free - s->stats.largest_free, s->stats.free))
OF(heap_utilisation, percent_of(s->stats.peak_asked, s->stats.peak_mapped))
OF(heap_spans, s->stats.spans)
OF(heap_cached, s->stats.cached)
OF(heap_cached_chunks, s->stats.cached_chunks)
OF(heap_depot, look_held(s->session, 0))
OF(thread_cached, s->held)
OF(chunk_class, s->chunk.size_class)
OF(chunk_byte, look_is_fast(s->session) ? look_byte(&s->chunk) : 0)
OF(chunk_offset, s->chunk.offset)
OF(chunk_key, s->chunk.key)
OF(chunk_size, s->chunk.size)
OF(chunk_asked, look_asked(s->session, &s->chunk))
OF(chunk_slack, s->chunk.size - look_asked(s->session, &s->chunk))
OF(chunk_bucket, s->chunk.bucket)
OF(chunk_home, s->chunk.home)
OF(chunk_displaced, look_displaced(&s->section, &s->chunk))
OF(chunk_section, s->chunk.section)
OF(section_capacity, s->section.capacity)
OF(section_entries, s->section.nbr_chunks)
OF(section_free_size, s->section.free_size)
OF(section_used, s->section.used)

const struct measure measures[] = {
	{ "state", MEASURE_CHUNK, NULL },
	{ "text", MEASURE_CHUNK, NULL },
	{ "offset", MEASURE_CHUNK, chunk_offset },
	{ "key", MEASURE_CHUNK, chunk_key },
	{ "size", MEASURE_CHUNK, chunk_size },
	{ "asked", MEASURE_CHUNK, chunk_asked },
	{ "slack", MEASURE_CHUNK, chunk_slack },
	{ "bucket", MEASURE_CHUNK, chunk_bucket },
	{ "home", MEASURE_CHUNK, chunk_home },
	{ "displaced", MEASURE_CHUNK, chunk_displaced },
	{ "section", MEASURE_CHUNK, chunk_section },
	{ "class", MEASURE_CHUNK, chunk_class },
	{ "byte", MEASURE_CHUNK, chunk_byte },
	{ "capacity", MEASURE_SECTION, section_capacity },
	{ "entries", MEASURE_SECTION, section_entries },
	{ "free_size", MEASURE_SECTION, section_free_size },
	{ "used", MEASURE_SECTION, section_used },
	{ "chunks", MEASURE_HEAP, heap_chunks },
	{ "used_chunks", MEASURE_HEAP, heap_used_chunks },
	{ "free_chunks", MEASURE_HEAP, heap_free_chunks },
	{ "used", MEASURE_HEAP, heap_used },
	{ "asked", MEASURE_HEAP, heap_asked },
	{ "slack", MEASURE_HEAP, heap_slack },
	{ "free", MEASURE_HEAP, heap_free },
	{ "largest", MEASURE_HEAP, heap_largest },
	{ "mapped", MEASURE_HEAP, heap_mapped },
	{ "sections", MEASURE_HEAP, heap_sections },
	{ "probe", MEASURE_HEAP, heap_probe },
	{ "looked", MEASURE_HEAP, heap_looked },
	{ "splits", MEASURE_HEAP, heap_splits },
	{ "merges", MEASURE_HEAP, heap_merges },
	{ "moves", MEASURE_HEAP, heap_moves },
	{ "copied", MEASURE_HEAP, heap_copied },
	{ "syscalls", MEASURE_HEAP, heap_syscalls },
	{ "spans", MEASURE_HEAP, heap_spans },
	{ "cached", MEASURE_HEAP, heap_cached },
	{ "cached_chunks", MEASURE_HEAP, heap_cached_chunks },
	{ "depot", MEASURE_HEAP, heap_depot },
	{ "cached", MEASURE_THREAD, thread_cached },
	{ "operations", MEASURE_HEAP, heap_operations },
	{ "internal", MEASURE_HEAP, heap_internal },
	{ "external", MEASURE_HEAP, heap_external },
	{ "utilisation", MEASURE_HEAP, heap_utilisation },
	{ 0 },
};

/* --------------------------------------------------------------------- reading */

/* "offset(p1)" as offset and p1; inside is NULL without parentheses. 1 if well formed. */
static int take_apart(const char *expression, char *name, char *inside, int *has_inside)
{
	const char *open = strchr(expression, '(');
	size_t length = strlen(expression), head = open ? (size_t)(open - expression) : length;

	*has_inside = open != NULL;
	if (head == 0 || head > 31 || (open && (expression[length - 1] != ')'
	                                        || length - head - 2 > 62)))
		return 0;
	snprintf(name, 32, "%.*s", (int)head, expression);
	snprintf(inside, 64, "%.*s", open ? (int)(length - head - 2) : 0, open ? open + 1 : "");
	return !open || *inside;
}

static int unknown(struct session *session, const char *expression, const char *name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (const struct measure *m = measures; m->name; m++)
		nearest_try(&nearest, m->name);
	for (const struct setting *s = settings; s->name; s++)
		nearest_try(&nearest, s->name);
	if (nearest_word(&nearest) && strcmp(nearest_word(&nearest), name) != 0)
		return session_fail(session, "not understood",
		                    "The name %s is not known here. Did you mean %s?",
		                    word_quote(expression).text, nearest_word(&nearest));
	return session_fail(session, "not understood",
	                    "The name %s is not known here. Type help expect for "
		                    "those that are.",
	                    word_quote(expression).text);
}

static void show_number(struct measured *out, size_t number, int is_offset)
{
	out->is_number = 1;
	out->number = number;
	snprintf(out->shown, sizeof out->shown, "%s",
	         is_offset ? offset_text(number).text : comma(number).text);
}

static int read_chunk(struct session *session, const char *inside, struct subject *subject,
                      struct name *name)
{
	struct target target;

	if (target_read(session, inside, "", &target) != SESSION_OK)
		return SESSION_FAILED;
	*name = target_name(session, &target);
	if (name->died)
		return SESSION_OK;
	if (!my_heap_find(session->heap, target.pointer, &subject->chunk))
		return session_fail(session, "no such chunk", "No chunk starts at %s.",
		                    target.text);
	my_heap_section_by_id(session->heap, subject->chunk.section, &subject->section);
	return SESSION_OK;
}

static int measure_chunk(struct session *session, const struct measure *measure,
                         const char *inside, struct subject *subject, struct measured *out)
{
	struct name name = { .text = "" };

	if (read_chunk(session, inside, subject, &name) != SESSION_OK)
		return SESSION_FAILED;
	if (strcmp(measure->name, "state") == 0) {
		if (name.died)
			my_heap_find(session->heap, name.pointer, &subject->chunk);
		snprintf(out->word, sizeof out->word, "%s",
		         look_waits(&subject->chunk) ? "waiting"
		         : subject->chunk.cached ? "cached"
		         : name.died || subject->chunk.free ? "free" : "used");
		snprintf(out->shown, sizeof out->shown, "%s", out->word);
		return SESSION_OK;
	}
	if (!subject->chunk.section)
		return session_fail(session, "no such chunk", "%s was freed in operation %s.",
		                    name.text, comma(name.died).text);
	if (measure->number) {
		show_number(out, measure->number(subject), measure->number == chunk_offset);
		if (measure->number == chunk_byte)
			snprintf(out->shown, sizeof out->shown, "0x%02zx", out->number);
		return SESSION_OK;
	}
	out->text = subject->chunk.pointer;
	out->length = subject->chunk.size - my_heap_options_of(session->heap)->header;
	return SESSION_OK;
}

static int measure_section(struct session *session, const struct measure *measure,
                           const char *inside, struct subject *subject, struct measured *out)
{
	char problem[NUMBER_PROBLEM];
	size_t id;

	if (*inside != 's' || !isdigit((unsigned char)inside[1])
	    || !number_read(inside + 1, &id, problem)
	    || !my_heap_section_by_id(session->heap, id, &subject->section))
		return session_fail(session, "no such section",
		                    "There is no section %s in the heap.", word_quote(inside).text);
	show_number(out, measure->number(subject), 0);
	return SESSION_OK;
}

static int measure_thread(struct session *session, const struct measure *measure,
                          const char *inside, struct subject *subject, struct measured *out)
{
	char problem[NUMBER_PROBLEM];
	size_t thread;

	if (*inside != 't' || !number_read(inside + 1, &thread, problem) || thread < 1
	    || thread > MY_HEAP_THREADS)
		return session_fail(session, "no such thread",
		                    "%s is no thread: they are t1 to t%d.", word_quote(inside).text,
		                    (int)MY_HEAP_THREADS);
	subject->held = look_held(session, (unsigned)thread);
	show_number(out, measure->number(subject), 0);
	return SESSION_OK;
}

static void measure_setting(const struct session *session, const struct setting *setting,
                            struct measured *out)
{
	setting_text(setting, my_heap_options_of(session->heap), out->word);
	snprintf(out->shown, sizeof out->shown, "%s", out->word);
	out->setting = setting;
}

int measure_read(struct session *session, const char *expression, struct measured *out)
{
	struct subject subject = { .session = session };
	char name[32], inside[64];
	int has_inside;

	*out = (struct measured){ 0 };
	if (!take_apart(expression, name, inside, &has_inside))
		return unknown(session, expression, expression);
	for (const struct measure *m = measures; m->name; m++) {
		if (strcmp(m->name, name) != 0 || (m->of != MEASURE_HEAP) != has_inside)
			continue;
		if (m->of == MEASURE_THREAD)
			return measure_thread(session, m, inside, &subject, out);
		if (m->of == MEASURE_CHUNK)
			return measure_chunk(session, m, inside, &subject, out);
		if (m->of == MEASURE_SECTION)
			return measure_section(session, m, inside, &subject, out);
		my_heap_stats(session->heap, &subject.stats);
		show_number(out, m->number(&subject), 0);
		return SESSION_OK;
	}
	if (has_inside || !setting_find(name))
		return unknown(session, expression, name);
	measure_setting(session, setting_find(name), out);
	return SESSION_OK;
}
