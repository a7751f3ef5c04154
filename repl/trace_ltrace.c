/* SPDX-License-Identifier: MIT
 *
 * trace_ltrace.c - what ltrace writes: calls of the malloc family among all others.
 *
 *   malloc(10)                       = 0x1000
 *   memalign(64, 100, 4, 0)          = 0x1000     arguments that are none follow
 *   posix_memalign(0x7f00, 64, 10)   = 0          the address is not told
 *   [pid 7] 12:00:01.000123 [0x55d0] prog->malloc(10 <unfinished ...>
 *   [pid 7] 12:00:01.000175 [0x55d0] <... malloc resumed> )  = 0x1000 <0.000052>
 *
 * "[pid 7] " is "7 " in a file of ltrace's own. Calls that a call of the family makes are
 * left out: they are how it does its work, and ltrace may call them by a wrong name. Numbers
 * of threads and of processes look alike: a process is another one when its fork was seen.
 */
#include "trace.h"

#include "call.h"
#include "hidden.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TASKS = 1024, NAME = 64 };

struct task {
	uint64_t number;
	int other;        /* a process of its own */
	int busy;         /* call waits for its result */
	char name[NAME];  /* of it, as it stands in the log */
	size_t nested;    /* calls of the same name within it */
	struct call call;
};

struct ltrace {
	struct hidden hidden;
	struct task tasks[MOST_TASKS];
	size_t count;
	size_t cut;    /* texts whose length was guessed */
	size_t others; /* calls of other processes */
	uint64_t other;
};

static int begins(const char *at, const char *word)
{
	return strncmp(at, word, strlen(word)) == 0;
}

/* ------------------------------------------------------------------------- tasks */

/* The oldest makes room where there are too many. */
static struct task *task_of(struct ltrace *own, uint64_t number)
{
	for (size_t i = own->count; i-- > 0;)
		if (own->tasks[i].number == number)
			return &own->tasks[i];
	if (own->count == MOST_TASKS) {
		own->count--;
		memmove(own->tasks, own->tasks + 1, own->count * sizeof own->tasks[0]);
	}
	struct task *task = &own->tasks[own->count++];

	memset(task, 0, sizeof *task);
	task->number = number;
	return task;
}

/* ---------------------------------------------------------------- before a call */

/* Over "12:00:01.000123 ", "0.000123 ", "[0x55d0] " and the like. */
static void skip_times(struct trace_scan *scan)
{
	for (;;) {
		trace_blanks(scan);
		size_t time = strspn(scan->at, "0123456789:.");
		size_t place = begins(scan->at, "[0x") ? strcspn(scan->at, "]") + 1 : 0;

		if (place && scan->at[place - 1] == ']')
			scan->at += place;
		else if (time && scan->at[time] == ' ')
			scan->at += time;
		else
			return;
	}
}

/* "[pid 7] " or "7 "; 0 where no task is named. */
static uint64_t read_task(struct trace_scan *scan)
{
	const char *start = scan->at;
	uint64_t number = 0;
	int bracket = begins(scan->at, "[pid ");

	scan->at += bracket ? 5 : 0;
	size_t digits = strspn(scan->at, "0123456789");
	const char *end = scan->at + digits;

	if (digits && digits < 19 && *end == (bracket ? ']' : ' '))
		for (; scan->at < end; scan->at++)
			number = number * 10 + (uint64_t)(*scan->at - '0');
	if (number)
		scan->at += bracket;
	else
		scan->at = start;
	return number;
}

/* ------------------------------------------------------------------------- calls */

/* To behind the "=" before a result; 0 where none follows. */
static int find_result(struct trace_scan *scan)
{
	const char *sign = strstr(scan->at, " = ");

	scan->expected = "the result";
	if (!sign)
		return 0;
	scan->at = sign + 3;
	return 1;
}

static enum trace_status finish(struct ltrace *own, const struct task *task,
                                struct trace_scan *scan, struct trace_operation *out)
{
	const struct call *call = &task->call;
	size_t line = out->line;
	uint64_t block = 0;

	if (call->name->kind != TRACE_FREE && (!find_result(scan) || !call_result(scan, &block)))
		return TRACE_WRONG;
	scan->at += strlen(scan->at);
	*out = call->operation;
	out->line = line;
	out->thread = task->number;
	out->block = block;
	if (call->name->status)
		out->block = block ? 0 : HIDDEN_ADDRESS;
	own->cut += (size_t)(call->cut && out->block);
	hidden_operation(&own->hidden, out);
	return TRACE_OPERATION;
}

/* The result of a fork: the new process's number, and 0 in that one. */
static void see_fork(struct ltrace *own, struct task *task, struct trace_scan *scan)
{
	uint64_t number;

	if (!find_result(scan) || !call_result(scan, &number))
		return;
	if (number)
		task_of(own, number)->other = 1;
	else
		task->other = 1;
}

static int is_fork(const char *name)
{
	return begins(name, "fork") || begins(name, "vfork");
}

/* A name too long is cut here and there alike. */
static int is_same_name(const struct task *task, const char *name, size_t length)
{
	length = length < NAME - 1 ? length : NAME - 1;
	return strlen(task->name) == length && memcmp(task->name, name, length) == 0;
}

