/* SPDX-License-Identifier: MIT
 *
 * test_text.c - the linear text of an operation, compared with the drawn blocks.
 */
#include "test.h"

#include "mock.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void prints(const view *v, const char *expected)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	text_operation(out, v);
	fclose(out);
	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("\n%s", text);
	free(text);
}

static void prints_a_malloc(void)
{
	prints(mock_malloc(),
	       "> m 180\n"
	       "p11 = s1+0x280, 192 bytes for the 180 asked, 12 slack\n"
	       "  1 180 becomes 192, the next multiple of 16.\n"
	       "  2 s1: largest free 304, enough. Search it.\n"
	       "  3 0x070: 48 free, 144 too small. On.\n"
	       "  4 0x280: 240 free, fits. First fit takes it.\n"
	       "  5 Split 240: 192 taken, 48 stay free at 0x340.\n"
	       "  6 p11 keeps the hole's entry: key 40, bucket 13.\n"
	       "  7 The rest: key 52, home 52 mod 16 = 4: empty, stored.\n"
	       "  changed: + p11 s1 0x280 192; ~ free s1 0x280 240 -> 0x340 48\n"
	       "  heap: mapped 8,192 used 4,768 largest free 2,784 frag int 1% ext 19% calls 2\n");
}

static void prints_a_free(void)
{
	prints(mock_free(),
	       "> f p5\n"
	       "p5 freed, 64 bytes; joined with both neighbours: 416 free at 0x340\n"
	       "  1 p5: key 55, bucket 9: found, in use. The free is valid.\n"
	       "  2 Its 64 bytes are free.\n"
	       "  3 Right neighbour 0x3b0 is free: merged, 64 + 304 = 368.\n"
	       "  4 Left neighbour 0x340 is free: merged, 48 + 368 = 416.\n"
	       "  changed: - p5 s1 0x370 64; - free s1 0x3b0 304; ~ free s1 0x340 48 -> 416\n"
	       "  heap: mapped 8,192 used 4,704 largest free 2,784 frag int 1% ext 20% calls 2\n");
}

static void prints_an_error(void)
{
	view v = *mock_double_free();

	v.why.count = 0;
	v.summary = NULL;
	prints(&v, "> f p4\n"
	           "error: double free: p4 was freed in operation 9. Nothing was done.\n");
	v.result = (view_result){ .wrong = 1,
		.text = "no chunk is named p31. Did you mean p3? Nothing was changed." };
	v.command = "f p31";
	prints(&v, "> f p31\n"
	           "error: no chunk is named p31. Did you mean p3? Nothing was changed.\n");
}

/* A command's own lines stand in place of the last operation's steps, as they are. */
static void prints_a_text(void)
{
	static const char *const lines[] = {
		"s1: 4,096 bytes, 9 chunks",
		"  p1    0x000    112  asked   100",
		("A line that is longer than the width of the linear text, which is seventy-eight "
		 "columns."),
	};
	view v = *mock_malloc();

	v.command = "view";
	v.changed = v.summary = NULL;
	v.result = (view_result){ 0 };
	v.text = (view_text){ .title = "view", .lines = lines, .count = 3 };
	prints(&v, "> view\n"
	           "s1: 4,096 bytes, 9 chunks\n"
	           "  p1    0x000    112  asked   100\n"
	           "A line that is longer than the width of the linear text, which is\n"
	           "  seventy-eight columns.\n");
}

static void stays_narrow_and_ascii(void)
{
	static const char *const lines[] = {
		"“Quoted” … and a very long sentence that goes on and on, over the edge of what a "
		"line holds, twice over, so that it must be broken at blanks more than once - ok."
	};
	view v = *mock_malloc();
	char *text = NULL;
	size_t size = 0, column = 0;
	FILE *out = open_memstream(&text, &size);

	v.why = (view_text){ .title = "why", .lines = lines, .count = 1, .numbered = 1 };
	v.result.plain = NULL;
	text_operation(out, &v);
	fclose(out);
	for (size_t i = 0; i < size; i++) {
		column = text[i] == '\n' ? 0 : column + 1;
		CU_ASSERT(column <= TEXT_WIDTH);
		CU_ASSERT(text[i] == '\n' || (text[i] >= ' ' && text[i] < 0x7f));
	}
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"Quoted\" ... and"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\np11 = 0x100000280, 192 bytes"));
	free(text);
}

CU_TestInfo text_tests[] = {
	{ "prints a malloc as drawn", prints_a_malloc },
	{ "prints a free as drawn", prints_a_free },
	{ "prints an error", prints_an_error },
	{ "prints a command's text", prints_a_text },
	{ "stays narrow and ASCII", stays_narrow_and_ascii },
	CU_TEST_INFO_NULL
};
