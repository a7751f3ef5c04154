/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* open_memstream */
#include "ostep_verdict.h"

#include "memory.h"
#include "ostep_text.h"
#include "ostep_why.h"
#include "prose.h"

#include <stdlib.h>

enum { COLUMNS = 78, INDENT = 2, HANG = 4 };

/* What the sentences are written to before they are broken into rows. */
struct paragraph {
	FILE *stream;
	char *text;
	size_t size;
};

static FILE *paragraph_start(struct paragraph *p)
{
	*p = (struct paragraph){ 0 };
	p->stream = memory_sure(open_memstream(&p->text, &p->size));
	return p->stream;
}

static void paragraph_end(struct paragraph *p, FILE *out)
{
	const char *at, *next;
	int indent = INDENT;

	fclose(p->stream);
	for (at = p->text; at && *at; at = next) {
		size_t length = prose_row(at, COLUMNS - indent, &next);

		fprintf(out, "%*s%.*s\n", indent, "", (int)length, at);
		indent = HANG;
	}
	free(p->text);
}

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

static void tell_part(FILE *out, const char *right, judge *wrong,
                      const struct ostep_problem *problem, const struct ostep_step *step,
                      const struct ostep_said *said)
{
	struct paragraph paragraph;
	FILE *stream = paragraph_start(&paragraph);

	if (right)
		fputs(right, stream);
	else
		wrong(stream, problem, step, said);
	paragraph_end(&paragraph, out);
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
	fprintf(out, "%*s%u of %u points\n", INDENT, "", marks.all, marks.of);
	return marks;
}
