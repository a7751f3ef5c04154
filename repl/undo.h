/* SPDX-License-Identifier: MIT
 *
 * undo.h - keeps readline's undo lists apart from its history.
 *
 * readline 8.2 hands the undo list of an edited line to the history entry that is left, and
 * on some ways through search and undo two owners free it. Here every command that moves
 * in the history first forgets what could be undone: undo works within a line, and no
 * list ever has two owners.
 */
#ifndef MMVIZ_UNDO_H
#define MMVIZ_UNDO_H

/* After rl_initialize: in all keymaps, also those of ~/.inputrc. */
void undo_guard(void);

#endif
