/* SPDX-License-Identifier: MIT
 *
 * attempt.c - what learners answered, as values and as lines of text.
 *
 * A line's sum is behind a #, where words_split sees a comment.
 */
#include "attempt.h"

#include "memory.h"
#include "raw.h"
#include "word.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char first_line[] = "mmviz lessons ";
enum { VERSION = 1, SUM_DIGITS = 8, SUM_BYTES = SUM_DIGITS + 2 };

/* -------------------------------------------------------------------- as values */

static char *copy(const char *text)
{
	return memory_text(text);
}

void attempt_start(struct attempt *attempt, const char *lesson, uint64_t sum, const char *seed)
{
	*attempt = (struct attempt){ .lesson = copy(lesson), .sum = sum, .seed = copy(seed) };
}

void attempt_free(struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->count; i++) {
		free(attempt->given[i].id);
		free(attempt->given[i].text);
	}
	free(attempt->given);
	free(attempt->lesson);
	free(attempt->seed);
	*attempt = (struct attempt){ 0 };
}

const struct given *attempt_find(const struct attempt *attempt, const char *id)
{
	for (size_t i = 0; i < attempt->count; i++)
		if (strcmp(attempt->given[i].id, id) == 0)
			return &attempt->given[i];
	return NULL;
}

unsigned attempt_points(const struct attempt *attempt)
{
	unsigned points = 0;

	for (size_t i = 0; i < attempt->count; i++)
		points += attempt->given[i].points;
	return points;
}

int attempt_add(struct attempt *attempt, const struct given *given)
{
	if (attempt->count >= ATTEMPT_ANSWERS || attempt_find(attempt, given->id))
		return 0;
	attempt->given = memory_room(attempt->given, attempt->count, 1, &attempt->space,
	                             sizeof *attempt->given);
	attempt->given[attempt->count++] = (struct given){ copy(given->id), copy(given->text),
		                                           given->points, given->of };
	return 1;
}

struct attempt *attempts_find(const struct attempts *attempts, const char *lesson,
                              const char *seed)
{
	for (size_t i = attempts->count; i-- > 0;) {
		struct attempt *attempt = &attempts->attempt[i];

		if (strcmp(attempt->lesson, lesson) == 0
		    && (!seed || strcmp(attempt->seed, seed) == 0))
			return attempt;
	}
	return NULL;
}

struct attempt *attempts_finished(const struct attempts *attempts, const char *lesson)
{
	struct attempt *best = NULL;

	for (size_t i = attempts->count; i-- > 0;) {
		struct attempt *attempt = &attempts->attempt[i];

		if (attempt->place == ATTEMPT_OVER && strcmp(attempt->lesson, lesson) == 0
		    && (!best || attempt_points(attempt) > attempt_points(best)))
			best = attempt;
	}
	return best;
}

static void drop(struct attempts *attempts, size_t index)
{
	attempt_free(&attempts->attempt[index]);
	attempts->count--;
	memmove(attempts->attempt + index, attempts->attempt + index + 1,
	        (attempts->count - index) * sizeof *attempts->attempt);
}

static struct attempt *last_of(const struct attempts *attempts)
{
	return attempts->count ? &attempts->attempt[attempts->count - 1] : NULL;
}

static void add(struct attempts *attempts, const struct attempt *head)
{
	if (attempts->count == ATTEMPTS_MOST)
		drop(attempts, 0);
	attempts->attempt = memory_room(attempts->attempt, attempts->count, 1, &attempts->space,
	                                sizeof *attempts->attempt);
	attempt_start(&attempts->attempt[attempts->count++], head->lesson, head->sum, head->seed);
	last_of(attempts)->place = head->place;
}

void attempts_put(struct attempts *attempts, const struct attempt *attempt)
{
	struct attempt *old = attempts_find(attempts, attempt->lesson, attempt->seed);

	if (old)
		drop(attempts, (size_t)(old - attempts->attempt));
	add(attempts, attempt);
	for (size_t i = 0; i < attempt->count; i++)
		attempt_add(last_of(attempts), &attempt->given[i]);
}

