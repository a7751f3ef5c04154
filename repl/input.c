/* SPDX-License-Identifier: MIT
 *
 * input.c - a file read line by line, plain or gzip, in bounded memory.
 *
 *   file --read--> raw[] --copy or inflate--> text[] --newline--> a line
 *
 * Invariant: text[start..end) is decoded and not yet given out, and never holds more
 * than one line too long before INPUT_WRONG is answered. zlib's own gz functions are not
 * used: on damage they drop what was decoded before it.
 */
#include "input.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { RAW = 1 << 16, TEXT = 1 << 17, QUOTED = 16 };

enum coding { PLAIN, GZIP, BETWEEN_MEMBERS };

struct input {
	int fd;
	enum coding coding;
	z_stream zip;
	int file_ended, text_ended; /* nothing more from the file; from the decoding */
	char reason[INPUT_REASON];
	size_t raw_read, file_size;
	size_t line, offset; /* of text[start] */
	size_t start, end;
	unsigned char raw[RAW];
	char text[TEXT + 1]; /* one more for the 0 of a last line without a newline */
};

static const char *kind_problem(const struct stat *info, int fd)
{
	if (S_ISDIR(info->st_mode))
		return "is a folder, not a file";
	if (isatty(fd))
		return "is a terminal, not a file";
	return NULL;
}

/* Without waiting: a pipe that nobody writes to reads as empty. */
static int open_file(const char *path, struct stat *info, char *reason)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0 || fstat(fd, info) != 0) {
		const char *why = errno == ENOENT ? "does not exist" : strerror(errno);

		snprintf(reason, INPUT_REASON, errno == ENOENT ? "%s" : "cannot be read: %s", why);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	const char *problem = kind_problem(info, fd);

	if (problem) {
		snprintf(reason, INPUT_REASON, "%s", problem);
		close(fd);
		return -1;
	}
	fcntl(fd, F_SETFL, O_RDONLY);
	return fd;
}

static void wrong(struct input *in, const char *what, const char *detail)
{
	snprintf(in->reason, sizeof in->reason, "%s%s", what, detail);
	in->text_ended = 1;
}

/* Refills raw[], whose bytes are all used up. 0 at the end of the file. */
static int read_raw(struct input *in)
{
	ssize_t got;

	do
		got = read(in->fd, in->raw, RAW);
	while (got < 0 && errno == EINTR);
	in->zip.next_in = in->raw;
	in->zip.avail_in = got > 0 ? (uInt)got : 0;
	in->raw_read += in->zip.avail_in;
	if (got < 0)
		wrong(in, "cannot be read on: ", strerror(errno));
	in->file_ended = got <= 0;
	return got > 0;
}

static struct input *with_coding(struct input *in, char *reason)
{
	if (!read_raw(in) && in->reason[0]) {
		snprintf(reason, INPUT_REASON, "%s", in->reason);
		input_close(in);
		return NULL;
	}
	if (in->zip.avail_in < 2 || in->raw[0] != 0x1f || in->raw[1] != 0x8b)
		return in;
	if (inflateInit2(&in->zip, 15 + 16) != Z_OK) {
		snprintf(reason, INPUT_REASON, "cannot be decompressed: no memory");
		input_close(in);
		return NULL;
	}
	in->coding = GZIP;
	return in;
}

struct input *input_open(const char *path, char *reason)
{
	struct stat info;
	int fd = open_file(path, &info, reason);

	if (fd < 0)
		return NULL;
	struct input *in = memory_new(1, sizeof *in);

	in->fd = fd;
	in->line = 1;
	in->file_size = S_ISREG(info.st_mode) ? (size_t)info.st_size : 0;
	return with_coding(in, reason);
}

void input_close(struct input *in)
{
	if (!in)
		return;
	if (in->coding != PLAIN)
		inflateEnd(&in->zip);
	close(in->fd);
	free(in);
}

static void copy_plain(struct input *in)
{
	size_t room = TEXT - in->end, many = in->zip.avail_in;

	many = many < room ? many : room;
	memcpy(in->text + in->end, in->zip.next_in, many);
	in->zip.next_in += many;
	in->zip.avail_in -= (uInt)many;
	in->end += many;
}

/* A gzip file is one or more compressed members, maybe with zeros behind them. */
static void next_member(struct input *in)
{
	while (in->zip.avail_in && *in->zip.next_in == 0) {
		in->zip.next_in++;
		in->zip.avail_in--;
	}
	if (in->zip.avail_in == 0)
		return;
	if (*in->zip.next_in != 0x1f || inflateReset(&in->zip) != Z_OK)
		wrong(in, "has bytes that are no gzip after its compressed text", "");
	in->coding = GZIP;
}

