/* SPDX-License-Identifier: MIT
 *
 * trace.c - recorded programs: which format a file has, and the way through its lines.
 *
 * A further format is one file with its reader and one row in the table below. The first
 * row that recognises the file's first bytes reads it.
 */
#include "trace.h"

#include "input.h"
#include "memory.h"
#include "recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct trace_format *const formats[] = {
	&trace_recording, &trace_mtrace,  &trace_valgrind,
	&trace_ltrace,    &trace_android, &trace_rep,
};

enum { FORMATS = sizeof formats / sizeof formats[0], PATH_SHOWN = 256, DESCRIBED = 240 };

struct trace {
	struct input *input;
	const struct trace_format *format;
	void *reader; /* of a format that is no text */
	struct trace_memory memory;
	struct input_line line;
	struct trace_scan scan; /* of the line */
	int unended; /* the line read last had no newline */
	size_t left_out; /* lines that could not be read, in text that is mixed */
	char first_left_out[DESCRIBED];
	enum trace_status ended; /* TRACE_OPERATION while it goes on */
	char path[PATH_SHOWN];
	char problem[TRACE_PROBLEM];
	char remark[TRACE_PROBLEM];
};

/* The end of a long path tells more than its start. */
static void keep_path(struct trace *trace, const char *path)
{
	path = strcmp(path, "-") == 0 ? "standard input" : path;
	size_t length = strlen(path);
	const char *shown = length < PATH_SHOWN ? path : path + length - PATH_SHOWN + 4;

	snprintf(trace->path, PATH_SHOWN, "%s%.*s", shown == path ? "" : "...", PATH_SHOWN - 4,
	         shown);
	for (char *c = trace->path; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
}

static void name_formats(char *out, size_t size)
{
	size_t at = 0;

	for (size_t i = 0; i < FORMATS && at < size; i++)
		at += (size_t)snprintf(out + at, size - at, "%s%s", i ? ", " : "",
		                       formats[i]->name);
}

static const struct trace_format *recognise(const char *head)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (formats[i]->recognises(head))
			return formats[i];
	return NULL;
}

/* Sets the format, or writes the problem. */
static void find_format(struct trace *trace)
{
	char head[INPUT_LINE_MAX + 1], quote[INPUT_QUOTE], names[200];
	size_t length;
	const char *bytes = input_peek(trace->input, &length);

	memcpy(head, bytes, length);
	head[length] = 0;
	trace->format = recognise(head);
	if (trace->format)
		return;
	if (length == 0) {
		const char *reason = input_reason(trace->input);

		snprintf(trace->problem, TRACE_PROBLEM, "%s %s.", trace->path,
		         *reason ? reason : "is empty");
		return;
	}
	name_formats(names, sizeof names);
	input_quote(quote, head, strcspn(head, "\r\n"));
	snprintf(trace->problem, TRACE_PROBLEM,
	         "%s is no recorded program of a known format (%s): it starts with %s.",
	         trace->path, names, quote);
}

static void open_reader(struct trace *trace, const char *process)
{
	const struct trace_format *format = trace->format;

	if (format && format->own)
		trace->memory.own = memory_new(1, format->own);
	if (format && format->reader)
		trace->reader = format->reader->open(trace->input, trace->path, process,
		                                     trace->problem);
	else if (format && process && format->processes)
		trace->memory.process = strtoull(process, NULL, 10);
	if (format && !format->reader && process && !trace->memory.process)
		snprintf(trace->problem, TRACE_PROBLEM, "%s is read as %s, which tells %s.",
		         trace->path, format->name,
		         format->processes ? "processes by their numbers" : "no processes apart");
}

struct trace *trace_open(const char *path, char *problem)
{
	return trace_open_process(path, NULL, NULL, problem);
}

