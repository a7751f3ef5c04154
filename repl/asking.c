/* SPDX-License-Identifier: MIT
 *
 * asking.c - a question or an exercise while it is open: what is typed.
 */
#include "asking_parts.h"

#include "goal.h"
#include "lesson_fill.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "question.h"
#include "session.h"
#include "timeline.h"
#include "word.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- it is asked */

static int is_first(const struct asking *asking)
{
	return asking->lesson->answered == 0;
}

/* What can be looked at is proposed. */
static int has_p1(const struct asking *asking)
{
	return names_find(asking->lesson->session->names, "p1") != NAME_NONE;
}

static void tell_question(struct asking *asking)
{
	const struct lines *text = asking->goal ? goal_text(asking->goal)
	                                        : question_text(asking->question);
	char points[40] = "";

	if (asking->block->points > 1)
		snprintf(points, sizeof points, " (%u points)", asking->block->points);
	asking->is_asked = 1;
	lines_clear(&asking->said);
	for (size_t i = 0; i < text->count; i++)
		lines_add(&asking->said, "%s%s", text->line[i], i ? "" : points);
	lines_add(&asking->said, "Type %s%s%s",
	          asking->goal ? "commands until it is reached" : question_wants(asking->question),
	          is_first(asking) ? "; or hint, skip, or a command that looks, as view" : "",
	          is_first(asking) && has_p1(asking) ? " or i p1." : ".");
}

int asking_begin(struct asking *asking)
{
	struct scope *scope = &asking->lesson->scope;
	char problem[QUESTION_PROBLEM];

	if (asking_is_goal(asking)) {
		asking->goal = goal_begin(scope, asking->block, problem);
		scope->session->outcome = (struct outcome){ 0 }; /* of what was before it */
	} else {
		asking->question = question_begin(scope, asking->block, problem);
	}
	if (!asking->goal && !asking->question)
		return asking_fail(asking, problem);
	asking->state = ASKING_OPEN;
	asking->is_explained = 0;
	free(asking->typed);
	asking->typed = memory_text("");
	snprintf(asking->prompt, sizeof asking->prompt, "%s %s> ",
	         asking_is_goal(asking) ? "goal" : "answer", asking->block->id);
	tell_question(asking);
	return 1;
}

int asking_start(struct asking *asking, struct lesson *lesson, const struct lesson_block *block)
{
	*asking = (struct asking){ .lesson = lesson, .block = block, .random = lesson->random,
		                   .step = timeline_step(lesson->session),
		                   .heaps = lesson->session->heaps_made };
	return asking_begin(asking);
}

void asking_end(struct asking *asking)
{
	asking_drop(asking);
	asking_come_back(asking);
	lines_free(&asking->said);
	free(asking->given.id);
	free(asking->given.text);
	free(asking->typed);
	free(asking->path);
	*asking = (struct asking){ 0 };
}

/* ------------------------------------------------------------------------ words */

/* What an exercise still lacks. */
static void tell_missing(struct asking *asking)
{
	char said[QUESTION_PROBLEM];

	goal_missing(asking->goal, said);
	lines_add(&asking->said, "%s", said);
}

static void take_hint(struct asking *asking, const char *rest)
{
	char *hint = lesson_fill_hint(&asking->lesson->scope, asking->block, asking->hints);

	(void)rest;
	if (hint)
		lines_add(&asking->said, "Hint %zu: %s", ++asking->hints, hint);
	else if (asking->hints)
		lines_add(&asking->said, "There are no more hints. skip tells the answer.");
	else
		lines_add(&asking->said, "There is no hint for this. skip tells the answer.");
	free(hint);
	if (asking->goal && asking->state == ASKING_OPEN)
		tell_missing(asking);
}

static void take_skip(struct asking *asking, const char *rest)
{
	(void)rest;
	if (asking->state == ASKING_TOLD)
		asking_go_on(asking);
	else if (asking->goal)
		asking_show_solution(asking);
	else
		asking_judge(asking, "");
}

static void take_help(struct asking *asking, const char *rest)
{
	(void)rest;
	lines_add(&asking->said, "hint gives a hint, skip tells the answer, again %s.",
	          asking_is_goal(asking) ? "begins anew" : "asks once more after a wrong one");
	lines_add(&asking->said, "Commands that look are run: view, i p1, x p1, why, stats, find; "
	          "help view tells about one of them.");
	lines_add(&asking->said, asking_is_goal(asking)
	          ? "Commands that change the heap lead to the goal; u takes one back."
	          : "What would change the heap is not run while the question is open.");
	lines_add(&asking->said, "save FILE writes the answers so far, q leaves the lesson.");
}

static void take_quit(struct asking *asking, const char *rest)
{
	(void)rest;
	asking->state = ASKING_QUIT;
}

static void take_save(struct asking *asking, const char *rest)
{
	asking->path = memory_text(rest);
}

static const struct asking_word {
	const char *name;
	int least, most; /* words behind it */
	void (*take)(struct asking *asking, const char *rest);
} words_of_asking[] = {
	{ "hint", 0, 0, take_hint },   { "skip", 0, 0, take_skip }, { "again", 0, 0, asking_again },
	{ "q", 0, 0, take_quit },      { "quit", 0, 0, take_quit }, { "exit", 0, 0, take_quit },
	{ "save", 1, 1, take_save },   { "help", 0, 0, take_help }, { "?", 0, 0, take_help },
};

