/* SPDX-License-Identifier: MIT
 *
 * test_timeline.c - a step is the same step, whichever way one comes to it.
 *
 * Random sessions with every command, and recorded programs: each step's state has a number
 * (all bytes of the heap, all names), taken when it was first reached, and compared each time
 * it is reached again: forward, back, by goto, after a trial, from another branch.
 */
#include "chance.h"
#include "image.h"
#include "journal.h"
#include "load.h"
#include "play.h"
#include "scratch.h"
#include "timeline.h"
#include "wrap.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

enum { STEPS_MOST = 4096, BRANCHES_MOST = 64, LINES = 260 };

/* So many of a long test. */
static size_t share(size_t count)
{
	return 1 + count * test_percent() / 100;
}

/* What each step was, by the branch that it belongs to. */
struct known {
	uint64_t state[BRANCHES_MOST][STEPS_MOST];
	size_t arrivals, compared, wrong;
};

static struct known *known;

static uint64_t mix(uint64_t all, uint64_t number)
{
	return (all ^ number) * 0x9e3779b97f4a7c15u ^ all >> 29;
}

static uint64_t state_of(const struct session *session)
{
	struct image *image = image_take(session->heap);
	uint64_t all = image_digest(image);

	image_free(image);
	for (size_t i = 0; i < names_count(session->names); i++) {
		struct name name = names_get(session->names, i);

		all = mix(all, (uintptr_t)name.pointer);
		all = mix(all, name.born + 3 * name.placed + 5 * name.died);
		all = mix(all, name.size + 7 * name.asked + (unsigned char)name.text[1]);
		all = mix(all, names_find(session->names, name.text));
	}
	return mix(all, names_alive(session->names)) | 1;
}

/* The index of the branch that the present step belongs to. */
static size_t owner(const struct session *session)
{
	size_t step = timeline_step(session), index = 0, first;

	first = timeline_branch(session, 0).number;
	while (!timeline_branch(session, index).active)
		index++;
	while (index && step <= timeline_branch(session, index).fork)
		index = timeline_branch(session, index).parent - first;
	return index;
}

static void arrive(const struct session *session)
{
	size_t branch = owner(session), step = timeline_step(session);
	uint64_t state, *seen;

	if (session->preview || branch >= BRANCHES_MOST || step >= STEPS_MOST)
		return;
	state = state_of(session);
	seen = &known->state[branch][step];
	known->arrivals++;
	known->compared += *seen != 0;
	if (*seen && *seen != state && known->wrong++ == 0)
		printf("\n  step %zu of branch %zu differs\n", step, branch + 1);
	*seen = state;
}

static void known_start(void)
{
	known = calloc(1, sizeof *known);
}

static void known_end(void)
{
	free(known);
}

/* ------------------------------------------------------------- random sessions */

__attribute__((format(printf, 2, 3)))
static void type(struct play *play, const char *format, ...)
{
	char line[200];
	va_list list;

	va_start(list, format);
	vsnprintf(line, sizeof line, format, list);
	va_end(list);
	session_line(play->session, line);
	CU_ASSERT_EQUAL(my_heap_check(play->session->heap, NULL), 0);
	arrive(play->session);
}

static void type_operation(struct play *play, size_t lot, size_t n)
{
	size_t name = below(names_count(play->session->names) + 2);
	static const char *const misuse[] = { "f p1+8", "f 0x1234", "m 9223372036854775000",
		                              "f NULL", "r NULL 40", "r p1+1 3", "a 48 10" };

	if (lot < 8)
		type(play, "m %zu", n);
	else if (lot < 9)
		type(play, "n%zu = m %zu", below(1000), n);
	else if (lot < 10)
		type(play, "c %zu %zu", below(9), n);
	else if (lot < 11)
		type(play, "a %d %zu", 1 << below(8), n);
	else if (lot < 17)
		type(play, "f p%zu", name);
	else if (lot < 21)
		type(play, "r p%zu %zu", name, below(10) ? n : 0);
	else if (lot < 24)
		type(play, "w p%zu +%zu 0x%02x %zu", name, below(300), (int)below(256), below(90));
	else if (lot < 25)
		type(play, "w p%zu -%zu \"abc\\x00def\"", name, below(40));
	else if (lot < 26)
		type(play, "%s", misuse[below(sizeof misuse / sizeof misuse[0])]);
	else if (lot < 27)
		type(play, "fill %zu %zu", 1 + below(9), n);
	else if (lot < 28)
		type(play, "repeat %zu f p%zu", 1 + below(3), name);
	else
		type(play, "random %zu --seed %zu", 1 + below(30), n);
}

