/* SPDX-License-Identifier: MIT
 *
 * mapping.h - a line of /proc/PID/maps.
 *
 *   00400000-0040b000 r-xp 00001000 08:02 173521      /usr/bin/program
 */
#ifndef MMVIZ_MAPPING_H
#define MMVIZ_MAPPING_H

#include <stdint.h>

struct mapping {
	uint64_t start, end, offset; /* offset: of the first byte in the file */
	char rights[5];              /* "r-xp"; the last one: p, or s for a shared one */
	unsigned major, minor;       /* of the file's device */
	uint64_t inode;
	const char *path;            /* in the line, up to its end; "" for memory of no file */
};

/* 1, or 0: it is no such line. */
int mapping_read(const char *line, struct mapping *out);

#endif
