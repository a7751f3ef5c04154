/* SPDX-License-Identifier: MIT
 *
 * folder.h - the folder of what is kept from run to run.
 *
 *   $XDG_STATE_HOME/mmviz/, or ~/.local/state/mmviz/
 *       history      the lines typed (typed.h)
 *       theme        the theme chosen last (preference.h)
 *       progress     what was answered in lessons (progress.h)
 *       done-...     the result of a finished lesson that was begun anew (learn_aside.c)
 *
 * Its folders are made for the user alone. Where there is no place for it nothing is kept,
 * and nothing is said.
 */
#ifndef MMVIZ_FOLDER_H
#define MMVIZ_FOLDER_H

enum { FOLDER_PATH = 1024 };

/* Into out, of FOLDER_PATH bytes: where that file lies; "" when there is no place for it.
 * Makes nothing. */
const char *folder_path(char *out, const char *name);

/* The folders above that path. */
void folder_make(const char *path);

#endif
