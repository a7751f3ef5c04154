/* SPDX-License-Identifier: MIT
 *
 * load.h - the command that plays a recorded program on a new heap of the session.
 *
 * The summary is the session's text. When the file cannot be read or is of no known
 * format, nothing is changed; after damage in its middle what was read stays, and the
 * command fails. It fails too when the heap refused a request of the program.
 */
#ifndef MMVIZ_LOAD_H
#define MMVIZ_LOAD_H

struct session;

/* The path is opened as it is given. SESSION_OK or SESSION_FAILED. */
int load_file(struct session *session, const char *path);

/* One of several processes: see trace_open_process. NULL: the one with most operations. */
int load_process(struct session *session, const char *path, const char *process);

/* It was loaded by the present line: what leads to this heap is that command. */
void load_keep(struct session *session, const char *path, const char *process);

/* A command is about the heap: a recording that was only looked at (ground_is_unplayed) is played
 * now, and the session stands at the step that is shown. */
int load_wanted(struct session *session);

/* The command that loads it, as it can be typed from anywhere; the caller's. */
char *load_line(const char *path, const char *process);

#endif
