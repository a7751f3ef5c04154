/* SPDX-License-Identifier: MIT
 *
 * unpack.c - bytes as they are, or packed by gzip or zstd: told by their first ones.
 */
#include "unpack.h"

#include "memory.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if __has_include(<zlib.h>)
#include <zlib.h>
#define HAS_ZLIB 1
#else
#define HAS_ZLIB 0
#endif
#if __has_include(<zstd.h>)
#include <zstd.h>
#define HAS_ZSTD 1
#else
#define HAS_ZSTD 0
#endif

struct coding {
	const char *first; /* the bytes that it starts with */
	int (*start)(struct unpack *unpack);
	void (*end)(struct unpack *unpack);
	size_t (*some)(struct unpack *unpack, const unsigned char **in, size_t *left, char *out,
	               size_t room, char *reason);
};

struct unpack {
	const struct coding *coding;
	int whole; /* between two members or frames */
#if HAS_ZLIB
	z_stream zip;
#endif
	void *zstd;
};

#if HAS_ZLIB || HAS_ZSTD

static void damaged(char *reason, const char *detail)
{
	snprintf(reason, UNPACK_REASON,
	         "is damaged: its compressed text breaks off with %s", detail);
}

#endif

/* ------------------------------------------------------------------------- plain */

static int start_plain(struct unpack *unpack)
{
	unpack->whole = 1;
	return 1;
}

static void end_plain(struct unpack *unpack)
{
	(void)unpack;
}

static size_t copy_some(struct unpack *unpack, const unsigned char **in, size_t *left, char *out,
                        size_t room, char *reason)
{
	size_t many = *left < room ? *left : room;

	(void)unpack;
	(void)reason;
	memcpy(out, *in, many);
	*in += many;
	*left -= many;
	return many;
}

/* -------------------------------------------------------------------------- gzip */

#if HAS_ZLIB

static int start_gzip(struct unpack *unpack)
{
	return inflateInit2(&unpack->zip, 15 + 16) == Z_OK;
}

static void end_gzip(struct unpack *unpack)
{
	inflateEnd(&unpack->zip);
}

/* A gzip file is one or more members, maybe with zeros behind them. 0: no further one. */
static int next_member(struct unpack *unpack, const unsigned char **in, size_t *left,
                       char *reason)
{
	for (; *left && **in == 0; ++*in)
		--*left;
	if (*left == 0)
		return 0;
	unpack->whole = 0;
	if (**in == 0x1f && inflateReset(&unpack->zip) == Z_OK)
		return 1;
	snprintf(reason, UNPACK_REASON, "has bytes that are no gzip after its compressed text");
	return 0;
}

static size_t inflate_some(struct unpack *unpack, const unsigned char **in, size_t *left,
                           char *out, size_t room, char *reason)
{
	z_stream *zip = &unpack->zip;

	if (unpack->whole && !next_member(unpack, in, left, reason))
		return 0;
	zip->next_in = (unsigned char *)(size_t)*in;
	zip->avail_in = (uInt)(*left < UINT_MAX ? *left : UINT_MAX);
	zip->next_out = (unsigned char *)out;
	zip->avail_out = (uInt)(room < UINT_MAX ? room : UINT_MAX);

	int status = inflate(zip, Z_NO_FLUSH);

	*left -= (size_t)(zip->next_in - *in);
	*in = zip->next_in;
	unpack->whole = status == Z_STREAM_END;
	if (status != Z_STREAM_END && status != Z_OK && status != Z_BUF_ERROR)
		damaged(reason, zip->msg ? zip->msg : "an error");
	return (size_t)((char *)zip->next_out - out);
}

#endif

/* -------------------------------------------------------------------------- zstd */

#if HAS_ZSTD

static int start_zstd(struct unpack *unpack)
{
	unpack->zstd = ZSTD_createDStream();
	return unpack->zstd != NULL;
}

static void end_zstd(struct unpack *unpack)
{
	ZSTD_freeDStream(unpack->zstd);
}

static size_t zstd_some(struct unpack *unpack, const unsigned char **in, size_t *left, char *out,
                        size_t room, char *reason)
{
	ZSTD_inBuffer from = { *in, *left, 0 };
	ZSTD_outBuffer to = { out, room, 0 };
	size_t status;

	if (unpack->whole && *left == 0)
		return 0;
	status = ZSTD_decompressStream(unpack->zstd, &to, &from);
	*in += from.pos;
	*left -= from.pos;
	unpack->whole = status == 0;
	if (ZSTD_isError(status))
		damaged(reason, ZSTD_getErrorName(status));
	return to.pos;
}

#endif

/* ------------------------------------------------------------------------- which */

static const struct coding codings[] = {
#if HAS_ZSTD
	{ "\x28\xb5\x2f\xfd", start_zstd, end_zstd, zstd_some },
#endif
#if HAS_ZLIB
	{ "\x1f\x8b", start_gzip, end_gzip, inflate_some },
#endif
	{ "", start_plain, end_plain, copy_some },
};

/* What is known, and cannot be unpacked here. */
static const struct absent {
	const char *first, *name, *library, *tool;
} absent[] = {
#if !HAS_ZSTD
	{ "\x28\xb5\x2f\xfd", "zstd", "libzstd", "zstd -d" },
#endif
#if !HAS_ZLIB
	{ "\x1f\x8b", "gzip", "zlib", "gzip -d" },
#endif
	{ NULL, NULL, NULL, NULL }
};

static int begins(const char *with, const unsigned char *first, size_t length)
{
	size_t many = strlen(with);

	return many <= length && memcmp(first, with, many) == 0;
}

struct unpack *unpack_create(const unsigned char *first, size_t length, char *reason)
{
	const struct coding *coding = codings;

	for (const struct absent *row = absent; row->first; row++)
		if (begins(row->first, first, length)) {
			snprintf(reason, UNPACK_REASON, "is packed by %s, and this mmviz was built "
			         "without %s; %s unpacks it", row->name, row->library, row->tool);
			return NULL;
		}
	while (!begins(coding->first, first, length))
		coding++;
	struct unpack *unpack = memory_new(1, sizeof *unpack);

	unpack->coding = coding;
	if (coding->start(unpack))
		return unpack;
	free(unpack);
	snprintf(reason, UNPACK_REASON, "cannot be decompressed: no memory");
	return NULL;
}

void unpack_destroy(struct unpack *unpack)
{
	if (!unpack)
		return;
	unpack->coding->end(unpack);
	free(unpack);
}

size_t unpack_some(struct unpack *unpack, const unsigned char **in, size_t *left, char *out,
                   size_t room, char *reason)
{
	return unpack->coding->some(unpack, in, left, out, room, reason);
}

int unpack_is_whole(const struct unpack *unpack)
{
	return unpack->whole;
}

int unpack_is_plain(const struct unpack *unpack)
{
	return unpack->coding->some == copy_some;
}
