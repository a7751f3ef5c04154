/* SPDX-License-Identifier: MIT
 *
 * seal.c - a recording whose programs have ended, made whole.
 *
 * Head by head from the first on; where there is none the next page that begins with one is
 * looked for, so that one block that is lost does not cost those behind it.
 */
#include "seal.h"

#include "memory.h"
#include "my_trace.h"
#include "path.h"
#include "recording_head.h"
#include "writers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct sealed {
	int file;
	int exact;
	uint64_t end; /* of what is claimed and there */
	uint64_t last; /* where the last block begins */
	struct writers writers;
	struct seal *seal;
};

static int read_head(const struct sealed *sealed, uint64_t at, struct my_trace_head *head)
{
	return pread(sealed->file, head, sizeof *head, (off_t)at) == sizeof *head;
}

static void write_head(const struct sealed *sealed, uint64_t at, struct my_trace_head *head)
{
	head->head_sum = head->state == MY_TRACE_DONE ? recording_head_sum(head) : 0;
	if (!sealed->seal->written
	    && pwrite(sealed->file, head, sizeof *head, (off_t)at) != sizeof *head)
		sealed->seal->failed = errno ? errno : EIO;
}

/* One whose block is there as a whole. */
static int is_head(const struct my_trace_head *head, uint64_t room)
{
	return !recording_head_wrong(head) && head->length <= room;
}

/* The payload, as far as it is in the file; NULL: it cannot be mapped. */
static unsigned char *map_block(const struct sealed *sealed, uint64_t at, uint64_t length)
{
	void *map = mmap(NULL, length, PROT_READ, MAP_SHARED, sealed->file, (off_t)at);

	return map == MAP_FAILED ? NULL : map;
}

/* Counts what is there of an OPEN block's records. */
static void count_records(const struct sealed *sealed, const unsigned char *payload, size_t room,
                          struct my_trace_head *head)
{
	struct my_trace_coder *coder = memory_new(1, sizeof *coder);
	struct my_trace_record record;
	int took;

	head->bytes = head->records = head->notes = 0;
	while ((took = my_trace_decode(coder, payload + head->bytes, room - head->bytes,
	                               sealed->exact, &record)) > 0) {
		head->bytes += (uint64_t)took;
		head->records++;
		head->notes += record.kind == MY_TRACE_NOTE;
	}
	head->sum = my_trace_sum(payload, head->bytes);
	head->state = MY_TRACE_DONE;
	free(coder);
}

static void close_records(const struct sealed *sealed, uint64_t at, struct my_trace_head *head)
{
	unsigned char *block = map_block(sealed, at, head->length);

	if (!block)
		return;
	count_records(sealed, block + MY_TRACE_HEAD, head->length - MY_TRACE_HEAD, head);
	munmap(block, head->length);
	write_head(sealed, at, head);
}

static void take_records(struct sealed *sealed, uint64_t at, struct my_trace_head *head)
{
	if (head->state == MY_TRACE_OPEN)
		close_records(sealed, at, head);
	if (head->state == MY_TRACE_DONE)
		sealed->seal->operations += recording_head_operations(head);
}

static int is_python(const struct sealed *sealed, uint64_t at)
{
	char path[4096] = "";

	if (pread(sealed->file, path, sizeof path - 1, (off_t)at + MY_TRACE_HEAD) <= 0)
		return 0;
	return strncmp(path_last(path), "python", 6) == 0;
}

static void take_stream(struct sealed *sealed, uint64_t at, struct my_trace_head *head)
{
	sealed->seal->stopped |= (head->flags & MY_TRACE_STOPPED) != 0;
	sealed->seal->python += (size_t)is_python(sealed, at);
	writers_add(&sealed->writers, (pid_t)head->process);
}

static void take_nothing(struct sealed *sealed, uint64_t at, struct my_trace_head *head)
{
	(void)sealed;
	(void)at;
	(void)head;
}

static void (*const takers[MY_TRACE_BLOCKS])(struct sealed *, uint64_t, struct my_trace_head *) = {
	[MY_TRACE_FILE] = take_nothing, /* there is only one, the first */
	[MY_TRACE_STREAM] = take_stream,
	[MY_TRACE_MAPS] = take_nothing,
	[MY_TRACE_RECORDS] = take_records,
};

/* The next page that begins with a head, or the end. */
static uint64_t next_head(const struct sealed *sealed, uint64_t at)
{
	struct my_trace_head head;

	do
		at += MY_TRACE_PAGE;
	while (at < sealed->end
	       && !(read_head(sealed, at, &head) && is_head(&head, sealed->end - at)));
	return at < sealed->end ? at : sealed->end;
}

/* No other block begins in it: an OPEN one's length has no sum yet. */
static int is_alone(const struct sealed *sealed, uint64_t at, const struct my_trace_head *head)
{
	return is_head(head, sealed->end - at)
	       && (head->state != MY_TRACE_OPEN || next_head(sealed, at) >= at + head->length);
}

