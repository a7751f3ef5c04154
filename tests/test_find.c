/* SPDX-License-Identifier: MIT
 *
 * test_find.c - find against what a walk and a look at every byte find.
 */
#include "chance.h"
#include "find.h"
#include "look.h"
#include "raw.h"
#include "said.h"
#include "search.h"
#include "shown.h"

#include <stdio.h>
#include <time.h>

static const char some[] = "m 100\nm 200\nm 40\nw p2 \"hello hello\"\nf p1\n";

/* ------------------------------------------------------------------------ one byte */

static void it_tells_whose_a_byte_is(void)
{
	static const struct said rows[] = {
		{ "find s1+0x70", "s1+0x70 lies at the start of p2 (s1+0x70, asked 200)\n" },
		{ "find p2+40", "p2+40 lies 40 bytes into p2 (s1+0x70, asked 200)\n" },
		{ "find p2+203", "lies in the slack of p2, 203 bytes into it (s1+0x70, asked 200)" },
		{ "find s1+16", "lies 16 bytes into the free chunk s1+0x0 (112 bytes)" },
		{ "find 0x5", "0x5 lies in no section of this heap" },
		{ "find NULL", "NULL lies in no section of this heap" },
		{ "find p1+0x2000", "lies in no section of this heap" },
	}, headers[] = {
		{ "find s1-16", "lies in the header of p1 (s1+0x0, header 16)" },
		{ "find s1+0", "lies at the start of p1 (s1+0x0, asked 20)" },
		{ "find s1+240", "lies at the start of p3 (s1+0xf0, asked 100)" },
	}, rest[] = {
		{ "find p1+104", "104 bytes into p1" },
		{ "find p1+210", "lies 2 bytes past the end of s1, in the rest of its last page: "
		                 "no chunk\n  has it" },
	};

	CHECK_SAID(some, rows);
	CHECK_SAID("set header 16\nreset\nm 20\nm 168\nm 100\n", headers);
	CHECK_SAID("set section 192\nreset\nm 200\n", rest);
}

/* ------------------------------------------------------------------------- chunks */

static void conditions_are_read(void)
{
	static const struct said rows[] = {
		{ "find size > 50 state=free", "2 chunks found, 3,840 bytes\n"
		  "free   s1+0x0         112  bucket 0\n"
		  "free   s1+0x170     3,728  bucket 8+1\n" },
		{ "find size>50 state!=free", "1 chunk found, 208 bytes\np2     s1+0x70" },
		{ "find name=p3", "p3     s1+0x140        48  asked 40  bucket 4\n" },
		{ "find name != p3", "1 chunk found" },
		{ "find asked<=40", "1 chunk found, 48 bytes\np3 " },
		{ "find slack==8", "2 chunks found" },
		{ "find probe>=1", "free   s1+0x170" },
		{ "find section=s1 offset<0x100", "2 chunks found" },
		{ "find section=1 key=7", "p2 " },
		{ "find born=3", "p3 " },
		{ "find born<3", "1 chunk found, 208 bytes\np2 " },
		{ "find size=1,000", "no chunk is like that\n" },
		{ "find bucket=8", "free   s1+0x170" },
		{ "find state=cached", "no chunk is like that\n" },
	};

	CHECK_SAID(some, rows);
}

static void bad_conditions_are_told(void)
{
	static const struct said rows[] = {
		{ "find siez>3", "error: siez is nothing that chunks have. Did you mean size?" },
		{ "find colour=3",
		  "colour is nothing that chunks have. They have size, asked, slack" },
		{ "find size>", "error: size is compared with nothing: a value is missing." },
		{ "find size", "error: size stands alone: one of = != < <= > >= must follow" },
		{ "find >3", "error: >3 stands alone: a word must be before it, as in size>1000." },
		{ "find size>big", "big is no number" },
		{ "find state=fre", "fre is no state: a chunk is used, free, cached or waiting." },
		{ "find state<free",
		  "error: state goes with = and != only. Nothing was looked for." },
		{ "find size!5", "error: size stands alone" },
		{ "find hello",
		  "error: no chunk is named hello. Text stands in quotes, as in: find "
		  "\"text\"." },
		{ "find 1 2", "error: find looks for one place, one text in quotes" },
		{ "find 0xzz", "0xzz is no number" },
		{ "find \"\"", "error: the text in quotes is empty. Nothing was looked for." },
		{ "find \"\\0\\0\"", "error: memory that was never written is all 0" },
		{ "find a=1 a=1 a=1 a=1 a=1 a=1 a=1 a=1", "a is nothing that chunks have" },
		{ "find key=1 key=1 key=1 key=1 key=1 key=1 key=1 key=1 key=1 key=1 key=1 key=1 "
		  "key=1 key=1 key=1 key=1 key=1",
		  "error: 16 conditions are the most." },
	};

	CHECK_SAID(some, rows);
}

