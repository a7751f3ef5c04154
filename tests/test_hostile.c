/* SPDX-License-Identifier: MIT
 *
 * test_hostile.c - ./mmviz with streams that are closed, full or broken, and with input that no
 * one means well with: it ends by itself, says what was wrong, and shows no control bytes.
 */
#include "test.h"

#include "scratch.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ESCAPES "\x1b[31m\x1b]0;title\x07\x9b" "2J\xff\xfe\xc0\x80\xed\xa0\x80\xe2\x80\xae"

static int built(void)
{
	if (access("./mmviz", X_OK) == 0)
		return 1;
	test_skip("./mmviz is not built");
	return 0;
}

/* The exit status of a shell's last command; more than 20 seconds are 124. */
__attribute__((format(printf, 1, 2)))
static int shell(const char *format, ...)
{
	char command[3000], all[3200];
	va_list list;
	int status;

	va_start(list, format);
	vsnprintf(command, sizeof command, format, list);
	va_end(list);
	snprintf(all, sizeof all, "M='timeout 20 ./mmviz --plain'; { %s; }", command);
	fflush(NULL);
	status = system(all);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* A script as plain text, into the scratch files "out" and "err". */
static int play(const char *path, const char *more)
{
	return shell("$M '%s' >%s 2>%s %s", path, scratch_path("out"), scratch_path("err"), more);
}

static int file_has(const char *name, const char *words)
{
	char *text = scratch_read(scratch_path(name), &(size_t){ 0 });
	int has = text && strstr(text, words);

	if (!has)
		printf("\n%s lacks \"%s\": %.300s\n", name, words, text ? text : "(no file)");
	free(text);
	return has;
}

/* Nothing that a terminal would obey, and nothing that is no UTF-8. */
static int is_harmless(const char *name)
{
	size_t length;
	char *text = scratch_read(scratch_path(name), &length);
	int harmless = text != NULL;

	for (size_t i = 0; text && i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		int fine = byte == '\n' || byte == '\t' || (byte >= ' ' && byte != 0x7f);

		if (byte == 0xc2 && i + 1 < length && (unsigned char)text[i + 1] < 0xa0)
			fine = 0; /* a control of 8 bits, as UTF-8 */
		if (byte == 0xff || byte == 0xfe || byte == 0xc0)
			fine = 0;
		harmless &= fine;
	}
	free(text);
	return harmless;
}

/* ------------------------------------------------------------------------ streams */

static void closed_streams(void)
{
	static const char *const ways[] = { "", "<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-",
		                            ">&- 2>&-", "<&- >&- 2>&-" };
	char script[600], kept[600], text[1400], again[600];
	size_t length;

	if (!built())
		return;
	snprintf(kept, sizeof kept, "%s", scratch_path("kept.txt"));
	snprintf(text, sizeof text, "fill 9 64\nsave %s\nnope\nrepeat 900 m 1\nview\n", kept);
	snprintf(script, sizeof script, "%s", scratch_write("closed.txt", text, strlen(text)));
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		unlink(kept);
		CU_ASSERT_EQUAL(play(script, ways[i]), 1);
		CU_ASSERT_EQUAL(shell("$M %s >%s 2>/dev/null", kept, scratch_path("out")), 0);
		snprintf(again, sizeof again, "%s", scratch_path("kept.txt"));
		char *saved = scratch_read(again, &length);

		CU_ASSERT(saved && strstr(saved, "fill 9 64\n") && !strstr(saved, "> "));
		free(saved);
	}
	CU_ASSERT_EQUAL(shell("$M <&- >%s 2>%s", scratch_path("out"), scratch_path("err")), 1);
	CU_ASSERT(file_has("err", "standard input is closed"));
	CU_ASSERT_EQUAL(shell("echo m 1 | $M >&- 2>%s", scratch_path("err")), 1);
	CU_ASSERT(file_has("err", "standard output"));
}

/* Also a script without an end ends, when nobody reads what it says. */
static void nobody_reads(void)
{
	if (!built())
		return;
	CU_ASSERT_EQUAL(shell("yes 'm 1' | { $M; echo $? >%s; } 2>%s | head -1 >/dev/null",
	                      scratch_path("status"), scratch_path("err")), 0);
	CU_ASSERT(file_has("status", "1\n"));
	CU_ASSERT(file_has("err", "standard output: Broken pipe"));
}

