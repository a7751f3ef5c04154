/* SPDX-License-Identifier: MIT
 *
 * mapping.c - a line of /proc/PID/maps.
 */
#include "mapping.h"

#include <inttypes.h>
#include <stdio.h>

int mapping_read(const char *line, struct mapping *out)
{
	int path = 0;

	*out = (struct mapping){ .path = "" };
	if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %x:%x %" SCNu64 " %n",
	           &out->start, &out->end, out->rights, &out->offset, &out->major, &out->minor,
	           &out->inode, &path) < 7
	    || out->end <= out->start)
		return 0;
	out->path = line + path;
	return 1;
}
