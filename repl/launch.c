/* SPDX-License-Identifier: MIT
 *
 * launch.c - a program started so that it is recorded.
 *
 *   mmviz                        the child
 *   fork ----------------------> waits
 *   makes the file, named
 *   after the child
 *   "go" ----------------------> becomes the program
 *   nothing more: it did   <---- or tells why it cannot
 */
#include "launch.h"

#include "beside.h"
#include "foreground.h"
#include "launch_file.h"
#include "lines.h"
#include "word.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char library_name[] = "libmy_malloc_preload.so";

static int no_library(void)
{
	char folder[PROGRAM_PATH], *clean;
	int status;

	if (!beside_folder(folder, sizeof folder, beside_libraries))
		snprintf(folder, sizeof folder, "%s", beside_libraries);
	clean = lines_clean(folder, strlen(folder));
	status = launch_nothing("%s, which records, is not where mmviz lies, nor in %s: make "
	                        "builds it.", library_name, clean);
	free(clean);
	return status;
}

static int check_library(char *library)
{
	if (!beside_find(library, PROGRAM_PATH, beside_libraries, library_name))
		return no_library();
	if (strpbrk(library, ": \t\n"))
		return launch_nothing("The folder of %s has a blank or a colon in its name, which "
		                      "LD_PRELOAD cannot hold: move it, or mount it elsewhere.",
		                      library_name);
	return 0;
}

static int set_environment(const struct launch *launch, const char *library)
{
	const char *before = getenv("LD_PRELOAD");
	size_t length = strlen(library) + (before ? strlen(before) : 0) + 2;
	char *preload = malloc(length);

	if (!preload)
		return -1;
	snprintf(preload, length, "%s%s%s", library, before && *before ? ":" : "",
	         before ? before : "");
	return setenv("LD_PRELOAD", preload, 1) != 0
	       || setenv("MY_MALLOC_RECORD", launch->file, 1) != 0
	       || (launch->exact ? setenv("MY_MALLOC_RECORD_EXACT", "1", 1)
	                         : unsetenv("MY_MALLOC_RECORD_EXACT")) != 0 ? -1 : 0;
}

static int set_standard(const struct launch *launch)
{
	for (int fd = 0; fd < 3; fd++)
		if (launch->standard[fd] >= 0 && dup2(launch->standard[fd], fd) < 0)
			return -1;
	return 0;
}

/* The child's part. */
static void become(struct launch *launch, const char *library, int line)
{
	char go;
	int reason;

	if (read(line, &go, 1) != 1)
		_exit(LAUNCH_FAILED);
	if (launch->apart)
		setpgid(0, 0);
	if (launch_file_name(launch, getpid()) == 0 && set_environment(launch, library) == 0
	    && set_standard(launch) == 0)
		execv(launch->program.path, launch->arguments);
	reason = errno;
	send(line, &reason, sizeof reason, MSG_NOSIGNAL);
	_exit(LAUNCH_FAILED);
}

/* 0 when it became the program, else the errno for why not. Where a signal has ended it before,
 * who waits for it is told. */
static int let_go(int line)
{
	int reason = 0;
	ssize_t got = send(line, "!", 1, MSG_NOSIGNAL);

	while (got >= 0 && (got = read(line, &reason, sizeof reason)) < 0 && errno == EINTR)
		;
	return got == sizeof reason ? reason : 0;
}

static int gave_up(struct launch *launch, int status)
{
	int ignored;

	while (waitpid(launch->pid, &ignored, 0) < 0 && errno == EINTR)
		;
	return status;
}

static int not_begun(struct launch *launch, int reason)
{
	unlink(launch->file);
	launch_nothing("%s: %s.", word_quote(launch->program.path).text, strerror(reason));
	return gave_up(launch, reason == ENOENT ? PROGRAM_MISSING : PROGRAM_REFUSED);
}

/* mmviz's part. */
static int begin(struct launch *launch, int line)
{
	int status = launch_file_name(launch, launch->pid);
	int reason;

	if (status == 0)
		status = launch_file_make(launch);
	if (status) {
		shutdown(line, SHUT_RDWR);
		return gave_up(launch, status);
	}
	reason = let_go(line);
	return reason ? not_begun(launch, reason) : 0;
}

static int start(struct launch *launch, const char *library)
{
	struct foreground foreground;
	int line[2], status;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line) != 0)
		return launch_nothing("%s.", strerror(errno));
	foreground_start(&foreground);
	launch->pid = fork();
	if (launch->pid == 0) {
		close(line[0]);
		foreground_child(&foreground);
		become(launch, library, line[1]);
	}
	close(line[1]);
	status = launch->pid < 0 ? launch_nothing("%s.", strerror(errno)) : 0;
	foreground_parent(&foreground, launch->pid);
	if (status == 0)
		status = begin(launch, line[0]);
	close(line[0]);
	return status;
}

int launch_start(struct launch *launch)
{
	char library[PROGRAM_PATH];
	int status = program_find(&launch->program, launch->arguments[0]);

	if (status) {
		launch_nothing("%s", launch->program.problem);
		return status;
	}
	status = check_library(library);
	return status ? status : start(launch, library);
}
