/* SPDX-License-Identifier: MIT
 *
 * seal.h - a recording whose programs have ended, made whole.
 *
 *   OPEN    -> DONE, with its count and its sum: what its writer had written when it was killed
 *   no head -> SPOILT: claimed by one that was killed in that moment
 *   the end -> where the last block ends
 *
 * Rules of use
 * - While some process still writes to the file nothing is changed; it is only counted.
 * - It can be done again at any time. A recording that was never sealed is whole enough.
 * - Whatever the bytes are, nothing outside of the file is read, and damage is left as it is.
 */
#ifndef MMVIZ_SEAL_H
#define MMVIZ_SEAL_H

#include <stddef.h>
#include <stdint.h>

struct seal {
	size_t operations; /* of all processes; times that were noted are none */
	size_t processes;
	size_t python;     /* programs among them that are a Python */
	uint64_t bytes;    /* of the file */
	uint64_t damage;   /* the offset from which on it makes no sense; 0: there is none */
	int stopped;       /* there was no room on the disk for all of it */
	int written;       /* a process writes on: nothing was changed */
	int failed;        /* an errno: what was to be changed could not be */
};

/* 0, or an errno. */
int seal_file(const char *path, struct seal *seal);

#endif
