/* SPDX-License-Identifier: MIT
 *
 * act_bytes.c - w writes bytes, x shows them. Never outside a section's memory.
 *
 * Writing past what a chunk asked for is allowed inside the section: that is what an
 * overflow is, and it is told whose bytes were changed.
 */
#include "act.h"

#include "look.h"
#include "memory.h"
#include "number.h"
#include "operate.h"
#include "overwrite.h"
#include "raw.h"
#include "timeline.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { ROW = 16, DUMP_MOST = 1 << 20, SHOWN_MOST = 512 };

/* What w writes: text, or a byte so many times. */
struct content {
	const char *text;
	size_t count, byte;
};

/* ------------------------------------------------------------------- arguments */

static int fail_word(struct session *session, const struct call *call, const char *problem)
{
	return session_fail(session, "not understood", "%s It is written %s %s. Nothing was done.",
	                    problem, call->command->name, call->command->usage);
}

/* A chunk's bytes are those of its section: so far from it the next one may begin. */
static int check_section(struct session *session, const struct target *target,
                         const struct stretch *stretch, const char *undone)
{
	unsigned char *base = target->pointer - target->added;
	struct place own;

	if (!session_place(session, base, &own, NULL) || own.section == stretch->place.section)
		return SESSION_OK;
	return session_fail(session, "out of range",
	                    "%s lies outside s%zu, where it starts from. %s", stretch->text,
	                    own.section, undone);
}

/* Reads "+8" if it is there; *at is then the next word. */
static int read_start(struct session *session, const struct call *call, int *at,
                      struct stretch *stretch, const char *undone)
{
	const struct target *target = &call->value[0].target;
	const struct word *word = &call->word[1];
	char problem[NUMBER_PROBLEM];
	size_t offset = 0;
	int is_far;

	*at = 1;
	if (call->count > 1 && !word->quoted && (*word->text == '+' || *word->text == '-')) {
		*at = 2;
		if (!number_read(word->text + 1, &offset, problem))
			return fail_word(session, call, problem);
	}
	snprintf(stretch->text, sizeof stretch->text, "%s%s", target->text,
	         *at == 2 ? word_quote(word->text).text : "");
	is_far = offset > PTRDIFF_MAX; /* it would come round to the other side */
	if (*at == 2 && *word->text == '-')
		offset = -offset;
	stretch->start = (unsigned char *)((uintptr_t)target->pointer + offset);
	if (!is_far && session_place(session, stretch->start, &stretch->place, &stretch->section))
		return check_section(session, target, stretch, undone);
	return session_fail(session, "out of range", "%s is no place in the heap. %s",
	                    stretch->text, undone);
}

static const char *target_text(const struct call *call)
{
	return call->value[0].target.text;
}

static int read_content(struct session *session, const struct call *call, int at,
                        struct content *content)
{
	const struct word *word = &call->word[at];
	char problem[NUMBER_PROBLEM];

	*content = (struct content){ .count = 1 };
	if (at >= call->count)
		return fail_word(session, call, "What to write is missing.");
	if (word->quoted) {
		content->text = word->text;
		content->count = word->length;
		return at + 1 < call->count ? fail_word(session, call, "There are too many words.")
		                            : SESSION_OK;
	}
	if (isalpha((unsigned char)*word->text))
		return session_fail(session, "not understood",
		                    "Text stands in quotes, as in: w %s \"%s\". Nothing was "
		                    "written.", target_text(call), word_quote(word->text).text);
	if (!number_read(word->text, &content->byte, problem))
		return fail_word(session, call, problem);
	if (content->byte > 255)
		return session_fail(session, "out of range",
		                    "%s is no byte: 0 to 255. Nothing was done.", word->text);
	if (at + 1 < call->count && !number_read(call->word[at + 1].text, &content->count, problem))
		return fail_word(session, call, problem);
	return at + 2 < call->count ? fail_word(session, call, "There are too many words.")
	                            : SESSION_OK;
}

static int check_end(struct session *session, const struct stretch *stretch, const char *undone)
{
	size_t left = stretch->section.size - stretch->place.offset;

	if (stretch->count <= left)
		return SESSION_OK;
	return session_fail(session, "out of range",
	                    "%s bytes from %s on would pass the end of s%zu: %s fit at most. %s",
	                    comma(stretch->count).text, stretch->text, stretch->section.id,
	                    comma(left).text, undone);
}

/* And where its bytes begin. */
static void add_owner(char *out, size_t size, const char *owner, size_t from)
{
	size_t used = strlen(out);
	int is_named = strcmp(out, owner) == 0, is_first = strstr(out, " from ") == NULL;

	snprintf(out + used, size - used, "%s%s from %s",
	         is_named ? "" : is_first ? ": " : ", ", is_named ? "" : owner,
	         offset_text(from).text);
}

