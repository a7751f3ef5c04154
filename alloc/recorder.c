/* SPDX-License-Identifier: MIT */
#include "recorder_short.h"

#include "os.h"
#include "recorder_block.h"
#include "recorder_file.h"
#include "recorder_request.h"
#include "recorder_say.h"
#include "recorder_stream.h"
#include "settings.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	FIRST_BLOCK = 1 << 12,     /* bytes of a thread's first block; */
	LARGEST_BLOCK = 1 << 18,   /* each next one is twice as long, up to this */
	ROOM = 2 * MY_TRACE_RECORD, /* for a record, and for a note before it */
	LOOK = 1000000000,         /* nanoseconds from one look whether anybody waits to the next */
	CLOSE_NOTES = 16,          /* operations between two notes, */
	EXCHANGES = 4096           /* for so many notes after an exchange */
};

/* Of all threads that have ended, for what they free after that. */
struct rest {
	pthread_mutex_t lock;
	struct recorder recorder;
};

int recorder_mode = RECORDER_UNKNOWN;

static struct rest *the_rest;
static struct recorder nobody; /* nothing is written into it */
static int threads; /* that were recorded so far */
__thread struct recorder *recorder_own = &nobody;
static __thread int has_ended __attribute__((tls_model("initial-exec")));

/* --------------------------------------------------------------------------- on and off */

/* The first who asks finds out; who asks in the same instant is not recorded yet. */
static void find_mode(void)
{
	static int is_asked;
	const struct settings *settings = settings_get();
	const char *wrong = NULL;
	int saved = errno;

	if (__atomic_exchange_n(&is_asked, 1, __ATOMIC_ACQ_REL))
		return;
	if (settings->record)
		wrong = recorder_file_open(settings->record, settings->exact, 0);
	if (wrong)
		recorder_say("nothing is recorded into ", wrong, "\n");
	__atomic_store_n(&recorder_mode, settings->record && !wrong ? RECORDER_ON : RECORDER_OFF,
	                 __ATOMIC_RELEASE);
	errno = saved;
}

int recorder_is_wanted(void)
{
	if (__atomic_load_n(&recorder_mode, __ATOMIC_RELAXED) == RECORDER_UNKNOWN)
		find_mode();
	return __atomic_load_n(&recorder_mode, __ATOMIC_ACQUIRE) == RECORDER_ON;
}

const char *recorder_open(const char *path, int exact, int locked)
{
	recorder_stream_forget();
	return recorder_file_open(path, exact, locked);
}

void recorder_start(void)
{
	__atomic_store_n(&recorder_mode, RECORDER_ON, __ATOMIC_RELEASE);
}

void recorder_stop(void)
{
	__atomic_store_n(&recorder_mode, RECORDER_OFF, __ATOMIC_RELEASE);
}

/* For all threads; one of them says so, in one of the processes. */
static void stop_for_want(void)
{
	const char *why = recorder_file_trouble();

	if (__atomic_exchange_n(&recorder_mode, RECORDER_OFF, __ATOMIC_ACQ_REL) != RECORDER_ON)
		return;
	if (recorder_stream_stop())
		recorder_say("recording stopped, ", why, "; the program goes on\n");
	recorder_request_ended(); /* from here on another file may be asked for */
}

/* Nobody waits for it any more, who may have been killed: the program is told nothing. */
static void stop_for_lack_of_interest(void)
{
	recorder_stop();
	recorder_request_ended();
}

/* ------------------------------------------------------------------------ one recorder */

/* Counts what was written since the last preparation, of which so much is left. */
static void count(struct recorder *recorder, long left)
{
	recorder->records += (uint64_t)(recorder->granted - left);
	recorder->granted = left;
}

static void close_block(struct recorder *recorder)
{
	struct my_trace_head *block = recorder->block;

	if (!block)
		return;
	recorder->block = NULL;
	recorder->end = recorder->at;
	recorder_block_done(block, (uint64_t)(recorder->at - recorder_block_payload(block)),
	                    recorder->records);
	recorder_block_unmap(block);
}

static uint64_t next_length(const struct recorder *recorder)
{
	if (!recorder->block)
		return FIRST_BLOCK;
	if (recorder->block->length < LARGEST_BLOCK)
		return 2 * recorder->block->length;
	return LARGEST_BLOCK;
}

static uint32_t number_of_thread(void)
{
	return (uint32_t)syscall(SYS_gettid);
}

static int open_block(struct recorder *recorder)
{
	struct my_trace_head head = { .kind = MY_TRACE_RECORDS,
		                      .length = next_length(recorder),
		                      .stream = recorder_stream(),
		                      .thread = has_ended ? 0 : number_of_thread() };

	close_block(recorder);
	if (!head.stream)
		return 0;
	head.time = recorder_stream_time();
	recorder->block = recorder_block_open(&head);
	if (!recorder->block)
		return 0;
	recorder->at = recorder_block_payload(recorder->block);
	recorder->end = (unsigned char *)recorder->block + head.length;
	recorder->file = recorder_file_first();
	recorder->records = 0;
	recorder->exact = recorder_file_first()->flags & MY_TRACE_EXACT;
	memset(&recorder->coder, 0, sizeof recorder->coder);
	return 1;
}

static void put_note(struct recorder *recorder)
{
	const struct my_trace_record note = { .kind = MY_TRACE_NOTE,
		                              .time = recorder_stream_time() };

	recorder->at += my_trace_encode(&recorder->coder, recorder->at, recorder->exact, &note);
	recorder->records++;
	recorder->block->notes++;
}

static int is_full(const struct recorder *recorder)
{
	return recorder->end - recorder->at < ROOM || recorder->file != recorder_file_first();
}

