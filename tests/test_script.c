/* SPDX-License-Identifier: MIT
 *
 * test_script.c - scripts of any bytes; scripts that play scripts; saving a run.
 */
#include "journal.h"
#include "line.h"
#include "play.h"
#include "scratch.h"
#include "script.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void lines_of_all_kinds(void)
{
	static const char bytes[] =
		"\xef\xbb\xbf# Prose, and #more\r\n\r\n   # indented\n#\nm 100\r\nm "
		"20 # note\n\tf p1\nf p2";
	struct play play;

	play_start(&play);
	play_lines(&play, bytes);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	CU_ASSERT(strncmp(play.out, "Prose, and #more\n\nindented\n\n> m 100\n", 36) == 0);
	CU_ASSERT(play_has(play.out, "\n> m 20 # note\n"));
	CU_ASSERT(play_has(play.out, "\np2 freed, 32 bytes"));
	play_end(&play);
}

static void failures_are_told_and_counted(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 10\n\n# prose\nmm 10\nm 20\nf p9\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT_STRING_EQUAL(play.err,
		"test:4: no command is named mm. Type help for the list. Nothing was done.\n"
		"test:6: no chunk is named p9. Did you mean p1? Nothing was changed.\n");
	CU_ASSERT(play_has(play.out, "> f p9\nerror: no chunk is named p9. Did you mean p1?"));
	CU_ASSERT(play_has(play.out, "\np2 = s1+0x10"));
	play_end(&play);
}

static void nothing_is_no_failure(void)
{
	struct play play;

	play_start(&play);
	play_bytes(&play, "\n", 1);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.out, "\n");
	play_lines(&play, "q\nmm\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
}

static void zero_bytes_are_no_end(void)
{
	struct play play;

	play_start(&play);
	play_bytes(&play, "m 1\0 00\nm 10\n", 13);
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err, "test:1: "));
	CU_ASSERT(play_has(play.out, "\np1 = s1+0x0, 16 bytes for the 10 asked"));
	play_end(&play);
}

