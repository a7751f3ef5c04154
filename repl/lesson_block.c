/* SPDX-License-Identifier: MIT
 *
 * lesson_block.c - ask ... end and goal ... end.
 */
#include "lesson_block.h"

#include "command.h"
#include "expression.h"
#include "memory.h"
#include "number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const answer_kind_names[ANSWER_KINDS] = {
	"number", "place", "chunk", "bucket", "choice", "list",
};

static const char blanks[] = " \t";

struct quote lesson_block_called(const struct lesson_block *block)
{
	struct quote called;

	snprintf(called.text, sizeof called.text, "%s %s",
	         block->what == LESSON_ASK ? "ask" : "goal", block->id);
	return called;
}

/* --------------------------------------------------------------------- first line */

/* The next word of *rest, which goes on behind it; 0: there is none. */
static int take_word(const char **rest, char out[64])
{
	size_t length = strcspn(*rest, blanks);

	snprintf(out, 64, "%.*s", (int)(length < 63 ? length : 63), *rest);
	*rest += length;
	*rest += strspn(*rest, blanks);
	return length > 0;
}

static int read_id(struct lesson_block *block, const char **rest, struct lesson_lines *wrong)
{
	const char *word = block->what == LESSON_ASK ? "ask" : "goal";
	const char *form = block->what == LESSON_ASK
	                           ? "ask where place Where will p3 begin?"
	                           : "goal holes Make two holes of 64 bytes.";
	char id[64];

	if (!take_word(rest, id)) {
		lesson_wrong(wrong, block->line, "The name of this %s is missing. It is written: "
		                                 "%s", word, form);
		return 0;
	}
	if (!word_is_name(id)) {
		lesson_wrong(wrong, block->line,
		             "%s is no name for %s %s: letters, digits and _, at most 23. It is "
		             "written: %s", word_quote(id).text, word[0] == 'a' ? "an" : "a", word,
		             form);
		return 0;
	}
	snprintf(block->id, sizeof block->id, "%.23s", id);
	return 1;
}

static int read_kind(struct lesson_block *block, const char **rest, struct lesson_lines *wrong)
{
	struct nearest nearest;
	char kind[64];

	if (!take_word(rest, kind)) {
		lesson_wrong(wrong, block->line,
		             "Behind ask %s its kind is missing: number, "
		             "place, chunk, bucket, choice or list.",
		             block->id);
		return 0;
	}
	nearest_start(&nearest, kind);
	for (int i = 0; i < ANSWER_KINDS; i++) {
		nearest_try(&nearest, answer_kind_names[i]);
		if (strcmp(kind, answer_kind_names[i]) != 0)
			continue;
		block->kind = (enum answer_kind)i;
		return 1;
	}
	lesson_wrong(wrong, block->line,
	             "%s is no kind of answer. %s%s%s", word_quote(kind).text,
	             nearest_word(&nearest) ? "Did you mean " : "It is one of: number, place, "
	                                                        "chunk, bucket, choice, list.",
	             nearest_word(&nearest) ? nearest_word(&nearest) : "",
	             nearest_word(&nearest) ? "?" : "");
	return 0;
}

/* "of 3 Which ..."; a question may begin with of all the same. */
static int read_points(struct lesson_block *block, const char **rest, struct lesson_lines *wrong)
{
	char word[64], problem[NUMBER_PROBLEM];
	const char *behind = *rest;
	size_t points;

	block->points = 1;
	if (!take_word(&behind, word) || strcmp(word, "of") != 0 || !take_word(&behind, word)
	    || !strchr("0123456789-", word[0]))
		return 1;
	if (!number_read(word, &points, problem) || points < 1
	    || points > LESSON_BLOCK_POINTS_MOST) {
		lesson_wrong(wrong, block->line, "%s is no number of points: 1 to %d.",
		             word_quote(word).text, LESSON_BLOCK_POINTS_MOST);
		return 0;
	}
	block->points = (unsigned)points;
	*rest = behind;
	return 1;
}

struct lesson_block *lesson_block_start(const char *text, size_t line, struct lesson_lines *wrong)
{
	struct lesson_block *block = memory_new(1, sizeof *block);
	const char *rest;

	block->what = lesson_word_of(text, &rest)->kind;
	block->line = line;
	block->within = LESSON_BLOCK_WITHIN;
	block->faulty = 1;
	if (strlen(text) > LESSON_BLOCK_LINE)
		lesson_wrong(wrong, line, "The line has more than %s bytes.",
		             comma(LESSON_BLOCK_LINE).text);
	else if (read_id(block, &rest, wrong)
	         && (block->what == LESSON_GOAL || read_kind(block, &rest, wrong))
	         && read_points(block, &rest, wrong))
		block->faulty = 0;
	if (!block->faulty && !*rest)
		lesson_wrong(wrong, line, "%s asks nothing: its text is missing behind it.",
		             lesson_block_called(block).text);
	block->question = lesson_trim(rest, 0);
	return block;
}

