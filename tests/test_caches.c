/* SPDX-License-Identifier: MIT
 *
 * test_caches.c - a fast heap in mmviz: engine and threads as words, every step as a
 * sentence, what the commands say of caches, spans and bytes.
 */
#include "play.h"
#include "scratch.h"
#include "steps.h"

#include <unistd.h>

#define FAST "set engine fast\nreset\n"

/* Wrapped lines, and those of the steps, become one: sentences are compared, not breaks. */
static char *flat(char *text)
{
	char *to = text;

	for (const char *from = text; *from;) {
		if (from[0] == '\n' && from[1] == ' ') {
			*to++ = ' ';
			from += 1 + strspn(from + 1, " ");
		} else {
			*to++ = *from++;
		}
	}
	*to = 0;
	return text;
}

/* ------------------------------------------------------------------------ settings */

static void the_engine_brings_its_settings(void)
{
	char *out = flat(play_once("set engine fast\nset section 4K\nset granule 16\nset header 8\n"
	                      "set split 8K\nset coalesce never\nset placement best\n"
	                      "set section 64K\nreset\nset engine general\nset\n"));

	CU_ASSERT(play_has(out, "engine fast, from the next reset on; with it granule 4096,"));
	CU_ASSERT(play_has(out, "with the fast engine section is 64K to 1G; for other values"));
	CU_ASSERT(play_has(out, "with the fast engine granule is 4096; for other values type"));
	CU_ASSERT(play_has(out, "with the fast engine header is 0;"));
	CU_ASSERT(play_has(out, "with the fast engine split is 0 to 4096;"));
	CU_ASSERT(play_has(out, "with the fast engine coalesce is at-once;"));
	CU_ASSERT(play_has(out, "a new heap: fast engine, best fit, key mod capacity, section "));
	CU_ASSERT(play_has(out, "\nsection    65536 -> 4096 "));
	CU_ASSERT(play_has(out, "\ngranule    4096 -> 16 "));
	free(out);
}

static void the_same_again_changes_nothing(void)
{
	char *out = play_once("set engine fast\nset section 128K\nset engine fast\nreset\n"
	                      "m 1\nexpect mapped 128K\nexpect engine fast\nexpect granule 4K\n");

	CU_ASSERT_PTR_NULL(strstr(out, "error"));
	free(out);
}

/* ------------------------------------------------------------------------- threads */