/* Claimed, and its writer was killed before it began: the index goes around it from now on. */
static uint64_t take_gap(struct sealed *sealed, uint64_t at, const struct my_trace_head *found)
{
	static const struct my_trace_head none;
	uint64_t next = next_head(sealed, at);
	struct my_trace_head head = {
		.magic = MY_TRACE_MAGIC, .version = MY_TRACE_VERSION, .kind = MY_TRACE_RECORDS,
		.state = MY_TRACE_SPOILT,
	};

	if (next - at > RECORDING_HEAD_LENGTH)
		next = at + RECORDING_HEAD_LENGTH;
	head.length = next - at;
	if (memcmp(found, &none, sizeof none) == 0)
		write_head(sealed, at, &head);
	else if (!sealed->seal->damage)
		sealed->seal->damage = at;
	return next;
}

static void take_blocks(struct sealed *sealed)
{
	struct my_trace_head head;
	uint64_t at = MY_TRACE_PAGE;

	while (at < sealed->end && read_head(sealed, at, &head)) {
		sealed->last = at;
		if (is_alone(sealed, at, &head)) {
			takers[head.kind](sealed, at, &head);
			at += head.length;
		} else {
			at = take_gap(sealed, at, &head);
		}
	}
}

/* The last block needs no room behind its records. */
static void cut_last(struct sealed *sealed)
{
	struct my_trace_head head;
	uint64_t length;

	if (!sealed->last || !read_head(sealed, sealed->last, &head)
	    || !is_head(&head, sealed->end - sealed->last) || head.kind != MY_TRACE_RECORDS
	    || head.state != MY_TRACE_DONE)
		return;
	length = (MY_TRACE_HEAD + head.bytes + MY_TRACE_PAGE - 1) / MY_TRACE_PAGE * MY_TRACE_PAGE;
	if (length >= head.length)
		return;
	sealed->end = sealed->last + length;
	head.length = length;
	write_head(sealed, sealed->last, &head);
}

/* Nobody writes any more: the file ends where its last block does. */
static void cut(struct sealed *sealed)
{
	const uint64_t end = sealed->end;

	if (pwrite(sealed->file, &end, sizeof end, offsetof(struct my_trace_head, claimed))
	            != sizeof end
	    || ftruncate(sealed->file, (off_t)end) != 0)
		sealed->seal->failed = errno;
	else
		sealed->seal->bytes = end;
}

static int open_sealed(const char *path, struct sealed *sealed, struct my_trace_head *head)
{
	struct stat status;

	sealed->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (sealed->file < 0 || fstat(sealed->file, &status) != 0)
		return errno;
	if (!S_ISREG(status.st_mode) || !read_head(sealed, 0, head)
	    || head->magic != MY_TRACE_MAGIC || head->version != MY_TRACE_VERSION
	    || head->kind != MY_TRACE_FILE)
		return EINVAL;
	sealed->seal->bytes = (uint64_t)status.st_size;
	return 0;
}

/* What a program claimed behind the end of the disk is not there. */
static void find_end(struct sealed *sealed, const struct my_trace_head *head)
{
	const uint64_t there = sealed->seal->bytes / MY_TRACE_PAGE * MY_TRACE_PAGE;
	const int sound = head->claimed >= MY_TRACE_PAGE && head->claimed % MY_TRACE_PAGE == 0;

	sealed->seal->stopped = (head->flags & MY_TRACE_STOPPED) != 0;
	sealed->exact = (head->flags & MY_TRACE_EXACT) != 0;
	sealed->end = sound && head->claimed < there ? head->claimed : there;
	sealed->seal->damage = sound ? 0 : offsetof(struct my_trace_head, claimed);
}

/* All blocks; nothing is changed while somebody writes. */
static void take_all(struct sealed *sealed, int written)
{
	struct seal *seal = sealed->seal;

	seal->operations = seal->python = 0;
	seal->written = written;
	sealed->last = 0;
	take_blocks(sealed);
}

static void make_whole(struct sealed *sealed)
{
	take_all(sealed, 0);
	if (sealed->seal->damage)
		return;
	cut_last(sealed);
	cut(sealed);
}

/* Open for reading until it is known that nobody writes: mmviz would be one itself. */
static void seal_blocks(struct sealed *sealed, const char *path)
{
	int file;

	take_all(sealed, 1);
	if (writers_remain(&sealed->writers, sealed->file))
		return;
	file = open(path, O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (file < 0) {
		sealed->seal->failed = errno;
		return;
	}
	close(sealed->file);
	sealed->file = file;
	make_whole(sealed);
}

int seal_file(const char *path, struct seal *seal)
{
	struct sealed sealed = { .seal = seal };
	struct my_trace_head head;
	int reason;

	*seal = (struct seal){ 0 };
	reason = open_sealed(path, &sealed, &head);
	if (!reason) {
		find_end(&sealed, &head);
		seal_blocks(&sealed, path);
		seal->processes = writers_count(&sealed.writers);
		writers_free(&sealed.writers);
	}
	if (sealed.file >= 0)
		close(sealed.file);
	return reason ? reason : seal->failed;
}
