/* SPDX-License-Identifier: MIT
 *
 * test_why.c - one step opened: what its event tells, and the fields before and after it.
 */
#include "inside.h"
#include "play.h"
#include "scratch.h"
#include "timeline.h"
#include "told.h"

/* p1 at 0x000, holes at 0x070, 0x280, 0x3b0 and 0xf10, bucket 13 and others past home. */
#define DRAWN                                                                              \
	"m 100\nm 40\nm 200\nm 500\nm 64\nm 300\nm 700\nf p2\nf p4\nm 260\nm 1900\nm 1300\n" \
	"f p6\n"
#define BEST "set placement best\nreset\n"

/* ------------------------------------------------------------------ what events tell */

struct seen {
	size_t events, untold;
	int kinds[MY_HEAP_STEP_COUNT];
};

static int is_told(const struct told *told, size_t at)
{
	for (int i = 0; i < TOLD_MOST && told->field[i].label; i++) {
		size_t field = told->field[i].at;

		if (field == at
		    || (told->field[i].kind == TOLD_PLACE && at == offsetof(my_heap_event, offset))
		    || (told->field[i].kind == TOLD_OLD && at == offsetof(my_heap_event, need)))
			return 1;
	}
	return 0;
}

/* Every field of the event that is filled has a name in its row; why is no size_t. */
static void note_event(struct session *session, const my_heap_event *event, void *user)
{
	const struct told *told = told_of(event->step);
	struct seen *seen = user;

	(void)session;
	seen->events++;
	seen->kinds[event->step] = 1;
	for (size_t at = offsetof(my_heap_event, section); at < sizeof *event;
	     at += sizeof(size_t)) {
		size_t value;

		memcpy(&value, (const char *)event + at, sizeof value);
		/* The section of an event about its chunks goes without saying. */
		if (value && at != offsetof(my_heap_event, section) && !is_told(told, at)) {
			seen->untold++;
			printf("\n    %s: the field at %zu is not told\n", told->word, at);
		}
	}
	if (event->why && !is_told(told, offsetof(my_heap_event, why)))
		seen->untold += told->about != TOLD_OF_SECTION;
}

static void every_event_is_told(void)
{
	static const char *const runs[] = {
		DRAWN "m 180\nf p5\nr p1 200\nr p1 50\nr p1 3000\nc 3 30\na 256 40\nf p2\nf p99\n",
		BEST DRAWN "m 180\nm 100\nf p9\nf p10\n",
		"set placement bins\nreset\n" DRAWN "m 180\nm 2000\n",
		"set placement next\nreset\n" DRAWN "m 180\nm 180\nm 180\n",
		"set placement near\nreset\n" DRAWN "m 180\nm 180\nm 180\n",
		"set coalesce deferred\nreset\nm 2000\nm 2000\nf p1\nf p2\nm 4000\n",
		"set coalesce never\nreset\nm 200\nm 200\nm 200\nf p1\nf p3\nf p2\nr p2 9\n",
		"set limit 4096\nreset\nm 4000\nm 4000\nm 99999999\nset header 16\nreset\nm 100\n",
		"fill 40 64\nf p7\nr p6 100\nr p40 64\nr p40 60\n",
		"set engine fast\nreset\nm 100\nf p1\nfill 40 3000\nt2 m 100\nf p5\na 4096 9\n",
		"set engine fast\nreset\nt2 fill 20 9000\nr p5 99\nc 10 10\nrandom 2000\nm 40\n",
		"set engine fast\nreset\nfill 20 9000\nr p2 5000\n",
	};
	struct seen seen = { 0 };

	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		struct play play;

		play_start(&play);
		play.session->peek = note_event;
		play.session->peek_user = &seen;
		play_lines(&play, runs[i]);
		play_end(&play);
	}
	CU_ASSERT(seen.events > 300);
	CU_ASSERT_EQUAL(seen.untold, 0);
	for (int step = 0; step < MY_HEAP_STEP_COUNT; step++) {
		CU_ASSERT_PTR_NOT_NULL_FATAL(told_of((enum my_heap_step)step)->word);
		CU_ASSERT_PTR_NOT_NULL(told_of((enum my_heap_step)step)->field[0].label);
	}
}

/* --------------------------------------------------------------------- why NUMBER */

