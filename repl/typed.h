/* SPDX-License-Identifier: MIT
 *
 * typed.h - the lines typed, kept from run to run.
 *
 * In the folder of folder.h. At most TYPED_LINES lines are kept. Each is written when it is
 * typed, so that no crash loses it. Where the file cannot be read or written the lines are
 * kept for this run only, and nothing is said.
 */
#ifndef MMVIZ_TYPED_H
#define MMVIZ_TYPED_H

#include "folder.h"

enum { TYPED_LINES = 1000, TYPED_PATH = FOLDER_PATH };

/* Into out, of TYPED_PATH bytes; "" when there is no place for it. Makes nothing. */
const char *typed_path(char *out);

/* Reads the file into readline's history. */
void typed_open(void);

/* A line, or several pasted ones; not what is blank or the same as the one before. In any
 * case the next look back begins at the newest. */
void typed_add(const char *text);

/* Shortens the file. */
void typed_close(void);

#endif