static void disk_is_full(void)
{
	static const char *const endings[] = { "json", "svg", "txt", "html", "cast" };

	if (!built())
		return;
	if (access("/dev/full", W_OK) != 0) {
		test_skip("no /dev/full");
		return;
	}
	CU_ASSERT_EQUAL(shell("echo m 1 | $M >/dev/full 2>%s", scratch_path("err")), 1);
	CU_ASSERT(file_has("err", "standard output: No space left"));
	CU_ASSERT_EQUAL(shell("./mmviz --help >/dev/full 2>&1"), 1);
	CU_ASSERT_EQUAL(shell("echo save /dev/full | $M >/dev/null 2>%s", scratch_path("err")), 1);
	CU_ASSERT(file_has("err", "No space left on device. What was there is as it was."));
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		char link[600];

		snprintf(link, sizeof link, "%s.%s", scratch_path("full"), endings[i]);
		CU_ASSERT_EQUAL(symlink("/dev/full", link), 0);
		CU_ASSERT_EQUAL(shell("printf 'm 1\\nexport %s\\n' | $M >/dev/null 2>%s", link,
		                      scratch_path("err")), 1);
		CU_ASSERT(file_has("err", "No space left on device"));
		unlink(link);
	}
}

/* -------------------------------------------------------------------------- input */

static void escape_sequences(void)
{
	static const char lines[] =
		"# prose " ESCAPES "\nm 1\nm 100\nload x" ESCAPES "\nsource \"" ESCAPES "\"\n"
		"save \"/no/" ESCAPES "\"\nw p1 \"" ESCAPES "\"\nx p1\n" ESCAPES "\n"
		"set " ESCAPES " x\nexport " ESCAPES ".json2\nhelp " ESCAPES "\n"
		"find \"" ESCAPES "\"\nmark " ESCAPES "\n"
		"expect " ESCAPES " 3\n" ESCAPES " = m 3\ntheme " ESCAPES "\nlayout " ESCAPES "\n"
		"i " ESCAPES "\nexpect error " ESCAPES "\nf p9\ntry f " ESCAPES "\n";
	char script[600], name[600];

	if (!built())
		return;
	snprintf(script, sizeof script, "%s",
	         scratch_write("escapes.txt", lines, sizeof lines - 1));
	CU_ASSERT_EQUAL(play(script, ""), 1);
	CU_ASSERT(is_harmless("out"));
	CU_ASSERT(is_harmless("err"));
	snprintf(name, sizeof name, "%s", scratch_write("e" ESCAPES, lines, sizeof lines - 1));
	CU_ASSERT_EQUAL(play(name, ""), 1);
	CU_ASSERT(is_harmless("out"));
	CU_ASSERT(is_harmless("err"));
	CU_ASSERT_EQUAL(shell("$M '%s.none' >/dev/null 2>%s", name, scratch_path("err")), 1);
	CU_ASSERT(is_harmless("err"));
	CU_ASSERT_EQUAL(shell("$M --theme '%s' 2>%s", name, scratch_path("err")), 2);
	CU_ASSERT(is_harmless("err"));
}

/* What is exported shows names and lines of a hostile script, too. */
static void escape_sequences_in_exports(void)
{
	static const char *const endings[] = { "json", "svg", "txt", "html", "cast" };
	char script[600], text[4000], out[600];

	if (!built())
		return;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		snprintf(out, sizeof out, "%s", scratch_path(endings[i]));
		snprintf(text, sizeof text,
		         "m 10\nw p1 \"%s</svg></script><b>&\"\nf p1 %s\nload %s\n"
		         "nope </script><!-- %s\nm 5\nexport %s.%s\n",
		         ESCAPES, ESCAPES, ESCAPES, ESCAPES, out, endings[i]);
		snprintf(script, sizeof script, "%s",
		         scratch_write("export.txt", text, strlen(text)));
		CU_ASSERT_EQUAL(shell("$M %s >/dev/null 2>&1; mv %s.%s %s", script, out, endings[i],
		                      scratch_path("exported")), 0);
		CU_ASSERT(is_harmless("exported"));
	}
}

