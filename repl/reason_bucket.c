/* SPDX-License-Identifier: MIT
 *
 * reason_bucket.c - a wrong bucket.
 *
 *   offset -> key = offset / granule -> home = hash(key) -> taken? the next -> bucket
 *
 * The first of these arrows that leads to the number given is the wrong step.
 */
#include "reason_parts.h"

#include "look.h"
#include "wording.h"

#include <stdio.h>
#include <string.h>

/* The way of one entry. */
struct way {
	size_t section, offset, key, home, bucket, capacity, past;
	int is_kept;   /* it was there before, as that of a free chunk */
	int is_stored; /* it is new */
};

static size_t given(const struct facts *f)
{
	return f->given->number;
}

/* ------------------------------------------------------------------------ the entry */

/* It was asked for the home, wherever the entry came to lie. */
static int is_home(const struct facts *f)
{
	return f->expression && strncmp(f->expression, "home", strlen("home")) == 0;
}

static int is_about(const my_heap_event *e, size_t section, size_t offset)
{
	return e && e->section == section && e->offset == offset;
}

/* The entry of the free chunk that was taken became its own, and no table grew since. */
static int is_kept(const struct facts *f, const my_heap_chunk *chunk)
{
	const my_heap_event *grown = reason_event(f, MY_HEAP_TABLE_GROWN);

	return is_about(reason_event(f, MY_HEAP_KEEPS_ENTRY), chunk->section, chunk->offset)
	       && !(grown && grown->section == chunk->section);
}

static int is_stored(const struct facts *f, const my_heap_chunk *chunk)
{
	const struct steps *steps = f->steps;

	for (size_t i = 0; i < steps_kept(steps); i++) {
		const my_heap_event *e = steps_get(steps, i);

		if (e->step == MY_HEAP_STORED && is_about(e, chunk->section, chunk->offset))
			return 1;
	}
	return 0;
}

static int way_of_chunk(const struct facts *f, const my_heap_chunk *chunk, struct way *way)
{
	my_heap_section section;

	if (!my_heap_section_by_id(f->session->heap, chunk->section, &section))
		return 0;
	*way = (struct way){ chunk->section, chunk->offset, chunk->key, chunk->home,
		             chunk->bucket, section.capacity, 0,
		             is_kept(f, chunk), is_stored(f, chunk) };
	return 1;
}

static int way_of_placed(const struct facts *f, struct way *way)
{
	my_heap_chunk chunk;

	return look_start(f->session, &f->last->after, &chunk) && way_of_chunk(f, &chunk, way);
}

/* Of bucket(p1) and home(s1+0x40), which the lesson could evaluate. */
static int way_of_expression(const struct facts *f, struct way *way)
{
	static const char *const measures[] = { "bucket(", "home(" };
	my_heap_chunk chunk;
	int is_one = 0;

	for (size_t i = 0; i < 2; i++)
		is_one |= strncmp(f->expression, measures[i], strlen(measures[i])) == 0;
	return is_one && reason_subject(f, &chunk) && way_of_chunk(f, &chunk, way);
}

/* Of what is freed, or was to be: where its entry was looked for. */
static int way_of_search(const struct facts *f, struct way *way)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_FOUND);

	e = e ? e : reason_event(f, MY_HEAP_NOT_FOUND);
	if (!e || !e->capacity)
		return 0;
	*way = (struct way){ e->section, e->offset, e->key, e->home, e->bucket, e->capacity,
		             0, 0, 0 };
	return 1;
}

static size_t past(const struct way *way, size_t bucket)
{
	return (bucket + way->capacity - way->home) % way->capacity;
}

static int find_way(const struct facts *f, struct way *way)
{
	int found = f->expression             ? way_of_expression(f, way)
	            : f->last->after.section ? way_of_placed(f, way)
	                                     : way_of_search(f, way);

	if (!found || f->right->number != (is_home(f) ? way->home : way->bucket))
		return 0;
	way->past = past(way, way->bucket);
	return 1;
}

/* ------------------------------------------------------------------------- the home */

