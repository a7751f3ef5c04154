/* SPDX-License-Identifier: MIT
 *
 * test_walk.c - walk, cursors, find and buckets tell one story.
 *
 * That chunks tile their sections and that all ways of looking agree is drill_sound's
 * work, here on heaps that were made ragged; the cursors are tested against the walk.
 */
#include "test.h"
#include "drill.h"

#include <string.h>

enum { MOST = 2000 };

struct seen {
	my_heap_chunk chunks[MOST];
	my_heap_section sections[MOST];
	size_t nbr_chunks, nbr_sections, nbr_buckets;
	size_t stop_at; /* the call that returns 42; 0 = never */
	size_t calls;
};

static int next_result(struct seen *seen)
{
	return ++seen->calls == seen->stop_at ? 42 : 0;
}

static int see_section(void *user, const my_heap_section *section)
{
	struct seen *seen = user;

	seen->sections[seen->nbr_sections++] = *section;
	return next_result(seen);
}

static int see_bucket(void *user, const my_heap_section *section, size_t bucket,
                      const my_heap_chunk *chunk)
{
	struct seen *seen = user;

	(void)section;
	(void)bucket;
	(void)chunk;
	seen->nbr_buckets++;
	return next_result(seen);
}

static int see_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct seen *seen = user;

	(void)section;
	seen->chunks[seen->nbr_chunks++] = *chunk;
	return next_result(seen);
}

static const my_heap_visitor all = { see_section, see_bucket, see_chunk };

/* Several sections with holes of all sizes. */
static void ragged(drill *d, int variant)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.hash = (enum my_heap_hash)(variant % 3);
	o.coalescing = (enum my_heap_coalescing)(variant / 3 % 3);
	o.placement = (enum my_heap_placement)(variant % 5);
	o.header = variant % 2 ? 16 : 0;
	drill_open(d, &o);
	for (int n = 1; n <= 120; n++)
		drill_malloc(d, (size_t)(n * 61 % 300));
	for (int n = 1; n <= 120; n += 1 + n % 3)
		my_heap_free(d->heap, d->p[n]);
	CU_ASSERT(drill_stats(d).sections >= 3 && drill_stats(d).free_chunks >= 10);
}

static void all_ways_of_looking_agree(void)
{
	for (int variant = 0; variant < 45; variant++) {
		drill d;
		ragged(&d, variant);
		SOUND(&d);
		drill_close(&d);
	}
}

static int same(const my_heap_chunk *a, const my_heap_chunk *b)
{
	return a->section == b->section && a->offset == b->offset && a->size == b->size
	       && a->free == b->free && a->bucket == b->bucket && a->pointer == b->pointer;
}

static void cursors_go_right(const drill *d, const struct seen *seen)
{
	my_heap_section section;
	my_heap_chunk chunk;
	size_t c = 0, s = 0;
	int more = my_heap_first_section(d->heap, &section);

	while (more) {
		CU_ASSERT(section.id == seen->sections[s++].id);
		CU_ASSERT(my_heap_first_chunk(d->heap, &section, &chunk) == 1);
		do {
			CU_ASSERT(same(&chunk, &seen->chunks[c++]));
		} while (my_heap_next_chunk(d->heap, &chunk));
		CU_ASSERT(same(&chunk, &seen->chunks[c - 1])); /* left alone at the end */
		more = my_heap_next_section(d->heap, &section);
	}
	CU_ASSERT(section.id == seen->sections[s - 1].id);
	CU_ASSERT(c == seen->nbr_chunks && s == seen->nbr_sections);
}

static void cursors_go_left(const drill *d, const struct seen *seen)
{
	for (size_t i = 0; i < seen->nbr_chunks; i++) {
		my_heap_chunk chunk = seen->chunks[i];
		int first = chunk.offset == 0;
		CU_ASSERT(my_heap_prev_chunk(d->heap, &chunk) == !first);
		CU_ASSERT(same(&chunk, &seen->chunks[first ? i : i - 1]));
	}
}

static void cursors_follow_the_walk(void)
{
	static struct seen seen;

	for (int variant = 0; variant < 9; variant++) {
		drill d;
		ragged(&d, variant);
		memset(&seen, 0, sizeof seen);
		CU_ASSERT(my_heap_walk(d.heap, &all, &seen) == 0);
		cursors_go_right(&d, &seen);
		cursors_go_left(&d, &seen);
		drill_close(&d);
	}
}

