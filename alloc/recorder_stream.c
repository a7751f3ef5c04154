/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "recorder_stream.h"

#include "os.h"
#include "recorder_block.h"
#include "recorder_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	PATH_BYTES = 4096,
	STREAM_BYTES = 1 << 16, /* of path and arguments; longer ones are cut off */
	MAPS_BYTES = 1 << 18,
	MAPS_MOST = 64, /* blocks of one stream: some programs make code as they run */
	RANGES = 1000
};

static struct stream {
	pthread_mutex_t lock;
	uint32_t number;
	uint32_t maps; /* blocks written */
	uint64_t began;
	struct my_trace_head *block;
	unsigned ranges; /* of addresses where code lies, as the last MAPS block has them */
	struct {
		uint64_t from, to;
	} range[RANGES];
} *the_stream;

/* NULL: no memory. Two threads may be the first. */
static struct stream *get(void)
{
	struct stream *now = __atomic_load_n(&the_stream, __ATOMIC_ACQUIRE), *made;
	size_t calls = 0;

	if (now)
		return now;
	made = os_forgetful(&calls, sizeof *made);
	if (!made)
		return NULL;
	if (__atomic_compare_exchange_n(&the_stream, &now, made, 0, __ATOMIC_ACQ_REL,
	                                __ATOMIC_ACQUIRE))
		return made;
	os_release(&calls, made, sizeof *made);
	return now;
}

/* ------------------------------------------------------------------- files of /proc */

