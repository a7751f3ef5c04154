/* SPDX-License-Identifier: MIT
 *
 * launch_file.h - the file of a recording, before anything is in it.
 */
#ifndef MMVIZ_LAUNCH_FILE_H
#define MMVIZ_LAUNCH_FILE_H

#include "launch.h"

enum { LAUNCH_FAILED = 1 };

/* A sentence on standard error, and that nothing was run: LAUNCH_FAILED. */
int launch_nothing(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Its name and path, when the program is that process. 0, or an exit status that was told. */
int launch_file_name(struct launch *launch, pid_t pid);

/* The file with its FILE block. 0, or an exit status that was told. */
int launch_file_make(const struct launch *launch);

/* Does it begin as a recording does? */
int launch_file_is_recording(const char *path);

#endif
