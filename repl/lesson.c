/* SPDX-License-Identifier: MIT
 *
 * lesson.c - a script read as a lesson.
 */
#include "lesson.h"

#include "answer.h"
#include "memory.h"
#include "path.h"
#include "raw.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line that was read, or one that is given once more: what broke a block off. */
struct reading_line {
	enum script_kind kind;
	char *text;
	size_t number;
};

struct lesson_reading {
	struct lesson_lines wrong; /* to be given before all else, from `told` on */
	size_t told;
	struct reading_line line;          /* the present one */
	int again;                 /* it is the next one too */
	struct lesson_block *block;       /* the one at hand, or NULL */
	char (*id)[24];            /* of those so far */
	size_t ids, id_space;
	struct scope *outer;       /* of the session, before this lesson */
};

/* -------------------------------------------------------------- beginning and end */

void lesson_seed(struct lesson *lesson, const char *word)
{
	free(lesson->seed);
	lesson->seed = memory_text(word);
	lesson->random = raw_hash(word, strlen(word));
	if (lesson->random == 0) /* which would stay 0 */
		lesson->random = 1;
}

/* "01" of lessons/01.txt */
static char *name_of(const struct script *script)
{
	const char *name = path_last(script_name(script)), *end = strrchr(name, '.');

	return memory_copy(name, end && end > name ? (size_t)(end - name) : strlen(name));
}

struct lesson *lesson_start(struct session *session, struct script *script, const char *seed)
{
	struct lesson *lesson = memory_new(1, sizeof *lesson);

	lesson->session = session;
	lesson->script = script;
	lesson->reading = memory_new(1, sizeof *lesson->reading);
	lesson->name = name_of(script);
	lesson->is_given = seed != NULL;
	lesson_seed(lesson, seed ? seed : lesson->name);
	lesson->scope = (struct scope){ session, &lesson->variables, &lesson->random };
	lesson->reading->outer = session->scope;
	session->scope = &lesson->scope;
	return lesson;
}

void lesson_end(struct lesson *lesson)
{
	struct lesson_reading *reading = lesson->reading;

	lesson->session->scope = reading->outer;
	lesson_lines_free(&reading->wrong);
	lesson_block_free(reading->block);
	free(reading->line.text);
	free(reading->id);
	free(reading);
	variables_free(&lesson->variables);
	free(lesson->name);
	free(lesson->seed);
	free(lesson);
}

/* ------------------------------------------------------------------------- reading */

static void next_line(struct lesson *lesson)
{
	struct reading_line *line = &lesson->reading->line;
	const char *text;

	if (lesson->reading->again) {
		lesson->reading->again = 0;
		return;
	}
	line->kind = script_next(lesson->script, &text);
	line->number = script_line(lesson->script);
	free(line->text);
	line->text = memory_text(text);
}

static int begins_block(const struct reading_line *line)
{
	const char *rest;
	const struct lesson_word *word =
	        line->kind == SCRIPT_COMMAND ? lesson_word_of(line->text, &rest) : NULL;

	return word && (word->kind == LESSON_ASK || word->kind == LESSON_GOAL);
}

/* Why the line cannot be one of a block; NULL: it can. */
static const char *breaks(const struct lesson_block *block, const struct reading_line *line)
{
	if (line->kind == SCRIPT_END)
		return ": the script ends before it";
	if (line->kind == SCRIPT_PROSE)
		return ", or prose stands in it";
	if (begins_block(line))
		return " before this line";
	return line->number - block->line < LESSON_BLOCK_LINES
	               ? NULL : ": it has more than 200 lines";
}

static void read_block(struct lesson *lesson)
{
	struct lesson_reading *reading = lesson->reading;
	struct reading_line *line = &reading->line;
	const char *why;
	int goes_on = 1;

	reading->block = lesson_block_start(line->text, line->number, &reading->wrong);
	while (goes_on && !lesson->session->interrupted) {
		next_line(lesson);
		why = breaks(reading->block, line);
		if (why) {
			lesson_block_unfinished(reading->block, line->number, why, &reading->wrong);
			reading->again = 1;
			return;
		}
		if (line->kind == SCRIPT_TOO_LONG)
			lesson_wrong(&reading->wrong, line->number,
			             "The line has more than 4,096 bytes.");
		else if (line->kind == SCRIPT_COMMAND)
			goes_on = lesson_block_line(reading->block, line->text, line->number,
			                            &reading->wrong);
	}
}

static void check_id(struct lesson *lesson)
{
	struct lesson_reading *reading = lesson->reading;
	struct lesson_block *block = reading->block;

	for (size_t i = 0; i < reading->ids && *block->id; i++)
		if (strcmp(reading->id[i], block->id) == 0) {
			lesson_wrong(&reading->wrong, block->line,
			             "%s has a name that was given before: each question and "
			             "exercise needs its own.", lesson_block_called(block).text);
			return;
		}
	if (reading->ids == LESSON_BLOCKS) {
		lesson_wrong(&reading->wrong, block->line,
		             "A lesson has at most 1,000 questions and exercises.");
		return;
	}
	reading->id = memory_room(reading->id, reading->ids, 1, &reading->id_space,
	                          sizeof *reading->id);
	memcpy(reading->id[reading->ids++], block->id, sizeof block->id);
}

/* ---------------------------------------------------------------- lines of one word */

