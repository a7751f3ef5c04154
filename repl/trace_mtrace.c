/* SPDX-License-Identifier: MIT
 *
 * trace_mtrace.c - what glibc's mtrace writes to $MALLOC_TRACE.
 *
 *   = Start                 @ WHERE < OLD             a realloc in two lines
 *   @ WHERE + POINTER SIZE  @ WHERE > POINTER SIZE
 *   @ WHERE - POINTER       @ WHERE ! OLD SIZE        a realloc that failed
 *
 * WHERE ends with "] " and is left out where the caller is not known. Sizes are hexadecimal,
 * and 0 is "0"; a request that failed gives "(nil)". A calloc is one request for the product,
 * and a realloc to size 0 a free. Neither alignments nor threads are told. A process that
 * forked writes into the same file: lines may be torn then.
 */
#include "trace.h"

#include "call.h"

#include <stdio.h>
#include <string.h>

struct mtrace {
	int halves;   /* 1: the first line of a realloc was read, for old */
	uint64_t old;
	size_t torn;  /* halves that stood alone */
};

/* Behind the caller, at one of + - < > !; NULL where there is none. */
static const char *find_sign(const char *at)
{
	const char *found = NULL;

	if (at[0] == '@') {
		for (const char *end = strstr(at, "] "); end; end = strstr(end + 1, "] "))
			found = end;
		at = found ? found + 2 : "";
	}
	return *at && strchr("+-<>!", *at) && at[1] == ' ' ? at : NULL;
}

static enum trace_status read_fields(struct trace_scan *scan, uint64_t *pointer, uint64_t *size)
{
	scan->expected = "a pointer";
	if (!call_result(scan, pointer) || (size && !trace_number(scan, size, "a size")))
		return TRACE_WRONG;
	return trace_line_end(scan);
}

static enum trace_status read_block(struct mtrace *own, struct trace_scan *scan,
                                    struct trace_operation *out)
{
	(void)own;
	out->kind = TRACE_MALLOC;
	return read_fields(scan, &out->block, &out->size);
}

static enum trace_status read_free(struct mtrace *own, struct trace_scan *scan,
                                   struct trace_operation *out)
{
	(void)own;
	out->kind = TRACE_FREE;
	return read_fields(scan, &out->old, NULL);
}

static enum trace_status read_old(struct mtrace *own, struct trace_scan *scan,
                                  struct trace_operation *out)
{
	(void)out;
	own->halves = read_fields(scan, &own->old, NULL) == TRACE_OPERATION;
	return own->halves ? TRACE_END : TRACE_WRONG;
}

static enum trace_status read_new(struct mtrace *own, struct trace_scan *scan,
                                  struct trace_operation *out)
{
	out->kind = own->halves ? TRACE_REALLOC : TRACE_MALLOC;
	own->torn += !own->halves;
	out->old = own->halves ? own->old : 0;
	own->halves = 0;
	return read_fields(scan, &out->block, &out->size);
}

static enum trace_status read_failure(struct mtrace *own, struct trace_scan *scan,
                                      struct trace_operation *out)
{
	(void)own;
	out->kind = TRACE_REALLOC;
	return read_fields(scan, &out->old, &out->size);
}

/* A first half without a second: the block went, wherever to. */
static enum trace_status give_half(struct mtrace *own, struct trace_operation *out)
{
	own->halves = 0;
	own->torn++;
	out->kind = TRACE_FREE;
	out->old = own->old;
	return TRACE_OPERATION;
}

static enum trace_status mtrace_line(struct trace_memory *memory, struct trace_scan *scan,
                                     struct trace_operation *out)
{
	static enum trace_status (*const signs[])(struct mtrace *, struct trace_scan *,
	                                          struct trace_operation *) = {
		['+'] = read_block, ['-'] = read_free,    ['<'] = read_old,
		['>'] = read_new,   ['!'] = read_failure,
	};
	const char *sign = find_sign(scan->at);

	if (scan->at[0] == '=')
		return TRACE_END;
	if (!sign) {
		scan->expected = "a caller and +, -, <, > or !";
		return TRACE_WRONG;
	}
	struct mtrace *own = memory->own;

	if (own->halves && *sign != '>')
		return give_half(own, out);
	scan->at = sign + 1;
	return signs[(unsigned char)*sign](own, scan, out);
}

static int is_mtrace(const char *line)
{
	return strncmp(line, "= Start", 7) == 0 || (line[0] == '@' && find_sign(line));
}

static int mtrace_recognises(const char *head)
{
	return trace_any_line(head, is_mtrace);
}

static const char *mtrace_missing(const struct trace_memory *memory, char *words, size_t size)
{
	const struct mtrace *own = memory->own;

	(void)words;
	(void)size;
	return own->halves ? "the second half of a realloc" : NULL;
}

static const char *mtrace_remark(const struct trace_memory *memory, char *words, size_t size)
{
	const struct mtrace *own = memory->own;
	char torn[80] = "";

	if (own->torn)
		snprintf(torn, sizeof torn, " Of %zu realloc%s only one line of two was there.",
		         own->torn, own->torn == 1 ? "" : "s");
	snprintf(words, size, "mtrace tells neither alignments nor threads.%s", torn);
	return words;
}

const struct trace_format trace_mtrace = {
	.name = "glibc mtrace",
	.own = sizeof(struct mtrace),
	.mixed = 1,
	.recognises = mtrace_recognises,
	.line = mtrace_line,
	.missing = mtrace_missing,
	.remark = mtrace_remark,
};
