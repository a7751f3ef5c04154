/* SPDX-License-Identifier: MIT
 *
 * find.c - conditions from one table of fields, and the owner of a byte.
 */
#include "find.h"

#include "journal.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A chunk that may be what is looked for. */
struct candidate {
	const struct session *session;
	const my_heap_section *section;
	const my_heap_chunk *chunk;
};

enum kind { NUMBER, STATE, NAME, SECTION };

struct find_field {
	const char *name;
	enum kind kind;
	int of_used; /* free chunks have none */
	size_t (*value)(const struct candidate *c);
};

static struct name name_of(const struct candidate *c)
{
	return names_get(c->session->names, names_at(c->session->names, c->chunk->pointer));
}

static const char *const states[] = { "used", "free", "cached", "waiting" };

static size_t state(const struct candidate *c)
{
	return look_waits(c->chunk) ? 3 : c->chunk->cached ? 2 : c->chunk->free ? 1 : 0;
}

#define OF(name, expression)                              \
	static size_t name(const struct candidate *c)     \
	{                                                 \
		return expression;                        \
	}

OF(size, c->chunk->size)
OF(asked, look_asked(c->session, c->chunk))
OF(slack, c->chunk->size - look_asked(c->session, c->chunk))
OF(section, c->chunk->section)
OF(offset, c->chunk->offset)
OF(key, c->chunk->key)
OF(bucket, c->chunk->bucket)
OF(probe, c->chunk->kind == MY_HEAP_CHUNK ? look_displaced(c->section, c->chunk) : 0)
OF(born, name_of(c).born)

static const struct find_field fields[] = {
	{ "size", NUMBER, 0, size },       { "asked", NUMBER, 1, asked },
	{ "slack", NUMBER, 1, slack },     { "state", STATE, 0, state },
	{ "name", NAME, 1, NULL },         { "section", SECTION, 0, section },
	{ "offset", NUMBER, 0, offset },   { "key", NUMBER, 0, key },
	{ "bucket", NUMBER, 0, bucket },   { "probe", NUMBER, 0, probe },
	{ "born", NUMBER, 1, born },
};

enum { FIELDS = sizeof fields / sizeof fields[0] };

/* ----------------------------------------------------------------------- reading */

enum { LESS = 1, EQUAL = 2, MORE = 4 };

/* The longer ones first: the first that fits is meant. */
static const struct {
	const char *text;
	unsigned accepts;
} operators[] = {
	{ "!=", LESS | MORE }, { "<=", LESS | EQUAL }, { ">=", MORE | EQUAL }, { "==", EQUAL },
	{ "=", EQUAL },        { "<", LESS },          { ">", MORE },
};

static const char signs[] = "=!<>";

static const struct find_field *field_named(const char *name)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

int find_is_conditions(const char *text)
{
	char first[16];

	snprintf(first, sizeof first, "%.*s", (int)strcspn(text, " "), text);
	return strpbrk(text, signs) != NULL || field_named(first);
}

/* The next word, which ends at a blank or a sign; text moves behind it. */
static void take_word(const char **text, char *out, size_t size)
{
	size_t length;

	*text += strspn(*text, " ");
	length = strcspn(*text, " =!<>");
	snprintf(out, size, "%.*s", (int)(length < size ? length : size - 1), *text);
	*text += length;
	*text += strspn(*text, " ");
}

static int unknown_field(const char *word, char *problem)
{
	struct nearest nearest;

	nearest_start(&nearest, word);
	for (size_t i = 0; i < FIELDS; i++)
		nearest_try(&nearest, fields[i].name);
	if (nearest_word(&nearest))
		snprintf(problem, FIND_PROBLEM, "%s is nothing that chunks have. Did you mean %s?",
		         word_quote(word).text, nearest_word(&nearest));
	else
		snprintf(problem, FIND_PROBLEM,
		         "%s is nothing that chunks have. They have size, asked, slack, state, "
		         "name, section, offset, key, bucket, probe and born.",
		         word_quote(word).text);
	return 0;
}

static int take_operator(const char **text, struct condition *condition, char *problem)
{
	const struct find_field *field = condition->field;

	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
		size_t length = strlen(operators[i].text);

		if (strncmp(*text, operators[i].text, length) != 0)
			continue;
		*text += length;
		condition->accepts = operators[i].accepts;
		if (field->kind == NUMBER || condition->accepts == EQUAL
		    || condition->accepts == (LESS | MORE))
			return 1;
		snprintf(problem, FIND_PROBLEM, "%s goes with = and != only.", field->name);
		return 0;
	}
	snprintf(problem, FIND_PROBLEM,
	         "%s stands alone: one of = != < <= > >= must follow, as in %s.", field->name,
	         field->kind == STATE  ? "state=free"
	         : field->kind == NAME ? "name=p1" : "size>1000");
	return 0;
}

static int read_state(const char *word, size_t *out, char *problem)
{
	struct nearest nearest;

	nearest_start(&nearest, word);
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		*out = i;
		if (strcmp(states[i], word) == 0)
			return 1;
		nearest_try(&nearest, states[i]);
	}
	snprintf(problem, FIND_PROBLEM,
	         "%s is no state: a chunk is used, free, cached or waiting.%s%s%s",
	         word_quote(word).text, nearest_word(&nearest) ? " Did you mean " : "",
	         nearest_word(&nearest) ? nearest_word(&nearest) : "",
	         nearest_word(&nearest) ? "?" : "");
	return 0;
}

