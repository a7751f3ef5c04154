/* SPDX-License-Identifier: MIT
 *
 * program.c - a program's file: where it lies, and whose it is in the end.
 *
 * A script is followed to what runs it, through /usr/bin/env too, and each file on the way must
 * be one that the system lets be preloaded.
 */
#define _GNU_SOURCE /* strchrnul */
#include "program.h"

#include "program_file.h"
#include "word.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVELS = 5 /* of scripts run by scripts: the system's bound */ };

__attribute__((format(printf, 3, 4)))
static int refuse(struct program *program, int status, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(program->problem, sizeof program->problem, format, values);
	va_end(values);
	return program->status = status;
}

/* 0, or the errno that execve would give for what the file is. */
static int reason_against(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return errno;
	return S_ISREG(status.st_mode) && access(path, X_OK) == 0 ? 0 : EACCES;
}

static int not_runnable(struct program *program, const char *path, int reason)
{
	struct stat status;
	int folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);

	if (folder)
		return refuse(program, PROGRAM_REFUSED, "%s is a folder, no program.",
		              word_quote(path).text);
	if (reason == EACCES)
		return refuse(program, PROGRAM_REFUSED,
		              "%s may not be executed: its permissions do not allow it.",
		              word_quote(path).text);
	return refuse(program, reason == ENOENT ? PROGRAM_MISSING : PROGRAM_REFUSED, "%s: %s.",
	              word_quote(path).text, reason == ENOENT ? "no such file" : strerror(reason));
}

/* The folders of PATH, one after the other: an empty one is the current folder. */
static int search(char *path, const char *name)
{
	const char *folders = getenv("PATH");
	int reason = ENOENT;

	if (!folders)
		folders = "/bin:/usr/bin"; /* as execvp */
	for (const char *end; folders; folders = *end ? end + 1 : NULL) {
		end = strchrnul(folders, ':');
		int length = snprintf(path, PROGRAM_PATH, "%.*s%s%s", (int)(end - folders), folders,
		                      end > folders ? "/" : "", name);
		int now = length < PROGRAM_PATH ? reason_against(path) : ENAMETOOLONG;

		if (now == 0)
			return 0;
		if (now == EACCES)
			reason = EACCES;
	}
	return reason;
}

static int locate(struct program *program, const char *name, char *path)
{
	int reason;

	if (strchr(name, '/')) {
		int length = snprintf(path, PROGRAM_PATH, "%s", name);

		reason = length < PROGRAM_PATH ? reason_against(path) : ENAMETOOLONG;
		return reason ? not_runnable(program, name, reason) : 0;
	}
	reason = *name ? search(path, name) : ENOENT;
	if (reason == EACCES)
		return refuse(program, PROGRAM_REFUSED,
		              "%s is in PATH, but may not be executed.", word_quote(name).text);
	if (reason)
		return refuse(program, PROGRAM_MISSING, "No program is named %s in PATH.",
		              word_quote(name).text);
	return 0;
}

/* Each ends in a sentence of its own; NULL: that is fine. */
static const char *const words[PROGRAM_FILES] = {
	[PROGRAM_FILE_STATIC] = "is linked statically: no library can be put before it, so nothing "
	                        "of it would be recorded",
	[PROGRAM_FILE_FOREIGN] = "is a program for another kind of processor, or for other word "
	                         "sizes, than the library that records",
	[PROGRAM_FILE_LOADER] = "runs on another C library than the one that the recording library "
	                        "is made for, so that it could not start with it",
	[PROGRAM_FILE_PRIVILEGED] = "runs with the rights of another user, group or capability: "
	                            "the system lets no library of yours be put before it",
	[PROGRAM_FILE_TEXT] = "is a script that does not say what runs it: its first line is no "
	                      "#!. Name the interpreter: mmviz record sh SCRIPT",
	[PROGRAM_FILE_UNKNOWN] = "is neither a program of this system nor a script",
};

static int refuse_kind(struct program *program, const char *path, enum program_file kind)
{
	if (strcmp(path, program->path) == 0)
		return refuse(program, PROGRAM_REFUSED, "%s %s.", word_quote(path).text,
		              words[kind]);
	return refuse(program, PROGRAM_REFUSED, "%s is a script, and %s, which runs it, %s.",
	              word_quote(program->path).text, word_quote(path).text, words[kind]);
}

/* A script's interpreter: as it stands in the line, or found by env. */
static int interpreter(struct program *program, const char *path, char *next)
{
	struct script_head head;

	if (!program_file_script(path, &head))
		return refuse(program, PROGRAM_REFUSED, "%s begins with #!, but names no program "
		              "that runs it.", word_quote(path).text);
	if (reason_against(head.program) != 0)
		return refuse(program, PROGRAM_REFUSED, "%s is to be run by %s, as its first line "
		              "says, and that cannot be run.", word_quote(path).text,
		              word_quote(head.program).text);
	if (!*head.found_by_env) {
		strcpy(next, head.program);
		return 0;
	}
	return locate(program, head.found_by_env, next);
}

/* Follows path until it is no script. */
static int follow(struct program *program, char *path)
{
	char next[PROGRAM_PATH];

	for (int level = 0; level < LEVELS; level++) {
		enum program_file kind = program_file_kind(path);

		if (words[kind])
			return refuse_kind(program, path, kind);
		if (kind != PROGRAM_FILE_SCRIPT)
			return 0;
		if (interpreter(program, path, next) != 0)
			return program->status;
		strcpy(path, next);
	}
	return refuse(program, PROGRAM_REFUSED, "%s is run by a script that is run by a script, "
	              "more than %d deep.", word_quote(program->path).text, LEVELS);
}

int program_find(struct program *program, const char *name)
{
	char path[PROGRAM_PATH];

	*program = (struct program){ .status = 0 };
	if (locate(program, name, program->path) != 0)
		return program->status;
	strcpy(path, program->path);
	return follow(program, path);
}
