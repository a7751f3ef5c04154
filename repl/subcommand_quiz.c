/* SPDX-License-Identifier: MIT
 *
 * subcommand_quiz.c - mmviz quiz: fresh questions, asked like a lesson, or printed as one.
 */
#include "subcommand.h"

#include "learn.h"
#include "options.h"
#include "quiz.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 'n', SEED = 's', PRINT = 'w', PLAIN = 'p', HELP = 'h' };

struct quiz_call {
	struct quiz_wish wish;
	const char *count, *seed; /* as they were typed */
	int prints;
	char any[QUIZ_SEED];
};

static void take(struct options *options, struct quiz_call *call, int letter)
{
	if (letter == COUNT)
		call->count = optarg;
	else if (letter == SEED)
		call->seed = optarg;
	call->prints |= letter == PRINT;
	options->plain |= letter == PLAIN;
}

/* -1: all is there, a topic may be at optind; else the exit status: all was said. */
static int read_options(struct options *options, struct quiz_call *call, int count, char **words)
{
	static const struct option names[] = {
		{ "seed", required_argument, NULL, SEED }, { "print", no_argument, NULL, PRINT },
		{ "plain", no_argument, NULL, PLAIN },     { "help", no_argument, NULL, HELP },
		{ 0 },
	};
	int letter;

	optind = 0; /* from the start */
	while ((letter = getopt_long(count, words, "n:h", names, NULL)) != -1) {
		if (letter == '?' || letter == HELP)
			return subcommand_usage(words[0], letter == HELP);
		take(options, call, letter);
	}
	return count - optind > 1 ? subcommand_usage(words[0], 0) : -1;
}

/* 1, or 0: told. */
static int read_wish(struct quiz_call *call, const char *topic)
{
	struct quiz_wish *wish = &call->wish;
	char problem[QUIZ_PROBLEM];

	wish->count = QUIZ_USUAL;
	if ((!topic || quiz_read_topic(topic, wish, problem))
	    && (!call->count || quiz_read_count(call->count, wish, problem))
	    && (!call->seed || quiz_read_seed(call->seed, wish, problem)))
		return 1;
	fprintf(stderr, "mmviz: %s\n", problem);
	return 0;
}

static int ask(const struct options *options, const struct quiz_call *call)
{
	char *text = quiz_text(&call->wish);
	struct learn_wish learn = { .name = "quiz", .text = text };
	int status = 0;

	if (call->prints)
		fputs(text, stdout);
	else
		status = learn_run(options, &learn);
	free(text);
	return status;
}

int subcommand_quiz(struct options *options, int count, char **words)
{
	struct quiz_call call = { .prints = 0 };
	int status = read_options(options, &call, count, words);

	if (status >= 0)
		return status;
	if (!read_wish(&call, optind < count ? words[optind] : NULL))
		return OPTIONS_WRONG;
	if (!call.wish.seed) {
		quiz_any_seed(call.any);
		call.wish.seed = call.any;
	}
	return ask(options, &call);
}
