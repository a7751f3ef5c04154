/* SPDX-License-Identifier: MIT
 *
 * trace_android.c - the text of Android's memory_replay.
 *
 *   THREAD: malloc POINTER SIZE             THREAD: realloc NEW OLD SIZE
 *   THREAD: calloc POINTER COUNT SIZE       THREAD: free POINTER
 *   THREAD: memalign POINTER ALIGN SIZE     THREAD: thread_done 0x0
 *
 * each with two times in nanoseconds after it, or without them; thread_done with one.
 */
#include "trace.h"

#include <string.h>

enum { MOST_FIELDS = 3 };

typedef uint64_t *field_of(struct trace_operation *operation);

static uint64_t *block(struct trace_operation *operation)
{
	return &operation->block;
}

static uint64_t *old(struct trace_operation *operation)
{
	return &operation->old;
}

static uint64_t *count(struct trace_operation *operation)
{
	return &operation->count;
}

static uint64_t *size(struct trace_operation *operation)
{
	return &operation->size;
}

static uint64_t *alignment(struct trace_operation *operation)
{
	return &operation->alignment;
}

#define WORD(word) word, sizeof word - 1

static const struct call {
	const char *word;
	size_t length;
	enum trace_kind kind;
	struct {
		field_of *field;
		const char *what;
	} fields[MOST_FIELDS];
} calls[] = {
	{ WORD("malloc"), TRACE_MALLOC, { { block, "a pointer" }, { size, "a size" } } },
	{ WORD("free"), TRACE_FREE, { { old, "a pointer" } } },
	{ WORD("realloc"), TRACE_REALLOC,
	  { { block, "the new pointer" }, { old, "the old pointer" }, { size, "a size" } } },
	{ WORD("calloc"), TRACE_CALLOC,
	  { { block, "a pointer" }, { count, "a count" }, { size, "a size" } } },
	{ WORD("memalign"), TRACE_ALIGNED,
	  { { block, "a pointer" }, { alignment, "an alignment" }, { size, "a size" } } },
	{ WORD("thread_done"), TRACE_THREAD_DONE, { { block, "0x0" } } },
};

static const struct call *find_call(struct trace_scan *scan)
{
	trace_blanks(scan);
	size_t length = 0;

	while (scan->at[length] && scan->at[length] != ' ' && scan->at[length] != '\t')
		length++;
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if (calls[i].length == length && !memcmp(calls[i].word, scan->at, length)) {
			scan->at += length;
			return &calls[i];
		}
	scan->expected = "malloc, calloc, realloc, memalign, free or thread_done";
	return NULL;
}

/* When it began and when it ended, or nothing; of a thread's end one time may do. */
static int read_times(struct trace_scan *scan, struct trace_operation *out)
{
	uint64_t end;

	if (!trace_number(scan, &out->time, "a time"))
		return 0;
	trace_blanks(scan);
	if (out->kind == TRACE_THREAD_DONE && !*scan->at)
		return 1;
	return trace_number(scan, &end, "a second time");
}

/* They count from the first of the file. */
static enum trace_status times_and_end(struct trace_memory *memory, struct trace_scan *scan,
                                       struct trace_operation *out)
{
	uint64_t *first = &memory->number[0];

	trace_blanks(scan);
	if (*scan->at >= '0' && *scan->at <= '9') {
		if (!read_times(scan, out))
			return TRACE_WRONG;
		*first = *first ? *first : out->time;
		out->time = out->time > *first ? out->time - *first : 0;
	}
	return trace_line_end(scan);
}

static enum trace_status android_line(struct trace_memory *memory, struct trace_scan *scan,
                                      struct trace_operation *out)
{
	if (!trace_number(scan, &out->thread, "a thread number and a colon"))
		return TRACE_WRONG;
	if (*scan->at != ':') {
		scan->expected = "a colon after the thread number";
		return TRACE_WRONG;
	}
	scan->at++;

	const struct call *call = find_call(scan);

	if (!call)
		return TRACE_WRONG;
	out->kind = call->kind;
	for (int i = 0; i < MOST_FIELDS && call->fields[i].field; i++)
		if (!trace_number(scan, call->fields[i].field(out), call->fields[i].what))
			return TRACE_WRONG;
	return times_and_end(memory, scan, out);
}

static int android_recognises(const char *head)
{
	head += strspn(head, " \t\r\n");
	size_t digits = strspn(head, "0123456789");

	return digits && head[digits] == ':';
}

const struct trace_format trace_android = {
	.name = "Android memory_replay",
	.recognises = android_recognises,
	.line = android_line,
};
