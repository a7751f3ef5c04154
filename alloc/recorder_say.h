/* SPDX-License-Identifier: MIT
 *
 * recorder_say.h - a sentence about the recording, on the program's standard error.
 *
 * No signal comes of it that the program would not expect. Nothing allocates; errno is not
 * preserved.
 */
#ifndef ALLOC_RECORDER_SAY_H
#define ALLOC_RECORDER_SAY_H

/* "my_malloc: what FILE: why then" */
void recorder_say(const char *what, const char *why, const char *then);

#endif
