/* SPDX-License-Identifier: MIT
 *
 * test_reason_sweep.c - random heaps of every placement, order, coalescing, hash and header: the
 * right answer gets all points, a wrong one never, and what is said of a wrong one is true by
 * a walk of the test's own.
 */
#include "judged.h"
#include "chance.h"
#include "free_walk.h"

enum { HEAPS = 400, WRONGS = 12 };

/* ------------------------------------------------------------------------- the claims */

/* Every "s1+0x40 (112 bytes)" or "(s1+0x40, 112 bytes)". */
static void check_sizes(const struct walk *walk, const char *said)
{
	for (const char *at = said; (at = strstr(at, " bytes)")) != NULL; at++) {
		char digits[32] = "";
		size_t length = 0;
		const char *end = at, *start;
		const struct hole *hole;

		for (start = end; start > said && strchr("0123456789,", start[-1]); start--)
			;
		for (; start < end && length < 31; start++)
			if (*start != ',')
				digits[length++] = *start;
		for (start = end; start > said && *start != 's'; start--)
			;
		/* Behind the s of "bytes" of nothing: the place stands right before it. */
		hole = hole_at(walk, start);
		CU_ASSERT_PTR_NOT_NULL(hole);
		CU_ASSERT(!hole || hole->size == strtoul(digits, NULL, 10));
	}
}

struct claim {
	const char *words;
	int (*holds)(const struct walk *walk, const char *said);
};

#define CHOSEN hole_behind(walk, said, "You chose ")
#define TAKEN hole_behind(walk, said, "the placement is ")

static int by_best(const struct walk *walk, const char *said)
{
	return CHOSEN == extreme(walk, -1);
}

static int by_worst(const struct walk *walk, const char *said)
{
	return CHOSEN == extreme(walk, 1);
}

static int by_first(const struct walk *walk, const char *said)
{
	return CHOSEN == extreme(walk, 0);
}

static int is_small(const struct walk *walk, const char *said)
{
	return CHOSEN && CHOSEN->size < walk->need;
}

static int is_enough(const struct walk *walk, const char *said)
{
	return CHOSEN && CHOSEN->size >= walk->need;
}

static int is_used(const struct walk *walk, const char *said)
{
	return !CHOSEN;
}

static int looked_first(const struct walk *walk, const char *said)
{
	return TAKEN && TAKEN == first_looked(walk) && TAKEN->size >= walk->need;
}

static int comes_before(const struct walk *walk, const char *said)
{
	return TAKEN && CHOSEN && TAKEN < CHOSEN && TAKEN->size >= walk->need;
}

static int came_to(const struct walk *walk, const char *said)
{
	const struct hole *hole = hole_behind(walk, said, "came to ");

	return hole && hole != CHOSEN && hole->size >= walk->need;
}

static int is_smallest(const struct walk *walk, const char *said)
{
	return TAKEN && TAKEN == extreme(walk, -1);
}

static int is_largest(const struct walk *walk, const char *said)
{
	return TAKEN && TAKEN == extreme(walk, 1);
}

static int is_as_large(const struct walk *walk, const char *said)
{
	return TAKEN && CHOSEN && TAKEN->size == CHOSEN->size && TAKEN < CHOSEN;
}

static size_t apart(size_t a, size_t b)
{
	return a < b ? b - a : a - b;
}

static int is_nearer(const struct walk *walk, const char *said)
{
	const struct hole *taken = hole_behind(walk, said, ", and ");
	size_t from = strtoul(strstr(strstr(said, "outwards from s"), "0x"), NULL, 16);

	return taken && CHOSEN && taken->size >= walk->need
	       && apart(taken->offset, from) <= apart(CHOSEN->offset, from);
}

static int none_fits(const struct walk *walk, const char *said)
{
	(void)said;
	return extreme(walk, 0) == NULL;
}

