/* SPDX-License-Identifier: MIT
 *
 * test_lab.c - the corruption lab: each misuse is done, told, explained in three sentences,
 * and undone; without the setting guard and with it; and guard tells the two apart.
 */
#include "test.h"
#include "play.h"

#define GUARD "set guard on\nreset\n"

struct lesson {
	const char *lines;
	const char *result;    /* how it is told */
	const char *violated, *seen, *elsewhere;
};

/* A line, as it is wrapped, without its line breaks. */
static void unwrap(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (*from == '\n' && from[1] == ' ' && from[2] == ' ') {
			while (from[1] == ' ')
				from++;
			*to++ = ' ';
			continue;
		}
		*to++ = *from;
	}
	*to = 0;
}

static char *played(const char *lines)
{
	char *out = play_once(lines);

	unwrap(out);
	return out;
}

static void holds(const struct lesson *lesson)
{
	char *out = played(lesson->lines);

	CU_ASSERT(play_has(out, lesson->result));
	CU_ASSERT(play_has(out, lesson->violated));
	CU_ASSERT(play_has(out, lesson->seen));
	CU_ASSERT(play_has(out, lesson->elsewhere));
	CU_ASSERT(play_has(out, "the heap is sound"));
	free(out);
}

static void all_hold(const struct lesson *lessons)
{
	for (; lessons->lines; lessons++)
		holds(lessons);
}

#define UNSEEN "No check sees it: free looks at table entries only, and those are whole."

static void without_guard(void)
{
	static const struct lesson lessons[] = {
		{ "m 100\nm 100\nw p1 +98 \"AAAA\"\ncheck\n",
		  "p1: 2 bytes written outside the 100 it asked for.",
		  "Violated: p1 may use the 100 bytes it asked for. 2 bytes behind them were",
		  UNSEEN, "glibc's chunk for 100 holds 104: nobody would notice" },
		{ "m 100\nm 100\nw p1 +100 \"AAAAAAAA\"\ncheck\n",
		  "p1: 8 bytes written outside the 100 it asked for.",
		  "8 bytes behind them were written.", UNSEEN,
		  "glibc's chunk for 100 holds 104, then comes the next one's size." },
		{ "m 100\nm 100\nw p1 +112 0x41 16\ncheck\n",
		  "16 bytes written outside the 100 it asked for, 16 of them into p2.",
		  "that p1 asked for were written, 16 of them over content of p2.",
		  "Who reads p2 gets wrong bytes.",
		  "glibc keeps p2's size in the 8 bytes before it." },
		{ "m 100\nm 100\nm 100\nw p1 +108 0x41 130\ncheck\n",
		  "130 bytes written outside the 100 it asked for, 114 of them into p2 and 1 "
		  "other.",
		  "that p1 asked for were written, 114 of them over content of p2 and 1 other.",
		  "Who reads p2 and 1 other gets wrong bytes.", "glibc keeps p2's size" },
		{ "m 100\nm 100\nw p1 +212 \"AAAA\"\ncheck\n",
		  "p1: 4 bytes written outside the 100 it asked for.",
		  "4 bytes outside the 100 that p1 asked for were written, into the slack of p2.",
		  UNSEEN, "glibc keeps a chunk's size in the 8 bytes before it." },
		{ "m 100\nw p1 +112 0x41 16\ncheck\n",
		  "p1: 16 bytes written outside the 100 it asked for.",
		  "16 of them where memory is free.",
		  "what lies in free memory means nothing to this heap.",
		  "malloc(): invalid size (unsorted)" },
		{ "m 100\nm 100\nw p2 -4 \"AAAA\"\ncheck\n",
		  "p2: 4 bytes written outside the 100 it asked for.",
		  "Violated: 4 bytes before the start of p2 were written.", UNSEEN,
		  "glibc keeps p2's size in the 8 bytes before it." },
		{ "m 100\nf p1\nw p1 \"late\"\ncheck\n",
		  "p1 was freed in operation 2. 4 bytes were written there all the same.",
		  "Violated: p1 was freed in operation 2. Its bytes are its user's no more.",
		  "what lies in free memory means nothing to this heap.",
		  "glibc keeps a link and a key there" },
		{ "m 100\nf p1\nm 100\nw p1 \"late\"\ncheck\n", "4 of them into p2.",
		  "Operation 3 gave its bytes to p2, whose content was changed.",
		  "a write into bytes in use looks like any other.", "The same with glibc" },
		{ "m 100\nf p1\nf p1\ncheck\n",
		  "p1 was freed in operation 2. Nothing was freed twice. (double free)",
		  "Violated: what was given back once in operation 2",
		  "free sees it at once: the entry says free, or there is none.",
		  "free(): double free detected in tcache 2" },
		{ "m 2000\nf p1\nf p1\ncheck\n", "(double free)",
		  "Violated: what was given back once in operation 2", "free sees it at once",
		  "double free or corruption (!prev)" },
		{ "m 100\nf p1\nm 100\nf p1\ncheck\n", "(double free)",
		  "Since operation 3 its bytes are p2's.", "Only the name shows it here.",
		  "glibc would free p2 without a word" },
		{ "m 100\nf p1+16\ncheck\n", "p1+16 lies inside p1: no chunk starts there.",
		  "Violated: free takes what malloc gave. p1+16 lies inside p1.",
		  "free sees it at once: no table has an entry for it.",
		  "glibc takes the 8 bytes before it for a size" },
		{ "m 100\nf 0x1230\ncheck\n", "0x1230 lies outside the heap. Nothing was freed.",
		  "This heap never gave 0x1230.", "the address is in no section's memory.",
		  "glibc keeps no list of addresses." },
		{ "m 100\nf p1\nr p1 50\ncheck\n", "(invalid realloc)",
		  "what was given back in operation 2 is not its user's to resize.",
		  "realloc sees it at once", "glibc's realloc does not look for it" },
		{ "m 100\nr p1+16 50\ncheck\n", "(invalid realloc)",
		  "Violated: realloc takes what malloc gave. p1+16 is none of it.",
		  "no table has an entry for it.", "realloc(): invalid old size" },
		{ 0 },
	};

	all_hold(lessons);
}

