/* SPDX-License-Identifier: MIT
 *
 * test_expression.c - what lessons reckon with: values, mistakes, and what is filled in.
 */
#include "expression.h"
#include "play.h"
#include "random.h"

/* p1 used at 0x000 (112), p2 free at 0x070 (48), p3 used at 0x0a0 (208), 3,728 free behind it. */
static const char heap[] = "m 100\nm 40\nm 200\nf p2\nw p1 \"hello\"\n";

struct row {
	const char *text, *value; /* or a part of the sentence */
};

static const struct row values[] = {
	{ "112", "112" }, { "0x70", "112" }, { "4K", "4,096" }, { "2,784", "2,784" },
	{ "1 + 2 * 3", "7" }, { "(1 + 2) * 3", "9" }, { "7 / 2", "3" }, { "7 % 4", "3" },
	{ "8 - 4 - 2", "2" }, { "2 * 3 % 4", "2" }, { "0.75", "75" },
	{ "1 = 1", "1" }, { "1 == 2", "0" }, { "1 != 2", "1" }, { "1 < 2", "1" },
	{ "2 <= 2", "1" }, { "2 > 2", "0" }, { "2 >= 3", "0" }, { "not 1 = 2", "1" },
	{ "not not 7", "1" }, { "1 = 1 and 2 = 3", "0" }, { "1 = 2 or 2 = 2", "1" },
	{ "1 = 1 or 1 = 1 and 1 = 2", "1" }, { "not (1 = 1 or 1 = 2)", "0" },
	{ "1 or 1 / 0", "1" }, { "0 and size(p99)", "0" }, { "exists(p2) and size(p2) = 48", "0" },
	{ "chunks", "4" }, { "free", "3,776" }, { "largest - 64", "3,664" }, { "size(p1)", "112" },
	{ "size(p1)-size(p3)", "-112 - 208 is below 0" }, { "offset(p3)", "0x0a0" },
	{ "offset(p3) + 16", "0x0b0" }, { "offset(p3) - offset(p1)", "160" },
	{ "state(p1)", "used" }, { "state(p2) = free", "1" }, { "used = state(p1)", "1" },
	{ "state(p1) != free", "1" }, { "placement", "first" }, { "placement = first", "1" },
	{ "placement = best or order = address", "1" }, { "coalesce = at-once", "1" },
	{ "hash = order-preserving", "0" }, { "section = 4K", "1" }, { "load = 0.75", "1" },
	{ "load >= 0.5 and load < 1", "0" }, { "best", "best" }, { "\"two words\"", "two words" },
	{ "text(p1) = \"hello\"", "1" }, { "text(p1) = \"hullo\"", "0" },
	{ "capacity(s1)", "16" }, { "bucket(p3)", "10" }, { "key(s1+0xa0)", "10" },
	{ "count(free, 48)", "1" }, { "count(used,112) + count(used, 208)", "2" },
	{ "count(free, 49)", "0" }, { "fits(48)", "2" }, { "fits(49)", "1" }, { "fits(4K)", "0" },
	{ "exists(p1)", "1" }, { "exists(p2)", "0" }, { "exists(p99)", "0" },
	{ "min(3, 2) + max(3, 2)", "5" }, { "min(2,784)", "2" },
	{ "min(rand(5, 5), 9)", "5" }, { "n", "7" }, { "n * n", "49" }, { "w", "best" },
	{ "w = best", "1" }, { "size(p{k})", "208" }, { "size(p{k - 2})", "112" },
};

