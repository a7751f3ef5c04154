/* SPDX-License-Identifier: MIT
 *
 * test_lesson_words.c - the words of lessons: read, played as a demo, and wrongly written.
 */
#include "play.h"

#include "names.h"
#include "player.h"
#include "scratch.h"

static const char *const lesson[] = {
	"seed ada\nlet n = rand(64, 64) # sixty-four\nm {n}\nm 100\nm {n * 2}\nf p1\n",
	"# {n} bytes are free at {offset(s1+0x0)}; {nothing} stays.\n",
	"ask where place Where will the next {n} bytes begin?\n"
	"  hint Look at the list.\n  m rand(64, 64)\n"
	"  explain They begin at {offset(p4)}.\n\n  explain That was p1.\nend\n",
	"ask what number of 3 How many bytes has p2?\n\tanswer size(p2) # a remark\nend\n",
	"ask which choice Which placement is it?\nchoice best\nchoice {placement} fit\n"
	"answer b\nend\n",
	"ask taken chunk Which chunk is taken?\n m 16\nend\n",
	"goal holes of 2 Make a hole of {n} bytes.\n  within 2 commands\n"
	"  reach count(free, n) = 1\n  f p4\n  explain It is there.\nend\n",
	"pause\nexpect exists(p4)\nexpect count(free, 64) = 0\n",
};

static char *whole(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; i < sizeof lesson / sizeof *lesson; i++)
		fputs(lesson[i], out);
	fclose(out);
	return text;
}

static const char *const shown[] = {
	"64 bytes are free at 0x000; {nothing} stays.\n",
	"? where  Where will the next 64 bytes begin?\n> m 64\np4 = s1+0x0, 64 bytes",
	"\n  Answer: s1+0x0\n  They begin at 0x000. That was p1.\n",
	"? what (3 points)  How many bytes has p2?\n  Answer: 112\n",
	"? which  Which placement is it?\n  a) best\n  b) first fit\n  Answer: b",
	"? taken  Which chunk is taken?\n  1: s1+0x",
	"? holes (2 points)  Make a hole of 64 bytes.\n  Within 2 operations.\n> f p4\n",
	"  Reached in 1 operation.\n  It is there.\n",
	"> expect exists(p4)\nas expected: exists(p4)\n",
};

static void a_lesson_is_a_demo(void)
{
	if (!play_stays())
		return;

	char *text = whole();
	struct play play;

	play_start(&play);
	play_lines(&play, text);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		CU_ASSERT(play_has(play.out, shown[i]));
	CU_ASSERT_PTR_NULL(strstr(play.out, "Look at the list."));
	play_end(&play);
	free(text);
}

