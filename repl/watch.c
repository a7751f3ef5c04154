/* SPDX-License-Identifier: MIT
 *
 * watch.c - what became of the chunks that are watched.
 */
#include "watch.h"

#include "look.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "steps.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------------- seeing */

static struct watch_side side(const my_heap_chunk *chunk, int is_there)
{
	if (!is_there)
		return (struct watch_side){ 0 };
	return (struct watch_side){ chunk->offset, chunk->size, chunk->free };
}

static struct watch_sight look_at(const struct session *session, const char *text)
{
	size_t index = names_find(session->names, text);
	struct watch_sight sight = { .state = WATCH_UNBORN };
	my_heap_chunk chunk, left, right;
	struct name name;

	if (index == NAME_NONE)
		return sight;
	name = names_get(session->names, index);
	sight.died = name.died;
	sight.state = WATCH_DEAD;
	if (name.died || !my_heap_find(session->heap, name.pointer, &chunk))
		return sight;
	sight.state = WATCH_ALIVE;
	sight.section = chunk.section;
	sight.offset = chunk.offset;
	sight.size = chunk.size;
	sight.asked = look_asked(session, &chunk);
	left = right = chunk;
	sight.left = side(&left, my_heap_prev_chunk(session->heap, &left));
	sight.right = side(&right, my_heap_next_chunk(session->heap, &right));
	return sight;
}

/* ------------------------------------------------------------------ the list of them */

static size_t find(const struct watch *watch, const char *name)
{
	size_t i = 0;

	while (i < watch->count && strcmp(watch->chunk[i].name, name) != 0)
		i++;
	return i;
}

int watch_has(const struct session *session, const char *name)
{
	const struct watch *watch = session->watch;

	return watch && find(watch, name) < watch->count;
}

int watch_add(struct session *session, const char *name)
{
	struct watch *watch = session->watch;

	if (!watch) {
		watch = session->watch = memory_new(1, sizeof *watch);
		watch->heaps = session->heaps_made;
	}
	if (find(watch, name) < watch->count)
		return 1;
	if (watch->count == WATCHES_MOST)
		return 0;
	snprintf(watch->chunk[watch->count].name, VIEW_NAME, "%.23s", name);
	watch->chunk[watch->count++].seen = look_at(session, name);
	return 1;
}

int watch_remove(struct session *session, const char *name)
{
	struct watch *watch = session->watch;
	size_t i = watch && name ? find(watch, name) : 0, count = watch ? watch->count : 0;

	if (i >= count)
		return 0;
	if (!name) {
		watch->count = 0;
		return 1;
	}
	memmove(&watch->chunk[i], &watch->chunk[i + 1],
	        (count - i - 1) * sizeof watch->chunk[0]);
	watch->count--;
	return 1;
}

const char *watch_describe(const struct session *session, size_t index, char out[WATCH_LINE])
{
	const struct watch *watch = session->watch;
	struct watch_sight now;
	const char *name;

	out[0] = 0;
	if (!watch || index >= watch->count)
		return out;
	name = watch->chunk[index].name;
	now = look_at(session, name);
	if (now.state == WATCH_ALIVE)
		snprintf(out, WATCH_LINE, "%-6s %s, %s bytes, asked %s", name,
		         place_text(now.section, now.offset).text, comma(now.size).text,
		         comma(now.asked).text);
	else if (now.state == WATCH_DEAD)
		snprintf(out, WATCH_LINE, "%-6s freed in operation %s", name,
		         comma(now.died).text);
	else
		snprintf(out, WATCH_LINE, "%-6s not allocated yet", name);
	return out;
}

/* ------------------------------------------------------------------------- telling */

__attribute__((format(printf, 2, 3)))
static void add_line(struct watch *watch, const char *format, ...)
{
	va_list list;

	if (watch->told_count == WATCH_TOLD)
		return;
	va_start(list, format);
	vsnprintf(watch->line[watch->told_count], WATCH_LINE, format, list);
	va_end(list);
	watch->told[watch->told_count] = watch->line[watch->told_count];
	watch->told_count++;
}