static void threads_are_words(void)
{
	static const char *const rows[][2] = {
		{ "t2 m 10", "t2 means the cache of thread 2, and this heap has no caches: its" },
		{ "t0 m 10", "t0 is no thread: they are t1 to t9. Nothing was done." },
		{ FAST "t10 m 10", "t10 is no thread: they are t1 to t9. Nothing was done." },
		{ FAST "t2", "error: a command is missing, as in: t2 m 100." },
		{ FAST "t2 check", "t2 stands before m, c, a, r, f, repeat, fill and random " },
		{ FAST "t2 = m 10", "t2 means a thread, as in: t2 m 100. Take another name." },
		{ "t2 = m 10", "t2 means a thread" },
		{ FAST "t2 buf = m 10\nexpect cached(t2) 3", "cached(t2) is 3" },
		{ FAST "buf = t2 m 10\nexpect cached(t2) 3", "cached(t2) is 3" },
		{ FAST "repeat 3 t2 m 10\nexpect cached(t2) 1", "cached(t2) is 1" },
		{ FAST "t2 repeat 3 m 10\nexpect cached(t2) 1", "cached(t2) is 1" },
		{ FAST "t3 fill 3 10\nexpect cached(t3) 1", "cached(t3) is 1" },
		{ FAST "t2 m 10\nm 10\nexpect cached(t1) 3", "cached(t1) is 3" },
		{ FAST "m 10\nt2 f p1\nexpect cached(t2) 1", "cached(t2) is 1" },
		{ FAST "m 10\nt2 r p1 100\nexpect cached(t2) 4", "cached(t2) is 4" },
		{ FAST "t2 c 2 8\nt2 a 64 8\ncheck", "the heap is sound" },
		{ FAST "t2 random 100\nexpect cached(t1) 0", "cached(t1) is 0" },
		{ "caches", "error: this heap has no caches: its engine is general." },
		{ FAST "caches", "thread 1: its cache is empty\ndepot: empty\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *out = flat(play_once(rows[i][0]));

		CU_ASSERT(play_has(out, rows[i][1]));
		free(out);
	}
}

/* What is saved leads to the same heap, threads included. */
static void saves_and_plays_again(void)
{
	char script[300];
	const char *path = scratch_path("fast.txt");
	struct play play;

	play_start(&play);
	snprintf(script, sizeof script, FAST "m 100\nt2 m 100\nt2 f p1\nt2 f p1\nfill 20 900\n"
	         "set section 128K\nsave %s\n", path);
	play_lines(&play, script);
	play_end(&play);
	play_start(&play);
	snprintf(script, sizeof script, "source %s\nexpect cached(t2) 4\nexpect state(p1) cached\n"
	         "expect engine fast\nreset\nexpect section 128K\ncheck\n", path);
	play_lines(&play, script);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	play_end(&play);
	unlink(path);
}

/* ----------------------------------------------------------------------- sentences */

/* One more than a cache has room for. */
#define FILLED "fill 24 16000\nf p1\nf p2\nf p3\nf p4\nf p5\nf p6\nf p7\nf p8\nf p9\nf p10\n" \
	"f p11\nf p12\nf p13\nf p14\nf p15\nf p16\nf p17"

/* A script and a sentence that its output must hold: every kind of step of a fast heap. */
static const struct {
	enum my_heap_step step;
	const char *script, *sentence;
} sentences[] = {
	{ MY_HEAP_CLASS, "m 100", "1 100 becomes 112: class 7." },
	{ MY_HEAP_CLASS, "m 112", "1 112 is the size of class 7." },
	{ MY_HEAP_CLASS, "m 0", "1 0 becomes 16: class 1, the smallest." },
	{ MY_HEAP_CACHE_EMPTY, "m 100", "2 The cache of thread 1 has no 112-byte chunk." },
	{ MY_HEAP_CACHE_GROWN, "t2 m 100",
	  "3 The cache of thread 2 gets room for 8 chunks of 112 bytes." },
	{ MY_HEAP_CACHE_GROWN, "fill 5 100",
	  "thread 1 had room for 8 chunks of 112 bytes, and gets room for 16." },
	{ MY_HEAP_SPAN_MADE, "m 100",
	  "The chunk at 0x000 becomes a span: 65,536 bytes for small chunks of all sizes." },
	{ MY_HEAP_SPAN_CUT, "m 100",
	  "4 chunks of 112 bytes are cut from the untouched part of the span at "
	  "0x000; 65,088 bytes stay untouched." },
	{ MY_HEAP_SPAN_CUT, "fill 5 16000", "0x10000 (8 were wanted); 0 bytes stay untouched." },
	{ MY_HEAP_CACHE_TAKEN, "m 100",
	  "The cache of thread 1 gives its top chunk, 0x000; 3 of 112 bytes are left in it." },
	{ MY_HEAP_CACHE_TAKEN, "m 100", "Byte 0x07 of p1 becomes 0x87: in use." },
	{ MY_HEAP_CACHE_TAKEN, "fill 4 100", "none of 112 bytes is left in it." },
	{ MY_HEAP_CACHE_PUT, "m 100\nf p1", "1 Byte 0x87 of p1 becomes 0x07: free, but cached." },
	{ MY_HEAP_CACHE_PUT, "m 100\nt2 f p1",
	  "The cache of thread 2 puts it on top: 1 of 112 bytes is in it now." },
	{ MY_HEAP_CACHE_FULL, FILLED, "is full: the 8 chunks of 16,384 bytes that lay in it "
	  "longest go to the depot." },
	{ MY_HEAP_DEPOT_TAKEN, FILLED "\nt2 m 16000",
	  "come from the depot, which all threads share." },
	{ MY_HEAP_SPAN_SWEPT, "fill 5 16000\nr p1 100\nm 1000",
	  "The span at 0x000 is swept for 4 chunks of 1,008 bytes: 4 found, enough." },
	{ MY_HEAP_ALIGNED, "m 16\na 256 100",
	  "A multiple of 256 may cost up to 240 more: search for 352." },
	{ MY_HEAP_MOVED, "m 100\nr p1 200", "112 bytes copied from 0x000 to 0x1c0." },
	{ MY_HEAP_SAME_SIZE, "m 100\nr p1 105", "105 fits the 112 bytes it has." },
	{ MY_HEAP_SHRUNK, "m 1000\nr p1 100", "Shrunk in place: 1,008 become 112, 896 are free" },
};

static void every_step_has_its_sentence(void)
{
	int told[MY_HEAP_STEP_COUNT] = { 0 };

	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		char script[600], *out;

		snprintf(script, sizeof script, FAST "%s", sentences[i].script);
		out = flat(play_once(script));
		CU_ASSERT(play_has(out, sentences[i].sentence));
		told[sentences[i].step] = 1;
		free(out);
	}
	for (int step = MY_HEAP_CLASS; step < MY_HEAP_SPAN_EMPTY; step++)
		CU_ASSERT(told[step] || step == MY_HEAP_DEPOTS_DISSOLVED);
}