static void type_travel(struct play *play, size_t lot)
{
	struct session *session = play->session;
	size_t end = timeline_end(session);

	if (lot < 4)
		type(play, "u");
	else if (lot < 6)
		type(play, "redo");
	else if (lot < 8)
		type(play, "back %zu", 1 + below(12));
	else if (lot < 10)
		type(play, "fwd %zu", 1 + below(12));
	else if (lot < 14)
		type(play, "goto %zu", below(end + 3));
	else if (lot < 15)
		type(play, "mark k%zu", below(20));
	else if (lot < 16)
		type(play, "goto k%zu", below(20));
	else if (lot < 17 || timeline_branches(session) > 12)
		type(play, "branches %zu", 1 + below(timeline_branches(session)));
	else if (lot < 20)
		type(play, "try %s %zu", below(2) ? "m" : "fill 20", below(500));
	else
		type(play, "do");
}

static void play_session(struct play *play)
{
	for (size_t i = 0; i < LINES; i++) {
		size_t n = below(4) ? below(200) : below(6000);

		/* Mostly on, so that branches become long. */
		if (below(3) && (timeline_step(play->session) == timeline_end(play->session)
		                  || below(8) == 0))
			type_operation(play, below(29), n);
		else
			type_travel(play, below(21));
	}
}

static void jump_about(struct play *play, size_t jumps)
{
	for (size_t i = 0; i < jumps; i++)
		type(play, "goto %zu", below(timeline_end(play->session) + 1));
	while (timeline_step(play->session) > 0)
		type(play, "u");
	while (timeline_step(play->session) < timeline_end(play->session))
		type(play, "redo");
	for (size_t i = 0; i < timeline_branches(play->session); i++)
		type(play, "branches %zu", i + 1);
}

static void one_session(const char *settings, size_t jumps)
{
	struct play play;

	known_start();
	play_start(&play);
	play_lines(&play, settings);
	play_session(&play);
	jump_about(&play, jumps);
	CU_ASSERT_EQUAL(known->wrong, 0);
	CU_ASSERT(known->compared > jumps);
	if (known->wrong)
		printf("  with: %s", settings);
	play_end(&play);
	known_end();
}

static void random_sessions(void)
{
	static const char *const settings[] = {
		"set guard on\nreset\n",
		"set guard on\nset header 16\nset limit 20000\nreset\n",
		"",
		"set placement best\nreset\n",
		"set placement worst\nset order lifo\nreset\n",
		"set placement next\nset header 16\nreset\n",
		"set placement bins\nset coalesce deferred\nreset\n",
		"set placement near\nset coalesce never\nreset\n",
		"set coalesce never\nset order size-up\nset limit 20000\nreset\n",
		"set hash fibonacci\nset capacity 1\nset load 1\nset order fifo\nreset\n",
		("set hash order-preserving\nset granule 64\nset align 32\n"
		 "set section 2000\nreset\n"),
	};

	chance(test_seed());
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		one_session(settings[i], share(800));
}

static void random_fast_sessions(void)
{
	chance(test_seed());
	one_session("set engine fast\nreset\n", share(300));
	one_session("set engine fast\nset limit 600000\nreset\n", share(300));
}

/* ---------------------------------------------------------------------- recorded */

/* A run of 64 blocks that come, grow and go. The caller frees the text. */
static char *recording(size_t operations)
{
	char *text = malloc(operations * 24 + 1), *at = text;
	int alive[64] = { 0 };

	for (size_t i = 0; i < operations; i++) {
		size_t block = below(64), size = below(8) ? below(300) : below(20000);

		int frees = alive[block] && below(3);

		if (frees)
			at += sprintf(at, "f %zu\n", block);
		else
			at += sprintf(at, "%c %zu %zu\n", alive[block] ? 'r' : 'a', block,
			              size + 1);
		alive[block] = !frees;
	}
	return text;
}

