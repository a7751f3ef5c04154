/* SPDX-License-Identifier: MIT
 *
 * ostep_text.c - a problem and its operations as the book's sheet has them.
 */
#include "ostep_text.h"

#include <string.h>

/* ----------------------------------------------------------------------- the options */

typedef void option_text(FILE *out, const struct ostep_problem *problem);

static void seed(FILE *out, const struct ostep_problem *problem)
{
	fprintf(out, "%s%ju", problem->seed_negative ? "-" : "", (uintmax_t)problem->seed);
}

static void alignment(FILE *out, const struct ostep_problem *problem)
{
	if (problem->alignment)
		fprintf(out, "%zu", problem->alignment);
	else
		fputs("-1", out);
}

static void policy(FILE *out, const struct ostep_problem *problem)
{
	fputs(ostep_policies[problem->policy], out);
}

static void order(FILE *out, const struct ostep_problem *problem)
{
	fputs(ostep_orders[problem->order], out);
}

static const char *truth(int is_so)
{
	return is_so ? "True" : "False";
}

static void coalesce(FILE *out, const struct ostep_problem *problem)
{
	fputs(truth(problem->coalesce), out);
}

static void list(FILE *out, const struct ostep_problem *problem)
{
	fputs(problem->list, out);
}

#define NUMBER(name, field) { name, offsetof(struct ostep_problem, field), NULL }

static const struct {
	const char *name;
	size_t offset;     /* of a number */
	option_text *text; /* of anything else */
} options[] = {
	{ "seed", 0, seed },           NUMBER("size", size),
	NUMBER("baseAddr", base),      NUMBER("headerSize", header),
	{ "alignment", 0, alignment }, { "policy", 0, policy },
	{ "listOrder", 0, order },     { "coalesce", 0, coalesce },
	NUMBER("numOps", operations),  NUMBER("range", range),
	NUMBER("percentAlloc", percent), { "allocList", 0, list },
};

enum { OPTIONS = sizeof options / sizeof options[0] };

void ostep_text_problem(FILE *out, const struct ostep_problem *problem, int solved)
{
	for (unsigned i = 0; i < OPTIONS; i++) {
		const char *start = (const char *)problem + options[i].offset;

		fprintf(out, "%s ", options[i].name);
		if (options[i].text)
			options[i].text(out, problem);
		else
			fprintf(out, "%zu", *(const size_t *)(const void *)start);
		fputc('\n', out);
	}
	fprintf(out, "compute %s\n\n", truth(solved));
}

int ostep_text_option(const char *line)
{
	size_t length = strcspn(line, " ");

	for (int i = 0; i < OPTIONS; i++)
		if (strlen(options[i].name) == length && !strncmp(options[i].name, line, length))
			return i;
	return strncmp(line, "compute ", sizeof "compute " - 1) == 0 ? OPTIONS : -1;
}

/* ------------------------------------------------------------------------ operations */

/* The line of a Free is the book's with Python 3, where what it returned has its own. */
void ostep_text_step(FILE *out, const struct ostep_problem *problem,
                     const struct ostep_step *step, int solved)
{
	if (step->kind == OSTEP_SKIPPED) {
		fputs("Invalid Free: Skipping\n", out);
		return;
	}
	if (step->kind == OSTEP_ALLOC)
		fprintf(out, "ptr[%zu] = Alloc(%zu) ", step->index, step->size);
	else
		fprintf(out, "Free(ptr[%zu])\n", step->index);
	if (!solved)
		fputs("returned ?\n", out);
	else if (step->kind == OSTEP_FREE)
		fprintf(out, "returned %lld\n", ostep_returned(problem, step));
	else
		fprintf(out, "returned %lld (searched %zu elements)\n",
		        ostep_returned(problem, step), step->searched);
}

/* Under random operations the question ends with a blank. */
void ostep_text_list(FILE *out, const struct ostep_problem *problem,
                     const struct ostep_list *entries, int solved)
{
	if (!solved) {
		fputs(*problem->list ? "List?\n" : "List? \n", out);
		return;
	}
	fprintf(out, "Free List [ Size %zu ]: ", entries->count);
	for (size_t i = 0; i < entries->count; i++)
		fprintf(out, "[ addr:%zu sz:%zu ]", entries->entry[i].address,
		        entries->entry[i].size);
	fputc('\n', out);
}
