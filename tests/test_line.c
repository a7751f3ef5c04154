/* SPDX-License-Identifier: MIT
 *
 * test_line.c - the prompt's row, the bytes behind it, keys, and where history is kept.
 */
#include "key.h"
#include "queue.h"
#include "screen.h"
#include "scratch.h"
#include "test.h"
#include "typed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

/* ------------------------------------------------------------------ the row */

static char shown[600];

/* The row of this width as text, and the cursor's column. */
static int draw(const char *line, size_t point, int width)
{
	struct prompt prompt = { "> ", line, point, "hint" };
	struct grid grid = { 0 };

	CU_ASSERT_FATAL(grid_resize(&grid, width, 1));
	int cursor = prompt_draw(screen_prompt(&grid), &prompt);
	char *text = grid_to_text(&grid);

	snprintf(shown, sizeof shown, "%.*s", (int)strcspn(text, "\n"), text);
	free(text);
	grid_free(&grid);
	return cursor;
}

#define DRAWS(line, point, width, text, column)                          \
	do {                                                             \
		CU_ASSERT_EQUAL(draw(line, point, width), column);       \
		CU_ASSERT_STRING_EQUAL(shown, text);                     \
	} while (0)

static void short_lines(void)
{
	DRAWS("", 0, 20, ">   hint", 2);
	DRAWS("m 100", 5, 20, "> m 100", 7);
	DRAWS("m 100", 0, 20, "> m 100", 2);
	DRAWS("m 100", 3, 20, "> m 100", 5);
}

static void wide_and_odd_characters(void)
{
	DRAWS("\xc3\xa9x", 2, 20, "> \xc3\xa9x", 3);
	DRAWS("\xe4\xb8\xad\xe6\x96\x87x", 6, 20, "> \xe4\xb8\xad\xe6\x96\x87x", 6);
	DRAWS("a\x01z", 2, 20, "> a^Az", 5);
	DRAWS("a\x7fz", 2, 20, "> a^?z", 5);
}

static void invalid_bytes(void)
{
	DRAWS("\xff\xfe", 2, 20, "> \xef\xbf\xbd\xef\xbf\xbd", 4);
	DRAWS("\xe4\xb8", 2, 20, "> \xef\xbf\xbd\xef\xbf\xbd", 4);
	DRAWS("\x80m", 1, 20, "> \xef\xbf\xbdm", 3);
}

/* Whatever the width, the cursor is in the row, and on the character that it is on. */
static void cursor_stays_inside(void)
{
	char line[3 * 60 + 1];

	for (int i = 0; i < 60; i++)
		memcpy(line + 3 * i, i % 3 ? "abc" : "\xe4\xb8\xad", 3);
	line[180] = 0;
	for (int width = 1; width < 90; width++)
		for (size_t point = 0; point <= 180; point++) {
			int cursor = draw(line, point, width);

			CU_ASSERT_FATAL(cursor >= 0 && cursor < width);
			if (point < 180 && line[point] == 'b' && !strchr(shown, '\xe4'))
				CU_ASSERT_EQUAL(shown[cursor], 'b');
		}
}

/* ---------------------------------------------------------------- the queue */

static void queue_is_first_in_first_out(void)
{
	static struct queue queue;
	unsigned char bytes[8];

	CU_ASSERT_EQUAL(queue_pop(&queue), -1);
	CU_ASSERT_EQUAL(queue_put(&queue, "ab\xff", 3), 3);
	CU_ASSERT_EQUAL(queue_peek(&queue, bytes, 8), 3);
	CU_ASSERT_EQUAL(memcmp(bytes, "ab\xff", 3), 0);
	CU_ASSERT_EQUAL(queue_pop(&queue), 'a');
	queue_drop(&queue, 1);
	CU_ASSERT_EQUAL(queue_pop(&queue), 0xff);
	CU_ASSERT_EQUAL(queue_pop(&queue), -1);
	queue_drop(&queue, 5);
	CU_ASSERT_EQUAL(queue_room(&queue), QUEUE_BYTES);
}

static void queue_is_bounded_and_goes_round(void)
{
	static struct queue queue;
	unsigned char bytes[1000], next = 0, expected = 0;

	for (int round = 0; round < 50; round++) {
		size_t taken;

		for (int i = 0; i < 1000; i++)
			bytes[i] = (unsigned char)(next + i);
		taken = queue_put(&queue, bytes, 1000);
		next = (unsigned char)(next + taken);
		CU_ASSERT(queue.count <= QUEUE_BYTES);
		for (int i = 0; i < 700 && queue.count; i++)
			CU_ASSERT_EQUAL(queue_pop(&queue), expected++);
	}
	CU_ASSERT(queue.count > 3000);
}

