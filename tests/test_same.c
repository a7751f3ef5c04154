/* SPDX-License-Identifier: MIT
 *
 * test_same.c - what export writes of a step is the same, whichever way led there, and
 * whatever was looked at on the way.
 */
#include "chance.h"
#include "exported.h"

enum { STEPS_MOST = 400, JUMPS = 150 };

/* What was written of each step, when it was first reached. */
struct record {
	char *text[STEPS_MOST];
	size_t count;
};

/* Else the first line that differs is shown. */
static int is_same(const char *first, const char *now)
{
	size_t start = 0, at = 0;

	if (strcmp(first, now) == 0)
		return 1;
	for (; first[at] == now[at]; at++)
		if (first[at] == '\n')
			start = at + 1;
	printf("\nfirst: %.*s\nnow:   %.*s\n", (int)strcspn(first + start, "\n"),
	       first + start, (int)strcspn(now + start, "\n"), now + start);
	return 0;
}

/* A step that a work load passed through is first reached by a later jump. */
static void compare(struct record *record, struct session *session)
{
	size_t step = timeline_step(session);
	char *text = exported(session);

	CU_ASSERT_FATAL(step < STEPS_MOST);
	if (!record->text[step]) {
		record->text[step] = text;
		record->count++;
		return;
	}
	CU_ASSERT(is_same(record->text[step], text));
	free(text);
}

static void forget(struct record *record)
{
	for (size_t step = 0; step < STEPS_MOST; step++)
		free(record->text[step]);
}

static void type(struct play *play, const char *line)
{
	session_line(play->session, line);
}

static void forward(struct play *play, struct record *record, const char *const *lines)
{
	for (; *lines; lines++) {
		type(play, *lines);
		compare(record, play->session);
	}
}

/* Any way of going, and anything that only looks; at the ends some of them fail. */
static void jump(struct play *play)
{
	static const char *const lines[] = {
		"u", "redo", "back 3", "fwd 3", "back 40", "fwd 40", "goto 0", "u", "redo",
		"why", "stats", "check", "view", "i p3", "x p2", "leaks", "caches", "i b3",
		"try m 5000", "try f p3", "try random 30 --seed 9",
	};
	enum { LINES = sizeof lines / sizeof lines[0] };
	char line[40];

	snprintf(line, sizeof line, "goto %zu", below(timeline_end(play->session) + 1));
	type(play, below(3) ? lines[below(LINES)] : line);
	if (play->session->preview) {
		type(play, "why");
		type(play, "stats"); /* what was tried is gone with the next line but why */
	}
}

static void goes_everywhere(const char *settings, const char *const *lines)
{
	struct record record = { 0 };
	struct play play;

	chance(test_seed());
	play_start(&play);
	play_lines(&play, settings);
	compare(&record, play.session);
	forward(&play, &record, lines);
	for (int i = 0; i < JUMPS; i++) {
		jump(&play);
		compare(&record, play.session);
	}
	/* Another way from the middle, and back to where the first one ended. */
	type(&play, "goto 7");
	type(&play, "random 40 --seed 8");
	type(&play, "f p1");
	type(&play, "branches 1");
	compare(&record, play.session);
	type(&play, "goto 12");
	compare(&record, play.session);
	CU_ASSERT(record.count > 20);
	forget(&record);
	play_end(&play);
}

static void whichever_way(void)
{
	static const char *const lines[] = {
		"m 100", "m 200", "big = m 300", "f p2", "w p1 \"hello\"", "m 50", "r p3 400",
		"w p1 +100 \"past the end of it\"", "f p2", "c 3 40", "a 256 70", "f big+8",
		"fill 20 40", "random 60 --seed 3", "r p4 3000", "w p3 \"freed or not\"", "m 900",
		"r p3 0", "m 0", NULL,
	};

	goes_everywhere("reset\n", lines);
	goes_everywhere("set coalesce deferred\nset placement next\nset section 1024\n"
	                "reset\n", lines);
	goes_everywhere("set header 16\nset placement bins\nset hash fibonacci\nset limit 64K\n"
	                "reset\n", lines);
	goes_everywhere("set guard on\nset placement best\nreset\n", lines);
}

static void also_of_a_fast_heap(void)
{
	static const char *const lines[] = {
		"m 100", "m 40", "t2 m 100", "f p1", "t2 f p2", "w p3 \"text\"", "fill 60 100",
		"t2 fill 30 40", "m 2000000", "r p5 9000", "f p1", "a 64 300",
		"random 60 --seed 2", "f p8", "m 700", NULL,
	};

	goes_everywhere("set engine fast\nreset\n", lines);
}

CU_TestInfo same_tests[] = {
	{ "whichever way", whichever_way },
	{ "also of a fast heap", also_of_a_fast_heap },
	CU_TEST_INFO_NULL,
};