static size_t keys_of(const struct facts *f, const struct way *way)
{
	my_heap_section section;

	return my_heap_section_by_id(f->session->heap, way->section, &section)
	               ? section.size / f->options->granule : 0;
}

/* The homes that other hashes would give: inc/my_heap.h says what they are. */
static size_t home_by(enum my_heap_hash hash, size_t key, size_t capacity, size_t keys)
{
	if (hash == MY_HEAP_MODULO)
		return key % capacity;
	if (hash == MY_HEAP_ORDER_PRESERVING)
		return keys ? key * capacity / keys : capacity;
	return (size_t)((((key * 0x9e3779b97f4a7c15u) >> 32) * capacity) >> 32);
}

static const char *const hash_names[] = {
	[MY_HEAP_ORDER_PRESERVING] = "the order-preserving hash",
	[MY_HEAP_MODULO] = "key mod capacity",
	[MY_HEAP_FIBONACCI] = "the Fibonacci hash",
};

static struct wording home_text(const struct facts *f, const struct way *way)
{
	return wording_home(f->session, way->section, way->capacity, way->key, way->home);
}

static int took_number(struct facts *f, const struct way *way)
{
	if (given(f) == way->offset && way->offset != way->key)
		return REASON("0x%zx is the offset. The key is the offset / %zu = %zu, and its "
		              "home is %s.", way->offset, f->options->granule, way->key,
		              home_text(f, way).text);
	if (given(f) == way->key && given(f) != way->home)
		return REASON("%zu is the key, not yet the bucket: its home is %s.", way->key,
		              home_text(f, way).text);
	return 0;
}

static int no_bucket(struct facts *f, const struct way *way)
{
	if (given(f) < way->capacity)
		return 0;
	if (way->bucket < way->home)
		return REASON("The table has %zu buckets, b0 to b%zu: behind b%zu the probing "
		              "goes on "
		              "with b0.", way->capacity, way->capacity - 1, way->capacity - 1);
	return REASON("The table has %zu buckets, b0 to b%zu. The home of key %zu is %s.",
	              way->capacity, way->capacity - 1, way->key, home_text(f, way).text);
}

static int old_table(struct facts *f, const struct way *way)
{
	const my_heap_event *grown = reason_event(f, MY_HEAP_TABLE_GROWN);

	if (!grown || grown->section != way->section
	    || given(f) != home_by(f->options->hash, way->key, grown->size, keys_of(f, way)))
		return 0;
	return REASON("That would be its home in the old table of %zu buckets. The table has grown "
	              "to %zu: the home of key %zu is %s.", grown->size, way->capacity,
	              way->key, home_text(f, way).text);
}

static int other_hash(struct facts *f, const struct way *way)
{
	for (int hash = 0; hash <= MY_HEAP_FIBONACCI; hash++)
		if (hash != (int)f->options->hash
		    && given(f) == home_by((enum my_heap_hash)hash, way->key, way->capacity,
		                           keys_of(f, way)))
			return REASON("That is where %s would lead, but the heap uses %s: the home "
			              "of key %zu is %s.", hash_names[hash],
			              hash_names[f->options->hash], way->key,
			              home_text(f, way).text);
	if (given(f) && f->options->hash == MY_HEAP_MODULO
	    && given(f) == way->offset % way->capacity)
		return REASON("You took the offset for the key. The key is 0x%zx / %zu = %zu, and "
		              "its home is %s.", way->offset, f->options->granule, way->key,
		              home_text(f, way).text);
	return 0;
}

/* ----------------------------------------------------------------------- the probing */

/* Who lay in a bucket that was passed; NULL: the step was not kept. */
static const my_heap_event *passed(const struct facts *f, const struct way *way, size_t bucket)
{
	const struct steps *steps = f->steps;

	for (size_t i = steps_kept(steps); i-- > 0;) {
		const my_heap_event *e = steps_get(steps, i);

		if (e->step == MY_HEAP_PROBE_TAKEN && e->section == way->section
		    && e->capacity == way->capacity && e->key == way->key && e->bucket == bucket)
			return e;
	}
	return NULL;
}