/* p1, s1, b3, t2 */
static int is_of_heap(const char *name)
{
	return strchr("psbt", name[0]) && name[1] && !name[1 + strspn(name + 1, "0123456789")];
}

/* What expressions and answers mean by a word already. */
static const struct {
	int (*is)(const char *name);
	const char *what;
} taken[] = {
	{ expression_knows, "the name of something that is measured or set" },
	{ expression_is_value, "a value that something is set to" },
	{ answer_is_word, "a word of answers" },
	{ is_of_heap, "the name of a chunk, a section, a bucket or a thread" },
};

/* NULL: it can be that of a variable. */
static const char *taken_by(const char *name)
{
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
		if (taken[i].is(name))
			return taken[i].what;
	return NULL;
}

static void check_let(struct lesson *lesson, const char *rest, size_t line)
{
	struct lesson_lines *wrong = &lesson->reading->wrong;
	char *text = lesson_trim(rest, 1), *sign = strchr(text, '='), problem[EXPRESSION_PROBLEM];
	char *name = lesson_trim(text, 0);

	name[strcspn(name, " \t=")] = 0;
	if (!sign || strspn(text + strlen(name), " \t") != (size_t)(sign - text) - strlen(name))
		lesson_wrong(wrong, line, "It is written: let NAME = EXPRESSION");
	else if (!word_is_name(name))
		lesson_wrong(wrong, line, "%s is no name: letters, digits and _, at most 23, and "
		                          "no digit first.", word_quote(name).text);
	else if (taken_by(name))
		lesson_wrong(wrong, line, "%s is %s. Take another name.", name, taken_by(name));
	else if (!expression_check(&lesson->scope, sign + 1, problem))
		lesson_wrong(wrong, line, "%s", problem);
	free(name);
	free(text);
}

static void check_seed(struct lesson *lesson, const char *rest, size_t line)
{
	char *word = lesson_trim(rest, 1);

	if (!*word || strpbrk(word, " \t"))
		lesson_wrong(&lesson->reading->wrong, line, "It is written: seed WORD");
	free(word);
}

static void check_pause(struct lesson *lesson, const char *rest, size_t line)
{
	if (*rest && *rest != '#')
		lesson_wrong(&lesson->reading->wrong, line, "Nothing stands behind pause.");
}

static void check_stray(struct lesson *lesson, const char *rest, size_t line)
{
	(void)rest;
	lesson_wrong(&lesson->reading->wrong, line,
	             "This word belongs between ask, or goal, and end: none of them began.");
}

static const struct {
	enum lesson_kind kind;
	void (*check)(struct lesson *lesson, const char *rest, size_t line);
} checks[] = {
	{ LESSON_LET, check_let },
	{ LESSON_SEED, check_seed },
	{ LESSON_PAUSE, check_pause },
	{ LESSON_WRONG, check_stray },
};

static enum lesson_kind read_word(struct lesson *lesson, const struct lesson_word *word,
                                  const char *rest)
{
	struct lesson_reading *reading = lesson->reading;

	lesson->is_one |= word->kind != LESSON_EXPECT && word->kind != LESSON_WRONG;
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
		if (checks[i].kind == word->kind)
			checks[i].check(lesson, rest, reading->line.number);
	if (word->kind == LESSON_ASK || word->kind == LESSON_GOAL) {
		read_block(lesson);
		check_id(lesson);
	}
	return word->kind;
}

static enum lesson_kind read_item(struct lesson *lesson)
{
	static const enum lesson_kind kinds[] = {
		[SCRIPT_END] = LESSON_END,         [SCRIPT_BLANK] = LESSON_BLANK,
		[SCRIPT_PROSE] = LESSON_PROSE,     [SCRIPT_COMMAND] = LESSON_COMMAND,
		[SCRIPT_TOO_LONG] = LESSON_TOO_LONG,
	};
	const struct reading_line *line = &lesson->reading->line;
	const struct lesson_word *word;
	const char *rest;

	next_line(lesson);
	if (line->kind != SCRIPT_COMMAND)
		return kinds[line->kind];
	word = lesson_word_of(line->text, &rest);
	return word ? read_word(lesson, word, rest) : LESSON_COMMAND;
}

/* The next of the mistakes; 0: there are none left. */
static int give_wrong(struct lesson *lesson, struct lesson_item *out)
{
	struct lesson_reading *reading = lesson->reading;

	if (reading->told == reading->wrong.count) {
		lesson_lines_free(&reading->wrong);
		reading->told = 0;
		return 0;
	}
	const struct lesson_line *wrong = &reading->wrong.line[reading->told++];

	*out = (struct lesson_item){ LESSON_WRONG, wrong->line, wrong->text, NULL };
	script_stand(lesson->script, wrong->line);
	return 1;
}

enum lesson_kind lesson_next(struct lesson *lesson, struct lesson_item *out)
{
	struct lesson_reading *reading = lesson->reading;
	enum lesson_kind kind;
	size_t line;

	if (give_wrong(lesson, out))
		return LESSON_WRONG;
	lesson_block_free(reading->block);
	reading->block = NULL;
	kind = read_item(lesson);
	if (give_wrong(lesson, out))
		return LESSON_WRONG;
	line = reading->block ? reading->block->line : reading->line.number;
	*out = (struct lesson_item){ kind, line, reading->block ? NULL : reading->line.text,
	                             reading->block };
	script_stand(lesson->script, line);
	return kind;
}
