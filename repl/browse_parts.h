/* SPDX-License-Identifier: MIT
 *
 * browse_parts.h - looking around, by file.
 *
 *   browse.c         the whole: panes, zoom, full size
 *   browse_choice.c  the choice, in words, and at another step
 *   browse_moves.c   the keys of the map, the list and the text
 *   browse_cells.c   the keys of the table and the bytes: an empty bucket can be looked at,
 *                    and each byte
 *   browse_search.c  / n N
 *   browse_mouse.c   clicks and the wheel
 *   browse_keys.c    which keys there are, for people
 */
#ifndef MMVIZ_BROWSE_PARTS_H
#define MMVIZ_BROWSE_PARTS_H

#include "browse.h"
#include "my_heap.h"

/* ----------------------------------------------------------------------- the choice */

/* The chunk chosen now; when it is no more, the first of all. 0: there is none. */
int browse_chosen(const struct browse *browse, my_heap_chunk *chunk);

/* By the user. */
void browse_choose(struct browse *browse, const my_heap_chunk *chunk);
void browse_choose_byte(struct browse *browse, const my_heap_chunk *chunk, size_t byte);
void browse_choose_bucket(struct browse *browse, size_t bucket);

/* The first choice: what was touched last, which is followed through time. */
void browse_choose_first(struct browse *browse, const my_heap_chunk *chunk);

/* At another step: the chunk of the chosen name; or what was touched there. */
void browse_follow(struct browse *browse, int arrived);

/* What is said about the choice. */
void browse_describe(struct browse *browse, const my_heap_chunk *chunk);
void browse_say(struct browse *browse, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* ------------------------------------------------------------------------- the keys */

/* Each pane's own: 1 if it has a use for the key. */
int browse_map_key(struct browse *browse, int key);
int browse_list_key(struct browse *browse, int key);
int browse_text_key(struct browse *browse, int key);
int browse_table_key(struct browse *browse, int key);
int browse_bytes_key(struct browse *browse, int key);

/* The key for that pane, whoever has the keys. */
void browse_pane_key(struct browse *browse, enum view_pane pane, int key);

/* To the chunk before or after it, of another section too; 0 when it is the last. */
int browse_step(const struct browse *browse, my_heap_chunk *chunk, int forward);

/* To the step that keys aimed at. */
void browse_arrive(struct browse *browse);

/* This pane has the keys from now on; nothing happens when it is one that has none. */
void browse_turn_to(struct browse *browse, enum view_pane pane);

/* ------------------------------------------------------------------------- searching */

void browse_search_begin(struct browse *browse);
void browse_search_key(struct browse *browse, int key);
void browse_search_again(struct browse *browse, int forward);

/* ------------------------------------------------------------------------ for people */

/* What stands on the prompt's row (NULL: of a pane that is not told of), and all keys. */
const char *browse_hint(enum view_pane pane);
void browse_list_keys(enum view_pane pane, struct lines *out);

#endif