/* Where one line is one mistake. */
static const struct {
	const char *text, *told; /* after "test:" */
} wrongs[] = {
	{ "pause now\n", "1: nothing stands behind pause" },
	{ "seed\n", "1: it is written: seed WORD" },
	{ "seed two words\n", "1: it is written: seed WORD" },
	{ "let n\n", "1: it is written: let NAME = EXPRESSION" },
	{ "let n 4 = 4\n", "1: it is written: let NAME = EXPRESSION" },
	{ "let 4n = 4\n", "1: 4n is no name" },
	{ "let chunks = 4\n", "1: chunks is the name of something" },
	{ "let and = 4\n", "1: and is the name of something" },
	{ "let best = 4\n", "1: best is a value that something is set to. Take another name." },
	{ "let none = 4\n", "1: none is a word of answers" },
	{ "let new = 4\n", "1: new is a word of answers" },
	{ "let p1 = 4\n", "1: p1 is the name of a chunk, a section, a bucket or a thread" },
	{ "let s12 = 4\n", "1: s12 is the name of a chunk" },
	{ "let n = (4\n", "1: a ) is missing" },
	{ "let n = 3 - 4\n", "1: 3 - 4 is below 0" },
	{ "seed a\nm {x}\n", "2: the name x is not known here" },
	{ "end\n", "1: this word belongs between ask" },
	{ "hint x\n", "1: this word belongs between ask" },
	{ "ask\n", "1: the name of this ask is missing" },
	{ "ask 1x number Q\nanswer 1\nend\n", "1: 1x is no name for an ask" },
	{ "ask a\nend\n", "1: behind ask a its kind is missing" },
	{ "ask a numbr Q\nend\n", "1: numbr is no kind of answer. Did you mean number?" },
	{ "ask a colour Q\nchoice x\nend\n", "1: colour is no kind of answer. It is one of" },
	{ "ask a number of 0 Q\nanswer 1\nend\n", "1: 0 is no number of points" },
	{ "ask a number of 101 Q\nanswer 1\nend\n", "1: 101 is no number of points" },
	{ "ask a number\nanswer 1\nend\n", "1: ask a asks nothing" },
	{ "ask a number Q\nend\n", "2: ask a has no answer" },
	{ "ask a place Q\nend\n", "2: ask a has no answer" },
	{ "ask a number Q\nanswer 1\nanswer 2\nend\n",
	  "3: ask a has an answer already, in line 2" },
	{ "ask a number Q\nanswer\nanswer 1\nend\n", "2: it is written: answer EXPRESSION" },
	{ "ask a number Q\nchoice x\nanswer 1\nend\n", "2: only a question of kind choice" },
	{ "ask a choice Q\nchoice x\nanswer a\nend\n", "4: ask a needs two choices" },
	{ "ask a number Q\nwithin 3\nanswer 1\nend\n", "2: within belongs in a goal" },
	{ "ask a number Q\nexplian x\nanswer 1\nend\n", "2: explian is no command and no word of "
	                                                "ask a. Did you mean explain?" },
	{ "ask a number Q\npause\nanswer 1\nend\n", "2: pause cannot stand in ask a" },
	{ "ask a number Q\nquit\nanswer 1\nend\n", "2: quit cannot stand in ask a" },
	{ "ask a number Q\nanswer 1\nend here\n", "3: nothing stands behind end" },
	{ "ask a number Q\nanswer 1\n", "2: the end of ask a, which began in line 1, is missing" },
	{ "ask a number Q\nanswer 1\n# prose\nm 1\n", "3: the end of ask a" },
	{ "ask a number Q\nanswer 1\nask b number Q\nanswer 1\nend\n", "3: the end of ask a" },
	{ "ask a number Q\nw p1 \"x\nanswer 1\nend\n", "2: " },
	{ "goal g T\nwithin 3\nm 1\nend\n", "4: goal g reaches nothing" },
	{ "goal g T\nreach chunks = 1\nend\n", "3: goal g has no solution" },
	{ "goal g T\nreach chunks = \nm 1\nend\n", "2: a value is missing at the end" },
	{ "goal g T\nreach chunks = 2\nwithin x\nm 1\nend\n",
	  "3: it is written: within 6 commands" },
	{ "goal g T\nreach chunks = 2\nwithin 0\nm 1\nend\n",
	  "3: it is written: within 6 commands" },
	{ "goal g T\nreach chunks = 2\nanswer 1\nm 1\nend\n", "3: answer belongs in an ask" },
	{ "goal g T\nreach chunks = 9\nm 1\nend\n", "1: the solution of g does not reach" },
	{ "ask a number Q\nanswer 1\nend\nask a number Q\nanswer 1\nend\n",
	  "4: ask a has a name that was given before" },
	{ "ask a number Q\nm\nanswer 1\nend\n", "2: m has too few words" },
	{ "ask a number Q\nanswer best\nend\n", "2: " },
	{ "ask a number Q {x}\nanswer 1\nend\n", "1: the name x is not known here" },
};