static void inflate_some(struct input *in)
{
	in->zip.next_out = (unsigned char *)in->text + in->end;
	in->zip.avail_out = (uInt)(TEXT - in->end);

	int status = inflate(&in->zip, Z_NO_FLUSH);

	in->end = TEXT - in->zip.avail_out;
	if (status == Z_STREAM_END)
		in->coding = BETWEEN_MEMBERS;
	else if (status != Z_OK && status != Z_BUF_ERROR)
		wrong(in, "is damaged: its compressed text breaks off with ",
		      in->zip.msg ? in->zip.msg : "an error");
}

static void decode_some(struct input *in)
{
	static void (*const decoders[])(struct input *) = {
		[PLAIN] = copy_plain, [GZIP] = inflate_some, [BETWEEN_MEMBERS] = next_member,
	};

	if (in->zip.avail_in == 0 && !in->file_ended && !read_raw(in) && in->reason[0])
		return;
	size_t before = in->end;

	decoders[in->coding](in);
	if (in->end > before || !in->file_ended || in->zip.avail_in)
		return;
	if (in->coding == GZIP)
		wrong(in, "is cut off: its compressed text ends too early", "");
	in->text_ended = 1;
}

/* Decodes until wanted bytes are there, or no more come. */
static size_t fill(struct input *in, size_t wanted)
{
	if (in->start) {
		memmove(in->text, in->text + in->start, in->end - in->start);
		in->end -= in->start;
		in->start = 0;
	}
	while (in->end < wanted && !in->text_ended)
		decode_some(in);
	return in->end;
}

const char *input_peek(struct input *in, size_t *length)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t many = fill(in, INPUT_LINE_MAX), skip = sizeof mark - 1;

	if (in->offset == 0 && many >= skip && memcmp(in->text, mark, skip) == 0) {
		in->start = in->offset = skip;
		many -= skip;
	}
	*length = many < INPUT_LINE_MAX ? many : INPUT_LINE_MAX;
	return in->text + in->start;
}

/* The newline that ends the line at start, or NULL when none comes within the bound. */
static char *find_newline(struct input *in)
{
	char *found = memchr(in->text + in->start, '\n', in->end - in->start);

	if (!found && in->end - in->start <= INPUT_LINE_MAX) {
		fill(in, INPUT_LINE_MAX + 1);
		found = memchr(in->text, '\n', in->end);
	}
	return found;
}

static enum input_status end_of_lines(struct input *in, struct input_line *line)
{
	line->text = "";
	line->length = 0;
	return in->reason[0] ? INPUT_WRONG : INPUT_END;
}

enum input_status input_line(struct input *in, struct input_line *line)
{
	char *newline = find_newline(in);
	size_t length = newline ? (size_t)(newline - in->text) - in->start : in->end - in->start;

	line->number = in->line;
	line->offset = in->offset;
	line->unended = !newline;
	if (length > INPUT_LINE_MAX && !in->reason[0])
		wrong(in, "has a line longer than 4,096 bytes", "");
	if (length > INPUT_LINE_MAX || (!newline && (length == 0 || in->reason[0])))
		return end_of_lines(in, line);

	char *text = in->text + in->start;

	in->start += length + (newline != NULL);
	in->offset += length + (newline != NULL);
	in->line++;
	if (length && text[length - 1] == '\r')
		length--;
	text[length] = 0;
	line->text = text;
	line->length = length;
	return INPUT_LINE;
}

const char *input_reason(const struct input *in)
{
	return in->reason;
}

size_t input_read(const struct input *in)
{
	return in->raw_read;
}

size_t input_size(const struct input *in)
{
	return in->file_size;
}

const char *input_quote(char *out, const char *text, size_t length)
{
	size_t many = length < QUOTED ? length : QUOTED, at = 0;

	out[at++] = '"';
	for (size_t i = 0; i < many; i++) {
		unsigned char byte = (unsigned char)text[i];
		int plain = byte >= ' ' && byte < 0x7f && byte != '"';

		at += (size_t)snprintf(out + at, INPUT_QUOTE - at, plain ? "%c" : "\\x%02x", byte);
	}
	snprintf(out + at, INPUT_QUOTE - at, "\"%s", many < length ? "..." : "");
	return out;
}
