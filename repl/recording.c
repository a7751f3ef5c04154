/* SPDX-License-Identifier: MIT
 *
 * recording.c - a file that our recorder wrote, opened by the heads of its blocks.
 */
#include "recording_parts.h"

#include "memory.h"
#include "number.h"
#include "path.h"
#include "recording_thread.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

size_t recording_read(const struct recording *recording, uint64_t offset, void *out,
                      size_t bytes)
{
	size_t have = 0;

	while (have < bytes) {
		ssize_t got = pread(recording->file, (char *)out + have, bytes - have,
		                    (off_t)(offset + have));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	return have;
}

void recording_damaged(struct recording *recording, uint64_t offset, const char *words)
{
	if (recording->damages++ == 0)
		snprintf(recording->damage, RECORDING_PROBLEM, "%s: byte %s: %s.",
		         recording->name, comma(offset).text, words);
}

/* ------------------------------------------------------------------------- opening */

static uint64_t size_of(const struct recording *recording)
{
	struct stat info;

	return fstat(recording->file, &info) == 0 && info.st_size > 0 ? (uint64_t)info.st_size : 0;
}

/* Why it is no recording that can be read; 1, or 0: it is one. */
static int is_wrong_file(const struct my_trace_head *head, size_t size, const char *name,
                         char *problem)
{
	if (size < sizeof *head)
		return snprintf(problem, RECORDING_PROBLEM,
		                "%s: byte %zu: the file ends inside its first head.", name, size);
	if (head->magic != MY_TRACE_MAGIC || head->kind != MY_TRACE_FILE)
		return snprintf(problem, RECORDING_PROBLEM,
		                "%s: byte 0: this is no head of a recording.", name);
	if (head->version != MY_TRACE_VERSION)
		return snprintf(problem, RECORDING_PROBLEM,
		                "%s: byte 8: it is a recording of version %u, and only version %u "
		                "can be read.", name, head->version, MY_TRACE_VERSION);
	return 0;
}

static void take_file(struct recording *recording, const struct my_trace_head *head)
{
	recording->exact = (head->flags & MY_TRACE_EXACT) != 0;
	recording->numbered = (head->flags & MY_TRACE_NUMBERED) != 0;
	recording->claimed = head->claimed;
	if (head->length != MY_TRACE_PAGE)
		recording_damaged(recording, offsetof(struct my_trace_head, length),
		                  "the length of the first block is wrong");
	if (head->claimed < MY_TRACE_PAGE || head->claimed % MY_TRACE_PAGE)
		recording_damaged(recording, offsetof(struct my_trace_head, claimed),
		                  "the number of claimed bytes is wrong");
}

struct recording *recording_open(int file, const char *name, char *problem)
{
	struct recording *recording = memory_new(1, sizeof *recording);
	struct my_trace_head head = { 0 };
	size_t have;

	recording->file = file;
	recording->name = name;
	recording->size = size_of(recording);
	have = recording_read(recording, 0, &head, sizeof head);
	if (is_wrong_file(&head, have, name, problem)) {
		free(recording);
		return NULL;
	}
	slots_create(&recording->threads_by_number);
	slots_create(&recording->streams_by_number);
	take_file(recording, &head);
	recording->after = MY_TRACE_PAGE;
	recording_read_heads(recording);
	return recording;
}

void recording_close(struct recording *recording)
{
	if (!recording)
		return;
	for (size_t i = 0; i < recording->streams; i++)
		if (*recording->stream[i].program)
			free((char *)(uintptr_t)recording->stream[i].program);
	slots_free(&recording->threads_by_number);
	slots_free(&recording->streams_by_number);
	free(recording->block);
	free(recording->thread);
	free(recording->stream);
	free(recording->maps);
	free(recording);
}

int recording_refresh(struct recording *recording)
{
	struct my_trace_head head;
	uint64_t size = recording->size, after = recording->after;
	int changed;

	recording->size = size_of(recording);
	if (recording_read(recording, 0, &head, sizeof head) == sizeof head)
		recording->claimed = head.claimed;
	changed = recording_read_again(recording);
	recording_read_heads(recording);
	return changed || size != recording->size || after != recording->after;
}

/* ------------------------------------------------------------------------- looking */

int recording_is_exact(const struct recording *recording)
{
	return recording->exact;
}

int recording_has_addresses(const struct recording *recording)
{
	return !recording->numbered;
}

const char *recording_name(const struct recording *recording)
{
	return recording->name;
}

uint64_t recording_size(const struct recording *recording)
{
	return recording->size;
}

size_t recording_streams(const struct recording *recording)
{
	return recording->streams;
}

const struct recording_stream *recording_stream(const struct recording *recording,
                                                size_t number)
{
	return &recording->stream[number - 1];
}

const struct recording_thread *recording_thread(const struct recording *recording,
                                                size_t number)
{
	return &recording->thread[number - 1];
}

const struct recording_block *recording_block(const struct recording *recording,
                                              size_t number)
{
	return &recording->block[number - 1];
}

static int is_meant(const struct recording_stream *stream, const char *process)
{
	char number[16];

	if (!process)
		return 1;
	snprintf(number, sizeof number, "%u", stream->process);
	return strcmp(process, number) == 0 || strcmp(process, stream->program) == 0
	       || strcmp(process, path_last(stream->program)) == 0;
}

/* Only blocks that are done say how many they hold. */
static void count_open(struct recording *recording)
{
	for (size_t i = 0; i < recording->threads; i++) {
		const struct recording_thread *thread = &recording->thread[i];
		struct recording_block *block = &recording->block[thread->last - 1];

		if (block->state != MY_TRACE_OPEN || block->operations)
			continue;
		block->operations = strand_count(recording, thread->last);
		recording->stream[thread->stream - 1].records += block->operations;
	}
}

static int by_process(const void *a, const void *b)
{
	const struct recording_stream *one = *(const struct recording_stream *const *)a;
	const struct recording_stream *other = *(const struct recording_stream *const *)b;

	return one->process != other->process ? (one->process > other->process) * 2 - 1
	                                      : (one > other) - (one < other);
}

/* Programs of a process lie beside each other, in the order in which it became them. */
static const struct recording_stream **sorted(const struct recording *recording)
{
	const struct recording_stream **all = memory_new(recording->streams + 1, sizeof *all);

	for (size_t i = 0; i < recording->streams; i++)
		all[i] = &recording->stream[i];
	qsort(all, recording->streams, sizeof *all, by_process);
	return all;
}

/* Of the sorted ones: whether another process begins there. One that is not known is its own. */
static int begins(const struct recording_stream *const *all, size_t at)
{
	return at == 0 || all[at]->process == 0 || all[at]->process != all[at - 1]->process;
}

size_t recording_find(struct recording *recording, const char *process)
{
	const struct recording_stream **all, *found = NULL, *last = NULL;
	uint64_t most = 0, records = 0;

	if (recording->streams > 1)
		count_open(recording);
	all = sorted(recording);
	for (size_t i = 0; i < recording->streams; i++) {
		const struct recording_stream *before = last;

		if (begins(all, i))
			before = last = NULL;
		if (!last)
			records = 0;
		if (!is_meant(all[i], process))
			continue;
		last = last && all[i]->records == 0 ? last : all[i];
		records += all[i]->records;
		if (!found || records > most || (before && before == found)) {
			found = last;
			most = records;
		}
	}
	free(all);
	return found ? (size_t)(found - recording->stream) + 1 : 0;
}

size_t recording_processes(const struct recording *recording)
{
	const struct recording_stream **all = sorted(recording);
	size_t count = 0;

	for (size_t i = 0; i < recording->streams; i++)
		count += begins(all, i) != 0;
	free(all);
	return count;
}

char *recording_maps(const struct recording *recording, size_t stream)
{
	const struct recording_maps *maps = &recording->maps[stream - 1];
	char *text;

	if (maps->offset == 0 || maps->offset >= recording->size
	    || maps->bytes > recording->size - maps->offset)
		return NULL;
	text = memory_new((size_t)maps->bytes + 1, 1);
	recording_read(recording, maps->offset, text, (size_t)maps->bytes);
	return text;
}

const char *recording_damage(struct recording *recording)
{
	size_t more = recording->damages - (recording->damages > 0);

	if (recording->damages == 0)
		return NULL;
	if (more)
		snprintf(recording->said, sizeof recording->said,
		         "%s %s further on.", recording->damage,
		         counted(more, "place is damaged", "places are damaged").text);
	return more ? recording->said : recording->damage;
}

/* What was claimed and is missing, or was never finished, is no damage. */
const char *recording_end(struct recording *recording)
{
	int cut = recording->claimed > recording->size;

	for (size_t i = 0; i < recording->blocks && !cut; i++)
		cut = recording->block[i].cut;
	if (!cut)
		return NULL;
	snprintf(recording->said, sizeof recording->said,
	         "The recording was cut off at byte %s: what is there was read.",
	         comma(recording->size).text);
	return recording->said;
}
