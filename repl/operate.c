/* SPDX-License-Identifier: MIT
 *
 * operate.c - one operation asked of the heap: observed, counted, named, narrated.
 *
 *   start -> the heap's function, observed -> done: journal, names -> sentences, changes
 */
#include "operate.h"

#include "changes.h"
#include "look.h"
#include "memory.h"
#include "names.h"
#include "narrate.h"
#include "result.h"
#include "session.h"
#include "steps.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>

static void observe(void *user, const my_heap_event *event)
{
	struct session *session = user;

	steps_add(session->steps, event);
	changes_add(session->changes, event);
	if (session->peek)
		session->peek(session, event, session->peek_user);
}

static size_t bytes_free(const struct session *session)
{
	my_heap_statistics s;

	my_heap_stats(session->heap, &s);
	return s.free;
}

void operate_start(struct session *session, char glyph)
{
	steps_clear(session->steps);
	session->steps->free = session->remaining ? 0 : bytes_free(session);
	changes_clear(session->changes);
	session->changes->is_fast = look_is_fast(session);
	lines_clear(&session->why);
	session->changed[0] = 0;
	session->misused = 0;
	session->last = (struct operation){ .glyph = glyph, .thread = session->thread };
	snprintf(session->last.command, sizeof session->last.command, "%s", session->doing);
	if (look_is_fast(session))
		my_heap_use_thread(session->heap, session->thread);
	my_heap_observe(session->heap, session->remaining ? NULL : observe, session);
	timeline_begin(session);
}

void operate_done(struct session *session, struct op op, const struct extra *extra)
{
	op.glyph = session->last.glyph;
	op.thread = look_is_fast(session) ? (uint8_t)session->thread : 0;
	timeline_record(session, &op, extra);
	my_heap_observe(session->heap, NULL, NULL);
	session->outcome.operation = 1;
}

void operate_tell(struct session *session)
{
	if (session->remaining)
		return;
	if (session->steps->count)
		narrate(session);
	free(session->changed);
	session->changed = changes_text(session, session->last.name);
	if (session->last.after.section)
		session->focus = session->last.after.section;
	else if (session->last.wrong.section)
		session->focus = session->last.wrong.section;
}

static void note_place(struct session *session, const void *pointer, struct place *place)
{
	my_heap_chunk chunk;

	if (my_heap_find(session->heap, pointer, &chunk))
		*place = (struct place){ chunk.section, chunk.offset };
}

static void note_name(struct session *session, const char *name)
{
	snprintf(session->last.name, sizeof session->last.name, "%s", name);
}

static void note_block(struct session *session, size_t index)
{
	note_name(session, names_get(session->names, index).text);
}

/* A refused operation counts, and is shown as one. */
static int refuse(struct session *session, struct op op, struct extra extra)
{
	extra.text = memory_text(session->doing);
	op.flags |= OPERATION_FAILED;
	op.block = BLOCK_NONE;
	session->last.glyph = '!';
	operate_done(session, op, &extra);
	operate_tell(session);
	return SESSION_FAILED;
}

/* ------------------------------------------------------------------- allocate */

static void *call_malloc(my_heap *heap, const struct request *request)
{
	return my_heap_malloc(heap, request->size);
}

static void *call_calloc(my_heap *heap, const struct request *request)
{
	return my_heap_calloc(heap, request->count, request->size);
}

static void *call_aligned(my_heap *heap, const struct request *request)
{
	return my_heap_aligned_alloc(heap, request->alignment, request->size);
}

static void *ask(struct session *session, const struct request *request)
{
	static void *(*const calls[128])(my_heap *, const struct request *) = {
		['m'] = call_malloc, ['c'] = call_calloc, ['a'] = call_aligned,
	};

	operate_start(session, '+');
	return calls[(unsigned char)request->kind](session->heap, request);
}

static size_t asked_by(const struct request *request)
{
	size_t size = request->size;

	if (request->kind == 'c' && __builtin_mul_overflow(request->count, size, &size))
		return SIZE_MAX;
	return size;
}

static const enum operation_kind kinds[128] = {
	['m'] = OPERATION_MALLOC, ['c'] = OPERATION_CALLOC, ['a'] = OPERATION_ALIGNED,
};

/* What does not fit into an operation of the journal; 1 if there is such. */
static int extra_of(const struct request *request, struct extra *extra)
{
	*extra = (struct extra){ .alignment = request->alignment };
	if (request->kind == 'c') {
		extra->count = request->count;
		extra->each = request->size;
	}
	if (request->name)
		extra->text = memory_text(request->name);
	return request->kind != 'm' || request->name;
}

int operate_allocate(struct session *session, const struct request *request)
{
	struct op op = { .kind = (uint8_t)kinds[(unsigned char)request->kind],
		         .size = asked_by(request), .block = BLOCK_NONE };
	struct extra extra;
	void *pointer = ask(session, request);
	int has_extra;

	if (!pointer && session->remaining) {
		session->remaining = 0;
		op.flags |= OPERATION_TWICE;
		pointer = ask(session, request);
	}
	op.pointer = pointer;
	has_extra = extra_of(request, &extra);
	if (!pointer) {
		free(extra.text);
		refuse(session, op, extra);
		result_no_memory(session, request);
		return SESSION_FAILED;
	}
	operate_done(session, op, has_extra ? &extra : NULL);
	note_block(session, names_count(session->names) - 1);
	note_place(session, pointer, &session->last.after);
	operate_tell(session);
	if (!session->remaining)
		result_allocated(session, request, pointer);
	return SESSION_OK;
}

