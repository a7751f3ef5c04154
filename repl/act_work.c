/* SPDX-License-Identifier: MIT
 *
 * act_work.c - repeat, fill, f p1..p9, random: many operations for one line.
 *
 * session->remaining counts down, so that only the last one is observed and told; a
 * failure or an interruption ends the load there.
 */
#include "act.h"

#include "memory.h"
#include "number.h"
#include "operate.h"
#include "random.h"
#include "range.h"
#include "session.h"
#include "thread.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCE = 600 };

static struct counted operations(size_t count)
{
	return counted(count, "operation", "operations");
}

/* How a load went, under the result of its last operation. */
static void result_many(struct session *session, size_t done, const char *what)
{
	struct outcome *outcome = &session->outcome;
	char last[sizeof outcome->linear], more[SENTENCE], linear[2 * SENTENCE];

	snprintf(last, sizeof last, "%s", outcome->linear);
	snprintf(more, sizeof more, "%.300s; the last: %.250s", what, last);
	snprintf(linear, sizeof linear, "%s, %s", operations(done).text, more);
	session_result(session, comma(done).text, done == 1 ? "operation" : "operations", more,
	               linear);
	snprintf(outcome->brief, sizeof outcome->brief, "%.60s", operations(done).text);
	outcome->many = 1;
}

/* In the journal it is a load of just those operations that were done: the line says which. */
static int stopped_at(struct session *session, size_t done, size_t count, const char *line)
{
	if (done)
		session_keep(session, session->typed_at, line, "interrupted", NULL);
	session->outcome.journaled = 1;
	return session_fail(session, "interrupted", "%s of %s %s done.",
	                    comma(done).text, operations(count).text,
	                    done == 1 ? "was" : "were");
}

static int stopped(struct session *session, const struct call *call, size_t done)
{
	char line[400];

	snprintf(line, sizeof line, "%s%s %zu%.300s", thread_prefix(session),
	         call->command->name, done, call->rest + call->word[0].length);
	return stopped_at(session, done, call->value[0].size, line);
}

__attribute__((format(printf, 3, 4)))
static void append(char *out, size_t size, const char *format, ...)
{
	size_t used = strlen(out);
	va_list list;

	va_start(list, format);
	vsnprintf(out + used, size - used, format, list);
	va_end(list);
}

/* A load that failed on the way: what was done stays. */
static int failed(struct session *session, size_t done, size_t count)
{
	struct outcome *outcome = &session->outcome;

	char sentence[140];

	snprintf(sentence, sizeof sentence, " %s of %s %s done.", comma(done).text,
	         comma(count).text, done == 1 ? "was" : "were");
	append(outcome->text, sizeof outcome->text, "%s", sentence);
	append(outcome->linear, sizeof outcome->linear, "%s", sentence);
	return SESSION_FAILED;
}

/* --------------------------------------------------------------- repeat and fill */

static int repeat(struct session *session, const struct call *call, const struct words *words,
                  const char *line)
{
	size_t count = call->value[0].size, done = 0;

	for (; done < count && !session->interrupted; done++) {
		session->remaining = count - done - 1;
		if (command_run(session, words, 0, line) != SESSION_OK)
			return count > 1 ? failed(session, done, count) : SESSION_FAILED;
	}
	return done < count ? stopped(session, call, done) : SESSION_OK;
}

static const char *checked_command(struct session *session, const struct words *words)
{
	int at = thread_words(words, 0);
	const struct command *command;

	at += words->count > at + 2 && strcmp(words->word[at + 1].text, "=") == 0 ? 2 : 0;
	at += at == 2 ? thread_words(words, at) : 0;
	command = command_find(words->word[at].text);

	if (command && !(command->flags & COMMAND_REPEATS)) {
		session_fail(
			session, "not understood",
			"%s cannot be repeated: only m, c, a, r, f and w can. Nothing was done.",
			command->name);
		return NULL;
	}
	if (command && range_in(words)) {
		session_fail(session, "not understood", "A range is freed once, and cannot be "
		             "repeated. Nothing was done.");
		return NULL;
	}
	return words->word[at].text;
}