/* Steps that are known are jumped to from everywhere, and stepped back to. */
static void jump_in(struct session *session, size_t jumps)
{
	size_t end = timeline_end(session), apart = end / STEPS_MOST + 1, at = 0;

	for (size_t i = 0; i <= end / apart && i < STEPS_MOST; i++) {
		timeline_go(session, i * apart);
		known->state[0][i] = state_of(session);
	}
	for (size_t i = 0; i < jumps; i++) {
		size_t to = below(end / apart + 1);

		timeline_go(session, below(2) ? to * apart : at);
		for (size_t back = below(4); back > 0 && to * apart + back <= end; back--)
			timeline_go(session, to * apart + back);
		timeline_go(session, to * apart);
		known->wrong += state_of(session) != known->state[0][to];
		known->compared++;
		at = timeline_step(session);
	}
}

static void recorded_programs(void)
{
	static const char *const settings[] = { "set placement bins", "set placement best",
		                                "set engine fast" };
	struct play play;

	chance(test_seed());
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		char *text = recording(12000);

		known_start();
		play_start(&play);
		session_line(play.session, settings[i]);
		CU_ASSERT_EQUAL(load_file(play.session,
		                          scratch_write("rec", text, strlen(text))), SESSION_OK);
		jump_in(play.session, share(i == 2 ? 60 : 250));
		CU_ASSERT_EQUAL(known->wrong, 0);
		play_end(&play);
		known_end();
		free(text);
	}
}

/* ------------------------------------------------------------------ said and shown */

static void says_what_is_wrong(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "u\nback\nredo\nm 100\nm 50\nback 3\nfwd\ngoto 3\ngoto 999999\n"
	                  "goto nowhere\nmark a\nmark a\nmark 7\nu\nm 10\ngoto a\n"
	                  "branches 9\ndo\ntry f p9\ntry stats\ntry\nstats\n");
	CU_ASSERT(play_has(play.out, "this is step 0, the empty heap: nothing lies before it"));
	CU_ASSERT(play_has(play.out, "this is step 0, the last of this branch"));
	CU_ASSERT(play_has(play.out, "this is step 2: there are not 3 before it"));
	CU_ASSERT(play_has(play.out, "there is no step 3: this branch ends with step 2."));
	CU_ASSERT(play_has(play.out, "there is no step 999,999"));
	CU_ASSERT(play_has(play.out, "no step is marked nowhere"));
	CU_ASSERT(play_has(play.out, "the mark a is at step 2 of branch b1 already."));
	CU_ASSERT(play_has(play.out, "7 is no name"));
	CU_ASSERT(play_has(play.out, "the mark a is on branch b1. Type branches 1 first."));
	CU_ASSERT(play_has(play.out, "there is no branch 9."));
	CU_ASSERT(play_has(play.out, "do carries out what try showed last"));
	CU_ASSERT(play_has(play.out, "error: no chunk is named p9."));
	CU_ASSERT(play_has(play.out, "stats cannot be tried, only m, c, a, r, f, w"));
	CU_ASSERT_EQUAL(timeline_step(play.session), 2);
	play_end(&play);
}

/* What is shown at a step is what was shown when it was typed. */
static void shows_the_operation_again(void)
{
	static const char typed[] = "m 100\nbuf = m 200\nf p1\nr buf 3000\nw buf +190 \"abcdef\"\n"
	                            "f p1\nm 99999999999999999\nfill 3 64\nr buf 10\n";
	struct play play;

	play_start(&play);
	play_lines(&play, typed);
	for (size_t step = timeline_end(play.session); step > 0; step--) {
		char *changed, *first;

		timeline_show(play.session, step);
		changed = strdup(play.session->changed);
		first = strdup(play.session->why.count ? play.session->why.line[0] : "");
		timeline_show(play.session, 0);
		timeline_show(play.session, step);
		CU_ASSERT_STRING_EQUAL(changed, play.session->changed);
		CU_ASSERT_STRING_EQUAL(first, play.session->why.count ? play.session->why.line[0]
		                                                      : "");
		CU_ASSERT_EQUAL(timeline_step(play.session), step);
		free(changed);
		free(first);
	}
	play_end(&play);
}

/* A trial leaves no trace, not even in what would come next. */
static void a_trial_changes_nothing(void)
{
	char *without = play_once("m 100\nm 200\nf p1\nu\nview\nstats\nredo\nm 5\n");
	char *with = play_once("m 100\nm 200\nf p1\nu\ntry fill 40 100\nview\nstats\nredo\n"
	                       "try r p2 9000\nm 5\n");

	CU_ASSERT(play_has(with, strstr(without, "> view")
	                         ? "mapped                            4,096" : ""));
	CU_ASSERT_STRING_EQUAL(strstr(without, "\n> m 5"), strstr(with, "\n> m 5"));
	free(without);
	free(with);
}

