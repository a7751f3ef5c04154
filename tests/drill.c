/* SPDX-License-Identifier: MIT
 *
 * drill.c - a heap under test: scripts in, texts out. See drill.h; sound.c has drill_sound.
 */
#include "drill.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_put(struct text *text, const char *format, ...)
{
	size_t room = sizeof text->words - text->length;
	va_list list;

	va_start(list, format);
	int wanted = vsnprintf(text->words + text->length, room, format, list);
	va_end(list);
	if (wanted > 0)
		text->length += (size_t)wanted < room ? (size_t)wanted : room - 1;
}

static void text_clear(struct text *text)
{
	text->length = 0;
	text->words[0] = '\0';
}

static void told(void *user, enum my_heap_misuse cause, const void *pointer)
{
	drill *d = user;

	d->misuses++;
	d->cause = cause;
	d->culprit = pointer;
}

void drill_open(drill *d, const my_heap_options *options)
{
	my_heap_options mine;

	memset(d, 0, sizeof *d);
	if (options)
		mine = *options;
	else
		my_heap_options_default(&mine);
	mine.misuse = told;
	mine.user = d;
	d->heap = my_heap_create(&mine);
	CU_ASSERT_PTR_NOT_NULL_FATAL(d->heap);
}

void drill_close(drill *d)
{
	SOUND(d);
	my_heap_destroy(d->heap);
	d->heap = NULL;
}

/* ------------------------------------------------------------------ scripts */

static size_t number(const char **script)
{
	char *end;
	size_t value = strtoull(*script, &end, 0);

	*script = end;
	return value;
}

static void keep(drill *d, void *result)
{
	d->last = result;
	if (d->count + 1 < DRILL_NAMES)
		d->p[++d->count] = result;
}

void *drill_malloc(drill *d, size_t size)
{
	keep(d, my_heap_malloc(d->heap, size));
	return d->last;
}

static void resize(drill *d, size_t n, size_t size)
{
	d->last = my_heap_realloc(d->heap, d->p[n], size);
	if (d->last || size == 0)
		d->p[n] = d->last;
}

static void play_one(drill *d, char verb, size_t first, const char **script)
{
	if (verb == 'm')
		drill_malloc(d, first);
	else if (verb == 'c')
		keep(d, my_heap_calloc(d->heap, first, number(script)));
	else if (verb == 'a')
		keep(d, my_heap_aligned_alloc(d->heap, first, number(script)));
	else if (verb == 'r')
		resize(d, first, number(script));
	else if (verb == 'f')
		my_heap_free(d->heap, d->p[first]);
	else
		CU_FAIL("a script has an unknown verb");
}

void drill_play(drill *d, const char *script)
{
	script += strspn(script, " ");
	while (*script) {
		char verb = *script++;
		size_t first = number(&script);
		play_one(d, verb, first, &script);
		script += strspn(script, " ");
	}
}

size_t drill_offset(drill *d, int n)
{
	my_heap_chunk chunk;

	return my_heap_find(d->heap, d->p[n], &chunk) ? chunk.offset : (size_t)-1;
}

/* -------------------------------------------------------------------- texts */

static int name_of(const drill *d, const void *pointer)
{
	for (int i = d->count; i > 0; i--)
		if (d->p[i] == pointer)
			return i;
	return 0;
}

static int put_section(void *user, const my_heap_section *section)
{
	drill *d = user;

	text_put(&d->layout, "%ss%zu", d->layout.length ? " " : "", section->id);
	return 0;
}

static int put_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	drill *d = user;

	(void)section;
	if (chunk->free)
		text_put(&d->layout, " -%zu", chunk->size);
	else
		text_put(&d->layout, " %d:%zu", name_of(d, chunk->pointer), chunk->size);
	return 0;
}

const char *drill_layout(drill *d)
{
	const my_heap_visitor visitor = { put_section, NULL, put_chunk };

	text_clear(&d->layout);
	my_heap_walk(d->heap, &visitor, d);
	return d->layout.words;
}

my_heap_section drill_section(const drill *d, size_t id)
{
	my_heap_section section;

	memset(&section, 0, sizeof section);
	CU_ASSERT(my_heap_section_by_id(d->heap, id, &section) == 1);
	return section;
}

static int put_listed(void *user, const my_heap_chunk *chunk)
{
	struct text *list = user;

	text_put(list, "%s%zu:%zu", list->length ? " " : "", chunk->offset, chunk->size);
	return 0;
}

const char *drill_free_list(drill *d, size_t section)
{
	const my_heap_section found = drill_section(d, section);

	text_clear(&d->list);
	my_heap_walk_free(d->heap, &found, put_listed, &d->list);
	return d->list.words;
}