int act_repeat(struct session *session, const struct call *call)
{
	const char *line = call->rest + (call->word[1].at - call->word[0].at);
	char problem[WORD_PROBLEM], what[SENTENCE];
	struct words words;
	int status = SESSION_FAILED;

	/* The line was split before: this cannot fail but for its length. */
	if (words_split(&words, line, problem) && checked_command(session, &words))
		status = repeat(session, call, &words, line);
	words_free(&words);
	if (status == SESSION_OK && call->value[0].size > 1) {
		snprintf(what, sizeof what, "each %s", session->doing);
		result_many(session, call->value[0].size, what);
	}
	return status;
}

int act_fill(struct session *session, const struct call *call)
{
	struct request request = { .kind = 'm', .size = call->value[1].size };
	size_t count = call->value[0].size, done = 0;
	char what[SENTENCE];

	snprintf(session->doing, sizeof session->doing, "%sm %zu", thread_prefix(session),
	         request.size);
	for (; done < count && !session->interrupted; done++) {
		session->remaining = count - done - 1;
		if (operate_allocate(session, &request) != SESSION_OK)
			return failed(session, done, count);
	}
	if (done < count)
		return stopped(session, call, done);
	if (count > 1) {
		snprintf(what, sizeof what, "each m %s", comma(request.size).text);
		result_many(session, count, what);
	}
	return SESSION_OK;
}

/* ----------------------------------------------------------------------- a range */

static int free_one(struct session *session, size_t index)
{
	struct name name = names_get(session->names, index);
	struct target target = { .name = index, .pointer = name.pointer, .plain = 1 };

	snprintf(target.text, sizeof target.text, "%s", name.text);
	snprintf(session->doing, sizeof session->doing, "%sf %s", thread_prefix(session),
	         name.text);
	return operate_free(session, &target);
}

/* The range up to the last that was freed. */
static int stopped_in(struct session *session, const struct call *call,
                      const struct range *range, size_t done)
{
	const char *word = call->word[0].text;
	char line[200];

	if (done == 0)
		return stopped_at(session, 0, range->count, "");
	snprintf(line, sizeof line, "%sf %.*s..%s every %zu", thread_prefix(session),
	         (int)strcspn(word, "."), word,
	         names_get(session->names, range->name[done - 1]).text, range->every);
	return stopped_at(session, done, range->count, line);
}

static int free_range(struct session *session, const struct call *call,
                      const struct range *range)
{
	size_t done = 0;

	for (; done < range->count && !session->interrupted; done++) {
		session->remaining = range->count - done - 1;
		if (free_one(session, range->name[done]) != SESSION_OK)
			return failed(session, done, range->count);
	}
	return done < range->count ? stopped_in(session, call, range, done) : SESSION_OK;
}

/* "f p1..p9 every 2; 2 were free already" */
static void tell_range(struct session *session, const struct call *call,
                       const struct range *range)
{
	char what[SENTENCE], freed[160] = "";

	if (range->freed)
		snprintf(freed, sizeof freed, "; %s free already",
		         counted(range->freed, "was", "were").text);
	snprintf(what, sizeof what, "f %s%s%s%s", word_quote(call->word[0].text).text,
	         call->count > 1 ? " every " : "", call->count > 1 ? call->word[2].text : "",
	         freed);
	result_many(session, range->count, what);
}

int act_free_range(struct session *session, const struct call *call)
{
	struct range range;
	int status;

	if (range_read(session, call, &range) != SESSION_OK)
		return SESSION_FAILED;
	status = free_range(session, call, &range);
	if (status == SESSION_OK && range.count + range.freed > 1)
		tell_range(session, call, &range);
	range_free(&range);
	return status;
}

/* ---------------------------------------------------------------------- random */

struct mix {
	struct session *session;
	uint64_t state;
	size_t *alive; /* indices of the names that random gave and that are alive */
	size_t count;
	size_t kinds[3]; /* m, f, r done */
};

