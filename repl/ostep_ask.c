/* SPDX-License-Identifier: MIT
 *
 * ostep_ask.c - a problem printed, solved, or asked and checked.
 */
#include "ostep_ask.h"

#include "memory.h"
#include "number.h"
#include "ostep_text.h"
#include "ostep_verdict.h"
#include "ostep_why.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

struct ostep_asking {
	const struct ostep_sheet *sheet;
	const struct ostep_problem *problem;
	struct ostep_task *task;
	char *line;         /* the last that was read */
	size_t room, number; /* number: of that line */
	int kept;           /* it is read once more */
	int ended;          /* there are no more */
	int lost;           /* the answers are of another problem */
	int senseless;      /* a line made no sense */
	unsigned told;      /* differences from the book's program */
	size_t points, of, right, asked; /* right, asked: operations */
};

/* ------------------------------------------------------------------------- lines */

/* 1, 0 at the end; what is behind OSTEP_LINE_MOST bytes of a line is dropped. */
static int read_line(struct ostep_asking *a)
{
	FILE *in = a->sheet->in;
	size_t length = 0;
	int letter = EOF;

	if (a->kept) {
		a->kept = 0;
		return 1;
	}
	while (!a->ended && (letter = getc(in)) != EOF && letter != '\n') {
		a->line = memory_room(a->line, length, 2, &a->room, 1);
		if (length < OSTEP_LINE_MOST && letter != '\r')
			a->line[length++] = (char)(letter ? letter : '?');
	}
	a->ended |= letter == EOF;
	if (a->ended && length == 0)
		return 0;
	a->line = memory_room(a->line, length, 1, &a->room, 1);
	a->line[length] = 0;
	a->number++;
	return 1;
}

static void tell_line(struct ostep_asking *a, const char *sentence)
{
	fflush(a->sheet->out);
	if (a->sheet->prompts)
		text_line(a->sheet->err, "", 0, sentence);
	else
		fprintf(a->sheet->err, "mmviz: line %zu of the answers: %s\n", a->number, sentence);
}

static void prompt(const struct ostep_asking *a, const struct ostep_step *step,
                   enum ostep_part part)
{
	static const char *const prompts[] = { "returned, searched", "returned", "list" };

	if (a->sheet->prompts)
		fprintf(a->sheet->out, "  %s> ",
		        prompts[part == OSTEP_LIST ? 2 : step->kind == OSTEP_FREE]);
	fflush(a->sheet->out); /* also for a program that answers */
}

/* A person is asked until it makes sense; an empty line is one that does not know. */
static void ask_part(struct ostep_asking *a, const struct ostep_step *step, enum ostep_part part,
                     struct ostep_said *said)
{
	char sentence[OSTEP_SENTENCE];
	enum ostep_line read = OSTEP_NO_ANSWER;
	int again = 1;

	while (again && !a->lost) {
		prompt(a, step, part);
		if (!read_line(a))
			return;
		read = ostep_answer_read(a->line, step, part, said, sentence);
		if (read == OSTEP_NO_SENSE || read == OSTEP_OTHER)
			tell_line(a, sentence);
		a->senseless |= read == OSTEP_NO_SENSE && !a->sheet->prompts;
		a->lost = read == OSTEP_OTHER && !a->sheet->prompts;
		a->kept = read == OSTEP_NEXT_PART && !a->sheet->prompts;
		again = a->sheet->prompts ? read > OSTEP_ANSWERED
		                          : read == OSTEP_NO_ANSWER;
	}
}

/* ---------------------------------------------------------------------- the questions */

static void print_step(struct ostep_asking *a, const struct ostep_step *step)
{
	FILE *out = a->sheet->out;

	ostep_text_step(out, a->problem, step, a->sheet->solved);
	if (step->kind != OSTEP_SKIPPED)
		ostep_text_list(out, a->problem, &step->after, a->sheet->solved);
}

/* Is anything answered from here on? At the very end nothing is said of an answer. */
static int is_answered(const struct ostep_asking *a, const struct ostep_said *said)
{
	return !a->ended || said->has_returned || said->has_list || a->kept;
}

static void ask_step(struct ostep_asking *a, const struct ostep_step *step)
{
	struct ostep_said said = { 0 };

	if (a->sheet->in && !a->ended && !a->lost) {
		ask_part(a, step, OSTEP_RETURNED, &said);
		ask_part(a, step, OSTEP_LIST, &said);
	}
	if (a->sheet->in && !a->lost && is_answered(a, &said)) {
		struct ostep_marks marks = ostep_verdict(a->sheet->out, a->problem, step, &said);

		a->asked++;
		a->points += marks.all;
		a->right += marks.all == marks.of;
	}
	ostep_list_free(&said.list);
}

static void go_through_one(struct ostep_asking *a, const struct ostep_step *step)
{
	print_step(a, step);
	if (step->kind != OSTEP_SKIPPED) {
		ask_step(a, step);
		fputc('\n', a->sheet->out);
	}
	if (a->sheet->solved || a->asked)
		ostep_why_differs(a->sheet->err, a->problem, step, &a->told);
}

/* Behind the last answer of a file the rest of the sheet is wanted; a person who leaves wants no
 * more. How many there are that can be answered. */
static size_t go_through(struct ostep_asking *a)
{
	struct ostep_step step;
	size_t steps = 0;

	while (ostep_task_next(a->task, &step)) {
		int counts = step.kind != OSTEP_SKIPPED, goes = !(a->sheet->prompts && a->ended);

		steps += (size_t)counts;
		a->of += counts ? ostep_points(&step) : 0;
		if (goes)
			go_through_one(a, &step);
	}
	return steps;
}

static int sum_up(struct ostep_asking *a, size_t steps)
{
	const char *stopped = ostep_task_stopped(a->task);
	int failed = a->lost || a->senseless || *stopped;

	if (*stopped)
		fprintf(a->sheet->err, "mmviz: %s\n", stopped);
	if (a->asked == 0)
		return failed;
	fprintf(a->sheet->out, "%s of %s points; %s answered, %s of %s all right.\n",
	        comma(a->points).text, comma(a->of).text,
	        counted(a->asked, "operation", "operations").text, comma(a->right).text,
	        comma(steps).text);
	return failed || a->right < steps;
}

int ostep_ask(const struct ostep_sheet *sheet)
{
	struct ostep_asking a = { .sheet = sheet, .problem = sheet->problem,
		            .task = ostep_task_create(sheet->problem) };
	int status;

	if (!a.task) {
		fprintf(sheet->err, "mmviz: the system has no memory for a space of %s.\n",
		        counted(sheet->problem->size, "byte", "bytes").text);
		return 1;
	}
	ostep_text_problem(sheet->out, sheet->problem, sheet->solved);
	if (sheet->prompts && sheet->in)
		fputs("What an Alloc returned and how many entries were searched: 1020 2\n"
		      "What a Free returned, one number, as nothing is searched: 0\n"
		      "The list, each entry as address:size: 1000:16 1044:56, or: empty\n"
		      "skip, or an empty line, and the answer is told; Ctrl-D ends.\n\n",
		      sheet->out);
	status = sum_up(&a, go_through(&a));
	ostep_task_destroy(a.task);
	free(a.line);
	return status;
}