static const struct asking_word *word_in(const struct words *words)
{
	for (size_t i = 0; i < sizeof words_of_asking / sizeof words_of_asking[0]; i++) {
		const struct asking_word *word = &words_of_asking[i];

		if (words->count > word->least && words->count <= word->most + 1
		    && strcmp(words->word[0].text, word->name) == 0)
			return word;
	}
	return NULL;
}

static const struct asking_word *split_word(struct words *words, const char *line)
{
	char problem[WORD_PROBLEM];

	return words_split(words, line, problem) && words->count ? word_in(words) : NULL;
}

int asking_quits(const char *line)
{
	struct words words;
	const struct asking_word *word = split_word(&words, line);

	words_free(&words);
	return word && word->take == take_quit;
}

static int take_word(struct asking *asking, const char *line)
{
	struct words words;
	const struct asking_word *word = split_word(&words, line);

	if (word)
		word->take(asking, words.word[1].text);
	words_free(&words);
	return word != NULL;
}

/* ------------------------------------------------------------------- what is typed */

/* Of a choice such a one is meant, also where a command is called so. */
static int is_letter(const struct asking *asking, const char *line)
{
	return asking->block->kind == ANSWER_CHOICE && isalpha((unsigned char)line[0])
	       && !line[1 + strspn(line + 1, " \t")];
}

static void take_answer(struct asking *asking, const char *line)
{
	char problem[QUESTION_PROBLEM];
	int is_short = strlen(line) < ATTEMPT_GIVEN;
	const char *refused = "";

	if (!is_short)
		snprintf(problem, sizeof problem, "An answer has fewer than %s bytes.",
		         comma(ATTEMPT_GIVEN).text);
	if (is_short && question_read(asking->question, line, problem))
		asking_judge(asking, line);
	else if (!is_letter(asking, line) && asking_look(asking->lesson, line, &refused))
		asking->showed = 1;
	else
		lines_add(&asking->said, "%s", *refused ? refused : problem);
}

/* What only looks, or is no command, is no part of the solution. */
static int keep_typed(struct asking *asking, const char *line)
{
	size_t had = strlen(asking->typed), more = strlen(line);

	if (!asking_is_act(line))
		return 1;
	if (had + more + 3 > ATTEMPT_GIVEN)
		return 0;
	asking->typed = memory_grow(asking->typed, had + more + 3, 1);
	sprintf(asking->typed + had, "%s%s", had ? "; " : "", line);
	return 1;
}

/* The last operation that is allowed was carried out, and did not lead there. */
static void tell_last(struct asking *asking)
{
	if (asking->lesson->session->preview
	    || goal_operations(asking->goal) != asking->block->within)
		return;
	tell_missing(asking);
	lines_add(&asking->said, "No more operations are allowed: u takes the last one back.");
}

static void take_command(struct asking *asking, const char *line)
{
	char said[QUESTION_PROBLEM];
	enum goal_state state;

	if (!keep_typed(asking, line)) {
		lines_add(&asking->said, "Those are too many lines for one exercise. This one was "
		          "not run: again begins anew.");
		return;
	}
	lesson_command(asking->lesson, line, 0);
	asking->showed = 1;
	state = goal_after_line(asking->goal, said);
	if (state == GOAL_FAULTY)
		asking_fail(asking, said);
	else if (state == GOAL_REACHED)
		asking_reached(asking, said);
	else
		lines_add_text(&asking->said, "", said);
	if (state == GOAL_OPEN && asking_is_act(line))
		tell_last(asking);
}

static void take_other(struct asking *asking, const char *line)
{
	const char *refused;

	if (asking_look(asking->lesson, line, &refused))
		asking->showed = 1;
	else
		lines_add(&asking->said, "Enter goes on with the lesson; again asks once more.");
}

static void take(struct asking *asking, const char *line)
{
	if (!*line && asking->state == ASKING_TOLD)
		asking_go_on(asking);
	else if (take_word(asking, line))
		return;
	else if (asking->state == ASKING_TOLD)
		take_other(asking, line);
	else if (asking->goal)
		take_command(asking, line);
	else
		take_answer(asking, line);
}

static void say_question_first(struct asking *asking)
{
	struct lines said = asking->said;

	asking->said = (struct lines){ 0 };
	tell_question(asking);
	asking->adds = said.count > 0;
	if (asking->adds)
		lines_add(&asking->said, "%s", "");
	lines_add_all(&asking->said, &said);
	lines_free(&said);
}

/* A command that has shown something takes its place; one that failed has shown nothing. */
static void keep_question(struct asking *asking)
{
	const struct outcome *outcome = &asking->lesson->session->outcome;

	if (outcome->failed && !outcome->operation)
		asking->showed = 0;
	else if (!asking->said.count)
		return;
	if (!asking->showed)
		say_question_first(asking);
}

enum asking_state asking_take(struct asking *asking, const char *line)
{
	int is_blank;

	line += strspn(line, " \t");
	is_blank = !*line || *line == '#';
	lines_clear(&asking->said);
	asking->turns++;
	asking->showed = 0;
	asking->is_asked = 0;
	asking->adds = 0;
	asking->lesson->session->bytes = (struct bytes){ 0 }; /* of the line before */
	free(asking->path);
	asking->path = NULL;
	if (is_blank && asking->state == ASKING_OPEN)
		tell_question(asking);
	else
		take(asking, line);
	if (asking->on_screen && asking->state == ASKING_OPEN && !asking->is_asked)
		keep_question(asking);
	return asking->path ? ASKING_SAVE : asking->state;
}