static void begin_waiting(struct task *task, const struct call_text *text)
{
	int length = (int)(text->name_length < NAME ? text->name_length : NAME - 1);

	task->busy = 1;
	task->nested = 0;
	snprintf(task->name, NAME, "%.*s", length, text->name);
}

/* A free is one when it begins, all others when they end. */
static enum trace_status begin_call(struct ltrace *own, struct task *task,
                                    struct trace_scan *scan, struct trace_operation *out)
{
	struct call call;
	struct call_text text;
	const struct call_name *name = call_find(scan->at, &text);

	if (is_fork(scan->at))
		see_fork(own, task, scan);
	if (!name || name->kind == TRACE_KINDS)
		return TRACE_END;
	if (task->busy) {
		task->nested += is_same_name(task, text.name, text.name_length)
		                && strstr(scan->at, "<unfinished") != NULL;
		return TRACE_END;
	}
	scan->at += text.length;
	if (!call_arguments(scan, name, &call))
		return TRACE_WRONG;
	if (task->other) {
		own->other = own->others++ ? own->other : task->number;
		return TRACE_END;
	}
	task->call = call;
	if (call.unfinished)
		begin_waiting(task, &text);
	return call.unfinished && name->kind != TRACE_FREE ? TRACE_END
	                                                   : finish(own, task, scan, out);
}

/* "<... malloc resumed> )   = 0x1000", behind the three points. */
static enum trace_status resume_call(struct ltrace *own, struct task *task,
                                     struct trace_scan *scan, struct trace_operation *out)
{
	const char *name = scan->at, *end = strstr(name, " resumed>");

	if (!end)
		return TRACE_END;
	if (is_fork(name))
		see_fork(own, task, scan);
	if (!task->busy || !is_same_name(task, name, (size_t)(end - name)))
		return TRACE_END;
	if (task->nested) {
		task->nested--;
		return TRACE_END;
	}
	task->busy = 0;
	return task->call.name->kind == TRACE_FREE ? TRACE_END : finish(own, task, scan, out);
}

static enum trace_status ltrace_line(struct trace_memory *memory, struct trace_scan *scan,
                                     struct trace_operation *out)
{
	struct ltrace *own = memory->own;
	struct task *task = task_of(own, read_task(scan));

	skip_times(scan);
	if (begins(scan->at, "+++ ")) {
		task->busy = task->other = 0; /* its number may be given again */
		return TRACE_END;
	}
	if (begins(scan->at, "<... ")) {
		scan->at += 5;
		return resume_call(own, task, scan, out);
	}
	return begin_call(own, task, scan, out);
}

/* --------------------------------------------------------------- start and end */

/* name(arguments) and a result, or the end of the line before it. */
static int is_ltrace(const char *line)
{
	struct trace_scan scan = { .at = line };

	read_task(&scan);
	skip_times(&scan);
	if (begins(scan.at, "<... "))
		return strstr(scan.at, " resumed>") != NULL;
	size_t name = strcspn(scan.at, begins(scan.at, "operator ") ? "(" : "( \t");

	return name && scan.at[name] == '('
	       && (strstr(scan.at, ") = ") || strstr(scan.at, ")  ")
	           || strstr(scan.at, " <unfini"));
}

static int ltrace_recognises(const char *head)
{
	return trace_any_line(head, is_ltrace);
}

static const char *ltrace_missing(const struct trace_memory *memory, char *words, size_t size)
{
	(void)words;
	(void)size;
	return memory->operations ? NULL : "a call of malloc or one of its family";
}

static const char *ltrace_remark(const struct trace_memory *memory, char *words, size_t size)
{
	const struct ltrace *own = memory->own;
	char hidden[TRACE_WORDS] = "", others[100] = "", results[60] = "", cut[90] = "";
	size_t left = 0;

	for (size_t i = 0; i < own->count; i++)
		left += own->tasks[i].busy && own->tasks[i].call.name->kind != TRACE_FREE;
	hidden_remark(&own->hidden, hidden, sizeof hidden);
	if (own->others)
		snprintf(others, sizeof others,
		         "%zu call%s of other processes (%llu first) left out. ", own->others,
		         own->others == 1 ? "" : "s", (unsigned long long)own->other);
	if (left)
		snprintf(results, sizeof results, "%zu call%s without a result left out. ", left,
		         left == 1 ? "" : "s");
	if (own->cut)
		snprintf(cut, sizeof cut, "The length of %zu copied text%s was guessed. ", own->cut,
		         own->cut == 1 ? "" : "s");
	snprintf(words, size, "%s%s%s%s", others, results, cut, hidden);
	for (size_t end = strlen(words); end && words[end - 1] == ' '; end--)
		words[end - 1] = 0;
	return *words ? words : NULL;
}

static void ltrace_close(void *own)
{
	live_free(&((struct ltrace *)own)->hidden.live);
}

const struct trace_format trace_ltrace = {
	.name = "ltrace",
	.own = sizeof(struct ltrace),
	.mixed = 1,
	.recognises = ltrace_recognises,
	.line = ltrace_line,
	.missing = ltrace_missing,
	.remark = ltrace_remark,
	.close = ltrace_close,
};