static int read_value(struct condition *condition, const char *word, char *problem)
{
	enum kind kind = condition->field->kind;
	char fault[NUMBER_PROBLEM];

	if (!*word) {
		snprintf(problem, FIND_PROBLEM, "%s is compared with nothing: a value is missing.",
		         condition->field->name);
		return 0;
	}
	if (kind == STATE)
		return read_state(word, &condition->number, problem);
	if (kind == NAME) {
		snprintf(condition->word, sizeof condition->word, "%.23s", word);
		return 1;
	}
	if (number_read(word + (kind == SECTION && *word == 's'), &condition->number, fault))
		return 1;
	snprintf(problem, FIND_PROBLEM, "%s", fault);
	return 0;
}

static int read_condition(const char **text, struct condition *condition, char *problem)
{
	char word[64];

	take_word(text, word, sizeof word);
	condition->field = field_named(word);
	if (!*word) {
		snprintf(problem, FIND_PROBLEM,
		         "%.2s stands alone: a word must be before it, as in size>1000.", *text);
		return 0;
	}
	if (!condition->field)
		return unknown_field(word, problem);
	if (!take_operator(text, condition, problem))
		return 0;
	take_word(text, word, sizeof word);
	return read_value(condition, word, problem);
}

int find_read(const char *text, struct conditions *out, char problem[FIND_PROBLEM])
{
	*out = (struct conditions){ 0 };
	while (text[strspn(text, " ")]) {
		if (out->count == CONDITIONS_MOST) {
			snprintf(problem, FIND_PROBLEM, "%d conditions are the most.",
			         CONDITIONS_MOST);
			return 0;
		}
		if (!read_condition(&text, &out->condition[out->count++], problem))
			return 0;
	}
	return 1;
}

/* ---------------------------------------------------------------------- meeting */

static int meets(const struct candidate *c, const struct condition *condition)
{
	const struct find_field *field = condition->field;
	size_t value;

	if (field->of_used && c->chunk->free)
		return 0;
	if (field->kind == NAME)
		return (strcmp(name_of(c).text, condition->word) == 0)
		       == (condition->accepts == EQUAL);
	value = field->value(c);
	return (condition->accepts & (value < condition->number   ? LESS
	                              : value > condition->number ? MORE
	                                                          : EQUAL)) != 0;
}

int find_meets(const struct session *session, const struct conditions *conditions,
               const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct candidate c = { session, section, chunk };

	for (size_t i = 0; i < conditions->count; i++)
		if (!meets(&c, &conditions->condition[i]))
			return 0;
	return 1;
}

/* ------------------------------------------------------------------- whose a byte is */

/* Beyond the memory of every section. A section that does not fill its last page has a rest. */
static void owner_outside(const struct session *session, uintptr_t address, char *out)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	my_heap_section section;

	for (int more = my_heap_first_section(session->heap, &section); more;
	     more = my_heap_next_section(session->heap, &section)) {
		uintptr_t end = (uintptr_t)section.memory + section.size;

		if (address >= end && address < (end + page - 1) / page * page) {
			snprintf(out, FIND_OWNER,
			         "%s past the end of s%zu, in the rest of its last page: no chunk "
			         "has it",
			         counted(address - end, "byte", "bytes").text, section.id);
			return;
		}
	}
	snprintf(out, FIND_OWNER, "in no section of this heap");
}

static struct counted distance(size_t bytes)
{
	struct counted text = counted(bytes, "byte into", "bytes into");

	if (bytes == 0)
		snprintf(text.text, sizeof text.text, "at the start of");
	return text;
}

/* Inside a used chunk: its header, what was asked for, or slack. */
static void owner_used(const struct session *session, size_t inside, const my_heap_chunk *chunk,
                       char *out)
{
	size_t header = my_heap_options_of(session->heap)->header;
	size_t all = look_asked(session, chunk);
	struct number place = place_text(chunk->section, chunk->offset);
	char name[VIEW_NAME + 32];

	snprintf(name, sizeof name, "%s", look_name(session, chunk).text);
	if (!*name)
		snprintf(name, sizeof name, "a used chunk without a name");
	if (inside < header)
		snprintf(out, FIND_OWNER, "in the header of %s (%s, header %s)", name, place.text,
		         comma(header).text);
	else if (inside - header < all)
		snprintf(out, FIND_OWNER, "%s %s (%s, asked %s)",
		         distance(inside - header).text, name, place.text, comma(all).text);
	else
		snprintf(out, FIND_OWNER, "in the slack of %s, %s into it (%s, asked %s)", name,
		         counted(inside - header, "byte", "bytes").text, place.text,
		         comma(all).text);
}

void find_owner(const struct session *session, const void *address, my_heap_chunk *chunk,
                char out[FIND_OWNER])
{
	size_t inside;

	chunk->section = 0;
	if (!my_heap_containing(session->heap, address, chunk)) {
		owner_outside(session, (uintptr_t)address, out);
		return;
	}
	inside = (size_t)((uintptr_t)address - (uintptr_t)chunk->memory);
	if (!chunk->free && chunk->kind != MY_HEAP_SPAN)
		owner_used(session, inside, chunk, out);
	else
		snprintf(out, FIND_OWNER, "%s the %s%s %s (%s)", distance(inside).text,
		         look_state(chunk), chunk->free ? " chunk" : "",
		         place_text(chunk->section, chunk->offset).text,
		         counted(chunk->size, "byte", "bytes").text);
}
