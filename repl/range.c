/* SPDX-License-Identifier: MIT
 *
 * range.c - many chunks in one word.
 *
 * Names are looked up one by one, as they would be if each were typed: so p7 is p7, whether the
 * heap gave that name or the user did.
 */
#include "range.h"

#include "command.h"
#include "memory.h"
#include "number.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct end {
	char name[VIEW_NAME];
	size_t stem, number; /* letters of the name before its number */
};

int range_is(const struct word *word)
{
	return !word->quoted && strstr(word->text, "..");
}

int range_in(const struct words *words)
{
	for (int i = 0; i < words->count; i++)
		if (range_is(&words->word[i]))
			return 1;
	return 0;
}

/* The name's number is the digits at its end: p12 has 12, and no leading zero. */
static int end_read(const char *text, size_t length, struct end *end)
{
	const char *digits = text + length;
	char problem[NUMBER_PROBLEM];

	if (length == 0 || length >= sizeof end->name)
		return 0;
	snprintf(end->name, sizeof end->name, "%.*s", (int)length, text);
	while (digits > text && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	end->stem = (size_t)(digits - text);
	return word_is_name(end->name) && end->stem < length && end->name[end->stem] != '0'
	       && number_read(end->name + end->stem, &end->number, problem);
}

static int ends_read(struct session *session, const char *word, struct end *first,
                     struct end *last)
{
	const char *dots = strstr(word, "..");

	if (!end_read(word, (size_t)(dots - word), first)
	    || !end_read(dots + 2, strlen(dots + 2), last) || first->stem != last->stem
	    || memcmp(first->name, last->name, first->stem) != 0)
		return session_fail(session, "not understood",
		                    "%s is no range. It goes from one numbered name to another, "
		                    "as in p1..p9. Nothing was changed.", word_quote(word).text);
	if (first->number > last->number)
		return session_fail(session, "not understood",
		                    "%s goes backwards. It is written %s..%s. Nothing was "
		                    "changed.", word_quote(word).text, last->name, first->name);
	return SESSION_OK;
}

static int every_read(struct session *session, const struct call *call, size_t *every)
{
	char problem[NUMBER_PROBLEM];

	*every = 1;
	if (call->count == 1)
		return SESSION_OK;
	if (call->count != 3 || strcmp(call->word[1].text, "every") != 0)
		return session_fail(session, "not understood",
		                    "Behind a range there may be every and a number, as in: "
		                    "%s p1..p9 every 2. Nothing was changed.",
		                    call->command->name);
	if (!number_read(call->word[2].text, every, problem))
		return session_fail(session, "not understood", "%s Nothing was changed.", problem);
	if (*every == 0)
		return session_fail(session, "out of range", "every 0 never goes on: 1 is every "
		                    "chunk, 2 every second one. Nothing was changed.");
	return SESSION_OK;
}

/* A range that ends where no chunk was ever given is a slip, not a wish. */
static int known(struct session *session, const struct end *end)
{
	char near[VIEW_NAME];

	if (names_find(session->names, end->name) != NAME_NONE)
		return SESSION_OK;
	if (names_nearest(session->names, end->name, near))
		return session_fail(session, "no such name", "No chunk is named %s. Did you mean "
		                    "%s? Nothing was changed.", end->name, near);
	return session_fail(session, "no such name", "No chunk is named %s. Nothing was changed.",
	                    end->name);
}

static void collect(const struct session *session, const struct end *first, size_t stops,
                    struct range *range)
{
	char text[VIEW_NAME + 24];

	range->name = memory_new(stops, sizeof *range->name);
	for (size_t i = 0; i < stops; i++) {
		size_t name;

		snprintf(text, sizeof text, "%.*s%zu", (int)first->stem, first->name,
		         first->number + i * range->every);
		name = names_find(session->names, text);
		if (name == NAME_NONE)
			continue;
		if (names_is_alive(session->names, name))
			range->name[range->count++] = name;
		else
			range->freed++;
	}
}

int range_read(struct session *session, const struct call *call, struct range *range)
{
	const char *word = call->word[0].text;
	struct end first, last;
	size_t stops;

	*range = (struct range){ .every = 1 };
	if (ends_read(session, word, &first, &last) != SESSION_OK
	    || every_read(session, call, &range->every) != SESSION_OK
	    || known(session, &first) != SESSION_OK || known(session, &last) != SESSION_OK)
		return SESSION_FAILED;
	stops = (last.number - first.number) / range->every + 1;
	if (stops > COUNT_MOST)
		return session_fail(session, "out of range", "These are %s chunks: a range has at "
		                    "most %s. Nothing was changed.", comma(stops).text,
		                    comma(COUNT_MOST).text);
	collect(session, &first, stops, range);
	if (range->count)
		return SESSION_OK;
	range_free(range);
	return session_fail(session, "nothing to do", "No chunk of %s is in use. Nothing was "
	                    "changed.", word_quote(word).text);
}

void range_free(struct range *range)
{
	free(range->name);
	range->name = NULL;
}