static const struct row mistakes[] = {
	{ "", "A value is missing at the end" }, { "1 +", "A value is missing at the end" },
	{ "1 + * 2", "A value is missing before * 2" },
	{ "and 1", "A value is missing before and" },
	{ "(1", "A ) is missing" }, { "size(p1", "A ) is missing" },
	{ "1 2", "2 follows where the expression could end" }, { "1)", ") follows where" },
	{ "1 < 2 < 3", "Two comparisons in a row" }, { "3 - 4", "3 - 4 is below 0" },
	{ "1 / 0", "1 cannot be divided by 0" }, { "1 % 0", "divided by 0" },
	{ "0xffffffffffffffff + 1", "too large" }, { "0xffffffffffffffff * 2", "too large" },
	{ "99999999999999999999999", "too large" }, { "12x", "12x" },
	{ "best + 1", "The name best is not known here" }, { "chnks = 4", "Did you mean chunks?" },
	{ "4 = chnks", "Did you mean chunks?" }, { "state(p1) = 4", "used is a word" },
	{ "state(p1) < used", "used is a word" }, { "not state(p1)", "used is a word" },
	{ "size(p99)", "p99" }, { "size(p2)", "freed" }, { "sze(p1)", "Did you mean size?" },
	{ "count(fre, 3)", "count(free, SIZE)" }, { "count(free)", "count(free, SIZE)" },
	{ "fits()", "A value is missing before )" }, { "rand(3, 2)", "no number from 3 to 2" },
	{ "\"open", "A \" is missing" }, { "size(p{{})", "" },
	{ "$", "A value is missing before $" },
	{ "size(p{k{1}})", "in each other" },
};

struct world {
	struct play play;
	struct variables variables;
	uint64_t random;
	struct scope scope;
};

static void start(struct world *world)
{
	struct expression_value seven = { .is_number = 1, .number = 7 };
	struct expression_value three = { .is_number = 1, .number = 3 };
	struct expression_value best = { .word = "best" };

	*world = (struct world){ .random = 42 };
	play_start(&world->play);
	play_lines(&world->play, heap);
	variables_set(&world->variables, "n", &seven, 1);
	variables_set(&world->variables, "k", &three, 2);
	variables_set(&world->variables, "w", &best, 3);
	world->scope = (struct scope){ world->play.session, &world->variables, &world->random };
}

static void end(struct world *world)
{
	variables_free(&world->variables);
	play_end(&world->play);
}

static void check_value(struct world *world, const struct row *row)
{
	char problem[EXPRESSION_PROBLEM] = "", text[80];
	struct expression_value value;
	int read = expression_read(&world->scope, row->text, &value, problem);

	if (row->value[0] == '-') {
		CU_ASSERT(!read && play_has(problem, row->value + 1));
		return;
	}
	CU_ASSERT(read);
	expression_text(&value, text);
	if (!read || strcmp(text, row->value) != 0) {
		printf("\n%s is %s, not %s %s\n", row->text, read ? text : "wrong", row->value,
		       problem);
		CU_FAIL("another value");
	}
}

static void have_values(void)
{
	struct world world;

	start(&world);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		check_value(&world, &values[i]);
	end(&world);
}

/* Of a fast heap neither what waits in a cache nor the span around it counts. */
static void count_what_is_used_or_free(void)
{
	struct expression_value value;
	char problem[EXPRESSION_PROBLEM];
	struct world world;

	start(&world);
	play_lines(&world.play, "set engine fast\nreset\nm 100\n");
	CU_ASSERT(expression_read(&world.scope, "count(used, size(p1))", &value, problem));
	CU_ASSERT_EQUAL(value.number, 1);
	CU_ASSERT(expression_read(&world.scope, "count(free, 112) + count(used, 64K)", &value,
	                          problem));
	CU_ASSERT_EQUAL(value.number, 0);
	end(&world);
}

static void tell_mistakes(void)
{
	struct expression_value value;
	char problem[EXPRESSION_PROBLEM];
	struct world world;

	start(&world);
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		problem[0] = 0;
		if (expression_read(&world.scope, mistakes[i].text, &value, problem)) {
			printf("\n%s has a value\n", mistakes[i].text);
			CU_FAIL("a mistake is none");
		}
		CU_ASSERT(play_has(problem, mistakes[i].value));
	}
	end(&world);
}

/* What fails within leaves the outcome of the last line. */
static void leave_the_session_alone(void)
{
	struct expression_value value;
	char problem[EXPRESSION_PROBLEM];
	struct world world;
	struct outcome before;

	start(&world);
	before = world.play.session->outcome;
	expression_read(&world.scope, "size(p99) + chnks", &value, problem);
	expression_read(&world.scope, "chunks + largest", &value, problem);
	CU_ASSERT(memcmp(&before, &world.play.session->outcome, sizeof before) == 0);
	end(&world);
}

