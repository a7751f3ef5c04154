/* SPDX-License-Identifier: MIT
 *
 * result.c - what an operation came to, in a sentence.
 */
#include "result.h"

#include "finding.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "steps.h"
#include "wording.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE = 400 };

/* "192 bytes for the 180 asked, 12 slack" */
static void describe_size(const struct session *session, const my_heap_chunk *chunk, char *out,
                          size_t size)
{
	size_t asked = look_asked(session, chunk);

	if (chunk->size == asked)
		snprintf(out, size, "%s bytes, all %s asked", comma(chunk->size).text,
		         comma(asked).text);
	else
		snprintf(out, size, "%s bytes for the %s asked, %s slack",
		         comma(chunk->size).text, comma(asked).text,
		         comma(chunk->size - asked).text);
}

/* The last chunk's place and size, and what else is to be said of it. */
static void result_chunk(struct session *session, const void *pointer, const char *tail)
{
	char address[48], size[200], more[SENTENCE], linear[2 * SENTENCE];
	my_heap_chunk chunk;

	if (!my_heap_find(session->heap, pointer, &chunk))
		return;
	describe_size(session, &chunk, size, sizeof size);
	snprintf(address, sizeof address, "= 0x%zx", (size_t)(uintptr_t)pointer);
	snprintf(more, sizeof more, "%s%s", size, tail);
	snprintf(linear, sizeof linear, "%s = %s, %s%s", session->last.name,
	         place_text(chunk.section, chunk.offset).text, size, tail);
	session_result(session, session->last.name, address, more, linear);
	snprintf(session->outcome.brief, sizeof session->outcome.brief, "%s = s%zu + %s",
	         session->last.name, chunk.section, offset_text(chunk.offset).text);
}

void result_allocated(struct session *session, const struct request *request,
                      const void *pointer)
{
	char tail[80] = "";

	if (request->kind == 'c')
		snprintf(tail, sizeof tail, ", all bytes 0");
	if (request->kind == 'a')
		snprintf(tail, sizeof tail, ", at a multiple of %s",
		         comma(request->alignment).text);
	result_chunk(session, pointer, tail);
	finding_damage(session);
}

void result_resized(struct session *session, const void *pointer)
{
	const struct place *before = &session->last.before;
	char tail[100] = "";

	if (steps_last(session->steps, MY_HEAP_MOVED))
		snprintf(tail, sizeof tail, "; moved from %s",
		         place_text(before->section, before->offset).text);
	else if (steps_last(session->steps, MY_HEAP_GROWN))
		snprintf(tail, sizeof tail, "; grown in place");
	else if (steps_last(session->steps, MY_HEAP_SHRUNK))
		snprintf(tail, sizeof tail, "; shrunk in place");
	else if (steps_last(session->steps, MY_HEAP_SAME_SIZE))
		snprintf(tail, sizeof tail, "; same place");
	result_chunk(session, pointer, tail);
	finding_damage(session);
}

/* ----------------------------------------------------------------------- free */

struct joined {
	const char *with; /* NULL: not joined */
	size_t size, offset;
};

static struct joined joined_with(const struct session *session)
{
	const my_heap_event *right = steps_last(session->steps, MY_HEAP_MERGED_RIGHT);
	const my_heap_event *left = steps_last(session->steps, MY_HEAP_MERGED_LEFT);

	if (left)
		return (struct joined){ right ? "both neighbours" : "its left neighbour",
			                left->size + left->rest, left->other };
	if (right)
		return (struct joined){ "its right neighbour", right->size + right->rest,
			                right->offset };
	return (struct joined){ NULL, 0, 0 };
}

static const char *not_joined(const struct session *session)
{
	const my_heap_event *right = steps_last(session->steps, MY_HEAP_RIGHT_KEPT);
	const my_heap_event *left = steps_last(session->steps, MY_HEAP_LEFT_KEPT);

	if (right && left)
		return "; not joined with its free neighbours";
	if (right || left)
		return "; not joined with its free neighbour";
	return ", no neighbour free";
}

static void brief_freed(struct session *session, const struct joined *joined, size_t size,
                        int unmapped)
{
	snprintf(session->outcome.brief, sizeof session->outcome.brief, "%.20s free%s%.20s%s",
	         comma(joined->with ? joined->size : size).text, joined->with ? " at " : "",
	         joined->with ? offset_text(joined->offset).text : "",
	         unmapped ? ", unmapped" : "");
}

