/* SPDX-License-Identifier: MIT
 *
 * trace_valgrind.c - what valgrind --trace-malloc=yes writes among its other lines.
 *
 *   --123-- malloc(10) = 0x1000                      --123-- free(0x1000)
 *   --123-- memalign(al 64, size 10) = 0x1000        --123-- realloc(0x1000,20) = 0x1000
 *   --123-- realloc(0x0,16)malloc(16) = 0x1000       one call that made another
 *   --123-- realloc(0x1000,0)free(0x1000)            the same, and its own result is the
 *   --123--  = 0                                     next line
 *   --123-- calloc(9223372036854775807,9)free(0x0)   a product too large: no result, no end
 *   --123-- posix_memalign(al 64, size 10)           no address either, in new versions
 *
 * Which of them a version writes differs. A thread that is interrupted between a call and
 * its result leaves the result for later: it is that of the call begun last. Each process
 * has its number; a heap is one process's.
 */
#include "trace.h"

#include "call.h"
#include "hidden.h"

#include <stdio.h>
#include <string.h>

enum { MOST_BEGUN = 16 };

struct valgrind {
	struct hidden hidden;
	struct call begun[MOST_BEGUN]; /* without their results; the last is on top */
	size_t count;
	uint64_t process, other; /* that is read; the first of those that are not */
	size_t others;           /* their lines */
	size_t resultless;
};

/* ------------------------------------------------------------------------- lines */

/* Over the "00:00:00:01.234 " of --time-stamp=yes. */
static const char *skip_stamp(const char *at)
{
	size_t stamp = strspn(at, "0123456789:.");

	return stamp && at[stamp] == ' ' ? at + stamp + 1 : at;
}

/* "--123-- ", which may stand behind a program's own output. NULL, or what follows. */
static const char *find_mark(const char *at, uint64_t *process)
{
	for (; (at = strstr(at, "--")) != NULL; at++) {
		const char *digits = skip_stamp(at + 2);
		size_t many = strspn(digits, "0123456789");

		if (many && many < 19 && strncmp(digits + many, "-- ", 3) == 0) {
			for (*process = 0; many--; digits++)
				*process = *process * 10 + (uint64_t)(*digits - '0');
			return digits + 3;
		}
	}
	return NULL;
}

/* Sets scan->at behind the mark; 0 where this line tells nothing. */
static int begin_line(struct trace_memory *memory, struct trace_scan *scan)
{
	struct valgrind *own = memory->own;
	uint64_t process;
	const char *at = find_mark(scan->at, &process);
	struct call_text text;

	if (!at)
		return 0;
	scan->at = at;
	trace_blanks(scan);
	if (*scan->at != '=' && !call_find(scan->at, &text))
		return 0;
	if (!own->process)
		own->process = memory->process ? memory->process : process;
	if (process == own->process)
		return 1;
	own->other = own->others++ ? own->other : process;
	return 0;
}

/* ------------------------------------------------------------------------- calls */

static struct call *top_of(struct valgrind *own)
{
	return own->count ? &own->begun[own->count - 1] : NULL;
}

/* A realloc that is a malloc or a free in disguise says so by calling it. */
static int is_nested(const struct call *outer, const struct call *call)
{
	const struct trace_operation *o = &outer->operation, *c = &call->operation;

	if (outer->name->kind != TRACE_REALLOC)
		return 0;
	if (c->kind == TRACE_FREE)
		return o->size == 0 && c->old == o->old;
	return c->kind == TRACE_MALLOC && o->old == 0 && c->size == o->size;
}

static void begin(struct valgrind *own, const struct call *call)
{
	if (own->count == MOST_BEGUN) {
		memmove(own->begun, own->begun + 1, (MOST_BEGUN - 1) * sizeof *own->begun);
		own->count--;
		own->resultless++;
	}
	own->begun[own->count++] = *call;
}

static enum trace_status finish(struct valgrind *own, const struct call *call, uint64_t block,
                                struct trace_operation *out)
{
	size_t line = out->line;

	*out = call->operation;
	out->line = line;
	out->thread = 0;
	out->block = block;
	hidden_operation(&own->hidden, out);
	return TRACE_OPERATION;
}

/* posix_memalign refuses what is no power of two, or less than a pointer. */
static int is_refused(const struct call *call)
{
	uint64_t alignment = call->operation.alignment;

	return call->too_large
	       || (call->name->status
	           && (alignment < 4 || (alignment & (alignment - 1)) != 0));
}

