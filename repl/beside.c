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

static void go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash)
		*slash = 0;
}

/* The program's own path is told without links, so .. is the folder above. */
int beside_folder(char *path, size_t size, const char *installed)
{
	char here[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
	int is_whole = *installed == '/';

	if (length < 0)
		return 0;
	here[length] = 0;
	go_up(here);
	for (; strncmp(installed, "../", strlen("../")) == 0; installed += strlen("../"))
		go_up(here);
	return (size_t)snprintf(path, size, "%s%s%s", is_whole ? "" : here, is_whole ? "" : "/",
	                        installed) < size;
}

static int is_there(char *path, size_t size, const char *installed, const char *name)
{
	char folder[PATH_MAX];

	return beside_folder(folder, sizeof folder, installed)
	       && (size_t)snprintf(path, size, "%s%s", folder, name) < size
	       && access(path, R_OK) == 0;
}

int beside_find(char *path, size_t size, const char *installed, const char *name)
{
	return is_there(path, size, "", name) || is_there(path, size, installed, name);
}
