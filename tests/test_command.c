/* SPDX-License-Identifier: MIT
 *
 * test_command.c - the commands' table, from help to error.
 */
#include "command.h"
#include "glossary.h"
#include "glyph.h"
#include "play.h"
#include "journal.h"
#include "setting.h"
#include "statistic.h"

#include <signal.h>
#include <sys/time.h>

/* ------------------------------------------------------------------ the table */

static void every_command_has_its_help(void)
{
	for (const struct command *c = commands; c->name; c++) {
		char line[64];
		char *out;

		CU_ASSERT(strlen(c->brief) > 0 && strlen(c->brief) <= 54);
		CU_ASSERT(strlen(c->name) + strlen(c->usage) <= 23);
		CU_ASSERT_PTR_EQUAL(command_find(c->name), c);
		snprintf(line, sizeof line, "help %s", c->name);
		out = play_once(line);
		CU_ASSERT(play_has(out, c->brief));
		free(out);
	}
	CU_ASSERT_PTR_EQUAL(command_find("malloc"), command_find("m"));
	CU_ASSERT_PTR_EQUAL(command_find("quit"), command_find("q"));
	CU_ASSERT_PTR_NULL(command_find("mallocs"));
}

static void help_defines_the_numbers(void)
{
	char *out = play_once("help");

	CU_ASSERT(play_has(out, "internal fragmentation   slack / used"));
	CU_ASSERT(play_has(out, "external fragmentation   1 - largest free / all free"));
	CU_ASSERT(play_has(out, "utilisation              peak asked / peak mapped"));
	CU_ASSERT(
		play_has(out, "system calls             by the heap for its memory; short: calls"));
	free(out);
}

/* Too few and too many words for each row. */
static void words_are_counted(void)
{
	for (const struct command *c = commands; c->name; c++) {
		char line[128];
		struct play play;
		int used;

		play_start(&play);
		if (c->least > 0) {
			snprintf(line, sizeof line, "%s%s", c->name, c->least > 1 ? " 1" : "");
			play_lines(&play, line);
			CU_ASSERT_EQUAL(play.status, 1);
			CU_ASSERT(play_has(play.out, "too few words. It is written "));
		}
		used = snprintf(line, sizeof line, "%s", c->name);
		for (int i = 0; i <= c->most; i++)
			used += snprintf(line + used, sizeof line - (size_t)used, " 1");
		if (c->most >= 0) {
			play_lines(&play, line);
			CU_ASSERT_EQUAL(play.status, 1);
			CU_ASSERT(play_has(play.out, "too many words. It is written "));
		}
		play_end(&play);
	}
}

/* What the heap and the names look like. */
static char *state_of(struct play *play)
{
	size_t before = strlen(play->out);

	play_lines(play, "view\nset\nleaks\nstats\nx p1\n");
	return strdup(play->out + before);
}

static const char *const wrong_lines[] = {
	"mm 10", "M 10", "m ten", "m -1", "m 1.5", "m 99999999999999999999", "p1 = m 10",
	"p2 = m 10", "free = m 10", "view = m 10", "x = m 10", "s1 = m 10", "b2 = m 10",
	"1x = m 10", "a-b = m 10", "NULL = m 10",
	"abcdefghijklmnopqrstuvwxyz = m 10", "x1 = f p1", "x1 =", "= m 10", "x1 = mm 10",
	"\"m\" 10", "c 10", "c -1 8", "a 16", "r p1", "r p9 10", "r p1 x", "f", "f p9",
	"f p11", "f q", "f p1 p3", "w p1", "w p1 +8", "w p1 256", "w p1 1 1 1",
	"w p1 \"open", "w p9 \"a\"", "w p1 +4090 \"0123456789\"", "w p1 0x41 5000",
	"w p1 +99999 1", "w p1 -5 1", "w p1 \"a\" 2", "w NULL 1", "x p9", "x p1 5000",
	"x p1 +8 9 9", "x NULL", "i", "i p9", "i s9", "i b99", "i s1 b99", "i s1 3",
	"i 77777", "view s9", "view p1", "why not", "stats 1", "repeat 0 m 10",
	"repeat 1000001 m 10", "repeat x m 10", "repeat 2", "repeat 2 q", "repeat 2 set",
	"repeat 2 mm 1", "repeat 2 repeat 2 m 1", "fill 0 10", "fill 10", "fill 10 x",
	"random 0", "random 10 --sed 7", "random 10 --seed", "random 10 --seed x",
	"random 1000001", "set colour red", "set placement bst", "set placement",
	"set granule 3", "set granule 0", "set section 1", "set load 0.01", "set load 2.5",
	"set align 48", "set header 1000", "set base 1", "set hash x", "set limit -1",
	"load", "load nowhere.txt", "source nowhere.txt", "save", "save /nowhere/at/all",
	"help mm", "expect", "expect chunks 99", "q now", "\xff\xfe", "m 10\x01",
	"play \"1x\\0\"", "save \"/tmp/a\\0b\"", "try x \"p1\\0\"", "m \"1\\x001\"",
};

