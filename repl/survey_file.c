/* SPDX-License-Identifier: MIT
 *
 * survey_file.c - a recorded program in, the page about it out.
 */
#include "survey.h"

#include "replace.h"
#include "word.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* What stands in the way before anything is read; "": nothing does. */
static void look_at(const char *in, const char *out, char *problem, size_t size)
{
	int is_input = strcmp(in, "-") == 0; /* standard input */
	struct stat from = { 0 }, to;

	if (!is_input && stat(in, &from) != 0)
		return; /* whoever opens it says why */
	if (is_input || (!S_ISREG(from.st_mode) && !S_ISDIR(from.st_mode)))
		snprintf(problem, size, "%s is no plain file: a report reads it more than once. "
		         "Nothing was written.", word_quote(in).text);
	else if (stat(out, &to) == 0 && from.st_dev == to.st_dev && from.st_ino == to.st_ino)
		snprintf(problem, size, "%s is the recording itself. Nothing was written.",
		         word_quote(out).text);
}

static void write_page(const struct survey *survey, const char *out, struct surveyed *done)
{
	int reason = replace_file(out, survey_page, survey);

	done->written = reason == 0;
	done->operations = survey->census.operations;
	if (reason)
		snprintf(done->problem, sizeof done->problem,
		         "%s could not be written: %s. What was there is as it was.",
		         word_quote(out).text, strerror(reason));
	else if (survey->problem[0])
		snprintf(done->problem, sizeof done->problem, "%s The report is written all the "
		         "same.", survey->problem);
}

struct surveyed survey_file(const struct survey_wish *wish, const char *out)
{
	struct surveyed done = { 0 };
	char problem[TRACE_PROBLEM] = "";
	struct survey *survey;

	look_at(wish->path, out, done.problem, sizeof done.problem);
	if (done.problem[0])
		return done;
	survey = survey_make(wish, problem);
	if (survey)
		write_page(survey, out, &done);
	else
		snprintf(done.problem, sizeof done.problem, "%s Nothing was written.",
		         *problem ? problem : "It was interrupted.");
	survey_free(survey);
	return done;
}
