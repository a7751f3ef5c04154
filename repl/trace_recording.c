/* SPDX-License-Identifier: MIT
 *
 * trace_recording.c - our own recordings (my_trace.h) as a format among the others.
 *
 *   recording -> one of its processes -> its threads' records in one order -> operations
 *
 * Blocks of a file are read wherever they lie. So what comes packed, or from a pipe, is written
 * to a temporary file first.
 */
#include "trace.h"

#include "input.h"
#include "memory.h"
#include "number.h"
#include "recording.h"
#include "recording_merge.h"
#include "recording_operation.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PART = 1 << 16, NAMED = 3, NAME = 60, OTHERS = NAMED * (NAME + 60) + 40 };

static const uint64_t unpacked_most = (uint64_t)1 << 36; /* bytes */

struct reader {
	const char *name;
	FILE *unpacked; /* NULL: the file itself is read */
	struct recording *recording;
	struct merge *merge;
	size_t stream;
	char remark[TRACE_PROBLEM];
};

/* ------------------------------------------------------------------------- unpacking */

static int is_zero(const char *part, size_t size)
{
	return size && part[0] == 0 && memcmp(part, part + 1, size - 1) == 0;
}

/* What is zero stays a hole. 0, or an errno. */
static int unpack(struct input *input, int file)
{
	char *part = memory_new(PART, 1);
	uint64_t at = 0;
	size_t size;
	int reason = 0;

	while (!reason && (size = input_bytes(input, part, PART)) > 0) {
		if (at + size > unpacked_most)
			reason = EFBIG;
		else if (!is_zero(part, size)
		         && pwrite(file, part, size, (off_t)at) != (ssize_t)size)
			reason = errno ? errno : ENOSPC;
		at += size;
	}
	free(part);
	if (!reason && ftruncate(file, (off_t)at) != 0)
		reason = errno;
	return reason;
}

/* The file whose blocks can be read; -1 with the problem. */
static int file_of(struct reader *reader, struct input *input, char *problem)
{
	int file = input_file(input), reason;

	if (file >= 0)
		return file;
	reader->unpacked = tmpfile();
	reason = reader->unpacked ? unpack(input, fileno(reader->unpacked)) : errno;
	if (!reason)
		return fileno(reader->unpacked);
	snprintf(problem, TRACE_PROBLEM,
	         "%s could not be unpacked into a temporary file: %s.", reader->name,
	         strerror(reason));
	return -1;
}

/* ------------------------------------------------------------------------- processes */

static const char *short_name(const struct recording_stream *stream, char out[NAME])
{
	const char *slash = strrchr(stream->program, '/');

	snprintf(out, NAME, "%s", slash ? slash + 1 : stream->program);
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c > '~')
			*c = '?';
	return *out ? out : "?";
}

static size_t add_stream(const struct recording_stream *stream, char *out, size_t size)
{
	char name[NAME];

	return (size_t)snprintf(out, size, "%s (process %u, %s)", short_name(stream, name),
	                        stream->process,
	                        counted(stream->records, "operation", "operations").text);
}

/* The others, those with most records first as far as there is room. */
static void name_others(const struct reader *reader, char *out, size_t size)
{
	size_t streams = recording_streams(reader->recording), named = 0, used = 0;
	size_t others = streams - (reader->stream != 0);
	uint64_t below = UINT64_MAX;

	while (named < NAMED && named < others) {
		size_t next = 0;

		for (size_t i = 1; i <= streams; i++) {
			uint64_t records = recording_stream(reader->recording, i)->records;

			if (i != reader->stream && records < below
			    && (!next
			        || records > recording_stream(reader->recording, next)->records))
				next = i;
		}
		if (!next)
			break;
		below = recording_stream(reader->recording, next)->records;
		used += (size_t)snprintf(out + used, size - used, "%s", named++ ? ", " : "");
		used += add_stream(recording_stream(reader->recording, next), out + used,
		                   size - used);
	}
	if (named < others)
		snprintf(out + used, size - used, ", and %s",
		         counted(others - named, "further program", "further programs").text);
}

static void add_remark(struct reader *reader, const char *sentence)
{
	size_t used = strlen(reader->remark);

	snprintf(reader->remark + used, TRACE_PROBLEM - used, "%s%s", used ? " " : "", sentence);
}

static int is_same_program(const struct recording_stream *one,
                           const struct recording_stream *other)
{
	size_t size = one->arguments_size;

	return strcmp(one->program, other->program) == 0 && size == other->arguments_size
	       && (size == 0 || memcmp(one->arguments, other->arguments, size) == 0);
}

/* A child that became no other program has its parent's blocks, which its record cannot tell. */
static void remark_fork(struct reader *reader, const struct recording_stream *stream)
{
	char sentence[TRACE_WORDS];

	for (size_t i = recording_streams(reader->recording); i > 0; i--) {
		const struct recording_stream *parent = recording_stream(reader->recording, i);

		if (parent->process != stream->parent || !is_same_program(parent, stream))
			continue;
		snprintf(sentence, sizeof sentence,
		         "It was forked from process %u: the blocks that "
		         "it had from there are not in its record, and where it frees them they "
		         "count as unknown.",
		         parent->process);
		add_remark(reader, sentence);
		return;
	}
}

