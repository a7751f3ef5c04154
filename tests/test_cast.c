/* SPDX-License-Identifier: MIT
 *
 * test_cast.c - recordings: what a terminal shows that is fed with them, and when.
 */
#include "cast_read.h"
#include "frame.h"
#include "play.h"
#include "record.h"
#include "run.h"
#include "scratch.h"
#include "theme.h"
#include "timeline.h"

#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A script played into a file; to be freed. */
static char *recorded(struct play *play, const char *script)
{
	const char *source = scratch_write("script.txt", script, strlen(script));
	const char *path = scratch_path("out.cast");
	size_t length;
	char *text;

	play_start(play);
	play->status = record_script(play->session, path, source);
	text = scratch_read(path, &length);
	unlink(path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	return text;
}

/* -------------------------------------------------------------------- a script */

static const char lesson[] = "# 1. A heading\n#\n# Words to be read.\n\nm 100\n# Explained.\n\n"
                             "# 2. Another\n#\n# More words.\n\nm 10\nexpect chunks 3\n"
                             "f p1\n# What to remember.\n";

/* What its last row shows, each time it changes. */
static void letters_appear(void)
{
	static const char *const rows[] = { "Space", ">", "> m", "> m", "> m 1", "> m 10",
		                            "> m 100", "Space", NULL };
	struct play play;
	struct cast_read cast;
	int seen = 0;

	cast_read_open(&cast, recorded(&play, lesson));
	while (rows[seen] && cast_read_next(&cast)) {
		const char *row = screen_row(&cast.screen, 29);

		row += strspn(row, " ");
		if (strncmp(row, rows[seen], strlen(rows[seen])) == 0)
			seen++;
	}
	CU_ASSERT_PTR_NULL(rows[seen]);
	while (cast_read_next(&cast))
		;
	CU_ASSERT(cast.time > 8 && cast.time < 60);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(screen_row(&cast.screen, 28), "The script is over."));
	CU_ASSERT_PTR_NOT_NULL(strstr(screen_row(&cast.screen, 29), "m 100 take"));
	cast_read_close(&cast);
	play_end(&play);
}

/* Bit i: words i were seen while it was shown. */
static unsigned seen_in(const char *script, const char *const *words)
{
	struct play play;
	struct cast_read cast;
	unsigned seen = 0;

	cast_read_open(&cast, recorded(&play, script));
	while (cast_read_next(&cast))
		for (unsigned i = 0; words[i]; i++)
			seen |= (unsigned)screen_sees(&cast.screen, words[i]) << i;
	cast_read_close(&cast);
	play_end(&play);
	return seen;
}

static void shows_pages_and_steps(void)
{
	static const char script[] = "m 100\nm 200\nstep\nm 300\n";
	static const char *const pages[] = { "Words to be read.", "Explained.", "More words.",
		                             "What to remember.", "112 bytes for the 100 asked",
		                             NULL };
	static const char *const steps[] = { "Esc leave", "304 bytes for the 300", NULL };

	CU_ASSERT_EQUAL(seen_in(lesson, pages), 31);
	CU_ASSERT_EQUAL(seen_in(script, steps), 3);
}

static void is_the_same_each_time(void)
{
	struct play play;
	char *first = recorded(&play, lesson), *second;

	play_end(&play);
	second = recorded(&play, lesson);
	CU_ASSERT_STRING_EQUAL(first, second);
	free(first);
	free(second);
	play_end(&play);
}

static void failures_are_told(void)
{
	struct play play;

	free(recorded(&play, "m 100\nf p9\nm 1\n"));
	CU_ASSERT_EQUAL(play.status, 1);
	fflush(play.err_stream);
	CU_ASSERT_PTR_NOT_NULL(strstr(play.err, "script.txt:2: no chunk is named p9."));
	CU_ASSERT_EQUAL(timeline_step(play.session), 2);
	play_end(&play);
}

