/* SPDX-License-Identifier: MIT
 *
 * test_export.c - the heap as JSON: well formed, and true.
 */
#include "exported.h"
#include "field.h"
#include "json_read.h"
#include "look.h"
#include "raw.h"
#include "scratch.h"
#include "steps.h"

#include <errno.h>
#include <unistd.h>

/* What export writes now; to be freed. */
static char *written(struct session *session)
{
	char *text = exported(session);

	CU_ASSERT(json_valid(text));
	return text;
}

static char *written_after(const char *lines)
{
	struct play play;
	char *text;

	play_start(&play);
	play_lines(&play, lines);
	text = written(play.session);
	play_end(&play);
	return text;
}

static void an_empty_heap(void)
{
	char *text = written_after("");

	CU_ASSERT(json_is(text, "schema", "\"mmviz-heap-1\""));
	CU_ASSERT(json_is(text, "step", "0"));
	CU_ASSERT(json_is(text, "operation", "null"));
	CU_ASSERT(json_is(text, "sections", "[]"));
	CU_ASSERT(json_is(text, "names", "[]"));
	CU_ASSERT(json_is(text, "statistics.mapped", "0"));
	CU_ASSERT(json_is(text, "options.load", "0.75"));
	CU_ASSERT(json_is(text, "options.base", "\"0x100000000\""));
	CU_ASSERT(json_is(text, "options.placement", "\"first\""));
	CU_ASSERT(json_is(text, "options.grow", "false"));
	free(text);
}

/* ------------------------------------------------------------------- against cursors */

static void same_chunk(const struct session *session, const char *value,
                       const my_heap_chunk *chunk)
{
	struct name name = { 0 };
	char word[64];

	if (chunk->kind != MY_HEAP_SPAN)
		name = look_name(session, chunk);
	CU_ASSERT(json_is_number(value, "key", chunk->key));
	CU_ASSERT(json_is_number(value, "size", chunk->size));
	CU_ASSERT(json_is(value, "free", chunk->free ? "true" : "false"));
	CU_ASSERT(json_is(value, "cached", chunk->cached ? "true" : "false"));
	CU_ASSERT(json_is_number(value, "offset", chunk->offset));
	CU_ASSERT(json_is_number(value, "home", chunk->home));
	CU_ASSERT(json_is_number(value, "bucket", chunk->bucket));
	snprintf(word, sizeof word, *name.text ? "\"%s\"" : "null", name.text);
	CU_ASSERT(json_is(value, "name", word));
	if (chunk->kind == MY_HEAP_SPAN)
		return;
	snprintf(word, sizeof word, "\"0x%016llx\"",
	         (unsigned long long)raw_hash(chunk->memory, chunk->size));
	CU_ASSERT(json_is(value, "contents", word));
}

static void same_chunks(const struct session *session, const char *list, my_heap_chunk chunk,
                        int more)
{
	char index[24];
	size_t count = 0;

	for (; more; more = my_heap_next_chunk(session->heap, &chunk)) {
		my_heap_chunk small = chunk;
		const char *value;

		snprintf(index, sizeof index, "%zu", count++);
		value = json_in(list, index);
		CU_ASSERT_PTR_NOT_NULL_FATAL(value);
		same_chunk(session, value, &chunk);
		if (chunk.kind == MY_HEAP_SPAN)
			same_chunks(session, json_in(value, "chunks"), small,
			            my_heap_first_small(session->heap, &chunk, &small));
	}
	CU_ASSERT_EQUAL(json_members(list, ""), count);
}

static void same_buckets(const struct session *session, const char *list,
                         const my_heap_section *section)
{
	size_t count = 0;
	my_heap_chunk chunk;
	char at[40];

	for (size_t bucket = 0; bucket < section->capacity; bucket++) {
		if (!my_heap_bucket(session->heap, section, bucket, &chunk))
			continue;
		snprintf(at, sizeof at, "%zu.0", count);
		CU_ASSERT(json_is_number(list, at, bucket));
		snprintf(at, sizeof at, "%zu.1", count++);
		CU_ASSERT(json_is_number(list, at, chunk.offset));
	}
	CU_ASSERT_EQUAL(json_members(list, ""), count);
}

static void same_sections(const struct session *session, const char *text)
{
	my_heap_section section;
	my_heap_chunk chunk;
	size_t count = 0;
	int more = my_heap_first_section(session->heap, &section);

	for (; more; more = my_heap_next_section(session->heap, &section)) {
		char at[40], address[40];
		const char *value;
		int any = my_heap_first_chunk(session->heap, &section, &chunk);

		snprintf(at, sizeof at, "sections.%zu", count++);
		snprintf(address, sizeof address, "\"0x%zx\"", (size_t)(uintptr_t)section.memory);
		value = json_in(text, at);
		CU_ASSERT_PTR_NOT_NULL_FATAL(value);
		CU_ASSERT(json_is_number(value, "id", section.id));
		CU_ASSERT(json_is(value, "address", address));
		CU_ASSERT(json_is_number(value, "free_size", section.free_size));
		CU_ASSERT(json_is_number(value, "nbr_chunks", section.nbr_chunks));
		same_chunks(session, json_in(value, "chunks"), chunk, any);
		same_buckets(session, json_in(value, "buckets"), &section);
	}
	CU_ASSERT_EQUAL(json_members(text, "sections"), count);
}

