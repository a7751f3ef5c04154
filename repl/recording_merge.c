/* SPDX-License-Identifier: MIT
 *
 * recording_merge.c - the records of all threads of a process, in one order.
 *
 * Invariant: a strand is in `ready` with the latest time of its next record as key, or in
 * `waiting` with the time until which that may wait. Each address that one waits for is marked
 * WANTED.
 */
#include "recording_merge.h"

#include "live.h"
#include "memory.h"
#include "recording_queue.h"

#include <stdlib.h>

enum { LIVE = 1, WANTED = 2 }; /* bits of an address's ordinal */

/* A thread of the stream. */
struct member {
	uint32_t thread;       /* its number in the recording */
	uint32_t after;        /* the block up to which it was read */
	struct strand *strand; /* NULL: it is not read at present */
};

struct pending {
	uint64_t time; /* of the next block of a thread that is not read */
	size_t member;
};

struct merge {
	struct recording *recording;
	size_t stream;
	int following, exact;
	int ordered; /* what is live matters: there are several threads */
	struct member *member;
	size_t members, member_space;
	struct pending *pending; /* the earliest last */
	size_t pendings, pending_space, open;
	struct strand_queue ready, waiting;
	struct live live;
	uint64_t records, time; /* that came out; of the last */
	uint64_t unsure;        /* of them, those that had waited in vain */
	int patient; /* who waits, waits for what may not be written yet */
};

/* In which order heads go. A thread that was interrupted has one note before and one after that,
 * and nobody knows which records lie between: they come late, when nobody had to wait for them. */
static uint64_t key_of(const struct merge *merge, struct strand *strand)
{
	if (merge->exact)
		return strand_peek(strand)->order;
	return strand->until != UINT64_MAX ? strand->until : strand_time(strand);
}

/* ---------------------------------------------------------------------- addresses */

static size_t bits_of(const struct merge *merge, uint64_t address)
{
	const struct live_block *found = live_find(&merge->live, address);

	return found ? found->ordinal : 0;
}

static void set_bits(struct merge *merge, uint64_t address, size_t bits)
{
	static char there;
	struct live_block *found = live_find(&merge->live, address);

	if (found && bits)
		found->ordinal = bits;
	else if (found)
		live_remove(&merge->live, found);
	else if (bits && merge->live.count < MERGE_LIVE)
		live_put(&merge->live, (struct live_block){ address, &there, bits });
}

static int is_free(const struct merge *merge, uint64_t address)
{
	return address == 0 || !(bits_of(merge, address) & LIVE);
}

static int is_live(const struct merge *merge, uint64_t address)
{
	return address == 0 || bits_of(merge, address) & LIVE || merge->live.count >= MERGE_LIVE;
}

/* What a record must wait for; 0: nothing. */
static uint64_t missing(const struct merge *merge, const struct my_trace_record *record)
{
	if (!merge->ordered || record->kind == MY_TRACE_BEFORE)
		return 0;
	if (!is_live(merge, record->old))
		return record->old;
	return record->block != record->old && !is_free(merge, record->block) ? record->block : 0;
}

static void wake(struct merge *merge, uint64_t address)
{
	for (size_t i = merge->waiting.count; i-- > 0;) {
		struct strand *strand = merge->waiting.strand[i];

		if (strand->wants != address)
			continue;
		strand_queue_take(&merge->waiting, strand);
		strand->key = key_of(merge, strand);
		strand_queue_put(&merge->ready, strand);
		i = merge->waiting.count; /* others have changed places */
	}
}

static void settle(struct merge *merge, uint64_t address, size_t bits)
{
	size_t before = address ? bits_of(merge, address) : bits;

	if (before == bits)
		return;
	set_bits(merge, address, bits);
	if (before & WANTED)
		wake(merge, address);
}

/* What a record makes of the addresses it tells of. */
static void apply(struct merge *merge, const struct my_trace_record *record)
{
	int fails = record->kind == MY_TRACE_REALLOC && record->block == 0 && record->size > 0;

	if (!merge->ordered || fails)
		return;
	if (record->old != record->block)
		settle(merge, record->old, 0);
	settle(merge, record->block, LIVE);
}

/* ------------------------------------------------------------------------ threads */

static void drop(struct merge *merge, struct member *member)
{
	member->after = member->strand->block;
	strand_close(member->strand);
	member->strand = NULL;
	merge->open--;
}

/* To where it belongs now; its strand is in no queue. */
static void enqueue(struct merge *merge, struct member *member)
{
	struct strand *strand = member->strand;

	if (strand_peek(strand)) {
		strand->member = (size_t)(member - merge->member);
		strand->key = key_of(merge, strand);
		strand_queue_put(&merge->ready, strand);
	} else if (!merge->following || strand_is_over(strand)) {
		drop(merge, member);
	}
}

static uint32_t next_block(const struct merge *merge, const struct member *member)
{
	return member->after ? recording_block(merge->recording, member->after)->next
	                     : recording_thread(merge->recording, member->thread)->first;
}

static int by_time_down(const void *a, const void *b)
{
	const struct pending *left = a, *right = b;

	if (left->time != right->time)
		return left->time < right->time ? 1 : -1;
	return (left->member < right->member) - (left->member > right->member);
}

static void add_pending(struct merge *merge, size_t index)
{
	uint32_t block = next_block(merge, &merge->member[index]);

	if (merge->member[index].strand || !block)
		return;
	merge->pending = memory_room(merge->pending, merge->pendings, 1, &merge->pending_space,
	                             sizeof *merge->pending);
	merge->pending[merge->pendings++] = (struct pending){
		recording_block(merge->recording, block)->time, index,
	};
}

