/* SPDX-License-Identifier: MIT
 *
 * allowance.c - what an answer's commands may do while they are graded.
 *
 * A line is charged before it is run, for what it asks at most.
 */
#include "allowance.h"

#include "clock.h"
#include "command.h"
#include "number.h"
#include "session.h"

#include <string.h>

struct charge {
	size_t operations, bytes;
};

/* ----------------------------------------------------------------------- charging */

static size_t times(size_t a, size_t b)
{
	size_t product;

	return __builtin_mul_overflow(a, b, &product) ? SIZE_MAX : product;
}

/* What no heap can give fails at once. */
static size_t possible(size_t bytes)
{
	return bytes >> 47 ? 0 : bytes;
}

static size_t number_at(const struct words *words, int at)
{
	char problem[NUMBER_PROBLEM];
	size_t number;

	return at < words->count && number_read(words->word[at].text, &number, problem) ? number
	                                                                                : 0;
}

static struct charge charge(const struct session *session, const struct words *words, int from);

/* The last word is its size, or how often w writes a byte. */
static struct charge of_one(const struct session *session, const struct words *words, int at)
{
	(void)session;
	(void)at;
	return (struct charge){ 1, possible(number_at(words, words->count - 1)) };
}

static struct charge of_calloc(const struct session *session, const struct words *words, int at)
{
	(void)session;
	return (struct charge){ 1, possible(times(number_at(words, at + 1),
	                                          number_at(words, at + 2))) };
}

static struct charge of_fill(const struct session *session, const struct words *words, int at)
{
	size_t count = number_at(words, at + 1);

	(void)session;
	return (struct charge){ count, times(count, possible(number_at(words, at + 2))) };
}

static struct charge of_random(const struct session *session, const struct words *words, int at)
{
	size_t count = number_at(words, at + 1);

	(void)session;
	return (struct charge){ count, times(count, 1024) };
}

static struct charge of_repeat(const struct session *session, const struct words *words, int at)
{
	struct charge one = charge(session, words, at + 2);
	size_t count = number_at(words, at + 1);

	return (struct charge){ times(count, one.operations), times(count, one.bytes) };
}

static struct charge of_nested(const struct session *session, const struct words *words, int at)
{
	return charge(session, words, at + 1);
}

static struct charge of_do(const struct session *session, const struct words *words, int at)
{
	struct charge tried = { 1, 0 };
	char problem[WORD_PROBLEM];
	struct words other;

	(void)words;
	(void)at;
	if (session->tried && words_split(&other, session->tried, problem))
		tried = charge(session, &other, 0);
	if (session->tried)
		words_free(&other);
	return tried;
}

static const struct {
	const char *name;
	struct charge (*charge)(const struct session *session, const struct words *words, int at);
} charges[] = {
	{ "c", of_calloc },  { "fill", of_fill },  { "random", of_random }, { "repeat", of_repeat },
	{ "try", of_nested }, { "step", of_nested }, { "do", of_do },
};

/* Of the first command from there on. */
static struct charge charge(const struct session *session, const struct words *words, int from)
{
	const struct command *command = NULL;

	while (from < words->count && !(command = command_find(words->word[from].text)))
		from++;
	for (size_t i = 0; command && i < sizeof charges / sizeof charges[0]; i++)
		if (strcmp(charges[i].name, command->name) == 0)
			return charges[i].charge(session, words, from);
	return of_one(session, words, from);
}

/* ----------------------------------------------------------------------- allowing */

void allowance_start(struct allowance *allowance, const struct session *session)
{
	*allowance = (struct allowance){ .session = session,
		                         .until = clock_now() + ALLOWANCE_SECONDS };
}

static int is_bounded(const struct session *session)
{
	size_t limit = my_heap_options_of(session->heap)->limit;

	return limit && limit <= ALLOWANCE_BYTES;
}

static int refuse(char *problem, const char *command, const char *why)
{
	snprintf(problem, ALLOWANCE_PROBLEM, "%s was not run: %s", command, why);
	return 0;
}

static int count(struct allowance *allowance, const struct words *words, const char *name,
                 char *problem)
{
	struct charge asks = charge(allowance->session, words, 0);

	if (is_bounded(allowance->session))
		asks.bytes = 0;
	if (asks.operations > ALLOWANCE_OPERATIONS - allowance->operations)
		return refuse(problem, name, "an answer does at most 10,000 operations.");
	if (asks.bytes > ALLOWANCE_BYTES - allowance->bytes)
		return refuse(problem, name, "an answer asks for at most 64 MiB in all.");
	if (clock_now() > allowance->until)
		return refuse(problem, name, "the answer takes more than 10 seconds.");
	allowance->operations += asks.operations;
	allowance->bytes += asks.bytes;
	return 1;
}

static int takes(struct allowance *allowance, const struct words *words, char *problem)
{
	const struct command *command = command_of(words);

	if (command && command->flags & (COMMAND_LOOKS | COMMAND_TELLS))
		return 0;
	return count(allowance, words, command ? command->name : "a line", problem);
}

int allowance_takes(struct allowance *allowance, const char *line, char *problem)
{
	char why[WORD_PROBLEM];
	struct words words;
	int is_taken;

	problem[0] = 0;
	is_taken = !words_split(&words, line, why) || !words.count
	           || takes(allowance, &words, problem);
	words_free(&words);
	return is_taken;
}