static int result_follows(const struct trace_scan *scan)
{
	return scan->at[strspn(scan->at, " \t")] == '=';
}

/* TRACE_END: no operation yet. */
static enum trace_status read_call(struct valgrind *own, struct trace_scan *scan,
                                   struct trace_operation *out)
{
	struct call call, *outer = top_of(own);
	struct call_text text;
	const struct call_name *name = call_find(scan->at, &text);

	if (!name) {
		scan->at += strlen(scan->at);
		return TRACE_END;
	}
	scan->at += text.length;
	if (!call_arguments(scan, name, &call))
		return TRACE_WRONG;
	if (outer && is_nested(outer, &call))
		return TRACE_END;
	if (name->kind == TRACE_FREE || is_refused(&call))
		return finish(own, &call, 0, out);
	if (name->kind == TRACE_ALIGNED && !result_follows(scan)
	    && (name->status || strncmp(name->name, "aligned", 7) == 0))
		return finish(own, &call, HIDDEN_ADDRESS, out);
	if (name->kind != TRACE_KINDS || result_follows(scan))
		begin(own, &call);
	return TRACE_END;
}

/* reallocarray tells its result twice: the second one belongs to no call. */
static enum trace_status read_result(struct valgrind *own, struct trace_scan *scan,
                                     struct trace_operation *out)
{
	struct call *call = top_of(own);
	uint64_t block;

	scan->at++;
	if (!call_result(scan, &block))
		return TRACE_WRONG;
	if (!call)
		return TRACE_END;
	own->count--;
	return call->name->kind == TRACE_KINDS ? TRACE_END : finish(own, call, block, out);
}

static enum trace_status valgrind_line(struct trace_memory *memory, struct trace_scan *scan,
                                       struct trace_operation *out)
{
	enum trace_status status = TRACE_END;

	if (!scan->given && !begin_line(memory, scan))
		return TRACE_END;
	for (trace_blanks(scan); status == TRACE_END && *scan->at; trace_blanks(scan))
		status = *scan->at == '=' ? read_result(memory->own, scan, out)
		                          : read_call(memory->own, scan, out);
	return status;
}

/* --------------------------------------------------------------- start and end */

static int is_valgrind(const char *line)
{
	if ((line[0] != '=' && line[0] != '-') || line[1] != line[0])
		return 0;
	const char *number = skip_stamp(line + 2);
	const char *end = number + strspn(number, "0123456789");

	return end > number && end[0] == line[0] && end[1] == line[0]
	       && (end[2] == ' ' || !end[2]);
}

static int valgrind_recognises(const char *head)
{
	return trace_any_line(head, is_valgrind);
}

static const char *valgrind_missing(const struct trace_memory *memory, char *words, size_t size)
{
	const struct valgrind *own = memory->own;

	if (memory->operations)
		return NULL;
	if (own->others)
		snprintf(words, size, "a call of process %llu",
		         (unsigned long long)memory->process);
	else
		snprintf(words, size, "a call, as --trace-malloc=yes makes valgrind tell it");
	return words;
}

static const char *valgrind_remark(const struct trace_memory *memory, char *words, size_t size)
{
	const struct valgrind *own = memory->own;
	size_t left = own->resultless + own->count;
	char hidden[TRACE_WORDS] = "", others[160] = "", results[60] = "";

	hidden_remark(&own->hidden, hidden, sizeof hidden);
	if (own->others)
		snprintf(others, sizeof others,
		         "%zu line%s of other processes (%llu first: load FILE %llu) left out. ",
		         own->others,
		         own->others == 1 ? "" : "s", (unsigned long long)own->other,
		         (unsigned long long)own->other);
	if (left)
		snprintf(results, sizeof results, "%zu call%s without a result left out. ", left,
		         left == 1 ? "" : "s");
	snprintf(words, size, "%s%s%s", others, results, hidden);
	for (size_t end = strlen(words); end && words[end - 1] == ' '; end--)
		words[end - 1] = 0;
	return *words ? words : NULL;
}

static void valgrind_close(void *own)
{
	live_free(&((struct valgrind *)own)->hidden.live);
}

const struct trace_format trace_valgrind = {
	.name = "valgrind --trace-malloc",
	.own = sizeof(struct valgrind),
	.mixed = 1,
	.processes = 1,
	.recognises = valgrind_recognises,
	.line = valgrind_line,
	.missing = valgrind_missing,
	.remark = valgrind_remark,
	.close = valgrind_close,
};
