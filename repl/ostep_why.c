/* SPDX-License-Identifier: MIT
 *
 * ostep_why.c - the first wrong step of an answer, in a sentence.
 */
#include "ostep_why.h"

#include "number.h"
#include "ostep_mistake.h"

/* ------------------------------------------------------------------------ entries */

/* The number of the entry with this address or, inside is 1, with this address in it; the
 * list's count: none has. */
static size_t entry_with(const struct ostep_list *list, size_t address, int inside)
{
	size_t i = 0;

	while (i < list->count) {
		size_t start = list->entry[i].address, end = start + list->entry[i].size;

		if (start == address || (inside && address >= start && address < end))
			break;
		i++;
	}
	return i;
}

static void tell_entry(FILE *out, const struct ostep_list *list, size_t at)
{
	fprintf(out, "entry %zu, [ addr:%zu sz:%zu ]", at + 1, list->entry[at].address,
	        list->entry[at].size);
}

static size_t chunk_of(const struct ostep_problem *problem, const struct ostep_step *step)
{
	return step->address - problem->header;
}

/* ------------------------------------------------------------------- what was needed */

/* "12 bytes (5 padded to 8, and a header of 4)" */
static void tell_need(FILE *out, const struct ostep_problem *problem,
                      const struct ostep_step *step)
{
	size_t padded = ostep_padded(problem, step->size), need = ostep_need(problem, step->size);

	fprintf(out, "%s", counted(need, "byte", "bytes").text);
	if (need == step->size)
		return;
	fprintf(out, " (%zu", step->size);
	if (padded != step->size)
		fprintf(out, " padded to %zu", padded);
	if (problem->header)
		fprintf(out, ", and a header of %zu", problem->header);
	fputc(')', out);
}

static void tell_no_room(FILE *out, const struct ostep_problem *problem,
                         const struct ostep_step *step)
{
	const struct ostep_list *list = &step->before;
	size_t largest = ostep_list_choice(list, OSTEP_WORST, 0);

	if (list->count == 0) {
		fputs("The list is empty: there is no room at all.", out);
		return;
	}
	fputs("No entry has the ", out);
	tell_need(out, problem, step);
	fputs(" that are needed: the largest is ", out);
	tell_entry(out, list, largest);
	fputc('.', out);
}

static const char *const searches[OSTEP_POLICIES] = {
	[OSTEP_BEST] = "BEST takes the smallest entry of at least ",
	[OSTEP_WORST] = "WORST takes the largest entry, if it has at least ",
	[OSTEP_FIRST] = "FIRST takes the first entry, from the start of the list, of at least ",
	[OSTEP_NEXT] = "NEXT takes the first entry, from the one it took last on, of at least ",
};

static void tell_choice(FILE *out, const struct ostep_problem *problem,
                        const struct ostep_step *step)
{
	const struct ostep_list *list = &step->before;
	size_t at = entry_with(list, chunk_of(problem, step), 0), equals = 0;

	fputs(searches[problem->policy], out);
	tell_need(out, problem, step);
	fputs(": ", out);
	tell_entry(out, list, at);
	fputc('.', out);
	for (size_t i = at + 1; i < list->count; i++)
		equals += list->entry[i].size == list->entry[at].size;
	if (equals && problem->policy <= OSTEP_WORST)
		fputs(" Of equals it is the earliest.", out);
	if (problem->header)
		fprintf(out, " The pointer is behind its header of %zu: %zu.", problem->header,
		        step->address);
}

/* ------------------------------------------------------------------- what was returned */

/* The entry that an answer means: the pointer into it, or its start; the list's count: none. */
static size_t meant(const struct ostep_problem *problem, const struct ostep_step *step,
                    long long said)
{
	const struct ostep_list *list = &step->before;
	size_t address = said < 0 ? 0 : (size_t)said, at = list->count;

	if (address >= problem->header)
		at = entry_with(list, address - problem->header, 0);
	if (at == list->count)
		at = entry_with(list, address, 1);
	return at;
}

