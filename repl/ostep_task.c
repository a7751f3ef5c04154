/* SPDX-License-Identifier: MIT
 *
 * ostep_task.c - the operations of a problem, carried out one by one.
 */
#include "ostep_task.h"

#include "memory.h"
#include "mersenne.h"
#include "number.h"
#include "word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ostep_task {
	const struct ostep_problem *problem;
	struct ostep_space *space;
	struct mersenne random;
	size_t done;        /* operations */
	const char *at;     /* in the list of operations; NULL: at its end */
	void **pointer;     /* ptr[]; NULL: its Alloc failed */
	size_t made, room;  /* of them */
	size_t succeeded;   /* Allocs */
	size_t *live;       /* the indices of those in use, the oldest first: random ones only */
	size_t lives, live_room;
	struct ostep_list before;
	char stopped[OSTEP_SENTENCE];
};

/* --------------------------------------------------------- a list of operations */

struct listed {
	enum ostep_kind kind;
	size_t number; /* bytes, or an index */
};

static int read_number(const char *text, size_t length, size_t *number)
{
	size_t value = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9' || value > OSTEP_BASE_MOST / 10)
			return 0;
		value = value * 10 + (size_t)(text[i] - '0');
	}
	*number = value;
	return length > 0;
}

/* Its number in the list. */
static size_t place_of(const struct ostep_problem *problem, const char *text)
{
	size_t place = 1;

	for (const char *c = problem->list; c < text; c++)
		place += *c == ',';
	return place;
}

static int is_nothing(const struct ostep_problem *problem, const struct listed *listed)
{
	return listed->kind == OSTEP_ALLOC && ostep_need(problem, listed->number) == 0;
}

static void tell_bad(const struct ostep_problem *problem, const char *text, size_t length,
                     int is_read, char *sentence)
{
	char *shown = memory_copy(text, length);

	if (is_read)
		snprintf(sentence, OSTEP_SENTENCE,
		         "Operation %zu of the list, %s, asks for nothing: without a header there "
		         "is no chunk of 0 bytes. The least is +1, or a header: -H 4.",
		         place_of(problem, text), word_quote(shown).text);
	else
		snprintf(sentence, OSTEP_SENTENCE,
		         "Operation %zu of the list, %s, is none. An operation is + and a size "
		         "or - and an index of ptr[], as in +10,-0.", place_of(problem, text),
		         length ? word_quote(shown).text : "which is empty");
	free(shown);
}

/* The operation at *at, which goes behind it; 0 with a sentence. */
static int read_operation(const struct ostep_problem *problem, const char **at,
                          struct listed *listed, char *sentence)
{
	const char *text = *at;
	size_t length = strcspn(text, ",");
	int is_read = (*text == '+' || *text == '-')
	              && read_number(text + 1, length - 1, &listed->number);

	listed->kind = *text == '-' ? OSTEP_FREE : OSTEP_ALLOC;
	*at = text[length] ? text + length + 1 : NULL;
	if (is_read && !is_nothing(problem, listed))
		return 1;
	tell_bad(problem, text, length, is_read, sentence);
	return 0;
}

int ostep_task_check(const struct ostep_problem *problem, char *sentence)
{
	const char *at = *problem->list ? problem->list : NULL;
	struct listed operation;

	while (at)
		if (!read_operation(problem, &at, &operation, sentence))
			return 0;
	return 1;
}

/* ---------------------------------------------------------------------- the task */

struct ostep_task *ostep_task_create(const struct ostep_problem *problem)
{
	struct ostep_task *task = memory_new(1, sizeof *task);

	task->problem = problem;
	task->at = *problem->list ? problem->list : NULL;
	task->space = ostep_space_create(problem, OSTEP_BY_HAND);
	mersenne_seed(&task->random, problem->seed);
	if (task->space)
		return task;
	ostep_task_destroy(task);
	return NULL;
}

void ostep_task_destroy(struct ostep_task *task)
{
	if (!task)
		return;
	ostep_space_destroy(task->space);
	ostep_list_free(&task->before);
	free(task->pointer);
	free(task->live);
	free(task);
}

const char *ostep_task_stopped(const struct ostep_task *task)
{
	return task->stopped;
}

