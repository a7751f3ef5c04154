/* SPDX-License-Identifier: MIT
 *
 * beside.c - what came with mmviz.
 */
#include "beside.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int beside_find(char *path, size_t size, const char *const *folders, const char *name)
{
	char here[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
	char *slash;

	if (length < 0)
		return 0;
	here[length] = 0;
	slash = strrchr(here, '/');
	for (; slash && *folders; folders++) {
		slash[1] = 0;
		int all = snprintf(path, size, "%s%s%s", here, *folders, name);

		if (all > 0 && (size_t)all < size && access(path, R_OK) == 0)
			return 1;
	}
	return 0;
}