static void agrees_after(const char *lines)
{
	struct play play;
	char *text;

	play_start(&play);
	play_lines(&play, lines);
	text = written(play.session);
	same_sections(play.session, text);
	free(text);
	play_end(&play);
}

static void says_what_the_cursors_say(void)
{
	agrees_after("m 100\nm 200\nf p1\nw p2 \"text\"\nm 40\n");
	agrees_after("random 300 --seed 4\n");
	agrees_after("set header 16\nset coalesce never\nset hash fibonacci\nset align 64\n"
	             "reset\nrandom 200 --seed 5\nm 0\n");
	agrees_after("set guard on\nreset\nm 40\nm 40\nf p1\nrandom 50\n");
}

static void says_what_a_fast_heap_is(void)
{
	const char *lines = "set engine fast\nreset\nfill 60 100\nfill 3 5000\nm 2000000\n"
	                    "t2 fill 30 40\nf p1\nf p2\nt2 f p3\n";
	char *text = written_after(lines);

	agrees_after(lines);
	CU_ASSERT(json_is(text, "sections.0.chunks.0.kind", "\"span\""));
	CU_ASSERT(json_is(text, "sections.0.chunks.0.name", "null"));
	CU_ASSERT(json_is(text, "sections.0.chunks.0.chunks.0.kind", "\"small\""));
	CU_ASSERT(json_members(text, "caches") >= 3);
	CU_ASSERT(json_is(text, "caches.0.thread", "1"));
	CU_ASSERT(json_members(text, "caches.0.chunks") > 0);
	CU_ASSERT(json_is(text, "operation.thread", "2"));
	free(text);
}

static int first_differs(const char *one, const char *other)
{
	enum { HASH = sizeof "\"0x0123456789abcdef\"" - 1 };
	const char *path = "sections.0.chunks.0.contents";

	return strncmp(json_in(one, path), json_in(other, path), HASH) != 0;
}

static void contents_are_the_bytes(void)
{
	char *zeroes = written_after("m 16\n"), *one = written_after("m 16\nw p1 +15 \"a\"\n");
	char *freed = written_after("m 16\nm 16\nw p1 +15 \"a\"\nf p1\n");
	char *never = written_after("m 16\nm 16\nf p1\n");

	/* FNV-1a of sixteen bytes, worked out elsewhere. */
	CU_ASSERT(json_is(zeroes, "sections.0.chunks.0.contents", "\"0x88201fb960ff6465\""));
	CU_ASSERT(first_differs(zeroes, one));
	CU_ASSERT_FALSE(first_differs(zeroes, never));
	CU_ASSERT_FALSE(first_differs(one, freed));
	free(zeroes);
	free(one);
	free(freed);
	free(never);
}

/* ------------------------------------------------------------------ operation, names */

static void tells_the_operation(void)
{
	char *text = written_after("m 100\nfirst = m 60\nf p1\nm 180\n");

	CU_ASSERT(json_is(text, "operation.number", "4"));
	CU_ASSERT(json_is(text, "operation.command", "\"m 180\""));
	CU_ASSERT(json_is(text, "operation.failed", "false"));
	CU_ASSERT(json_is(text, "operation.cause", "null"));
	CU_ASSERT(json_is(text, "operation.after.offset", "176"));
	CU_ASSERT(json_is(text, "operation.steps.0.step", "\"ROUND\""));
	CU_ASSERT(json_is(text, "operation.steps.0.asked", "180"));
	CU_ASSERT(json_is(text, "operation.steps.0.sentence",
	                  "\"180 becomes 192, the next multiple of 16.\""));
	CU_ASSERT(json_is(text, "operation.steps.2.step", "\"LOOK_SMALL\""));
	CU_ASSERT(json_is(text, "operation.steps.2.number", "3"));
	CU_ASSERT(json_is(text, "names.0.died", "3"));
	CU_ASSERT(json_is(text, "names.1.name", "\"first\""));
	CU_ASSERT(json_is(text, "names.1.died", "null"));
	CU_ASSERT(json_is(text, "names.1.offset", "112"));
	CU_ASSERT(json_is(text, "names.1.born", "2"));
	free(text);
}

static void tells_a_failure(void)
{
	char *text = written_after("m 100\nf p1\nexpect error double free\nf p1\n");
	char *full = written_after("set limit 4096\nreset\nexpect error memory\nm 5000\n");

	CU_ASSERT(json_is(text, "operation.failed", "true"));
	CU_ASSERT(json_is(text, "operation.cause", "\"double free\""));
	CU_ASSERT(json_is(text, "operation.steps.0.other", "1"));
	CU_ASSERT(json_is(full, "operation.cause", "\"no memory\""));
	free(text);
	free(full);
}

