/* SPDX-License-Identifier: MIT
 *
 * recorder_file.h - the file that is recorded into: opened, and stretches of it claimed.
 *
 *   | FILE head | claimed | claimed | claimed |
 *                                             ^ claimed, in the head: added to atomically
 *
 * Each stretch belongs to whoever added it, in whatever process. It has its room on the disk
 * before it is mapped, so that a full disk is an error here and no signal later. No descriptor
 * stays open: a program may close all of them, or count them.
 *
 * Nothing here allocates; errno is not preserved.
 */
#ifndef ALLOC_RECORDER_FILE_H
#define ALLOC_RECORDER_FILE_H

#include "my_trace.h"

/* Before all others: opens the file, or makes it where there is none. NULL, or what is wrong as
 * the end of a sentence. Again for another file: the one before stays as it is. locked: whoever
 * wants it has made the file, and holds a lock on it. */
const char *recorder_file_open(const char *path, int exact, int locked);

/* 1: it is locked by nobody any more, or has lost its name, and nobody waits for more. A few
 * system calls; none of a file that was not opened as locked. */
int recorder_file_is_left(void);
int recorder_file_is_locked(void);

/* The file's head, mapped; NULL before it was opened. */
struct my_trace_head *recorder_file_first(void);
const char *recorder_file_path(void);

/* The next stretch of the file, a multiple of MY_TRACE_PAGE long, all zero, mapped. NULL with
 * errno set: there is no room, or the file cannot be reached any more. */
void *recorder_file_claim(size_t length);

/* errno in words, which lie still. */
const char *recorder_file_trouble(void);

#endif