static void wrong_input_changes_nothing(void)
{
	struct play play;
	char *before, *after;

	play_start(&play);
	play_lines(&play, "m 100\nm 40\nm 200\nf p2\nw p1 \"text\"\n");
	before = state_of(&play);
	for (size_t i = 0; i < sizeof wrong_lines / sizeof *wrong_lines; i++) {
		int harmless = strcmp(wrong_lines[i], "set placement") == 0;

		play_lines(&play, wrong_lines[i]);
		if (play.status != !harmless) {
			printf("\n%s: status %d\n", wrong_lines[i], play.status);
			CU_FAIL("another status");
		}
	}
	after = state_of(&play);
	CU_ASSERT_STRING_EQUAL(before, after);
	free(before);
	free(after);
	play_end(&play);
}

static void one_is_no_plural(void)
{
	char *out = play_once("set section 64\nreset\nm 64\ncheck\nleaks\nview\n");

	CU_ASSERT(play_has(out, "the heap is sound: 1 chunk in 1 section, every"));
	CU_ASSERT(play_has(out, "\n1 chunk is in use, 64 bytes asked\n"));
	CU_ASSERT(play_has(out, "\ns1: 64 bytes, 1 chunk, largest free 0, "));
	free(out);
}

/* A chunk of no bytes points to where its neighbour begins, and is meant all the same. */
static void a_pointer_is_its_chunk_s(void)
{
	char *out = play_once("set header 16\nreset\nm 0\nm 0\ni p1\nf p2+1\n");

	CU_ASSERT(play_has(out, "\np1, in use since operation 1, at s1+0x0\n"));
	CU_ASSERT(play_has(out, "error: p2+1 lies inside the free chunk 0x020: no chunk starts"));
	free(out);
}

static void the_right_word_is_offered(void)
{
	char *out = play_once("hepl\nhelp resett\nset placemnt best\nset placement worts\n"
	                      "m 10\nf p2\nrest\nset alignment 64\n");

	CU_ASSERT(play_has(out, "error: no command is named hepl. Did you mean help?"));
	CU_ASSERT(play_has(out, "error: no command is named resett. Did you mean reset? Noth"));
	CU_ASSERT(play_has(out, "error: no setting is named placemnt. Did you mean placement?"));
	CU_ASSERT(play_has(out, "worts is no placement. Did you mean worst?"));
	CU_ASSERT(play_has(out, "error: no chunk is named p2. Did you mean p1?"));
	CU_ASSERT(play_has(out, "error: no command is named rest. Did you mean reset?"));
	CU_ASSERT(play_has(out, "error: no setting is named alignment. Type set for the list."));
	free(out);
}

/* ---------------------------------------------------------------------- actions */

static void writing_stays_in_the_section(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "set section 64\nreset\nm 64\nw p1 +60 \"12345\"\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.out,
	                   "error: 5 bytes from p1+60 on would pass the end of s1: 4 fit at "
	                   "most."));
	play_lines(&play, "w p1 +60 \"1234\"\nx p1 +60\nw p1 +64 1\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.out, "0x03c  31 32 33 34"));
	CU_ASSERT(play_has(play.out, "p1+64 is no place in the heap."));
	play_lines(&play, "m 0\nx p1 +0xffffffffffffffff\n");
	CU_ASSERT(play_has(play.out, "p1+0xffffffffffffffff is no place in the heap."));
	play_end(&play);
}