/* So much waits in the depot that another class gets its memory before the system does. */
static void depots_are_dissolved(void)
{
	char script[2000] = FAST "fill 60 16000\n";
	char *out;

	for (int i = 1; i <= 60; i++)
		snprintf(script + strlen(script), sizeof script - strlen(script), "f p%d\n", i);
	for (int i = 0; i < 20; i++)
		strcat(script, "m 9000\n");
	strcat(script, "check");
	out = flat(play_once(script));
	CU_ASSERT(play_has(out, "Much waits in depots. Before memory is added, "));
	free(out);
}

/* Only when cache and depot are full does a chunk become free in its span. */
static void an_empty_span_goes_back(void)
{
	struct play play;
	int freed = 0;

	play_start(&play);
	play_lines(&play, FAST "fill 2000 16000\n");
	while (freed < 2000 && !steps_last(play.session->steps, MY_HEAP_SPAN_EMPTY)) {
		char line[32];

		snprintf(line, sizeof line, "f p%d\n", ++freed);
		play_lines(&play, line);
	}
	CU_ASSERT(freed < 2000);
	flat(play.out);
	CU_ASSERT(play_has(play.out, "is used or cached: its 65,536 bytes go back to the general "
	                             "engine."));
	CU_ASSERT(play_has(play.out, "; - span s"));
	CU_ASSERT(play_has(play.out, "that lay in it longest become free; the depot takes none."));
	play_end(&play);
}

static void changes_are_told(void)
{
	char *out = flat(play_once(FAST "m 100\nm 100\nf p1\nt2 m 100\nm 20000\nf p3\n"));

	CU_ASSERT(play_has(out,
		" changed: + s1 262,144; + p1 s1 0x000 112; + span s1 0x000 65,536; ~ cache of "
		"t1, class 7: 0 -> 3; + free s1 0x10000 196,608 heap: "));
	CU_ASSERT(play_has(out, " changed: + p2 s1 0x070 112; ~ cache of t1, class 7: 3 -> "
		"2 heap: "));
	CU_ASSERT(play_has(out, " changed: - p1 s1 0x000 112; ~ cache of t1, class 7: 2 -> "
		"3 heap: "));
	CU_ASSERT(play_has(out, "; + p3 s1 0x"));
	CU_ASSERT(play_has(out, "~ cache of t2, class 7: 0 -> 3"));
	CU_ASSERT(play_has(out, " 20,480; ~ free s1 0x"));
	free(out);
}

/* A fast heap keeps the class only; mmviz keeps what was asked for with the name. */
static void what_was_asked_is_known(void)
{
	char *out = flat(play_once(FAST "m 100\nexpect asked(p1) 100\nexpect slack(p1) 12\nw p1 "
	                      "0x41 105\nm 100000\nexpect asked 100100\nview s1\ni p2\nr p1 40\n"
	                      "expect asked(p1) 40\nr p1 500\nexpect slack(p1) 12\nleaks\nc 3 8\n"
	                      "expect asked(p3) 24\n"));

	CU_ASSERT_PTR_NULL(strstr(out, "error:"));
	CU_ASSERT(play_has(out, "p1: 5 bytes written outside the 100 it asked for."));
	CU_ASSERT(play_has(out, "114,688  asked 100,000 "));
	CU_ASSERT(play_has(out, "size 114,688, asked 100,000, slack 14,688\n"));
	CU_ASSERT(play_has(out, "2 chunks are in use, 100,500 bytes asked\n"));
	free(out);
}

