/* SPDX-License-Identifier: MIT
 *
 * script.h - a stream of lines: commands, and prose between them.
 *
 *   # Prose is a line that begins with #, and a blank one.
 *   m 100
 *
 * Rules of use
 * - A script on the session's chain (session->script) is what failures are told of as
 *   FILE:LINE, and what paths in source and load are relative to.
 * - Any bytes are a script: lines of up to SCRIPT_LINE bytes, CRLF, a BOM, zero bytes, a
 *   last line without newline. Memory is bounded by the longest line that is kept.
 */
#ifndef MMVIZ_SCRIPT_H
#define MMVIZ_SCRIPT_H

#include "session.h"

#include <stddef.h>

enum {
	SCRIPT_LINE = 1 << 20, /* bytes of the longest line that is run */
	SCRIPT_DEPTH = 16,     /* scripts that may play scripts */
	SCRIPT_SOURCED = 1000, /* scripts that one may play in all, and they again */
	SCRIPT_PATH = 4096
};

enum script_kind {
	SCRIPT_END,
	SCRIPT_BLANK,
	SCRIPT_PROSE,   /* text without its # and the blank after it */
	SCRIPT_COMMAND,
	SCRIPT_TOO_LONG /* not run */
};

/* Opens a file and puts it on the session's chain; NULL with the failure told
 * (session_fail). name is how it is called in messages. */
struct script *script_open(struct session *session, const char *path, const char *name);

/* The same with a stream that stays the caller's. */
struct script *script_open_stream(struct session *session, FILE *stream, const char *name);

/* The next line; the text is good until the next call. */
enum script_kind script_next(struct script *script, const char **text);

size_t script_line(const struct script *script); /* its number, from 1 */

/* Failures are told of that line from now on, up to the next one. */
void script_stand(struct script *script, size_t line);
const char *script_name(const struct script *script);

/* It is no file, and no other script plays it: its lines are those of a prompt. */
int script_is_typed(const struct script *script);

/* Runs what script_next gave: a command, or a line that is too long. */
enum session_status script_run(struct session *session, enum script_kind kind,
                               const char *text);

/* Takes it off the chain. A pending `expect error` is a failure. */
void script_close(struct session *session, struct script *script);

/* A line that was not run: `command` is what is shown of it, and why is told. */
enum session_status script_refuse(struct session *session, const char *command,
                                  const char *why);

/* After SCRIPT_END: 1 when it ended because it cannot be read any further. */
int script_is_broken(const struct script *script);

/* Tells the failure of the last line: FILE:LINE: reason on session->err. */
void script_report(struct session *session);

/* Where a path that a line says is to be found: beside the script that says so, in the
 * working directory, in the lessons' folder. 1, or 0 when it is nowhere; out then holds
 * the path as given. */
int script_find(const struct session *session, const char *path, char out[SCRIPT_PATH]);

#endif
