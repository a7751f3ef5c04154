/* SPDX-License-Identifier: MIT
 *
 * save.h - the run so far as a script that leads to the same heap again.
 */
#ifndef MMVIZ_SAVE_H
#define MMVIZ_SAVE_H

#include <stddef.h>

struct session;

/* Writes beside the file and renames: a failure leaves an old file as it was. 0, or an
 * errno. *lines is how many lines of the run were written. */
int save_script(const struct session *session, const char *path, size_t *lines);

#endif
