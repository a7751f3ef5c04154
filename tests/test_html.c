/* SPDX-License-Identifier: MIT
 *
 * test_html.c - a run as a page: every step of it is what the screen shows, it asks nothing
 * of the network, and the session stands where it stood.
 */
#include "digest.h"
#include "export_html.h"
#include "exported.h"
#include "frame.h"
#include "page_read.h"
#include "run.h"
#include "scratch.h"
#include "watch.h"

#include <errno.h>
#include <unistd.h>

static const char hostile[] =
	"m 100\n"
	"w p1 \"</script><script>alert(1)</script><!-- http:\\x2f\\x2f http://x ]]>\"\n"
	"w p1 \"\xe2\x80\xa8 & \\\" \\\\ ^0 `01 ~3a \xe6\xbc\xa2\xf0\x9f\x98\x80 \xee\x80\x80\"\n"
	"script = m 40\n"
	"m 16 # </script>\n"
	"f nobody</script>\n";

static const char busy[] =
	"m 100\nm 40\nmark full\nm 3000\nf p1\nf p1\nr p2 500\nm 5000\nw p2 \"text\" 3\n"
	"watch p2\nrepeat 20 m 64\nrandom 60 --seed 5\nset placement best\nm 70\n"
	"expect error no memory\nm 0x7fffffffffff\nc 3 40\na 64 100\nf p3\n";

/* What is written of all steps; to be freed. */
static char *page_of(struct session *session, size_t first, size_t last)
{
	struct run_end end = { 0 };
	const struct run run = { session, first, last, &end };
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	CU_ASSERT_EQUAL(export_html(stream, &run), 0);
	fclose(stream);
	return text;
}

/* ---------------------------------------------------------------------- the same cells */

static void show_step(struct session *session, size_t step)
{
	session->outcome = (struct outcome){ 0 };
	session->bytes = (struct bytes){ 0 };
	session_title(session, "", "");
	CU_ASSERT_EQUAL(timeline_show(session, step), SESSION_OK);
	watch_tell(session);
}

/* All rows but the prompt's. */
static int same_cells(const struct grid *shown, const struct grid *read)
{
	int same = shown->cols == read->cols && shown->rows == read->rows + 1;

	for (int i = 0; same && i < read->cols * read->rows; i++)
		same = shown->cells[i].glyph == read->cells[i].glyph
		       && shown->cells[i].role == read->cells[i].role;
	return same;
}

static void same_words(const struct page *page, size_t step, const view *v,
                       const struct session *session)
{
	char word[PAGE_WORD], path[16], command[160] = "";

	if (step)
		timeline_command(session, step, command, sizeof command);
	CU_ASSERT_STRING_EQUAL(page_word(page, step, "c", word), command);
	CU_ASSERT_STRING_EQUAL(page_word(page, step, "r", word),
	                       v->result.plain ? v->result.plain : "");
	CU_ASSERT_STRING_EQUAL(page_word(page, step, "h", word), v->summary ? v->summary : "");
	CU_ASSERT_STRING_EQUAL(page_word(page, step, "d", word), v->changed ? v->changed : "");
	for (size_t i = 0; i <= v->why.count; i++) {
		snprintf(path, sizeof path, "w.%zu", i);
		CU_ASSERT_STRING_EQUAL(page_word(page, step, path, word),
		                       i < v->why.count ? v->why.lines[i] : "");
	}
	for (size_t i = 0; i <= v->watch_count; i++) {
		snprintf(path, sizeof path, "a.%zu", i);
		CU_ASSERT_STRING_EQUAL(page_word(page, step, path, word),
		                       i < v->watch_count ? v->watch[i] : "");
	}
}

static void same_steps(struct session *session, char *text)
{
	const struct looks *looks = &session->looks;
	struct frame *frame = frame_create(looks->cols, looks->rows, looks->ascii);
	struct grid grid = { 0 };
	struct page page;

	CU_ASSERT_FATAL(page_open(&page, text));
	show_step(session, page.first - (page.first > 0));
	for (size_t step = page.first; step <= page.last; step++) {
		show_step(session, step);
		CU_ASSERT(page_grid(&page, step, &grid));
		CU_ASSERT(same_cells(frame_draw(frame, session), &grid));
		same_words(&page, step, frame_view(frame), session);
	}
	grid_free(&grid);
	frame_destroy(frame);
	page_close(&page);
}

static void shows_every_step(const char *lines, struct looks looks)
{
	struct play play;
	char *text;

	play_start(&play);
	play.session->looks = looks;
	play_lines(&play, lines);
	text = page_of(play.session, 0, timeline_end(play.session));
	same_steps(play.session, text);
	free(text);
	play_end(&play);
}

static void steps_are_as_on_the_screen(void)
{
	shows_every_step(busy, looks_usual());
	shows_every_step(busy, (struct looks){ .cols = 200, .rows = 60 });
	shows_every_step(busy, (struct looks){ .cols = 80, .rows = 24, .ascii = 1 });
	shows_every_step("", looks_usual());
	shows_every_step("set engine fast\nreset\nfill 60 100\nt2 fill 30 40\nf p1\nt2 f p3\n",
	                 looks_usual());
}