static void many_steps_are_bounded(void)
{
	char *text = written_after("set coalesce never\nset placement best\nreset\nfill 100 16\n"
	                           "random 400\nm 200\n");
	size_t left = strtoul(json_in(text, "operation.steps_left_out"), NULL, 10);

	CU_ASSERT(left > 0);
	CU_ASSERT_EQUAL(json_members(text, "operation.steps"), STEPS_FIRST + STEPS_LAST);
	CU_ASSERT(json_is_number(text, "operation.steps.40.number", 41 + left));
	free(text);
}

static void all_filled_are_written(const char *text, size_t index, const my_heap_event *event)
{
	size_t first = offsetof(my_heap_event, section), word = sizeof(size_t);
	char path[80];

	for (size_t at = first; at <= offsetof(my_heap_event, header); at += word) {
		size_t value = *(const size_t *)((const char *)event + at);

		snprintf(path, sizeof path, "operation.steps.%zu.%s", index, field_name(at));
		CU_ASSERT(!value || json_is_number(text, path, value));
	}
	snprintf(path, sizeof path, "operation.steps.%zu.sentence", index);
	CU_ASSERT_PTR_NOT_NULL(json_in(text, path));
}

/* A field that a step filled and nobody wrote would be lost. */
static void every_filled_field_is_written(void)
{
	static const char *const settings[] = {
		"", "set placement best\nset header 16\n", "set engine fast\n",
		"set placement bins\nset coalesce never\n", "set guard on\nset header 16\n",
		"set placement next\nset coalesce deferred\nset capacity 2\n",
	};
	char lines[80];

	for (int seed = 0; seed < 60; seed++) {
		struct play play;
		char *text;

		play_start(&play);
		play_lines(&play, settings[seed % 6]);
		snprintf(lines, sizeof lines, "reset\nrandom %d --seed %d\na 64 %d\n",
		         20 + 5 * seed, seed, 30 * seed);
		play_lines(&play, lines);
		if (seed % 2)
			play_lines(&play, "r p3 700\n");
		text = written(play.session);
		for (size_t i = 0; i < steps_kept(play.session->steps); i++)
			all_filled_are_written(text, i, steps_get(play.session->steps, i));
		free(text);
		play_end(&play);
	}
}

static void any_text_is_ascii(void)
{
	char *text = written_after("m 100\n"
	                           "w p1 \"\xc3\xa4 \\\"q\\\" \\\\ \\x01 \xf0\x9f\x98\x80\"\n");

	CU_ASSERT_PTR_NOT_NULL(json_in(text, "operation.command"));
	free(text);
}

/* ----------------------------------------------------------------------------- files */

/* Plays it and an export to that path: whether its failure is told so; "": there is none. */
static int export_says(const char *lines, const char *path, const char *part)
{
	struct play play;
	char line[512];
	int is;

	play_start(&play);
	play_lines(&play, lines);
	snprintf(line, sizeof line, "export \"%s\"\n", path);
	play_lines(&play, line);
	is = *part ? play.status && play_has(play.err, part) : !play.status && !*play.err;
	play_end(&play);
	return is;
}

static void a_file_is_the_text(void)
{
	const char *path = scratch_path("heap.json");
	char *text = written_after("m 100\n"), *read;
	size_t length;

	CU_ASSERT(export_says("m 100\n", path, ""));
	read = scratch_read(path, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(read);
	CU_ASSERT_STRING_EQUAL(read, text);
	CU_ASSERT(export_says("m 100\nm 200\n", path, ""));
	free(read);
	read = scratch_read(path, &length);
	CU_ASSERT_STRING_NOT_EQUAL(read, text);
	free(read);
	free(text);
	unlink(path);
}

static void what_cannot_be_is_told(void)
{
	const char *other = scratch_path("heap.pdf");

	CU_ASSERT(export_says("m 100\n", other, "these: .json, .svg"));
	CU_ASSERT(export_says("m 100\n", scratch_path("heap"), ".json"));
	CU_ASSERT(export_says("m 100\n", ".json", "none of these"));
	CU_ASSERT(access(other, F_OK) != 0);
	CU_ASSERT(export_says("m 100\n", scratch_path("none/heap.json"), "No such file"));
}

static void an_interrupt_ends_it(void)
{
	struct play play;
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	play_start(&play);
	play_lines(&play, "fill 1000 16\n");
	play.session->interrupted = 1;
	CU_ASSERT_EQUAL(export_json(stream, play.session), EINTR);
	fclose(stream);
	CU_ASSERT(size < 8000);
	free(text);
	play_end(&play);
}

CU_TestInfo export_tests[] = {
	{ "an empty heap", an_empty_heap },
	{ "says what the cursors say", says_what_the_cursors_say },
	{ "says what a fast heap is", says_what_a_fast_heap_is },
	{ "contents are the bytes", contents_are_the_bytes },
	{ "tells the operation", tells_the_operation },
	{ "tells a failure", tells_a_failure },
	{ "many steps are bounded", many_steps_are_bounded },
	{ "every filled field is written", every_filled_field_is_written },
	{ "any text is ASCII", any_text_is_ascii },
	{ "a file is the text", a_file_is_the_text },
	{ "what cannot be is told", what_cannot_be_is_told },
	{ "an interrupt ends it", an_interrupt_ends_it },
	CU_TEST_INFO_NULL,
};