static void with_guard(void)
{
	static const struct lesson lessons[] = {
		{ GUARD "m 100\nm 100\nw p1 +98 \"AAAA\"\ncheck\n",
		  "p1: 2 bytes written outside the 100 it asked for.",
		  "2 bytes behind them were written.",
		  "Guard sees it when p1 is freed or resized: its slack is verified then.",
		  "glibc's chunk for 100 holds 104" },
		{ GUARD "m 100\nm 100\nw p1 +212 \"AAAA\"\nf p1\ncheck\n",
		  "p1: 4 bytes written outside the 100 it asked for.", "into the slack of p2.",
		  "Guard sees it when p2 is freed or resized: its slack is verified then.",
		  "glibc keeps a chunk's size in the 8 bytes before it." },
		{ GUARD "m 100\nm 100\nw p1 +98 \"AAAA\"\nf p1\ncheck\n",
		  "; write past the end: 2 of 12 bytes of slack changed, the first at p1+100",
		  "Violated: only the 100 bytes asked for are p1's.",
		  "Guard saw it now, when the chunk came back.",
		  "up to there nobody would notice." },
		{ GUARD "m 100\nm 100\nw p1 +100 \"A\"\nr p1 50\ncheck\n",
		  "; write past the end: 1 of 12 bytes of slack changed, the one at p1+100",
		  "Violated: only the 100 bytes asked for are p1's.",
		  "Guard saw it now, when the chunk came back.",
		  "up to there nobody would notice." },
		{ "set header 16\n" GUARD "m 100\nw p1 -3 \"A\"\nf p1\ncheck\n",
		  "; write before the start: 1 of 16 bytes of header changed, the one at p1-3",
		  "Violated: what lies before p1 is not its user's.",
		  "Guard saw it now, when the chunk came back.", "glibc keeps p1's size there" },
		{ GUARD "m 100\nf p1\nw p1 +4 \"late\"\ncheck\n",
		  "4 bytes were written there all the same.", "Its bytes are its user's no more.",
		  "Guard sees it when the place leaves those that wait", "glibc keeps a link" },
		{ GUARD "m 100\nf p1\nw p1 +4 \"late\"\nm 4000\ncheck\n",
		  "; write after free: 4 of the 112 bytes freed at s1+0x0 changed while they "
		  "waited, "
		  "the first at s1+0x4",
		  "Violated: after its free a chunk is nobody's.",
		  "Guard saw it now, when the place stopped waiting.", "glibc keeps a link" },
		{ GUARD "m 100\nf p1\nf p1\ncheck\n", "(double free)",
		  "Violated: what was given back once in operation 2",
		  "the entry says that the chunk waits", "double free detected in tcache 2" },
		{ GUARD "m 100\nf p1\nf s1+0x0\ncheck\n",
		  "s1+0x0 is freed already, and kept back. Nothing was freed twice.",
		  "Violated: what was given back once is not",
		  "the entry says that the chunk waits", "double free detected in tcache 2" },
		{ 0 },
	};

	all_hold(lessons);
}