struct trace *trace_open_process(const char *path, const char *process,
                                 const volatile sig_atomic_t *stop, char *problem)
{
	char reason[INPUT_REASON];
	struct trace *trace = memory_new(1, sizeof *trace);

	keep_path(trace, path);
	trace->ended = TRACE_OPERATION;
	trace->scan.at = "";
	trace->input = input_open(path, stop, reason);
	if (trace->input)
		find_format(trace);
	else
		snprintf(trace->problem, TRACE_PROBLEM, "%s %s.", trace->path, reason);
	open_reader(trace, process);
	if (trace->problem[0]) {
		snprintf(problem, TRACE_PROBLEM, "%s", trace->problem);
		trace_close(trace);
		return NULL;
	}
	return trace;
}

void trace_close(struct trace *trace)
{
	if (!trace)
		return;
	if (trace->reader)
		trace->format->reader->close(trace->reader);
	if (trace->memory.own && trace->format->close)
		trace->format->close(trace->memory.own);
	free(trace->memory.own);
	input_close(trace->input);
	free(trace);
}

static enum trace_status end_with(struct trace *trace, enum trace_status status)
{
	trace->ended = status;
	return status;
}

static enum trace_status wrong_input(struct trace *trace)
{
	snprintf(trace->problem, TRACE_PROBLEM, "%s %s (line %zu, byte %zu).", trace->path,
	         input_reason(trace->input), trace->line.number, trace->line.offset);
	return end_with(trace, TRACE_WRONG);
}

/* "line 7, byte 120: expected a size, found the end of the line." */
static void describe_line(const struct trace *trace, char *words, size_t size)
{
	const struct trace_scan *scan = &trace->scan;
	size_t column = (size_t)(scan->at - trace->line.text);
	char quote[INPUT_QUOTE];
	const char *found = trace->line.unended ? "the end of the file" : "the end of the line";

	if (column < trace->line.length)
		found = input_quote(quote, scan->at, trace->line.length - column);
	snprintf(words, size, "line %zu, byte %zu: expected %s, found %s.", trace->line.number,
	         trace->line.offset + column, scan->expected, found);
}

/* Another program's words are no damage; a last line that is cut is. */
static enum trace_status wrong_line(struct trace *trace)
{
	char words[DESCRIBED];

	if (trace->format->mixed && !trace->line.unended) {
		if (trace->left_out++ == 0)
			describe_line(trace, trace->first_left_out, DESCRIBED);
		return TRACE_END;
	}
	describe_line(trace, words, sizeof words);
	snprintf(trace->problem, TRACE_PROBLEM, "%s: %s", trace->path, words);
	return end_with(trace, TRACE_WRONG);
}

static void add_remark(struct trace *trace, const char *said)
{
	size_t length = strlen(trace->remark);

	snprintf(trace->remark + length, TRACE_PROBLEM - length, "%s%s", length ? " " : "", said);
}

/* A last line cut inside a number reads like a whole one: only the newline tells. */
static void remark(struct trace *trace)
{
	const struct trace_format *format = trace->format;
	char words[TRACE_WORDS];
	const char *said = NULL;

	if (format->remark)
		said = format->remark(&trace->memory, words, sizeof words);
	if (said)
		add_remark(trace, said);
	if (trace->left_out) {
		snprintf(words, sizeof words, "%zu line%s could not be read and left out: %s",
		         trace->left_out, trace->left_out == 1 ? "" : "s", trace->first_left_out);
		add_remark(trace, words);
	}
	if (trace->unended)
		add_remark(trace, "The last line has no newline: it was taken as it stands.");
}

static enum trace_status at_end(struct trace *trace)
{
	char words[TRACE_WORDS];
	const char *missing = NULL;

	if (trace->format->missing)
		missing = trace->format->missing(&trace->memory, words, sizeof words);
	if (!missing) {
		remark(trace);
		return end_with(trace, TRACE_END);
	}
	snprintf(trace->problem, TRACE_PROBLEM,
	         "%s: line %zu, byte %zu: expected %s, found the end of the file.", trace->path,
	         trace->line.number, trace->line.offset, missing);
	return end_with(trace, TRACE_WRONG);
}