/* "p8+256: p8 from 0x170, slack from 0x274, p11 from 0x280": whose bytes they are, in order. */
static void describe_owners(const struct session *session, const struct stretch *stretch,
                            char *out, size_t size)
{
	size_t header = my_heap_options_of(session->heap)->header;
	size_t from = stretch->place.offset, to = from + stretch->count;
	my_heap_chunk chunk;
	int more = look_containing(session, stretch->start, &chunk);

	snprintf(out, size, "%.60s", stretch->text);
	for (; more && chunk.offset < to; more = look_next(session, &chunk)) {
		size_t start = chunk.offset + header, end = start + look_asked(session, &chunk);

		if (chunk.free)
			add_owner(out, size, look_state(&chunk), chunk.offset);
		if (!chunk.free && from < start && to > chunk.offset && header)
			add_owner(out, size, "header", chunk.offset);
		if (!chunk.free && from < end && to > start)
			add_owner(out, size, look_name(session, &chunk).text, start);
		if (!chunk.free && to > end && end < chunk.offset + chunk.size)
			add_owner(out, size, "slack", end);
	}
}

/* The window of memory that is shown: whole rows around the stretch. */
static void show_bytes(struct session *session, const struct stretch *stretch, size_t around)
{
	struct bytes *bytes = &session->bytes;
	size_t start = stretch->place.offset / ROW * ROW;
	size_t end = (stretch->place.offset + stretch->count + ROW - 1) / ROW * ROW + around;

	start -= start < around ? start : around;
	if (end > stretch->section.size)
		end = stretch->section.size;
	bytes->shown = 1;
	bytes->from = (struct place){ stretch->section.id, start };
	bytes->count = end - start < SHOWN_MOST ? end - start : SHOWN_MOST;
	describe_owners(session, stretch, bytes->about, sizeof bytes->about);
}

/* ---------------------------------------------------------------------- w and x */

static void note_subject(struct session *session, const struct name *name,
                         const struct stretch *stretch)
{
	my_heap_chunk chunk;

	session->focus = stretch->section.id;
	if (!name || name->died)
		return;
	snprintf(session->last.name, sizeof session->last.name, "%s", name->text);
	if (my_heap_find(session->heap, name->pointer, &chunk)) {
		session->last.before = session->last.after =
		        (struct place){ chunk.section, chunk.offset };
		session->bytes.asked = session->last.after;
		session->bytes.asked.offset += my_heap_options_of(session->heap)->header;
		session->bytes.asked_count = look_asked(session, &chunk);
	}
}

/* What was written is a part of the journal: it can be written again. */
static void journal_write(struct session *session, const struct call *call,
                          const struct stretch *stretch, const struct content *content)
{
	struct op op = { .kind = OPERATION_WRITE, .block = BLOCK_NONE, .pointer = stretch->start };
	struct extra extra = { .count = content->count, .byte = (int)content->byte };
	size_t length = strlen(call->rest);

	while (length && strchr(" \t\r\n", call->rest[length - 1]))
		length--;
	extra.text = memory_new(length + 3, 1);
	snprintf(extra.text, length + 3, "w %.*s", (int)length, call->rest);
	if (content->text) {
		extra.bytes = memory_new(content->count, 1);
		memcpy(extra.bytes, content->text, content->count);
	}
	operate_done(session, op, &extra);
}

int act_write(struct session *session, const struct call *call)
{
	struct name own = target_name(session, &call->value[0].target);
	const struct name *name = own.text[0] ? &own : NULL;
	struct stretch stretch = { .count = 0 };
	struct content content;
	int at;

	if (read_start(session, call, &at, &stretch, "Nothing was written.") != SESSION_OK
	    || read_content(session, call, at, &content) != SESSION_OK)
		return SESSION_FAILED;
	stretch.count = content.count;
	if (check_end(session, &stretch, "Nothing was written.") != SESSION_OK)
		return SESSION_FAILED;
	operate_start(session, 'w');
	timeline_wrote(session, stretch.start, stretch.count);
	if (content.text)
		raw_write(stretch.start, content.text, content.count);
	else
		raw_fill(stretch.start, (int)content.byte, content.count);
	journal_write(session, call, &stretch, &content);
	note_subject(session, name, &stretch);
	operate_tell(session);
	if (session->remaining)
		return SESSION_OK;
	show_bytes(session, &stretch, 2 * ROW);
	session->bytes.written = stretch.place;
	session->bytes.written_count = stretch.count;
	overwrite_tell(session, name, &stretch);
	return SESSION_OK;
}