static const struct claim claims[] = {
	{ "as best fit would", by_best },
	{ "as worst fit would", by_worst },
	{ "as first fit would", by_first },
	{ "but it is too small", is_small },
	{ "It would hold the", is_small },
	{ "It is large enough, but", is_enough },
	{ "but it is in use", is_used },
	{ "was looked at first", looked_first },
	{ "comes before it in the list and", comes_before },
	{ "first, which is large enough", came_to },
	{ "which is large enough.", came_to },
	{ "is the smallest that is", is_smallest },
	{ "is the largest. It leaves", is_largest },
	{ "is just as large", is_as_large },
	{ "No free chunk is large enough", none_fits },
	{ "No free chunk was large enough", none_fits },
	{ "it goes outwards from s", is_nearer },
};

static size_t checked[sizeof claims / sizeof claims[0]];

static void check_claims(const struct walk *walk, const char *said)
{
	for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
		if (!strstr(said, claims[i].words))
			continue;
		checked[i]++;
		if (!claims[i].holds(walk, said))
			printf("\nfalse (%s, need %zu): %s\n", claims[i].words, walk->need, said);
		CU_ASSERT(claims[i].holds(walk, said));
	}
}

/* ------------------------------------------------------------------------ a random heap */

/* Near fit refuses the orders that come after it, but that of addresses. */
static const char *const settings[][7] = {
	{ "placement", "first", "next", "best", "worst", "bins", "near" },
	{ "order", "address", "size-up", "size-down", "lifo", "fifo", "address" },
	{ "coalesce", "at-once", "deferred", "never", "at-once", "deferred", "never" },
	{ "hash", "modulo", "order-preserving", "fibonacci", "modulo", "fibonacci", "modulo" },
	{ "header", "0", "16", "0", "8", "32", "0" },
	{ "section", "1024", "4096", "2048", "4096", "512", "1024" },
};

/* Some have so many chunks that not all steps of a search are kept. */
static void make_heap(struct play *play, const char *more)
{
	size_t chunks = below(8) ? 24 : 240;
	char lines[8000];
	int used = 0;

	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		size_t value = 1 + below(6);

		used += snprintf(lines + used, sizeof lines - (size_t)used, "set %s %s\n",
		                 settings[i][0], settings[i][value]);
	}
	used += snprintf(lines + used, sizeof lines - (size_t)used, "%sreset\n", more);
	for (size_t i = 1; i <= chunks; i++)
		used += snprintf(lines + used, sizeof lines - (size_t)used, "m %zu\n",
		                 1 + below(200));
	for (size_t i = 1; i <= chunks; i++)
		if (below(2))
			used += snprintf(lines + used, sizeof lines - (size_t)used, "f p%zu\n", i);
	play_lines(play, lines);
}

static size_t need_of(const struct play *play, size_t asked)
{
	size_t header = my_heap_options_of(play->session->heap)->header;

	return (asked + header + 15) / 16 * 16;
}

/* ----------------------------------------------------------------------------- answers */

static void give(struct asked *a, const char *typed)
{
	CU_ASSERT(asked_given(a, typed));
	asked_judge(a, NULL);
}

static void check_right(struct asked *a)
{
	give(a, a->right_text);
	CU_ASSERT(a->is_right);
	CU_ASSERT_EQUAL(a->points, ASKED_POINTS);
	CU_ASSERT_STRING_EQUAL(a->reason, "");
}

/* A place that is likely to be chosen: a chunk's start, or anywhere. */
static void wrong_place(const struct asked *a, char *out, size_t size)
{
	const struct before *b = a->before;
	const struct before_chunk *chunk = &b->chunk[below(b->count)];
	size_t into = below(4) ? 0 : below(chunk->size);

	snprintf(out, size, "s%zu+0x%zx", chunk->place.section, chunk->place.offset + into);
}

static void check_wrong(struct asked *a, const struct walk *walk)
{
	char typed[64];

	for (int i = 0; i < WRONGS; i++) {
		wrong_place(a, typed, sizeof typed);
		give(a, typed);
		if (a->is_right)
			continue;
		CU_ASSERT(a->points < ASKED_POINTS);
		CU_ASSERT_NOT_EQUAL(a->reason[0], 0);
		check_sizes(walk, a->reason);
		check_claims(walk, a->reason);
	}
}

