/* SPDX-License-Identifier: MIT
 *
 * rep_write.c - operations as a .rep file of the malloc lab.
 *
 * The header says how many blocks and operations follow, so the lines wait in a temporary file.
 */
#include "rep_write.h"

#include "live.h"
#include "memory.h"

#include <errno.h>
#include <stdlib.h>

enum { PART = 1 << 16 };

struct rep_writer {
	FILE *out, *lines;
	struct live live; /* the id of each block: ordinal - 1 */
	uint64_t ids, operations;
	uint64_t used, most; /* bytes */
};

struct rep_writer *rep_write_start(FILE *out)
{
	FILE *lines = tmpfile();
	struct rep_writer *writer;

	if (!lines)
		return NULL;
	writer = memory_new(1, sizeof *writer);
	writer->out = out;
	writer->lines = lines;
	return writer;
}

static void put(struct rep_writer *writer, char letter, uint64_t id, const uint64_t *size)
{
	writer->operations++;
	if (size)
		fprintf(writer->lines, "%c %llu %llu\n", letter, (unsigned long long)id,
		        (unsigned long long)*size);
	else
		fprintf(writer->lines, "%c %llu\n", letter, (unsigned long long)id);
}

static int put_free(struct rep_writer *writer, uint64_t key)
{
	struct live_block *block = live_find(&writer->live, key);

	if (!block)
		return 0;
	put(writer, 'f', block->ordinal - 1, NULL);
	live_remove(&writer->live, block);
	return 1;
}

static int put_allocation(struct rep_writer *writer, const struct trace_operation *operation)
{
	static char there;
	uint64_t size = trace_wanted(operation);

	if (operation->block == 0)
		return 0;
	put_free(writer, operation->block); /* its free was lost */
	put(writer, 'a', writer->ids, &size);
	live_put(&writer->live, (struct live_block){ operation->block, &there, ++writer->ids });
	return 1;
}

static int put_realloc(struct rep_writer *writer, const struct trace_operation *operation)
{
	struct live_block *block = live_find(&writer->live, operation->old), moved;

	if (operation->block == 0)
		return operation->size == 0 && put_free(writer, operation->old);
	if (!block)
		return put_allocation(writer, operation);
	moved = *block;
	live_remove(&writer->live, block);
	put_free(writer, operation->block);
	put(writer, 'r', moved.ordinal - 1, &operation->size);
	moved.key = operation->block;
	live_put(&writer->live, moved);
	return 1;
}

static int put_release(struct rep_writer *writer, const struct trace_operation *operation)
{
	return put_free(writer, operation->old);
}

static int put_nothing(struct rep_writer *writer, const struct trace_operation *operation)
{
	(void)writer;
	(void)operation;
	return 1;
}

int rep_write(struct rep_writer *writer, const struct trace_operation *operation)
{
	static int (*const puts[TRACE_KINDS])(struct rep_writer *,
	                                      const struct trace_operation *) = {
		[TRACE_MALLOC] = put_allocation,  [TRACE_CALLOC] = put_allocation,
		[TRACE_ALIGNED] = put_allocation, [TRACE_REALLOC] = put_realloc,
		[TRACE_FREE] = put_release,       [TRACE_THREAD_DONE] = put_nothing,
	};

	return puts[operation->kind](writer, operation);
}

/* 0, or an errno. */
static int copy_lines(struct rep_writer *writer)
{
	char *part = memory_new(PART, 1);
	size_t got;

	rewind(writer->lines);
	while ((got = fread(part, 1, PART, writer->lines)) > 0)
		if (fwrite(part, 1, got, writer->out) != got)
			break;
	free(part);
	if (ferror(writer->lines) || ferror(writer->out))
		return errno ? errno : EIO;
	return 0;
}

int rep_write_end(struct rep_writer *writer)
{
	int reason = fflush(writer->lines) != 0 || ferror(writer->lines) ? errno : 0;

	fprintf(writer->out, "0\n%llu\n%llu\n1\n", (unsigned long long)writer->ids,
	        (unsigned long long)writer->operations);
	if (!reason)
		reason = copy_lines(writer);
	fclose(writer->lines);
	live_free(&writer->live);
	free(writer);
	return reason;
}