static void carry_out_alloc(struct ostep_task *task, struct ostep_step *step, size_t size)
{
	void *pointer = ostep_space_alloc(task->space, size, &step->searched);

	step->kind = OSTEP_ALLOC;
	step->index = task->made;
	step->size = size;
	step->failed = !pointer;
	step->address = pointer ? ostep_space_address(task->space, pointer) : 0;
	task->pointer = memory_room(task->pointer, task->made, 1, &task->room,
	                            sizeof *task->pointer);
	task->pointer[task->made++] = pointer;
	task->succeeded += pointer != NULL;
}

static void carry_out_free(struct ostep_task *task, struct ostep_step *step, size_t index)
{
	void *pointer = task->pointer[index];

	step->kind = OSTEP_FREE;
	step->index = index;
	step->address = ostep_space_address(task->space, pointer);
	step->failed = !ostep_space_free(task->space, pointer);
}

/* --------------------------------------------------------------- random operations */

static void draw_alloc(struct ostep_task *task, struct ostep_step *step)
{
	double share = mersenne_real(&task->random);

	carry_out_alloc(task, step, (size_t)(share * (double)task->problem->range) + 1);
	if (step->failed)
		return;
	task->live = memory_room(task->live, task->lives, 1, &task->live_room,
	                         sizeof *task->live);
	task->live[task->lives++] = step->index;
}

static void draw_free(struct ostep_task *task, struct ostep_step *step)
{
	size_t which = (size_t)(mersenne_real(&task->random) * (double)task->lives);

	carry_out_free(task, step, task->live[which]);
	task->lives--;
	memmove(task->live + which, task->live + which + 1,
	        (task->lives - which) * sizeof *task->live);
}

static int next_random(struct ostep_task *task, struct ostep_step *step)
{
	double share = (double)task->problem->percent / 100.0;
	int allocates;

	if (task->done == task->problem->operations)
		return 0;
	do
		allocates = mersenne_real(&task->random) < share;
	while (!allocates && task->lives == 0);
	(allocates ? draw_alloc : draw_free)(task, step);
	return 1;
}

/* ---------------------------------------------------------------- listed operations */

static void skip(struct ostep_step *step, size_t index)
{
	step->kind = OSTEP_SKIPPED;
	step->index = index;
}

static int next_listed(struct ostep_task *task, struct ostep_step *step)
{
	struct listed operation;
	size_t number;
	int is_there, skips;

	if (!task->at || !read_operation(task->problem, &task->at, &operation, task->stopped))
		return 0;
	number = operation.number;
	is_there = number < task->made && task->pointer[number];
	skips = number >= task->succeeded; /* which is what the book's program asks */
	if (operation.kind == OSTEP_ALLOC)
		carry_out_alloc(task, step, number);
	else if (task->problem->bugs ? skips : !is_there)
		skip(step, number);
	else if (is_there)
		carry_out_free(task, step, number);
	else
		snprintf(task->stopped, sizeof task->stopped,
		         "Free(ptr[%zu]): its Alloc failed, and there the book's program ends with "
		         "an error of its own.", number);
	step->book_skips = skips;
	return !task->stopped[0];
}

int ostep_task_next(struct ostep_task *task, struct ostep_step *step)
{
	int goes_on;

	*step = (struct ostep_step){ 0 };
	if (task->stopped[0])
		return 0;
	ostep_list_copy(&task->before, ostep_space_list(task->space));
	goes_on = *task->problem->list ? next_listed(task, step) : next_random(task, step);
	task->done++;
	step->before = task->before;
	step->after = *ostep_space_list(task->space);
	return goes_on;
}

long long ostep_returned(const struct ostep_problem *problem, const struct ostep_step *step)
{
	long long header = (long long)problem->header;

	if (step->kind == OSTEP_FREE)
		return step->failed ? -1 : 0;
	if (problem->bugs && *problem->list)
		return step->failed ? -1 : (long long)step->address - header;
	return step->failed ? -1 + (problem->bugs ? header : 0) : (long long)step->address;
}

enum ostep_difference ostep_difference(const struct ostep_problem *problem,
                                       const struct ostep_step *step)
{
	int listed = *problem->list != 0;
	int prints = step->kind == OSTEP_ALLOC && problem->header && listed != step->failed;

	if (problem->bugs)
		return OSTEP_AS_BOOK;
	if (prints)
		return listed ? OSTEP_BOOK_HEADER : OSTEP_BOOK_FAILED;
	if (listed && step->kind == OSTEP_FREE && step->book_skips)
		return OSTEP_BOOK_SKIPS;
	return step->kind == OSTEP_SKIPPED && !step->book_skips ? OSTEP_BOOK_ENDS : OSTEP_AS_BOOK;
}