const char *drill_table(drill *d, size_t section)
{
	const my_heap_section found = drill_section(d, section);
	my_heap_chunk chunk;

	text_clear(&d->list);
	for (size_t i = 0; i < found.capacity; i++)
		if (my_heap_bucket(d->heap, &found, i, &chunk))
			text_put(&d->list, "%s%zu:%zu", d->list.length ? " " : "", i, chunk.key);
	return d->list.words;
}

my_heap_statistics drill_stats(const drill *d)
{
	my_heap_statistics stats;

	my_heap_stats(d->heap, &stats);
	return stats;
}

/* ------------------------------------------------------------------- events */

static const char *const step_names[] = {
#define STEP_NAME(name) #name,
	MY_HEAP_STEPS(STEP_NAME)
};

const char *drill_step(int step)
{
	return step_names[step];
}

static const char *const reasons[] = {
	"none", "right is used", "right too small", "right is end", "size too large",
	"limit reached", "system refused", "bad alignment", "load reached", "probed too far",
	"waits", "past end", "before start"
};

#define AT "section offset key "

/* The fields that my_heap.h says a step fills. */
static const char *const fields[MY_HEAP_STEP_COUNT] = {
	[MY_HEAP_ROUND] = "asked size unit header",
	[MY_HEAP_SECTION_PASSED] = "section size need",
	[MY_HEAP_SECTION_SEARCH] = "section size need",
	[MY_HEAP_NO_SECTION] = "need",
	[MY_HEAP_BINS_EMPTY] = "section bucket other",
	[MY_HEAP_BIN_SEARCH] = "section bucket size other",
	[MY_HEAP_OUTWARDS] = AT "other",
	[MY_HEAP_LOOK_SMALL] = AT "size need",
	[MY_HEAP_LOOK_TAKE] = AT "size need",
	[MY_HEAP_LOOK_BEST] = AT "size need rest",
	[MY_HEAP_LOOK_WORSE] = AT "size need rest other",
	[MY_HEAP_CHOSEN] = AT "size need",
	[MY_HEAP_WRAPPED] = "section",
	[MY_HEAP_ALIGN_ROOM] = "size need rest other",
	[MY_HEAP_ALIGNED] = AT "size need rest other",
	[MY_HEAP_SPLIT] = AT "size need rest other",
	[MY_HEAP_NOT_SPLIT] = AT "size need rest other",
	[MY_HEAP_KEEPS_ENTRY] = AT "bucket home",
	[MY_HEAP_PROBE_TAKEN] = AT "home bucket other",
	[MY_HEAP_STORED] = AT "home bucket",
	[MY_HEAP_FOUND] = AT "home bucket size rest",
	[MY_HEAP_NOT_FOUND] = "section key home bucket",
	[MY_HEAP_REMOVED] = AT "home bucket",
	[MY_HEAP_SHIFTED] = AT "home bucket other",
	[MY_HEAP_TABLE_GROWN] = "section size rest need why",
	[MY_HEAP_FREED] = AT "size",
	[MY_HEAP_MERGED_RIGHT] = AT "size other rest",
	[MY_HEAP_MERGED_LEFT] = AT "size other rest",
	[MY_HEAP_RIGHT_USED] = AT "other",
	[MY_HEAP_LEFT_USED] = AT "other",
	[MY_HEAP_RIGHT_END] = AT,
	[MY_HEAP_LEFT_END] = AT,
	[MY_HEAP_RIGHT_KEPT] = AT "other rest",
	[MY_HEAP_LEFT_KEPT] = AT "other rest",
	[MY_HEAP_COALESCING] = "need",
	[MY_HEAP_SECTION_MAPPED] = "section size need",
	[MY_HEAP_SECTION_KEPT] = "section",
	[MY_HEAP_SECTION_UNMAPPED] = "section size why",
	[MY_HEAP_SAME_SIZE] = AT "asked size",
	[MY_HEAP_SHRUNK] = AT "size need rest",
	[MY_HEAP_GROWN] = AT "size need other",
	[MY_HEAP_CANNOT_GROW] = AT "size need other rest why",
	[MY_HEAP_MOVED] = AT "other need size",
	[MY_HEAP_ZEROED] = AT "size rest",
	[MY_HEAP_FAILED] = "need why",
	[MY_HEAP_SLACK_FILLED] = AT "asked size header",
	[MY_HEAP_SLACK_CHECKED] = AT "asked size header",
	[MY_HEAP_SLACK_DAMAGED] = AT "asked size rest other why",
	[MY_HEAP_FREED_FILLED] = AT "size",
	[MY_HEAP_DELAYED] = AT "size rest other",
	[MY_HEAP_RELEASED_LATE] = AT "size rest need",
	[MY_HEAP_FREED_CHECKED] = AT "size",
	[MY_HEAP_FREED_DAMAGED] = AT "size rest other",
	[MY_HEAP_CLASS] = "asked size bucket",
	[MY_HEAP_CACHE_TAKEN] = AT "size rest bucket unit",
	[MY_HEAP_CACHE_EMPTY] = "size bucket unit",
	[MY_HEAP_CACHE_GROWN] = "size rest bucket unit",
	[MY_HEAP_DEPOT_TAKEN] = "rest bucket unit",
	[MY_HEAP_DEPOTS_DISSOLVED] = "size",
	[MY_HEAP_SPAN_MADE] = AT "size",
	[MY_HEAP_SPAN_CUT] = AT "need size rest bucket",
	[MY_HEAP_SPAN_SWEPT] = AT "need size other rest bucket",
	[MY_HEAP_CACHE_PUT] = AT "size rest bucket unit",
	[MY_HEAP_CACHE_FULL] = "need rest bucket unit",
	[MY_HEAP_SPAN_EMPTY] = AT "size",
};