/* An offset alone is a place, where there is but one section, for what only looks. */
static void an_offset_is_a_place(void)
{
	char *out = play_once("m 100\nm 50\ni 0x70\nx 0x70 16\nf 0x70\n");

	CU_ASSERT(play_has(out, "p2, in use since operation 2, at s1+0x70"));
	CU_ASSERT(play_has(out, "16 bytes from 0x70 on, in s1"));
	CU_ASSERT(play_has(out, "0x70 lies outside the heap"));
	free(out);
	out = play_once("i 0x70\nset section 64\nreset\nm 64\ni 0x40\nm 64\ni 0x10\n");
	CU_ASSERT(play_has(out, "error: 0x70 is no place in the heap."));
	CU_ASSERT(play_has(out, "error: 0x40 is no place in the heap."));
	CU_ASSERT(play_has(out, "error: 0x10 is no place in the heap."));
	free(out);
}

/* What is told as the most is refused for its size no longer. */
static void the_largest_chunk_is_told(void)
{
	char *out = play_once("m 0x7fffffffffffffff\nm 0x7fffffffffffffef\nset header 16\nreset\n"
	                      "m 0x7fffffffffffffef\nm 0x7fffffffffffffdf\n");

	CU_ASSERT(play_has(out, "m 0x7fffffffffffffff gave NULL: a chunk has at most"));
	CU_ASSERT(play_has(out, "9,223,372,036,854,775,791 bytes."));
	CU_ASSERT(play_has(out, "m 0x7fffffffffffffef gave NULL: the system gives no"));
	CU_ASSERT(play_has(out, "9,223,372,036,854,775,775 bytes."));
	CU_ASSERT(play_has(out, "m 0x7fffffffffffffdf gave NULL: the system gives no"));
	free(out);
}

static void subcommands_belong_to_the_shell(void)
{
	char *out = play_once("learn\nlearn = m 8\nlearn\nmmviz learn 01\n./mmviz\n");

	CU_ASSERT(play_has(out, "learn is no command here: it is called from the shell (q"));
	CU_ASSERT(play_has(out, "that is for the shell: q leads there, then type ./mmviz learn."));
	CU_ASSERT(play_has(out, "that is for the shell: q leads there, then type ./mmviz."));
	CU_ASSERT(play_has(out, "learn is a name, not a command"));
	free(out);
}

static void an_overflow_is_told(void)
{
	char *out = play_once("m 20\nm 20\nw p1 +18 0x41 18\ncheck\nx p1 +16 32\n");

	CU_ASSERT(play_has(
		out, "\np1: 16 bytes written outside the 20 it asked for, 4 of them into p2.\n"));
	CU_ASSERT(
		play_has(out, "  1 18 bytes written at p1+18. p1 asked for 20: 2 of them fit.\n"));
	CU_ASSERT(play_has(out,
	                   "  2 The slack of p1 takes 12 bytes. Nothing is lost, but it is an "
	                   "error.\n"));
	CU_ASSERT(play_has(
		out, "  3 Over p2, at 0x020, go 4 bytes: 4 bytes of its content are gone.\n"));
	CU_ASSERT(play_has(out,
	                   "\nthe heap is sound: 3 chunks in 1 section, every invariant holds\n"));
	CU_ASSERT(play_has(out, "0x010  00 00 41 41 41 41 41 41 41 41 41 41 41 41 41 41"));
	free(out);
}

static void a_write_after_free_is_told(void)
{
	char *out = play_once("m 20\nm 20\nf p1\nw p1 \"late\"\ni p1\n");

	CU_ASSERT(play_has(
		out, "p1 was freed in operation 3. 4 bytes were written there all the same."));
	CU_ASSERT(play_has(out, "The free chunk 0x000 takes 4 bytes. Nobody owns them."));
	CU_ASSERT(play_has(out, "p1 was allocated in operation 1 and freed in operation 3\n"));
	CU_ASSERT(play_has(out, "its place s1+0x0 is free now: free 0x000, "));
	free(out);
}