void attempts_free(struct attempts *attempts)
{
	for (size_t i = 0; i < attempts->count; i++)
		attempt_free(&attempts->attempt[i]);
	free(attempts->attempt);
	*attempts = (struct attempts){ 0 };
}

/* ---------------------------------------------------------------------- writing */

static unsigned sum_of(const char *line, size_t length, size_t number)
{
	uint64_t sum = raw_hash(line, length) + number * 0x9e3779b97f4a7c15u;

	return (unsigned)(sum ^ sum >> 32);
}

static void put_line(FILE *out, char *line, size_t number)
{
	fprintf(out, "%s #%08x\n", line, sum_of(line, strlen(line), number));
	free(line);
}

/* "over" has no line to go on with. */
static char *head_line(const struct attempt *attempt)
{
	char *line = NULL;
	size_t size;
	FILE *out = memory_sure(open_memstream(&line, &size));

	fputs("lesson ", out);
	word_put(out, attempt->lesson);
	fprintf(out, " %016llx ", (unsigned long long)attempt->sum);
	word_put(out, attempt->seed);
	if (attempt->place == ATTEMPT_OVER)
		fprintf(out, " over %zu", attempt->count);
	else
		fprintf(out, " %zu %zu", attempt->place, attempt->count);
	fclose(out);
	return memory_sure(line);
}

static char *given_line(const struct given *given)
{
	char *line = NULL;
	size_t size;
	FILE *out = memory_sure(open_memstream(&line, &size));

	fprintf(out, "answer %s %u %u ", given->id, given->points, given->of);
	word_put(out, given->text);
	fclose(out);
	return memory_sure(line);
}

static void write_one(FILE *out, const struct attempt *attempt)
{
	put_line(out, head_line(attempt), 0);
	for (size_t i = 0; i < attempt->count; i++)
		put_line(out, given_line(&attempt->given[i]), i + 1);
}

void attempts_write(FILE *out, const struct attempts *attempts)
{
	fprintf(out, "%s%d\n", first_line, VERSION);
	for (size_t i = 0; i < attempts->count; i++)
		write_one(out, &attempts->attempt[i]);
}

void attempt_write(FILE *out, const struct attempt *attempt)
{
	fprintf(out, "%s%d\n", first_line, VERSION);
	write_one(out, attempt);
}

/* ---------------------------------------------------------------------- reading */

struct reading {
	struct attempts *out;
	size_t number;  /* of the line, from 1 */
	size_t wanted;  /* answers that the present attempt has still to come */
	size_t within;  /* the number of the next line in its attempt */
	int astray;     /* the line that says whose answers these are was lost */
};

static void lose(struct reading *reading, const char *problem)
{
	struct attempts *out = reading->out;

	if (!out->lost++) {
		out->line = reading->number;
		snprintf(out->problem, sizeof out->problem, "%s", problem);
	}
}

static int number_of(const struct word *word, int base, size_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(word->text, &end, base);
	return word->length && !*end && !errno;
}

static int place_of(const struct word *word, size_t *out)
{
	*out = ATTEMPT_OVER;
	return strcmp(word->text, "over") == 0
	       || (number_of(word, 10, out) && *out != ATTEMPT_OVER);
}

static int read_head(struct reading *reading, const struct word *word, int count)
{
	struct attempt head = { .lesson = (char *)(uintptr_t)word[1].text,
		                .seed = (char *)(uintptr_t)word[3].text };
	size_t sum;

	if (count != 6 || !number_of(&word[2], 16, &sum) || !place_of(&word[4], &head.place)
	    || !number_of(&word[5], 10, &reading->wanted))
		return 0;
	head.sum = sum;
	add(reading->out, &head);
	return 1;
}