/* Looked at once a second, by each thread, and before each block, where the recording is only
 * wanted while somebody reads it. */
static int is_left(struct recorder *recorder)
{
	uint64_t now;

	if (!recorder_file_is_locked())
		return 0;
	now = recorder_now(CLOCK_MONOTONIC);
	if (!is_full(recorder) && now - recorder->looked < LOOK)
		return 0;
	recorder->looked = now;
	return recorder_file_is_left();
}

/* A thread may be interrupted anywhere, and others go on for long: what lies between two notes
 * then has no sure place. So a thread that has lately exchanged blocks notes the time oftener. */
static long notes_of(struct recorder *recorder)
{
	if (!recorder->exchanges)
		return MY_TRACE_NOTES;
	recorder->exchanges--;
	return CLOSE_NOTES;
}

/* There is room for some records, behind the time; 0: there is none. */
static int prepare(struct recorder *recorder)
{
	int saved = errno, ready;

	recorder_request_obey();
	if (recorder_is_wanted() && is_left(recorder))
		stop_for_lack_of_interest();
	ready = recorder_is_wanted();
	if (!ready)
		close_block(recorder);
	else if (is_full(recorder)) {
		ready = open_block(recorder);
		if (!ready)
			stop_for_want();
	}
	if (ready) {
		put_note(recorder);
		recorder->granted = notes_of(recorder);
		if (recorder->granted > (recorder->end - recorder->at) / MY_TRACE_RECORD)
			recorder->granted = (recorder->end - recorder->at) / MY_TRACE_RECORD;
	}
	errno = saved;
	return ready;
}

static void meet(uint64_t caller)
{
	int saved = errno;

	recorder_stream_meets(caller);
	errno = saved;
}

/* The order is drawn right before the record is written. */
static void write_numbered(struct recorder *recorder, const struct my_trace_record *record)
{
	struct my_trace_record numbered = *record;

	numbered.order = __atomic_fetch_add(&recorder_file_first()->order, 1, __ATOMIC_RELAXED);
	recorder->at += my_trace_encode(&recorder->coder, recorder->at, 1, &numbered);
}

static void write_record(struct recorder *recorder, const struct my_trace_record *record)
{
	uint64_t caller = record->caller;
	int is_new = recorder_coder(recorder)->callers[site_of(caller)] != caller;

	if (recorder->exact)
		write_numbered(recorder, record);
	else
		recorder->at += my_trace_encode(&recorder->coder, recorder->at, 0, record);
	if (is_new)
		meet(caller);
}

static void take(struct recorder *recorder, const struct my_trace_record *record)
{
	long left = recorder->exact ? recorder->numbered : recorder->left;

	if (recorder->left == RECORDER_BUSY)
		return;
	recorder->left = RECORDER_BUSY;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	if (left == 0) {
		count(recorder, 0);
		left = prepare(recorder) ? recorder->granted : 0;
	}
	if (left > 0) {
		write_record(recorder, record);
		left--;
	}
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	recorder->numbered = left;
	recorder->left = recorder->exact ? 0 : left;
}

/* --------------------------------------------------------------------------- threads */

/* 0: no memory for it. */
static int open_own(void)
{
	int saved = errno;
	size_t calls = 0;
	struct recorder *made = os_forgetful(&calls, sizeof *made);

	if (made) {
		recorder_own = made;
		__atomic_fetch_add(&threads, 1, __ATOMIC_RELAXED);
	} else {
		stop_for_want();
	}
	errno = saved;
	return made != NULL;
}

static struct rest *rest(void)
{
	struct rest *now = __atomic_load_n(&the_rest, __ATOMIC_ACQUIRE), *made;
	size_t calls = 0;

	if (now)
		return now;
	made = os_forgetful(&calls, sizeof *made);
	if (made && !__atomic_compare_exchange_n(&the_rest, &now, made, 0, __ATOMIC_ACQ_REL,
	                                         __ATOMIC_ACQUIRE)) {
		os_release(&calls, made, sizeof *made);
		made = now;
	}
	return made;
}

static void tell_rest(const struct my_trace_record *record)
{
	struct rest *of_all = rest();

	if (!of_all)
		return;
	pthread_mutex_lock(&of_all->lock);
	take(&of_all->recorder, record);
	pthread_mutex_unlock(&of_all->lock);
}

void recorder_tell(const struct my_trace_record *record)
{
	if (!recorder_is_wanted())
		return;
	if (has_ended)
		tell_rest(record);
	else if (recorder_own != &nobody || open_own())
		take(recorder_own, record);
}

/* Where one thread is alone, or all have numbers, the order is clear. A thread that is not ready
 * begins with the time. */
void recorder_note(void)
{
	struct recorder *recorder = recorder_own;
	long left = recorder->left;

	if (left <= 0 || __atomic_load_n(&threads, __ATOMIC_RELAXED) < 2)
		return;
	recorder->left = RECORDER_BUSY;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	put_note(recorder);
	recorder->exchanges = EXCHANGES;
	recorder->granted--;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	recorder->left = left - 1;
}

void recorder_pause(void)
{
	struct recorder *recorder = recorder_own;

	if (recorder == &nobody || recorder->left == RECORDER_BUSY)
		return;
	recorder_note();
	count(recorder, recorder->exact ? recorder->numbered : recorder->left);
	recorder->left = recorder->numbered = recorder->granted = 0;
	close_block(recorder);
}

void recorder_end_thread(void)
{
	struct recorder *gone = recorder_own;
	int saved = errno;
	size_t calls = 0;

	has_ended = 1;
	recorder_pause();
	recorder_own = &nobody;
	if (gone != &nobody)
		os_release(&calls, gone, sizeof *gone);
	errno = saved;
}
