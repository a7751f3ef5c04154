/* SPDX-License-Identifier: MIT
 *
 * test_narrate.c - the plain text of operations, word for word.
 */
#include "play.h"
#include "steps.h"
#include "wrap.h"

/* A heap with holes: the one the screens were drawn from. */
static const char drawn[] =
	"m 100\nm 40\nm 200\nm 500\nm 64\nm 300\nm 700\nf p2\nf p4\nm 260\nm 1900\nm 1300\nf p6\n";

static void as_drawn(void)
{
	static const char more[] = "m 180\nf p5\nf p31\nf p4\n";
	char script[400];
	char *out;

	snprintf(script, sizeof script, "%s%s", drawn, more);
	out = play_once(script);
	CU_ASSERT(play_has(out,
		"> m 180\n"
		"p11 = s1+0x280, 192 bytes for the 180 asked, 12 slack\n"
		"  1 180 becomes 192, the next multiple of 16.\n"
		"  2 s1: largest free 304, enough. Search it.\n"
		"  3 0x070: 48 free, 144 too small. On.\n"
		"  4 0x280: 240 free, fits. First fit takes it.\n"
		"  5 Split 240: 192 taken, 48 stay free at 0x340.\n"
		"  6 p11 keeps the hole's entry: key 40, bucket 13.\n"
		"  7 The rest: key 52, home 52 mod 16 = 4: empty, stored.\n"
		"  changed: + p11 s1 0x280 192; ~ free s1 0x280 240 -> 0x340 48\n"
		"  heap: mapped 8,192 used 4,768 largest free 2,784 frag int 1% ext 19% calls "));
	CU_ASSERT(play_has(out,
		"> f p5\n"
		"p5 freed, 64 bytes; joined with both neighbours: 416 free at 0x340\n"
		"  1 p5: key 55, bucket 9, 2 past home 7: found, in use. The free is valid.\n"
		"  2 Its 64 bytes are free.\n"
		"  3 Right neighbour 0x3b0 is free: merged, 64 + 304 = 368.\n"
		"  4 The entry with key 59 leaves bucket 11.\n"
		"  5 p9 moves up from bucket 12 to 11, nearer home 10.\n"
		"  6 p11 moves up from bucket 13 to 12, nearer home 8.\n"
		"  7 Left neighbour 0x340 is free: merged, 48 + 368 = 416.\n"
		"  8 The entry with key 55 leaves bucket 9.\n"
		"  9 p11 moves up from bucket 12 to 9, nearer home 8.\n"
		"  changed: - p5 s1 0x370 64; - free s1 0x3b0 304; ~ free s1 0x340 48 -> 416\n"));
	CU_ASSERT(play_has(out,
		"> f p31\nerror: no chunk is named p31. Did you mean p3? Nothing was changed.\n"));
	CU_ASSERT(play_has(out,
		"> f p4\n"
		"error: p4 was freed in operation 9. Nothing was freed twice. (double free)\n"
		"  1 p4 was freed in operation 9. Operation 10 gave its bytes to p8.\n"));
	free(out);
}