/* Fields that the header names as well, left out of the events as text to keep them short. */
static const char *const unprinted[MY_HEAP_STEP_COUNT] = {
	[MY_HEAP_LOOK_BEST] = "other",
	[MY_HEAP_PROBE_TAKEN] = "capacity",
	[MY_HEAP_STORED] = "rest capacity",
	[MY_HEAP_FOUND] = "other capacity why",
	[MY_HEAP_NOT_FOUND] = "offset rest capacity",
	[MY_HEAP_RIGHT_USED] = "size rest why",
	[MY_HEAP_LEFT_USED] = "size rest why", [MY_HEAP_RIGHT_END] = "size",
	[MY_HEAP_LEFT_END] = "size",         [MY_HEAP_RIGHT_KEPT] = "size",
	[MY_HEAP_LEFT_KEPT] = "size",        [MY_HEAP_GROWN] = "rest",
};

static int has_word(const char *words, const char *word)
{
	size_t length = strlen(word);
	const char *found = words;

	while ((found = strstr(found, word)) != NULL) {
		int starts = found == words || found[-1] == ' ';
		if (starts && (found[length] == ' ' || found[length] == '\0'))
			return 1;
		found += length;
	}
	return 0;
}

static int is_named(drill *d, enum my_heap_step step, const char *field)
{
	char note[64];

	if (has_word(fields[step], field))
		return 1;
	if (unprinted[step] && has_word(unprinted[step], field))
		return 0;
	snprintf(note, sizeof note, "%s.%s", step_names[step], field);
	if (!has_word(d->surplus.words, note))
		text_put(&d->surplus, "%s ", note);
	return 0;
}

static void put_field(drill *d, enum my_heap_step step, const char *name, size_t value)
{
	if (value && is_named(d, step, name))
		text_put(&d->heard, " %s=%zu", name, value);
}

static void hear(void *user, const my_heap_event *event)
{
	drill *d = user;

	d->steps[event->step]++;
	text_put(&d->heard, "%s", step_names[event->step]);
	put_field(d, event->step, "section", event->section);
	put_field(d, event->step, "offset", event->offset);
	put_field(d, event->step, "key", event->key);
	put_field(d, event->step, "home", event->home);
	put_field(d, event->step, "bucket", event->bucket);
	put_field(d, event->step, "capacity", event->capacity);
	put_field(d, event->step, "asked", event->asked);
	put_field(d, event->step, "size", event->size);
	put_field(d, event->step, "need", event->need);
	put_field(d, event->step, "rest", event->rest);
	put_field(d, event->step, "other", event->other);
	put_field(d, event->step, "unit", event->unit);
	put_field(d, event->step, "header", event->header);
	if (event->why && is_named(d, event->step, "why"))
		text_put(&d->heard, " why=%s", reasons[event->why]);
	text_put(&d->heard, "\n");
}

void drill_listen(drill *d)
{
	memset(d->steps, 0, sizeof d->steps);
	text_clear(&d->heard);
	text_clear(&d->surplus);
	my_heap_observe(d->heap, hear, d);
}

const char *drill_heard(drill *d)
{
	my_heap_observe(d->heap, NULL, NULL);
	return d->heard.words;
}

int drill_same(const char *file, int line, const char *actual, const char *expected)
{
	if (strcmp(actual, expected) == 0)
		return 1;
	printf("\n      %s:%d\n      is       %s\n      expected %s\n", file, line, actual,
	       expected);
	return 0;
}