static void buckets_outside_are_none(void)
{
	my_heap_section section;
	my_heap_chunk chunk, untouched;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100");
	section = drill_section(&d, 1);
	memset(&untouched, 0x5a, sizeof untouched);
	chunk = untouched;
	CU_ASSERT(my_heap_bucket(d.heap, &section, section.capacity, &chunk) == 0);
	CU_ASSERT(my_heap_bucket(d.heap, &section, (size_t)-1, &chunk) == 0);
	CU_ASSERT(my_heap_bucket(d.heap, &section, 3, &chunk) == 0);
	CU_ASSERT(my_heap_find(d.heap, d.p[1] + 16, &chunk) == 0);
	CU_ASSERT(my_heap_find(d.heap, &section, &chunk) == 0);
	CU_ASSERT(my_heap_find(d.heap, NULL, &chunk) == 0);
	CU_ASSERT(memcmp(&chunk, &untouched, sizeof chunk) == 0);
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

/* In order: a section, its buckets, its chunks; and any result but 0 ends it there. */
static void a_result_ends_the_walk(void)
{
	static struct seen seen;
	size_t calls;
	drill d;

	ragged(&d, 0);
	memset(&seen, 0, sizeof seen);
	my_heap_walk(d.heap, &all, &seen);
	calls = seen.calls;
	CU_ASSERT(calls == seen.nbr_sections + seen.nbr_buckets + seen.nbr_chunks);
	for (size_t stop = 1; stop <= calls; stop += 7) {
		memset(&seen, 0, sizeof seen);
		seen.stop_at = stop;
		CU_ASSERT(my_heap_walk(d.heap, &all, &seen) == 42);
		CU_ASSERT(seen.calls == stop);
	}
	memset(&seen, 0, sizeof seen);
	seen.stop_at = 2;
	my_heap_walk(d.heap, &all, &seen);
	CU_ASSERT(seen.nbr_sections == 1 && seen.nbr_buckets == 1 && seen.nbr_chunks == 0);
	drill_close(&d);
}

static void members_may_be_null(void)
{
	static const my_heap_visitor chunks = { NULL, NULL, see_chunk };
	static const my_heap_visitor none = { NULL, NULL, NULL };
	static struct seen seen;
	drill d;

	ragged(&d, 0);
	memset(&seen, 0, sizeof seen);
	CU_ASSERT(my_heap_walk(d.heap, &chunks, &seen) == 0);
	CU_ASSERT(seen.calls == seen.nbr_chunks && seen.nbr_chunks > 50);
	CU_ASSERT(my_heap_walk(d.heap, &none, &seen) == 0);
	drill_close(&d);
}

static int stop_free(void *user, const my_heap_chunk *chunk)
{
	int *left = user;

	CU_ASSERT(chunk->free == 1);
	return --*left == 0 ? 17 : 0;
}

static void a_result_ends_the_free_walk(void)
{
	my_heap_section section;
	int left = 3;
	drill d;

	ragged(&d, 0);
	section = drill_section(&d, 1);
	CU_ASSERT(my_heap_walk_free(d.heap, &section, stop_free, &left) == 17);
	CU_ASSERT(left == 0);
	drill_close(&d);
}

/* A walk and a check are looks: they change nothing, statistics included. */
static void looking_changes_nothing(void)
{
	my_heap_statistics before, after;
	drill d;

	ragged(&d, 4);
	memset(&before, 0, sizeof before);
	memset(&after, 0, sizeof after);
	my_heap_stats(d.heap, &before);
	SOUND(&d);
	my_heap_stats(d.heap, &after);
	CU_ASSERT(memcmp(&before, &after, sizeof before) == 0);
	drill_close(&d);
}

CU_TestInfo walk_tests[] = {
	{ "all ways of looking agree", all_ways_of_looking_agree },
	{ "cursors follow the walk", cursors_follow_the_walk },
	{ "nothing found leaves it alone", buckets_outside_are_none },
	{ "a result ends the walk", a_result_ends_the_walk },
	{ "members may be NULL", members_may_be_null },
	{ "a result ends the free walk", a_result_ends_the_free_walk },
	{ "looking changes nothing", looking_changes_nothing },
	CU_TEST_INFO_NULL
};