static void dump_row(struct session *session, size_t offset, const unsigned char *from,
                     size_t count)
{
	char hex[3 * ROW + 1] = "", text[ROW + 1] = "";
	unsigned char byte[ROW];

	raw_read(byte, from, count);
	for (size_t i = 0; i < count; i++) {
		snprintf(hex + 3 * i, 4, " %02x", byte[i]);
		text[i] = byte[i] >= 0x20 && byte[i] < 0x7f ? (char)byte[i] : '.';
	}
	session_say(session, "%s %-48s  %s", offset_text(offset).text, hex, text);
}

/* What a freed chunk had left from there on: all that it was, or up to what is now mapped.
 * Elsewhere to the end of the chunk. Where no count is given. */
static size_t usual_count(const struct session *session, const struct target *target,
                          const struct name *name, const struct stretch *stretch)
{
	size_t from = (size_t)(stretch->start - (target->pointer - target->added));
	size_t header = my_heap_options_of(session->heap)->header;
	size_t left = stretch->section.size - stretch->place.offset;
	my_heap_chunk chunk;

	if (name && name->died && from + header < name->size) {
		size_t had = name->size - header - from;

		return had < left ? had : left;
	}
	if (!look_containing(session, stretch->start, &chunk))
		return ROW;
	return chunk.offset + chunk.size - stretch->place.offset;
}

/* "p1 was freed in operation 2, its place is free now; ", or nothing. */
static void describe_freed(const struct session *session, const struct name *name,
                           const struct stretch *stretch, char *out, size_t size)
{
	my_heap_chunk chunk = { 0 };
	struct name now;
	char whose[120] = "is free now";

	*out = 0;
	if (!name || !name->died)
		return;
	look_containing(session, stretch->start, &chunk);
	now = names_get(session->names, names_at(session->names, chunk.pointer));
	if (!chunk.free && now.text[0])
		snprintf(whose, sizeof whose, "is %s's since operation %s", now.text,
		         comma(now.placed).text);
	else if (look_waits(&chunk))
		snprintf(whose, sizeof whose, "is kept back by the guard");
	snprintf(out, size, "%s was freed in operation %s, its place %s; ", name->text,
	         comma(name->died).text, whose);
}

/* The bar, the map and the list point at the chunk whose bytes are shown. */
static void point_at(struct session *session, const struct stretch *stretch)
{
	my_heap_chunk chunk;

	session->focus = stretch->section.id;
	if (look_containing(session, stretch->start, &chunk))
		look_select(session, &chunk);
}

static int dump(struct session *session, const struct call *call)
{
	struct stretch stretch = { .count = 0 };
	struct name own = target_name(session, &call->value[0].target);
	const struct name *name = own.text[0] ? &own : NULL;
	char problem[NUMBER_PROBLEM], linear[640], freed[300];
	int at, has_text;

	if (read_start(session, call, &at, &stretch, "Nothing was shown.") != SESSION_OK)
		return SESSION_FAILED;
	stretch.count = usual_count(session, &call->value[0].target, name, &stretch);
	if (at < call->count && !number_read(call->word[at].text, &stretch.count, problem))
		return fail_word(session, call, problem);
	if (at + 1 < call->count)
		return fail_word(session, call, "There are too many words.");
	if (check_end(session, &stretch, "Nothing was shown.") != SESSION_OK)
		return SESSION_FAILED;
	if (stretch.count > DUMP_MOST)
		stretch.count = DUMP_MOST;
	has_text = session->plain || stretch.count > SHOWN_MOST;
	session_title(session, has_text ? "bytes" : "", stretch.text);
	describe_freed(session, name, &stretch, freed, sizeof freed);
	/* On a screen the bytes have a pane of their own, up to what fits into it. */
	for (size_t i = 0; i < stretch.count && has_text; i += ROW)
		dump_row(session, stretch.place.offset + i, stretch.start + i,
		         stretch.count - i < ROW ? stretch.count - i : ROW);
	show_bytes(session, &stretch, 0);
	point_at(session, &stretch);
	snprintf(linear, sizeof linear, "%s%s from %s on, in s%zu", freed,
	         counted(stretch.count, "byte", "bytes").text, stretch.text,
	         stretch.section.id);
	session->outcome.alarm = *freed != 0;
	session_result(session, *freed ? "use after free" : stretch.text, linear, "", linear);
	return SESSION_OK;
}

int act_dump(struct session *session, const struct call *call)
{
	struct call looks = *call;

	target_look(session, &looks.value[0].target);
	return dump(session, &looks);
}
