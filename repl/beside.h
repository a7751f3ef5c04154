/* SPDX-License-Identifier: MIT
 *
 * beside.h - what came with mmviz: found from where the program itself lies, so that it may be
 * built in a folder, installed anywhere, and moved.
 */
#ifndef MMVIZ_BESIDE_H
#define MMVIZ_BESIDE_H

#include <stddef.h>

/* Where it is installed to, with a slash at the end: as seen from the program's own folder, or a
 * path that begins with a slash. */
extern const char beside_libraries[]; /* "../lib/" */
extern const char beside_data[];      /* "../share/mmviz/" */

/* The path of the name in the program's own folder, else in that where it is installed to. 1; 0:
 * neither has it, or its path is too long. */
int beside_find(char *path, size_t size, const char *installed, const char *name);

/* The path of the folder where it is installed to, from the root, with a slash at its end. 0: it
 * is not known, or too long. */
int beside_folder(char *path, size_t size, const char *installed);

#endif