/* size between two bounds and a state, counted by hand. */
static size_t count_by_hand(const struct session *session, size_t low, size_t high, int free)
{
	my_heap_section section;
	my_heap_chunk chunk;
	size_t count = 0;

	for (int more = my_heap_first_section(session->heap, &section); more;
	     more = my_heap_next_section(session->heap, &section))
		for (int next = look_first(session, &section, &chunk); next;
		     next = look_next(session, &chunk))
			count += chunk.size >= low && chunk.size < high && chunk.free == free
			         && !chunk.cached;
	return count;
}

static void as_many_are_found_as_there_are(void)
{
	static const char *const engines[] = { "", "set engine fast\nreset\n" };
	char line[200], expected[80];

	chance(test_seed());
	for (int i = 0; i < 40; i++) {
		size_t low = below(300), high = low + below(900);
		int free = (int)below(2);
		struct play play;
		size_t count;

		play_start(&play);
		play_lines(&play, engines[i % 2]);
		snprintf(line, sizeof line, "random 300 --seed %d\n", i + 1);
		play_lines(&play, line);
		count = count_by_hand(play.session, low, high, free);
		snprintf(line, sizeof line, "find size>=%zu size < %zu state = %s\n", low, high,
		         free ? "free" : "used");
		play_lines(&play, line);
		snprintf(expected, sizeof expected, count ? "\n%zu chunk%s found, " :
		         "\nno chunk is like that\n", count, count == 1 ? "" : "s");
		CU_ASSERT(play_has(play.out, expected));
		play_end(&play);
	}
}

static void many_are_counted(void)
{
	char *out = play_once("set section 64K\nreset\nfill 300 64\nfind size=64\n");

	CU_ASSERT(play_has(out, "300 chunks found, 19,200 bytes\n"));
	CU_ASSERT(play_has(out, "p200   s1+0x31c0       64  asked 64"));
	CU_ASSERT(play_has(out, "... 100 more: find with one more condition\n"));
	CU_ASSERT_PTR_NULL(strstr(out, "\np201   s1"));
	free(out);
}

static void the_first_is_selected(void)
{
	struct shown s;

	show(&s, some);
	then(&s, "find name=p3");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ p3");
	CU_ASSERT_EQUAL(s.v->trail.mark, VIEW_CURSOR);
	then(&s, "find \"lo\"");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ p2");
	then(&s, "find s1+8");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ 0x000");
	then(&s, "find size=1");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ 0x000");
	end(&s);
}

/* --------------------------------------------------------------------------- text */

static void texts_are_found(void)
{
	static const struct said rows[] = {
		{ "find \"hello\"", "found 2 times\n"
		                    "s1+0x70    used   at the start of p2 (s1+0x70, asked 200)\n"
		                    "s1+0x76    used   6 bytes into p2 (s1+0x70, asked 200)\n" },
		{ "find \"o\\x20h\"", "found 1 time\n" },
		{ "find \"nothing\"", "it stands nowhere in the memory of the sections\n" },
		{ "w p2 +203 \"tail\"\nfind \"tail\"",
		  "used   in the slack of p2, 203 bytes into it" },
		{ "f p2\nfind \"hello\"",
		  "free   112 bytes into the free chunk s1+0x0 (320 bytes)" },
		{ "find \"o\\0\"", "found 1 time\n" },
		{ "find \"\\0h\"", "found 1 time\n" },
	};

	CHECK_SAID(some, rows);
}

enum { HITS = 4096 };

struct hits {
	size_t count;
	struct {
		size_t section, offset;
	} at[HITS];
};

static int note_hit(void *user, const my_heap_section *section, size_t offset)
{
	struct hits *hits = user;

	if (hits->count < HITS) {
		hits->at[hits->count].section = section->id;
		hits->at[hits->count].offset = offset;
	}
	hits->count++;
	return 0;
}

