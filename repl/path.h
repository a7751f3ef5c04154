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

#endif