/* 1 when that is all there is to say. */
static int tell_mistake(FILE *out, const struct ostep_problem *problem,
                        const struct ostep_step *step, long long said)
{
	const struct ostep_list *list = &step->before;
	size_t at = meant(problem, step, said), need = ostep_need(problem, step->size);

	if (said == -1)
		return fputs("There is room. ", out) == EOF;
	if (!step->failed && said == (long long)chunk_of(problem, step)) {
		fprintf(out, "%lld is where the chunk begins: its header of %zu comes first, and "
		        "the pointer is behind it.", said, problem->header);
		return 1;
	}
	if (at == list->count) {
		fprintf(out, "No entry of the list is at %lld. ", said);
		return 0;
	}
	if (list->entry[at].size < need) {
		fputs("That is in ", out);
		tell_entry(out, list, at);
		fputs(", which is too small. ", out);
	}
	for (int policy = 0; policy < OSTEP_NEXT && !step->failed; policy++)
		if (ostep_list_choice(list, (enum ostep_policy)policy, need) == at
		    && policy != (int)problem->policy) {
			fprintf(out, "That is what %s would take. ", ostep_policies[policy]);
			break;
		}
	return 0;
}

static void tell_freed(FILE *out, const struct ostep_step *step)
{
	if (step->failed)
		fprintf(out, "ptr[%zu] was freed before: nothing is allocated there, and a Free "
		        "of it returns -1.", step->index);
	else
		fprintf(out, "ptr[%zu] is allocated: a Free that succeeds returns 0.", step->index);
}

void ostep_why_returned(FILE *out, const struct ostep_problem *problem,
                        const struct ostep_step *step, const struct ostep_said *said)
{
	if (step->kind == OSTEP_FREE) {
		tell_freed(out, step);
		return;
	}
	if (said->has_returned && tell_mistake(out, problem, step, said->returned))
		return;
	if (step->failed)
		tell_no_room(out, problem, step);
	else
		tell_choice(out, problem, step);
}

void ostep_why_searched(FILE *out, const struct ostep_problem *problem,
                        const struct ostep_step *step)
{
	const char *policy = ostep_policies[problem->policy];

	if (step->failed)
		fputs("A search that finds nothing looks at every entry.", out);
	else if (problem->policy <= OSTEP_WORST)
		fprintf(out, "%s looks at every entry: one behind it may be better.", policy);
	else if (problem->policy == OSTEP_FIRST)
		fprintf(out, "FIRST stops at the entry that it takes, which is entry %zu.",
		        step->searched);
	else
		fputs("NEXT starts at the place where it took an entry last, from the end of the "
		      "list goes on at its start, and stops at the entry that it takes.", out);
}

/* ---------------------------------------------------------------------------- the list */

static void tell_first_wrong(FILE *out, const struct ostep_list *right,
                             const struct ostep_list *said)
{
	size_t i = 0;

	while (i < right->count && i < said->count
	       && right->entry[i].address == said->entry[i].address
	       && right->entry[i].size == said->entry[i].size)
		i++;
	if (i == right->count && i == 0)
		fputs("The list is empty. ", out);
	else if (i == right->count)
		fprintf(out, "The list ends after entry %zu. ", i);
	else if (i == said->count) {
		fputs("Missing is ", out);
		tell_entry(out, right, i);
		fputs(". ", out);
	} else {
		fprintf(out, "The first that is wrong is entry %zu: it is [ addr:%zu sz:%zu ], "
		        "not [ addr:%zu sz:%zu ]. ", i + 1, right->entry[i].address,
		        right->entry[i].size, said->entry[i].address, said->entry[i].size);
	}
}

static void tell_after_alloc(FILE *out, const struct ostep_problem *problem,
                             const struct ostep_step *step)
{
	size_t need = ostep_need(problem, step->size);

	if (step->failed) {
		fputs("An Alloc that fails leaves the list as it was.", out);
		return;
	}

	size_t at = entry_with(&step->before, chunk_of(problem, step), 0);
	size_t rest = step->before.entry[at].size - need;
	int sorts = problem->order == OSTEP_SIZESORT_UP || problem->order == OSTEP_SIZESORT_DOWN;

	if (rest == 0)
		fprintf(out, "The Alloc took entry %zu whole: it leaves the list.", at + 1);
	else
		fprintf(out, "The Alloc took %zu of the %zu bytes of entry %zu; the other %zu "
		        "stay at its place in the list%s.", need, need + rest, at + 1, rest,
		        sorts ? ", which is sorted by the next Free only" : "");
}