static void odd_bytes(void)
{
	static const char lines[] = "\xef\xbb\xbfm 100\r\nm 5\0 0\n\0\0\r\n\r\rm 7\r\n"
				    "\xef\xbb\xbfm 3\nf p1";
	static const char rep[] = "\xef\xbb\xbf" "100\r\n2\r\n3\r\n1\r\na 0 16\r\na 1 32\r\n"
				  "f 0\r\n";
	char path[600];

	if (!built())
		return;
	snprintf(path, sizeof path, "%s", scratch_write("odd.txt", lines, sizeof lines - 1));
	CU_ASSERT_EQUAL(play(path, ""), 1);
	CU_ASSERT(file_has("out", "p1 = s1+0x0, 112 bytes for the 100 asked"));
	CU_ASSERT(file_has("out", "p1 freed, 112 bytes"));
	CU_ASSERT(is_harmless("out"));
	snprintf(path, sizeof path, "%s", scratch_write("odd.rep", rep, sizeof rep - 1));
	CU_ASSERT_EQUAL(shell("echo load %s | $M >%s", path, scratch_path("out")), 0);
	CU_ASSERT(file_has("out", "operations 3, read as malloc-lab .rep"));
	CU_ASSERT_EQUAL(shell("echo load %s | $M 2>/dev/null >%s",
	                      scratch_write("mark.rep", rep, 3), scratch_path("out")), 1);
	CU_ASSERT(file_has("out", "is empty"));
	if (!scratch_packs())
		return;
	snprintf(path, sizeof path, "%s", scratch_gzip("odd.gz", rep, sizeof rep - 1));
	CU_ASSERT_EQUAL(shell("echo load %s | $M >%s", path, scratch_path("out")), 0);
}

/* Lines of 1 MiB: the longest that is run, and one that is longer. */
static void long_lines(void)
{
	size_t most = 1 << 20;
	char *line = malloc(most + 100), path[600];

	if (!built() || !line) {
		free(line);
		return;
	}
	memset(line, 'a', most + 100);
	memcpy(line + most, "\nm 7\n", 5);
	snprintf(path, sizeof path, "%s", scratch_write("long.txt", line, most + 5));
	CU_ASSERT_EQUAL(play(path, ""), 1);
	CU_ASSERT(file_has("err", ":1: no command is named"));
	CU_ASSERT(file_has("out", "p1 = s1+0x0"));
	memset(line, 'a', most + 100);
	memcpy(line + most + 1, "\nm 7\n", 5);
	snprintf(path, sizeof path, "%s", scratch_write("long.txt", line, most + 6));
	CU_ASSERT_EQUAL(play(path, ""), 1);
	CU_ASSERT(file_has("err", "more than 1,048,576 bytes"));
	CU_ASSERT(file_has("out", "p1 = s1+0x0"));
	free(line);
}

/* A million lines, most of them short; each is read once and its cost does not grow. */
static void many_lines(void)
{
	struct timespec from, to;

	if (!built())
		return;
	CU_ASSERT_EQUAL(shell("{ yes '' | head -480000; yes '# words' | head -480000;"
	                      " yes 'm 1' | head -10000; yes 'f p1' | head -30000; } >%s",
	                      scratch_path("many.txt")), 0);
	clock_gettime(CLOCK_MONOTONIC, &from);
	CU_ASSERT_EQUAL(play(scratch_path("many.txt"), ""), 1);
	clock_gettime(CLOCK_MONOTONIC, &to);
	CU_ASSERT(to.tv_sec - from.tv_sec < 15);
	unlink(scratch_path("many.txt"));
	unlink(scratch_path("out"));
}

static void scripts_without_end(void)
{
	char a[600], b[600], text[700];

	if (!built())
		return;
	snprintf(a, sizeof a, "%s", scratch_path("a.txt"));
	snprintf(b, sizeof b, "%s", scratch_path("b.txt"));
	snprintf(text, sizeof text, "m 1\nsource %s\nm 2\n", a);
	scratch_write("a.txt", text, strlen(text));
	CU_ASSERT_EQUAL(play(a, ""), 1);
	CU_ASSERT(file_has("err", "would never end"));
	CU_ASSERT(file_has("out", "p2 = s1"));
	scratch_write("b.txt", text, strlen(text));
	snprintf(text, sizeof text, "source %s\n", b);
	scratch_write("a.txt", text, strlen(text));
	CU_ASSERT_EQUAL(play(a, ""), 1);
	CU_ASSERT(file_has("err", "would never end"));
}

CU_TestInfo hostile_tests[] = {
	{ "closed streams", closed_streams },
	{ "nobody reads", nobody_reads },
	{ "the disk is full", disk_is_full },
	{ "escape sequences", escape_sequences },
	{ "escape sequences in exports", escape_sequences_in_exports },
	{ "odd bytes", odd_bytes },
	{ "long lines", long_lines },
	{ "many lines", many_lines },
	{ "scripts without an end", scripts_without_end },
	CU_TEST_INFO_NULL
};
