/* SPDX-License-Identifier: MIT
 *
 * test_report.c - the page about a recorded program: it is well-formed, has all its sections, its
 * numbers are right, and no word of a recording becomes anything but a word.
 */
#include "reported.h"

static void its_numbers_are_right(void)
{
	char *page = page_of(record("few", few, sizeof few / sizeof few[0], "/usr/bin/thing"));

	is_a_page(page);
	CU_ASSERT(play_has(page, "<h1>The heap of thing</h1>"));
	CU_ASSERT(play_has(page, "<dd>/usr/bin/thing</dd>"));
	CU_ASSERT(play_has(page, "<dd>6: malloc 2, calloc 1, realloc 1, free 2</dd>"));
	CU_ASSERT(play_has(page, "<dd>2</dd>")); /* threads */
	CU_ASSERT(play_has(page, "<dd>4,374 bytes in 4 requests</dd>"));
	CU_ASSERT(play_has(page, "<dd>at most 4,274 bytes, after operation 4; at most 3 blocks"));
	CU_ASSERT(play_has(page, "<dd>1,274 bytes in 2 blocks</dd>"));
	CU_ASSERT(play_has(page, "1 free or realloc was about a block that was not live."));
	CU_ASSERT(play_has(page, "1 block was freed; 2 were not"));
	CU_ASSERT(play_has(page, "<td class=\"n\">3,040</td><td class=\"n less\">69.5 %</td>"
	                         "<td class=\"n\">2</td><td class=\"n less\">1,520</td>"
	                         "<td class=\"place\">0x402000</td>"));
	CU_ASSERT(play_has(page, "<td class=\"n\">1,234</td><td class=\"n less\">96.9 %</td>"
	                         "<td class=\"n\">1</td><td class=\"n less\">1,234</td>"
	                         "<td class=\"place\">0x403000</td>"));
	CU_ASSERT(play_has(page, "after operation 4, 4,274 bytes in 3 blocks; they lie in 2 "
	                         "sections of 8,192 bytes, 52.2\u00a0% full."));
	CU_ASSERT(play_has(page, "3 places in the program asked"));
	free(page);
}

static void every_run_makes_the_same_bytes(void)
{
	const char *path = record("few", few, sizeof few / sizeof few[0], "thing");
	char *one = page_of(path), *other = page_of(path);

	CU_ASSERT_STRING_EQUAL(one, other);
	free(one);
	free(other);
}

static void a_recording_of_nothing(void)
{
	char *page = page_of(record("nothing", few, 0, "thing"));

	is_a_page(page);
	CU_ASSERT(play_has(page, "<p>No operation was recorded: there is nothing to tell.</p>"));
	free(page);
}

static void a_recording_of_one(void)
{
	static const struct trace_operation odd[] = {
		{ .kind = TRACE_MALLOC, .block = 0, .size = 5, .thread = 1 },
		{ .kind = TRACE_FREE, .old = 0x1000000, .thread = 1 },
		{ .kind = TRACE_MALLOC, .block = 0x1000000, .size = 0, .thread = 1 },
		{ .kind = TRACE_MALLOC, .block = UINT64_MAX - 7, .size = 64, .thread = 1 },
	};

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		char *page = page_of(record("one", &odd[i], 1, "thing"));

		is_a_page(page);
		CU_ASSERT(play_has(page, "<p>1 operation, as mmviz"));
		CU_ASSERT(play_has(page, "<td class=\"n\">") || i == 0);
		free(page);
	}
}

/* The largest numbers there are; requests that no heap can serve. */
static void large_numbers_do_no_harm(void)
{
	static const struct trace_operation large[] = {
		{ .kind = TRACE_MALLOC, .block = (uint64_t)1 << 63, .thread = 1,
		  .size = ((uint64_t)1 << 63) - ((uint64_t)4 << 20) },
		{ .kind = TRACE_MALLOC, .block = 0x10000, .size = (uint64_t)1 << 62, .thread = 1 },
		{ .kind = TRACE_CALLOC, .block = 0x20000, .count = 1, .size = SIZE_MAX,
		  .thread = UINT32_MAX },
		{ .kind = TRACE_ALIGNED, .block = 0x30000, .size = 1, .thread = 1,
		  .alignment = (uint64_t)1 << 63 },
		{ .kind = TRACE_REALLOC, .block = 0x40000, .old = 0x30000, .size = SIZE_MAX - 1,
		  .thread = 1 },
		{ .kind = TRACE_FREE, .old = 0x10000, .thread = 1 },
	};
	char *page;

	for (size_t i = 1; i <= sizeof large / sizeof large[0]; i++) {
		page = page_of(record("large", large, i, "thing"));
		is_a_page(page);
		CU_ASSERT(play_has(page, "Replayed: The heap refused"));
		free(page);
	}
}