static void misuse_has_its_words(void)
{
	static const struct {
		const char *line, *words;
	} rows[] = {
		{ "f p2", "p2 was freed in operation 4. Nothing was freed twice. (double free)" },
		{ "f s1+0x70",
		  "s1+0x70 is a free chunk already. Nothing was freed twice. (double free)" },
		{ "f p1+16", "p1+16 lies inside p1: no chunk starts there. Nothing was freed. "
		             "(invalid free)" },
		{ "f p1+3",
		  "p1+3 lies inside p1: no chunk starts there. Nothing was freed. (invalid free)" },
		{ "f 0x10", "0x10 lies outside the heap. Nothing was freed. (invalid free)" },
		{ "r p2 10",
		  "p2 was freed in operation 4. Nothing was changed. (invalid realloc)" },
		{ "r p1+16 10",
		  "p1+16 lies inside p1: no chunk starts there. Nothing was changed. (invalid "
		  "realloc)" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play play;

		play_start(&play);
		play_lines(&play, "m 100\nm 40\nm 200\nf p2\n");
		play_lines(&play, rows[i].line);
		CU_ASSERT_EQUAL(play.status, 1);
		CU_ASSERT(play_has(play.err, rows[i].words));
		CU_ASSERT_EQUAL(my_heap_check(play.session->heap, NULL), 0);
		play_lines(&play, "expect operations 5\nexpect used_chunks 2\n");
		CU_ASSERT_EQUAL(play.status, 0);
		play_end(&play);
	}
}

static void work_loads_run(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play,
	           "repeat 20 m 64\nexpect used_chunks 20\nfill 100 64\nexpect used_chunks 120\n"
	           "expect operations 120\nrandom 1000 --seed 7\nexpect operations 1120\ncheck\n"
	           "repeat 3 w p1 1\nexpect operations 1123\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_lines(&play, "repeat 2 f p1\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err, "(double free) 1 of 2 was done."));
	play_lines(&play, "set limit 4K\nreset\nfill 1000 64\nexpect used_chunks 64\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err,
	                   "one section more would pass the limit of 4,096 bytes. Nothing was "
	                   "allocated. 64 of 1,000 were done."));
	CU_ASSERT(play_has(play.out, "No room for 64, and one section more would pass the limit"));
	play_end(&play);
}

static void random_is_the_same_for_a_seed(void)
{
	char *one = play_once("random 500 --seed 7\nview\n"),
	     *two = play_once("random 500 --seed 7\nview\n");
	char *other = play_once("random 500 --seed 8\nview\n");

	CU_ASSERT_STRING_EQUAL(one, two);
	CU_ASSERT_STRING_NOT_EQUAL(strchr(one, '\n'), strchr(other, '\n'));
	free(one);
	free(two);
	free(other);
}

static struct session *interrupted;

static void interrupt(int signal_number)
{
	(void)signal_number;
	interrupted->interrupted = 1;
}

/* What was done stays, and save writes just that. */
static void a_load_can_be_interrupted(void)
{
	static const struct itimerval soon = { .it_value = { .tv_usec = 20000 } };
	struct play play;
	size_t done;

	play_start(&play);
	interrupted = play.session;
	signal(SIGALRM, interrupt);
	setitimer(ITIMER_REAL, &soon, NULL);
	CU_ASSERT_EQUAL(session_line(play.session, "fill 1000000 64"), SESSION_FAILED);
	CU_ASSERT_STRING_EQUAL(play.session->outcome.cause, "interrupted");
	done = journal_operations(play.session->journal);
	CU_ASSERT(done > 0 && done < 1000000);
	CU_ASSERT_EQUAL(names_alive(play.session->names), done);
	CU_ASSERT_EQUAL_FATAL(journal_lines(play.session->journal), 1);

	char line[64];

	snprintf(line, sizeof line, "fill %zu 64", done);
	CU_ASSERT_STRING_EQUAL(journal_get(play.session->journal, 0)->text, line);
	CU_ASSERT_PTR_NULL(journal_get(play.session->journal, 0)->failure);
	play_end(&play);
}

