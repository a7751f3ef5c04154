/* SPDX-License-Identifier: MIT
 *
 * writers.h - the processes that a recording names: does one of them still write to it?
 *
 * A process writes as long as it has the file mapped. The file system knows whether anybody has;
 * where it cannot say, the maps of the processes that the recording names are looked at.
 */
#ifndef MMVIZ_WRITERS_H
#define MMVIZ_WRITERS_H

#include <stddef.h>
#include <sys/types.h>

struct writers {
	pid_t *pids;
	size_t count, space;
	size_t sorted; /* so many are in order, each once */
};

void writers_add(struct writers *writers, pid_t pid);

/* How many different ones. */
size_t writers_count(struct writers *writers);

/* file: the recording, open for reading only. */
int writers_remain(struct writers *writers, int file);

void writers_free(struct writers *writers);

#endif
