/* SPDX-License-Identifier: MIT
 *
 * trace_scan.c - what readers of text share: lines, blanks, numbers, the end of a line.
 */
#include "trace.h"

#include "input.h"

#include <string.h>

int trace_any_line(const char *head, int (*looks)(const char *line))
{
	char line[INPUT_LINE_MAX + 1];

	for (size_t length; *head; head += length + (head[length] != 0)) {
		length = strcspn(head, "\n");
		memcpy(line, head, length);
		line[strcspn(head, "\r\n")] = 0;
		if (looks(line))
			return 1;
	}
	return 0;
}

void trace_blanks(struct trace_scan *scan)
{
	while (*scan->at == ' ' || *scan->at == '\t')
		scan->at++;
}

/* Large where it is none. */
static unsigned digit_of(char c)
{
	static const unsigned char digit_and_one[256] = {
		['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
		['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
		['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
		['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
	};

	return digit_and_one[(unsigned char)c] - 1u;
}

int trace_number(struct trace_scan *scan, uint64_t *out, const char *what)
{
	trace_blanks(scan);
	unsigned base = scan->at[0] == '0' && (scan->at[1] | 0x20) == 'x' ? 16 : 10;
	const char *at = scan->at + (base == 16 ? 2 : 0), *first = at;
	uint64_t value = 0;

	scan->expected = what;
	for (unsigned digit; (digit = digit_of(*at)) < base; at++)
		if (__builtin_mul_overflow(value, base, &value)
		    || __builtin_add_overflow(value, digit, &value)) {
			scan->expected = "a number below 2^64";
			return 0;
		}
	if (at == first || (*at && !strchr(" \t:,)", *at)))
		return 0;
	scan->at = at;
	*out = value;
	return 1;
}

enum trace_status trace_line_end(struct trace_scan *scan)
{
	trace_blanks(scan);
	if (!*scan->at)
		return TRACE_OPERATION;
	scan->expected = "the end of the line";
	return TRACE_WRONG;
}
