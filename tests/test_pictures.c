/* SPDX-License-Identifier: MIT
 *
 * test_pictures.c - the pictures that are kept in lessons/pictures are what is drawn now. When
 * they are not, make pictures makes them: look at them before they are kept.
 */
#include "play.h"
#include "record.h"
#include "scratch.h"

#include <stdlib.h>
#include <unistd.h>

/* Both files are there, and the same; the first is removed. */
static void as_kept(const char *made, const char *kept)
{
	size_t length;
	char *now = scratch_read(made, &length), *before = scratch_read(kept, &length);

	CU_ASSERT_PTR_NOT_NULL(now);
	CU_ASSERT_PTR_NOT_NULL(before);
	if (now && before && strcmp(now, before) != 0) {
		CU_FAIL("a kept picture is not what is drawn now");
		printf("\n    %s: make pictures makes it anew\n", kept);
	}
	free(now);
	free(before);
	unlink(made);
}

static void the_heap_is_as_kept(void)
{
	const char *path = scratch_path("heap.svg");
	char script[600];
	struct play play;

	unsetenv("NO_COLOR"); /* as make pictures does */
	if (!play_at_base())
		return;
	snprintf(script, sizeof script, "source lessons/pictures/heap.txt\nexport \"%s\"\n", path);
	play_start(&play);
	play_lines(&play, script);
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
	as_kept(path, "lessons/pictures/heap.svg");
}

static void the_lesson_is_as_kept(void)
{
	const char *path = scratch_path("03.cast");
	struct play play;

	unsetenv("NO_COLOR"); /* as make pictures does */
	if (!play_at_base())
		return;
	play_start(&play);
	CU_ASSERT_EQUAL(record_script(play.session, path, "lessons/03.txt"), 0);
	play_end(&play);
	as_kept(path, "lessons/pictures/03.cast");
}

CU_TestInfo pictures_tests[] = {
	{ "the heap is as kept", the_heap_is_as_kept },
	{ "the lesson is as kept", the_lesson_is_as_kept },
	CU_TEST_INFO_NULL
};