static void settings_are_read_and_written(void)
{
	my_heap_options options;
	char text[SETTING_VALUE], problem[SETTING_PROBLEM];

	for (const struct setting *s = settings; s->name; s++) {
		my_heap_options_default(&options);
		setting_text(s, &options, text);
		CU_ASSERT(setting_read(s, &options, text, problem));
		for (size_t i = 0; s->values && s->values[i]; i++) {
			char again[SETTING_VALUE];

			CU_ASSERT(setting_read(s, &options, s->values[i], problem));
			setting_text(s, &options, again);
			CU_ASSERT_STRING_EQUAL(again, s->values[i]);
		}
		CU_ASSERT_FALSE(setting_read(s, &options, "?", problem));
	}
}

static void settings_wait_for_reset(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play,
	           "m 10\nset placement best\nset section 8K\nexpect placement first\nreset\n"
	           "expect placement best\nexpect chunks 0\nm 10\nexpect mapped 8K\n"
	           "expect offset(p1) 0\nexpect operations 1\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
}

static size_t widest_line(const char *text)
{
	size_t widest = 0;

	while (text && *text) {
		size_t length = strcspn(text, "\n");
		size_t width = (size_t)glyph_bytes_width(text, length);

		widest = width > widest ? width : widest;
		text += length + (text[length] == '\n');
	}
	return widest;
}

/* Whatever stands on the screen without a word is told there. */
static void help_explains_the_marks(void)
{
	static const char *const marks[] = { "next: none", "near", "▓",   "·░▒▓█", "▸2", "┆",
		                             "✓",          "@",    "▴ ▾", "╌╌",    "w !" };

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		CU_ASSERT(play_has(glossary_find("marks")->text, marks[i]));
}

/* At 100 columns the text has 70, set in by 2. */
static void help_fits_its_pane(void)
{
	for (const struct command *c = commands; c->name; c++)
		CU_ASSERT(widest_line(c->help) <= 68);
	for (const struct term *t = glossary; t->word; t++)
		CU_ASSERT(widest_line(t->text) <= 68);
}

static void help_knows_every_number(void)
{
	char *stats = play_once("stats\nset engine fast\nreset\nstats\n"),
	     *help = play_once("help numbers\nset engine fast\nreset\nhelp numbers\n");
	size_t count = 0;

	for (const struct statistic *s = statistics; s->label; s++, count++) {
		CU_ASSERT(play_has(stats, s->label));
		CU_ASSERT(play_has(help, s->label));
		CU_ASSERT(play_has(help, s->meaning));
		CU_ASSERT(strlen(s->meaning) <= 43);
	}
	CU_ASSERT_EQUAL(count, 31);
	free(stats);
	free(help);
}

static void help_knows_settings_and_words(void)
{
	char *out = play_once("help placement\nhelp set hash\nhelp load factor\nhelp probe\n"
	                      "help section\nhelp random\nhelp slack\n");

	CU_ASSERT(play_has(out, "which free chunk is taken; now first\n  first\n  next\n"));
	CU_ASSERT(play_has(out, "set hash VALUE\nfrom a key to its home bucket; now modulo\n"));
	CU_ASSERT(play_has(out, "Where it would pass the\nsetting load, the table doubles."));
	CU_ASSERT(play_has(out, "A look at the next bucket"));
	CU_ASSERT(play_has(out, "bytes of a new section's memory, 64 to 1G; now 4096\n"));
	CU_ASSERT(play_has(out, "A stretch of memory cut into chunks"));
	CU_ASSERT(play_has(out, "without --seed it is 1, and 0 means 1."));
	free(out);
	out = play_once("help spans\nhelp size classes\nhelp dirty\nhelp words\nhelp\n");
	CU_ASSERT(play_has(out, "a chunk of 64 KiB in which small chunks"));
	CU_ASSERT(play_has(out, "A size that small chunks of a fast heap have"));
	CU_ASSERT(play_has(out, "something in it became free since"));
	CU_ASSERT(play_has(out, "load factor, marks, merge, near, next,\n"));
	CU_ASSERT(play_has(out, "tN COMMAND "));
	free(out);
	out = play_once("help set colour\nhelp m placement\nhelp use after free\n"
	                "help nothing at all\nhelp so many words here\n");
	CU_ASSERT(play_has(out, "error: no setting is named colour."));
	CU_ASSERT(play_has(out, "error: no command is named m placement."));
	CU_ASSERT(play_has(out, "To read or write what was freed."));
	CU_ASSERT(play_has(out, "error: no command is named nothing at all."));
	CU_ASSERT(play_has(out, "error: help has too many words."));
	free(out);
}