void result_freed(struct session *session, const struct target *target, size_t size)
{
	const my_heap_event *gone = steps_last(session->steps, MY_HEAP_SECTION_UNMAPPED);
	const my_heap_event *put = steps_last(session->steps, MY_HEAP_CACHE_PUT);
	const my_heap_event *kept = steps_last(session->steps, MY_HEAP_DELAYED);
	const char *name = session->last.name[0] ? session->last.name : target->text;
	struct joined joined = joined_with(session);
	char how[200], tail[64] = "", more[SENTENCE], linear[2 * SENTENCE];

	if (!target->pointer) {
		session_result(session, "NULL", "freed", "which does nothing, by definition",
		               "NULL freed, which does nothing, by definition");
		return;
	}
	if (put)
		snprintf(how, sizeof how, ", into the cache of thread %zu", put->unit);
	else if (kept)
		snprintf(how, sizeof how, ", kept back: %s of at most %s wait",
		         comma(kept->rest).text, comma(kept->other).text);
	else if (joined.with)
		snprintf(how, sizeof how, "; joined with %s: %s free at %s", joined.with,
		         comma(joined.size).text, offset_text(joined.offset).text);
	else
		snprintf(how, sizeof how, "%s", not_joined(session));
	if (gone)
		snprintf(tail, sizeof tail, "; s%zu went back to the system", gone->section);
	snprintf(more, sizeof more, "%s bytes%s%s", comma(size).text, how, tail);
	snprintf(linear, sizeof linear, "%s freed, %s", name, more);
	session_result(session, name, "freed", more, linear);
	if (put || kept)
		snprintf(session->outcome.brief, sizeof session->outcome.brief,
		         put ? "%.20s into cache %zu" : "%.20s kept back, %zu wait",
		         comma(size).text, put ? put->unit : kept->rest);
	else
		brief_freed(session, &joined, size, gone != NULL);
	finding_damage(session);
}

/* ---------------------------------------------------------------------- refused */

/* "no room", or that there is enough in total, but in pieces. */
static struct wording room_of(const struct session *session, const my_heap_event *failed)
{
	size_t all = session->steps->free;
	struct wording room = { "no room" };

	if (all >= failed->need && !look_is_fast(session))
		snprintf(room.text, sizeof room.text,
		         "%.26s bytes are free, but no piece has room for %.26s", comma(all).text,
		         comma(failed->need).text);
	return room;
}

/* The most that can be asked for: its header, and what it is rounded up to, fit as well. */
static size_t largest(const my_heap_options *options, size_t alignment)
{
	size_t unit = look_unit(options), most = (size_t)PTRDIFF_MAX - options->header - unit;
	size_t extra = alignment > unit ? alignment - unit : 0;

	return most > extra ? most - extra : 0;
}

static void reason_of(const struct session *session, size_t alignment, char *out, size_t size)
{
	const my_heap_event *failed = steps_last(session->steps, MY_HEAP_FAILED);
	const my_heap_options *options = my_heap_options_of(session->heap);

	if (failed && failed->why == MY_HEAP_SYSTEM_REFUSED && look_is_fast(session))
		snprintf(out, size, "the addresses set aside have no room for it");
	else if (!failed || failed->why == MY_HEAP_SYSTEM_REFUSED)
		snprintf(out, size, "the system gives no more memory");
	else if (failed->why == MY_HEAP_LIMIT_REACHED)
		snprintf(out, size, "%s, and one section more would pass the limit of %s bytes",
		         room_of(session, failed).text, comma(options->limit).text);
	else if (failed->why == MY_HEAP_BAD_ALIGNMENT)
		snprintf(out, size, "%s is no power of two", comma(alignment).text);
	else
		snprintf(out, size, "a chunk has at most %s bytes",
		         comma(largest(options, alignment)).text);
}

void result_no_memory(struct session *session, const struct request *request)
{
	char reason[240];

	reason_of(session, request->alignment, reason, sizeof reason);
	session_fail(session, "no memory", "%s gave NULL: %s. Nothing was allocated.",
	             session->doing, reason);
}

void result_no_room(struct session *session, const struct target *target)
{
	char reason[240];

	reason_of(session, 0, reason, sizeof reason);
	session_fail(session, "no memory", "%s gave NULL: %s. %s stays as it was.", session->doing,
	             reason, target->text);
}

/* What stayed as it was, by the kind of misuse. */
static const char *const spared[MY_HEAP_MISUSES] = {
	[MY_HEAP_DOUBLE_FREE] = "Nothing was freed twice.",
	[MY_HEAP_INVALID_FREE] = "Nothing was freed.",
	[MY_HEAP_INVALID_REALLOC] = "Nothing was changed.",
	[MY_HEAP_INVALID_SIZE_QUERY] = "Nothing was changed.",
};

