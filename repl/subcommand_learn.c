/* SPDX-License-Identifier: MIT
 *
 * subcommand_learn.c - mmviz learn, grade and answers: lessons that are asked, graded, and keyed.
 */
#include "subcommand.h"

#include "grade.h"
#include "learn.h"
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum { SEED = 's', SAVE = 'o', ANEW = 'n', JSON = 'j', PLAIN = 'p', HELP = 'h' };

struct learn_words {
	struct learn_wish learn;
	struct grade_wish grade;
};

static void take(struct options *options, struct learn_words *wish, int letter)
{
	if (letter == SEED)
		wish->learn.seed = wish->grade.seed = optarg;
	else if (letter == SAVE)
		wish->learn.save = optarg;
	wish->learn.anew |= letter == ANEW;
	wish->grade.json |= letter == JSON;
	options->plain |= letter == PLAIN;
}

/* -1: all is there, from optind on; else the exit status: all was said. Options may stand behind
 * the names. */
static int read_words(struct options *options, int count, char **words,
                      const struct option *names, int least, int most, struct learn_words *wish)
{
	int letter;

	optind = 0; /* from the start */
	while ((letter = getopt_long(count, words, "h", names, NULL)) != -1) {
		if (letter == '?' || letter == HELP)
			return subcommand_usage(words[0], letter == HELP);
		take(options, wish, letter);
	}
	if (count - optind < least || count - optind > most)
		return subcommand_usage(words[0], 0);
	return -1;
}

int subcommand_learn(struct options *options, int count, char **words)
{
	static const struct option names[] = {
		{ "seed", required_argument, NULL, SEED },
		{ "save", required_argument, NULL, SAVE },
		{ "anew", no_argument, NULL, ANEW },
		{ "plain", no_argument, NULL, PLAIN },
		{ "help", no_argument, NULL, HELP },
		{ 0 },
	};
	struct learn_words wish = { 0 };
	int status = read_words(options, count, words, names, 0, 1, &wish);

	if (status >= 0)
		return status;
	if (optind == count)
		return learn_list();
	wish.learn.lesson = words[optind];
	return learn_run(options, &wish.learn);
}

int subcommand_grade(struct options *options, int count, char **words)
{
	static const struct option names[] = {
		{ "seed", required_argument, NULL, SEED }, { "json", no_argument, NULL, JSON },
		{ "help", no_argument, NULL, HELP },       { 0 },
	};
	struct learn_words wish = { 0 };
	int status = read_words(options, count, words, names, 1, 2, &wish);

	if (status >= 0)
		return status;
	wish.grade.lesson = words[optind];
	wish.grade.answers = optind + 1 < count ? words[optind + 1] : "-";
	return grade_run(&wish.grade, stdout, stderr);
}

int subcommand_answers(struct options *options, int count, char **words)
{
	static const struct option names[] = {
		{ "seed", required_argument, NULL, SEED },
		{ "help", no_argument, NULL, HELP },
		{ 0 },
	};
	struct learn_words wish = { 0 };
	int status = read_words(options, count, words, names, 1, 1, &wish);

	if (status >= 0)
		return status;
	wish.grade.lesson = words[optind];
	return grade_answers(&wish.grade, stdout, stderr);
}
