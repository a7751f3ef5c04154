/* SPDX-License-Identifier: MIT
 *
 * undo.c - keeps readline's undo lists apart from its history.
 */
#include "undo.h"

#include <stdio.h>
#include <stddef.h>

#include <readline/readline.h>

/* Commands that leave the line for another one of the history. */
#define MOVES(X)                                                                        \
	X(rl_get_previous_history) X(rl_get_next_history) X(rl_beginning_of_history)    \
	X(rl_end_of_history) X(rl_fetch_history) X(rl_operate_and_get_next)             \
	X(rl_reverse_search_history) X(rl_forward_search_history)                       \
	X(rl_noninc_reverse_search) X(rl_noninc_forward_search)                         \
	X(rl_noninc_reverse_search_again) X(rl_noninc_forward_search_again)             \
	X(rl_history_search_backward) X(rl_history_search_forward)                      \
	X(rl_history_substr_search_backward) X(rl_history_substr_search_forward)        \
	X(rl_vi_search) X(rl_vi_search_again) X(rl_vi_fetch_history)

static void before_move(void);

#define GUARDED(move)                                 \
	static int guarded_##move(int count, int key) \
	{                                             \
		before_move();                        \
		return move(count, key);              \
	}
MOVES(GUARDED)

static const struct guard {
	rl_command_func_t *move, *guarded;
} guards[] = {
#define ROW(move) { move, guarded_##move },
	MOVES(ROW)
};

enum { GUARDS = sizeof guards / sizeof guards[0] };

/* Some commands look whether they were the last one, too. */
static void before_move(void)
{
	for (int i = 0; i < GUARDS; i++)
		if (rl_last_func == guards[i].guarded)
			rl_last_func = guards[i].move;
	rl_free_undo_list();
}

static void guard_entry(KEYMAP_ENTRY *entry)
{
	for (int i = 0; i < GUARDS; i++)
		if (entry->function == guards[i].move)
			entry->function = guards[i].guarded;
}

/* A keymap is a tree: the maps of prefixes hang in it, under the type of a function. */
static void guard_map(Keymap map)
{
	for (int key = 0; key < KEYMAP_SIZE; key++) {
		union {
			rl_command_func_t *function;
			Keymap map;
		} entry = { map[key].function };

		if (map[key].type == ISKMAP)
			guard_map(entry.map);
		else if (map[key].type == ISFUNC)
			guard_entry(&map[key]);
	}
}

void undo_guard(void)
{
	static const char *const maps[] = { "emacs", "vi-insert", "vi-move" };

	for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
		guard_map(rl_get_keymap_by_name(maps[i]));
}
