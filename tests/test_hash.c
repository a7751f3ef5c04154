/* SPDX-License-Identifier: MIT
 *
 * test_hash.c - the tables: homes by formula, probes, removal, growth.
 *
 * Homes are computed here from the words of my_heap.h. Buckets follow from linear probing:
 * the next bucket, until one is empty.
 */
#include "test.h"
#include "drill.h"

#include <string.h>

static const enum my_heap_hash hashes[] = {
	MY_HEAP_ORDER_PRESERVING, MY_HEAP_MODULO, MY_HEAP_FIBONACCI
};

static my_heap_options with_hash(enum my_heap_hash hash)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.hash = hash;
	return o;
}

/* Capacities here are powers of two. */
static size_t home_of(enum my_heap_hash hash, size_t key, size_t capacity, size_t keys)
{
	unsigned bits = 0;

	if (hash == MY_HEAP_ORDER_PRESERVING)
		return key * capacity / keys;
	if (hash == MY_HEAP_MODULO)
		return key % capacity;
	while ((size_t)1 << bits < capacity)
		bits++;
	return bits ? (size_t)((uint64_t)key * 0x9e3779b97f4a7c15u >> (64 - bits)) : 0;
}

struct homes {
	const my_heap_options *options;
	size_t seen, wrong;
};

static int check_home(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct homes *homes = user;
	size_t keys = section->size / homes->options->granule;

	homes->seen++;
	homes->wrong += chunk->home != home_of(homes->options->hash, chunk->key,
	                                       section->capacity, keys);
	return 0;
}

static void homes_follow_the_formula(void)
{
	const my_heap_visitor visitor = { NULL, NULL, check_home };

	for (size_t i = 0; i < 3; i++) {
		my_heap_options o = with_hash(hashes[i]);
		struct homes homes = { &o, 0, 0 };
		drill d;
		drill_open(&d, &o);
		for (int n = 1; n < 100; n++)
			drill_malloc(&d, (size_t)(n * 37 % 200));
		drill_play(&d, "f 1 f 5 f 6 f 40 f 41 f 80");
		my_heap_walk(d.heap, &visitor, &homes);
		CU_ASSERT(homes.seen > 90 && homes.wrong == 0);
		drill_close(&d);
	}
}

/* Keys 0, 7, 9, 26, 27 and 33 of 256, stored in this order in 16 buckets. In order: homes
 * 0, 0, 0, 1, 1, 2; modulo: 0, 7, 9, 10, 11, 1. */
static void three_hashes_three_tables(void)
{
	static const char *const script = "m 112 m 32 m 272 m 16 m 96";
	static const size_t keys[] = { 0, 7, 9, 26, 27, 33 };
	char table[3][256];

	for (size_t i = 0; i < 3; i++) {
		my_heap_options o = with_hash(hashes[i]);
		my_heap_section section;
		my_heap_chunk chunk;
		size_t n = 0;
		drill d;
		drill_open(&d, &o);
		drill_play(&d, script);
		section = drill_section(&d, 1);
		CU_ASSERT(my_heap_first_chunk(d.heap, &section, &chunk) == 1);
		do {
			CU_ASSERT(chunk.key == keys[n]);
			CU_ASSERT(chunk.home == home_of(hashes[i], keys[n], 16, 256));
			n++;
		} while (my_heap_next_chunk(d.heap, &chunk) && n < 6);
		CU_ASSERT(n == 6);
		strcpy(table[i], drill_table(&d, 1));
		drill_close(&d);
	}
	SAME(table[0], "0:0 1:7 2:9 3:26 4:27 5:33");
	SAME(table[1], "0:0 1:33 7:7 9:9 10:26 11:27");
	CU_ASSERT_STRING_NOT_EQUAL(table[2], table[0]);
	CU_ASSERT_STRING_NOT_EQUAL(table[2], table[1]);
}

/* 7, 9, 26, 27, 33 times 2^64/golden ratio: top four bits 5, 8, 1, 10, 6. */
static void fibonacci_by_hand(void)
{
	my_heap_options o = with_hash(MY_HEAP_FIBONACCI);
	drill d;

	drill_open(&d, &o);
	drill_play(&d, "m 112 m 32 m 272 m 16 m 96");
	SAME(drill_table(&d, 1), "0:0 1:26 5:7 6:33 8:9 10:27");
	drill_close(&d);
}

/* Five keys with home 0; then one in the middle goes and the others move back. */
static void removal_leaves_no_gap(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 256 m 256 m 256 m 256");
	SAME(drill_table(&d, 1), "0:0 1:16 2:32 3:48 4:64");
	drill_play(&d, "f 1 f 2");
	SAME(drill_table(&d, 1), "0:0 1:32 2:48 3:64");
	drill_close(&d);
}

/* Keys 0, 15 and 31: the last one's home is the last bucket, its place is past the end. */
static void probes_wrap_around(void)
{
	my_heap_chunk chunk;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 240 m 256");
	SAME(drill_table(&d, 1), "0:0 1:31 15:15");
	my_heap_section section = drill_section(&d, 1);
	CU_ASSERT(my_heap_bucket(d.heap, &section, 1, &chunk) == 1);
	CU_ASSERT(chunk.home == 15 && chunk.bucket == 1);
	CU_ASSERT(drill_stats(&d).longest_probe == 2);
	drill_play(&d, "m 16");
	SAME(drill_table(&d, 1), "0:0 1:31 2:32 15:15");
	drill_play(&d, "f 1 f 2");
	CU_ASSERT(my_heap_find(d.heap, d.p[3], &chunk) && chunk.bucket == 15);
	drill_close(&d);
}

