/* SPDX-License-Identifier: MIT
 *
 * test_browser.c - the page of a run in headless Chromium, where that is installed: what is
 * seen after keys, buttons and addresses is the screen of that step.
 *
 * A script behind the page's own does what a user does, and puts down what is then shown.
 */
#include "exported.h"
#include "frame.h"
#include "scratch.h"

#include <unistd.h>

static const char lines[] = "m 100\nm 40\nmark full\nm 3000\nf p1\nf p1\n"
	                    "w p2 \"a <b> & \\\"c\\\" \xe6\xbc\xa2\"\nrandom 70 --seed 7\n";

/* What is done, as script, and the step that it leads to; where 0: as before, no step. */
static const struct deed {
	const char *script;
	size_t step;
} deeds[] = {
	{ "", 7 },
	{ "key('ArrowRight')", 8 },
	{ "key('ArrowLeft')", 7 },
	{ "key('End')", 76 },
	{ "key('ArrowRight')", 76 },
	{ "key('PageUp')", 66 },
	{ "key('<')", 65 },
	{ "key('Home')", 0 },
	{ "key('PageDown')", 10 },
	{ "key('>')", 11 },
	{ "key('t')", 11 },
	{ "click('end')", 76 },
	{ "click('back')", 75 },
	{ "click('home')", 0 },
	{ "click('next')", 1 },
	{ "enter('slider', 'input', 33)", 33 },
	{ "enter('number', 'change', 6)", 6 },
	{ "enter('number', 'change', 4000)", 76 },
	{ "address('#step=5')", 5 },
	{ "address('#step=full')", 2 },
	{ "address('#step=34&theme=contrast')", 34 },
	{ "address('#nonsense')", 34 },
	{ "key(' ')", 34 },
};

enum { DEEDS = sizeof deeds / sizeof deeds[0], DOM_MOST = 4 << 20 };

static const char before[] =
	"<script>(function () {\n"
	"const id = name => document.getElementById(name), seen = document.createElement('pre');\n"
	"const key = name => document.body.dispatchEvent(\n"
	"	new KeyboardEvent('keydown', { key: name, bubbles: true }));\n"
	"const click = name => id(name).click();\n"
	"const enter = (name, kind, value) => {\n"
	"	id(name).value = value; id(name).dispatchEvent(new Event(kind)); };\n"
	"const address = hash => {\n"
	"	history.replaceState(null, '', hash); window.dispatchEvent(new Event('hashchange')); };\n"
	"const note = () => { seen.textContent += '@' + id('number').value + '\\n'\n"
	"	+ id('command').textContent + '\\n' + id('result').textContent + '\\n'\n"
	"	+ id('screen').textContent.replace(/ +$/gm, ''); };\n";
static const char after[] =
	"seen.textContent += '@' + performance.getEntriesByType('resource').length + ' '\n"
	"	+ document.documentElement.getAttribute('data-theme') + ' ' + id('play').className;\n"
	"seen.id = 'seen';\n"
	"document.body.appendChild(seen);\n"
	"})();</script>\n";

/* ---------------------------------------------------------------------- what is seen */

static const char *browser(void)
{
	static const char *const names[] = { "chromium", "chromium-browser", "google-chrome",
		                             "chrome" };
	char command[100];

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", names[i]);
		if (system(command) == 0)
			return names[i];
	}
	return NULL;
}

/* The page with the script at its end. It lets only its own run: as it is, ours is not heeded.
 * With `let` it is. */
static void add_script(const char *path, int let)
{
	static const char own[] = "script-src 'sha256-", any[] = "script-src 'unsafe-inline' 'no-";
	size_t length;
	char *page = scratch_read(path, &length), *policy = strstr(page, own);
	FILE *file = fopen(path, "w");

	CU_ASSERT_FATAL(file && policy);
	fprintf(file, "%.*s%s%s%s", (int)(policy - page), page, let ? any : own,
	        policy + sizeof own - 1, before);
	free(page);
	for (size_t i = 0; i < DEEDS; i++)
		fprintf(file, "%s;\nnote();\n", deeds[i].script);
	fputs(after, file);
	fclose(file);
}