static void names_stay_names(void)
{
	static const char hostile[] = "/b/</title><script>alert(1)</script>&\"'\x1b[2J\xff<b>";
	char *page = page_of(record("<h1><script>x", few, 6, hostile));

	is_a_page(page);
	CU_ASSERT(play_has(page, "&lt;/title&gt;&lt;script&gt;alert(1)"));
	CU_ASSERT(play_has(page, "&lt;script&gt;x, read as"));
	CU_ASSERT_PTR_NULL(strchr(page, '\x1b'));
	CU_ASSERT_PTR_NULL(strchr(page, '\xff'));
	free(page);
}

/* Blocks have numbers there: the map is of the replayed heap. */
static void other_formats_have_pages(void)
{
	static const char *const files[] = { "tests/traces/small.rep",
		                             "tests/traces/small.android.txt",
		                             "tests/traces/timed.android.txt" };

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char *page = page_of(files[i]);

		is_a_page(page);
		CU_ASSERT(play_has(page, "does not tell where the program called from"));
		CU_ASSERT_EQUAL(strstr(page, "here is the replayed heap") != NULL, i == 0);
		free(page);
	}
}

/* ------------------------------------------------------------------------- browser */

static const char looks[] =
	"<script>(function () {\n"
	"const seen = document.createElement('pre'), root = document.documentElement;\n"
	"seen.textContent = '@' + root.scrollWidth + ' ' + window.innerWidth + ' '\n"
	"	+ performance.getEntriesByType('resource').length + ' '\n"
	"	+ document.querySelectorAll('section').length + ' '\n"
	"	+ Math.round(document.querySelector('.plot svg').getBoundingClientRect().height)\n"
	"	+ '@';\n"
	"document.body.appendChild(seen);\n"
	"})();</script>\n";

static void look_at(const char *path, int width)
{
	static char dom[1 << 20];
	char command[1200];
	const char *seen;
	int across = 0, inner = 0, fetched = -1, found = 0, high = 0;
	FILE *pipe;

	snprintf(command, sizeof command,
	         "d=$(mktemp -d) && HOME=$d timeout 50 chromium --headless --no-sandbox "
	         "--disable-gpu --no-first-run --user-data-dir=\"$d\" --window-size=%d,800 "
	         "--dump-dom 'file://%s' 2>/dev/null; rm -rf \"$d\"", width, path);
	pipe = popen(command, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
	dom[fread(dom, 1, sizeof dom - 1, pipe)] = 0;
	pclose(pipe);
	if (!strstr(dom, "id=\"placements\"")) {
		test_skip("Chromium opens no file here");
		return;
	}
	seen = strstr(dom, "<pre>@");
	CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
	CU_ASSERT_EQUAL(sscanf(seen, "<pre>@%d %d %d %d %d@", &across, &inner, &fetched, &found,
	                       &high), 5);
	CU_ASSERT(across <= inner); /* nothing reaches over the right edge */
	CU_ASSERT_EQUAL(fetched, 0);
	CU_ASSERT_EQUAL(found, SECTIONS);
	CU_ASSERT_EQUAL(high, 144); /* its style is heeded */
}

static void fits_a_phone_and_a_desk(void)
{
	static const char policy[] = "default-src 'none'; ";
	const char *out = scratch_path("look.html");
	char *page, *at;
	FILE *file;

	if (system("command -v chromium >/dev/null 2>&1") != 0) {
		test_skip("no Chromium");
		return;
	}
	page = page_of(record("few", few, 6,
	                      "/usr/lib/a-program-with-quite-a-long-name-for-a-phone"));
	at = strstr(page, policy);
	file = fopen(out, "w");
	CU_ASSERT_FATAL(file && at);
	fprintf(file, "%.*sscript-src 'unsafe-inline'; %s%s", (int)(at - page), page, at, looks);
	fclose(file);
	free(page);
	look_at(out, 360);
	look_at(out, 1280);
	unlink(out);
}

CU_TestInfo report_tests[] = {
	{ "its numbers are right", its_numbers_are_right },
	{ "every run makes the same bytes", every_run_makes_the_same_bytes },
	{ "a recording of nothing", a_recording_of_nothing },
	{ "a recording of one", a_recording_of_one },
	{ "large numbers do no harm", large_numbers_do_no_harm },
	{ "names stay names", names_stay_names },
	{ "other formats have pages", other_formats_have_pages },
	{ "fits a phone and a desk", fits_a_phone_and_a_desk },
	CU_TEST_INFO_NULL,
};
