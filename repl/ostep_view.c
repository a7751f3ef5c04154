/* SPDX-License-Identifier: MIT
 *
 * ostep_view.c - a problem's operations as scripts of mmviz.
 */
#define _GNU_SOURCE /* open_memstream */
#include "ostep_view.h"

#include "memory.h"
#include "number.h"
#include "ostep_text.h"
#include "setting.h"

#include <stdlib.h>
#include <string.h>

/* The problem's own task beside a heap that goes by its options alone. */
struct viewing {
	FILE *out;
	const struct ostep_problem *problem;
	struct ostep_task *task;
	struct ostep_space *space;
	void **pointer; /* ptr[], in that heap */
	size_t made, room;
};

/* --------------------------------------------------------------------- settings */

static void write_setting(FILE *out, const char *name, const my_heap_options *options)
{
	char value[SETTING_VALUE];

	setting_text(setting_find(name), options, value);
	fprintf(out, "set %s %s\n", name, value);
}

static void write_start(FILE *out, const struct ostep_problem *problem)
{
	static const char *const names[] = { "engine", "placement", "order", "coalesce", "split",
		                             "granule", "align", "header", "section", "limit" };
	my_heap_options options;

	ostep_space_options(problem, OSTEP_BY_ITSELF, &options);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		write_setting(out, names[i], &options);
	fprintf(out, "reset\nspace = m %zu\nend = m %zu\nf space\n",
	        problem->size - problem->header,
	        options.section - problem->size - problem->header);
}

/* ------------------------------------------------------------------- operations */

/* As prose: what the sheet has, the list as a paragraph of its own. */
static void write_prose(const struct viewing *v, const struct ostep_step *step)
{
	char *text = NULL;
	size_t size;
	FILE *stream = memory_sure(open_memstream(&text, &size));

	ostep_text_step(stream, v->problem, step, 1);
	if (step->kind != OSTEP_SKIPPED)
		ostep_text_list(stream, v->problem, &step->after, 1);
	fclose(stream);
	for (const char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		fprintf(v->out, "%s# %s\n", strncmp(line, "Free List", 9) ? "" : "#\n", line);
	free(text);
}

static int alloc(struct viewing *v, const struct ostep_step *step)
{
	size_t searched;
	void *pointer = ostep_space_alloc(v->space, step->size, &searched);

	v->pointer = memory_room(v->pointer, v->made, 1, &v->room, sizeof *v->pointer);
	v->pointer[v->made++] = pointer;
	return pointer ? !step->failed
	                         && ostep_space_address(v->space, pointer) == step->address
	               : step->failed;
}

/* The ptr[] under whose name a chunk lives: the last that was allocated there. Of random ones
 * each is freed under its own. */
static size_t owner(const struct viewing *v, size_t index)
{
	size_t at = *v->problem->list ? v->made - 1 : index;

	while (v->pointer[at] != v->pointer[index])
		at--;
	return at;
}

/* The same on the other heap; 0: it does not do what the sheet says. */
static int follow(struct viewing *v, const struct ostep_step *step)
{
	int same = 1;

	if (step->kind == OSTEP_ALLOC)
		same = alloc(v, step);
	else if (step->kind == OSTEP_FREE)
		same = ostep_space_free(v->space, v->pointer[step->index]) == !step->failed;
	return same && ostep_list_is_same(ostep_space_list(v->space), &step->after);
}

static void write_command(const struct viewing *v, const struct ostep_step *step)
{
	if (step->kind == OSTEP_SKIPPED)
		return;
	if (step->failed)
		fprintf(v->out, "expect error %s\n",
		        step->kind == OSTEP_FREE ? "double free" : "limit");
	if (step->kind == OSTEP_FREE)
		fprintf(v->out, "f ptr%zu\n", owner(v, step->index));
	else if (step->failed)
		fprintf(v->out, "m %zu\n", ostep_padded(v->problem, step->size));
	else
		fprintf(v->out, "ptr%zu = m %zu\n", step->index,
		        ostep_padded(v->problem, step->size));
}

static void write_end(const struct viewing *v)
{
	enum ostep_order order = v->problem->order;

	fputs("#\n# Here the view ends, for the heap of mmviz would have another list than the "
	      "book:\n#\n# ", v->out);
	ostep_text_list(v->out, v->problem, ostep_space_list(v->space), 1);
	fputs("#\n", v->out);
	if (order == OSTEP_SIZESORT_UP || order == OSTEP_SIZESORT_DOWN)
		fputs("# It sorts by size in an Alloc too, and equals by address.\n", v->out);
	if (v->problem->coalesce && order != OSTEP_ADDRSORT)
		fputs("# It merges neighbours in memory wherever they are in the list.\n", v->out);
	fputs("# mmviz ostep -c goes on by the rules of the book. With -l ADDRSORT the view\n"
	      "# has all operations.\n", v->out);
}

static void write_steps(struct viewing *v)
{
	struct ostep_step step;
	int same = 1;

	while (same && ostep_task_next(v->task, &step)) {
		same = follow(v, &step);
		write_prose(v, &step);
		if (same)
			write_command(v, &step);
		else
			write_end(v);
		fputc('\n', v->out);
	}
}

/* ------------------------------------------------------------------------- the whole */

static int begin(struct viewing *v, FILE *out, const struct ostep_problem *problem)
{
	*v = (struct viewing){ .out = out, .problem = problem,
		               .task = ostep_task_create(problem),
		               .space = ostep_space_create(problem, OSTEP_BY_ITSELF) };
	return v->task && v->space;
}

static void end(struct viewing *v)
{
	ostep_task_destroy(v->task);
	ostep_space_destroy(v->space);
	free(v->pointer);
}

/* Operations up to the first after which its list is another. */
static size_t count_followed(const struct ostep_problem *problem, size_t *all)
{
	struct ostep_step step;
	struct viewing v;
	size_t followed = 0;
	int same = begin(&v, NULL, problem);

	for (*all = 0; v.task && ostep_task_next(v.task, &step); ++*all) {
		same = same && follow(&v, &step);
		followed += same != 0;
	}
	end(&v);
	return followed;
}

static void write_introduction(FILE *out, const struct ostep_problem *problem)
{
	size_t all, followed = count_followed(problem, &all);

	fprintf(out, "# The space of the homework: %s that are free. The chunk end behind\n"
	        "# them stays in use: the section is full. Address %zu of the sheet is s1+0x0.\n",
	        counted(problem->size, "byte", "bytes").text, problem->base);
	if (followed < all)
		fprintf(out, "# The view shows %s of the %s; why no more, it says at its end.\n",
		        comma(followed).text, counted(all, "operation", "operations").text);
	fputc('\n', out);
}

int ostep_view_write(FILE *start, FILE *steps, const struct ostep_problem *problem)
{
	struct viewing v;
	int there = begin(&v, steps, problem);

	if (there) {
		write_start(start, problem);
		write_introduction(steps, problem);
		write_steps(&v);
	}
	end(&v);
	return there;
}