static void room_is_told_as_it_is(void)
{
	char *out = flat(play_once(FAST "m 100\nm 100G\na 65536 100\nr p1 20\nm 250000\n"
	                      "f p2\nhelp numbers\nstats\nexpect byte(p1) 1\n"));

	CU_ASSERT(play_has(out, "A section is taken from the addresses set aside: s1, 262,144"));
	CU_ASSERT(play_has(out, "No room for 262,144: a section is taken from the addresses"));
	CU_ASSERT(play_has(out, "m 100G gave NULL: the addresses set aside have no room for it."));
	CU_ASSERT(play_has(out, "none among the addresses set aside: NULL."));
	CU_ASSERT(play_has(out, "1 It lies in no span: such chunks are whole pages, of more"));
	CU_ASSERT(play_has(out, " changed: ~ p1 s1 0x000 112 -> 32, byte 0x87 -> 0x82; + free s1"));
	CU_ASSERT(play_has(out, "largest free outside spans "));
	CU_ASSERT(play_has(out, "\nlargest outside "));
	CU_ASSERT_PTR_NULL(strstr(out, " ext "));
	CU_ASSERT_PTR_NULL(strstr(out, "external fragmentation"));
	CU_ASSERT(play_has(out, "but byte(p1) is 0x82."));
	free(out);
}

static void growing_out_of_all_classes_is_told(void)
{
	char *out = flat(play_once(FAST "m 9\nr p1 1M\nr p1 10000000\nr p1 9\nr p1 10000000\n"));

	CU_ASSERT(play_has(out, ", byte 0x81 -> 0xff; "));
	free(out);
}

static void where_a_chunk_waits_is_told(void)
{
	char *out = flat(play_once(FAST "fill 3 100\nm 20000\nf p1\nf p2\nt2 f p3\nf p4\ni p1\n"
	                      "i p2\ni p3\ni s1+0x10000\nview s1\n" ));

	CU_ASSERT(play_has(out, "it waits in the cache of thread 1: 1 chunk is given before it\n"));
	CU_ASSERT(play_has(out, "it waits in the cache of thread 1, on top: it is given next\n"));
	CU_ASSERT(play_has(out, "it waits in the cache of thread 2, on top: it is given next\n"));
	CU_ASSERT(play_has(out, "cached, 20,480 bytes at s1+0x10000\n"));
	CU_ASSERT(play_has(out, "20,480  class 97, byte 0x61"));
	free(out);
}

/* Large chunks of other classes leave, and nothing is said of a depot, which has none. */
static void large_chunks_leave_by_class(void)
{
	char *out = flat(play_once(FAST "m 300000\nm 400000\nm 500000\nf p1\nf p2\nf p3\n"
	                      "check\n"));

	CU_ASSERT(play_has(out, "The cache of thread 1 has no room for more large chunks: one of "
		"327,680 bytes becomes free."));
	CU_ASSERT_PTR_NULL(strstr(out, "depot"));
	free(out);
}

static void misuse_is_told_by_the_byte(void)
{
	char *out = flat(play_once(FAST "m 100\nm 100\nf p1\nf p1\nf p2+16\nf p2+8\nf s1+0x8000\n"
	                      "t2 m 100\nf p1\ncheck\n"));

	CU_ASSERT(play_has(out, "2 Its byte is 0x07, cached: a used one is 0x80 or more."));
	CU_ASSERT(play_has(out, "Its byte is 0x00: no chunk starts there."));
	CU_ASSERT(play_has(out, "It is no multiple of 16: it has no byte in the table."));
	CU_ASSERT(play_has(out, "the heap is sound"));
	free(out);
}

/* ---------------------------------------------------------------------- the script */

