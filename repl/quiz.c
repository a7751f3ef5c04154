/* SPDX-License-Identifier: MIT
 *
 * quiz.c - fresh questions about a topic, as the text of a lesson.
 */
#include "quiz.h"

#include "memory.h"
#include "number.h"
#include "quiz_draw.h"
#include "random.h"
#include "raw.h"
#include "word.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

static const struct {
	const char *name, *title, *about;
	const struct draw_row *rows; /* NULL: one topic after the other */
} topics[] = {
	{ "placement", "Placement", "which free chunk is taken", quiz_placement },
	{ "split", "Splitting", "what is cut off, and what is left", quiz_split },
	{ "coalesce", "Coalescing", "free neighbours become one", quiz_coalesce },
	{ "hash", "The table", "home buckets, probes, growth", quiz_hash },
	{ "realloc", "Realloc", "in place, or moved", quiz_realloc },
	{ "fragmentation", "Fragmentation", "what is lost in chunks, and between",
	  quiz_fragmentation },
	{ "misuse", "Misuse", "bad frees, overflows, leaks", quiz_misuse },
	{ "mixed", "Mixed", "all of them", NULL },
};

enum { TOPICS = sizeof topics / sizeof topics[0], MIXED = TOPICS - 1, TRIES = 4000 };

const char *quiz_topic(size_t number)
{
	return number < TOPICS ? topics[number].name : NULL;
}

/* --------------------------------------------------------------------- reading */

static size_t topic_of(const char *name)
{
	size_t i = 0;

	while (i < TOPICS && strcmp(topics[i].name, name) != 0)
		i++;
	return i;
}

int quiz_read_topic(const char *typed, struct quiz_wish *wish, char *problem)
{
	struct nearest nearest;
	int used;

	if (wish->topic) {
		snprintf(problem, QUIZ_PROBLEM, "A quiz has one topic, or all of them: mixed.");
		return 0;
	}
	if (topic_of(typed) < TOPICS) {
		wish->topic = typed;
		return 1;
	}
	nearest_start(&nearest, typed);
	for (size_t i = 0; i < TOPICS; i++)
		nearest_try(&nearest, topics[i].name);
	if (nearest_word(&nearest)) {
		snprintf(problem, QUIZ_PROBLEM, "%s is no topic of the quiz. Did you mean %s?",
		         word_quote(typed).text, nearest_word(&nearest));
		return 0;
	}
	used = snprintf(problem, QUIZ_PROBLEM, "%s is no topic of the quiz. It has",
	                word_quote(typed).text);
	for (size_t i = 0; i < TOPICS; i++)
		used += snprintf(problem + used, (size_t)(QUIZ_PROBLEM - used), " %s%s",
		                 topics[i].name, i + 1 < TOPICS ? "," : ".");
	return 0;
}

int quiz_read_count(const char *typed, struct quiz_wish *wish, char *problem)
{
	char wrong[NUMBER_PROBLEM];

	if (number_read(typed, &wish->count, wrong) && wish->count >= 1
	    && wish->count <= QUIZ_MOST)
		return 1;
	snprintf(problem, QUIZ_PROBLEM, "%s is no number of questions: a quiz has 1 to %s of them.",
	         word_quote(typed).text, comma(QUIZ_MOST).text);
	return 0;
}

int quiz_read_seed(const char *typed, struct quiz_wish *wish, char *problem)
{
	size_t length = strlen(typed), plain = 0;

	while (isalnum((unsigned char)typed[plain])
	       || (typed[plain] && strchr("._-", typed[plain])))
		plain++;
	wish->seed = typed;
	if (length && length < QUIZ_SEED && plain == length)
		return 1;
	snprintf(problem, QUIZ_PROBLEM, "%s is no seed: a seed is a word of 1 to %d letters, "
	         "digits, dots, dashes and underscores.", word_quote(typed).text, QUIZ_SEED - 1);
	return 0;
}

void quiz_any_seed(char *out)
{
	unsigned number = 1;

	if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
		number = (unsigned)getpid();
	snprintf(out, QUIZ_SEED, "%u", number % 1000000);
}

/* --------------------------------------------------------------------- writing */

static const char usual[] =
	"# Where a question says nothing else, sizes are multiples of 16, there is no\n"
	"# header, the placement is first fit, the list of free chunks is in the order\n"
	"# of addresses, free neighbours are joined at once, a rest of 16 bytes or\n"
	"# more is split off, a section has 4,096 bytes, and a free is judged by its\n"
	"# address alone.\n";

/* One question of a maker's, or 0: none of so many was good. */
static int write_question(FILE *out, struct draw *draw, const struct draw_row *row)
{
	int good = 0;

	for (size_t i = 0; i < TRIES && !good; i++) {
		size_t length = 0;
		char *text = NULL;

		draw->out = memory_sure(open_memstream(&text, &length));
		draw->name = row->name;
		draw_begin(draw);
		good = row->make(draw);
		draw_close(draw);
		fclose(draw->out);
		if (good)
			fwrite(text, 1, length, out);
		free(text);
	}
	return good;
}

/* The n-th of so many questions: from easy to hard, each stretch of the rows as often. */
static const struct draw_row *row_for(uint64_t *random, const struct draw_row *rows, size_t n,
                                      size_t count)
{
	size_t many = 0;

	while (rows[many].name)
		many++;
	return &rows[(n * many + random_below(random, many)) / count];
}

static void write_all(FILE *out, const struct quiz_wish *wish)
{
	size_t topic = topic_of(wish->topic ? wish->topic : "mixed"), start;
	uint64_t random = raw_hash(wish->seed, strlen(wish->seed));
	struct draw draw = { .random = &random };
	const struct draw_row *row;

	fprintf(out, "# Quiz: %s, seed %s\n#\n", topics[topic].about, wish->seed);
	fprintf(out, "# mmviz quiz %s -n %zu --seed %s gives the same questions again.\n%s",
	        topics[topic].name, wish->count, wish->seed, usual);
	start = random_below(&random, MIXED);
	for (size_t i = 0; i < wish->count; i++) {
		size_t own = topic == MIXED ? (start + 3 * i) % MIXED : topic;

		draw.number = i + 1;
		fprintf(out, "\n# %zu. %s\n\n", i + 1, topics[own].title);
		row = row_for(&random, topics[own].rows, i, wish->count);
		if (!write_question(out, &draw, row))
			write_question(out, &draw, topics[own].rows);
	}
}

char *quiz_text(const struct quiz_wish *wish)
{
	size_t length;
	char *text = NULL;
	FILE *out = memory_sure(open_memstream(&text, &length));

	write_all(out, wish);
	fclose(out);
	return text;
}
