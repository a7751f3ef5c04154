/* SPDX-License-Identifier: MIT
 *
 * test_quiz.c - the quiz: its questions are played, answered by a shadow (quiz_key.h), and judged
 * by mmviz. All three agree, or the test fails.
 */
#include "quiz.h"

#include "lesson.h"
#include "play.h"
#include "question.h"
#include "quiz_key.h"

#include <ctype.h>

enum { SEEDS = 100, WRONG_SEEDS = 25, QUESTIONS = 7 };

/* A quiz while it is taken, on a session and on a shadow. */
struct taking {
	const char *topic, *seed;
	int wrong;            /* the answers are to be wrong */
	struct play play;
	FILE *stream;
	struct script *script;
	struct lesson *lesson;
	struct shadow shadow;
	size_t questions;
	int kinds[ANSWER_KINDS];
	int failed;           /* told once */
};

static void fail(struct taking *taking, const struct lesson_block *block, const char *what,
                 const char *more)
{
	CU_FAIL("a question of the quiz");
	if (!taking->failed)
		printf("\nquiz %s --seed %s, %s: %s: %s\n  %s\n", taking->topic, taking->seed,
		       block ? block->id : "", what, more, block ? block->question : "");
	taking->failed = 1;
}

/* ------------------------------------------------------------- what a sentence names */

static int is_start(const struct shadow *shadow, size_t section, size_t offset, size_t size)
{
	const struct shadow_chunk *chunk = shadow_at(shadow, section, offset);

	return chunk && (size == 0 || chunk->size == size);
}

static size_t read_commas(const char *text)
{
	size_t number = 0;

	for (; isdigit((unsigned char)*text) || (*text == ',' && isdigit((unsigned char)text[1]));
	     text++)
		number = *text == ',' ? number : number * 10 + (size_t)(*text - '0');
	return number;
}

/* Each "s1+0x40, 112 bytes" is a chunk as it was, or as it is. Returns the first that is not. */
static const char *untrue_place(const struct shadow *before, const struct shadow *after,
                                const char *text)
{
	size_t section, offset, size;
	int length;

	for (; (text = strstr(text, "s")); text++) {
		length = 0;
		if (sscanf(text, "s%zu+%zx%n", &section, &offset, &length) < 2
		    || strncmp(text + length, ", ", 2) != 0)
			continue;
		size = read_commas(text + length + 2);
		if (size && strstr(text + length, " bytes") == NULL)
			continue;
		if (size && !is_start(before, section, offset, size)
		    && !is_start(after, section, offset, size))
			return text;
	}
	return NULL;
}

/* ---------------------------------------------------------------------- one question */

static struct key_question question_of(const struct lesson_block *block)
{
	struct key_question out = { .id = block->id, .text = block->question };

	for (; out.choices < block->choices.count && out.choices < KEY_LINES; out.choices++)
		out.choice[out.choices] = block->choices.line[out.choices].text;
	for (; out.commands < block->commands.count && out.commands < KEY_LINES; out.commands++)
		out.command[out.commands] = block->commands.line[out.commands].text;
	return out;
}

/* Another answer of the same kind. */
static void make_wrong(const struct lesson_block *block, const struct shadow *before,
                       struct key *key)
{
	const struct shadow_chunk *list[SHADOW_CHUNKS];
	size_t count = shadow_list(before, list), i = 0;
	char *text = key->answer, other[64];

	if (block->kind == ANSWER_NUMBER || block->kind == ANSWER_BUCKET) {
		size_t number = (size_t)strtoul(text + (*text == 'b'), NULL, 10);

		snprintf(text, sizeof key->answer, "%zu", number ? number - 1 : 1);
	} else if (block->kind == ANSWER_CHOICE) {
		*text = *text == 'a' ? 'b' : 'a';
	} else {
		do
			snprintf(other, sizeof other, "s%zu+0x%zx", list[i]->section,
			         list[i]->offset);
		while (strcmp(other, text) == 0 && ++i < count);
		strcpy(text, i < count ? other : "s1+0x7f0");
	}
}

/* A sentence with a number holds a fact. */
static int is_known(const struct key *key, const char *sentence)
{
	size_t i = 0;

	while (i < key->facts && (strlen(key->fact[i]) < 5 || !strstr(sentence, key->fact[i])))
		i++;
	return i < key->facts || !strpbrk(sentence, "0123456789");
}