static void any_size_goes(void)
{
	static const int sizes[][2] = { { 1, 1 }, { 7, 3 }, { 80, 24 }, { 300, 100 } };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		const char *source = scratch_write("script.txt", lesson, sizeof lesson - 1);
		const char *path = scratch_path("out.cast");
		struct play play;
		struct cast_read cast;
		size_t length;

		play_start(&play);
		play.session->looks.cols = sizes[i][0];
		play.session->looks.rows = sizes[i][1];
		CU_ASSERT_EQUAL(record_script(play.session, path, source), 0);
		cast_read_open(&cast, scratch_read(path, &length));
		while (cast_read_next(&cast))
			;
		CU_ASSERT(cast.screen.cols == sizes[i][0] && cast.screen.rows == sizes[i][1]);
		cast_read_close(&cast);
		play_end(&play);
		unlink(path);
	}
}

/* The old file stays when there are too many commands, or no room. */
static void what_fails_leaves_the_old_file(void)
{
	char *much = malloc(5 * (RECORD_COMMANDS + 1) + 1), *kept;
	const char *path = scratch_write("old.cast", "old", 3), *source;
	struct play play;
	size_t length;

	for (size_t i = 0; i <= RECORD_COMMANDS; i++)
		memcpy(much + 5 * i, "view\n", 5);
	source = scratch_write("much.txt", much, 5 * (RECORD_COMMANDS + 1));
	play_start(&play);
	CU_ASSERT_EQUAL(record_script(play.session, path, source), 1);
	kept = scratch_read(path, &length);
	CU_ASSERT_STRING_EQUAL(kept, "old");
	fflush(play.err_stream);
	CU_ASSERT_PTR_NOT_NULL(strstr(play.err, "A cast has at most 5000 commands"));
	play_end(&play);
	free(kept);
	free(much);
}

/* --------------------------------------------------------------------- a branch */

/* Each operation's frame is what the session shows at that step. */
static void operations_are_shown(void)
{
	static const char script[] = "m 100\nm 200\nm 300\nf p2\nm 50\nr p1 400\nf p3\n";
	struct frame *frame = frame_create(100, 30, 0);
	struct run_end end = { 0 };
	struct play play;
	struct cast_read cast;
	char *text = NULL;
	size_t size = 0, step = 0;
	FILE *stream = open_memstream(&text, &size);

	play_start(&play);
	play_lines(&play, script);
	struct run run = { play.session, 0, timeline_end(play.session), &end };

	CU_ASSERT_EQUAL(record_steps(stream, &run), 0);
	CU_ASSERT(!end.failed && end.reached == 7);
	fclose(stream);
	cast_read_open(&cast, text);
	CU_ASSERT_EQUAL(timeline_show(play.session, 0), SESSION_OK);
	while (cast_read_next(&cast)) {
		const struct grid *grid = frame_draw(frame, play.session);

		if (screen_differs(&cast.screen, grid, theme_shown(play.session->theme)))
			continue; /* a command is being typed */
		if (step++ < 7)
			CU_ASSERT_EQUAL(timeline_show(play.session, step), SESSION_OK);
	}
	CU_ASSERT(step >= 8);
	cast_read_close(&cast);
	frame_destroy(frame);
	play_end(&play);
}

