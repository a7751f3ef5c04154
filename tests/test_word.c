/* SPDX-License-Identifier: MIT
 *
 * test_word.c - what people type: words, numbers, and what half a word can become.
 */
#include "complete.h"
#include "number.h"
#include "play.h"
#include "word.h"

static void lines_become_words(void)
{
	char problem[WORD_PROBLEM];
	struct words words;

	CU_ASSERT(words_split(&words, " w p1\t+8 \"a\\x00\\n\\\" b\" 5 # note \"", problem));
	CU_ASSERT_EQUAL(words.count, 5);
	CU_ASSERT_STRING_EQUAL(words.word[2].text, "+8");
	CU_ASSERT_EQUAL(words.word[3].length, 6);
	CU_ASSERT(memcmp(words.word[3].text, "a\0\n\" b", 7) == 0);
	CU_ASSERT(words.word[3].quoted && !words.word[4].quoted);
	words_free(&words);
	CU_ASSERT(words_split(&words, "   # nothing", problem));
	CU_ASSERT_EQUAL(words.count, 0);
	words_free(&words);
}

static void bad_words_are_refused(void)
{
	static const char *const lines[] = { "w p1 \"open", "w p1 \"a\\q\"", "w p1 \"a\\x4\"",
		                             "w p1 \"a\"b", "w p1 \"a\\" };
	char problem[WORD_PROBLEM], many[3 * WORDS_MOST];
	struct words words;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		CU_ASSERT_FALSE(words_split(&words, lines[i], problem));
		words_free(&words);
	}
	for (size_t i = 0; i < sizeof many - 1; i++)
		many[i] = i % 2 ? ' ' : 'x';
	many[sizeof many - 1] = 0;
	CU_ASSERT_FALSE(words_split(&words, many, problem));
	words_free(&words);
}

static void numbers_are_read(void)
{
	static const struct {
		const char *text;
		size_t value;
	} good[] = {
		{ "0", 0 }, { "100", 100 }, { "4K", 4096 }, { "1m", 1 << 20 }, { "2G", 2ul << 30 },
		{ "0x40", 64 }, { "0XfF", 255 }, { "1,024", 1024 }, { "12,345,678", 12345678 },
		{ "18446744073709551615", SIZE_MAX }, { "007", 7 },
	};
	static const char *const bad[] = {
		"", "x", "-1", "1.5", "1,02", ",100", "1,0000", "12,34", "0x", "0xg", "K",
		"4KB", "+5", "18446744073709551616", "99999999999999999999K",
		"17179869184G", "1 0",
	};
	char problem[NUMBER_PROBLEM];
	size_t value;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		CU_ASSERT(number_read(good[i].text, &value, problem));
		CU_ASSERT_EQUAL(value, good[i].value);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		CU_ASSERT_FALSE(number_read(bad[i], &value, problem));
		CU_ASSERT(strlen(problem) > 10);
	}
}

static void numbers_are_written(void)
{
	CU_ASSERT_STRING_EQUAL(comma(0).text, "0");
	CU_ASSERT_STRING_EQUAL(comma(999).text, "999");
	CU_ASSERT_STRING_EQUAL(comma(1000).text, "1,000");
	CU_ASSERT_STRING_EQUAL(comma(SIZE_MAX).text, "18,446,744,073,709,551,615");
	CU_ASSERT_STRING_EQUAL(offset_text(7).text, "0x007");
	CU_ASSERT_STRING_EQUAL(offset_text(0x12345).text, "0x12345");
	CU_ASSERT_STRING_EQUAL(place_text(1, 0x40).text, "s1+0x40");
	CU_ASSERT_STRING_EQUAL(percent_text(64, 4768, 1).text, "1.3");
	CU_ASSERT_STRING_EQUAL(percent_text(640, 3424, 0).text, "19");
	CU_ASSERT_STRING_EQUAL(percent_text(0, 0, 1).text, "0.0");
	CU_ASSERT_STRING_EQUAL(percent_text(SIZE_MAX, SIZE_MAX, 0).text, "100");
}

static void shares_are_read(void)
{
	char problem[NUMBER_PROBLEM];
	unsigned percent = 0;

	CU_ASSERT(number_read_percent("75", &percent, problem) && percent == 75);
	CU_ASSERT(number_read_percent("75%", &percent, problem) && percent == 75);
	CU_ASSERT(number_read_percent("0.75", &percent, problem) && percent == 75);
	CU_ASSERT(number_read_percent("1", &percent, problem) && percent == 100);
	CU_ASSERT(number_read_percent("1.0", &percent, problem) && percent == 100);
	CU_ASSERT_FALSE(number_read_percent("x", &percent, problem));
	CU_ASSERT_FALSE(number_read_percent("0.7.5", &percent, problem));
	CU_ASSERT_FALSE(number_read_percent("-1", &percent, problem));
	CU_ASSERT_FALSE(number_read_percent(".", &percent, problem));
}

/* ------------------------------------------------------------------- completion */

static const char *completed(struct play *play, const char *line, struct lines *out)
{
	static char all[512];
	size_t start;

	complete(play->session, line, strlen(line), &start, out);
	all[0] = 0;
	for (size_t i = 0; i < out->count; i++) {
		strncat(all, out->line[i], sizeof all - strlen(all) - 2);
		strcat(all, " ");
	}
	return all;
}

static void words_are_completed(void)
{
	struct lines out = { 0 };
	struct play play;

	play_start(&play);
	play_lines(&play, "buf = m 10\nm 10\nm 10\nf p1\n");
	CU_ASSERT_STRING_EQUAL(completed(&play, "s", &out), "save set show source stats step ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "f ", &out), "buf p2 ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "r b", &out), "buf ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "i p", &out), "p2 ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "m ", &out), "");
	CU_ASSERT_STRING_EQUAL(completed(&play, "set pl", &out), "placement ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "set hash ", &out),
	                       "fibonacci modulo order-preserving ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "repeat 3 f ", &out), "buf p2 ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "x = c", &out),
	                       "c caches check compare convert ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "help expe", &out), "expect ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "help sw", &out), "sweep ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "expect off", &out), "offset( ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "load ale", &out), "");
	CU_ASSERT_STRING_EQUAL(completed(&play, "source inc/my_heap_w", &out),
	                       "inc/my_heap_walk.h ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "source in", &out), "inc/ ");
	CU_ASSERT_STRING_EQUAL(completed(&play, "nonsense ", &out), "");
	lines_free(&out);
	play_end(&play);
}

CU_TestInfo word_tests[] = {
	{ "lines become words", lines_become_words },
	{ "bad words are refused", bad_words_are_refused },
	{ "numbers are read", numbers_are_read },
	{ "numbers are written", numbers_are_written },
	{ "shares are read", shares_are_read },
	{ "words are completed", words_are_completed },
	CU_TEST_INFO_NULL,
};
