/* SPDX-License-Identifier: MIT
 *
 * trace_rep.c - the .rep files of the malloc lab.
 *
 *   20000     a header of two numbers (ids, operations) or of four, whose second and
 *   3         third are these in both orders that are in use: heap size, ids,
 *   5         operations, weight; or weight, ids, operations, largest heap.
 *   1         Some files have none.
 *   a 0 512   allocate block 0
 *   r 0 640   resize it
 *   f 0       free it
 *
 * An id is free for use again after its f. "a 7" without a size occurs.
 */
#include "trace.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { HEADER_MAX = 4 };

static int is_header_whole(const struct trace_memory *memory)
{
	return memory->numbers == 0 || memory->numbers == 2 || memory->numbers == HEADER_MAX;
}

/* How many operations the header promises; 0 without a header. */
static uint64_t promised(const struct trace_memory *memory)
{
	return memory->numbers ? memory->number[memory->numbers / 2] : 0;
}

static enum trace_status header_line(struct trace_memory *memory, struct trace_scan *scan)
{
	while (*scan->at) {
		if (memory->numbers == HEADER_MAX || memory->operations) {
			scan->expected = "a, r or f";
			return TRACE_WRONG;
		}
		if (!trace_number(scan, &memory->number[memory->numbers], "a number of the header"))
			return TRACE_WRONG;
		memory->numbers++;
		trace_blanks(scan);
	}
	return TRACE_END;
}

static const struct letter {
	char letter;
	enum trace_kind kind;
	int sized;
} letters[] = {
	{ 'a', TRACE_MALLOC, 1 },
	{ 'r', TRACE_REALLOC, 1 },
	{ 'f', TRACE_FREE, 0 },
};

static const struct letter *find_letter(struct trace_scan *scan)
{
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (scan->at[0] == letters[i].letter && strchr(" \t", scan->at[1]))
			return &letters[i];
	return NULL;
}

static int read_id(struct trace_scan *scan, struct trace_operation *out)
{
	uint64_t id;

	if (!trace_number(scan, &id, "the id of a block"))
		return 0;
	if (id == UINT64_MAX) {
		scan->expected = "an id below 2^64 - 1";
		return 0;
	}
	out->block = out->old = id + 1;
	return 1;
}

/* A size left out is a habit of some files in the middle, and a cut at the end. */
static int read_size(struct trace_scan *scan, struct trace_operation *out)
{
	trace_blanks(scan);
	out->sizeless = !*scan->at && !scan->unended;
	return out->sizeless || trace_number(scan, &out->size, "a size");
}

static enum trace_status rep_line(struct trace_memory *memory, struct trace_scan *scan,
                                  struct trace_operation *out)
{
	if (isdigit((unsigned char)*scan->at))
		return header_line(memory, scan);

	const struct letter *letter = find_letter(scan);

	if (!letter || !is_header_whole(memory)) {
		scan->expected = letter ? "a header of 2 or 4 numbers before the operations"
		                        : "a, r or f";
		return TRACE_WRONG;
	}
	scan->at++;
	out->kind = letter->kind;
	if (!read_id(scan, out) || (letter->sized && !read_size(scan, out)))
		return TRACE_WRONG;
	return trace_line_end(scan);
}

static int rep_recognises(const char *head)
{
	head += strspn(head, " \t\r\n");
	struct trace_scan scan = { .at = head };

	if (find_letter(&scan) && scan.at[1]) {
		scan.at++;
		trace_blanks(&scan);
		return isdigit((unsigned char)*scan.at);
	}
	size_t digits = strspn(head, "0123456789");

	return digits && (!head[digits] || strchr(" \t\r\n", head[digits]));
}

static const char *rep_missing(const struct trace_memory *memory, char *words, size_t size)
{
	uint64_t wanted = promised(memory);

	if (!is_header_whole(memory))
		return "a header of 2 or 4 numbers";
	if (memory->operations >= wanted)
		return NULL;
	uint64_t more = wanted - memory->operations;

	snprintf(words, size, "%llu more operation%s (the header promises %llu)",
	         (unsigned long long)more, more == 1 ? "" : "s", (unsigned long long)wanted);
	return words;
}

static const char *rep_remark(const struct trace_memory *memory, char *words, size_t size)
{
	uint64_t wanted = promised(memory);

	if (memory->numbers == 0 || memory->operations == wanted)
		return NULL;
	snprintf(words, size, "The header promises %llu operation%s; the file holds %zu.",
	         (unsigned long long)wanted, wanted == 1 ? "" : "s", memory->operations);
	return words;
}

const struct trace_format trace_rep = {
	.name = "malloc-lab .rep",
	.counted = 1,
	.recognises = rep_recognises,
	.line = rep_line,
	.missing = rep_missing,
	.remark = rep_remark,
};
