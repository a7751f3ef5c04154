/* SPDX-License-Identifier: MIT
 *
 * subcommand_report.c - mmviz report: a page about a recorded program.
 */
#define _GNU_SOURCE /* asprintf */
#include "subcommand.h"

#include "number.h"
#include "options.h"
#include "survey.h"
#include "word.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* -1: all is there; else the exit status: all was said. Options may stand behind the names. */
static int read_words(int count, char **words, struct survey_wish *wish, const char **out)
{
	static const struct option names[] = {
		{ "output", required_argument, NULL, 'o' },
		{ "help", no_argument, NULL, 'h' }, { 0 },
	};
	int letter;

	optind = 0; /* from the start */
	while ((letter = getopt_long(count, words, "o:h", names, NULL)) != -1) {
		if (letter != 'o')
			return subcommand_usage(words[0], letter == 'h');
		*out = optarg;
	}
	if (count - optind < 1 || count - optind > 2 || (*out && !**out))
		return subcommand_usage(words[0], 0);
	wish->path = words[optind];
	wish->process = words[optind + 1];
	return -1;
}

/* program.mmtrace: program.html; else behind the whole name. NULL: no memory. */
static char *usual_name(const char *path)
{
	static const char ending[] = ".mmtrace";
	size_t length = strlen(path), less = sizeof ending - 1;
	char *name = NULL;

	if (length <= less || strcmp(path + length - less, ending) != 0)
		less = 0;
	return asprintf(&name, "%.*s.html", (int)(length - less), path) < 0 ? NULL : name;
}

int subcommand_report(struct options *options, int count, char **words)
{
	struct survey_wish wish = { 0 };
	const char *out = NULL;
	struct surveyed done;
	char *usual;
	int status = read_words(count, words, &wish, &out);

	(void)options;
	if (status >= 0)
		return status;
	usual = out ? NULL : usual_name(wish.path);
	out = out ? out : usual;
	if (!out)
		return 1;
	done = survey_file(&wish, out);
	if (done.problem[0])
		fprintf(stderr, "mmviz: %s\n", done.problem);
	if (done.written)
		fprintf(stderr, "mmviz: a page about %s written to %s\n",
		        counted(done.operations, "operation", "operations").text,
		        word_quote(out).text);
	free(usual);
	return done.problem[0] != 0;
}