/* A script and a sentence that its output must hold: one row for each kind of step. */
static const struct {
	const char *script, *sentence;
} rows[] = {
	{ "m 0", "0 becomes 16: the smallest chunk." },
	{ "m 64", "1 64 is already a multiple of 16." },
	{ "set header 8\nreset\nm 20", "20 and 8 of header become 32, the next multiple of 16." },
	{ "set header 8\nreset\nm 8", "8 and 8 of header are 16, already a multiple of 16." },
	{ "m 8", "The heap has no section yet." },
	{ "m 8", "A new section is mapped: s1, 4,096 bytes." },
	{ "m 8", "Its one free chunk: key 0, home 0 mod 16 = 0: empty, stored." },
	{ "m 4096\nm 8", "s1: nothing is free. Passed over." },
	{ "m 4000\nm 200", "s1: largest free 96, less than 208. Passed over." },
	{ "repeat 3 m 4096\nm 8", "4 s3: nothing is free. Passed over." },
	{ "repeat 4 m 4096\nm 8",
	  "2 s1 to s4: nothing is free in them. 4 sections passed over.\n  3 No room for 16" },
	{ "repeat 5 m 4000\nm 200",
	  "2 s1 to s5: largest free 96, less than 208. 5 sections passed over." },
	{ "repeat 5 m 4096\nm 8\nwhy 2", "part 5 of 5: section\n  step  section        s5" },
	{ "m 4000\nm 200", "No room for 208: a new section is mapped, s2, 4,096 bytes." },
	{ "m 1000\nm 2000\nf p1\nm 2000",
	  "2,096 bytes are free, but no piece has room for 2,000: a new section is" },
	{ "m 16\nm 16\nf p1\nm 16", "0x000: 16 free, fits exactly. First fit takes it." },
	{ "m 16\nm 16\nf p1\nm 16", "16 is just what is needed: nothing to split." },
	{ "set split 64\nreset\nm 48\nm 16\nf p1\nm 32",
	  "16 left over, less than 64: not split, all 48 taken." },
	{ "set placement next\nreset\nm 16\nm 16\nf p1\nm 16", "Next fit takes it." },
	{ "set placement next\nreset\nm 2000\nm 2064\nf p1\nm 48\nm 16\nm 1024\nm 1024",
	  "The end of the list. Next fit goes on from its start." },
	{ "set placement near\nreset\nm 16\nm 16\nf p1\nm 32",
	  "Outwards from 0x010, the place taken last.\n"
	  "  4 0x000: 16 free, 16 too small. On.\n"
	  "  5 0x020: 4,064 free, fits, 16 away. Near fit takes it." },
	{ "set placement near\nreset\nm 32\nm 16\nm 4048\nf p1\nm 32",
	  "0x000: 32 free, fits exactly, 48 away. Near fit takes it." },
	{ "set placement near\nreset\nm 4096\nm 4096\nf p1\nm 8",
	  "The place taken last is in s2: from this section's end on.\n"
	  "  5 0x000: 4,096 free, fits, 4,096 away. Near fit takes it." },
	{ "set placement near\nreset\nm 4096\nm 4096\nm 4096\nm 4096\nf p1\nm 8\nf p4\nm 4096",
	  "The place taken last is in s1: from this section's start on." },
	{ "set placement near\nreset\nm 4096\nm 16\nm 4096\nf p2\nf p3\nm 8",
	  "The section of the place taken last is gone: from 0x000 on." },
	{ "set placement near\nreset\nrepeat 5 m 4096\nm 4096\nf p1\nm 8",
	  "2 s2 to s6: nothing is free in them. 5 sections passed over." },
	{ "set placement best\nreset\nm 32\nm 16\nm 64\nm 16\nf p3\nf p1\nm 16",
	  "0x000: 32 free, fits, 16 left over. Best so far." },
	{ "set placement best\nreset\nm 32\nm 16\nm 64\nm 16\nf p3\nf p1\nm 16",
	  "0x030: 64 free, fits, 48 left over. Worse than 16." },
	{ "set placement best\nreset\nm 32\nm 16\nm 64\nm 16\nf p3\nf p1\nm 16",
	  "Best fit takes 0x000: 32 free." },
	{ "set placement worst\nreset\nm 32\nm 16\nf p1\nm 16", "Largest so far." },
	{ "set placement bins\nreset\nm 32\nm 16\nf p1\nm 16", "are empty. Passed over." },
	{ "set placement bins\nreset\nm 32\nm 16\nf p1\nm 32",
	  "holds free chunks of 32. Search it." },
	{ "m 16\na 256 16", "0x010 lies 16 past a multiple of 256: 240 stay free, the chunk" },
	{ "m 100\na 4096 100", "A multiple of 4,096 may cost up to 4,080 more: search for 4,192." },
	{ "set base 0x200000010\nset section 64K\nreset\nm 16\na 4096 16",
	  "past a multiple of 4,096: " },
	{ "set header 8\nreset\nm 16\na 256 16",
	  "A pointer into 0x020 would lie 48 past a multiple of 256: " },
	{ "m 16", "p1 keeps the hole's entry: key 0, bucket 0." },
	{ "m 80\nm 16", "The rest: key 6, home 6 mod 16 = 6: empty, stored." },
	{ "set capacity 4\nset load 1\nreset\nm 64",
	  "home 4 mod 4 = 0: taken by p1. 1: empty, stored." },
	{ "m 256\nm 16\nm 16", "home 17 mod 16 = 1: taken by p2. 2: empty, stored." },
	{ "m 16\nm 240\nm 16", "home 17 mod 16 = 1: taken by p2. 2 by p3. 3: empty," },
	{ "fill 5 16\nm 176\nm 16", "home 17 mod 16 = 1: taken by p2. 2 to 6 are taken too." },
	{ "set capacity 1\nreset\nm 16",
	  "The load would pass 75 %: 1 bucket becomes 2, 0 entries move." },
	{ "set section 16M\nset capacity 128\nreset\nfill 64 16384\nm 16384",
	  "Over 64 past home: 128 buckets become 256, 66 entries move." },
	{ "set section 16M\nset capacity 128\nreset\nfill 64 16384\nm 16384",
	  "the last, 64, taken by p65. 65: empty, stored." },
	{ "set section 16M\nset capacity 128\nreset\nfill 64 16384\nm 16384\ni s1",
	  "table load 26 %: it grows beyond 75 %, or with an entry over 64 past home" },
	{ "set hash fibonacci\nreset\nm 16", "by Fibonacci: " },
	{ "set hash order-preserving\nreset\nm 2048",
	  "The rest: key 128, home 128 * 16 / 256 = 8: empty, stored." },
	{ "m 16\nf p1", "p1: key 0, bucket 0: found, in use. The free is valid." },
	{ "m 16\nf p1", "Its 16 bytes are free." },
	{ "m 16\nm 16\nf p1\nf p1", "p1: key 0, bucket 0: found, but free already." },
	{ "m 16\nm 16\nf p1\nf p1", "2 Nothing was freed twice. The heap is as it was." },
	{ "m 64\nf p1+16", "Key 1, home 1 mod 16 = 1: empty. No chunk starts here." },
	{ "m 16\nm 16\nf p2", "Left neighbour p1 is in use: not merged." },
	{ "m 16\nm 16\nf p1", "Right neighbour p2 is in use: not merged." },
	{ "m 16\nf p1", "No left neighbour: s1 starts here." },
	{ "m 4096\nf p1", "No right neighbour: s1 ends here." },
	{ "m 16\nf p1", "s1 is empty now. One empty section is kept." },
	{ "m 4096\nm 4096\nf p1\nf p2",
	  "Two sections are empty: s2, 4,096 bytes, goes back to the system." },
	{ "set limit 8K\nreset\nm 16\nf p1\nm 8000",
	  "One more would pass the limit, 8,192: s1, empty, goes back." },
	{ "set coalesce never\nreset\nm 16\nf p1",
	  "Right neighbour 0x010 is free too: never merged (coalesce never)." },
	{ "set coalesce deferred\nreset\nm 16\nm 16\nf p1\nf p2",
	  "Left neighbour 0x000 is free too: merged later, when room is needed." },
	{ "set coalesce deferred\nreset\nm 2048\nm 2048\nf p1\nf p2\nm 4096",
	  "No room for 4,096. All free neighbours are merged now." },
	{ "m 100\nr p1 110", "110 fits the 112 bytes it has. It stays as it is." },
	{ "m 100\nr p1 20", "Shrunk in place: 112 become 32, 80 are free at its end." },
	{ "m 100\nr p1 200",
	  "Right neighbour 0x070 is free: 112 + 3,984 hold 208. Grown in place." },
	{ "m 100\nm 16\nr p1 200", "Right neighbour p2 is in use: no growing in place." },
	{ "m 100\nm 16\nr p1 200", "112 bytes copied from 0x000 to 0x080." },
	{ "m 100\nm 16\nr p1 200", "The old place 0x000 is free: 112 bytes." },
	{ "m 4096\nr p1 5000", "s1 ends right of it: no growing in place." },
	{ "m 4096\nr p1 5000", "4,096 bytes copied from s1 0x000 to s2 0x000." },
	{ "m 100\nm 32\nm 16\nf p2\nr p1 200",
	  "Right neighbour 0x070 is free, 112 + 32: too small for 208." },
	{ "c 4 4", "Its 16 bytes are 0 already, fresh from the system." },
	{ "m 64\nf p1\nc 4 4", "Its 16 bytes are set to 0." },
	{ "m 64\nf p1\nc 8 16", "64 bytes are set to 0. The other 64 are 0 already, fresh." },
	{ "set limit 4K\nreset\nm 4096\nm 8",
	  "No room for 16, and one section more would pass the limit, 4,096: NULL." },
	{ "set limit 4K\nreset\nm 1000\nm 2000\nf p1\nexpect error no piece has room\nm 2000",
	  "2,096 bytes are free, but no piece has room for 2,000, and one section" },
	{ "m 0xffffffffffffffff", "No chunk can be so large: NULL." },
	{ "a 48 8", "The alignment is no power of two: NULL." },
};

