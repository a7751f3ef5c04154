/* SPDX-License-Identifier: MIT
 *
 * answer_read.c - what a learner types, as an answer of a kind.
 */
#include "answer_parts.h"

#include "memory.h"
#include "names.h"
#include "number.h"
#include "word.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

__attribute__((format(printf, 2, 3)))
static int refuse(char *problem, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(problem, ANSWER_PROBLEM, format, list);
	va_end(list);
	return 0;
}

static int is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Without the blanks around it; the caller frees it. */
static char *trimmed(const char *text)
{
	size_t length;

	while (is_blank(*text))
		text++;
	length = strlen(text);
	while (length && is_blank(text[length - 1]))
		length--;
	return memory_copy(text, length);
}

static int is_any(const char *typed, const char *const *words)
{
	for (; *words; words++)
		if (strcasecmp(typed, *words) == 0)
			return 1;
	return 0;
}

/* Of kinds place and chunk: there is none; of chunk: none of those that are there; of list. */
static const char *const none[] = { "none", "null", "fails", "nowhere", NULL };
static const char *const fresh[] = { "new", "a new section", "new section", NULL };
static const char *const empty[] = { "empty", "none", "nothing", NULL };

int answer_is_word(const char *typed)
{
	return is_any(typed, none) || is_any(typed, fresh) || is_any(typed, empty);
}

/* ------------------------------------------------------------------ number, bucket */

static int read_number(const char *what, const char *typed, size_t *out, char *problem)
{
	char why[NUMBER_PROBLEM];

	if (number_read(typed, out, why))
		return 1;
	return refuse(problem, "%s is wanted. %s", what, why);
}

int answer_read_number(const struct answer_about *about, const char *typed, struct answer *out,
                       char *problem)
{
	(void)about;
	return read_number("A number, as 112 or 0x70,", typed, &out->number, problem);
}

int answer_read_bucket(const struct answer_about *about, const char *typed, struct answer *out,
                       char *problem)
{
	(void)about;
	return read_number("A bucket, as 3 or b3,", typed + (*typed == 'b' || *typed == 'B'),
	                   &out->number, problem);
}

/* -------------------------------------------------------------------------- place */

/* "s1+0x40" or "0x40", without blanks inside. */
static int read_joined(const struct before *before, size_t usual, const char *typed,
                       struct place *out, char *problem)
{
	char why[NUMBER_PROBLEM], section[32];
	const char *plus = strchr(typed, '+');
	size_t length = plus ? (size_t)(plus - typed) : 0;

	out->section = usual;
	if (!plus && !isdigit((unsigned char)*typed))
		return refuse(problem, "%s is no place. A place is written as s1+0x40.",
		              word_quote(typed).text);
	if (!plus && usual == 0 && before->sections > 1)
		return refuse(problem, "The heap has %zu sections. Which is meant? A place is "
		              "written as s%zu+0x40.", before->sections, before->section[0].id);
	snprintf(section, sizeof section, "%.*s", (int)(length < 31 ? length : 31), typed);
	if (plus && (tolower((unsigned char)*section) != 's'
	             || !isdigit((unsigned char)section[1])
	             || !number_read(section + 1, &out->section, why) || out->section == 0))
		return refuse(problem, "%s is no section. A place is written as s1+0x40.",
		              word_quote(section).text);
	if (!number_read(plus ? plus + 1 : typed, &out->offset, why))
		return refuse(problem, "A place is written as s1+0x40. %s", why);
	return 1;
}

/* usual: the section when none is said; 0: it has to be, where there are several. */
static int read_place(const struct before *before, size_t usual, const char *typed,
                      struct place *out, char *problem)
{
	char *joined = memory_new(strlen(typed) + 1, 1);
	size_t length = 0;
	int status;

	for (; *typed; typed++)
		if (!is_blank(*typed))
			joined[length++] = *typed;
	status = read_joined(before, usual, joined, out, problem);
	free(joined);
	return status;
}

/* The only section; 0: there is none yet, or there are several. */
static size_t only_section(const struct before *before)
{
	return before->sections == 1 ? before->section[0].id : 0;
}

int answer_read_one_place(const struct answer_about *about, const char *typed,
                          struct answer *out, char *problem)
{
	out->count = 1;
	out->is_none = is_any(typed, none);
	return out->is_none || read_place(about->before, only_section(about->before), typed,
	                                  &out->place[0], problem);
}

/* -------------------------------------------------------------------------- chunk */

