/* SPDX-License-Identifier: MIT
 *
 * keyboard.h - what is typed on the terminal: bytes for readline, keys for the other modes.
 */
#ifndef MMVIZ_KEYBOARD_H
#define MMVIZ_KEYBOARD_H

#include "key.h"
#include "queue.h"

struct keyboard {
	int fd;      /* the terminal */
	int wake_fd; /* ends a waiting when it can be read: signals_fd() */
	int ended;   /* the terminal is gone */
	struct mouse mouse; /* where it was at the last key that is one of its */
	int pasting; /* a pasted text is being skipped: bytes of its end seen so far, + 1 */
	struct queue queue;
};

/* Takes in what was typed, waiting for it so many milliseconds (-1: without end). 1 when
 * there are bytes, 0 when there are none yet or a signal came. */
int keyboard_wait(struct keyboard *keyboard, int milliseconds);

/* Is the byte that comes next an escape, with nothing after it within a short wait? */
int keyboard_escape(struct keyboard *keyboard);

/* Does something that the mouse sent come next? */
int keyboard_mouse_next(struct keyboard *keyboard);

/* Takes it out: its key, KEY_IS_NONE for what means nothing. 0: something else comes next. */
int keyboard_mouse(struct keyboard *keyboard);

/* Is there a byte without waiting? */
int keyboard_ready(struct keyboard *keyboard);

/* The next key (key.h) of the bytes that are there, KEY_IS_NONE when they are none. An
 * escape alone is told from a sequence by a short wait. Pasted text is skipped: in a mode
 * without a line it would be taken for commands. */
int keyboard_key(struct keyboard *keyboard);

#endif