/* Why a place is no chunk that is in use, when no name tells. */
static void fault_of_place(const struct session *session, const struct target *target,
                           char *out, size_t size)
{
	my_heap_chunk chunk;
	struct place place;

	if (!session_place(session, target->pointer, &place, NULL)
	    || !look_containing(session, target->pointer, &chunk))
		snprintf(out, size, "%s lies outside the heap.", target->text);
	else if ((unsigned char *)chunk.pointer == target->pointer)
		snprintf(out, size, look_waits(&chunk) ? "%s is freed already, and kept back."
		                   : chunk.cached   ? "%s is a free chunk already, in a cache."
		                                    : "%s is a free chunk already.",
		         target->text);
	else if (chunk.free)
		snprintf(out, size, "%s lies inside the free chunk %s: no chunk starts there.",
		         target->text, offset_text(chunk.offset).text);
	else
		snprintf(out, size, "%s lies inside %s: no chunk starts there.", target->text,
		         look_name(session, &chunk).text);
}

static void fault_of_name(const struct session *session, const struct target *target,
                          const struct name *name, char *out, size_t size)
{
	my_heap_chunk chunk;
	struct place place;

	if (!session_place(session, target->pointer, &place, NULL))
		snprintf(out, size, "%s was freed in operation %s, and its section is gone.",
		         name->text, comma(name->died).text);
	else if (my_heap_find(session->heap, target->pointer, &chunk))
		snprintf(out, size, "%s was freed in operation %s.", name->text,
		         comma(name->died).text);
	else
		snprintf(out, size, "%s was freed in operation %s. No chunk starts at %s now.",
		         name->text, comma(name->died).text,
		         place_text(place.section, place.offset).text);
}

/* A misuse is always told with its fixed words. */
__attribute__((format(printf, 3, 4)))
static void fail_misuse(struct session *session, enum my_heap_misuse cause, const char *format,
                        ...)
{
	char sentence[SENTENCE + 100], *linear = session->outcome.linear;
	size_t used;
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	session_fail(session, my_heap_misuse_name(cause), "%s", sentence);
	used = strlen(linear);
	snprintf(linear + used, sizeof session->outcome.linear - used, " (%s)",
	         my_heap_misuse_name(cause));
}

/* What the allocator of a fast heap asks, before it believes a pointer. */
static void tell_byte(struct session *session, const void *pointer)
{
	my_heap_chunk chunk;

	if (!look_is_fast(session) || !look_containing(session, pointer, &chunk)
	    || chunk.kind != MY_HEAP_SMALL)
		return;
	if ((uintptr_t)pointer % 16)
		lines_add(&session->why, "It is no multiple of 16: it has no byte in the table.");
	else if (chunk.pointer != pointer)
		lines_add(&session->why, "Its byte is 0x00: no chunk starts there.");
	else
		lines_add(&session->why, "Its byte is 0x%02x, %s: a used one is 0x80 or more.",
		          look_byte(&chunk), look_state(&chunk));
}

void result_misuse(struct session *session, const struct target *target)
{
	enum my_heap_misuse cause = (enum my_heap_misuse)(session->last.misuse - 1);
	struct name name = target_name(session, target);
	my_heap_chunk chunk;
	char fault[SENTENCE];

	if (look_containing(session, target->pointer, &chunk))
		session->last.wrong = (struct place){ chunk.section, chunk.offset };
	if (name.text[0] && target->plain)
		fault_of_name(session, target, &name, fault, sizeof fault);
	else
		fault_of_place(session, target, fault, sizeof fault);
	if (session->why.count == 0)
		lines_add(&session->why, "%s", fault);
	tell_byte(session, target->pointer);
	lines_add(&session->why, "%s The heap is as it was.", spared[cause]);
	finding_misuse(session, target, cause);
	fail_misuse(session, cause, "%s %s", fault, spared[cause]);
}

void result_stale(struct session *session, const struct target *target,
                  enum my_heap_misuse cause)
{
	struct name name = target_name(session, target);
	struct name now = names_get(session->names, names_at(session->names, target->pointer));
	my_heap_chunk chunk = { 0 };

	my_heap_find(session->heap, target->pointer, &chunk);
	lines_add(&session->why, "%s was freed in operation %s. Operation %s gave its bytes to %s.",
	          name.text, comma(name.died).text, comma(now.placed).text, now.text);
	lines_add(
		&session->why,
		"The name is asked before the pointer is used: %s no longer owns key %zu, %s does.",
		name.text, chunk.key, now.text);
	lines_add(&session->why, "%s A malloc that knows no names would have %s %s here.",
	          cause == MY_HEAP_DOUBLE_FREE ? "Nothing was freed." : spared[cause],
	          cause == MY_HEAP_DOUBLE_FREE ? "freed" : "resized", now.text);
	finding_stale(session, target, cause);
	fail_misuse(session, cause, "%s was freed in operation %s. %s", name.text,
	            comma(name.died).text, spared[cause]);
}
