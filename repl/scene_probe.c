/* SPDX-License-Identifier: MIT
 *
 * scene_probe.c - what the steps of an operation do to the picture of the table.
 *
 * A table that has grown is not pictured before the operation is over: until then the old
 * one is shown, as it was last.
 */
#include "scene_act.h"

#include <string.h>

/* Of the section in focus; NULL: outside the window, or the table is another by now. */
static view_bucket *bucket_at(struct acting *a, size_t section, size_t bucket)
{
	const view *v = &a->scene->v;

	if (v->bucket_count == 0 || a->grown || a->scene->sections[v->focus].id != section
	    || bucket < v->first_bucket || bucket - v->first_bucket >= v->bucket_count)
		return NULL;
	return &a->scene->buckets[bucket - v->first_bucket];
}

void acting_new_table(struct acting *a, size_t capacity)
{
	view *v = &a->scene->v;

	v->buckets = a->scene->buckets;
	v->first_bucket = 0;
	v->table_capacity = capacity;
	v->bucket_count = capacity < VIEW_BUCKETS ? capacity : VIEW_BUCKETS;
	memset(a->scene->buckets, 0, sizeof a->scene->buckets);
}

/* Signs of a probe stay until the next one begins. */
static void begin_probe(struct acting *a)
{
	if (a->probed == a->sentence)
		return;
	a->probed = a->sentence;
	for (size_t i = 0; i < a->scene->v.bucket_count; i++)
		a->scene->buckets[i].probed = 0;
}

void acting_probe(struct acting *a, event *e)
{
	view_bucket *b = bucket_at(a, e->section, e->bucket);

	begin_probe(a);
	if (!b)
		return;
	b->probed = 1;
	b->chunk.mark = a->now ? VIEW_LOOKED : VIEW_PLAIN;
}

void acting_found(struct acting *a, event *e)
{
	view_bucket *b = bucket_at(a, e->section, e->bucket);
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	begin_probe(a);
	if (b)
		b->probed = e->step == MY_HEAP_FOUND ? 2 : 3;
	if (c && a->now)
		c->mark = VIEW_LOOKED;
}

/* Entries of the table in focus. */
static void count(struct acting *a, int more)
{
	a->scene->sections[a->scene->v.focus].nbr_chunks += (size_t)more;
}

void acting_stored(struct acting *a, event *e)
{
	view_bucket *b = bucket_at(a, e->section, e->bucket);
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	begin_probe(a);
	if (!c)
		return;
	c->key = e->key;
	c->home = e->home;
	c->bucket = e->bucket;
	c->displaced = e->rest;
	if (!b)
		return;
	count(a, !b->taken);
	*b = (view_bucket){ .taken = 1, .probed = 2, .chunk = *c };
	b->chunk.mark = a->now ? VIEW_LOOKED : c->mark;
}

void acting_kept(struct acting *a, event *e)
{
	view_bucket *b = bucket_at(a, e->section, e->bucket);
	const view_chunk *c = acting_chunk(a, e->section, e->offset);

	begin_probe(a);
	if (!b)
		return;
	b->probed = 2;
	if (c)
		b->chunk = *c;
}

void acting_removed(struct acting *a, event *e)
{
	view_bucket *b = bucket_at(a, e->section, e->bucket);

	begin_probe(a);
	if (!b)
		return;
	b->chunk.mark = VIEW_LOOKED;
	b->probed = 1;
	if (a->now)
		return;
	count(a, -b->taken);
	*b = (view_bucket){ .taken = 0 };
}

void acting_shifted(struct acting *a, event *e)
{
	view_bucket *to = bucket_at(a, e->section, e->bucket);
	view_bucket *from = bucket_at(a, e->section, e->other);
	view_chunk *c = acting_chunk(a, e->section, e->offset);
	size_t capacity = a->scene->v.table_capacity;

	begin_probe(a);
	if (!to || !from)
		return;
	*to = *from;
	to->probed = 2;
	to->chunk.bucket = e->bucket;
	to->chunk.displaced = (e->bucket + capacity - e->home) % capacity;
	to->chunk.mark = a->now ? VIEW_LOOKED : VIEW_PLAIN;
	*from = (view_bucket){ .taken = 0 };
	if (c) {
		c->bucket = to->chunk.bucket;
		c->displaced = to->chunk.displaced;
	}
}

void acting_grown_table(struct acting *a, event *e)
{
	(void)e;
	a->grown |= !a->now;
}

void acting_buckets(struct acting *a)
{
	static const int signs[] = { [VIEW_PASSED] = 1, [VIEW_BEST] = 2, [VIEW_LOOKED] = 3 };
	const view_section *s = &a->scene->sections[a->scene->v.focus];

	for (size_t i = 0; i < s->chunk_count; i++) {
		const view_chunk *c = &s->chunks[i];
		view_bucket *b = bucket_at(a, s->id, c->bucket);

		if (!b || !b->taken || b->chunk.offset != c->offset || b->chunk.mark != VIEW_PLAIN)
			continue;
		b->chunk = *c;
		if (c->turn && c->mark != VIEW_WAITS)
			b->probed = signs[c->mark];
	}
}

