/* SPDX-License-Identifier: MIT */
#include "core.h"

#include "os.h"

#define CORE_LEAST ((size_t)1 << 26) /* bytes: few calls, and soon walked through */

int core_begin(struct space *space)
{
	if (space->lazy)
		os_dump(space->reserved, space->reserved_size, 0);
	else if (space->books_size)
		os_dump(space->books, space->books_size, 0);
	return 1;
}

int core_reach(struct space *space, size_t bytes)
{
	size_t reach = space->in_core ? space->in_core : CORE_LEAST;

	if (bytes <= space->in_core)
		return 1;
	while (reach < bytes)
		reach *= 2;
	if (reach > space->size)
		reach = space->size;
	os_dump(space->start + space->in_core, reach - space->in_core, 1);
	space->in_core = reach;
	return 1;
}
