/* SPDX-License-Identifier: MIT
 *
 * key.h - the bytes a terminal sends for a key, as that key.
 *
 * Only for the modes that have no line to edit (browse, a lesson's steps); at the prompt
 * the bytes belong to readline, all but what the mouse sends (keyboard_mouse). The sequences
 * are those of xterm and its many followers, in both of its modes, and of the Linux console.
 */
#ifndef MMVIZ_KEY_H
#define MMVIZ_KEY_H

#include <stddef.h>

/* A character that is typed is its own code; these follow all of them. */
enum key {
	KEY_IS_CTRL_D = 'D' & 0x1f,
	KEY_IS_NONE = 0x110000, /* nothing of meaning: an unknown sequence, a paste */
	KEY_IS_UP,
	KEY_IS_DOWN,
	KEY_IS_RIGHT,
	KEY_IS_LEFT,
	KEY_IS_HOME,
	KEY_IS_END,
	KEY_IS_PAGE_UP,
	KEY_IS_PAGE_DOWN,
	KEY_IS_F1,
	KEY_IS_F2,
	KEY_IS_ESCAPE,
	KEY_IS_BACK_TAB,
	KEY_IS_CLICK, /* of the mouse; key_mouse tells where */
	KEY_IS_WHEEL_UP,
	KEY_IS_WHEEL_DOWN,
	KEY_IS_PASTE /* a pasted text follows, up to key_paste_end */
};

enum { KEY_BYTES = 32 }; /* no sequence is longer */

extern const char key_paste_end[]; /* the sequence after a pasted text */

/* The key that the bytes begin with; returns how many of them it took, or 0 when they may
 * be the start of a longer sequence. With whole = 1 no more bytes come: never 0 then,
 * but for length 0. */
size_t key_read(const unsigned char *bytes, size_t length, int whole, int *key);

int key_is_of_mouse(int key);

/* Whether the bytes begin, or may begin, what the mouse sends. */
int key_is_mouse(const unsigned char *bytes, size_t length);

/* Of a whole sequence of the mouse: where, from the screen's left upper corner. */
struct mouse {
	int x, y;
};
struct mouse key_mouse(const unsigned char *bytes, size_t length);

/* The sequences of a key one after another, as readline wants them for a binding; NULL
 * after the last. */
const char *key_sequence(int key, size_t index);

#endif