static void export_makes_one(void)
{
	const char *path = scratch_path("run.cast");
	char script[500], *text;
	struct play play;
	struct cast_read cast;
	size_t length;

	snprintf(script, sizeof script, "m 100\nm 200\nf p1\nu\nexport \"%s\" 1\n"
	         "expect operations 2\nexport \"%s.svg\" 1 2\nexport \"%s.cast\" 1 1\n",
	         path, path, path);
	play_start(&play);
	play_lines(&play, script);
	CU_ASSERT_PTR_NOT_NULL(strstr(play.out, "steps 1 to 3 written to "));
	CU_ASSERT_PTR_NOT_NULL(strstr(play.out, "\nstep 1 written to "));
	CU_ASSERT_PTR_NOT_NULL(strstr(play.err, "FROM and TO are for .html and .cast."));
	text = scratch_read(path, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	cast_read_open(&cast, text);
	CU_ASSERT(cast_read_next(&cast) && screen_sees(&cast.screen, "operation 1 of 3"));
	while (cast_read_next(&cast))
		;
	CU_ASSERT(screen_sees(&cast.screen, "operation 3 of 3"));
	cast_read_close(&cast);
	play_end(&play);
	unlink(path);
}

/* -------------------------------------------------------------------- from outside */

/* ./mmviz called so: its exit status; what it said is in the file "said". */
__attribute__((format(printf, 1, 2)))
static int called(const char *format, ...)
{
	char arguments[1000], command[2000];
	va_list list;
	int status;

	va_start(list, format);
	vsnprintf(arguments, sizeof arguments, format, list);
	va_end(list);
	snprintf(command, sizeof command, "{ timeout 20 ./mmviz %s; } > \"%s\" 2>&1", arguments,
	         scratch_path("said"));
	fflush(NULL);
	status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int said(const char *words)
{
	char *text = scratch_read(scratch_path("said"), &(size_t){ 0 });
	int has = text && strstr(text, words) != NULL;

	free(text);
	return has;
}

static void mmviz_makes_one(void)
{
	const char *path = scratch_path("lesson.cast"), *wrong[] = { "0x5", "1001x3", "80", "" };
	struct cast_read cast;

	if (access("./mmviz", X_OK) != 0) {
		test_skip("./mmviz is not built");
		return;
	}
	CU_ASSERT_EQUAL(called("--cast \"%s\" --size 80x24 --ascii < lessons/01.txt", path), 0);
	cast_read_open(&cast, scratch_read(path, &(size_t){ 0 }));
	CU_ASSERT(cast.screen.cols == 80 && cast.screen.rows == 24);
	while (cast_read_next(&cast))
		;
	CU_ASSERT(screen_sees(&cast.screen, "The script is over."));
	cast_read_close(&cast);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		CU_ASSERT_EQUAL(called("--size '%s' lessons/01.txt", wrong[i]), 2);
		CU_ASSERT(said("is no size. A size is columns x rows, from 1x1 to 1000x1000"));
	}
	CU_ASSERT_EQUAL(called("--cast \"%s\" none.txt", path), 1);
	CU_ASSERT(said("none.txt does not exist"));
	CU_ASSERT_EQUAL(called("--cast \"%s/none/a\" lessons/01.txt", path), 1);
	CU_ASSERT(said("could not be written: "));
	CU_ASSERT_EQUAL(access(path, F_OK), 0);
	unlink(path);
	/* A pipe is written to, and one that nobody reads any more is told. */
	CU_ASSERT_EQUAL(called("--cast /dev/stdout lessons/01.txt | tail -n 1"), 0);
	CU_ASSERT(said(", \"o\", \"\"]"));
	CU_ASSERT_EQUAL(called("--cast /dev/stdout lessons/05.txt | true"), 0);
	CU_ASSERT(said("could not be written: Broken pipe"));
}

/* A disk that is full in the middle, for every format: the old file stays, and nothing else. */
static void no_room_leaves_the_old_file(void)
{
	static const char *const endings[] = { "json", "svg", "txt", "html", "cast" };

	if (access("./mmviz", X_OK) != 0) {
		test_skip("./mmviz is not built");
		return;
	}
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		char name[20], script[700];
		const char *path;
		char *kept;

		snprintf(name, sizeof name, "old.%s", endings[i]);
		path = scratch_write(name, "old", 3);
		snprintf(script, sizeof script, "m 100\nm 200\nexport \"%s\"\nm 300\n", path);
		scratch_write("script.txt", script, strlen(script));
		/* What it says goes through a pipe: that is no file. */
		CU_ASSERT_EQUAL(called("--version; (trap '' XFSZ; ulimit -f 1; ./mmviz --plain "
		                       "\"%s\" 2>&1) | cat; ! ls \"%s\".*",
		                       scratch_path("script.txt"), path), 0);
		kept = scratch_read(path, &(size_t){ 0 });
		CU_ASSERT_STRING_EQUAL(kept, "old");
		CU_ASSERT(said("What was there is as it was."));
		free(kept);
		unlink(path);
	}
}

CU_TestInfo cast_tests[] = {
	{ "letters appear", letters_appear },
	{ "shows pages and steps", shows_pages_and_steps },
	{ "is the same each time", is_the_same_each_time },
	{ "failures are told", failures_are_told },
	{ "any size goes", any_size_goes },
	{ "what fails leaves the old file", what_fails_leaves_the_old_file },
	{ "operations are shown", operations_are_shown },
	{ "export makes one", export_makes_one },
	{ "mmviz makes one", mmviz_makes_one },
	{ "no room leaves the old file", no_room_leaves_the_old_file },
	CU_TEST_INFO_NULL
};
