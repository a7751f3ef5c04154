/* SPDX-License-Identifier: MIT
 *
 * ostep_verdict.c - an answer, part by part: right, or what is right and why.
 */
#include "ostep_verdict.h"

#include "memory.h"
#include "ostep_text.h"
#include "ostep_why.h"
#include "text.h"

#include <stdlib.h>

static const char indent[] = "  ";
enum { HANG = 4 };

static void judge_returned(FILE *out, const struct ostep_problem *problem,
                           const struct ostep_step *step, const struct ostep_said *said)
{
	fprintf(out, "returned: %s, it is %lld. ", said->has_returned ? "wrong" : "not answered",
	        ostep_returned(problem, step));
	ostep_why_returned(out, problem, step, said);
}

static void judge_searched(FILE *out, const struct ostep_problem *problem,
                           const struct ostep_step *step, const struct ostep_said *said)
{
	fprintf(out, "searched: %s, it is %zu. ", said->has_searched ? "wrong" : "not answered",
	        step->searched);
	ostep_why_searched(out, problem, step);
}

static void judge_list(FILE *out, const struct ostep_problem *problem,
                       const struct ostep_step *step, const struct ostep_said *said)
{
	fprintf(out, "list: %s. ", said->has_list ? "wrong" : "not answered");
	ostep_why_list(out, problem, step, said);
}

typedef void judge(FILE *out, const struct ostep_problem *problem, const struct ostep_step *step,
                   const struct ostep_said *said);

/* Its sentences are written as one before they are broken into rows. */
static void tell_part(FILE *out, const char *right, judge *wrong,
                      const struct ostep_problem *problem, const struct ostep_step *step,
                      const struct ostep_said *said)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = memory_sure(open_memstream(&text, &size));

	if (right)
		fputs(right, stream);
	else
		wrong(stream, problem, step, said);
	fclose(stream);
	text_line(out, indent, HANG, memory_sure(text));
	free(text);
}

struct ostep_marks ostep_verdict(FILE *out, const struct ostep_problem *problem,
                                 const struct ostep_step *step, const struct ostep_said *said)
{
	struct ostep_marks marks = ostep_mark(problem, step, said);

	tell_part(out, marks.returned ? "returned: right" : NULL, judge_returned, problem, step,
	          said);
	if (step->kind == OSTEP_ALLOC)
		tell_part(out, marks.searched ? "searched: right" : NULL, judge_searched, problem,
		          step, said);
	tell_part(out, marks.list == 2 ? "list: right" : NULL, judge_list, problem, step, said);
	if (marks.list < 2) {
		fprintf(out, "%*s", HANG, "");
		ostep_text_list(out, problem, &step->after, 1);
	}
	fprintf(out, "%s%u of %u points\n", indent, marks.all, marks.of);
	return marks;
}