static void what_was_freed_is_said(void)
{
	char *out = play_once("m 100\nm 100\nf p1\ni p1\ni p2\nf p2\nx p1\nx p1 +8\n"
	                      "m 40\ni p1\n");

	CU_ASSERT(play_has(out, "freed in operation 3\nits place s1+0x0 is free now: free 0x000, "
	                        "112 bytes\n"));
	CU_ASSERT(play_has(out, "left neighbour: free 0x000, 112 bytes\n"));
	CU_ASSERT(play_has(out, "\np1 was freed in operation 3, its place is free now; "
	                        "112 bytes from p1 on, in\n  s1\n"));
	CU_ASSERT(play_has(out, "\np1 was freed in operation 3, its place is free now; "
	                        "104 bytes from p1+8 on, in\n  s1\n"));
	CU_ASSERT(play_has(out, "its place s1+0x0 now belongs to p3, 48 bytes\n"));
	free(out);
}

static void reset_names_what_is_not_usual(void)
{
	char *out = play_once("set header 16\nset split 64\nset placement best\nreset\n");

	CU_ASSERT(play_has(out, "\na new heap: best fit, key mod capacity, split 64, header 16\n"));
	free(out);
	out = play_once("reset\n");
	CU_ASSERT(play_has(out, "\na new heap: first fit, key mod capacity\n"));
	free(out);
}

static void names_are_no_commands(void)
{
	char *out = play_once("free = m 5\nview = m 5\ns3 = m 5\nb3 = m 5\nfreed = m 5\n");

	CU_ASSERT(play_has(out, "error: free is a command. Take another name, as in: my_free ="));
	CU_ASSERT(play_has(out, "error: view is a command."));
	CU_ASSERT(play_has(out, "error: s3 means a section."));
	CU_ASSERT(play_has(out, "error: b3 means a bucket."));
	CU_ASSERT(play_has(out, "\nfreed = s1+0x0, 16 bytes"));
	free(out);
}

static void a_section_is_no_chunk(void)
{
	char *out = play_once("m 100\nf s1\nr s1 10\nf s1+0x0\n");

	CU_ASSERT(play_has(out, "error: s1 is a section, not a chunk. The place where it begins is "
	                        "s1+0x0.\n  Nothing was changed.\n> r"));
	CU_ASSERT(play_has(out, "\np1 freed, 112 bytes"));
	free(out);
}

static void a_slip_is_understood(void)
{
	char *out = play_once("m 10\nbuf=m 50\nbuf =m 50\nm100\nm(100)\nfree(p1);\ncalloc(4,8)\n"
	                      "p1\nw p1 hello\n");

	CU_ASSERT(
		play_has(out, "> buf=m 50\nerror: blanks belong around the =, as in: buf = m 50."));
	CU_ASSERT(play_has(out, "> buf =m 50\nerror: blanks belong around the =, as in: buf = m"));
	CU_ASSERT(play_has(out, "no command is named m100. Did you mean m 100?"));
	CU_ASSERT(play_has(out, "no command is named m(100). Did you mean m 100?"));
	CU_ASSERT(play_has(out, "Did you mean f p1?"));
	CU_ASSERT(play_has(out, "Did you mean c 4 8?"));
	CU_ASSERT(play_has(out, "p1 is a name, not a command. Type i p1 to inspect it"));
	CU_ASSERT(play_has(out, "text stands in quotes, as in: w p1 \"hello\"."));
	free(out);
}

