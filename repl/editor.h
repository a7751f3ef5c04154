/* SPDX-License-Identifier: MIT
 *
 * editor.h - GNU readline as a part of this program: it edits, others read and draw.
 *
 *   terminal -> queue -> hooks.read -> readline -> hooks.draw
 *                                         |------> editor_line, editor_key
 *
 * Rules of use
 * - readline never reads, writes or configures the terminal itself and catches no signals.
 * - Call editor_byte when a byte can be read. Afterwards editor_line and editor_key tell
 *   whether a line was finished or a key was typed that is not readline's.
 * - There is one readline in a process, so there is one editor.
 */
#ifndef MMVIZ_EDITOR_H
#define MMVIZ_EDITOR_H

#include <stddef.h>

enum editor_key {
	EDITOR_NO_KEY,
	EDITOR_BROWSE, /* F2, or Tab on an empty line */
	EDITOR_PAGE_UP,
	EDITOR_PAGE_DOWN,
	EDITOR_ESCAPE, /* alone, on an empty line */
	EDITOR_SPACE,  /* on an empty line, where it now stands */
	EDITOR_ENOUGH  /* Ctrl-D on an empty line */
};

struct editor_hooks {
	int (*read)(void *user);  /* a byte, waiting for it; -1: the program ends */
	int (*ready)(void *user); /* is there a byte without waiting? */
	void (*draw)(void *user, const char *prompt, const char *line, size_t point);
	/* A line was finished: before readline begins the next one and looks where in its
	 * history that is. */
	void (*finished)(void *user, const char *line);
	/* The words that may stand in the line from byte `start` on, where there are those up
	 * to `end` already: an array that ends with NULL, freed with its words by the editor.
	 * NULL: none. */
	char **(*complete)(void *user, const char *line, size_t start, size_t end);
	/* Several words are possible; count of them. */
	void (*matches)(void *user, char *const *matches, size_t count);
	void *user;
};

void editor_start(const struct editor_hooks *hooks, const char *prompt);
void editor_end(void);

/* Takes one byte (through hooks.read) and does what it says. */
void editor_byte(void);

/* The byte that comes is an escape, and nothing came after it: no part of a key. It ends a
 * search or a half-typed key, else clears the line, which Ctrl-Y gives back. */
void editor_escape(void);

/* Draws again. */
void editor_redraw(void);

/* What stands before the lines from now on; the text must live until the next call. The line is
 * thrown away. */
void editor_prompt(const char *prompt);

/* In the middle of a pasted text. */
int editor_is_pasting(void);

/* Ctrl-C: the line, a search and a half-typed key are thrown away. */
void editor_clear(void);

/* The finished line, to be freed; NULL when there is none. */
char *editor_line(void);

/* The key typed; EDITOR_NO_KEY after it was taken. */
enum editor_key editor_key(void);

#endif
