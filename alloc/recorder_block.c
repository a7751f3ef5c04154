/* SPDX-License-Identifier: MIT */
#include "recorder_block.h"

#include "os.h"
#include "recorder_file.h"

#include <stddef.h>

uint64_t recorder_now(clockid_t clock)
{
	struct timespec now = { 0, 0 };

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

struct my_trace_head *recorder_block_open(const struct my_trace_head *head)
{
	struct my_trace_head *block = recorder_file_claim((size_t)head->length);

	if (!block)
		return NULL;
	*block = *head;
	block->version = MY_TRACE_VERSION;
	block->state = MY_TRACE_OPEN;
	__atomic_store_n(&block->magic, MY_TRACE_MAGIC, __ATOMIC_RELEASE);
	return block;
}

unsigned char *recorder_block_payload(struct my_trace_head *block)
{
	return (unsigned char *)block + MY_TRACE_HEAD;
}

/* The state is written last: who finds a block DONE finds its sums. */
void recorder_block_done(struct my_trace_head *block, uint64_t bytes, uint64_t records)
{
	struct my_trace_head head = *block;

	head.state = MY_TRACE_DONE;
	head.bytes = block->bytes = bytes;
	head.records = block->records = records;
	head.sum = block->sum = my_trace_sum(recorder_block_payload(block), (size_t)bytes);
	block->head_sum = my_trace_sum(&head, offsetof(struct my_trace_head, head_sum));
	__atomic_store_n(&block->state, MY_TRACE_DONE, __ATOMIC_RELEASE);
}

void recorder_block_unmap(struct my_trace_head *block)
{
	size_t calls = 0;

	os_release(&calls, block, (size_t)block->length);
}
