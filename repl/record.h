/* SPDX-License-Identifier: MIT
 *
 * record.h - what a viewer would see, as a cast (cast.h): a script that is played, or the
 * operations of a branch.
 *
 *   script -> stage -> display -> cast       a robot presses Space and types the commands
 *   step 1, 2, ... -> display -> cast        each operation's command, then what it did
 *
 * Rules of use
 * - Size, characters and theme are the session's. The same input gives the same bytes.
 * - A cast has at most RECORD_COMMANDS commands: nobody looks at more. Of many, each is shown
 *   for a moment only.
 */
#ifndef MMVIZ_RECORD_H
#define MMVIZ_RECORD_H

#include <stdio.h>

struct session;

enum { RECORD_COMMANDS = 5000 };

/* Plays the script, NULL: standard input, into a file; the old file stays as it was when that
 * fails. The exit status: 1 when a line failed, or the file could not be written; 128 + the
 * signal that ended it. */
int record_script(struct session *session, const char *path, const char *script);

/* A writer of replace.h: the user is a struct run (run.h). EINTR when it was interrupted; see
 * end. */
int record_steps(FILE *out, const void *user);

#endif