static void remark_streams(struct reader *reader)
{
	const struct recording_stream *stream =
	        recording_stream(reader->recording, reader->stream);
	char sentence[2 * TRACE_PROBLEM], one[2 * NAME + 60], others[OTHERS] = "";

	add_stream(stream, one, sizeof one);
	name_others(reader, others, sizeof others);
	snprintf(sentence, sizeof sentence, "This was %s, one of %s in %s: load FILE PROCESS plays "
	         "another. Also recorded: %s.", one,
	         counted(recording_streams(reader->recording), "program", "programs").text,
	         counted(recording_processes(reader->recording), "process", "processes").text,
	         others);
	if (recording_streams(reader->recording) > 1)
		add_remark(reader, sentence);
	remark_fork(reader, stream);
	if (stream->stopped)
		add_remark(reader, "Its recording ended early: its file could not grow any more.");
}

static int choose(struct reader *reader, const char *process, char *problem)
{
	char others[OTHERS] = "";

	reader->stream = recording_find(reader->recording, process);
	if (reader->stream) {
		reader->merge = merge_open(reader->recording, reader->stream, 0);
		return 1;
	}
	if (recording_streams(reader->recording) == 0) {
		const char *damage = recording_damage(reader->recording);

		snprintf(problem, TRACE_PROBLEM, "%s%s holds no recorded program.",
		         damage ? damage : "", damage ? " It" : reader->name);
		return 0;
	}
	name_others(reader, others, sizeof others);
	snprintf(problem, TRACE_PROBLEM, "%s holds no process \"%s\". There is %.500s.",
	         reader->name, process, others);
	return 0;
}

/* ------------------------------------------------------------------------------ face */

static void recording_reader_close(void *user)
{
	struct reader *reader = user;

	merge_close(reader->merge);
	recording_close(reader->recording);
	if (reader->unpacked)
		fclose(reader->unpacked);
	free(reader);
}

/* What was packed broke off: what was unpacked before is there. */
static void note_missing(struct reader *reader, const struct input *input)
{
	char words[INPUT_REASON + 60];

	snprintf(words, sizeof words, "what follows is missing, for the file %s",
	         input_reason(input));
	recording_damaged(reader->recording, recording_size(reader->recording), words);
}

static void *recording_reader_open(struct input *input, const char *name, const char *process,
                                   char *problem)
{
	struct reader *reader = memory_new(1, sizeof *reader);
	int file;

	reader->name = name;
	file = file_of(reader, input, problem);
	if (file >= 0)
		reader->recording = recording_open(file, name, problem);
	if (reader->recording && *input_reason(input))
		note_missing(reader, input);
	if (reader->recording && choose(reader, process, problem))
		return reader;
	recording_reader_close(reader);
	return NULL;
}

/* Where threads share addresses, times that are known now and then do not tell all. */
static void remark_order(struct reader *reader)
{
	uint64_t unsure = merge_unsure(reader->merge);
	char sentence[TRACE_WORDS];

	if (!unsure)
		return;
	snprintf(sentence, sizeof sentence, "The place of %s among those of other threads is not "
	         "sure: mmviz record --exact keeps it.",
	         counted(unsure, "operation", "operations").text);
	add_remark(reader, sentence);
}

static enum trace_status at_end(struct reader *reader)
{
	const char *end = recording_end(reader->recording);

	remark_streams(reader);
	remark_order(reader);
	if (end)
		add_remark(reader, end);
	return recording_damage(reader->recording) ? TRACE_WRONG : TRACE_END;
}

static enum trace_status recording_reader_next(void *user, struct trace_operation *out)
{
	struct reader *reader = user;
	struct merged merged;

	if (!merge_next(reader->merge, &merged))
		return at_end(reader);
	*out = recording_operation(&merged);
	out->stream = recording_stream(reader->recording, reader->stream)->process;
	out->line = merge_records(reader->merge);
	return TRACE_OPERATION;
}

static const char *recording_reader_problem(const void *user)
{
	const struct reader *reader = user;

	return recording_damage(reader->recording);
}

static const char *recording_reader_remark(const void *user)
{
	const struct reader *reader = user;

	return *reader->remark ? reader->remark : NULL;
}

static int recording_reader_percent(const void *user)
{
	const struct reader *reader = user;
	uint64_t all = recording_stream(reader->recording, reader->stream)->records;
	uint64_t done = merge_records(reader->merge);

	return all && done <= all ? (int)(100.0 * (double)done / (double)all) : -1;
}

static struct recording *recording_reader_recorded(const void *user, size_t *stream)
{
	const struct reader *reader = user;

	*stream = reader->stream;
	return reader->recording;
}

static int recognises(const char *head)
{
	return strncmp(head, "my_trace", 8) == 0;
}

static const struct trace_reader reader_functions = {
	.open = recording_reader_open,
	.close = recording_reader_close,
	.next = recording_reader_next,
	.problem = recording_reader_problem,
	.remark = recording_reader_remark,
	.percent = recording_reader_percent,
	.recorded = recording_reader_recorded,
};

const struct trace_format trace_recording = {
	.name = "a recording of mmviz",
	.recognises = recognises,
	.reader = &reader_functions,
};
