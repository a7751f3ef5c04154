/* SPDX-License-Identifier: MIT
 *
 * beside.h - what came with mmviz: found from where the program itself lies, so that it may be
 * built in a folder, installed anywhere, and moved.
 */
#ifndef MMVIZ_BESIDE_H
#define MMVIZ_BESIDE_H

#include <stddef.h>

/* The path of the first folder that has the name, as seen from the program's own folder ("" is
 * that itself); NULL ends the folders. 1; 0: none has it, or its path is too long. */
int beside_find(char *path, size_t size, const char *const *folders, const char *name);

#endif
