/* SPDX-License-Identifier: MIT
 *
 * subcommand_ostep.c - mmviz ostep: the free-space homework of the book, asked, solved, checked.
 */
#define _GNU_SOURCE /* asprintf */
#include "subcommand.h"

#include "number.h"
#include "options.h"
#include "ostep_ask.h"
#include "ostep_view.h"
#include "word.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct homework {
	struct ostep_problem problem;
	int solved, views;
};

/* ------------------------------------------------------------------------- options */

static int wrong(const char *option, const char *text, const char *right)
{
	fprintf(stderr, "mmviz: %s is not what %s takes: %s\n", word_quote(text).text, option,
	        right);
	return OPTIONS_WRONG;
}

static const struct number_option {
	const char *option, *right;
	size_t offset, least, most;
	int letter;
} numbers[] = {
#define ROW(letter, option, field, least, most, right) \
	{ option, right, offsetof(struct ostep_problem, field), least, most, letter }
	ROW('S', "-S (--size)", size, 1, OSTEP_SIZE_MOST, "1 to 1,073,741,568 bytes."),
	ROW('b', "-b (--baseAddr)", base, 0, OSTEP_BASE_MOST, "an address from 0 to 2^46."),
	ROW('H', "-H (--headerSize)", header, 0, OSTEP_HEADER_MOST, "0 to 256 bytes."),
	ROW('a', "-a (--alignment)", alignment, 1, OSTEP_SIZE_MOST,
	    "1 to 1,073,741,568 bytes, or -1 for none."),
	ROW('n', "-n (--numOps)", operations, 0, OSTEP_OPERATIONS_MOST, "0 to 100,000."),
	ROW('r', "-r (--range)", range, 0, OSTEP_SIZE_MOST, "0 to 1,073,741,568 bytes."),
	ROW('P', "-P (--percentAlloc)", percent, 1, 100,
	    "1 to 100 percent of the operations."),
#undef ROW
};

/* The book's program reads a number that begins with 0 as octal. */
static int is_octal(const char *text)
{
	return text[0] == '0' && isdigit((unsigned char)text[1]);
}

static int take_number(struct homework *work, const struct number_option *row, const char *text)
{
	char problem[NUMBER_PROBLEM];
	char *start = (char *)&work->problem;
	size_t value;

	if (row->letter == 'a' && strcmp(text, "-1") == 0) {
		work->problem.alignment = 0;
		return -1;
	}
	if (is_octal(text) || !number_read(text, &value, problem) || value < row->least
	    || value > row->most)
		return wrong(row->option, text, row->right);
	*(size_t *)(void *)(start + row->offset) = value;
	return -1;
}

static int take_seed(struct homework *work, const char *text)
{
	char problem[NUMBER_PROBLEM];
	const char *digits = text + (*text == '-');
	size_t value;

	if (is_octal(digits) || !number_read(digits, &value, problem))
		return wrong("-s (--seed)", text, "a whole number below 2^64, not in octal.");
	work->problem.seed = value;
	work->problem.seed_negative = *text == '-' && value != 0;
	return -1;
}

static int word_at(const char *const *words, const char *text)
{
	for (int i = 0; words[i]; i++)
		if (strcasecmp(words[i], text) == 0)
			return i;
	return -1;
}

static int take_policy(struct homework *work, const char *text)
{
	int at = word_at(ostep_policies, text);

	if (at < 0)
		return wrong("-p (--policy)", text, "BEST, WORST, FIRST or NEXT.");
	work->problem.policy = (enum ostep_policy)at;
	return -1;
}

static int take_order(struct homework *work, const char *text)
{
	int at = word_at(ostep_orders, text);

	if (at < 0)
		return wrong("-l (--listOrder)", text,
		             "ADDRSORT, SIZESORT+, SIZESORT-, INSERT-FRONT or INSERT-BACK.");
	work->problem.order = (enum ostep_order)at;
	return -1;
}

static int take(struct homework *work, int letter, const char *value)
{
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (numbers[i].letter == letter)
			return take_number(work, &numbers[i], value);
	if (letter == 's')
		return take_seed(work, value);
	if (letter == 'p')
		return take_policy(work, value);
	if (letter == 'l')
		return take_order(work, value);
	if (letter == 'A')
		work->problem.list = value;
	work->problem.coalesce |= letter == 'C';
	work->problem.bugs |= letter == 'B';
	work->solved |= letter == 'c';
	work->views |= letter == 'v';
	return -1;
}