/* What is there of the line, up to its next operation. */
static enum trace_status read_line(struct trace *trace, struct trace_operation *out)
{
	struct trace_scan *scan = &trace->scan;

	trace_blanks(scan);
	if (!*scan->at && (size_t)(scan->at - trace->line.text) == trace->line.length)
		return TRACE_END;
	*out = (struct trace_operation){ .line = trace->line.number };

	enum trace_status status = trace->format->line(&trace->memory, scan, out);

	if (status == TRACE_WRONG)
		status = wrong_line(trace);
	if (status != TRACE_OPERATION)
		scan->at = "";
	scan->given += status == TRACE_OPERATION;
	return status;
}

/* TRACE_OPERATION: there is a line. */
static enum trace_status next_line(struct trace *trace)
{
	enum input_status got = input_line(trace->input, &trace->line);

	if (got == INPUT_WRONG)
		return wrong_input(trace);
	if (got == INPUT_END)
		return at_end(trace);
	trace->unended = trace->line.unended;
	trace->scan = (struct trace_scan){ .at = trace->line.text, .unended = trace->unended };
	return TRACE_OPERATION;
}

static enum trace_status next_of_reader(struct trace *trace, struct trace_operation *out)
{
	const struct trace_reader *reader = trace->format->reader;

	if (trace->ended == TRACE_OPERATION)
		trace->ended = reader->next(trace->reader, out);
	if (trace->ended == TRACE_WRONG)
		snprintf(trace->problem, TRACE_PROBLEM, "%s", reader->problem(trace->reader));
	if (trace->ended != TRACE_OPERATION && reader->remark(trace->reader))
		snprintf(trace->remark, TRACE_PROBLEM, "%s", reader->remark(trace->reader));
	return trace->ended;
}

enum trace_status trace_next(struct trace *trace, struct trace_operation *out)
{
	if (trace->reader)
		return next_of_reader(trace, out);
	while (trace->ended == TRACE_OPERATION) {
		if (!*trace->scan.at && next_line(trace) != TRACE_OPERATION)
			break;
		if (read_line(trace, out) == TRACE_OPERATION) {
			trace->memory.operations++;
			return TRACE_OPERATION;
		}
	}
	return trace->ended;
}

const char *trace_problem(const struct trace *trace)
{
	return trace->problem;
}

const char *trace_remark(const struct trace *trace)
{
	return trace->remark[0] ? trace->remark : NULL;
}

const char *trace_kind_name(enum trace_kind kind)
{
	static const char *const names[TRACE_KINDS] = {
		[TRACE_MALLOC] = "malloc", [TRACE_CALLOC] = "calloc",
		[TRACE_ALIGNED] = "aligned malloc", [TRACE_REALLOC] = "realloc",
		[TRACE_FREE] = "free", [TRACE_THREAD_DONE] = "end of a thread",
	};

	return names[kind];
}

uint64_t trace_wanted(const struct trace_operation *operation)
{
	uint64_t bytes = operation->size;

	if (operation->kind == TRACE_CALLOC
	    && __builtin_mul_overflow(operation->size, operation->count, &bytes))
		return UINT64_MAX;
	return bytes;
}

const char *trace_format_name(const struct trace *trace)
{
	return trace->format->name;
}

int trace_has_addresses(const struct trace *trace)
{
	size_t stream;
	const struct recording *recorded = trace_recorded(trace, &stream);

	return recorded ? recording_has_addresses(recorded) : !trace->format->counted;
}

const char *trace_unit(const struct trace *trace)
{
	return trace->reader ? "operation" : "on line";
}

int trace_percent(const struct trace *trace)
{
	size_t size = input_size(trace->input);

	if (trace->reader)
		return trace->format->reader->percent(trace->reader);
	return size ? (int)(100.0 * (double)input_read(trace->input) / (double)size) : -1;
}

struct recording *trace_recorded(const struct trace *trace, size_t *stream)
{
	return trace->reader ? trace->format->reader->recorded(trace->reader, stream) : NULL;
}