static void a_saved_run_has_its_branches(void)
{
	static const char typed[] = "m 100\nm 200\nmark two\nu\nm 300\nm 5\nbranches 1\nf p2\n"
	                            "f p2\ngoto 1\n";
	const char *path = scratch_path("saved.txt");
	struct play play, again;
	char line[300];

	play_start(&play);
	play_start(&again);
	play_lines(&play, typed);
	snprintf(line, sizeof line, "save %s", path);
	session_line(play.session, line);
	snprintf(line, sizeof line, "source %s", path);
	session_line(again.session, line);
	CU_ASSERT_EQUAL(timeline_branches(again.session), timeline_branches(play.session));
	CU_ASSERT_EQUAL(timeline_step(again.session), timeline_step(play.session));
	CU_ASSERT_EQUAL(timeline_end(again.session), timeline_end(play.session));
	CU_ASSERT_EQUAL(timeline_marks(again.session), 1);
	CU_ASSERT_EQUAL(timeline_end(again.session), 4);
	play_end(&play);
	play_end(&again);
}

/* What reset puts away is not lost: each heap is made again by its operations. */
static void earlier_heaps_come_back(void)
{
	struct play play;
	uint64_t first, second;

	play_start(&play);
	play_lines(&play, "heaps\nm 100\nbuf = m 200\nf p1\nu\nm 30\nmark here\n");
	first = state_of(play.session);
	play_lines(&play, "set placement best\nset guard on\nreset\nreset\nm 7\nw p1 +8 \"ab\"\n");
	second = state_of(play.session);
	play_lines(&play, "heaps\nheaps 1\n");
	CU_ASSERT_EQUAL(state_of(play.session), first);
	CU_ASSERT_EQUAL(timeline_branches(play.session), 2);
	CU_ASSERT_EQUAL(timeline_marks(play.session), 1);
	play_lines(&play, "heaps 4\nheaps 9\nheaps x\ntry m 5\nheaps 3\n");
	CU_ASSERT_EQUAL(state_of(play.session), second);
	CU_ASSERT(play_has(play.out, "h1: 3 operations, first fit"));
	CU_ASSERT(play_has(play.out, "h3: 2 operations, best fit, this one"));
	CU_ASSERT(play_has(play.out, "there is no heap h9."));
	CU_ASSERT_PTR_NULL(strstr(play.out, "h2:"));
	play_end(&play);
}

/* What was refused is given now, and the other way round: the heap is never that of no step. */
static void what_comes_to_something_else_is_taken_back(void)
{
	struct play play;
	uint64_t one;

	play_start(&play);
	play_lines(&play, "m 100\n");
	one = state_of(play.session);
	wrap_watch(1, WRAP_ONCE);
	play_lines(&play, "m 5000\n");
	wrap_rest();
	play_lines(&play, "m 10\ngoto 0\ngoto 2\n");
	CU_ASSERT(play_has(play.out, "something else, and was taken back. This is step 0."));
	CU_ASSERT_EQUAL(timeline_step(play.session), 0);
	play_lines(&play, "goto 0\ngoto 3\n");
	CU_ASSERT_EQUAL(timeline_step(play.session), 0);
	play_lines(&play, "goto 1\n");
	CU_ASSERT_EQUAL(state_of(play.session), one);
	play_lines(&play, "m 5000\nu\n");
	wrap_watch(1, WRAP_ONCE);
	play_lines(&play, "fwd\n");
	wrap_rest();
	CU_ASSERT_EQUAL(timeline_step(play.session), 0);
	play_lines(&play, "goto 1\n");
	CU_ASSERT_EQUAL(state_of(play.session), one);
	play_lines(&play, "fwd\ncheck\n");
	CU_ASSERT_EQUAL(timeline_step(play.session), 2);
	play_end(&play);
}

CU_TestInfo timeline_tests[] = {
	{ "random sessions", random_sessions },
	{ "random fast sessions", random_fast_sessions },
	{ "recorded programs", recorded_programs },
	{ "says what is wrong", says_what_is_wrong },
	{ "shows the operation again", shows_the_operation_again },
	{ "a trial changes nothing", a_trial_changes_nothing },
	{ "a saved run has its branches", a_saved_run_has_its_branches },
	{ "earlier heaps come back", earlier_heaps_come_back },
	{ "what comes to something else is taken back",
	  what_comes_to_something_else_is_taken_back },
	CU_TEST_INFO_NULL,
};