static void mistakes_are_told_with_their_line(void)
{
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		char begin[200];
		struct play play;

		play_start(&play);
		play_lines(&play, wrongs[i].text);
		snprintf(begin, sizeof begin, "test:%s", wrongs[i].told);
		CU_ASSERT_EQUAL(play.status, 1);
		CU_ASSERT(strncmp(play.err, begin, strlen(begin)) == 0);
		CU_ASSERT_EQUAL(play.session->failures, 1);
		if (strncmp(play.err, begin, strlen(begin)) != 0 || play.session->failures != 1)
			printf("\n%s--> %s (%zu)\n", wrongs[i].text, play.err,
			       play.session->failures);
		play_end(&play);
	}
}

/* The lines around a mistake, also within a block, are read as they are. */
static void reading_goes_on(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nask a number Q\nchoice x\nexplian y\nend\nlet n = 4\nm {n}\n"
	                  "expect chunks 3\n");
	CU_ASSERT_EQUAL(play.session->failures, 3);
	CU_ASSERT(play_has(play.err, "test:3:") && play_has(play.err, "test:4:")
	          && play_has(play.err, "test:5:"));
	CU_ASSERT(play_has(play.out, "as expected: chunks is 3"));
	play_end(&play);
}

/* A script without a word of lessons plays as it always did. */
static void other_scripts_stay_as_they_are(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "ask = m 100\nend = m 16\nhint= 3\nf ask\nsource no{such}file\n");
	CU_ASSERT(play_has(play.out, "ask = s1+0x0, 112 bytes"));
	CU_ASSERT(play_has(play.out, "end = s1+0x70, 16 bytes"));
	CU_ASSERT(play_has(play.err, "no{such}file"));
	CU_ASSERT_EQUAL(play.session->failures, 2);
	play_end(&play);
}

static void words_at_the_prompt_are_told_apart(void)
{
	static const char *const words[] = { "pause", "ask a number Q", "end", "let n = 4" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct play play;

		play_start(&play);
		CU_ASSERT_EQUAL(session_line(play.session, words[i]), SESSION_FAILED);
		CU_ASSERT(play_has(play.session->outcome.linear, "is a word of lessons"));
		play_end(&play);
	}
}

static void seeds_lead_to_the_same_numbers(void)
{
	static const char *const scripts[] = {
		"seed a\nm rand(1,1000000)\n", "seed b\nm rand(1,1000000)\n",
		"m rand(1, 9)\nseed a\nm rand(1,1000000)\n",
	};
	char *out[3];

	for (size_t i = 0; i < 3; i++) {
		out[i] = play_once(scripts[i]);
		*strchr(strstr(out[i], i == 2 ? "\n> m " : "> m ") + 4, '\n') = 0;
	}
	CU_ASSERT(strcmp(out[0], out[1]) != 0);
	CU_ASSERT_STRING_EQUAL(strstr(out[2], "\n> m ") + 1, out[0]);
	for (size_t i = 0; i < 3; i++)
		free(out[i]);
}

/* It is what is to be seen, and no mistake of the lesson. */
static void an_operation_may_fail(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 16\nf p1\nask a choice What happens?\nchoice nothing\n"
	                  "choice it is refused\nf p1\nanswer b\nend\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	CU_ASSERT(play_has(play.out, "double free") && play_has(play.out, "Answer: b"));
	play_end(&play);
}

/* The heap after an exercise is the one before it. */
static void an_exercise_is_an_excursion(void)
{
	if (!play_stays())
		return;

	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nm 64\ngoal g T\nreach not exists(p1)\nf p1\nend\n"
	                  "expect exists(p1)\nm 32\nexpect exists(p3)\nexpect operations 3\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	play_end(&play);
}

static void a_block_is_bounded(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct play play;

	fputs("ask a number Q\n", out);
	for (int i = 0; i < 10000; i++)
		fputs("hint x\n", out);
	fclose(out);
	play_start(&play);
	play_lines(&play, text);
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err, "test:201: the end of ask a, which began in line 1, is "
	                             "missing: it has more than 200 lines"));
	play_end(&play);
	free(text);
}

