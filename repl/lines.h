/* SPDX-License-Identifier: MIT
 *
 * lines.h - a growing list of lines of text, reused from command to command.
 *
 * Every line is kept as UTF-8 without control characters, whatever was added: invalid
 * bytes become U+FFFD, control characters a question mark. At most LINES_MOST lines
 * are kept; further ones are only counted, and lines_close says how many.
 */
#ifndef MMVIZ_LINES_H
#define MMVIZ_LINES_H

#include <stddef.h>

enum {
	LINES_MOST = 100000,
	LINES_PARAGRAPH = 4000 /* bytes that lines of prose become */
};

struct lines {
	char **line; /* count of them; the slots up to space are reused */
	size_t count, space;
	size_t dropped;
};

void lines_clear(struct lines *lines); /* keeps the slots */
void lines_free(struct lines *lines);
void lines_add(struct lines *lines, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* All of another list; a text's lines, each behind head. */
void lines_add_all(struct lines *lines, const struct lines *from);
void lines_add_text(struct lines *lines, const char *head, const char *text);

/* A line of prose: those of a paragraph at the margin become one, and blank lines one; none comes
 * first. */
void lines_add_prose(struct lines *lines, const char *text);

/* All in one text, the caller's. */
char *lines_joined(const struct lines *lines, const char *between);

/* Adds "... N more" when lines were dropped. */
void lines_close(struct lines *lines);

/* Copies clean text; where it does not fit it ends with an ellipsis, no character cut. */
void lines_clip(char *out, size_t size, const char *clean);

/* The text with invalid UTF-8 and control characters replaced; the caller frees it. */
char *lines_clean(const char *text, size_t length);

#endif