/* --------------------------------------------------------------------- keys */

static int key_of(const char *bytes, int whole, size_t taken)
{
	int key;

	CU_ASSERT_EQUAL(key_read((const unsigned char *)bytes, strlen(bytes), whole, &key), taken);
	return key;
}

static void keys(void)
{
	CU_ASSERT_EQUAL(key_of("a", 0, 1), 'a');
	CU_ASSERT_EQUAL(key_of("\r", 0, 1), '\r');
	CU_ASSERT_EQUAL(key_of("\xc3\xa9z", 0, 2), 0xe9);
	CU_ASSERT_EQUAL(key_of("\033[A", 0, 3), KEY_IS_UP);
	CU_ASSERT_EQUAL(key_of("\033OBx", 0, 3), KEY_IS_DOWN);
	CU_ASSERT_EQUAL(key_of("\033[5~", 0, 4), KEY_IS_PAGE_UP);
	CU_ASSERT_EQUAL(key_of("\033[12~", 0, 5), KEY_IS_F2);
	CU_ASSERT_EQUAL(key_of("\033[[B", 0, 4), KEY_IS_F2);
	CU_ASSERT_EQUAL(key_of("\033[200~x", 0, 6), KEY_IS_PASTE);
}

static void parts_and_strangers(void)
{
	key_of("\033", 0, 0);
	key_of("\033[", 0, 0);
	key_of("\033[1", 0, 0);
	key_of("\033[38;5", 0, 0);
	key_of("\xe4\xb8", 0, 0);
	key_of("", 1, 0);
	CU_ASSERT_EQUAL(key_of("\033", 1, 1), KEY_IS_ESCAPE);
	CU_ASSERT_EQUAL(key_of("\033\033[A", 0, 1), KEY_IS_ESCAPE);
	CU_ASSERT_EQUAL(key_of("\033[38;5u7", 0, 7), KEY_IS_NONE);
	CU_ASSERT_EQUAL(key_of("\033[1;5A", 0, 6), KEY_IS_NONE);
	CU_ASSERT_EQUAL(key_of("\033q", 0, 2), KEY_IS_NONE);
	CU_ASSERT_EQUAL(key_of("\xe4\xb8", 1, 1), 0xfffd);
	CU_ASSERT_EQUAL(key_of("\xffxyz", 0, 1), 0xfffd);
}

static struct mouse place_of(const char *bytes)
{
	return key_mouse((const unsigned char *)bytes, strlen(bytes));
}

static void the_mouse(void)
{
	CU_ASSERT_EQUAL(key_of("\033[<0;12;3M", 0, 10), KEY_IS_CLICK);
	CU_ASSERT_EQUAL(key_of("\033[<4;1000;500Mx", 0, 14), KEY_IS_CLICK);
	CU_ASSERT_EQUAL(key_of("\033[<0;12;3m", 0, 10), KEY_IS_NONE);
	CU_ASSERT_EQUAL(key_of("\033[<2;12;3M", 0, 10), KEY_IS_NONE);
	CU_ASSERT_EQUAL(key_of("\033[<32;12;3M", 0, 11), KEY_IS_NONE);
	CU_ASSERT_EQUAL(key_of("\033[<64;1;1M", 0, 10), KEY_IS_WHEEL_UP);
	CU_ASSERT_EQUAL(key_of("\033[<65;1;1M", 0, 10), KEY_IS_WHEEL_DOWN);
	CU_ASSERT_EQUAL(key_of("\033[M !\"q", 0, 6), KEY_IS_CLICK);
	CU_ASSERT_EQUAL(key_of("\033[M#!\"", 0, 6), KEY_IS_NONE);
	key_of("\033[<0;12", 0, 0);
	key_of("\033[M !", 0, 0);
	CU_ASSERT_EQUAL(key_of("\033[M !", 1, 5), KEY_IS_NONE);
	CU_ASSERT_EQUAL(place_of("\033[<0;12;3M").x, 11);
	CU_ASSERT_EQUAL(place_of("\033[<0;12;3M").y, 2);
	CU_ASSERT_EQUAL(place_of("\033[M !\"").x, 0);
	CU_ASSERT_EQUAL(place_of("\033[M !\"").y, 1);
	CU_ASSERT_EQUAL(place_of("\033[<;M").x, -1);
}

