/* SPDX-License-Identifier: MIT
 *
 * trace_run.c - any bytes as the file of a recorded program.
 */
#define _GNU_SOURCE /* memfd_create */
#include "trace_run.h"

#include "load.h"
#include "session.h"
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#if __has_include(<zlib.h>)
#include <zlib.h>
#endif
#if __has_include(<zstd.h>)
#include <zstd.h>
#endif

enum {
	PACKED = 1, /* bits of the first byte; both: by zstd */
	CUT = 2,
	LOADED = 4,
	SPREAD = 8, /* only where neither of the first two is */
	MOST_BYTES = 1 << 16,
	UNIT = 16,
	PAGE = 4096,
	LIMIT = 1 << 20, /* bytes of the heap that it is played on */
	GZIP = 16 + 15
};

/* A file that has no name on the disk; its path is only good for this process. */
struct file {
	int fd;
	char path[40];
};

static void write_all(int fd, const void *bytes, size_t length)
{
	if (write(fd, bytes, length) != (ssize_t)length)
		abort();
}

#if __has_include(<zlib.h>)
static void write_packed(int fd, const uint8_t *bytes, size_t length, size_t cut)
{
	static uint8_t packed[2 * MOST_BYTES];
	z_stream stream = { .next_out = packed, .avail_out = sizeof packed };
	size_t size;

	stream.next_in = (uint8_t *)(uintptr_t)bytes;
	stream.avail_in = (uInt)length;
	if (deflateInit2(&stream, 1, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK
	    || deflate(&stream, Z_FINISH) != Z_STREAM_END)
		abort();
	deflateEnd(&stream);
	size = sizeof packed - stream.avail_out;
	write_all(fd, packed, size > cut ? size - cut : 0);
}
#else /* as it is */
static void write_packed(int fd, const uint8_t *bytes, size_t length, size_t cut)
{
	write_all(fd, bytes, length > cut ? length - cut : 0);
}
#endif

#if __has_include(<zstd.h>)
static void write_zstd(int fd, const uint8_t *bytes, size_t length, size_t cut)
{
	static uint8_t packed[2 * MOST_BYTES];
	size_t size = ZSTD_compress(packed, sizeof packed, bytes, length, 1);

	write_all(fd, packed, size > cut ? size - cut : 0);
}
#else
#define write_zstd write_packed
#endif

/* As many whole pages as there are bytes for. */
static void write_spread(int fd, const uint8_t *bytes, size_t length)
{
	size_t end = 0;

	for (size_t at = 0; at + 3 < length;) {
		size_t place = UNIT * (size_t)(bytes[at] | bytes[at + 1] << 8), many = bytes[at + 2];

		at += 3;
		many = many < length - at ? many : length - at;
		if (pwrite(fd, bytes + at, many, (off_t)place) != (ssize_t)many)
			abort();
		at += many;
		end = place + many > end ? place + many : end;
	}
	if (ftruncate(fd, (off_t)((end + PAGE - 1) / PAGE * PAGE)) != 0)
		abort();
}

static struct file make_file(unsigned how, const uint8_t *bytes, size_t length)
{
	struct file file = { .fd = memfd_create("trace", 0) };

	if (file.fd < 0)
		abort();
	if ((how & (PACKED | CUT)) == (PACKED | CUT))
		write_zstd(file.fd, bytes, length, how >> 3);
	else if (how & (PACKED | CUT))
		write_packed(file.fd, bytes, length, how & CUT ? how >> 3 : 0);
	else if (how & SPREAD)
		write_spread(file.fd, bytes, length);
	else
		write_all(file.fd, bytes, length);
	snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
	return file;
}

/* --------------------------------------------------------------------------- reading */

static const char *wrong_sentence(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length >= TRACE_PROBLEM - 1)
		return "a sentence that is empty, or cut";
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c > '~')
			return "a sentence with strange characters";
	return NULL;
}

static const char *wrong_operation(const struct trace_operation *operation, size_t last_line)
{
	if (operation->kind >= TRACE_KINDS)
		return "an operation of no kind";
	return operation->line < last_line ? "a line that is before the one before" : NULL;
}

static const char *wrong_end(struct trace *trace, enum trace_status end)
{
	struct trace_operation operation;
	const char *remark = trace_remark(trace);

	if (trace_next(trace, &operation) != end)
		return "an end that is none";
	if (end == TRACE_WRONG)
		return wrong_sentence(trace_problem(trace));
	return remark ? wrong_sentence(remark) : NULL;
}

static const char *read_trace(const char *path)
{
	char problem[TRACE_PROBLEM] = "";
	struct trace *trace = trace_open(path, problem);
	struct trace_operation operation;
	enum trace_status status = TRACE_OPERATION;
	const char *wrong = NULL;
	size_t line = 0;

	if (!trace)
		return wrong_sentence(problem);
	while (!wrong && (status = trace_next(trace, &operation)) == TRACE_OPERATION) {
		wrong = wrong_operation(&operation, line);
		line = operation.line;
	}
	wrong = wrong ? wrong : wrong_end(trace, status);
	trace_close(trace);
	return wrong;
}

static const char *load_trace(const char *path)
{
	FILE *out = fopen("/dev/null", "w");
	struct session *session = session_create(out, out);
	const char *wrong;

	session->options.limit = LIMIT;
	load_file(session, path);
	wrong = my_heap_check(session->heap, NULL) ? "the heap is not sound" : NULL;
	session_destroy(session);
	fclose(out);
	return wrong;
}

const char *fuzz_trace(const uint8_t *bytes, size_t length)
{
	unsigned how = length ? *bytes : 0;
	struct file file;
	const char *wrong;

	if (length > MOST_BYTES)
		length = MOST_BYTES;
	file = make_file(how, bytes + (length > 0), length - (length > 0));
	wrong = how & LOADED ? load_trace(file.path) : read_trace(file.path);
	close(file.fd);
	return wrong;
}
