/* SPDX-License-Identifier: MIT
 *
 * recording_head.c - what is believed of a block's head.
 */
#include "recording_head.h"

#include <stddef.h>

uint64_t recording_head_sum(const struct my_trace_head *head)
{
	return my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
}

const char *recording_head_wrong(const struct my_trace_head *head)
{
	if (head->magic != MY_TRACE_MAGIC)
		return "the head of a block was expected";
	if (head->state == MY_TRACE_DONE && head->head_sum != recording_head_sum(head))
		return "the head of a block has a wrong sum";
	if (head->version != MY_TRACE_VERSION)
		return "a block has another version than the file";
	if (head->kind == MY_TRACE_FILE || head->kind >= MY_TRACE_BLOCKS)
		return "a block is of no kind that is known";
	if (head->state < MY_TRACE_OPEN || head->state > MY_TRACE_SPOILT
	    || (head->state == MY_TRACE_SPOILT && head->head_sum))
		return "a block has a state that does not exist";
	if (head->length == 0 || head->length % MY_TRACE_PAGE
	    || head->length > RECORDING_HEAD_LENGTH)
		return "the length of a block is none";
	if (head->state == MY_TRACE_DONE && head->bytes > head->length - MY_TRACE_HEAD)
		return "a block holds more bytes than it is long";
	return NULL;
}

uint64_t recording_head_operations(const struct my_trace_head *head)
{
	return head->notes < head->records ? head->records - head->notes : 0;
}