static const struct option names[] = {
	{ "seed", required_argument, NULL, 's' },
	{ "size", required_argument, NULL, 'S' },
	{ "baseAddr", required_argument, NULL, 'b' },
	{ "headerSize", required_argument, NULL, 'H' },
	{ "alignment", required_argument, NULL, 'a' },
	{ "policy", required_argument, NULL, 'p' },
	{ "listOrder", required_argument, NULL, 'l' },
	{ "coalesce", no_argument, NULL, 'C' },
	{ "numOps", required_argument, NULL, 'n' },
	{ "range", required_argument, NULL, 'r' },
	{ "percentAlloc", required_argument, NULL, 'P' },
	{ "allocList", required_argument, NULL, 'A' },
	{ "compute", no_argument, NULL, 'c' },
	{ "ostep-bugs", no_argument, NULL, 'B' },
	{ "view", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

/* What single options cannot tell. */
static int check(const struct homework *work)
{
	const struct ostep_problem *problem = &work->problem;
	char sentence[OSTEP_SENTENCE];

	if (problem->header > problem->size) {
		fprintf(stderr, "mmviz: a header of %s does not fit into a space of %s: every "
		        "Alloc would fail. -S is the size of the space, -H of the header.\n",
		        counted(problem->header, "byte", "bytes").text,
		        counted(problem->size, "byte", "bytes").text);
		return OPTIONS_WRONG;
	}
	if (!problem->bugs && !ostep_task_check(problem, sentence)) {
		fprintf(stderr, "mmviz: %s\n", sentence);
		return OPTIONS_WRONG;
	}
	return -1;
}

static int unknown(const char *word)
{
	fprintf(stderr, "mmviz: %s is no option of ostep, or something is missing after it. mmviz "
	        "ostep --help tells them.\n", word_quote(word).text);
	return OPTIONS_WRONG;
}

/* -1: all is there; else the exit status: all was said. */
static int read_words(struct homework *work, int count, char **words)
{
	int letter, status = -1;

	ostep_problem_usual(&work->problem);
	optind = 0; /* from the start: these are other words than those read before */
	while (status < 0
	       && (letter = getopt_long(count, words, "s:S:b:H:a:p:l:Cn:r:P:A:ch", names, NULL))
	          != -1)
		status = letter == 'h'   ? subcommand_usage(words[0], 1)
		         : letter == '?' ? unknown(words[optind - 1])
		                         : take(work, letter, optarg);
	if (status >= 0)
		return status;
	return optind < count ? unknown(words[optind]) : check(work);
}

/* Scripts in files without names, which go with mmviz. */
static int show(const struct homework *work, struct options *options)
{
	FILE *start = tmpfile(), *steps = tmpfile();
	int written = start && steps && ostep_view_write(start, steps, &work->problem)
	              && fflush(start) != EOF && fflush(steps) != EOF;

	if (!written) {
		fprintf(stderr, "mmviz: the view needs two temporary files, and memory for a space "
		        "of %s: %s.\n", counted(work->problem.size, "byte", "bytes").text,
		        strerror(errno));
		return 1;
	}
	if (asprintf(&options->first, "source /dev/fd/%d", fileno(start)) < 0
	    || asprintf(&options->made, "/dev/fd/%d", fileno(steps)) < 0)
		return 1;
	options->script = options->made;
	return -1;
}

static int ask(const struct homework *work)
{
	int typed = isatty(STDIN_FILENO), seen = isatty(STDOUT_FILENO);

	return ostep_ask(&(struct ostep_sheet){
		.problem = &work->problem, .out = stdout, .err = stderr, .solved = work->solved,
		.in = work->solved || (typed && !seen) ? NULL : stdin, .prompts = typed });
}

int subcommand_ostep(struct options *options, int count, char **words)
{
	struct homework work = { 0 };
	int status = read_words(&work, count, words);

	if (status >= 0)
		return status;
	return work.views ? show(&work, options) : ask(&work);
}