/* Mostly small: a power of two from 16 to 1024, and something in between. */
static size_t random_size(struct mix *mix)
{
	size_t most = (size_t)16 << random_below(&mix->state, 7);

	return 1 + random_below(&mix->state, most);
}

static struct target random_target(struct mix *mix, size_t *at)
{
	struct target target = { .plain = 1 };

	*at = random_below(&mix->state, mix->count);
	target.name = mix->alive[*at];
	target.pointer = names_pointer(mix->session->names, target.name);
	snprintf(target.text, sizeof target.text, "%s",
	         names_get(mix->session->names, target.name).text);
	return target;
}

static int random_malloc(struct mix *mix)
{
	struct request request = { .kind = 'm', .size = random_size(mix) };

	snprintf(mix->session->doing, sizeof mix->session->doing, "%sm %zu",
	         thread_prefix(mix->session), request.size);
	if (operate_allocate(mix->session, &request) != SESSION_OK)
		return SESSION_FAILED;
	mix->alive[mix->count++] = names_count(mix->session->names) - 1;
	return SESSION_OK;
}

static int random_free(struct mix *mix)
{
	size_t at;
	struct target target = random_target(mix, &at);

	snprintf(mix->session->doing, sizeof mix->session->doing, "%sf %s",
	         thread_prefix(mix->session), target.text);
	mix->alive[at] = mix->alive[--mix->count];
	return operate_free(mix->session, &target);
}

static int random_realloc(struct mix *mix)
{
	size_t at, size = random_size(mix);
	struct target target = random_target(mix, &at);

	snprintf(mix->session->doing, sizeof mix->session->doing, "%sr %s %zu",
	         thread_prefix(mix->session), target.text, size);
	return operate_realloc(mix->session, &target, size);
}

/* Of ten operations five are m, four f, one r; with nothing alive all are m. */
static int random_step(struct mix *mix)
{
	static int (*const steps[3])(struct mix *) = { random_malloc, random_free, random_realloc };
	size_t lot = random_below(&mix->state, 10);
	size_t kind = mix->count == 0 || lot < 5 ? 0 : lot < 9 ? 1 : 2;

	mix->kinds[kind]++;
	return steps[kind](mix);
}

static int read_seed(struct session *session, const struct call *call, uint64_t *seed)
{
	char problem[NUMBER_PROBLEM];
	size_t number;

	*seed = 1;
	if (call->count == 1)
		return SESSION_OK;
	if (call->count != 3 || strcmp(call->word[1].text, "--seed") != 0)
		return session_fail(session, "not understood",
		                    "%s is written: random 1000 --seed 7. Nothing was done.",
		                    "random");
	if (!number_read(call->word[2].text, &number, problem))
		return session_fail(session, "not understood", "%s Nothing was done.", problem);
	*seed = number ? number : 1;
	return SESSION_OK;
}

static int mix_run(struct mix *mix, const struct call *call)
{
	size_t count = call->value[0].size, done = 0;

	for (; done < count && !mix->session->interrupted; done++) {
		mix->session->remaining = count - done - 1;
		if (random_step(mix) != SESSION_OK)
			return failed(mix->session, done, count);
	}
	return done < count ? stopped(mix->session, call, done) : SESSION_OK;
}

int act_random(struct session *session, const struct call *call)
{
	struct mix mix = { .session = session };
	size_t count = call->value[0].size;
	char what[SENTENCE];
	int status = read_seed(session, call, &mix.state);

	if (status != SESSION_OK)
		return status;
	mix.alive = memory_new(count, sizeof *mix.alive);
	status = mix_run(&mix, call);
	free(mix.alive);
	if (status == SESSION_OK && count > 1) {
		snprintf(what, sizeof what, "%s m, %s f, %s r, %s left",
		         comma(mix.kinds[0]).text, comma(mix.kinds[1]).text,
		         comma(mix.kinds[2]).text, counted(mix.count, "chunk", "chunks").text);
		result_many(session, count, what);
	}
	return status;
}