/* Miss, cut, hit, another thread, a full cache, the depot, a dirty span, an empty one. */
static const char lesson[] = FAST
	"m 100\nexpect spans 1\nexpect cached(t1) 3\nexpect cached 336\nexpect byte(p1) 0x87\n"
	"m 100\nexpect cached(t1) 2\nexpect offset(p2) 0x70\nexpect class(p2) 7\n"
	"f p1\nexpect state(p1) cached\nm 100\nexpect offset(p3) 0\n"
	"t2 f p2\nexpect cached(t2) 1\nt2 m 100\nexpect offset(p4) 0x70\nexpect cached(t2) 0\n"
	"reset\nfill 24 16000\nexpect spans 6\nexpect depot 0\n"
	"f p1\nf p2\nf p3\nf p4\nf p5\nf p6\nf p7\nf p8\nf p9\nf p10\nf p11\nf p12\nf p13\n"
	"f p14\nf p15\nf p16\nexpect cached(t1) 16\n"
	"f p17\nexpect depot 8\nexpect cached(t1) 9\nexpect spans 6\n"
	"t2 m 16000\nexpect depot < 8\nexpect cached(t2) >= 3\n"
	"reset\nfill 5 16000\nr p1 100\nm 1000\nexpect offset(p6) 0x70\n"
	"check\n";

static void the_script_is_as_expected(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, lesson);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	play_end(&play);
}

static void everything_works_on_it(void)
{
	char *out = play_once(FAST "random 3000 --seed 5\ncheck\nfill 300 40\nm 300000\n"
		"view\ni s1\n"
	                      "i p1\nleaks\nstats\nw p3000 \"abc\"\nx p3000\nc 3 8\ni b0\n"
	                      "caches\ncheck\n");

	CU_ASSERT(play_has(out, "every invariant holds"));
	CU_ASSERT(play_has(out, "\nspan at s1+0x0: "));
	free(out);
	out = play_once(FAST "m 100\nm 40\nf p2\nview\ni p1\ni p2\ni s1+0x300\nleaks\nview "
		"s1+0x80\nview s1+0x20000\n");
	CU_ASSERT(play_has(out,
		"  span  0x00000   65,536  key   0  bucket  0\n"
		"    in it: 1 used, 7 cached, 64,896 bytes free\n"
		"    p1     0x00000      112  class 7   key    0  byte 0x87\n"
		"    cached 0x00070      112  class 7   key    7  byte 0x07\n"));
	CU_ASSERT(play_has(out, "    free   0x00280   64,896            key   40  byte 0x7f\n"));
	CU_ASSERT(play_has(out, "> view s1+0x80\n  span  0x00000   65,536  key   0  bucket  0\n"));
	CU_ASSERT(play_has(out, "s1+0x20000 lies in no span."));
	CU_ASSERT(play_has(out, "span 0x000 keeps the hole's entry: key 0, bucket 0.\n"));
	CU_ASSERT(play_has(out, "home 16 mod 16 = 0: taken by span 0x000. 1: empty"));
	CU_ASSERT(play_has(out, "in the span at s1+0x0: its key there is 0 = 0x000 / 16\n"));
	CU_ASSERT(play_has(out, "byte 0 of the span's byte table is 0x87: in use, class 7\n"));
	CU_ASSERT(play_has(out, "left neighbour: none, the span starts here\n"));
	CU_ASSERT(play_has(out, "its place s1+0x1c0 waits in a cache: cached 0x1c0, 48 bytes\n"));
	CU_ASSERT(play_has(out, "byte 40 of the span's byte table is 0x7f: a free chunk starts"));
	CU_ASSERT(play_has(out, "1 chunk is in use, 100 bytes asked\n"));
	free(out);
}

CU_TestInfo caches_tests[] = {
	{ "the engine brings its settings", the_engine_brings_its_settings },
	{ "the same again changes nothing", the_same_again_changes_nothing },
	{ "threads are words", threads_are_words },
	{ "saves and plays again", saves_and_plays_again },
	{ "every step has its sentence", every_step_has_its_sentence },
	{ "depots are dissolved", depots_are_dissolved },
	{ "an empty span goes back", an_empty_span_goes_back },
	{ "changes are told", changes_are_told },
	{ "what was asked is known", what_was_asked_is_known },
	{ "room is told as it is", room_is_told_as_it_is },
	{ "growing out of all classes is told", growing_out_of_all_classes_is_told },
	{ "where a chunk waits is told", where_a_chunk_waits_is_told },
	{ "large chunks leave by class", large_chunks_leave_by_class },
	{ "misuse is told by the byte", misuse_is_told_by_the_byte },
	{ "the script is as expected", the_script_is_as_expected },
	{ "everything works on it", everything_works_on_it },
	CU_TEST_INFO_NULL,
};
