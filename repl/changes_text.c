/* SPDX-License-Identifier: MIT
 *
 * changes_text.c - what one operation changed, in words: the chunks before it against those that
 * are there now.
 */
#include "changes.h"

#include "look.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS_MOST = 12, ITEM_LENGTH = 120 };

/* The text under construction, and what is there now. */
struct difference {
	struct session *session;
	const char *name;
	struct change_chunk after[2 * CHANGES_MOST];
	char names[2 * CHANGES_MOST][VIEW_NAME];
	size_t count, items, unsaid;
	char text[ITEMS_MOST * ITEM_LENGTH + ITEM_LENGTH];
};

static int by_place(const void *a, const void *b)
{
	const struct change_chunk *left = a, *right = b;

	if (left->small != right->small)
		return left->small - right->small;
	if (left->section != right->section)
		return left->section < right->section ? -1 : 1;
	return left->offset < right->offset ? -1 : left->offset > right->offset;
}

static void read_chunk(struct difference *now, const my_heap_chunk *chunk)
{
	struct name name = look_name(now->session, chunk);

	if (now->count == 2 * CHANGES_MOST)
		return;
	snprintf(now->names[now->count], VIEW_NAME, "%s",
	         chunk->kind == MY_HEAP_SPAN ? "span" : name.text);
	now->after[now->count++] =
		(struct change_chunk){ chunk->section, chunk->offset, chunk->size,
		                       chunk->cached ? 2 : chunk->free,
		                       chunk->kind == MY_HEAP_SMALL,
		                       chunk->kind == MY_HEAP_SPAN, 0 };
}

/* The chunks that now lie from offset on, up to end: spans, or what is in one. */
static void read_stretch(struct difference *now, size_t id, size_t offset, size_t end, int small)
{
	const my_heap *heap = now->session->heap;
	my_heap_section section;
	my_heap_chunk chunk;
	const char *start;

	if (!my_heap_section_by_id(heap, id, &section))
		return;
	start = (const char *)section.memory + my_heap_options_of(heap)->header;
	if (!my_heap_find(heap, start + offset, &chunk))
		return;
	if (!small && chunk.kind == MY_HEAP_SMALL) {
		my_heap_chunk inside = chunk;

		my_heap_span_of(heap, &inside, &chunk);
	}
	do
		read_chunk(now, &chunk);
	while (chunk.offset + chunk.size < end && my_heap_next_chunk(heap, &chunk));
}

static void read_now(struct difference *now, struct changes *changes)
{
	qsort(changes->before, changes->count, sizeof changes->before[0], by_place);
	for (size_t i = 0; i < changes->count;) {
		const struct change_chunk *first = &changes->before[i];
		size_t end = first->offset;

		for (; i < changes->count && changes->before[i].section == first->section
		       && changes->before[i].small == first->small
		       && changes->before[i].offset == end; i++)
			end += changes->before[i].size;
		read_stretch(now, first->section, first->offset, end, first->small);
	}
	for (size_t i = 0; i < changes->mapped_count; i++)
		read_stretch(now, changes->mapped[i].id, 0, changes->mapped[i].size, 0);
}

__attribute__((format(printf, 2, 3)))
static void item(struct difference *now, const char *format, ...)
{
	size_t used = strlen(now->text);
	va_list list;

	if (now->items++ >= ITEMS_MOST) {
		now->unsaid++;
		return;
	}
	if (used) {
		memcpy(now->text + used, "; ", 3);
		used += 2;
	}
	va_start(list, format);
	vsnprintf(now->text + used, ITEM_LENGTH, format, list);
	va_end(list);
}

static void say_one(struct difference *now, char sign, const char *name,
                    const struct change_chunk *chunk)
{
	item(now, "%c %s s%zu %s %s", sign, name, chunk->section, offset_text(chunk->offset).text,
	     comma(chunk->size).text);
}

/* The byte of a used chunk; the largest have no class. */
static unsigned byte_of(size_t size)
{
	my_heap_chunk chunk = { 0 };
	unsigned class = 1;

	while (my_heap_class_size(class) && my_heap_class_size(class) < size)
		class++;
	if (my_heap_class_size(class))
		chunk.size_class = class;
	return look_byte(&chunk);
}

