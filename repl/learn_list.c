/* SPDX-License-Identifier: MIT
 *
 * learn_list.c - all lessons, with what was done of them.
 */
#include "learn_parts.h"

#include "session.h"

#include <stdlib.h>
#include <string.h>

struct learn_listing {
	struct session *session;
	struct attempts all;
	char *folder;
	char next[64];  /* the first that is not done yet */
	char begun[64]; /* and of those the first that was begun */
};

static void list_progress(const struct outline *outline, const struct attempt *attempt)
{
	char progress[120];

	outline_progress(outline, attempt, progress, sizeof progress);
	printf("        %s%s%s%s%s\n", attempt->place == ATTEMPT_OVER ? "done" : "begun",
	       *progress ? ": " : "", progress, *attempt->seed ? ", seed " : "", attempt->seed);
}

/* The best that was finished, and what is being done now. */
static void list_attempts(const struct learn_listing *listing, const struct outline *outline,
                          const char *lesson)
{
	const struct attempt *done = attempts_finished(&listing->all, lesson);
	const struct attempt *newest = attempts_find(&listing->all, lesson, NULL);

	if (done)
		list_progress(outline, done);
	if (newest && newest->place != ATTEMPT_OVER)
		list_progress(outline, newest);
}

static void note_next(struct learn_listing *listing, const char *file, const char *name)
{
	if (attempts_finished(&listing->all, file))
		return;
	if (!*listing->next)
		snprintf(listing->next, sizeof listing->next, "%s", name);
	if (!*listing->begun && attempts_find(&listing->all, file, NULL))
		snprintf(listing->begun, sizeof listing->begun, "%s", name);
}

static void list_one(struct learn_listing *listing, const char *file)
{
	char path[LESSONS_PATH], name[64];
	struct outline outline;

	snprintf(path, sizeof path, "%s%s", listing->folder, file);
	lessons_short(file, name, sizeof name);
	if (!outline_read(&outline, listing->session, path)) {
		printf("  %-4s  %s\n", name, listing->session->outcome.linear);
		return;
	}
	printf("  %-4s  %s%s%s%s\n", name, outline.title, *outline.minutes ? " (" : "",
	       outline.minutes, *outline.minutes ? " minutes)" : "");
	list_attempts(listing, &outline, file);
	note_next(listing, file, name);
	outline_free(&outline);
}

/* Lessons that lie elsewhere, and were begun. */
static void list_others(struct learn_listing *listing)
{
	for (size_t i = 0; i < listing->all.count; i++) {
		const struct attempt *attempt = &listing->all.attempt[i];
		struct outline outline;

		if (attempt->lesson[0] != '/'
		    || attempts_find(&listing->all, attempt->lesson, NULL) != attempt
		    || !outline_read(&outline, listing->session, attempt->lesson))
			continue;
		printf("  %s\n        %s\n", attempt->lesson, outline.title);
		list_attempts(listing, &outline, attempt->lesson);
		outline_free(&outline);
	}
}

static int list(struct learn_listing *listing)
{
	char **names = lessons_names(listing->folder);
	size_t count = 0;

	for (; names[count]; count++)
		list_one(listing, names[count]);
	lessons_names_free(names);
	list_others(listing);
	if (!count) {
		fprintf(stderr, "mmviz: no lessons lie in %s.\n",
		        listing->folder ? listing->folder : "lessons, beside mmviz");
		return 1;
	}
	if (*listing->next)
		printf("\nmmviz learn %s %s; mmviz learn FILE takes any other lesson.\n",
		       *listing->begun ? listing->begun : listing->next,
		       *listing->begun ? "goes on" : "begins");
	else
		printf("\nAll lessons are done. mmviz learn 01 plays one once more.\n");
	return 0;
}

int learn_list(void)
{
	struct learn_listing listing = { .session = session_create(stdout, stderr),
		                         .folder = lessons_folder() };
	char problem[PROGRESS_PROBLEM];
	int status;

	progress_read(&listing.all, problem);
	if (*problem)
		fprintf(stderr, "mmviz: %s\n", problem);
	status = list(&listing);
	attempts_free(&listing.all);
	session_destroy(listing.session);
	free(listing.folder);
	return status;
}
