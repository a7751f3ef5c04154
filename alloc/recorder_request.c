/* SPDX-License-Identifier: MIT */
#include "recorder_request.h"

#include "my_heap_walk.h"
#include "recorder.h"

#include <errno.h>
#include <string.h>

struct my_trace_request my_malloc_record_request = { .magic = MY_TRACE_MAGIC,
	                                                 .version = MY_TRACE_VERSION };

#define REQUEST my_malloc_record_request

void recorder_request_wakes(void *at, void *word)
{
	REQUEST.wake_at = (uintptr_t)at;
	REQUEST.wake = (uintptr_t)word;
}

static void answer(enum my_trace_request_state state)
{
	__atomic_store_n(&REQUEST.state, (uint32_t)state, __ATOMIC_RELEASE);
}

static int take(uint32_t from, uint32_t to)
{
	return __atomic_compare_exchange_n(&REQUEST.state, &from, to, 0, __ATOMIC_ACQ_REL,
	                                   __ATOMIC_RELAXED);
}

static int open_file(void)
{
	const char *wrong;

	REQUEST.path[sizeof REQUEST.path - 1] = '\0';
	wrong = recorder_is_wanted() ? "it is recorded already"
	                             : recorder_open(REQUEST.path, REQUEST.exact != 0,
	                                             REQUEST.locked != 0);
	if (!wrong)
		return 1;
	strncpy(REQUEST.why, wrong, sizeof REQUEST.why - 1);
	answer(MY_TRACE_REFUSED);
	return 0;
}

void recorder_request_obey(void)
{
	if (take(MY_TRACE_STOP, MY_TRACE_ENDED))
		recorder_stop();
}

int recorder_request_take(void)
{
	int saved = errno, starts = 0;

	recorder_request_obey();
	if (take(MY_TRACE_ASKED, MY_TRACE_STARTING))
		starts = open_file();
	errno = saved;
	return starts;
}

static int tell(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	(void)user;
	(void)section;
	if (!chunk->free && chunk->kind != MY_HEAP_SPAN)
		recorder_tell(&(struct my_trace_record){ .kind = MY_TRACE_BEFORE,
		                                         .block = (uintptr_t)chunk->pointer,
		                                         .size = chunk->asked });
	return 0;
}

void recorder_request_start(const my_heap *heap)
{
	const my_heap_visitor visitor = { .chunk = tell };

	recorder_start();
	my_heap_walk(heap, &visitor, NULL);
}

void recorder_request_started(void)
{
	take(MY_TRACE_STARTING, MY_TRACE_RECORDING);
}

void recorder_request_ended(void)
{
	take(MY_TRACE_RECORDING, MY_TRACE_ENDED);
	take(MY_TRACE_STARTING, MY_TRACE_ENDED);
}