/* ---------------------------------------------------------------------- its lines */

typedef void take(struct lesson_block *block, const char *rest, size_t line,
                  struct lesson_lines *wrong);

static void add_text(struct lesson_lines *lines, const char *rest, size_t line)
{
	char *text = lesson_trim(rest, 0);

	lesson_lines_add(lines, text, line);
	free(text);
}

static void take_choice(struct lesson_block *block, const char *rest, size_t line,
                        struct lesson_lines *wrong)
{
	if (block->kind != ANSWER_CHOICE && !block->faulty)
		lesson_wrong(wrong, line, "Only a question of kind choice has choices; %s is of "
		                          "kind %s.", lesson_block_called(block).text,
		             answer_kind_names[block->kind]);
	else if (block->choices.count == LESSON_BLOCK_CHOICES)
		lesson_wrong(wrong, line, "%s has more than %d choices.",
		             lesson_block_called(block).text, LESSON_BLOCK_CHOICES);
	else
		add_text(&block->choices, rest, line);
}

static void take_hint(struct lesson_block *block, const char *rest, size_t line,
                      struct lesson_lines *wrong)
{
	(void)wrong;
	add_text(&block->hints, rest, line);
}

static void take_explain(struct lesson_block *block, const char *rest, size_t line,
                         struct lesson_lines *wrong)
{
	(void)wrong;
	add_text(&block->explain, rest, line);
}

static void take_answer(struct lesson_block *block, const char *rest, size_t line,
                        struct lesson_lines *wrong)
{
	if (block->answer)
		lesson_wrong(wrong, line, "%s has an answer already, in line %s.",
		             lesson_block_called(block).text, comma(block->answer_line).text);
	else
		block->answer = lesson_trim(rest, 1);
	block->answer_line = line;
}

static void take_reach(struct lesson_block *block, const char *rest, size_t line,
                       struct lesson_lines *wrong)
{
	char *text = lesson_trim(rest, 1), problem[EXPRESSION_PROBLEM];

	if (!expression_check(&(struct scope){ 0 }, text, problem))
		lesson_wrong(wrong, line, "%s", problem);
	lesson_lines_add(&block->reach, text, line);
	free(text);
}

static void take_within(struct lesson_block *block, const char *rest, size_t line,
                        struct lesson_lines *wrong)
{
	char word[64], problem[NUMBER_PROBLEM], *text = lesson_trim(rest, 1);
	const char *at = text;
	size_t number = 0;
	int wrote = take_word(&at, word);

	if (!wrote || !number_read(word, &number, problem) || number < 1
	    || number > LESSON_BLOCK_WITHIN_MOST
	    || (*at && strcmp(at, "commands") != 0 && strcmp(at, "command") != 0))
		lesson_wrong(wrong, line, "It is written: within 6 commands, with 1 to %s of them.",
		             comma(LESSON_BLOCK_WITHIN_MOST).text);
	else
		block->within = number;
	free(text);
}

enum { IN_ASK = 1, IN_GOAL = 2 };

/* What may stand in a block, and in which. */
static const struct {
	const char *name;
	int in;
	int may_be_empty;
	take *take;
} taken[] = {
	{ "choice", IN_ASK, 0, take_choice },
	{ "answer", IN_ASK, 0, take_answer },
	{ "hint", IN_ASK | IN_GOAL, 0, take_hint },
	{ "explain", IN_ASK | IN_GOAL, 0, take_explain },
	{ "within", IN_GOAL, 1, take_within },
	{ "reach", IN_GOAL, 0, take_reach },
};

static void take_line(struct lesson_block *block, const struct lesson_word *word, const char *rest,
                      size_t line, struct lesson_lines *wrong)
{
	int in = block->what == LESSON_ASK ? IN_ASK : IN_GOAL;

	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
		if (strcmp(taken[i].name, word->name) != 0)
			continue;
		if (!(taken[i].in & in))
			lesson_wrong(wrong, line, "%s belongs in %s, and %s is none.", word->name,
			             in == IN_ASK ? "a goal" : "an ask",
			             lesson_block_called(block).text);
		else if (!*rest && !taken[i].may_be_empty)
			lesson_wrong(wrong, line, "It is written: %s", word->form);
		else
			taken[i].take(block, rest, line, wrong);
		return;
	}
	lesson_wrong(wrong, line, "%s cannot stand in %s, which began in line %s. Is its end "
	                          "missing?", word->name, lesson_block_called(block).text,
	             comma(block->line).text);
}

