/* SPDX-License-Identifier: MIT
 *
 * save.c - the run so far as a script that leads to the same heap again.
 *
 *   set ...    what differs from the usual settings
 *   reset
 *   the lines that asked something of the heap, each failure announced
 *   set ...    what was set since, for a reset to come
 */
#include "save.h"

#include "journal.h"
#include "memory.h"
#include "session.h"
#include "setting.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The engine comes first, for it brings other settings along. */
static size_t write_settings(FILE *out, const my_heap_options *from, const my_heap_options *to)
{
	char before[SETTING_VALUE], after[SETTING_VALUE];
	my_heap_options had = *from;
	size_t count = 0;

	for (const struct setting *s = settings; s->name; s++) {
		setting_text(s, &had, before);
		setting_text(s, to, after);
		if (strcmp(before, after) == 0)
			continue;
		fprintf(out, "set %s %s\n", s->name, after);
		setting_engine(&had, to->engine);
		count++;
	}
	return count;
}

static void write_run(FILE *out, const struct session *session)
{
	my_heap_options usual;

	my_heap_options_default(&usual);
	fprintf(out, "# A run of mmviz: play it with  mmviz FILE\n");
	if (write_settings(out, &usual, my_heap_options_of(session->heap)))
		fprintf(out, "reset\n");
	for (size_t i = 0; i < journal_lines(session->journal); i++) {
		const struct journal_line *line = journal_get(session->journal, i);

		if (line->failure)
			fprintf(out, "expect error %s\n", line->failure);
		fprintf(out, "%s\n", line->text);
	}
	write_settings(out, my_heap_options_of(session->heap), &session->options);
}

/* Everything on disk before the name changes hands. */
static int finish(FILE *out, mode_t mode)
{
	if (fflush(out) != 0 || ferror(out) || fchmod(fileno(out), mode) != 0
	    || fsync(fileno(out)) != 0) {
		int reason = errno ? errno : EIO;

		fclose(out);
		return reason;
	}
	return fclose(out) == 0 ? 0 : errno;
}

/* Beside the file and then in its place: it is the old one or the new one, never half. */
static int replace(const struct session *session, const char *path, mode_t mode)
{
	static const char suffix[] = ".XXXXXX";
	size_t length = strlen(path);
	char *temporary = memory_new(length + sizeof suffix, 1);
	int reason, file;
	FILE *out;

	memcpy(temporary, path, length);
	memcpy(temporary + length, suffix, sizeof suffix);
	file = mkstemp(temporary);
	out = file < 0 ? NULL : fdopen(file, "w");
	if (!out) {
		reason = errno;
		free(temporary);
		return reason;
	}
	write_run(out, session);
	reason = finish(out, mode);
	if (!reason && rename(temporary, path) != 0)
		reason = errno;
	if (reason)
		unlink(temporary);
	free(temporary);
	return reason;
}

/* A device or a pipe is written to, and stays what it is. */
static int write_to(const struct session *session, const char *path)
{
	int file = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
	FILE *out = file < 0 ? NULL : fdopen(file, "w");

	if (!out)
		return errno;
	write_run(out, session);
	if (fflush(out) != 0 || ferror(out)) {
		int reason = errno ? errno : EIO;

		fclose(out);
		return reason;
	}
	return fclose(out) == 0 ? 0 : errno;
}

static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

int save_script(const struct session *session, const char *path, size_t *lines)
{
	char *real = realpath(path, NULL); /* a link stays a link: what it leads to is written */
	const char *target = real ? real : path;
	struct stat old;
	int there = lstat(target, &old) == 0, reason;

	if (there && S_ISLNK(old.st_mode))
		reason = ENOENT; /* it leads nowhere */
	else if (there && !S_ISREG(old.st_mode))
		reason = write_to(session, target);
	else if (there && access(target, W_OK) != 0)
		reason = errno;
	else
		reason = replace(session, target, there ? old.st_mode & 07777 : new_mode());
	free(real);
	*lines = journal_lines(session->journal);
	return reason;
}