static struct reason_text passed_text(const struct facts *f, const struct way *way,
                                      const char *too)
{
	const my_heap_event *e = passed(f, way, given(f));
	struct reason_text out;

	if (e)
		snprintf(out.text, sizeof out.text, "b%zu is taken%s by %s, key %zu", given(f),
		         too,
		         wording_owner(f->session, e->section,
		                       e->other * f->options->granule).text, e->other);
	else
		snprintf(out.text, sizeof out.text, "b%zu is taken%s", given(f), too);
	return out;
}

static struct reason_text onward(const struct facts *f, const struct way *way)
{
	struct reason_text out;

	snprintf(out.text, sizeof out.text, "probing goes on%s to %s, b%zu",
	         way->bucket < given(f) ? ", behind the last bucket with b0," : "",
	         way->is_stored ? "the first empty bucket" : "where its entry lies",
	         way->bucket);
	return out;
}

static int home_only(struct facts *f, const struct way *way)
{
	if (!is_home(f))
		return 0;
	if (given(f) == way->bucket)
		return REASON("b%zu is where the entry came to lie. Its home is %s.", way->bucket,
		              home_text(f, way).text);
	if (old_table(f, way) || other_hash(f, way))
		return 1;
	return REASON("The key is 0x%zx / %zu = %zu, and its home is %s.", way->offset,
	              f->options->granule, way->key, home_text(f, way).text);
}

/* Between an entry and its home every bucket is taken. */
static int passed_bucket(struct facts *f, const struct way *way)
{
	size_t before = past(way, given(f));

	if (before >= way->past)
		return 0;
	if (way->is_kept)
		return REASON("The home of key %zu is %s, but b%zu was taken when the free "
		              "chunk at "
		              "0x%zx got its entry. That entry is kept, in b%zu.", way->key,
		              home_text(f, way).text, given(f), way->offset, way->bucket);
	if (before == 0)
		return REASON("The home of key %zu is %s, but %s: %s.", way->key,
		              home_text(f, way).text, passed_text(f, way, "").text,
		              onward(f, way).text);
	return REASON("The home of key %zu is %s. %s: %s.", way->key, home_text(f, way).text,
	              passed_text(f, way, " too,").text, onward(f, way).text);
}

static int elsewhere(struct facts *f, const struct way *way)
{
	if (way->is_kept || way->past == 0)
		return 0;
	if (way->is_stored)
		return REASON("The home of key %zu is %s. From there the first bucket that was "
		              "empty is b%zu.", way->key, home_text(f, way).text, way->bucket);
	return REASON("The home of key %zu is %s. It was taken: the entry lies %s past it, in "
	              "b%zu.", way->key, home_text(f, way).text,
	              counted(way->past, "bucket", "buckets").text, way->bucket);
}

static int kept_entry(struct facts *f, const struct way *way)
{
	if (!way->is_kept)
		return 0;
	return REASON("The key is 0x%zx / %zu = %zu, its home %s. The free chunk at 0x%zx had an "
	              "entry already: it is kept, in b%zu.", way->offset, f->options->granule,
	              way->key, home_text(f, way).text, way->offset, way->bucket);
}

static int from_home(struct facts *f, const struct way *way)
{
	return REASON("The key is 0x%zx / %zu = %zu. Its home is %s, and the entry is there.",
	              way->offset, f->options->granule, way->key, home_text(f, way).text);
}

/* Of whatever entry: there is no such bucket in the only table. */
static int beyond(struct facts *f)
{
	my_heap_section section;

	if (!my_heap_first_section(f->session->heap, &section) || section.next
	    || given(f) < section.capacity)
		return 0;
	return REASON("The table has %zu buckets, b0 to b%zu.", section.capacity,
	              section.capacity - 1);
}

int reason_bucket(struct facts *f)
{
	static int (*const tellers[])(struct facts *f, const struct way *way) = {
		took_number, no_bucket,  home_only,  passed_bucket, old_table,
		other_hash,  kept_entry, elsewhere,  from_home,
	};
	struct way way;

	if (!find_way(f, &way))
		return beyond(f);
	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (tellers[i](f, &way))
			return 1;
	return 0;
}
