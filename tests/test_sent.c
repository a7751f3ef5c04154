/* SPDX-License-Identifier: MIT
 *
 * test_sent.c - how much the terminal is sent: for a typed character, for one operation; and
 * that the time line, of which only the end is worked out anew, is what it would be anew.
 */
#include "shown.h"
#include "visit.h"

#include <poll.h>

enum { QUIET_MS = 150, CHARACTER = 100, OPERATION = 2048, REPEATS = 12 };

static struct robot robot;

/* Bytes sent until it is quiet. */
static size_t rest(void)
{
	struct pollfd fd = { .fd = robot.master, .events = POLLIN };
	char bytes[4096];
	size_t all = 0;

	while (poll(&fd, 1, QUIET_MS) > 0) {
		ssize_t got = read(robot.master, bytes, sizeof bytes);

		if (got <= 0)
			break;
		vterm_input_write(robot.terminal, bytes, (size_t)got);
		all += (size_t)got;
	}
	return all;
}

static size_t sent_for(const char *keys)
{
	robot_type(&robot, keys);
	return rest();
}

static void character(int cols, int rows)
{
	size_t most = 0;

	if (!visit_start(&robot, cols, rows, NULL, "sent"))
		return;
	sent_for("fill 300 100\r");
	for (const char *c = "find size>1000"; *c; c++) {
		char key[2] = { *c, 0 };
		size_t sent = sent_for(key);

		most = sent > most ? sent : most;
	}
	CU_ASSERT(most < CHARACTER);
	if (most >= CHARACTER)
		printf("\n    %zu bytes for a character at %dx%d\n", most, cols, rows);
	visit_end(&robot, "sent");
}

static void a_character_is_cheap(void)
{
	character(100, 30);
	character(300, 100);
}

/* Panes that stand still: the view is steady. Now and then a table grows. */
static void an_operation_is_cheap(void)
{
	size_t cheap = 0, sent[REPEATS];

	if (!visit_start(&robot, 100, 30, NULL, "sent"))
		return;
	for (int i = 0; i < REPEATS; i++)
		sent_for("m 100\r");
	for (int i = 0; i < REPEATS; i++) {
		sent_for("m 100");
		sent[i] = sent_for("\r");
		cheap += sent[i] < OPERATION;
	}
	CU_ASSERT(cheap >= REPEATS - 2);
	for (int i = 0; i < REPEATS && cheap < REPEATS - 2; i++)
		printf(" %zu", sent[i]);
	visit_end(&robot, "sent");
}

/* ------------------------------------------------------------------- the time line */

static int same_time(const view *a, const view *b)
{
	if (a->time_count != b->time_count)
		return 0;
	for (size_t i = 0; i < a->time_count; i++) {
		const view_operation *one = &a->time[i], *other = &b->time[i];

		if (one->glyph != other->glyph || one->number != other->number
		    || one->first != other->first || one->used != other->used
		    || one->mapped != other->mapped || one->looked != other->looked)
			return 0;
	}
	return 1;
}

/* After each line a scene that saw all of them, and one that sees only the last. */
static void the_time_line_stays_true(void)
{
	static const char *const lines[] = {
		"m 100", "random 300 --seed 3", "try m 5000", "m 100", "f p1", "back 40",
		"try fill 20 4000", "m 20", "m 30", "branches 1", "branches 2", "random 900",
		"back 5", "redo", "m 9000", "reset", "m 8", "random 400 --seed 9", "heaps 1", "m 1",
	};
	struct shown s;

	show(&s, "");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct scene *fresh = scene_create();

		then(&s, lines[i]);
		CU_ASSERT(same_time(s.v, scene_view(fresh, s.play.session)));
		if (!same_time(s.v, scene_view(fresh, s.play.session)))
			printf("\n    after %s\n", lines[i]);
		scene_destroy(fresh);
	}
	end(&s);
}

CU_TestInfo sent_tests[] = {
	{ "a character is cheap", a_character_is_cheap },
	{ "an operation is cheap", an_operation_is_cheap },
	{ "the time line stays true", the_time_line_stays_true },
	CU_TEST_INFO_NULL,
};