/* Any bytes: something is taken each time, and never more than there is. */
static void any_bytes_are_taken(void)
{
	unsigned long random = test_seed();
	unsigned char bytes[KEY_BYTES];

	for (int i = 0; i < 200000; i++) {
		size_t length = 1 + (random >> 40) % (KEY_BYTES - 1), taken;
		int key;

		for (size_t j = 0; j < length; j++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			bytes[j] = (unsigned char)(random >> 56);
		}
		if (i % 2)
			memcpy(bytes, "\033[", 2);
		if (i % 4 == 1 && length > 2)
			bytes[2] = i % 8 == 1 ? '<' : 'M';
		taken = key_read(bytes, length, 1, &key);
		CU_ASSERT_FATAL(taken > 0 && (taken <= length || length < 2));
		CU_ASSERT(key_read(bytes, length, 0, &key) <= length || length < 2);
		if (key_is_mouse(bytes, taken))
			CU_ASSERT(key_mouse(bytes, taken).x < 100000);
	}
}

/* ------------------------------------------------------------------ history */

static char *home_before, *state_before;

static void save_places(void)
{
	const char *home = getenv("HOME"), *state = getenv("XDG_STATE_HOME");

	home_before = home ? strdup(home) : NULL;
	state_before = state ? strdup(state) : NULL;
}

static void put_back(const char *name, char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
	free(value);
}

static void restore_places(void)
{
	put_back("HOME", home_before);
	put_back("XDG_STATE_HOME", state_before);
	clear_history();
}

static void history_path(void)
{
	char path[TYPED_PATH], deep[TYPED_PATH + 10];

	save_places();
	memset(deep, 'x', sizeof deep - 1);
	deep[0] = '/';
	deep[sizeof deep - 1] = 0;
	setenv("XDG_STATE_HOME", "/a/b", 1);
	CU_ASSERT_STRING_EQUAL(typed_path(path), "/a/b/mmviz/history");
	setenv("XDG_STATE_HOME", deep, 1);
	CU_ASSERT_STRING_EQUAL(typed_path(path), "");
	setenv("XDG_STATE_HOME", "relative", 1);
	setenv("HOME", "/h", 1);
	CU_ASSERT_STRING_EQUAL(typed_path(path), "/h/.local/state/mmviz/history");
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	CU_ASSERT_STRING_EQUAL(typed_path(path), "");
	restore_places();
}

static void history_is_kept_and_bounded(void)
{
	char folder[600], path[TYPED_PATH], line[32];
	struct stat info;

	save_places();
	snprintf(folder, sizeof folder, "%s", scratch_path("state"));
	setenv("XDG_STATE_HOME", folder, 1);
	typed_open();
	for (int i = 0; i < TYPED_LINES + 50; i++) {
		snprintf(line, sizeof line, "m %d", i);
		typed_add(line);
		typed_add(line);
	}
	typed_add("  ");
	typed_add("last");
	typed_close();
	clear_history();
	typed_open();
	CU_ASSERT_EQUAL(history_length, TYPED_LINES);
	CU_ASSERT_STRING_EQUAL(history_get(history_base + history_length - 1)->line, "last");
	CU_ASSERT(stat(typed_path(path), &info) == 0 && (info.st_mode & 0777) == 0600);
	unlink(path);
	snprintf(path, sizeof path, "%s/mmviz", folder);
	rmdir(path);
	rmdir(folder);
	restore_places();
}

static void history_begins_at_the_newest(void)
{
	save_places();
	clear_history();
	setenv("XDG_STATE_HOME", "/dev/null/no", 1);
	typed_open();
	typed_add("m 11");
	typed_add("m 22\nm 33");
	CU_ASSERT_STRING_EQUAL_FATAL(previous_history()->line, "m 33");
	CU_ASSERT_STRING_EQUAL(previous_history()->line, "m 22");
	typed_add("m 33");
	CU_ASSERT_STRING_EQUAL(previous_history()->line, "m 33");
	restore_places();
}

static void history_without_a_place(void)
{
	save_places();
	clear_history();
	setenv("XDG_STATE_HOME", "/dev/null/no", 1);
	typed_open();
	typed_add("m 1");
	typed_close();
	CU_ASSERT_EQUAL(history_length, 1);
	restore_places();
}

CU_TestInfo line_tests[] = {
	{ "draws short lines", short_lines },
	{ "draws wide and odd characters", wide_and_odd_characters },
	{ "draws invalid bytes", invalid_bytes },
	{ "scrolls long lines, the cursor inside", cursor_stays_inside },
	{ "queues first in first out", queue_is_first_in_first_out },
	{ "bounds the queue", queue_is_bounded_and_goes_round },
	{ "reads keys", keys },
	{ "reads parts of keys and strangers", parts_and_strangers },
	{ "the mouse", the_mouse },
	{ "takes any bytes", any_bytes_are_taken },
	{ "finds the history", history_path },
	{ "keeps and bounds the history", history_is_kept_and_bounded },
	{ "recalls the newest line first", history_begins_at_the_newest },
	{ "does without a history", history_without_a_place },
	CU_TEST_INFO_NULL
};