static int read_given(struct reading *reading, const struct word *word, int count)
{
	size_t points, of;

	if (count != 5 || !word_is_name(word[1].text) || !number_of(&word[2], 10, &points)
	    || !number_of(&word[3], 10, &of) || points > of || of > 1000)
		return 0;
	return attempt_add(last_of(reading->out),
	                   &(struct given){ (char *)(uintptr_t)word[1].text,
	                                    (char *)(uintptr_t)word[4].text, (unsigned)points,
	                                    (unsigned)of });
}

/* Answers that were announced and did not come. */
static void check_all_came(struct reading *reading)
{
	if (reading->wanted)
		lose(reading, "Answers are missing before it.");
	reading->wanted = 0;
}

static void begin_attempt(struct reading *reading, const struct words *words)
{
	check_all_came(reading);
	reading->within = 1;
	reading->astray = !read_head(reading, words->word, words->count);
	if (reading->astray)
		lose(reading, "It does not say which lesson it is about.");
}

static void take_given(struct reading *reading, const struct words *words)
{
	reading->wanted -= reading->wanted > 0;
	reading->within++;
	if (reading->astray)
		lose(reading, "The lesson that it belongs to could not be read.");
	else if (!read_given(reading, words->word, words->count))
		lose(reading, "It is no answer.");
}

/* A damaged line stands for one answer, or for the beginning of an attempt, which is lost. */
static void damaged(struct reading *reading, const char *line)
{
	lose(reading, "It was changed, or is damaged: its sum is another.");
	if (reading->wanted) {
		reading->wanted--;
		reading->within++;
	}
	if (strncmp(line, "lesson", strlen("lesson")) == 0)
		reading->astray = 1;
}

static int sum_is_right(const char *line, size_t length, size_t number)
{
	char wanted[SUM_BYTES + 1];

	if (length < SUM_BYTES)
		return 0;
	length -= SUM_BYTES;
	snprintf(wanted, sizeof wanted, " #%08x", sum_of(line, length, number));
	return memcmp(line + length, wanted, SUM_BYTES) == 0;
}

static void read_line(struct reading *reading, const char *line, size_t length)
{
	char problem[WORD_PROBLEM], *text;
	struct words words;
	int is_head = strncmp(line, "lesson ", strlen("lesson ")) == 0;

	if (!sum_is_right(line, length, is_head ? 0 : reading->within)) {
		damaged(reading, line);
		return;
	}
	text = memory_copy(line, length);
	if (!words_split(&words, text, problem) || words.count == 0)
		lose(reading, "It is not understood.");
	else if (is_head)
		begin_attempt(reading, &words);
	else
		take_given(reading, &words);
	words_free(&words);
	free(text);
}

int attempts_is(const char *text, size_t length)
{
	size_t least = sizeof first_line - 1;

	return length >= least && memcmp(text, first_line, least) == 0;
}

static int is_version(const char *text, size_t length)
{
	char line[sizeof first_line + 12];
	int bytes = snprintf(line, sizeof line, "%s%d\n", first_line, VERSION);

	return length >= (size_t)bytes && memcmp(text, line, (size_t)bytes) == 0;
}

void attempts_read(struct attempts *out, const char *text, size_t length)
{
	struct reading reading = { .out = out, .number = 1, .astray = 1 };
	const char *end = text + length, *next;

	*out = (struct attempts){ 0 };
	if (!is_version(text, length)) {
		out->foreign = 1;
		lose(&reading, attempts_is(text, length)
		                       ? "It was written by another version of mmviz."
		                       : "It does not begin as what mmviz keeps of lessons does.");
		return;
	}
	for (text = memchr(text, '\n', length); ++text < end; text = next) {
		next = memchr(text, '\n', (size_t)(end - text));
		reading.number++;
		if (!next) {
			lose(&reading, "It ends in the middle.");
			return;
		}
		read_line(&reading, text, (size_t)(next - text));
	}
	reading.number++;
	check_all_came(&reading);
}