/* Byte by byte. */
static void search_by_hand(const my_heap *heap, const char *text, size_t length, struct hits *hits)
{
	my_heap_section section;
	char window[64];

	for (int more = my_heap_first_section(heap, &section); more;
	     more = my_heap_next_section(heap, &section))
		for (size_t i = 0; i + length <= section.size; i++) {
			raw_read(window, (const char *)section.memory + i, length);
			if (memcmp(window, text, length) == 0)
				note_hit(hits, &section, i);
		}
}

/* A small alphabet, written at random places, also over the ends of pages. */
static void it_finds_what_a_look_at_every_byte_finds(void)
{
	struct hits *found = calloc(2, sizeof *found), *expected = found + 1;
	volatile sig_atomic_t stop = 0;
	struct play play;
	char line[120];

	chance(test_seed());
	play_start(&play);
	play_lines(&play, "set section 64K\nreset\nm 40000\nm 25000\nm 40000\nm 300\n");
	for (int i = 0; i < 60; i++) {
		snprintf(line, sizeof line, "w p%zu +%zu \"%c%c%c%c\"\n",
		         1 + below(3), below(6) * 4096 + 4084
		         + below(16),
		         (int)('a' + below(2)), (int)('a' + below(2)),
		         (int)('a' + below(2)), (int)('a' + below(2)));
		play_lines(&play, line);
	}
	for (int i = 0; i < 60; i++) {
		char text[12];
		size_t length = 1 + below(5);
		struct search search = { text, length, &stop, note_hit, found };

		for (size_t k = 0; k < length; k++)
			text[k] = "ab\0b"[below(4)];
		text[below(length)] = 'a';
		found->count = expected->count = 0;
		CU_ASSERT(search_memory(play.session->heap, &search));
		search_by_hand(play.session->heap, text, length, expected);
		CU_ASSERT_EQUAL(found->count, expected->count);
		CU_ASSERT(memcmp(found->at, expected->at,
		                 (found->count < HITS ? found->count : HITS)
		                         * sizeof found->at[0]) == 0);
	}
	play_end(&play);
	free(found);
}

static void a_search_can_be_stopped(void)
{
	volatile sig_atomic_t stop = 1;
	struct hits *hits = calloc(1, sizeof *hits);
	struct search search = { "h", 1, &stop, note_hit, hits };
	struct play play;

	play_start(&play);
	play_lines(&play, some);
	CU_ASSERT_EQUAL(search_memory(play.session->heap, &search), 0);
	CU_ASSERT_EQUAL(hits->count, 1);
	play_end(&play);
	free(hits);
}

/* Pages of this process in memory. */
static size_t resident(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	size_t all, pages = 0;

	if (file && fscanf(file, "%zu %zu", &all, &pages) != 2)
		pages = 0;
	if (file)
		fclose(file);
	return pages;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void what_was_never_touched_stays_so(void)
{
	struct play play;
	double start;
	size_t before;

	play_start(&play);
	play_lines(&play, "m 8G\nw p1 +4294967294 \"abcd\"\n");
	if (!strstr(play.out, "4 bytes written")) {
		test_skip("no 8 GiB of addresses here");
		play_end(&play);
		return;
	}
	before = resident();
	start = now();
	play_lines(&play, "find \"abcd\"\nfind \"cd\\0\"\nfind \"never\"\n");
	CU_ASSERT(now() - start < 2.0 * (double)test_percent() / 100 + 2);
	CU_ASSERT(resident() < before + 1024);
	CU_ASSERT(play_has(play.out, "s1+0xfffffffe used   4,294,967,294 bytes into p1"));
	CU_ASSERT(play_has(play.out, "s1+0x100000000 used "));
	CU_ASSERT(play_has(play.out, "it stands nowhere"));
	play_end(&play);
}

CU_TestInfo find_tests[] = {
	{ "it tells whose a byte is", it_tells_whose_a_byte_is },
	{ "conditions are read", conditions_are_read },
	{ "bad conditions are told", bad_conditions_are_told },
	{ "as many are found as there are", as_many_are_found_as_there_are },
	{ "many are counted", many_are_counted },
	{ "the first is selected", the_first_is_selected },
	{ "texts are found", texts_are_found },
	{ "it finds what a look at every byte finds", it_finds_what_a_look_at_every_byte_finds },
	{ "a search can be stopped", a_search_can_be_stopped },
	{ "what was never touched stays so", what_was_never_touched_stays_so },
	CU_TEST_INFO_NULL,
};