/* The last line of a script asks for one step; these parts are in what it says. */
static const struct {
	const char *name, *script, *part[5];
} steps[] = {
	{ "split", DRAWN "m 180\nwhy 5\n",
	  { "5 of 7  Split 240: 192 taken, 48 stay free at 0x340.\n",
	    "\n  step  taken  192\n", "\n  p11  size  240 -> 192\n",
	    "\n  p11  free  1 -> 0\n" } },
	{ "entry", DRAWN "m 180\nwhy 6\n",
	  { "keeps the hole's entry", "\n  step  bucket  13\n",
	    "\n  bucket 13  entry  p11, key 40\n" } },
	{ "look", DRAWN "m 180\nwhy 3\n",
	  { "\n  step  needed  192\n", "\n  s1+0x70  size  48\n",
	    "\n  s1+0x70  memory  s1+0x70\n" } },
	{ "merge", DRAWN "m 180\nf p5\nwhy 3\n",
	  { "\n  p5  size  64 -> 368\n", "\n  s1+0x3b0  bucket  11 -> none\n",
	    "\n  s1  nbr_chunks  11 -> 10\n", "\n  step  neighbour  s1+0x3b0\n" } },
	{ "left merge", DRAWN "m 180\nf p5\nwhy 7\n",
	  { "\n  s1+0x340  size  48 -> 416\n", "\n  p5  bucket  9 -> none\n" } },
	{ "probe", DRAWN "m 180\nf p5\nwhy 1\n",
	  { "\npart 2 of 3: probe\n", "\n  bucket 8  entry  p8, key 23\n",
	    "\npart 3 of 3: find\n", "\n  step  past home  2\n" } },
	{ "shift", DRAWN "m 180\nf p5\nwhy 5\n",
	  { "moves up from bucket", "\n  step  from bucket  12\n",
	    "bucket  12 -> 11\n" } },
	{ "table growth", "fill 12 16\nwhy 6\n",
	  { "becomes  32\n", "entries moved", "capacity  16 -> 32\n" } },
	{ "grown", "m 100\nr p1 200\nwhy 3\n",
	  { "Grown in place", "\n  step  its size  3,984\n" } },
	{ "moved", "m 100\nm 100\nr p1 200\nwhy 9\n", { "copied", "\n  step  from  s1+0x0\n" } },
	{ "mapped", "m 100\nwhy 3\n",
	  { "\n  step  section  s1\n", "in the list  no -> yes\n" } },
	{ "failed", "set limit 4096\nreset\nm 4000\nm 4000\nwhy 3\n",
	  { "NULL.\n", "\n  step  reason  the limit\n" } },
	{ "double free", "m 100\nf p1\nf p1\nwhy 1\n",
	  { " p1: key 0, bucket 0: found, but free already.\n",
	    "\n  step  free already  yes\n", "\n  p1  size  4,096\n" } },
	{ "said by mmviz", "m 100\nf p1\nf p1\nwhy 2\n", { "the heap took no step here.\n" } },
	{ "fast", "set engine fast\nreset\nm 100\nf p1\nm 100\nwhy 2\n",
	  { "before the operation -> after it:\n", "left in cache", "free  1 -> 0\n" } },
	{ "asked of a fast heap", "set engine fast\nreset\nm 100\nf p1\nwhy 1\n",
	  { "\n  p1  memory", "asked  100 -> 0\n" } },
	{ "in the past", DRAWN "m 180\nf p5\nback\nwhy 5\n",
	  { "5 of 7  Split 240", "p11  size  240 -> 192\n" } },
};

/* Two blanks and more are as good as two. */
static char *squeezed(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++)
		if (!(from[0] == ' ' && from[1] == ' ' && from[2] == ' '))
			*to++ = *from;
	*to = 0;
	return text;
}

static void one_step_is_opened(void)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		char *out = squeezed(play_once(steps[i].script)), *told = strstr(out, "> why");

		CU_ASSERT_PTR_NOT_NULL_FATAL(told);
		for (int k = 0; k < 5 && steps[i].part[k]; k++)
			CU_ASSERT(play_has(told, steps[i].part[k]));
		free(out);
	}
}

static void wrong_numbers(void)
{
	char *out = play_once("why 1\nm 100\nwhy 0\nwhy 8\nwhy x\ntry m 50\nwhy 1\nwhy\n");

	CU_ASSERT(play_has(out, "no operation was done yet"));
	CU_ASSERT(play_has(out, "why 8: the last operation, m 100, has 7 steps, 1 to 7."));
	CU_ASSERT(play_has(out, "why 0: the last operation, m 100, has 7 steps, 1 to 7."));
	CU_ASSERT(play_has(out, "this is what try shows"));
	free(out);
}