/* A name whose chunk was freed stands for the free chunk that is left of it. */
static int read_freed(const struct answer_about *about, const char *typed, struct answer *out,
                      char *problem)
{
	const struct session *session = about->session;
	struct name name = names_get(session->names, names_find(session->names, typed));
	my_heap_section section;

	if (!name.text[0])
		return refuse(problem, "No chunk is named %s. A chunk is meant by its name, its "
		              "place, or its number in the list; new: a new section.",
		              word_quote(typed).text);
	if (session_place(session, name.pointer, &out->place[0], &section)
	    && out->place[0].offset >= about->before->options.header) {
		out->place[0].offset -= about->before->options.header;
		if (before_find(about->before, out->place[0]))
			return 1;
	}
	return refuse(problem, "%s was freed, and no chunk begins there now. Name the chunk by its "
	              "place, as s1+0x40, or by its number in the list.", name.text);
}

static int read_listed(const struct answer_about *about, const char *typed, struct answer *out,
                       char *problem)
{
	const struct before_chunk *chunk;
	char why[NUMBER_PROBLEM];
	size_t number;

	if (!number_read(typed, &number, why))
		return refuse(problem, "A chunk is wanted: its name, its place, or its number in "
		              "the list. %s", why);
	chunk = before_numbered(about->before, number);
	if (!chunk)
		return refuse(problem, "There is no number %s in the list: it has %s. A place is "
		              "written as s1+0x40.", comma(number).text,
		              counted(about->before->free_count, "free chunk",
		                      "free chunks").text);
	out->place[0] = chunk->place;
	return 1;
}

int answer_read_chunk(const struct answer_about *about, const char *typed, struct answer *out,
                      char *problem)
{
	const struct before_chunk *named = before_named(about->before, typed);
	int is_number = isdigit((unsigned char)typed[0]) && tolower((unsigned char)typed[1]) != 'x';

	out->count = 1;
	out->is_new = is_any(typed, fresh);
	out->is_none = is_any(typed, none);
	if (out->is_new || out->is_none)
		return 1;
	if (named) {
		out->place[0] = named->place;
		return 1;
	}
	if (is_number)
		return read_listed(about, typed, out, problem);
	if (!isdigit((unsigned char)typed[0]) && !strchr(typed, '+'))
		return read_freed(about, typed, out, problem);
	return read_place(about->before, only_section(about->before), typed, &out->place[0],
	                  problem);
}

/* ------------------------------------------------------------------------- choice */

/* "b", "b)", "b) it is merged". */
static int is_lettered(const char *typed)
{
	return isalpha((unsigned char)typed[0]) && (!typed[1] || typed[1] == ')');
}

static size_t compared(const char *text)
{
	size_t length = strlen(text);

	while (length && (text[length - 1] == '.' || is_blank(text[length - 1])))
		length--;
	return length;
}

int answer_read_choice(const struct answer_about *about, const char *typed, struct answer *out,
                       char *problem)
{
	const struct lines *choices = about->choices;
	size_t letter = is_lettered(typed) ? (size_t)(tolower((unsigned char)*typed) - 'a')
	                                   : choices->count;

	for (size_t i = 0; letter >= choices->count && i < choices->count; i++)
		if (compared(typed) == compared(choices->line[i])
		    && strncasecmp(typed, choices->line[i], compared(typed)) == 0)
			letter = i;
	if (letter >= choices->count)
		return refuse(problem, "%s is none of the choices. One of the letters a to %c is "
		              "wanted.", word_quote(typed).text,
		              (char)('a' + (int)choices->count - 1));
	out->number = letter;
	return 1;
}

/* --------------------------------------------------------------------------- list */

static int add_place(const struct answer_about *about, size_t *usual, const char *typed,
                     struct answer *out, char *problem)
{
	if (out->count == ANSWER_PLACES)
		return refuse(problem, "A list has at most %d places.", (int)ANSWER_PLACES);
	if (!read_place(about->before, *usual, typed, &out->place[out->count], problem))
		return 0;
	*usual = out->place[out->count++].section;
	return 1;
}

/* Where the section is not said, it is that of the place before; at first the list's first. */
int answer_read_list(const struct answer_about *about, const char *typed, struct answer *out,
                     char *problem)
{
	size_t usual = about->before->sections ? about->before->section[0].id : 0;
	char *copy = memory_text(typed), *rest = copy, *word;
	int status = 1;

	out->count = 0;
	if (!is_any(typed, empty)) {
		while (status && (word = strsep(&rest, " \t;,")))
			if (*word)
				status = add_place(about, &usual, word, out, problem);
		if (status && out->count == 0)
			status = refuse(problem, "A list of places is wanted, as 0x40 0x100; "
			                "empty, when there is none.");
	}
	free(copy);
	return status;
}

/* ----------------------------------------------------------------------- any kind */

int answer_read(const struct answer_about *about, const char *typed, struct answer *out,
                char problem[ANSWER_PROBLEM])
{
	const struct answer_row *row = &answer_rows[about->kind];
	char *text = trimmed(typed);
	int status;

	*out = (struct answer){ .kind = about->kind };
	if (*text)
		status = row->read(about, text, out, problem);
	else
		status = refuse(problem, "There is no answer. What is wanted: %s.", row->wants);
	free(text);
	return status;
}