static int open_proc(const char *path)
{
	return (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
}

/* Until there is no more, or no more room. */
static size_t read_all(int fd, char *to, size_t room)
{
	size_t length = 0;

	while (length < room) {
		long got = syscall(SYS_read, fd, to + length, room - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		length += (size_t)got;
	}
	return length;
}

static size_t read_file(const char *path, char *to, size_t room)
{
	int fd = open_proc(path);
	size_t length;

	if (fd < 0)
		return 0;
	length = read_all(fd, to, room);
	syscall(SYS_close, fd);
	return length;
}

/* ------------------------------------------------------------------------- blocks */

/* Text for a block is gathered here first: only then is it known how long it is. */
static char *open_scratch(size_t size)
{
	size_t calls = 0;

	return os_forgetful(&calls, size);
}

static void close_scratch(char *scratch, size_t size)
{
	size_t calls = 0;

	os_release(&calls, scratch, size);
}

/* A whole block at once; it stays mapped. NULL: no room. */
static struct my_trace_head *write_block(struct my_trace_head head, const char *text,
                                         size_t length)
{
	struct my_trace_head *block;

	head.length = (MY_TRACE_HEAD + length + MY_TRACE_PAGE - 1) / MY_TRACE_PAGE * MY_TRACE_PAGE;
	block = recorder_block_open(&head);
	if (!block)
		return NULL;
	memcpy(recorder_block_payload(block), text, length);
	recorder_block_done(block, length, 0);
	return block;
}

/* The program's path, a 0, and its arguments. */
static size_t read_program(char *to)
{
	long path = syscall(SYS_readlink, "/proc/self/exe", to, PATH_BYTES - 1);
	size_t length = path > 0 ? (size_t)path + 1 : 1;

	return length + read_file("/proc/self/cmdline", to + length, STREAM_BYTES - length);
}

static int write_stream(struct stream *stream, uint32_t number)
{
	const struct my_trace_head head = { .kind = MY_TRACE_STREAM,
		                            .stream = number,
		                            .process = (uint32_t)syscall(SYS_getpid),
		                            .parent = (uint32_t)syscall(SYS_getppid),
		                            .time = recorder_now(CLOCK_REALTIME) };
	char *scratch = open_scratch(STREAM_BYTES);

	if (!scratch)
		return 0;
	stream->block = write_block(head, scratch, read_program(scratch));
	close_scratch(scratch, STREAM_BYTES);
	return stream->block != NULL;
}

/* --------------------------------------------------------------------- mapped files */

static uint64_t hexadecimal(const char **at)
{
	uint64_t number = 0;

	for (;; ++*at) {
		if (**at >= '0' && **at <= '9')
			number = number << 4 | (uint64_t)(**at - '0');
		else if (**at >= 'a' && **at <= 'f')
			number = number << 4 | (uint64_t)(**at - 'a' + 10);
		else
			return number;
	}
}

/* "55d0c0a00000-55d0c0a01000 r-xp 00001000 08:01 131 /usr/bin/true": kept if it has code. */
static void note_range(struct stream *stream, const char *line)
{
	uint64_t from = hexadecimal(&line), to;

	line++;
	to = hexadecimal(&line);
	if (line[3] != 'x' || stream->ranges == RANGES)
		return;
	stream->range[stream->ranges].from = from;
	stream->range[stream->ranges++].to = to;
}

/* Only mapped files stay: the others are many, and nobody looks for a name there. Returns the
 * bytes that are left. */
static size_t take_lines(struct stream *stream, char *text, size_t length)
{
	const char *line = text, *end = text + length, *stop;
	size_t kept = 0;

	stream->ranges = 0;
	while ((stop = memchr(line, '\n', (size_t)(end - line)))) {
		size_t size = (size_t)(++stop - line);

		note_range(stream, line);
		if (memchr(line, '/', size)) {
			memmove(text + kept, line, size);
			kept += size;
		}
		line = stop;
	}
	return kept;
}

static void write_maps(struct stream *stream, uint32_t number)
{
	const struct my_trace_head head = { .kind = MY_TRACE_MAPS,
		                            .stream = number,
		                            .time = recorder_stream_time() };
	char *scratch = open_scratch(MAPS_BYTES);
	struct my_trace_head *block;
	size_t length;

	stream->maps++;
	if (!scratch)
		return;
	length = read_file("/proc/self/maps", scratch, MAPS_BYTES);
	block = write_block(head, scratch, take_lines(stream, scratch, length));
	if (block)
		recorder_block_unmap(block);
	close_scratch(scratch, MAPS_BYTES);
}

static int is_known(const struct stream *stream, uint64_t caller)
{
	for (unsigned i = 0; i < stream->ranges; i++)
		if (caller - stream->range[i].from < stream->range[i].to - stream->range[i].from)
			return 1;
	return 0;
}

void recorder_stream_meets(uint64_t caller)
{
	struct stream *stream = the_stream;

	pthread_mutex_lock(&stream->lock);
	if (stream->maps < MAPS_MOST && !is_known(stream, caller))
		write_maps(stream, stream->number);
	pthread_mutex_unlock(&stream->lock);
}

/* ----------------------------------------------------------------------- the stream */

/* The number is the last that is written: who finds it finds a stream. */
static uint32_t begin(struct stream *stream)
{
	uint32_t number;

	pthread_mutex_lock(&stream->lock);
	number = stream->number;
	if (!number) {
		number = __atomic_add_fetch(&recorder_file_first()->streams, 1, __ATOMIC_RELAXED);
		stream->began = recorder_now(CLOCK_MONOTONIC);
		if (!write_stream(stream, number))
			number = 0;
		else
			write_maps(stream, number);
		__atomic_store_n(&stream->number, number, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&stream->lock);
	return number;
}

uint32_t recorder_stream(void)
{
	struct stream *stream = get();
	uint32_t number = stream ? __atomic_load_n(&stream->number, __ATOMIC_ACQUIRE) : 0;

	return number || !stream ? number : begin(stream);
}

uint64_t recorder_stream_time(void)
{
	return recorder_now(CLOCK_MONOTONIC) - the_stream->began;
}

void recorder_stream_forget(void)
{
	struct stream *stream = the_stream;

	if (!stream)
		return;
	pthread_mutex_lock(&stream->lock);
	if (stream->block)
		recorder_block_unmap(stream->block);
	stream->block = NULL;
	stream->maps = stream->ranges = 0;
	__atomic_store_n(&stream->number, 0, __ATOMIC_RELEASE);
	pthread_mutex_unlock(&stream->lock);
}

static void mark_stopped(struct stream *stream)
{
	pthread_mutex_lock(&stream->lock);
	if (stream->block) {
		stream->block->flags |= MY_TRACE_STOPPED;
		recorder_block_done(stream->block, stream->block->bytes, 0);
	}
	pthread_mutex_unlock(&stream->lock);
}

int recorder_stream_stop(void)
{
	struct stream *stream = get();
	uint32_t before = __atomic_fetch_or(&recorder_file_first()->flags, MY_TRACE_STOPPED,
	                                    __ATOMIC_RELAXED);

	if (stream)
		mark_stopped(stream);
	return !(before & MY_TRACE_STOPPED);
}
