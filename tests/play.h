/* SPDX-License-Identifier: MIT
 *
 * play.h - a session for tests: lines in, text out, no terminal.
 *
 *   struct play play;
 *   play_start(&play);
 *   play_lines(&play, "m 100\nf p1\n");
 *   play.out, play.err      what was written
 *   play_end(&play);
 */
#ifndef TESTS_PLAY_H
#define TESTS_PLAY_H

#include "names.h"
#include "plain.h"
#include "session.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

struct play {
	struct session *session;
	FILE *out_stream, *err_stream;
	char *out, *err;
	size_t out_size, err_size;
	int status; /* of the last play_lines */
};

static inline void play_start(struct play *play)
{
	memset(play, 0, sizeof *play);
	play->out_stream = open_memstream(&play->out, &play->out_size);
	play->err_stream = open_memstream(&play->err, &play->err_size);
	play->session = session_create(play->out_stream, play->err_stream);
}

static inline void play_bytes(struct play *play, const char *text, size_t length)
{
	FILE *stream = fmemopen((void *)(uintptr_t)text, length, "r");

	play->session->failures = 0;
	play->status = plain_stream(play->session, stream, "test");
	fclose(stream);
	fflush(play->out_stream);
	fflush(play->err_stream);
}

static inline void play_lines(struct play *play, const char *text)
{
	play_bytes(play, text, strlen(text));
}

static inline void play_end(struct play *play)
{
	session_destroy(play->session);
	fclose(play->out_stream);
	fclose(play->err_stream);
	free(play->out);
	free(play->err);
}

/* All of it in one go; the output is the caller's. */
static inline char *play_once(const char *text)
{
	struct play play;
	char *out;

	play_start(&play);
	play_lines(&play, text);
	out = strdup(play.out);
	play_end(&play);
	return out;
}

/* The text is in it; else it is shown. */
static inline int play_has(const char *whole, const char *part)
{
	if (strstr(whole, part))
		return 1;
	printf("\nmissing: %s\nin: %s\n", part, whole);
	return 0;
}

/* Where the heap's usual addresses are taken, it lies elsewhere. 0: the test is skipped. */
static inline int play_at_base(void)
{
	struct play play;
	int is;

	play_start(&play);
	play_lines(&play, "m 16\n");
	is = (uintptr_t)names_get(play.session->names, 0).pointer
	     == my_heap_options_of(play.session->heap)->base;
	play_end(&play);
	if (!is)
		test_skip("the heap's usual addresses are taken");
	return is;
}

/* AddressSanitizer has those addresses itself, and maps much in between: a heap that is made again
 * may lie at other ones than before. 0: the test is skipped. */
static inline int play_stays(void)
{
	return !TEST_SANITIZED || play_at_base();
}

#endif