/* In any case the explanation is there, and what it names is so. */
static void check(struct taking *taking, const struct lesson_block *block,
                  const struct shadow *before, const struct key *key, const struct verdict *verdict)
{
	const char *untrue;

	if (verdict->faulty || !verdict->understood) {
		fail(taking, block, "not judged", verdict->said);
		return;
	}
	if (verdict->reached == taking->wrong)
		fail(taking, block, key->answer, verdict->right);
	untrue = untrue_place(before, &taking->shadow, verdict->said);
	if (untrue)
		fail(taking, block, "not so", untrue);
	for (size_t i = 0; i < key->facts; i++)
		if (!strstr(verdict->explain, key->fact[i]))
			fail(taking, block, key->fact[i], verdict->explain);
	for (size_t i = 0; i < block->explain.count; i++)
		if (!is_known(key, block->explain.line[i].text))
			fail(taking, block, "the shadow does not say", block->explain.line[i].text);
}

static void answer(struct taking *taking, struct question *question,
                   const struct lesson_block *block, const struct shadow *before, const struct key *key)
{
	char problem[QUESTION_PROBLEM];
	struct verdict verdict;

	if (!question_read(question, key->answer, problem)) {
		fail(taking, block, key->answer, problem);
		return;
	}
	if (!question_run(question, lesson_runner, taking->lesson, problem)) {
		fail(taking, block, "its commands", problem);
		return;
	}
	verdict = question_judge(question);
	check(taking, block, before, key, &verdict);
	verdict_free(&verdict);
}

static void ask(struct taking *taking, const struct lesson_block *block)
{
	struct key_question text = question_of(block);
	struct shadow before = taking->shadow;
	char problem[QUESTION_PROBLEM];
	struct question *question;
	struct key key;

	taking->questions++;
	taking->kinds[block->kind] = 1;
	question = question_begin(&taking->lesson->scope, block, problem);
	if (!question || !key_find(&taking->shadow, &text, &key)) {
		fail(taking, block, "cannot be asked", question ? "no key" : problem);
		question_free(question);
		return;
	}
	if (taking->wrong)
		make_wrong(block, &before, &key);
	answer(taking, question, block, &before, &key);
	question_free(question);
}

/* ----------------------------------------------------------------------- one quiz */

static void take(struct taking *taking, const struct lesson_item *item)
{
	if (item->kind == LESSON_WRONG) {
		fail(taking, NULL, "the text", item->text);
	} else if (item->block) {
		ask(taking, item->block);
	} else if (item->kind != LESSON_PROSE && item->kind != LESSON_BLANK) {
		if (lesson_run(taking->lesson, item) != SESSION_OK)
			fail(taking, NULL, item->text, taking->play.session->outcome.linear);
		if (!shadow_line(&taking->shadow, item->text))
			fail(taking, NULL, "unknown to the shadow", item->text);
	}
}

static void take_quiz(struct taking *taking, size_t count)
{
	struct quiz_wish wish = { taking->topic, taking->seed, count };
	char *text = quiz_text(&wish);
	struct lesson_item item;

	play_start(&taking->play);
	shadow_start(&taking->shadow);
	taking->stream = fmemopen(text, strlen(text), "r");
	taking->script = script_open_stream(taking->play.session, taking->stream, "quiz");
	taking->lesson = lesson_start(taking->play.session, taking->script, NULL);
	while (lesson_next(taking->lesson, &item) != LESSON_END)
		take(taking, &item);
	lesson_end(taking->lesson);
	script_close(taking->play.session, taking->script);
	fclose(taking->stream);
	free(text);
	CU_ASSERT(taking->questions == count);
}

static void take_seeds(const char *topic, size_t seeds, int wrong)
{
	for (size_t i = 1; i <= seeds; i++) {
		char seed[20];
		struct taking taking = { .topic = topic, .seed = seed, .wrong = wrong };

		snprintf(seed, sizeof seed, "%zu", i);
		take_quiz(&taking, QUESTIONS);
		play_end(&taking.play);
	}
}

