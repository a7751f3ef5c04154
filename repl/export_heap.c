/* SPDX-License-Identifier: MIT
 *
 * export_heap.c - the heap as JSON: sections, chunks, buckets, caches.
 *
 * Chunks are told as the cursors see them, in the order of addresses; a span has its small
 * chunks with it.
 */
#include "export.h"

#include "json.h"
#include "look.h"
#include "raw.h"
#include "session.h"

static const char *const kinds[] = {
	[MY_HEAP_CHUNK] = "chunk", [MY_HEAP_SPAN] = "span", [MY_HEAP_SMALL] = "small",
};

/* The table's entry first, in the order of its fields. A span has neither name nor request of
 * its own: what its first small chunk has at the same address is not meant. */
static void write_fields(struct json *json, const struct session *session,
                         const my_heap_chunk *chunk)
{
	int is_span = chunk->kind == MY_HEAP_SPAN;
	struct name name = { 0 };

	if (!is_span)
		name = look_name(session, chunk);
	json_number(json, "key", chunk->key);
	json_number(json, "size", chunk->size);
	json_flag(json, "free", chunk->free);
	json_number(json, "offset", chunk->offset);
	json_number(json, "asked", is_span ? chunk->asked : look_asked(session, chunk));
	json_number(json, "home", chunk->home);
	json_number(json, "bucket", chunk->bucket);
	json_text(json, "name", *name.text ? name.text : NULL);
	json_flag(json, "cached", chunk->cached);
	if (look_is_fast(session)) {
		json_text(json, "kind", kinds[chunk->kind]);
		json_number(json, "class", chunk->size_class);
	}
}

static int write_chunks(struct json *json, const struct session *session, my_heap_chunk chunk,
                        int more);

/* The bytes of a span are those of its small chunks. */
static int write_span(struct json *json, const struct session *session,
                      const my_heap_chunk *span)
{
	my_heap_chunk small = *span;
	int reason, any = my_heap_first_small(session->heap, span, &small);

	json_open(json, NULL, '{', JSON_LINES);
	write_fields(json, session, span);
	json_open(json, "chunks", '[', JSON_LINES);
	reason = write_chunks(json, session, small, any);
	json_close(json);
	json_close(json);
	return reason;
}

static void write_chunk(struct json *json, const struct session *session,
                        const my_heap_chunk *chunk)
{
	json_open(json, NULL, '{', JSON_FLAT);
	write_fields(json, session, chunk);
	json_hex(json, "contents", raw_hash(chunk->memory, chunk->size), 16);
	json_close(json);
}

static int write_chunks(struct json *json, const struct session *session, my_heap_chunk chunk,
                        int more)
{
	int reason = 0;

	for (; more && !reason; more = my_heap_next_chunk(session->heap, &chunk)) {
		if (chunk.kind == MY_HEAP_SPAN)
			reason = write_span(json, session, &chunk);
		else
			write_chunk(json, session, &chunk);
		reason = reason ? reason : export_go_on(json, session);
	}
	return reason;
}

static void write_buckets(struct json *json, const struct session *session,
                          const my_heap_section *section)
{
	my_heap_chunk chunk;

	json_open(json, "buckets", '[', JSON_ROWS);
	for (size_t bucket = 0; bucket < section->capacity; bucket++) {
		if (!my_heap_bucket(session->heap, section, bucket, &chunk))
			continue;
		json_open(json, NULL, '[', JSON_FLAT);
		json_number(json, NULL, bucket);
		json_number(json, NULL, chunk.offset);
		json_close(json);
	}
	json_close(json);
}

static int write_section(struct json *json, const struct session *session,
                         const my_heap_section *section)
{
	my_heap_chunk chunk = { 0 };
	int reason, any = my_heap_first_chunk(session->heap, section, &chunk);

	json_open(json, NULL, '{', JSON_LINES);
	json_number(json, "id", section->id);
	json_hex(json, "address", (uintptr_t)section->memory, 1);
	json_number(json, "size", section->size);
	json_number(json, "capacity", section->capacity);
	json_number(json, "nbr_chunks", section->nbr_chunks);
	json_number(json, "free_size", section->free_size);
	json_number(json, "used", section->used);
	if (section->next)
		json_number(json, "next", section->next);
	else
		json_null(json, "next");
	json_open(json, "chunks", '[', JSON_LINES);
	reason = write_chunks(json, session, chunk, any);
	json_close(json);
	if (!reason)
		write_buckets(json, session, section);
	json_close(json);
	return reason;
}

int export_sections(struct json *json, const struct session *session)
{
	my_heap_section section;
	int more = my_heap_first_section(session->heap, &section), reason = 0;

	json_open(json, "sections", '[', JSON_LINES);
	for (; more && !reason; more = my_heap_next_section(session->heap, &section))
		reason = write_section(json, session, &section);
	json_close(json);
	return reason;
}

/* ------------------------------------------------------------------------ caches */

/* The chunk that is given next comes first. */
static void write_cache(struct json *json, const struct session *session, unsigned thread,
                        unsigned class)
{
	const my_heap *heap = session->heap;
	size_t count = 0, room = 0;
	my_heap_chunk chunk;

	my_heap_cached(heap, thread, class, &count, &room);
	if (!count)
		return;
	json_open(json, NULL, '{', JSON_FLAT);
	json_number(json, "thread", thread);
	json_number(json, "class", class);
	json_number(json, "size", my_heap_class_size(class));
	json_number(json, "room", room);
	json_open(json, "chunks", '[', JSON_FLAT);
	for (size_t i = 0; my_heap_cached_chunk(heap, thread, class, i, &chunk); i++) {
		json_open(json, NULL, '[', JSON_FLAT);
		json_number(json, NULL, chunk.section);
		json_number(json, NULL, chunk.offset);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

void export_caches(struct json *json, const struct session *session)
{
	json_open(json, "caches", '[', JSON_LINES);
	for (unsigned thread = 0; thread <= MY_HEAP_THREADS; thread++)
		for (unsigned class = 1; my_heap_class_size(class); class++)
			write_cache(json, session, thread, class);
	json_close(json);
}
