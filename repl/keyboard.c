/* SPDX-License-Identifier: MIT
 *
 * keyboard.c - what is typed on the terminal: bytes for readline, keys for the other modes.
 */
#include "keyboard.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { ESCAPE_MS = 40 }; /* the rest of a sequence comes sooner, a person's next key later */

static void take_in(struct keyboard *keyboard)
{
	unsigned char bytes[QUEUE_BYTES];
	ssize_t got = read(keyboard->fd, bytes, queue_room(&keyboard->queue));

	if (got > 0)
		queue_put(&keyboard->queue, bytes, (size_t)got);
	else if (got == 0 || (errno != EINTR && errno != EAGAIN))
		keyboard->ended = 1;
}

int keyboard_wait(struct keyboard *keyboard, int milliseconds)
{
	struct pollfd fds[] = { { .fd = keyboard->fd, .events = POLLIN },
		                { .fd = keyboard->wake_fd, .events = POLLIN } };

	if (keyboard->ended || queue_room(&keyboard->queue) == 0)
		return keyboard->queue.count > 0;
	/* Signals first: what is read after Ctrl-C was typed after it. */
	if (poll(fds, 2, milliseconds) > 0 && fds[0].revents && !fds[1].revents)
		take_in(keyboard);
	return keyboard->queue.count > 0;
}

int keyboard_escape(struct keyboard *keyboard)
{
	unsigned char bytes[2];

	if (queue_peek(&keyboard->queue, bytes, 2) != 1 || bytes[0] != '\033')
		return 0;
	keyboard_wait(keyboard, ESCAPE_MS);
	return keyboard->queue.count == 1;
}

/* A sequence that has begun is waited for: readline must not see half of it. */
int keyboard_mouse_next(struct keyboard *keyboard)
{
	unsigned char bytes[3];
	size_t length = queue_peek(&keyboard->queue, bytes, sizeof bytes);

	if (length == 2 && bytes[0] == '\033' && bytes[1] == '[') {
		keyboard_wait(keyboard, ESCAPE_MS);
		length = queue_peek(&keyboard->queue, bytes, sizeof bytes);
	}
	return key_is_mouse(bytes, length);
}

int keyboard_mouse(struct keyboard *keyboard)
{
	return keyboard_mouse_next(keyboard) ? keyboard_key(keyboard) : 0;
}

int keyboard_ready(struct keyboard *keyboard)
{
	return keyboard->queue.count > 0 || keyboard_wait(keyboard, 0);
}

/* Drops bytes up to the end of the pasted text. 0 while more of it is to come. */
static int skip_paste(struct keyboard *keyboard)
{
	for (int byte; (byte = queue_pop(&keyboard->queue)) >= 0;) {
		int seen = keyboard->pasting - 1;

		seen = byte == (unsigned char)key_paste_end[seen] ? seen + 1 : byte == '\033';
		keyboard->pasting = seen + 1;
		if (!key_paste_end[seen]) {
			keyboard->pasting = 0;
			return 1;
		}
	}
	return 0;
}

int keyboard_key(struct keyboard *keyboard)
{
	unsigned char bytes[KEY_BYTES];
	int key;

	if (keyboard->pasting && !skip_paste(keyboard))
		return KEY_IS_NONE;
	size_t length = queue_peek(&keyboard->queue, bytes, sizeof bytes);
	size_t taken = key_read(bytes, length, 0, &key);

	if (taken == 0 && length) {
		keyboard_wait(keyboard, ESCAPE_MS);
		length = queue_peek(&keyboard->queue, bytes, sizeof bytes);
		taken = key_read(bytes, length, 1, &key);
	}
	if (key_is_mouse(bytes, taken))
		keyboard->mouse = key_mouse(bytes, taken);
	queue_drop(&keyboard->queue, taken);
	if (key == KEY_IS_PASTE) {
		keyboard->pasting = 1;
		key = KEY_IS_NONE;
	}
	return key;
}
