/* SPDX-License-Identifier: MIT
 *
 * path.h - a path as text.
 */
#ifndef MMVIZ_PATH_H
#define MMVIZ_PATH_H

#include <string.h>

/* Behind its last slash: a program's or a file's name without its folders. */
static inline const char *path_last(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* A file that is open already, as of <(command): its number says nothing to anybody. */
static inline int path_is_descriptor(const char *path)
{
	static const char folder[] = "/dev/fd/";

	return strncmp(path, folder, sizeof folder - 1) == 0;
}

#endif