#define RIGHT(topic)                                  \
	static void right_##topic(void)               \
	{                                             \
		take_seeds(#topic, SEEDS, 0);         \
	}

RIGHT(placement)
RIGHT(split)
RIGHT(coalesce)
RIGHT(hash)
RIGHT(realloc)
RIGHT(fragmentation)
RIGHT(misuse)

static void wrong_answers(void)
{
	for (size_t i = 0; quiz_topic(i); i++)
		take_seeds(quiz_topic(i), WRONG_SEEDS, 1);
}

/* -------------------------------------------------------------------------- the text */

static void all_kinds(void)
{
	struct taking taking = { .topic = "mixed", .seed = "kinds" };

	take_quiz(&taking, 84);
	for (size_t i = 0; i < ANSWER_KINDS; i++)
		CU_ASSERT(taking.kinds[i]);
	play_end(&taking.play);
}

static void settings_as_before(void)
{
	struct taking taking = { .topic = "mixed", .seed = "settings" };
	my_heap_options usual;

	my_heap_options_default(&usual);
	take_quiz(&taking, 84);
	usual.misuse = taking.play.session->options.misuse;
	usual.user = taking.play.session->options.user;
	usual.density = taking.play.session->options.density;
	CU_ASSERT(memcmp(&usual, &taking.play.session->options, sizeof usual) == 0);
	play_end(&taking.play);
}

static int same(struct quiz_wish a, struct quiz_wish b)
{
	char *first = quiz_text(&a), *second = quiz_text(&b);
	int equal = strcmp(first, second) == 0;

	free(first);
	free(second);
	return equal;
}

static void same_seed(void)
{
	for (size_t i = 0; quiz_topic(i); i++) {
		const char *topic = quiz_topic(i);

		CU_ASSERT(same((struct quiz_wish){ topic, "ada", 10 },
		               (struct quiz_wish){ topic, "ada", 10 }));
		CU_ASSERT(!same((struct quiz_wish){ topic, "ada", 10 },
		                (struct quiz_wish){ topic, "bob", 10 }));
	}
	CU_ASSERT(same((struct quiz_wish){ NULL, "ada", 10 },
	               (struct quiz_wish){ "mixed", "ada", 10 }));
}

/* ------------------------------------------------------------------- what is typed */

static void check_problem(int read, const char *problem, const char *part)
{
	CU_ASSERT(!read);
	CU_ASSERT(play_has(problem, part));
}

static void bad_words(void)
{
	static const char *const counts[] = { "0", "1001", "-3", "ten", "", "1e3",
	                                      "99999999999999999999" };
	static const char *const seeds[] = { "", "two words", "a\nb", "\x1b[31m", "{1}", "#" };
	char problem[QUIZ_PROBLEM], seed[QUIZ_SEED + 1];
	struct quiz_wish wish = { .count = 1 };

	check_problem(quiz_read_topic("placment", &wish, problem), problem,
	              "Did you mean placement?");
	check_problem(quiz_read_topic("xyzzy", &wish, problem), problem, "realloc, fragmentation");
	check_problem(quiz_read_topic("", &wish, problem), problem, "no topic");
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		check_problem(quiz_read_count(counts[i], &wish, problem), problem, "1 to 1,000");
	for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++)
		check_problem(quiz_read_seed(seeds[i], &wish, problem), problem, "no seed");
	memset(seed, 'a', QUIZ_SEED);
	seed[QUIZ_SEED] = 0;
	check_problem(quiz_read_seed(seed, &wish, problem), problem, "no seed");
}

static void good_words(void)
{
	char problem[QUIZ_PROBLEM], seed[QUIZ_SEED];
	struct quiz_wish wish = { 0 };

	CU_ASSERT(quiz_read_topic("hash", &wish, problem) && strcmp(wish.topic, "hash") == 0);
	check_problem(quiz_read_topic("split", &wish, problem), problem, "one topic");
	CU_ASSERT(quiz_read_count("1000", &wish, problem) && wish.count == 1000);
	CU_ASSERT(quiz_read_seed("Ada.L-1815_x", &wish, problem));
	quiz_any_seed(seed);
	CU_ASSERT(quiz_read_seed(seed, &wish, problem));
}

CU_TestInfo quiz_tests[] = {
	{ "placement: as a shadow has it, on 100 seeds", right_placement },
	{ "split: the same", right_split },
	{ "coalesce: the same", right_coalesce },
	{ "hash: the same", right_hash },
	{ "realloc: the same", right_realloc },
	{ "fragmentation: the same", right_fragmentation },
	{ "misuse: the same", right_misuse },
	{ "wrong answers are found wrong, and nothing untrue is told", wrong_answers },
	{ "all kinds of answers come up", all_kinds },
	{ "settings are put back", settings_as_before },
	{ "the same seed gives the same questions", same_seed },
	{ "words that are refused", bad_words },
	{ "words that are taken", good_words },
	CU_TEST_INFO_NULL
};