/* What the browser made of the page; to be freed. */
static char *dumped(const char *name, const char *path)
{
	char command[2048], *text = calloc(1, DOM_MOST);
	FILE *pipe;
	size_t length;

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	snprintf(command, sizeof command,
	         "d=$(mktemp -d) && HOME=$d timeout 50 %s --headless --no-sandbox --disable-gpu "
	         "--no-first-run --user-data-dir=\"$d\" --virtual-time-budget=2000 --dump-dom "
	         "'file://%s#step=7' 2>/dev/null; rm -rf \"$d\"",
	         name, path);
	pipe = popen(command, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
	length = fread(text, 1, DOM_MOST - 1, pipe);
	text[length] = 0;
	pclose(pipe);
	return text;
}

/* The text of its element, in place; NULL: it is not there. */
static char *seen_in(char *dom)
{
	static const char *const entities[][2] = { { "&lt;", "<" }, { "&gt;", ">" },
		                                   { "&amp;", "&" } };
	char *at = strstr(dom, "<pre id=\"seen\">"), *end, *out, *text;

	if (!at || !(end = strstr(at, "</pre>")))
		return NULL;
	*end = 0;
	text = out = at += strlen("<pre id=\"seen\">");
	while (*at) {
		size_t i = 0;

		while (i < 3 && strncmp(at, entities[i][0], strlen(entities[i][0])) != 0)
			i++;
		*out++ = i < 3 ? *entities[i][1] : *at;
		at += i < 3 ? strlen(entities[i][0]) : 1;
	}
	*out = 0;
	return text;
}

/* -------------------------------------------------------------------- what should be */

static char *screen_of(struct frame *frame, const struct session *session)
{
	struct grid grid = *frame_draw(frame, session);

	grid.rows--; /* the prompt's */
	return grid_to_text(&grid);
}

static void write_step(FILE *out, struct session *session, struct frame *frame, size_t step)
{
	char command[160] = "", *screen;

	session->outcome = (struct outcome){ 0 };
	session->bytes = (struct bytes){ 0 };
	session_title(session, "", "");
	CU_ASSERT_EQUAL(timeline_show(session, step), SESSION_OK);
	screen = screen_of(frame, session);
	if (step)
		timeline_command(session, step, command, sizeof command);
	fprintf(out, "@%zu\n", step);
	if (step)
		fprintf(out, "step %zu %s", step, command);
	fprintf(out, "\n%s\n%s", session->outcome.linear, screen);
	free(screen);
}

static char *expected(struct session *session)
{
	struct frame *frame = frame_create(session->looks.cols, session->looks.rows, 0);
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; i < DEEDS; i++)
		write_step(out, session, frame, deeds[i].step);
	fprintf(out, "@0 contrast on");
	fclose(out);
	frame_destroy(frame);
	return text;
}

static void compare(const char *should, const char *seen)
{
	size_t at = 0, start = 0;

	for (; should[at] && should[at] == seen[at]; at++)
		start = should[at] == '\n' ? at + 1 : start;
	CU_ASSERT_EQUAL(should[at], seen[at]);
	if (should[at] != seen[at])
		printf("\nexpected: %.*s\nseen:     %.*s\n", (int)strcspn(should + start, "\n"),
		       should + start, (int)strcspn(seen + start, "\n"), seen + start);
}

static void compare_with(struct session *session, char *dom)
{
	char *seen = seen_in(dom), *should;

	CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
	should = expected(session);
	compare(should, seen);
	free(should);
}

static void every_step_is_seen(void)
{
	const char *name = browser(), *path = scratch_path("page.html");
	char line[600], *dom;
	struct play play;

	if (!name) {
		test_skip("no Chromium");
		return;
	}
	play_start(&play);
	play_lines(&play, lines);
	snprintf(line, sizeof line, "export \"%s\"\n", path);
	play_lines(&play, line);
	add_script(path, 1);
	dom = dumped(name, path);
	if (strstr(dom, "id=\"screen\""))
		compare_with(play.session, dom);
	else
		test_skip("Chromium opens no file here");
	free(dom);
	play_end(&play);
	unlink(path);
}

static void no_other_script_runs(void)
{
	const char *name = browser(), *path = scratch_path("page.html");
	char line[600], *dom;
	struct play play;

	if (!name) {
		test_skip("no Chromium");
		return;
	}
	play_start(&play);
	snprintf(line, sizeof line, "m 100\nexport \"%s\"\n", path);
	play_lines(&play, line);
	add_script(path, 0);
	dom = dumped(name, path);
	if (strstr(dom, "id=\"screen\"")) {
		CU_ASSERT_PTR_NULL(seen_in(dom));
		CU_ASSERT(play_has(dom, "aria-label=\"The screen at step 1\""));
	} else {
		test_skip("Chromium opens no file here");
	}
	free(dom);
	play_end(&play);
	unlink(path);
}

CU_TestInfo browser_tests[] = {
	{ "every step is seen", every_step_is_seen },
	{ "no other script runs", no_other_script_runs },
	CU_TEST_INFO_NULL,
};