static void a_tiny_screen_makes_no_tiny_page(void)
{
	struct play play;
	struct page page;
	char *text;

	play_start(&play);
	play.session->looks = (struct looks){ .cols = 1, .rows = 1 };
	play_lines(&play, "m 100\n");
	text = page_of(play.session, 0, 1);
	CU_ASSERT_FATAL(page_open(&page, text));
	CU_ASSERT_EQUAL(page.cols, 80);
	CU_ASSERT_EQUAL(page.rows, 23);
	page_close(&page);
	free(text);
	play_end(&play);
}

/* ------------------------------------------------------------------- nothing from outside */

static size_t count(const char *text, const char *part)
{
	size_t found = 0;

	for (; (text = strstr(text, part)) != NULL; text++)
		found++;
	return found;
}

/* The page's own elements, and one for the run and each group. */
static void asks_nothing_of_the_network(void)
{
	static const char *const forbidden[] = {
		"http://", "https://", "src=", "url(", "@import",
		"<iframe", "<object", "<form", "fetch(", "XMLHttp", "WebSocket", "import(",
		"eval(", "innerHTML",
	};
	struct play play;
	char *text;

	play_start(&play);
	play_lines(&play, hostile);
	text = page_of(play.session, 0, timeline_end(play.session));
	for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
		CU_ASSERT_EQUAL(count(text, forbidden[i]), 0);
	CU_ASSERT_EQUAL(count(text, "http-equiv=\"Content-Security-Policy\" "
	                            "content=\"default-src 'none';"), 1);
	CU_ASSERT_EQUAL(count(text, "'unsafe-inline'"), 0);
	CU_ASSERT_EQUAL(count(text, "<link"), 1);
	CU_ASSERT_EQUAL(count(text, "<link rel=\"icon\" href=\"data:,\">"), 1);
	CU_ASSERT_EQUAL(count(text, "<script"), 3);
	CU_ASSERT_EQUAL(count(text, "</script>"), 3);
	CU_ASSERT_EQUAL(count(text, "<!--"), 1);
	CU_ASSERT_EQUAL(count(text, "<title>5 operations on a heap, first fit</title>"), 1);
	free(text);
	play_end(&play);
}

static void any_text_comes_back(void)
{
	shows_every_step(hostile, looks_usual());
	shows_every_step(hostile, (struct looks){ .cols = 200, .rows = 60 });
}

/* --------------------------------------------------------------------- as it stood */