static void judge_allocation(enum answer_kind kind)
{
	struct asked a;
	struct walk walk;
	size_t asked = 1 + below(below(8) ? 300 : 3000);
	char line[40];

	asked_begin(&a, "", kind);
	make_heap(&a.play, "");
	before_free(a.before);
	a.before = before_take(a.play.session);
	a.about.before = a.before;
	take_walk(&walk, a.play.session->heap);
	walk.need = need_of(&a.play, asked);
	snprintf(line, sizeof line, "m %zu\n", asked);
	CU_ASSERT(asked_given(&a, "none"));
	CU_ASSERT(asked_run(&a, line));
	check_right(&a);
	check_wrong(&a, &walk);
	asked_end(&a);
}

static void some_allocations(size_t heaps)
{
	for (size_t i = 0; i < heaps; i++)
		judge_allocation(i % 2 ? ANSWER_PLACE : ANSWER_CHUNK);
}

static void allocations(void)
{
	chance(test_seed());
	some_allocations(HEAPS * test_percent() / 100);
}

/* Of one seed it is known that each claim is made. */
static void every_claim_is_made(void)
{
	if (test_percent() < 100)
		return;
	memset(checked, 0, sizeof checked);
	chance(1);
	some_allocations(HEAPS / 2);
	for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
		if (!checked[i])
			printf("\nnever said: %s\n", claims[i].words);
		CU_ASSERT(checked[i] > 0);
	}
}

/* --------------------------------------------------------- every operation, every kind */

static void wrong_answer(const struct asked *a, char *out, size_t size)
{
	enum answer_kind kind = a->about.kind;
	int used = 0;

	if (kind == ANSWER_BUCKET) {
		snprintf(out, size, "b%zu", below(40));
		return;
	}
	wrong_place(a, out, size);
	for (size_t i = 0; kind == ANSWER_LIST && i < a->before->free_count && i < 20; i++) {
		const struct before_chunk *hole = before_numbered(a->before, i + 1);

		if (below(8))
			used += snprintf(out + used, size - (size_t)used, "s%zu+0x%zx ",
			                 hole->place.section, hole->place.offset);
	}
}

static void judge_any(enum answer_kind kind, const char *more)
{
	static const char *const operations[] = { "f p%zu\n", "r p%zu 260\n", "r p%zu 9\n",
		                                  "r p%zu 90\n", "a 128 %zu\n", "c 4 %zu\n" };
	char line[40], typed[1000];
	struct asked a;

	asked_begin(&a, "", kind);
	make_heap(&a.play, more);
	before_free(a.before);
	a.before = before_take(a.play.session);
	a.about.before = a.before;
	snprintf(line, sizeof line, operations[below(6)],
	         1 + below(24));
	CU_ASSERT(asked_given(&a, kind == ANSWER_BUCKET ? "b0" : "none"));
	if (asked_run(&a, line))
		check_right(&a);
	for (int i = 0; *a.problem == 0 && i < WRONGS; i++) {
		wrong_answer(&a, typed, sizeof typed);
		give(&a, typed);
		CU_ASSERT_EQUAL(a.is_right, a.points == ASKED_POINTS);
		CU_ASSERT_EQUAL(a.is_right, *a.reason == 0);
		if (!a.is_right && !*a.reason)
			printf("\n%s%s: %s not %s\n", a.play.out, line, a.given_text, a.right_text);
	}
	asked_end(&a);
}

static void operations(void)
{
	static const enum answer_kind kinds[] = { ANSWER_PLACE, ANSWER_CHUNK, ANSWER_BUCKET,
		                                  ANSWER_LIST };

	chance(test_seed() + 1);
	for (size_t i = 0; i < HEAPS * test_percent() / 100; i++)
		judge_any(kinds[i % 4], i % 7 == 3 ? "set engine fast\n"
		                        : i % 7 == 5 ? "set guard on\n" : "");
}

CU_TestInfo reason_sweep_tests[] = {
	{ "allocations", allocations },
	{ "every claim is made", every_claim_is_made },
	{ "operations", operations },
	CU_TEST_INFO_NULL,
};