static void shows_whose_bytes(void)
{
	char *out = played("m 100\nm 100\nf p1\nx p1 4\nm 100\nx p1 4\nleaks\n");

	CU_ASSERT(play_has(out, "p1 was freed in operation 3, its place is free now; 4 bytes"));
	CU_ASSERT(
		play_has(out, "p1 was freed in operation 3, its place is p3's since operation 4"));
	CU_ASSERT(play_has(out, "100 asked, since operation 2"));
	CU_ASSERT(play_has(out, "has leaked 200 bytes."));
	free(out);
	out = played(GUARD "m 100\nf p1\nx p1 4\nview\ni p1\n");
	CU_ASSERT(play_has(out, "its place is kept back by the guard; 4 bytes"));
	CU_ASSERT(play_has(out, "0x000  df df df df "));
	CU_ASSERT(play_has(out, "waiting 0x000"));
	free(out);
}

/* What the pane of bytes says over them. */
static void names_the_owners(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nm 100\nw p1 +90 0x41 30\n");
	CU_ASSERT_STRING_EQUAL(play.session->bytes.about,
	                       "p1+90: p1 from 0x000, slack from 0x064, p2 from 0x070");
	CU_ASSERT(play.session->outcome.alarm);
	play_lines(&play, "f p2\nx p2\n");
	CU_ASSERT_STRING_EQUAL(play.session->bytes.about, "p2: free from 0x070");
	CU_ASSERT_STRING_EQUAL(play.session->outcome.badge, "use after free");
	play_end(&play);
}

/* Damage, and what was found, are gone where they had not happened yet. */
static void is_undone(void)
{
	char *out = played(GUARD "m 100\nw p1 +100 \"AAAA\"\nf p1\nback 2\nx p1 +100 4\nf p1\n"
	                   "u\nfwd 1\nu\nbranches 1\nu\nf p1\n");
	char *first = strstr(out, "step 1 of 3, m 100");

	CU_ASSERT_PTR_NOT_NULL_FATAL(first);
	CU_ASSERT(play_has(first, "0x064  a9 a9 a9 a9 "));
	CU_ASSERT(play_has(first, "p1 freed, 112 bytes, kept back: 1 of at most 8 wait."));
	CU_ASSERT(play_has(first, "; write past the end: 4 of 12 bytes"));
	free(out);
}

static void tells_the_two_apart(void)
{
	static const char lines[] = "m 100\nm 100\nw p1 +98 \"AAAA\"\nf p1\nm 100\nw p1 \"late\"\n"
	                            "f p1\nguard\n";
	char *out = played(lines), *with;

	CU_ASSERT(play_has(out, "7 operations played on two new heaps; 4 differ\n"
	                        "operation | without guard | with guard\n"
	                        "4 f p1 | freed, nothing seen | freed; write past the end: 2 of "
	                        "12 bytes of slack, at p1+100\n"
	                        "5 m 100 | the old place of p1 | a new place\n"
	                        "6 w p1 \"late\" | written over p3 | written after the free\n"
	                        "7 f p1 | not seen: it would be taken for p3 | double free\n"));
	CU_ASSERT(play_has(out, "places given again | 1 | 0\n"));
	CU_ASSERT(play_has(out, "chunks that wait | 0 | 1\n"));
	with = played(GUARD
	              "m 100\nw p1 +98 \"AAAA\"\nf p1\nm 100\nguard\nview\nfind state=waiting\n"
	              "find state=cached\n");
	CU_ASSERT(play_has(with, "3 f p1 | freed, nothing seen | freed; write past the end"));
	CU_ASSERT(play_has(with, "4 m 100 | the old place of p1 | a new place\n"));
	CU_ASSERT(play_has(with, "waiting 0x000"));
	CU_ASSERT(play_has(with, "1 chunk found, 112 bytes\nwaiting s1+0x0 "));
	CU_ASSERT(play_has(with, "\nno chunk is like that\n"));
	free(with);
	free(out);
	out = played("guard\nset engine fast\nreset\nm 10\nguard\nset engine general\nreset\n"
	             "fill 10001 1\nguard\n");
	CU_ASSERT(play_has(out, "0 operations played on two new heaps; none differs\n"));
	CU_ASSERT(play_has(out, "error: the fast engine has no guard."));
	CU_ASSERT(play_has(out, "error: step 10,001 is too far: guard plays at most 10,000"));
	free(out);
}

static void is_set(void)
{
	char *out = played(GUARD "set guard\nset guard maybe\nset engine fast\nset guard on\n"
	                   "help guard\nhelp waiting\nexpect guard off\n");

	CU_ASSERT(play_has(out, "a new heap: first fit, key mod capacity, guard on\n"));
	CU_ASSERT(play_has(out, "is no guard. It is one of off, on."));
	CU_ASSERT(play_has(out, "with the fast engine guard is off"));
	free(out);
}

CU_TestInfo lab_tests[] = {
	{ "tells and explains without guard", without_guard },
	{ "tells and explains with guard", with_guard },
	{ "shows whose bytes", shows_whose_bytes },
	{ "names the owners", names_the_owners },
	{ "is undone", is_undone },
	{ "tells the two apart", tells_the_two_apart },
	{ "is set", is_set },
	CU_TEST_INFO_NULL,
};
