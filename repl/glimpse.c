/* SPDX-License-Identifier: MIT
 *
 * glimpse.c - reading the data structure at an instant, and comparing two.
 */
#include "glimpse.h"

#include "look.h"
#include "number.h"
#include "session.h"
#include "told.h"

#include <stdio.h>
#include <string.h>

/* --------------------------------------------------------------------- taking one */

/* A section without a free chunk is in the list, and not yet found by its number. */
static int take_section(const my_heap *heap, size_t id, my_heap_section *section)
{
	int more = my_heap_section_by_id(heap, id, section);

	if (more)
		return 1;
	for (more = my_heap_first_section(heap, section); more && section->id != id;)
		more = my_heap_next_section(heap, section);
	return more;
}

static struct glimpse_chunk take_chunk(const struct session *session, size_t section,
                                      size_t offset)
{
	struct place place = { section, offset };
	struct glimpse_chunk at = { 0 };

	at.found = look_start(session, &place, &at.chunk);
	if (!at.found)
		return at;
	at.chunk.asked = look_asked(session, &at.chunk);
	snprintf(at.name, sizeof at.name, "%s", look_name(session, &at.chunk).text);
	return at;
}

static struct glimpse_chunk take_entry(const struct session *session,
                                      const my_heap_section *section, size_t bucket)
{
	struct glimpse_chunk entry = { 0 };

	entry.found = my_heap_bucket(session->heap, section, bucket, &entry.chunk);
	if (entry.found)
		snprintf(entry.name, sizeof entry.name, "%s",
		         look_name(session, &entry.chunk).text);
	return entry;
}

struct glimpse glimpse_take(const struct session *session, const my_heap_event *event)
{
	unsigned about = told_of(event->step)->about;
	struct glimpse glimpse = { 0 };

	if (event->section)
		glimpse.found = take_section(session->heap, event->section, &glimpse.section);
	if (about & TOLD_OF_CHUNK)
		glimpse.at = take_chunk(session, event->section, event->offset);
	if (about & TOLD_OF_OTHER)
		glimpse.other = take_chunk(session, event->section, event->other);
	if (about & TOLD_OF_OLD)
		glimpse.other = take_chunk(session, event->need, event->other);
	if (about & TOLD_OF_BUCKET && glimpse.found)
		glimpse.entry = take_entry(session, &glimpse.section, event->bucket);
	return glimpse;
}

/* ------------------------------------------------------------------- comparing two */

struct table {
	const struct operation *last;
	struct row *row;
	size_t count;
	char subject[48];
};

/* "240 -> 192", or the value alone where both are the same. */
static void add(struct table *t, const char *label, const char *before, const char *after)
{
	struct row *row = &t->row[t->count];

	if (t->count == GLIMPSE_ROWS)
		return;
	t->count++;
	*row = (struct row){ .changed = strcmp(before, after) != 0 };
	snprintf(row->subject, sizeof row->subject, "%s", t->subject);
	snprintf(row->label, sizeof row->label, "%s", label);
	if (row->changed)
		snprintf(row->value, sizeof row->value, "%.40s → %.40s", before, after);
	else
		snprintf(row->value, sizeof row->value, "%.80s", after);
}

/* What there was or is only once has no change of its own: its coming or going has. */
static void add_number(struct table *t, const char *label, const size_t *before,
                       const size_t *after)
{
	const size_t *only = before ? before : after;

	add(t, label, comma(*only).text, comma(after ? *after : *only).text);
}

#define EACH(member) before->found ? &before->member : NULL, after->found ? &after->member : NULL

static void add_section(struct table *t, size_t id, const struct glimpse *before,
                        const struct glimpse *after)
{
	snprintf(t->subject, sizeof t->subject, "s%zu", id);
	if (!before->found && !after->found)
		return;
	if (before->found != after->found)
		add(t, "in the list", before->found ? "yes" : "no", after->found ? "yes" : "no");
	add_number(t, "nbr_chunks", EACH(section.nbr_chunks));
	add_number(t, "capacity", EACH(section.capacity));
	add_number(t, "free_size", EACH(section.free_size));
	add_number(t, "used", EACH(section.used));
}

static const char *bucket_text(const struct glimpse_chunk *at, struct number *out)
{
	*out = comma(at->chunk.bucket);
	return at->found ? out->text : "none";
}

static int is_at(const struct place *place, const my_heap_chunk *chunk)
{
	return place->section && place->section == chunk->section
	       && place->offset == chunk->offset;
}

/* The chunk that the operation is about; one that it takes has its name from then on. */
static const char *name_of(const struct table *t, const struct glimpse_chunk *at)
{
	if (at->name[0] || !at->found)
		return at->name;
	return is_at(&t->last->before, &at->chunk)
	                       || (is_at(&t->last->after, &at->chunk) && !at->chunk.free)
	               ? t->last->name : "";
}

static void add_chunk(struct table *t, size_t section, size_t offset,
                      const struct glimpse_chunk *before, const struct glimpse_chunk *after)
{
	struct number bucket[2];
	size_t freed[2] = { (size_t)before->chunk.free, (size_t)after->chunk.free };

	if (!before->found && !after->found)
		return;
	snprintf(t->subject, sizeof t->subject, "%s",
	         *name_of(t, before)   ? name_of(t, before)
	         : *name_of(t, after) ? name_of(t, after)
	                               : place_text(section, offset).text);
	add(t, "memory", place_text(section, offset).text, place_text(section, offset).text);
	add_number(t, "key", EACH(chunk.key));
	add_number(t, "size", EACH(chunk.size));
	add_number(t, "free", before->found ? &freed[0] : NULL, after->found ? &freed[1] : NULL);
	add_number(t, "asked", EACH(chunk.asked));
	add(t, "bucket", bucket_text(before, &bucket[0]), bucket_text(after, &bucket[1]));
}

static void entry_text(const struct table *t, const struct glimpse_chunk *entry, char *out,
                       size_t size)
{
	const my_heap_chunk *chunk = &entry->chunk;
	const char *name = name_of(t, entry);

	if (!entry->found)
		snprintf(out, size, "empty");
	else
		snprintf(out, size, "%.24s, key %zu",
		         *name ? name : place_text(chunk->section, chunk->offset).text, chunk->key);
}

static void add_entry(struct table *t, size_t bucket, const struct glimpse *before,
                      const struct glimpse *after)
{
	char texts[2][64];

	entry_text(t, &before->entry, texts[0], sizeof texts[0]);
	entry_text(t, &after->entry, texts[1], sizeof texts[1]);
	snprintf(t->subject, sizeof t->subject, "bucket %zu", bucket);
	add(t, "entry", texts[0], texts[1]);
}

size_t glimpse_rows(const struct operation *last, const my_heap_event *event,
                   const struct glimpse *before, const struct glimpse *after, struct row *rows)
{
	struct table t = { .last = last, .row = rows };
	unsigned about = told_of(event->step)->about;
	size_t old = about & TOLD_OF_OLD ? event->need : event->section;

	if (about & TOLD_OF_CHUNK)
		add_chunk(&t, event->section, event->offset, &before->at, &after->at);
	if (about & (TOLD_OF_OTHER | TOLD_OF_OLD))
		add_chunk(&t, old, event->other, &before->other, &after->other);
	if (about & TOLD_OF_BUCKET)
		add_entry(&t, event->bucket, before, after);
	if (about & TOLD_OF_SECTION)
		add_section(&t, event->section, before, after);
	return t.count;
}
