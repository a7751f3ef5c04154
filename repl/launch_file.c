/* SPDX-License-Identifier: MIT
 *
 * launch_file.c - the file of a recording, before anything is in it.
 *
 * Only another recording is replaced, or a file without a byte: never what is something else.
 */
#include "launch_file.h"

#include "my_trace.h"
#include "path.h"
#include "replace.h"
#include "word.h"
#include "writers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int launch_nothing(const char *format, ...)
{
	va_list values;

	fputs("mmviz: ", stderr);
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fputs(" Nothing was run.\n", stderr);
	return LAUNCH_FAILED;
}

static int too_long(void)
{
	return launch_nothing("The path of the recording is too long.");
}

int launch_file_name(struct launch *launch, pid_t pid)
{
	const char *program = path_last(launch->arguments[0]);
	char here[PROGRAM_PATH] = "";
	int length;

	if (launch->output)
		length = snprintf(launch->name, sizeof launch->name, "%s", launch->output);
	else
		length = snprintf(launch->name, sizeof launch->name, "%s.%ld.mmtrace", program,
		                  (long)pid);
	if (length >= PROGRAM_PATH)
		return too_long();
	if (launch->name[0] != '/' && !getcwd(here, sizeof here))
		return launch_nothing("The current folder has no path: %s.", strerror(errno));
	length = snprintf(launch->file, sizeof launch->file, "%s%s%s", here, *here ? "/" : "",
	                  launch->name);
	return length < PROGRAM_PATH ? 0 : too_long();
}

static int write_head(FILE *out, const void *user)
{
	const struct my_trace_head *head = user;
	static const char zeros[MY_TRACE_PAGE - sizeof *head];

	fwrite(head, sizeof *head, 1, out);
	fwrite(zeros, sizeof zeros, 1, out);
	return 0; /* the stream's errors are found */
}

int launch_file_is_recording(const char *path)
{
	uint64_t magic = 0;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	ssize_t got = file < 0 ? -1 : read(file, &magic, sizeof magic);

	if (file >= 0)
		close(file);
	return got == sizeof magic && magic == MY_TRACE_MAGIC;
}

/* Its program would go on writing into a file without a name, and whoever waits for that would
 * find this one instead. */
static int is_written(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct writers nobody = { 0 };
	int written = file >= 0 && writers_remain(&nobody, file);

	if (file >= 0)
		close(file);
	return written;
}

static int keep(const struct launch *launch, const char *reason)
{
	return launch_nothing("%s %s. It stays as it is.", word_quote(launch->name).text, reason);
}

int launch_file_make(const struct launch *launch)
{
	struct timespec now;
	struct stat old;
	int reason;

	clock_gettime(CLOCK_REALTIME, &now);
	const struct my_trace_head head = {
		.magic = MY_TRACE_MAGIC, .version = MY_TRACE_VERSION, .kind = MY_TRACE_FILE,
		.state = MY_TRACE_OPEN, .length = MY_TRACE_PAGE, .claimed = MY_TRACE_PAGE,
		.time = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec,
		.flags = launch->exact ? MY_TRACE_EXACT : 0,
	};
	if (stat(launch->file, &old) == 0) {
		if (!S_ISREG(old.st_mode))
			return keep(launch, "is no regular file");
		if (old.st_size > 0 && !launch_file_is_recording(launch->file))
			return keep(launch, "is there already, and is no recording");
		if (is_written(launch->file))
			return keep(launch, "is the recording of a program that still runs");
	}
	reason = replace_file(launch->file, write_head, &head);
	if (!reason)
		return 0;
	return launch_nothing("%s cannot be written: %s.%s", word_quote(launch->name).text,
	                      strerror(reason),
	                      launch->output ? "" : " -o names another place.");
}
