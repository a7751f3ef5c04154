/* SPDX-License-Identifier: MIT
 *
 * feed.h - the bytes of a file, a pipe or standard input, without ever hanging for good.
 *
 *   a file      read at once                  a terminal, a folder   refused
 *   a pipe      waited for, until *stop       a named pipe           the same, when somebody
 *   "-"         standard input                                       writes within FEED_WAIT
 *
 * Every failure is a reason: words that follow the file's name, without a full stop.
 */
#ifndef MMVIZ_FEED_H
#define MMVIZ_FEED_H

#include <signal.h>
#include <stddef.h>

enum {
	FEED_REASON = 160, /* bytes enough for every reason */
	FEED_WAIT = 1000   /* milliseconds for a first writer to come */
};

struct feed {
	int fd;
	int pipe; /* named: it may have had no writer yet */
	const volatile sig_atomic_t *stop; /* not 0: give up waiting; may be NULL */
	size_t size; /* of a file; 0: not known */
	size_t read;
};

/* 1, or 0 with the reason. */
int feed_open(struct feed *feed, const char *path, const volatile sig_atomic_t *stop,
              char *reason);
void feed_close(struct feed *feed);

/* At least one byte. 0: at the end, or with a reason. */
size_t feed_read(struct feed *feed, void *out, size_t room, char *reason);

#endif