static void depth_is_bounded(void)
{
	enum { DEEP = 100000 };
	static const char *const parts[] = { "(", "not ", "min(1,", "size(p{size(p{", "1+", "-" };
	struct expression_value value;
	char problem[EXPRESSION_PROBLEM], *text = malloc(DEEP * 16 + 1);
	struct world world;

	start(&world);
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
		char *at = text;

		for (size_t i = 0; i < DEEP; i++)
			at = stpcpy(at, parts[p]);
		CU_ASSERT(!expression_read(&world.scope, text, &value, problem));
		CU_ASSERT(!expression_check(&world.scope, text, problem));
	}
	free(text);
	end(&world);
}

static void what_was_seen_is_told(void)
{
	char seen[EXPRESSION_PROBLEM], problem[EXPRESSION_PROBLEM];
	struct world world;
	int is_so = 1;

	start(&world);
	CU_ASSERT(expression_holds(&world.scope, "chunks + n = 12 or largest < size(p1)", &is_so,
	                           seen, problem));
	CU_ASSERT_EQUAL(is_so, 0);
	CU_ASSERT_STRING_EQUAL(seen, "chunks is 4, n is 7, largest is 3,728, size(p1) is 112");
	CU_ASSERT(!expression_holds(&world.scope, "placement", &is_so, seen, problem));
	end(&world);
}

static void random_numbers_are_of_the_range(void)
{
	struct expression_value value;
	char problem[EXPRESSION_PROBLEM];
	struct world world;
	size_t seen[4] = { 0 };

	start(&world);
	for (int i = 0; i < 400; i++) {
		CU_ASSERT_FATAL(expression_read(&world.scope, "rand(3, 6)", &value, problem));
		CU_ASSERT_FATAL(value.number >= 3 && value.number <= 6);
		seen[value.number - 3]++;
	}
	for (int i = 0; i < 4; i++)
		CU_ASSERT(seen[i] > 50);
	CU_ASSERT(expression_read(&world.scope, "rand(0, 0xffffffffffffffff)", &value, problem));
	world.scope.random = NULL;
	CU_ASSERT(!expression_read(&world.scope, "rand(1, 2)", &value, problem));
	end(&world);
}

/* -------------------------------------------------------------------------- filling in */

static const struct {
	enum expression_fill where;
	const char *text, *out; /* NULL: it is refused */
} fills[] = {
	{ FILL_PROSE, "p1 has {size(p1)} bytes", "p1 has 112 bytes" },
	{ FILL_PROSE, "{chnks} {1 +} {} { open", "{chnks} {1 +} {} { open" },
	{ FILL_PROSE, "{{n} is {n}, } alone", "{n} is 7, } alone" },
	{ FILL_PROSE, "\"{n}\" rand(1,1) # {n}", "\"7\" rand(1,1) # 7" },
	{ FILL_TEXT, "at {offset(p3)}, {state(p{k})}", "at 0x0a0, used" },
	{ FILL_TEXT, "{n * 1000} bytes, s1+{n * 1000}", "7,000 bytes, s1+7000" },
	{ FILL_TYPED, "{n * 1000} bytes", "7000 bytes" }, { FILL_COMMAND, "m {4K}", "m 4096" },
	{ FILL_TEXT, "{chnks}", NULL }, { FILL_TEXT, "{ open", NULL }, { FILL_TEXT, "{1 +}", NULL },
	{ FILL_COMMAND, "m {n * 2}", "m 14" }, { FILL_COMMAND, "w p1 \"{n} \\\" {n}\" {n}",
	                                         "w p1 \"{n} \\\" {n}\" 7" },
	{ FILL_COMMAND, "m rand(9, 9)", "m 9" }, { FILL_COMMAND, "f p{k}", "f p3" },
	{ FILL_COMMAND, "m 1 # {chnks} rand(", "m 1 # {chnks} rand(" },
	{ FILL_COMMAND, "m rand(9", NULL }, { FILL_COMMAND, "m {x", NULL },
	{ FILL_COMMAND, "m {best}", NULL }, { FILL_COMMAND, "m strand(1,2)", "m strand(1,2)" },
	{ FILL_SCRIPT, "load a{b}.rep {x", "load a{b}.rep {x" },
	{ FILL_SCRIPT, "m {size(p1)}", "m 112" }, { FILL_SCRIPT, "m rand(9", "m rand(9" },
};

