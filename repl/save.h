/* SPDX-License-Identifier: MIT
 *
 * save.h - the run so far as a script that leads to the same heap again.
 */
#ifndef MMVIZ_SAVE_H
#define MMVIZ_SAVE_H

#include <stddef.h>

struct session;

/* A file is written beside its place and renamed: a failure leaves the old one as it was. A
 * link stays a link, its target is replaced; a device or pipe is written to and stays what
 * it is. 0, or an errno. *lines is how many lines of the run were written. */
int save_script(const struct session *session, const char *path, size_t *lines);

#endif