/* Nobody was told while it was played: its last operation is carried out once more. */
static void after_a_recording(void)
{
	static const char rep[] = "8192\n2\n3\n1\na 0 100\na 1 50\nf 0\n";
	const char *path = scratch_write("why.rep", rep, sizeof rep - 1);
	char script[700], *out;

	snprintf(script, sizeof script, "load %s\nwhy\nwhy 2\n", path);
	out = play_once(script);
	CU_ASSERT(play_has(out, "> why\n 1 p1: key 0, bucket 0: found, in use."));
	CU_ASSERT(play_has(out, "free           0 -> 1\n"));
	free(out);
}

/* All of a search cannot be kept: what is only counted is said to be. */
static void counted_steps(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "set section 64K\nreset\nfill 1000 16\n"
	           "f p1..p1000 every 2\nm 100\nwhy 41\nwhy 50\n");
	CU_ASSERT(play_has(play.out, "Steps that are only counted cannot be opened."));
	CU_ASSERT(play_has(play.out, "\n50 of 61  "));
	play_end(&play);
}

/* ----------------------------------------------- the fields are the real ones */

static int same_number(const struct inside *inside, size_t i, size_t k)
{
	const struct glimpse *a = &inside->after[i], *b = &inside->before[k];

	return !a->found || !b->found || a->section.id != b->section.id
	       || (a->section.nbr_chunks == b->section.nbr_chunks
	           && a->section.used == b->section.used
	           && a->section.free_size == b->section.free_size
	           && a->section.capacity == b->section.capacity);
}

/* What is after a step is before the next; but merges and removals, done later. */
static void check_chain(struct session *session)
{
	struct inside *inside = inside_open(session);
	my_heap_section section;

	CU_ASSERT_PTR_NOT_NULL_FATAL(inside);
	for (size_t i = 0; i + 1 < steps_kept(&inside->steps); i++) {
		unsigned about = told_of(steps_get(&inside->steps, i)->step)->about;
		unsigned next = told_of(steps_get(&inside->steps, i + 1)->step)->about;

		if (i + 1 != STEPS_FIRST && !(about & TOLD_WITH_REMOVAL) && !(next & TOLD_DONE))
			CU_ASSERT(same_number(inside, i, i + 1));
	}
	for (size_t i = 0; i < steps_kept(&inside->steps); i++) {
		const struct glimpse *last = &inside->after[i];

		if (i + 1 == steps_kept(&inside->steps) && last->found
		    && my_heap_section_by_id(session->heap, last->section.id, &section))
			CU_ASSERT(last->section.used == section.used
			          && last->section.nbr_chunks == section.nbr_chunks);
	}
	inside_close(inside);
}

static void steps_follow_each_other(void)
{
	static const char *const settings[] = {
		"set placement best\nset hash modulo\n", "set coalesce deferred\n",
		"set placement bins\nset section 16K\n", "set header 16\nset split 64\n",
	};
	uint64_t state = test_seed();

	for (int run = 0; run < 4; run++) {
		struct play play;

		play_start(&play);
		play_lines(&play, settings[run]);
		play_lines(&play, "reset\n");
		for (int i = 0; i < 150; i++) {
			static const char *const lines[] = {
				"m %u\n", "m %u\n", "f p%u\n", "r p%u 300\n", "r p%u 40\n",
				"a 128 %u\n", "c 3 %u\n",
			};
			char line[40];
			size_t step;

			state = state * 6364136223846793005u + 1442695040888963407u;
			snprintf(line, sizeof line, lines[(state >> 50) % 7],
			         1 + (unsigned)(state >> 33) % (i % 7 ? 90 : 900));
			play_lines(&play, line);
			step = timeline_step(play.session);
			if (play.session->outcome.operation && step)
				check_chain(play.session);
			CU_ASSERT_EQUAL(timeline_step(play.session), step);
			CU_ASSERT_FALSE(my_heap_check(play.session->heap, NULL));
		}
		play_end(&play);
	}
}

CU_TestInfo why_tests[] = {
	{ "every event is told", every_event_is_told },
	{ "one step is opened", one_step_is_opened },
	{ "wrong numbers", wrong_numbers },
	{ "after a recording", after_a_recording },
	{ "counted steps", counted_steps },
	{ "steps follow each other", steps_follow_each_other },
	CU_TEST_INFO_NULL,
};