/* Played up to there, and where it then stands; the page, to be freed. */
static char *page_from(const char *lines, const char *then)
{
	char line[600], *text;
	const char *path = scratch_path("run.html");
	struct play play;
	size_t length;

	play_start(&play);
	play_lines(&play, lines);
	play_lines(&play, then);
	snprintf(line, sizeof line, "export \"%s\"\n", path);
	play_lines(&play, line);
	CU_ASSERT_EQUAL(play.status, 0);
	text = scratch_read(path, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	play_end(&play);
	unlink(path);
	return text;
}

static void the_same_run_is_the_same_page(void)
{
	char *first = page_from(busy, ""), *again = page_from(busy, "stats\n");
	char *past = page_from(busy, "goto 9\ni p1\nx p2\nwhy\nstats\n");

	CU_ASSERT_STRING_EQUAL(first, again);
	CU_ASSERT_STRING_EQUAL(first, past);
	free(first);
	free(again);
	free(past);
}

/* The step, and what the screen shows; to be freed. */
static char *standing(struct session *session)
{
	struct frame *frame = frame_create(120, 40, 0);
	char *text = grid_to_text(frame_draw(frame, session));

	frame_destroy(frame);
	return text;
}

/* Where it stands, and all of the heap, after an export to that path, are as without it. */
static void stays(const char *lines, const char *path, const char *failure)
{
	struct play play;
	char line[600], *shown, *heap, *shown_then, *heap_then;

	play_start(&play);
	play_lines(&play, lines);
	heap = exported(play.session);
	session_line(play.session, "export nothing.pdf");
	shown = standing(play.session);
	snprintf(line, sizeof line, "export \"%s\"", path);
	CU_ASSERT_EQUAL(session_line(play.session, line) == SESSION_FAILED, *failure != 0);
	CU_ASSERT(play_has(play.session->outcome.linear, *failure ? failure : "written to"));
	session_line(play.session, "export nothing.pdf");
	shown_then = standing(play.session);
	heap_then = exported(play.session);
	CU_ASSERT_STRING_EQUAL(shown, shown_then);
	CU_ASSERT_STRING_EQUAL(heap, heap_then);
	free(shown);
	free(heap);
	free(shown_then);
	free(heap_then);
	play_end(&play);
}

static void the_session_stands_where_it_stood(void)
{
	const char *path = scratch_path("run.html");

	stays(busy, path, "");
	stays("m 100\nm 40\nf p1\nm 300\ngoto 2\n", path, "");
	stays("m 100\nm 40\nf p1\ngoto 1\nm 70\nm 80\nbranches 1\nback\n", path, "");
	stays("random 90\n", scratch_path("none/run.html"), "No such file");
	stays("random 90\ngoto 40\n", "/dev/full/run.html", "could not be written");
	unlink(path);
}

static void stop(struct session *session, const my_heap_event *event, void *user)
{
	(void)event;
	(void)user;
	if (timeline_step(session) == 30)
		session->interrupted = 1;
}

static void an_interrupt_leaves_the_old_file(void)
{
	const char *path = scratch_write("run.html", "old", 3);
	char line[600], *text;
	struct play play;
	size_t length;

	play_start(&play);
	play_lines(&play, "random 90\n");
	play.session->peek = stop;
	snprintf(line, sizeof line, "export \"%s\"", path);
	CU_ASSERT_EQUAL(session_line(play.session, line), SESSION_FAILED);
	CU_ASSERT(play_has(play.session->outcome.linear, "was interrupted"));
	CU_ASSERT_EQUAL(timeline_step(play.session), 90);
	text = scratch_read(path, &length);
	CU_ASSERT_STRING_EQUAL(text, "old");
	free(text);
	play_end(&play);
	unlink(path);
}

/* -------------------------------------------------------------------------- parts */

/* The failure of an export with these words behind the path; "": there is none. */
static int says(struct play *play, const char *words, const char *failure)
{
	char line[600];
	int failed;

	snprintf(line, sizeof line, "export \"%s\"%s", scratch_path("run.html"), words);
	failed = session_line(play->session, line) == SESSION_FAILED;
	return failed == (*failure != 0) && play_has(play->session->outcome.linear, failure);
}

static void a_part_of_the_steps(void)
{
	const char *path = scratch_path("run.html");
	struct play play;
	struct page page;
	size_t length;
	char *text;

	play_start(&play);
	play_lines(&play, busy);
	CU_ASSERT(says(&play, " full 70", ""));
	text = scratch_read(path, &length);
	CU_ASSERT_FATAL(page_open(&page, text));
	CU_ASSERT_EQUAL(page.first, 2);
	CU_ASSERT_EQUAL(page.last, 70);
	page_close(&page);
	free(text);
	text = page_of(play.session, 40, 40);
	same_steps(play.session, text);
	free(text);
	CU_ASSERT(says(&play, " 5", ""));
	CU_ASSERT(says(&play, " 5 4", "first step, 5, lies after the last, 4."));
	CU_ASSERT(says(&play, " 5 4000", "4,000"));
	CU_ASSERT(says(&play, " nowhere", "nowhere"));
	play_end(&play);
	unlink(path);
}

static void too_many_steps_are_refused(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "fill 20000 16\n");
	CU_ASSERT(says(&play, "", "are 20,001, and a page holds at most 20,000. Nothing was"));
	CU_ASSERT(access(scratch_path("run.html"), F_OK) != 0);
	session_line(play.session, "export run.json 1 2");
	CU_ASSERT(play_has(play.session->outcome.linear, "FROM and TO are for .html"));
	play_end(&play);
}

/* Lengths around where a block ends. */
static void digests_are_sha_256(void)
{
	static const struct {
		size_t length; /* of letters a */
		const char *text;
	} rows[] = {
		{ 0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" },
		{ 3, "mDSHbc+wXLFnpcJJU+uljErImxrfV/KPL50JrxB+6PA=" },
		{ 55, "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg=" },
		{ 56, "s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o=" },
		{ 64, "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs=" },
		{ 119, "MeulHDE6XAgiat8Y1KNZz9/Y0ugWsT9K+VL36mWE3Ps=" },
		{ 1000, "Qe3s5C1j6Nm/UVqbppMuHCDLyfWl0TRkWttdsblzfqM=" },
	};
	char letters[1000], text[DIGEST_TEXT];

	memset(letters, 'a', sizeof letters);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		digest_text(text, letters, rows[i].length);
		CU_ASSERT_STRING_EQUAL(text, rows[i].text);
	}
}

CU_TestInfo html_tests[] = {
	{ "steps are as on the screen", steps_are_as_on_the_screen },
	{ "a tiny screen makes no tiny page", a_tiny_screen_makes_no_tiny_page },
	{ "asks nothing of the network", asks_nothing_of_the_network },
	{ "digests are SHA-256", digests_are_sha_256 },
	{ "any text comes back", any_text_comes_back },
	{ "the same run is the same page", the_same_run_is_the_same_page },
	{ "the session stands where it stood", the_session_stands_where_it_stood },
	{ "an interrupt leaves the old file", an_interrupt_leaves_the_old_file },
	{ "a part of the steps", a_part_of_the_steps },
	{ "too many steps are refused", too_many_steps_are_refused },
	CU_TEST_INFO_NULL,
};