/* A chunk's section ends before the next one's memory, however near that is. */
static void writing_reaches_no_other_section(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 4000\nm 4000\n");
	for (int i = 12; i < 48; i++) {
		char line[40];

		snprintf(line, sizeof line, "w p1 +%zu 1\n", (size_t)1 << i);
		play_lines(&play, line);
		CU_ASSERT_EQUAL(play.status, 1);
	}
	CU_ASSERT(
		play_has(play.out, " lies outside s1, where it starts from. Nothing was written."));
	play_end(&play);
}

static void sentences_count_right(void)
{
	char *out = play_once(
		"m 1\nm 10\nw p1 1\nw p1 +1 1\nw p1 +16 1\nx p99\nx p1 +0 1\nf p99\n");

	CU_ASSERT(play_has(out, "\n1 byte written at p1\n"));
	CU_ASSERT(play_has(out, "The slack of p1 takes 1 byte."));
	CU_ASSERT(play_has(out, "Over p2, at 0x010, go 1 byte: 1 byte of its content is gone."));
	CU_ASSERT(play_has(out, "\n1 byte from p1+0 on, in s1\n"));
	CU_ASSERT(play_has(out, "> x p99\nerror: no chunk is named p99.\n"));
	CU_ASSERT(play_has(out, "> f p99\nerror: no chunk is named p99. Nothing was changed.\n"));
	CU_ASSERT_PTR_NULL(strstr(out, " 1 bytes"));
	free(out);
}

static void a_script_is_not_loaded(void)
{
	char *out = play_once("load lessons/01.txt\n");

	CU_ASSERT(play_has(out, "is a script of commands, not a recorded program. Type:\n"
	                        "  source lessons/01.txt. Nothing was done."));
	free(out);
}

static void view_keeps_its_columns(void)
{
	char *out = play_once("set section 1G\nreset\nm 100\nm 1000000000\nview\n");

	CU_ASSERT(
		play_has(out, "\n  p1    0x00000000            112  asked           100  key   0"));
	CU_ASSERT(
		play_has(out, "\n  p2    0x00000070  1,000,000,000  asked 1,000,000,000  key   7"));
	free(out);
}

CU_TestInfo command_tests[] = {
	{ "every command has its help", every_command_has_its_help },
	{ "help defines the numbers", help_defines_the_numbers },
	{ "help fits its pane", help_fits_its_pane },
	{ "help explains the marks", help_explains_the_marks },
	{ "help knows every number", help_knows_every_number },
	{ "help knows settings and words", help_knows_settings_and_words },
	{ "what was freed is said", what_was_freed_is_said },
	{ "reset names what is not usual", reset_names_what_is_not_usual },
	{ "names are no commands", names_are_no_commands },
	{ "a section is no chunk", a_section_is_no_chunk },
	{ "a slip is understood", a_slip_is_understood },
	{ "writing reaches no other section", writing_reaches_no_other_section },
	{ "sentences count right", sentences_count_right },
	{ "a script is not loaded", a_script_is_not_loaded },
	{ "view keeps its columns", view_keeps_its_columns },
	{ "words are counted", words_are_counted },
	{ "wrong input changes nothing", wrong_input_changes_nothing },
	{ "one is no plural", one_is_no_plural },
	{ "a pointer is its chunk's", a_pointer_is_its_chunk_s },
	{ "the right word is offered", the_right_word_is_offered },
	{ "writing stays in the section", writing_stays_in_the_section },
	{ "an offset is a place", an_offset_is_a_place },
	{ "the largest chunk is told", the_largest_chunk_is_told },
	{ "subcommands belong to the shell", subcommands_belong_to_the_shell },
	{ "an overflow is told", an_overflow_is_told },
	{ "a write after free is told", a_write_after_free_is_told },
	{ "misuse has its words", misuse_has_its_words },
	{ "work loads run", work_loads_run },
	{ "random is the same for a seed", random_is_the_same_for_a_seed },
	{ "a load can be interrupted", a_load_can_be_interrupted },
	{ "settings are read and written", settings_are_read_and_written },
	{ "settings wait for reset", settings_wait_for_reset },
	CU_TEST_INFO_NULL,
};