static void a_line_may_be_long(void)
{
	size_t length = SCRIPT_LINE + 2;
	char *text = malloc(2 * length + 20);
	struct play play;

	memset(text, ' ', 2 * length);
	memcpy(text, "m 16", 4);
	text[SCRIPT_LINE] = '\n'; /* just short enough */
	memcpy(text + SCRIPT_LINE + 1, "m 32", 4);
	text[SCRIPT_LINE + 1 + SCRIPT_LINE + 1] = '\n'; /* one byte too long */
	strcpy(text + 2 * SCRIPT_LINE + 3, "m 48\n");
	play_start(&play);
	play_lines(&play, text);
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT_STRING_EQUAL(play.err,
	                       "test:2: the line has more than 1,048,576 bytes. It was not run.\n");
	play_lines(&play, "expect size(p1) 16\nexpect size(p2) 48\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
	free(text);
}

/* Whatever the bytes: it ends, says so in valid text, and the heap is sound. */
static void any_bytes_are_a_script(void)
{
	unsigned long random = test_seed();
	char bytes[20000];
	struct play play;

	for (size_t i = 0; i < sizeof bytes; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		bytes[i] = (char)(random >> 40);
		/* Every other line begins as a command does. */
		if (i > 2 && bytes[i - 2] == '\n' && random >> 63)
			bytes[i - 1] = "mfrwxi"[(random >> 50) % 6], bytes[i] = ' ';
	}
	play_start(&play);
	play_bytes(&play, bytes, sizeof bytes);
	CU_ASSERT_EQUAL(my_heap_check(play.session->heap, NULL), 0);
	for (const char *at = play.err; *at; at++)
		CU_ASSERT((unsigned char)*at >= ' ' || *at == '\n');
	CU_ASSERT_PTR_NULL(strchr(play.out, '\x1b'));
	play_end(&play);
}

static void the_same_bytes_every_time(void)
{
	static const char script[] =
		"m 100\nm 5000\nr p1 200\nf p2\nrandom 200 --seed 5\nview\nx p1\n"
		"stats\nleaks\nhelp\nf p2\nset base 0\nreset\nm 100\nf p1\nf p1\n";
	char *one = play_once(script), *two = play_once(script);

	CU_ASSERT_STRING_EQUAL(one, two);
	CU_ASSERT_PTR_NULL(strstr(one, "0x10000000"));
	free(one);
	free(two);
}

/* ----------------------------------------------------------- files that play files */

static void a_script_plays_its_neighbour(void)
{
	struct play play;
	const char *path;

	play_start(&play);
	scratch_write("inner.txt", "# Inner\nm 64\nmm\n", 16);
	path = scratch_write("outer.txt", "source inner.txt\nm 32\n", 22);
	CU_ASSERT_EQUAL(plain_run(play.session, path, NULL), 1);
	fflush(play.out_stream);
	fflush(play.err_stream);
	CU_ASSERT(strncmp(play.out, "Inner\n> m 64\n", 13) == 0);
	CU_ASSERT(play_has(play.out, "> source inner.txt\nerror: 1 of the lines in "));
	CU_ASSERT(play_has(play.err, "inner.txt:3: no command is named mm."));
	CU_ASSERT(play_has(play.err, "outer.txt:1: 1 of the lines in "));
	CU_ASSERT_EQUAL(journal_lines(play.session->journal), 2);
	play_end(&play);
}

static void a_script_that_plays_itself_ends(void)
{
	struct play play;
	const char *path;

	play_start(&play);
	scratch_write("b.txt", "source a.txt\nm 1\n", 17);
	path = scratch_write("a.txt", "source b.txt\nm 2\n", 17);
	CU_ASSERT_EQUAL(plain_run(play.session, path, NULL), 1);
	fflush(play.err_stream);
	CU_ASSERT(play_has(play.err, "a.txt is being played already: it would never end."));
	play_lines(&play, "expect used_chunks 2\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
}

/* Nobody writes: it is told, not waited for. What was written is read. */
static void pipes_are_not_waited_for(void)
{
	const char *path = scratch_path("pipe");
	char line[900];
	struct play play;
	int ends[2];

	play_start(&play);
	unlink(path);
	CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
	snprintf(line, sizeof line, "source %s\n", path);
	alarm(5);
	play_lines(&play, line);
	alarm(0);
	CU_ASSERT(play_has(play.err, "is a pipe that nobody writes to. Nothing was run."));
	unlink(path);
	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	CU_ASSERT_EQUAL(write(ends[1], "m 16\n", 5), 5);
	close(ends[1]);
	snprintf(line, sizeof line, "source /dev/fd/%d\nexpect size(p1) 16\n", ends[0]);
	play_lines(&play, line);
	CU_ASSERT_EQUAL(play.status, 0);
	close(ends[0]);
	play_end(&play);
}

/* The number of a descriptor says nothing to anybody. */
static void a_descriptor_has_no_name(void)
{
	static const struct {
		const char *text, *said;
	} scripts[] = {
		{ "m 16\n", "\n1 line, none failed\n" },
		{ "mm\nm 16\n", "\nerror: 1 of the lines failed." },
	};

	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
		size_t length = strlen(scripts[i].text);
		char line[60];
		struct play play;
		int ends[2];

		CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
		CU_ASSERT_EQUAL((size_t)write(ends[1], scripts[i].text, length), length);
		close(ends[1]);
		snprintf(line, sizeof line, "source /dev/fd/%d\n", ends[0]);
		play_start(&play);
		play_lines(&play, line);
		close(ends[0]);
		CU_ASSERT(play_has(play.out, scripts[i].said));
		play_end(&play);
	}
}

/* Where the terminal cannot be watched the script is played as text, from its start. */
static void a_script_goes_on_without_a_screen(void)
{
	const char *path = scratch_write("plain.txt", "m 10\n", 5);
	struct line_options options = { .script = path };
	struct rlimit before, few;
	struct play play;
	int next = dup(STDOUT_FILENO);

	play_start(&play);
	close(next);
	CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	few.rlim_cur = (rlim_t)next + 2;
	setrlimit(RLIMIT_NOFILE, &few);
	play.status = line_run(play.session, &options);
	setrlimit(RLIMIT_NOFILE, &before);
	fflush(play.out_stream);
	fflush(play.err_stream);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	CU_ASSERT(play_has(play.out, "> m 10\np1 = "));
	CU_ASSERT_PTR_NULL(play.session->script);
	play_end(&play);
}

static void files_that_are_no_scripts(void)
{
	char script[900], *name = strdup(scratch_write("empty.txt", "", 0));
	struct play play;

	play_start(&play);
	snprintf(script, sizeof script,
	         "source %s\nsource %s\nsource nowhere.txt\nload %s\nload /\nsource /dev/zero\n",
	         name, "/tmp", name);
	play_lines(&play, script);
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err, "is empty. Nothing was run."));
	CU_ASSERT(play_has(play.err, "/tmp is a folder, not a script. Nothing was run."));
	CU_ASSERT(play_has(play.err, "nowhere.txt does not exist. Nothing was done."));
	CU_ASSERT(play_has(play.err, "/dev/zero is no file. Nothing was run."));
	CU_ASSERT_EQUAL(play.session->failures, 6);
	CU_ASSERT_EQUAL(plain_run(play.session, "nowhere.txt", NULL), 1);
	play_end(&play);
	free(name);
}

