/* SPDX-License-Identifier: MIT
 *
 * input.h - a file read line by line, plain or packed (gzip, zstd), in bounded memory.
 *
 *   struct input *in = input_open(path, stop, reason);
 *   while (input_line(in, &line) == INPUT_LINE) ...
 *
 * Rules of use
 * - Every failure is a reason: words that follow the file's name, without a full stop.
 * - A line's text belongs to the input and lives until the next call. It ends with a 0;
 *   its newline and the carriage return before that are taken off. It may hold further 0s.
 * - Lines and offsets count the text, after decompression: the first line is 1, the
 *   first byte 0.
 * - What follows the last newline before damage (a cut packed file) is no line: it is dropped.
 */
#ifndef MMVIZ_INPUT_H
#define MMVIZ_INPUT_H

#include <signal.h>
#include <stddef.h>

enum {
	INPUT_LINE_MAX = 4096, /* bytes of a line that is still read */
	INPUT_REASON = 160,    /* bytes enough for every reason */
	INPUT_QUOTE = 80       /* bytes enough for every quotation */
};

enum input_status { INPUT_END, INPUT_LINE, INPUT_WRONG };

struct input;

struct input_line {
	const char *text;
	size_t length;
	size_t number; /* 1, 2, ... */
	size_t offset; /* of its first byte */
	int unended;   /* the file ends without a newline after it */
};

/* "-" is standard input. A pipe is waited for until *stop is not 0; stop may be NULL. NULL with
 * the reason (at least INPUT_REASON bytes) for what is missing, a folder, a terminal, a pipe
 * without a writer, or unreadable. An empty file opens. */
struct input *input_open(const char *path, const volatile sig_atomic_t *stop, char *reason);

/* NULL is allowed. */
void input_close(struct input *in);

/* The first bytes of the file, at most INPUT_LINE_MAX; only before the first line is read. A
 * byte order mark is left out, and not read as a part of the first line either.
 * Fewer than *length asks for more only at the end of the file or before damage. */
const char *input_peek(struct input *in, size_t *length);

/* The file itself, for those who read it by pread; -1: it is packed, or no regular file. */
int input_file(const struct input *in);

/* The next bytes, decoded, whatever they are; fewer than wanted only at the end or before
 * damage. */
size_t input_bytes(struct input *in, void *out, size_t wanted);

/* After INPUT_WRONG and INPUT_END the same answer is given for ever, and *line tells
 * where: number and offset of what would have come next. */
enum input_status input_line(struct input *in, struct input_line *line);

/* Why INPUT_WRONG; "" before. */
const char *input_reason(const struct input *in);

/* Bytes of the file read so far and its size (0 where that is not known), for progress. */
size_t input_read(const struct input *in);
size_t input_size(const struct input *in);

/* Bytes as they may stand in a message: in double quotes, shortened, control bytes and
 * what is not ASCII as \xNN. Returns out, of INPUT_QUOTE bytes. */
const char *input_quote(char *out, const char *text, size_t length);

#endif