static void find_members(struct merge *merge)
{
	uint32_t next = merge->members
	                        ? recording_thread(merge->recording,
	                                           merge->member[merge->members - 1].thread)->next
	                        : recording_stream(merge->recording, merge->stream)->first;

	for (; next; next = recording_thread(merge->recording, next)->next) {
		merge->member = memory_room(merge->member, merge->members, 1,
		                            &merge->member_space, sizeof *merge->member);
		merge->member[merge->members++] = (struct member){ .thread = next };
	}
	merge->pendings = 0;
	for (size_t i = 0; i < merge->members; i++)
		add_pending(merge, i);
	if (merge->pendings)
		qsort(merge->pending, merge->pendings, sizeof *merge->pending, by_time_down);
}

static int is_due(const struct merge *merge)
{
	if (merge->pendings == 0 || merge->open >= MERGE_THREADS)
		return 0;
	return merge->exact || merge->ready.count == 0
	       || merge->pending[merge->pendings - 1].time <= merge->ready.strand[0]->key;
}

static void start_due(struct merge *merge)
{
	while (is_due(merge)) {
		struct member *member = &merge->member[merge->pending[--merge->pendings].member];

		member->strand = strand_open(merge->recording, member->thread, member->after);
		if (!member->strand)
			continue;
		merge->open++;
		enqueue(merge, member);
	}
}

/* -------------------------------------------------------------------------- order */

/* The least time at which one that may have what it waits for has gone past its own; UINT64_MAX:
 * none may. */
static uint64_t worth_waiting(const struct merge *merge, const struct strand *strand)
{
	uint64_t least = UINT64_MAX;

	for (size_t i = 0; i < merge->ready.count; i++) {
		const struct strand *other = merge->ready.strand[i];

		if (other->from <= strand->until && other->until < least)
			least = other->until;
	}
	for (size_t i = 0; i < merge->waiting.count; i++) {
		const struct strand *other = merge->waiting.strand[i];

		if (other->from <= strand->until && other->key > strand->key
		    && other->key < least)
			least = other->key;
	}
	return least;
}

/* The first of those that wait, when it need not any longer. */
static struct strand *given_up(struct merge *merge)
{
	struct strand *strand = merge->waiting.count ? merge->waiting.strand[0] : NULL;

	if (strand && merge->ready.count) {
		if (strand->key >= merge->ready.strand[0]->key)
			return NULL;
		strand->key = worth_waiting(merge, strand);
		if (strand->key != UINT64_MAX) {
			strand_queue_move(&merge->waiting, strand);
			return NULL;
		}
	} else if (strand && merge->following && merge->patient) {
		return NULL;
	}
	if (strand) {
		strand_queue_take(&merge->waiting, strand);
		merge->patient = 1;
		merge->unsure++;
	}
	return strand;
}

static void wait_for(struct merge *merge, struct strand *strand, uint64_t address)
{
	strand_queue_take(&merge->ready, strand);
	strand->wants = address;
	strand->key = strand->until;
	strand_queue_put(&merge->waiting, strand);
	set_bits(merge, address, bits_of(merge, address) | WANTED);
}

/* The strand whose record comes next, in no queue; NULL: none now. */
static struct strand *choose(struct merge *merge)
{
	for (;;) {
		struct strand *strand;
		uint64_t address;

		start_due(merge);
		strand = given_up(merge);
		if (strand || merge->ready.count == 0)
			return strand;
		strand = merge->ready.strand[0];
		address = missing(merge, strand_peek(strand));
		if (!address) {
			strand_queue_take(&merge->ready, strand);
			return strand;
		}
		wait_for(merge, strand, address);
	}
}

int merge_next(struct merge *merge, struct merged *out)
{
	struct strand *strand = choose(merge);

	if (!strand)
		return 0;
	out->record = *strand_peek(strand);
	if (strand_time(strand) > merge->time)
		merge->time = strand_time(strand);
	out->time = merge->time;
	out->thread = recording_thread(merge->recording, strand->thread)->number;
	strand_take(strand);
	merge->records++;
	apply(merge, &out->record);
	enqueue(merge, &merge->member[strand->member]);
	return 1;
}

/* --------------------------------------------------------------------------- face */

struct merge *merge_open(struct recording *recording, size_t stream, int following)
{
	struct merge *merge = memory_new(1, sizeof *merge);

	merge->recording = recording;
	merge->stream = stream;
	merge->following = following;
	merge->patient = 1;
	merge->exact = recording_is_exact(recording);
	find_members(merge);
	merge->ordered = !merge->exact && (following || merge->members > 1);
	return merge;
}

void merge_close(struct merge *merge)
{
	if (!merge)
		return;
	for (size_t i = 0; i < merge->members; i++)
		strand_close(merge->member[i].strand);
	strand_queue_free(&merge->ready);
	strand_queue_free(&merge->waiting);
	live_free(&merge->live);
	free(merge->member);
	free(merge->pending);
	free(merge);
}

/* Those that had come to the end of what was there. */
static void read_idle(struct merge *merge)
{
	for (size_t i = 0; i < merge->members; i++) {
		struct member *member = &merge->member[i];

		if (member->strand && !member->strand->queued)
			enqueue(merge, member);
	}
}

void merge_refresh(struct merge *merge)
{
	size_t waited = merge->ready.count == 0 ? merge->waiting.count : 0;

	read_idle(merge);
	find_members(merge);
	start_due(merge);
	merge->patient = !(waited && merge->ready.count == 0);
}

uint64_t merge_records(const struct merge *merge)
{
	return merge->records;
}

uint64_t merge_unsure(const struct merge *merge)
{
	return merge->unsure;
}