/* ----------------------------------------------------------------------- free */

/* The name died, and its address was given to another: the allocator, which knows no
 * names, would free that one. Refused here. */
static int is_stale(const struct session *session, const struct target *target)
{
	struct name name = target_name(session, target);

	return name.died && target->plain
	       && names_at(session->names, name.pointer) != NAME_NONE;
}

static int refuse_stale(struct session *session, const struct target *target,
                        enum my_heap_misuse cause)
{
	session->remaining = 0;
	operate_start(session, '!');
	note_place(session, target->pointer, &session->last.wrong);
	session->last.misuse = (int)cause + 1;
	refuse(session, (struct op){ .kind = OPERATION_NOTHING }, (struct extra){ 0 });
	result_stale(session, target, cause);
	return SESSION_FAILED;
}

static int refuse_misuse(struct session *session, const struct target *target, struct op op)
{
	struct name name = target_name(session, target);

	session->last.misuse = session->misused;
	note_place(session, target->pointer, &session->last.wrong);
	session->last.before = session->last.wrong;
	if (target->plain)
		note_name(session, name.text);
	refuse(session, op, (struct extra){ 0 });
	result_misuse(session, target);
	return SESSION_FAILED;
}

/* The name of the chunk that a target points to, however it was written. */
static size_t owner(const struct session *session, const struct target *target)
{
	return names_at(session->names, target->pointer);
}

static uint32_t block_of(const struct session *session, const struct target *target)
{
	size_t index = owner(session, target);

	return index == NAME_NONE ? BLOCK_NONE : (uint32_t)index;
}

/* What the operation is about, before it is done. */
static void about(struct session *session, const struct target *target, char glyph)
{
	operate_start(session, glyph);
	if (session->remaining)
		return;
	note_place(session, target->pointer, &session->last.before);
	note_block(session, owner(session, target));
}

/* The command is kept where nothing else tells it: free(NULL) is about no block. */
static void done_with(struct session *session, struct op op)
{
	struct extra extra = { 0 };

	if (op.block == BLOCK_NONE)
		extra.text = memory_text(session->doing);
	operate_done(session, op, op.block == BLOCK_NONE ? &extra : NULL);
}

static void release_by(my_heap *heap, const struct op *op)
{
	if (op->kind == OPERATION_FREE)
		my_heap_free(heap, op->pointer);
	else
		my_heap_realloc(heap, op->pointer, 0);
}

static int release(struct session *session, const struct target *target,
                   enum operation_kind kind)
{
	my_heap_chunk chunk = { 0 };
	struct op op = { .kind = (uint8_t)kind, .pointer = target->pointer,
		         .block = block_of(session, target) };

	my_heap_find(session->heap, target->pointer, &chunk);
	about(session, target, '-');
	release_by(session->heap, &op);
	if (session->misused && session->remaining) {
		session->remaining = 0;
		op.flags |= OPERATION_TWICE;
		about(session, target, '-');
		release_by(session->heap, &op);
	}
	if (session->misused)
		return refuse_misuse(session, target, op);
	op.size = chunk.size;
	done_with(session, op);
	operate_tell(session);
	session->focus = session->remaining || !chunk.section ? session->focus : chunk.section;
	if (!session->remaining)
		result_freed(session, target, chunk.size);
	return SESSION_OK;
}

int operate_free(struct session *session, const struct target *target)
{
	if (is_stale(session, target))
		return refuse_stale(session, target, MY_HEAP_DOUBLE_FREE);
	return release(session, target, OPERATION_FREE);
}

/* -------------------------------------------------------------------- realloc */

static void *ask_realloc(struct session *session, const struct target *target, size_t size)
{
	about(session, target, '~');
	return my_heap_realloc(session->heap, target->pointer, size);
}

static int resized(struct session *session, struct op op)
{
	int is_new = op.block == BLOCK_NONE;

	operate_done(session, op, NULL);
	note_block(session, is_new ? names_count(session->names) - 1 : op.block);
	note_place(session, op.pointer, &session->last.after);
	operate_tell(session);
	if (!session->remaining)
		result_resized(session, op.pointer);
	return SESSION_OK;
}

int operate_realloc(struct session *session, const struct target *target, size_t size)
{
	struct op op = { .pointer = target->pointer, .size = size,
		         .block = block_of(session, target) };
	void *pointer;

	if (is_stale(session, target))
		return refuse_stale(session, target, MY_HEAP_INVALID_REALLOC);
	if (size == 0 && target->pointer)
		return release(session, target, OPERATION_RELEASE);
	op.kind = target->pointer ? OPERATION_REALLOC : OPERATION_RENEW;
	pointer = ask_realloc(session, target, size);
	if (!pointer && session->remaining) {
		session->remaining = 0;
		op.flags |= OPERATION_TWICE;
		pointer = ask_realloc(session, target, size);
	}
	if (session->misused)
		return refuse_misuse(session, target, op);
	if (!pointer) {
		refuse(session, op, (struct extra){ 0 });
		result_no_room(session, target);
		return SESSION_FAILED;
	}
	op.pointer = pointer;
	return resized(session, op);
}
