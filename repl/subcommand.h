/* SPDX-License-Identifier: MIT
 *
 * subcommand.h - what mmviz does when its first word names no script: mmviz record PROGRAM.
 *
 * One row makes the behaviour and the lines of mmviz --help. A script of such a name is played
 * as mmviz ./record.
 */
#ifndef MMVIZ_SUBCOMMAND_H
#define MMVIZ_SUBCOMMAND_H

struct options;

struct subcommand {
	const char *name;
	const char *form; /* "record [-o FILE] PROGRAM" */
	const char *help; /* lines, indented as in mmviz --help */
	/* words[0] is its name, words[count] is NULL. -1: mmviz goes on, with these options; else
	 * the exit status: all was said. */
	int (*take)(struct options *options, int count, char **words);
};

/* NULL: there is none of that name; there are no more. */
const struct subcommand *subcommand_find(const char *name);
const struct subcommand *subcommand_at(unsigned number);

/* How it is called: on standard output, and 0, when that was asked for; else on standard error,
 * and the exit status of wrong usage. */
int subcommand_usage(const char *name, int asked);

/* For those that take so many words, or one more, and no option but --help: -1, and where the
 * first of them is; else the exit status: all was said. */
int subcommand_words(int count, char **words, int least, int *first);

int subcommand_record(struct options *options, int count, char **words);
int subcommand_watch(struct options *options, int count, char **words);
int subcommand_open(struct options *options, int count, char **words);
int subcommand_quiz(struct options *options, int count, char **words);
int subcommand_convert(struct options *options, int count, char **words);
int subcommand_report(struct options *options, int count, char **words);
int subcommand_lint(struct options *options, int count, char **words);
int subcommand_learn(struct options *options, int count, char **words);
int subcommand_grade(struct options *options, int count, char **words);
int subcommand_answers(struct options *options, int count, char **words);
int subcommand_ostep(struct options *options, int count, char **words);

#endif