/* Words that are filled in later may be any. */
static int may_be_command(const struct words *words)
{
	for (int i = 0; i < words->count; i++)
		if (strchr(words->word[i].text, '{'))
			return 1;
	return command_of(words) != NULL;
}

/* It would end the lesson in the middle of the block. */
static int is_quit(const struct words *words)
{
	const struct command *command = command_of(words);

	return command && strcmp(command->name, "q") == 0;
}

static void check_command(struct lesson_block *block, const struct words *words, size_t line,
                          struct lesson_lines *wrong)
{
	struct nearest nearest;

	if (is_quit(words))
		lesson_wrong(wrong, line, "%s cannot stand in %s.", words->word[0].text,
		             lesson_block_called(block).text);
	if (words->count == 0 || may_be_command(words))
		return;
	nearest_start(&nearest, words->word[0].text);
	for (const struct lesson_word *w = lesson_words; w->name; w++)
		nearest_try(&nearest, w->name);
	for (const struct command *c = commands; c->name; c++)
		nearest_try(&nearest, c->name);
	lesson_wrong(wrong, line, "%s is no command and no word of %s.%s%s%s",
	             word_quote(words->word[0].text).text, lesson_block_called(block).text,
	             nearest_word(&nearest) ? " Did you mean " : "",
	             nearest_word(&nearest) ? nearest_word(&nearest) : "",
	             nearest_word(&nearest) ? "?" : "");
}

static void take_command(struct lesson_block *block, const char *text, size_t line,
                         struct lesson_lines *wrong)
{
	char problem[WORD_PROBLEM];
	struct words words;

	if (words_split(&words, text, problem))
		check_command(block, &words, line, wrong);
	else
		lesson_wrong(wrong, line, "%s", problem);
	if (words.count)
		lesson_lines_add(&block->commands, text + strspn(text, blanks), line);
	words_free(&words);
}

/* ------------------------------------------------------------------------ its end */

static int gives_its_answer(const struct lesson_block *block)
{
	return block->commands.count && block->kind != ANSWER_NUMBER
	       && block->kind != ANSWER_CHOICE;
}

static void end_ask(struct lesson_block *block, size_t line, struct lesson_lines *wrong)
{
	struct quote called = lesson_block_called(block);

	if (!block->answer && !gives_its_answer(block))
		lesson_wrong(wrong, line, "%s has no answer: %s.", called.text,
		             block->kind == ANSWER_NUMBER || block->kind == ANSWER_CHOICE
		                     ? "the line answer EXPRESSION is missing"
		                     : "a command that gives it is missing, or the line answer "
		                       "EXPRESSION");
	if (block->kind == ANSWER_CHOICE && block->choices.count < 2)
		lesson_wrong(wrong, line, "%s needs two choices at least: lines choice TEXT.",
		             called.text);
}

static void end_goal(struct lesson_block *block, size_t line, struct lesson_lines *wrong)
{
	struct quote called = lesson_block_called(block);

	if (!block->reach.count)
		lesson_wrong(wrong, line, "%s reaches nothing: the line reach EXPRESSION is "
		                          "missing.", called.text);
	if (!block->commands.count)
		lesson_wrong(wrong, line, "%s has no solution: the commands of one are missing.",
		             called.text);
}

int lesson_block_line(struct lesson_block *block, const char *text, size_t line,
                      struct lesson_lines *wrong)
{
	const char *rest;
	const struct lesson_word *word = lesson_word_of(text, &rest);

	if (strlen(text) > LESSON_BLOCK_LINE) {
		lesson_wrong(wrong, line, "The line has more than %s bytes.",
		             comma(LESSON_BLOCK_LINE).text);
	} else if (!word || word->kind == LESSON_EXPECT) {
		take_command(block, text, line, wrong);
	} else if (strcmp(word->name, "end") == 0) {
		if (*rest && *rest != '#')
			lesson_wrong(wrong, line, "Nothing stands behind end.");
		if (!block->faulty)
			(block->what == LESSON_ASK ? end_ask : end_goal)(block, line, wrong);
		return 0;
	} else {
		take_line(block, word, rest, line, wrong);
	}
	return 1;
}

void lesson_block_unfinished(struct lesson_block *block, size_t line, const char *why,
                             struct lesson_lines *wrong)
{
	if (block->faulty)
		return;
	lesson_wrong(wrong, line, "The end of %s, which began in line %s, is missing%s.",
	             lesson_block_called(block).text, comma(block->line).text, why);
}

void lesson_block_free(struct lesson_block *block)
{
	if (!block)
		return;
	free(block->question);
	free(block->answer);
	lesson_lines_free(&block->choices);
	lesson_lines_free(&block->hints);
	lesson_lines_free(&block->commands);
	lesson_lines_free(&block->explain);
	lesson_lines_free(&block->reach);
	free(block);
}
