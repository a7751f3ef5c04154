/* SPDX-License-Identifier: MIT
 *
 * input.c - a file read line by line, plain or packed, in bounded memory.
 *
 *   feed --read--> raw[] --unpack--> text[] --newline--> a line
 *
 * Invariant: text[start..end) is decoded and not yet given out, and never holds more
 * than one line too long before INPUT_WRONG is answered.
 */
#include "input.h"

#include "feed.h"
#include "memory.h"
#include "unpack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RAW = 1 << 16, TEXT = 1 << 17, QUOTED = 16 };

struct input {
	struct feed feed;
	struct unpack *unpack;
	int file_ended, text_ended; /* nothing more from the file; from the decoding */
	char reason[INPUT_REASON];
	const unsigned char *next;  /* of raw[], not yet decoded */
	size_t left;
	size_t line, offset; /* of text[start] */
	size_t start, end;
	unsigned char raw[RAW];
	char text[TEXT + 1]; /* one more for the 0 of a last line without a newline */
};

/* More behind the raw bytes that are left, which are at the start of raw[]. */
static void read_raw(struct input *in)
{
	size_t got = feed_read(&in->feed, in->raw + in->left, RAW - in->left, in->reason);

	in->next = in->raw;
	in->left += got;
	in->file_ended = got == 0;
	in->text_ended = in->reason[0] != 0;
}

/* A pipe may give the first bytes one by one. */
static struct input *with_coding(struct input *in, char *reason)
{
	while (in->left < UNPACK_FIRST && !in->file_ended)
		read_raw(in);
	if (!in->reason[0] || in->left)
		in->unpack = unpack_create(in->raw, in->left, in->reason);
	if (in->unpack)
		return in;
	snprintf(reason, INPUT_REASON, "%s", in->reason);
	input_close(in);
	return NULL;
}

struct input *input_open(const char *path, const volatile sig_atomic_t *stop, char *reason)
{
	struct feed feed;

	if (!feed_open(&feed, path, stop, reason))
		return NULL;
	struct input *in = memory_new(1, sizeof *in);

	in->feed = feed;
	in->line = 1;
	return with_coding(in, reason);
}

void input_close(struct input *in)
{
	if (!in)
		return;
	unpack_destroy(in->unpack);
	feed_close(&in->feed);
	free(in);
}

static void decode_some(struct input *in)
{
	size_t got;

	if (in->left == 0 && !in->file_ended)
		read_raw(in);
	if (in->reason[0])
		return;
	got = unpack_some(in->unpack, &in->next, &in->left, in->text + in->end, TEXT - in->end,
	                  in->reason);
	in->end += got;
	in->text_ended = in->reason[0] != 0;
	if (got || in->text_ended || !in->file_ended || in->left)
		return;
	if (!unpack_is_whole(in->unpack))
		snprintf(in->reason, INPUT_REASON,
		         "is cut off: its compressed text ends too early");
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
		snprintf(in->reason, INPUT_REASON, "has a line longer than 4,096 bytes");
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

int input_file(const struct input *in)
{
	return unpack_is_plain(in->unpack) && in->feed.size ? in->feed.fd : -1;
}

size_t input_bytes(struct input *in, void *out, size_t wanted)
{
	size_t have = 0;

	while (have < wanted) {
		size_t many = in->end - in->start;

		if (many == 0 && fill(in, 1) == 0)
			break;
		many = in->end - in->start;
		many = many < wanted - have ? many : wanted - have;
		memcpy((char *)out + have, in->text + in->start, many);
		in->start += many;
		in->offset += many;
		have += many;
	}
	return have;
}

const char *input_reason(const struct input *in)
{
	return in->reason;
}

size_t input_read(const struct input *in)
{
	return in->feed.read;
}

size_t input_size(const struct input *in)
{
	return in->feed.size;
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