/* ---------------------------------------------------------------------- step by step */

static void open_player(struct play *play, struct player *player)
{
	char *text = whole();

	play_start(play);
	CU_ASSERT_FATAL(player_start(player, play->session,
	                             scratch_write("lesson.txt", text, strlen(text))));
	free(text);
}

static int tells(const struct player *player, const char *part)
{
	for (size_t i = 0; i < player->told.count; i++)
		if (strstr(player->told.line[i], part))
			return 1;
	return 0;
}

/* Steps on until something is told; the number of steps, 0: it is over. */
static int until(struct player *player, const char *part)
{
	for (int steps = 1; steps < 100; steps++) {
		if (player_next(player) == PLAYER_OVER)
			return 0;
		if (player->shown && tells(player, part))
			return steps;
	}
	return 0;
}

static void a_question_is_a_step_of_its_own(void)
{
	if (!play_stays())
		return;

	struct player player;
	struct play play;

	open_player(&play, &player);
	CU_ASSERT(until(&player, "? where  Where will the next 64 bytes begin?") > 0);
	CU_ASSERT(!tells(&player, "Answer"));
	CU_ASSERT_EQUAL(names_count(play.session->names), 3);
	CU_ASSERT_EQUAL(until(&player, "Answer: s1+0x0"), 1);
	CU_ASSERT(tells(&player, "That was p1.") && tells(&player, "? where"));
	CU_ASSERT_EQUAL(names_count(play.session->names), 4);
	CU_ASSERT_EQUAL(until(&player, "? what (3 points)"), 1);
	CU_ASSERT(until(&player, "? holes") > 0);
	CU_ASSERT_EQUAL(until(&player, "Reached in 1 operation."), 1);
	CU_ASSERT(!names_is_alive(play.session->names, 3));
	CU_ASSERT_EQUAL(until(&player, "nothing more"), 0);
	CU_ASSERT(names_is_alive(play.session->names, 3));
	CU_ASSERT_EQUAL(play.session->failures, 0);
	player_end(&player);
	play_end(&play);
}

/* Whoever leaves a question in the middle works on the heap that it was asked about, and finds
 * it asked again. */
static void a_question_waits(void)
{
	if (!play_stays())
		return;

	static const char *const asked[] = { "? where", "? holes" };

	for (size_t i = 0; i < 2; i++) {
		struct player player;
		struct play play;
		size_t mine;

		open_player(&play, &player);
		CU_ASSERT(until(&player, asked[i]) > 0);
		player_pause(&player);
		session_line(play.session, "mine = m 16");
		CU_ASSERT_EQUAL(player_heap(&player), PLAYER_CHANGED_HEAP);
		player_resume(&player);
		CU_ASSERT_EQUAL(until(&player, i ? "Reached in 1" : "Answer: s1+"), 1);
		player_pause(&player);
		mine = names_find(play.session->names, "mine");
		CU_ASSERT(mine != NAME_NONE && names_is_alive(play.session->names, mine));
		CU_ASSERT(names_is_alive(play.session->names, 3));
		player_end(&player);
		play_end(&play);
	}
}

CU_TestInfo lesson_words_tests[] = {
	{ "a lesson is a demo", a_lesson_is_a_demo },
	{ "mistakes are told with their line", mistakes_are_told_with_their_line },
	{ "reading goes on", reading_goes_on },
	{ "other scripts stay as they are", other_scripts_stay_as_they_are },
	{ "words at the prompt are told apart", words_at_the_prompt_are_told_apart },
	{ "seeds lead to the same numbers", seeds_lead_to_the_same_numbers },
	{ "an operation may fail", an_operation_may_fail },
	{ "an exercise is an excursion", an_exercise_is_an_excursion },
	{ "a block is bounded", a_block_is_bounded },
	{ "a question is a step of its own", a_question_is_a_step_of_its_own },
	{ "a question waits", a_question_waits },
	CU_TEST_INFO_NULL,
};
