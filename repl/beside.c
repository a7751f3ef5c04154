/* SPDX-License-Identifier: MIT
 *
 * beside.c - what came with mmviz.
 */
#include "beside.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What the Makefile says. */
const char beside_libraries[] = MMVIZ_LIBRARIES;
const char beside_data[] = MMVIZ_DATA;

static int is_there(char *path, size_t size, const char *here, const char *folder,
                    const char *name)
{
	int all = snprintf(path, size, "%s%s%s", *folder == '/' ? "" : here, folder, name);

	return all > 0 && (size_t)all < size && access(path, R_OK) == 0;
}

int beside_find(char *path, size_t size, const char *installed, const char *name)
{
	char here[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
	char *slash;

	if (length < 0)
		return 0;
	here[length] = 0;
	slash = strrchr(here, '/');
	if (!slash)
		return 0;
	slash[1] = 0;
	return is_there(path, size, here, "", name) || is_there(path, size, here, installed, name);
}
