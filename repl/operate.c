/* SPDX-License-Identifier: MIT
 *
 * operate.c - one operation asked of the heap: observed, counted, named, narrated.
 *
 *   start -> the heap's function, observed -> names -> done: journal, sentences, changes
 */
#include "operate.h"

#include "changes.h"
#include "journal.h"
#include "look.h"
#include "names.h"
#include "narrate.h"
#include "number.h"
#include "result.h"
#include "session.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void observe(void *user, const my_heap_event *event)
{
	struct session *session = user;

	steps_add(session->steps, event);
	changes_add(session->changes, event);
}

/* In the middle of a work load only those operations are told that the time line shows. */
static int is_noted(const struct session *session)
{
	return session->remaining < VIEW_OPERATIONS;
}

static size_t looked_so_far(const struct session *session)
{
	my_heap_statistics stats;

	my_heap_stats(session->heap, &stats);
	return stats.looked;
}

void operate_start(struct session *session, char glyph)
{
	steps_clear(session->steps);
	changes_clear(session->changes);
	session->changes->is_fast = look_is_fast(session);
	lines_clear(&session->why);
	session->changed[0] = 0;
	session->misused = 0;
	session->last = (struct operation){ .glyph = glyph, .thread = session->thread };
	if (is_noted(session))
		session->last.looked = looked_so_far(session);
	snprintf(session->last.command, sizeof session->last.command, "%s", session->doing);
	if (look_is_fast(session))
		my_heap_use_thread(session->heap, session->thread);
	my_heap_observe(session->heap, session->remaining ? NULL : observe, session);
}

static void note_operation(struct session *session)
{
	view_operation operation = { .glyph = session->last.glyph };
	my_heap_statistics stats;

	my_heap_stats(session->heap, &stats);
	operation.used = stats.used;
	operation.mapped = stats.mapped;
	/* Small chunks of a fast heap have their room in spans, whatever lies outside. */
	if (!look_is_fast(session))
		operation.external =
		        (unsigned)percent_of(stats.free - stats.largest_free, stats.free);
	operation.looked = stats.looked - session->last.looked;
	journal_operation(session->journal, &operation);
}

void operate_done(struct session *session)
{
	my_heap_observe(session->heap, NULL, NULL);
	session->outcome.operation = 1;
	if (!is_noted(session)) {
		journal_count(session->journal, 1);
		return;
	}
	note_operation(session);
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

static size_t number_of_this(const struct session *session)
{
	return journal_operations(session->journal) + 1;
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

/* A refused operation counts, and is shown as one. */
static int refuse(struct session *session)
{
	session->last.glyph = '!';
	operate_done(session);
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
	return request->kind == 'c' ? request->count * request->size : request->size;
}

int operate_allocate(struct session *session, const struct request *request)
{
	void *pointer = ask(session, request);
	size_t index;

	if (!pointer && session->remaining) {
		session->remaining = 0;
		pointer = ask(session, request);
	}
	if (!pointer) {
		result_no_memory(session, request);
		return refuse(session);
	}
	index = names_add(session->names, request->name, pointer, number_of_this(session));
	names_ask(session->names, index, asked_by(request));
	note_name(session, names_get(session->names, index)->text);
	note_place(session, pointer, &session->last.after);
	operate_done(session);
	if (!session->remaining)
		result_allocated(session, request, pointer);
	return SESSION_OK;
}

/* ----------------------------------------------------------------------- free */

/* The name died, and its address was given to another: the allocator, which knows no
 * names, would free that one. Refused here. */
static int is_stale(const struct session *session, const struct target *target)
{
	const struct name *name = target_name(session, target);

	return name && target->plain && name->died
	       && names_at(session->names, name->pointer) != NAME_NONE;
}

static int refuse_stale(struct session *session, const struct target *target,
                        enum my_heap_misuse cause)
{
	session->remaining = 0;
	operate_start(session, '!');
	note_place(session, target->pointer, &session->last.wrong);
	session->last.misuse = (int)cause + 1;
	operate_done(session);
	result_stale(session, target, cause);
	return SESSION_FAILED;
}

static int refuse_misuse(struct session *session, const struct target *target)
{
	session->last.misuse = session->misused;
	note_place(session, target->pointer, &session->last.wrong);
	session->last.before = session->last.wrong;
	if (target->plain && target_name(session, target))
		note_name(session, target_name(session, target)->text);
	refuse(session);
	result_misuse(session, target);
	return SESSION_FAILED;
}

/* The name of the chunk that a target points to, however it was written. */
static size_t owner(const struct session *session, const struct target *target)
{
	return names_at(session->names, target->pointer);
}

/* What the operation is about, before it is done. */
static void about(struct session *session, const struct target *target, char glyph)
{
	const struct name *name = names_get(session->names, owner(session, target));

	operate_start(session, glyph);
	if (session->remaining)
		return;
	note_place(session, target->pointer, &session->last.before);
	if (name)
		note_name(session, name->text);
}

static void by_free(my_heap *heap, void *pointer)
{
	my_heap_free(heap, pointer);
}

static void by_realloc(my_heap *heap, void *pointer)
{
	my_heap_realloc(heap, pointer, 0);
}

static int release(struct session *session, const struct target *target,
                   void (*call)(my_heap *, void *))
{
	my_heap_chunk chunk = { 0 };
	size_t index = owner(session, target);

	my_heap_find(session->heap, target->pointer, &chunk);
	about(session, target, '-');
	call(session->heap, target->pointer);
	if (session->misused && session->remaining) {
		session->remaining = 0;
		about(session, target, '-');
		call(session->heap, target->pointer);
	}
	if (session->misused)
		return refuse_misuse(session, target);
	if (index != NAME_NONE)
		names_free(session->names, index, number_of_this(session), chunk.size);
	operate_done(session);
	session->focus = session->remaining || !chunk.section ? session->focus : chunk.section;
	if (!session->remaining)
		result_freed(session, target, chunk.size);
	return SESSION_OK;
}

int operate_free(struct session *session, const struct target *target)
{
	if (is_stale(session, target))
		return refuse_stale(session, target, MY_HEAP_DOUBLE_FREE);
	return release(session, target, by_free);
}

/* -------------------------------------------------------------------- realloc */

static void *ask_realloc(struct session *session, const struct target *target, size_t size)
{
	about(session, target, '~');
	return my_heap_realloc(session->heap, target->pointer, size);
}

static int resized(struct session *session, const struct target *target, void *pointer,
                   size_t size)
{
	size_t index = owner(session, target);

	if (index == NAME_NONE)
		index = names_add(session->names, NULL, pointer, number_of_this(session));
	names_move(session->names, index, pointer, number_of_this(session));
	names_ask(session->names, index, size);
	note_name(session, names_get(session->names, index)->text);
	note_place(session, pointer, &session->last.after);
	operate_done(session);
	if (!session->remaining)
		result_resized(session, pointer);
	return SESSION_OK;
}

int operate_realloc(struct session *session, const struct target *target, size_t size)
{
	void *pointer;

	if (is_stale(session, target))
		return refuse_stale(session, target, MY_HEAP_INVALID_REALLOC);
	if (size == 0 && target->pointer)
		return release(session, target, by_realloc);
	pointer = ask_realloc(session, target, size);
	if (!pointer && session->remaining) {
		session->remaining = 0;
		pointer = ask_realloc(session, target, size);
	}
	if (session->misused)
		return refuse_misuse(session, target);
	if (!pointer) {
		result_no_room(session, target);
		return refuse(session);
	}
	return resized(session, target, pointer, size);
}