/* Load 75: 12 of 16 buckets may be taken; the 13th entry doubles the table. */
static void the_table_doubles_at_its_load(void)
{
	my_heap_chunk chunk;
	drill d;

	drill_open(&d, NULL);
	for (int n = 1; n <= 11; n++)
		drill_malloc(&d, 16);
	CU_ASSERT(drill_section(&d, 1).nbr_chunks == 12);
	CU_ASSERT(drill_section(&d, 1).capacity == 16);
	drill_malloc(&d, 16);
	CU_ASSERT(drill_section(&d, 1).nbr_chunks == 13);
	CU_ASSERT(drill_section(&d, 1).capacity == 32);
	for (int n = 1; n <= 12; n++)
		CU_ASSERT(my_heap_find(d.heap, d.p[n], &chunk) && chunk.home == chunk.key);
	for (int n = 13; n <= 24; n++)
		drill_malloc(&d, 16);
	CU_ASSERT(drill_section(&d, 1).capacity == 64);
	CU_ASSERT(drill_stats(&d).tables > 0);
	drill_close(&d);
}

/* Whatever the load and the first capacity: never more taken than allowed, and never
 * doubled before that was needed. */
static void every_load_is_kept(void)
{
	static const size_t capacities[] = { 1, 2, 3, 7, 16, 100 };

	for (unsigned load = 10; load <= 100; load += 5) {
		for (size_t i = 0; i < 6; i++) {
			my_heap_options o = with_hash(hashes[(load / 5 + i) % 3]);
			my_heap_section s;
			drill d;
			o.load = load;
			o.capacity = capacities[i];
			drill_open(&d, &o);
			for (int n = 1; n <= 100; n++) {
				drill_malloc(&d, 16);
				s = drill_section(&d, 1);
				CU_ASSERT(s.nbr_chunks * 100 <= s.capacity * load);
				CU_ASSERT(s.capacity == o.capacity
				          || s.nbr_chunks * 100 > s.capacity / 2 * load);
			}
			drill_close(&d);
		}
	}
}

/* Load 100 and a section of 16 keys: all buckets taken, and still every search ends. */
static void a_full_table_still_answers(void)
{
	for (size_t i = 0; i < 3; i++) {
		my_heap_options o = with_hash(hashes[i]);
		my_heap_chunk chunk;
		drill d;
		o.load = 100;
		o.section = 256;
		drill_open(&d, &o);
		for (int n = 1; n <= 15; n++)
			drill_malloc(&d, 16);
		drill_malloc(&d, 16);
		CU_ASSERT(drill_section(&d, 1).nbr_chunks == 16);
		CU_ASSERT(drill_section(&d, 1).capacity == 16);
		drill_play(&d, "f 7 f 8 f 16 f 15");
		my_heap_free(d.heap, d.p[3] + 1);
		CU_ASSERT(d.misuses == 1 && d.cause == MY_HEAP_INVALID_FREE);
		CU_ASSERT(my_heap_find(d.heap, d.p[3] + 8, &chunk) == 0);
		drill_play(&d, "m 32 m 32");
		drill_close(&d);
	}
}

static void capacity_1_grows(void)
{
	my_heap_options o;
	drill d;

	my_heap_options_default(&o);
	o.capacity = 1;
	o.load = 100;
	drill_open(&d, &o);
	drill_play(&d, "m 4096");
	CU_ASSERT(drill_section(&d, 1).capacity == 1);
	drill_play(&d, "f 1 m 16");
	CU_ASSERT(drill_section(&d, 1).capacity == 2);
	for (int n = 0; n < 100; n++)
		drill_malloc(&d, 16);
	CU_ASSERT(drill_section(&d, 1).capacity == 128);
	drill_close(&d);
}

/* A table that has grown does not shrink again, and stays right while it empties. */
static void a_grown_table_empties(void)
{
	for (size_t i = 0; i < 3; i++) {
		my_heap_options o = with_hash(hashes[i]);
		drill d;
		drill_open(&d, &o);
		for (int n = 1; n <= 100; n++)
			drill_malloc(&d, 20);
		for (int n = 1; n <= 100; n++) {
			my_heap_free(d.heap, d.p[(n * 37) % 101]);
			SOUND(&d);
		}
		CU_ASSERT(d.misuses == 0);
		CU_ASSERT(drill_section(&d, 1).nbr_chunks == 1);
		drill_close(&d);
	}
}

CU_TestInfo hash_tests[] = {
	{ "homes follow the formula", homes_follow_the_formula },
	{ "three hashes, three tables", three_hashes_three_tables },
	{ "Fibonacci hashing by hand", fibonacci_by_hand },
	{ "a removal leaves no gap", removal_leaves_no_gap },
	{ "probes wrap around", probes_wrap_around },
	{ "the table doubles at its load", the_table_doubles_at_its_load },
	{ "every load is kept", every_load_is_kept },
	{ "a full table still answers", a_full_table_still_answers },
	{ "capacity 1 grows", capacity_1_grows },
	{ "a grown table empties", a_grown_table_empties },
	CU_TEST_INFO_NULL
};