static const char *const places[OSTEP_ORDERS] = {
	[OSTEP_ADDRSORT] = "ADDRSORT puts the freed chunk where its address belongs.",
	[OSTEP_SIZESORT_UP] = "SIZESORT+ sorts the whole list at a Free, small to large; equals "
	                      "stay in their order, and the freed chunk comes behind its equals.",
	[OSTEP_SIZESORT_DOWN] = "SIZESORT- sorts the whole list at a Free, large to small; equals "
	                        "stay in their order, and the freed chunk comes behind its equals.",
	[OSTEP_INSERT_FRONT] = "INSERT-FRONT puts the freed chunk at the start of the list.",
	[OSTEP_INSERT_BACK] = "INSERT-BACK puts the freed chunk at the end of the list.",
};

/* Free neighbours in memory that are two entries? */
static int has_neighbours(const struct ostep_list *list)
{
	struct ostep_list sorted = { 0 };
	int has = 0;

	ostep_list_copy(&sorted, list);
	ostep_list_by_address(&sorted);
	for (size_t i = 1; i < sorted.count; i++)
		has |= sorted.entry[i - 1].address + sorted.entry[i - 1].size
		       == sorted.entry[i].address;
	ostep_list_free(&sorted);
	return has;
}

static void tell_after_free(FILE *out, const struct ostep_problem *problem,
                            const struct ostep_step *step)
{
	if (step->failed) {
		fputs("A Free that fails leaves the list as it was.", out);
		return;
	}
	fputs(places[problem->order], out);
	if (step->after.count <= step->before.count)
		fputs(" Then -C merges entries that are next to each other in the list and, the "
		      "lower one first, in memory.", out);
	else if (has_neighbours(&step->after) && problem->coalesce)
		fputs(" -C merges neighbours in memory only when they are next to each other in "
		      "the list too, the lower one first.", out);
	else if (has_neighbours(&step->after))
		fputs(" Without -C neighbours in memory stay entries of their own.", out);
}

void ostep_why_list(FILE *out, const struct ostep_problem *problem,
                    const struct ostep_step *step, const struct ostep_said *said)
{
	const char *mistake = said->has_list ? ostep_mistake(problem, step, &said->list) : NULL;

	if (said->has_list)
		tell_first_wrong(out, &step->after, &said->list);
	if (mistake)
		fprintf(out, "%s ", mistake);
	(step->kind == OSTEP_ALLOC ? tell_after_alloc : tell_after_free)(out, problem, step);
}

/* --------------------------------------------------------------- the book's program */

static const char *const differences[] = {
	[OSTEP_AS_BOOK] = NULL,
	[OSTEP_BOOK_HEADER] = "with -A the book's program prints the address of the header as what "
	                      "Alloc returned; here it is the user's pointer, behind the header",
	[OSTEP_BOOK_FAILED] = "for an Alloc that fails the book's program prints -1 plus the "
	                      "header; here it is -1",
	[OSTEP_BOOK_SKIPS] = "after an Alloc that failed the book's program skips the Free of a "
	                     "later one; here it is carried out",
	[OSTEP_BOOK_ENDS] = "at the Free of an Alloc that failed the book's program ends with an "
	                    "error of its own; here it is skipped",
};

void ostep_why_differs(FILE *out, const struct ostep_problem *problem,
                       const struct ostep_step *step, unsigned *told)
{
	enum ostep_difference difference = ostep_difference(problem, step);

	if (!differences[difference] || *told & 1u << difference)
		return;
	*told |= 1u << difference;
	fprintf(out, "mmviz: %s. --ostep-bugs prints what the book's program prints.\n",
	        differences[difference]);
}