static void the_lessons_folder_comes_last(void)
{
	struct play play;
	char *slash;

	play_start(&play);
	play.session->lessons = strdup(scratch_write("lesson-of-test.txt", "m 77\n", 5));
	slash = strrchr(play.session->lessons, '/');
	slash[1] = 0;
	play_lines(&play, "source lesson-of-test.txt\nexpect asked 77\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
}

/* ------------------------------------------------------------------------- saving */

static const char run[] =
	"set placement best\nset capacity 8\nreset\nbuf = m 100\nm 40 # note\nfill 20 64\nf p3\nf "
        "p3\n"
	"r buf 300\nw buf +2 \"two \\\"words\\\"\"\nrandom 50 --seed 3\nrepeat 3 m 16\nmm\nf p99\n"
	"m 0xffffffffffffffff\na 256 10\nc 4 4\nset hash fibonacci\n";

static char *view_of(struct play *play)
{
	size_t before = strlen(play->out);

	play_lines(play, "view\nx buf\nset\nleaks\nexpect operations 82\n");
	CU_ASSERT_EQUAL(play->status, 0);
	return strdup(play->out + before);
}

static void a_saved_run_leads_to_the_same_heap(void)
{
	struct play first, again;
	char line[600], *one, *two, *path = strdup(scratch_path("run.txt"));

	play_start(&first);
	play_lines(&first, run);
	snprintf(line, sizeof line, "save %s\n", path);
	play_lines(&first, line);
	CU_ASSERT_EQUAL(first.status, 0);
	one = view_of(&first);
	play_end(&first); /* two heaps cannot lie at the same address */
	play_start(&again);
	CU_ASSERT_EQUAL(plain_run(again.session, path, NULL), 0);
	fflush(again.out_stream);
	fflush(again.err_stream);
	CU_ASSERT_STRING_EQUAL(again.err, "");
	two = view_of(&again);
	CU_ASSERT_STRING_EQUAL(one, two);
	play_end(&again);
	free(one);
	free(two);
	free(path);
}

static void a_failed_save_spares_the_file(void)
{
	char folder[600], line[1300], *text;
	struct play play;
	struct stat file;
	size_t length;

	snprintf(folder, sizeof folder, "%s", scratch_path("kept"));
	CU_ASSERT_EQUAL(mkdir(folder, 0700), 0);
	play_start(&play);
	/* A folder cannot be replaced by a file; nothing may be left beside it. */
	snprintf(line, sizeof line, "m 1\nsave %s\nsave %s/no/such\nsave /dev/full/x\n", folder,
	         folder);
	play_lines(&play, line);
	CU_ASSERT_EQUAL(play.session->failures, 3);
	CU_ASSERT(play_has(play.err, "What was there is as it was."));
	CU_ASSERT(stat(folder, &file) == 0 && S_ISDIR(file.st_mode));
	CU_ASSERT_EQUAL(rmdir(folder), 0);
	snprintf(line, sizeof line, "save %s\n", scratch_write("old.txt", "old", 3));
	play_lines(&play, line);
	text = scratch_read(scratch_path("old.txt"), &length);
	CU_ASSERT(play_has(text, "\nm 1\n"));
	free(text);
	play_end(&play);
}

CU_TestInfo script_tests[] = {
	{ "lines of all kinds", lines_of_all_kinds },
	{ "failures are told and counted", failures_are_told_and_counted },
	{ "nothing is no failure", nothing_is_no_failure },
	{ "zero bytes are no end", zero_bytes_are_no_end },
	{ "a line may be long", a_line_may_be_long },
	{ "any bytes are a script", any_bytes_are_a_script },
	{ "the same bytes every time", the_same_bytes_every_time },
	{ "a script plays its neighbour", a_script_plays_its_neighbour },
	{ "a script that plays itself ends", a_script_that_plays_itself_ends },
	{ "pipes are not waited for", pipes_are_not_waited_for },
	{ "a descriptor has no name", a_descriptor_has_no_name },
	{ "a script goes on without a screen", a_script_goes_on_without_a_screen },
	{ "files that are no scripts", files_that_are_no_scripts },
	{ "the lessons folder comes last", the_lessons_folder_comes_last },
	{ "a saved run leads to the same heap", a_saved_run_leads_to_the_same_heap },
	{ "a failed save spares the file", a_failed_save_spares_the_file },
	CU_TEST_INFO_NULL,
};