static void tell_state(struct watch *watch, const char *name, const struct watch_sight *now)
{
	if (now->state == WATCH_UNBORN)
		add_line(watch, "%s is not allocated yet", name);
	else if (now->state == WATCH_DEAD)
		add_line(watch, "%s freed in operation %s", name, comma(now->died).text);
	else
		add_line(watch, "%s in use at %s, %s bytes", name,
		         place_text(now->section, now->offset).text, comma(now->size).text);
}

static void tell_change(struct watch *watch, const char *name, const struct watch_sight *was,
                        const struct watch_sight *now)
{
	char size[120] = "";

	if (was->size != now->size)
		snprintf(size, sizeof size, "%s -> %s bytes", comma(was->size).text,
		         comma(now->size).text);
	if (was->section != now->section || was->offset != now->offset)
		add_line(watch, "%s moved %s -> %s%s%s", name,
		         place_text(was->section, was->offset).text,
		         place_text(now->section, now->offset).text, *size ? ", " : "", size);
	else if (*size)
		add_line(watch, "%s resized %s", name, size);
	else if (was->asked != now->asked)
		add_line(watch, "%s asked %s -> %s", name, comma(was->asked).text,
		         comma(now->asked).text);
}

/* A free neighbour that reaches farther than what was there before. */
static void tell_merged(struct session *session, const char *name, const char *which,
                        size_t section, const struct watch_side *was,
                        const struct watch_side *now)
{
	if (!now->free || now->size <= was->size || was->size == 0
	    || (!steps_last(session->steps, MY_HEAP_MERGED_LEFT)
	        && !steps_last(session->steps, MY_HEAP_MERGED_RIGHT)))
		return;
	add_line(session->watch, "%s: its %s neighbour was merged, %s free at %s", name, which,
	         comma(now->size).text, place_text(section, now->offset).text);
}

static void tell_neighbours(struct session *session, const char *name,
                            const struct watch_sight *was, const struct watch_sight *now)
{
	if (was->section != now->section || was->offset != now->offset || was->size != now->size)
		return;
	tell_merged(session, name, "left", now->section, &was->left, &now->left);
	tell_merged(session, name, "right", now->section, &was->right, &now->right);
}

/* What w wrote, as far as it lies in the chunk. */
static void tell_bytes(struct session *session, const char *name, const struct watch_sight *now)
{
	const struct bytes *bytes = &session->bytes;
	size_t from = bytes->written.offset, end = from + bytes->written_count;

	if (now->section != bytes->written.section)
		return;
	from = from > now->offset ? from : now->offset;
	end = end < now->offset + now->size ? end : now->offset + now->size;
	if (from < end)
		add_line(session->watch, "%s: %s written at %s", name,
		         counted(end - from, "byte", "bytes").text,
		         place_text(now->section, from).text);
}

static void tell_chunk(struct session *session, size_t index)
{
	struct watch *watch = session->watch;
	const char *name = watch->chunk[index].name;
	struct watch_sight was = watch->chunk[index].seen, now = look_at(session, name);

	/* What would be is told, and is forgotten with it. */
	if (!session->preview)
		watch->chunk[index].seen = now;
	if (watch->heaps != session->heaps_made)
		return;
	if (was.state != now.state) {
		tell_state(watch, name, &now);
		return;
	}
	if (now.state != WATCH_ALIVE)
		return;
	tell_change(watch, name, &was, &now);
	tell_neighbours(session, name, &was, &now);
	tell_bytes(session, name, &now);
}

void watch_tell(struct session *session)
{
	struct watch *watch = session->watch;

	if (!watch)
		return;
	watch->told_count = 0;
	/* Lines that only look at what try shows have nothing new. */
	if (session->preview && !session->outcome.operation)
		return;
	for (size_t i = 0; i < watch->count; i++)
		tell_chunk(session, i);
	watch->heaps = session->heaps_made;
}
