/* SPDX-License-Identifier: MIT
 *
 * learn_aside.c - a lesson that was finished and is learned anew: its result is put away.
 *
 *   done-03.txt-5be1f60c, beside the progress: as learn --save writes it, so that grade reads it.
 *   A better result that was put away before stays.
 */
#include "learn_parts.h"

#include "contents.h"
#include "folder.h"
#include "number.h"
#include "path.h"
#include "raw.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

static int is_better(const char *path, const struct attempt *attempt)
{
	struct attempts old = { 0 };
	size_t length;
	char *text;
	int better;

	if (contents_read(path, ATTEMPTS_BYTES, &text, &length))
		return 1;
	attempts_read(&old, text, length);
	better = !old.count || attempt_points(&old.attempt[0]) <= attempt_points(attempt);
	attempts_free(&old);
	free(text);
	return better;
}

/* Each seed of each lesson has its own, also where two lessons have one name. */
static const char *path_of(char out[FOLDER_PATH], const struct attempt *attempt)
{
	uint64_t sum = raw_hash(attempt->lesson, strlen(attempt->lesson)) * 31
	               + raw_hash(attempt->seed, strlen(attempt->seed));
	char name[300];

	snprintf(name, sizeof name, "done-%.255s-%08x", path_last(attempt->lesson),
	         (unsigned)(sum ^ sum >> 32));
	return folder_path(out, name);
}

static void tell(struct learn *learn, const struct attempt *attempt, const char *path)
{
	int is_best = is_better(path, attempt), reason = is_best ? learn_write(path, attempt) : 0;

	if (reason) {
		lines_add(&learn->aside, "What was finished before cannot be put away: %s.",
		          strerror(reason));
		return;
	}
	if (!is_best)
		lines_add(&learn->aside, "The better result that was put away before stays.");
	else
		lines_add(&learn->aside, "What was finished before, with %s, is put away.",
		          counted(attempt_points(attempt), "point", "points").text);
	lines_add(&learn->aside, "mmviz grade %s %s tells it.", learn->name,
	          word_quote(path).text);
}

void learn_put_aside(struct learn *learn, const struct attempt *attempt)
{
	char path[FOLDER_PATH];

	if (attempt->place != ATTEMPT_OVER || !attempt->count || !*path_of(path, attempt))
		return;
	tell(learn, attempt, path);
	lines_add(&learn->aside, "%s", "");
}