static void texts_are_filled_in(void)
{
	char problem[EXPRESSION_PROBLEM], *out;
	struct world world;

	start(&world);
	for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
		int done = expression_fill(&world.scope, fills[i].text, fills[i].where, &out,
		                           problem);

		CU_ASSERT_EQUAL(done, fills[i].out != NULL);
		if (done && fills[i].out)
			CU_ASSERT_STRING_EQUAL(out, fills[i].out);
		if (!done)
			CU_ASSERT(problem[0] && !out);
		free(out);
	}
	end(&world);
}

/* What opens and is never closed is looked for not far: else a line of it takes hours. */
static void long_texts_are_filled_in(void)
{
	enum { TIMES = 500000 };
	static const struct {
		enum expression_fill where;
		const char *part, *problem;
	} parts[] = {
		{ FILL_PROSE, "{ ", NULL }, { FILL_SCRIPT, "rand( ", NULL },
		{ FILL_PROSE, "{1}", NULL }, { FILL_TEXT, "{1}", "at most 100 expressions" },
		{ FILL_TEXT, "{ ", "at most 1,000 bytes" },
		{ FILL_COMMAND, " rand(", "at most 1,000 bytes" },
	};
	char problem[EXPRESSION_PROBLEM], *out;
	struct world world;

	start(&world);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t length = strlen(parts[i].part);
		char *text = calloc(TIMES, length + 1);

		for (size_t at = 0; at < TIMES * length; at += length)
			memcpy(text + at, parts[i].part, length);
		CU_ASSERT_EQUAL(expression_fill(&world.scope, text, parts[i].where, &out, problem),
		                !parts[i].problem);
		CU_ASSERT(!parts[i].problem || play_has(problem, parts[i].problem));
		CU_ASSERT(!out || strlen(out) == TIMES * length - (*text == '{' && text[1] == '1'
		                                                   ? 200 : 0));
		free(out);
		free(text);
	}
	end(&world);
}

static void expect_takes_them(void)
{
	static const char *const truths[] = {
		"expect chunks + 1 = 5", "expect chunks=4", "expect not exists(p2)",
		"expect exists(p1)", "expect count(free, 48) = 1", "expect largest > size(p3) * 2",
		"expect state(p1) = used and state(p2) = free",
		"expect offset(p3)-offset(p1) = 0xa0",
		"expect coalesce at-once", "expect load = 0.75", "expect key(s1+0xa0) 10",
		"expect chunks = 2 * 2 # a remark",
	};
	static const char *const lies[] = {
		"expect chunks + 1 = 4", "expect exists(p2)", "expect not exists(p1)",
		"expect count(free, 48) 1", "expect chunks = chnks", "expect rand(1,2) = 1",
		"expect chunks = 4 and", "expect placement",
	};

	for (size_t i = 0; i < sizeof truths / sizeof *truths + sizeof lies / sizeof *lies; i++) {
		size_t count = sizeof truths / sizeof *truths;
		struct play play;

		play_start(&play);
		play_lines(&play, heap);
		/* As typed at the prompt: a script would have random numbers. */
		session_line(play.session, i < count ? truths[i] : lies[i - count]);
		CU_ASSERT_EQUAL(play.session->outcome.failed, i >= count);
		if (play.session->outcome.failed != (i >= count))
			printf("\n%s: %s\n", i < count ? truths[i] : lies[i - count],
			       play.session->outcome.linear);
		play_end(&play);
	}
}

CU_TestInfo expression_tests[] = {
	{ "have values", have_values },
	{ "count what is used or free", count_what_is_used_or_free },
	{ "tell mistakes", tell_mistakes },
	{ "leave the session alone", leave_the_session_alone },
	{ "depth is bounded", depth_is_bounded },
	{ "what was seen is told", what_was_seen_is_told },
	{ "random numbers are of the range", random_numbers_are_of_the_range },
	{ "texts are filled in", texts_are_filled_in },
	{ "long texts are filled in", long_texts_are_filled_in },
	{ "expect takes them", expect_takes_them },
	CU_TEST_INFO_NULL,
};