static void every_sentence(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *out = play_once(rows[i].script);

		CU_ASSERT(play_has(out, rows[i].sentence));
		free(out);
	}
}

/* The empty section that is kept goes back when the system refuses another one. */
static void refused_by_the_system(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 16\nf p1\n");
	wrap_watch(1, WRAP_ONCE);
	play_lines(&play, "m 8000\n");
	wrap_rest();
	CU_ASSERT(play_has(play.out,
		"The system gives no more memory: s1, empty, goes back to it.\n"
		"  4 No room for 8,000: a new section is mapped, s2, 8,000 bytes."));
	play_end(&play);
}

static void results_in_a_line(void)
{
	static const struct {
		const char *script, *line;
	} results[] = {
		{ "m 64", "\np1 = s1+0x0, 64 bytes, all 64 asked\n" },
		{ "c 10 8", "\np1 = s1+0x0, 80 bytes, all 80 asked, all bytes 0\n" },
		{ "a 256 10", "10 asked, 6 slack, at a multiple of 256\n" },
		{ "m 16\nm 16\nf p1", "\np1 freed, 16 bytes, no neighbour free\n" },
		{ "m 16\nf p1",
		  "\np1 freed, 16 bytes; joined with its right neighbour: 4,096 free at 0x000\n" },
		{ "m 16\nr p1 20", "12 slack; grown in place\n" },
		{ "m 16\nm 16\nr p1 20", "moved from s1+0x0\n" },
		{ "m 4096\nm 4096\nf p1\nf p2", "; s2 went back to the system\n" },
		{ "f NULL", "\nNULL freed, which does nothing, by definition\n" },
		{ "r NULL 10", "\np1 = s1+0x0, 16 bytes for the 10 asked, 6 slack\n" },
		{ "m 16\nr p1 0", "\np1 freed, 16 bytes" },
	};

	for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
		char *out = play_once(results[i].script);

		CU_ASSERT(play_has(out, results[i].line));
		free(out);
	}
}