/* From what it was to what it is, naming only what differs. */
static void say_changed(struct difference *now, const struct change_chunk *was)
{
	const struct change_chunk *is = &now->after[was->partner - 1];
	char place[80] = "", byte[40] = "";

	if (was->section == is->section && was->offset == is->offset && was->size == is->size)
		return;
	if (was->section != is->section)
		snprintf(place, sizeof place, "s%zu %s ", is->section,
		         offset_text(is->offset).text);
	else if (was->offset != is->offset)
		snprintf(place, sizeof place, "%s ", offset_text(is->offset).text);
	if (was->small && !was->free && was->size != is->size)
		snprintf(byte, sizeof byte, ", byte 0x%02x -> 0x%02x", byte_of(was->size),
		         byte_of(is->size));
	item(now, "~ %s s%zu %s %s -> %s%s%s", was->free ? "free" : now->name, was->section,
	     offset_text(was->offset).text, comma(was->size).text, place, comma(is->size).text,
	     byte);
}

typedef int is_same(const struct difference *now, const struct change_chunk *was, size_t is);

/* A used chunk is the same one if it still has its name. */
static int same_name(const struct difference *now, const struct change_chunk *was, size_t is)
{
	return !was->free && !was->span && !now->after[is].free
	       && strcmp(now->names[is], now->name) == 0;
}

static int same_start(const struct difference *now, const struct change_chunk *was, size_t is)
{
	return was->free == 1 && now->after[is].free == 1 && was->section == now->after[is].section
	       && was->offset == now->after[is].offset;
}

/* What is left of a free chunk, or what it was joined with. */
static int overlaps(const struct difference *now, const struct change_chunk *was, size_t is)
{
	const struct change_chunk *after = &now->after[is];

	return was->free == 1 && after->free == 1 && was->section == after->section
	       && was->offset < after->offset + after->size
	       && after->offset < was->offset + was->size;
}

static void pair(struct difference *now, struct changes *changes, is_same *same)
{
	for (size_t i = 0; i < changes->count; i++)
		for (size_t j = 0; j < now->count; j++) {
			if (changes->before[i].partner || now->after[j].partner
			    || !same(now, &changes->before[i], j))
				continue;
			changes->before[i].partner = j + 1;
			now->after[j].partner = i + 1;
		}
}

/* What a chunk is called that is not in use: free, or kept back by the guard. */
static const char *const called[] = { "", "free", "waiting" };

/* What has no partner came to be or is no more; what has one may have changed. */
static void say_all(struct difference *now, const struct changes *changes, int is_free)
{
	for (size_t j = 0; j < now->count; j++)
		if (!now->after[j].partner && now->after[j].free == is_free)
			say_one(now, '+', is_free ? called[is_free] : now->names[j],
			        &now->after[j]);
	for (size_t i = 0; i < changes->count; i++) {
		const struct change_chunk *was = &changes->before[i];

		if (!was->partner && was->free == is_free)
			say_one(now, '-',
			        is_free ? called[is_free] : was->span ? "span" : now->name, was);
	}
	for (size_t i = 0; i < changes->count; i++)
		if (changes->before[i].partner && changes->before[i].free == is_free)
			say_changed(now, &changes->before[i]);
}

static void say_caches(struct difference *now, const struct changes *changes)
{
	for (size_t i = 0; i < changes->cache_count; i++) {
		struct change_cache cache = changes->cache[i];
		char whose[40] = "the depot";
		size_t room;

		if (cache.thread)
			snprintf(whose, sizeof whose, "cache of t%zu", cache.thread);
		else if (my_heap_cached(now->session->heap, 0, (unsigned)cache.class, &cache.after,
		                        &room))
			cache.before = cache.after + cache.left;
		if (cache.before != cache.after)
			item(now, "~ %s, class %zu: %s -> %s", whose, cache.class,
			     comma(cache.before).text, comma(cache.after).text);
	}
}

static void say_difference(struct difference *now, struct changes *changes)
{
	read_now(now, changes);
	pair(now, changes, same_name);
	pair(now, changes, same_start);
	pair(now, changes, overlaps);
	for (size_t i = 0; i < changes->mapped_count; i++)
		item(now, "+ s%zu %s", changes->mapped[i].id, comma(changes->mapped[i].size).text);
	say_all(now, changes, 0);
	say_caches(now, changes);
	if (!changes->is_fast)
		say_all(now, changes, 2);
	say_all(now, changes, 1);
	for (size_t i = 0; i < changes->unmapped_count; i++)
		item(now, "- s%zu %s", changes->unmapped[i].id,
		     comma(changes->unmapped[i].size).text);
	if (now->unsaid + changes->more)
		snprintf(now->text + strlen(now->text), ITEM_LENGTH, "; %s more",
		         comma(now->unsaid + changes->more).text);
}

char *changes_text(struct session *session, const char *name)
{
	struct difference *now = memory_new(1, sizeof *now);
	char *text;

	now->session = session;
	now->name = name;
	say_difference(now, session->changes);
	text = memory_text(now->text);
	free(now);
	return text;
}
