/* SPDX-License-Identifier: MIT
 *
 * recording_operation.c - a record of our own recordings as an operation like any other.
 */
#include "recording_operation.h"

struct trace_operation recording_operation(const struct merged *merged)
{
	static const enum trace_kind kinds[MY_TRACE_KINDS] = {
		[MY_TRACE_MALLOC] = TRACE_MALLOC,   [MY_TRACE_CALLOC] = TRACE_CALLOC,
		[MY_TRACE_ALIGNED] = TRACE_ALIGNED, [MY_TRACE_REALLOC] = TRACE_REALLOC,
		[MY_TRACE_FREE] = TRACE_FREE,       [MY_TRACE_BEFORE] = TRACE_MALLOC,
	};

	return (struct trace_operation){
		.kind = kinds[merged->record.kind],
		.block = merged->record.block,
		.old = merged->record.old,
		.count = merged->record.kind == MY_TRACE_CALLOC,
		.size = merged->record.size,
		.alignment = merged->record.alignment,
		.thread = merged->thread,
		.caller = merged->record.caller,
		.time = merged->time,
	};
}