/* 500 holes are looked at: 40 + 20 events are told, the others counted. */
static void long_searches_are_shortened(void)
{
	struct play play;
	const char *block;

	play_start(&play);
	play_lines(&play, "set section 64K\nreset\nfill 1000 16\n"
	           "f p1..p1000 every 2\nm 100\n");
	block = strstr(play.out, "> m 100\n");
	CU_ASSERT_PTR_NOT_NULL_FATAL(block);
	CU_ASSERT(play_has(block, "more free chunks looked at."));
	CU_ASSERT(play.session->why.count <= STEPS_FIRST + STEPS_LAST + 1);
	CU_ASSERT(play_has(block, "First fit takes it."));
	CU_ASSERT(play_has(block, "41 ... 4"));
	play_end(&play);
}

/* 39 full sections are passed over, then over 20 small holes: that the search goes outwards is
 * among the steps that are not kept. */
static void the_start_of_a_search_is_not_kept(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "set placement near\nreset\nm 80\nfill 79 16\nm 2736\nrepeat 48 m 4096\n"
	           "f p2..p80 every 2\nf p1\nm 80\n");
	CU_ASSERT(play_has(play.out, "2 s11 to s49: nothing is free in them."));
	CU_ASSERT(play_has(play.out, "20 0x000: 96 free, fits. Near fit takes it.\n"));
	play_end(&play);
}

static void lines_are_short_and_plain(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *out = play_once(rows[i].script);

		for (char *line = strtok(out, "\n"); line; line = strtok(NULL, "\n")) {
			CU_ASSERT(strlen(line) <= 78);
			for (const char *at = line; *at; at++)
				CU_ASSERT(*at >= ' ' && *at < 0x7f);
		}
		free(out);
	}
}

/* A resize changes one chunk, and what is left of its neighbours. */
static void changes_are_told(void)
{
	char *out = play_once("m 100\nr p1 200\nr p1 50\nm 3000\nm 200\nr p1 100\n");

	CU_ASSERT(play_has(out, "changed: + s1 4,096; + p1 s1 0x000 112; + free s1 0x070 3,984\n"));
	CU_ASSERT(play_has(out, "changed: ~ p1 s1 0x000 112 -> 208; ~ free s1 0x070 3,984 -> 0x0d0 "
	                        "3,888\n"));
	CU_ASSERT(play_has(out, "changed: ~ p1 s1 0x000 208 -> 64; ~ free s1 0x0d0 3,888 -> 0x040 "
	                        "4,032\n"));
	CU_ASSERT(play_has(
		out, "changed: ~ p1 s1 0x000 64 -> 0xcd0 112; + free s1 0x000 64; ~ free s1"));
	free(out);
}

CU_TestInfo narrate_tests[] = {
	{ "as drawn", as_drawn },
	{ "every sentence", every_sentence },
	{ "refused by the system", refused_by_the_system },
	{ "results in a line", results_in_a_line },
	{ "long searches are shortened", long_searches_are_shortened },
	{ "the start of a search is not kept", the_start_of_a_search_is_not_kept },
	{ "lines are short and plain", lines_are_short_and_plain },
	{ "changes are told", changes_are_told },
	CU_TEST_INFO_NULL,
};
