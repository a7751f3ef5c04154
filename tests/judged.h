/* SPDX-License-Identifier: MIT
 *
 * judged.h - one question without its lesson, for tests: a heap, an operation, two answers.
 *
 *   asked_begin(&asked, "m 100\nf p1\n", ANSWER_PLACE);
 *   asked_given(&asked, "s1+0x40");          read before the operation, as a learner does
 *   asked_run(&asked, "m 50\n");
 *   asked.right, asked.right_text, asked.reason, asked.points (of 12)
 *   asked_end(&asked);
 */
#ifndef TESTS_JUDGED_H
#define TESTS_JUDGED_H

#include "answer.h"
#include "before.h"
#include "play.h"
#include "reason.h"

enum { ASKED_POINTS = 12 };

struct asked {
	struct play play;
	struct before *before;
	struct lines choices;
	struct answer_about about;
	struct answer given, right;
	char problem[ANSWER_PROBLEM];
	char *given_text, *right_text;
	char reason[2000];
	unsigned points;
	int is_right;
};

static inline void asked_begin(struct asked *a, const char *heap, enum answer_kind kind)
{
	memset(a, 0, sizeof *a);
	play_start(&a->play);
	play_lines(&a->play, heap);
	a->before = before_take(a->play.session);
	lines_add(&a->choices, "it is merged");
	lines_add(&a->choices, "it is not");
	a->about = (struct answer_about){ a->play.session, a->before, kind, &a->choices };
}

static inline int asked_given(struct asked *a, const char *typed)
{
	return answer_read(&a->about, typed, &a->given, a->problem);
}

static inline void asked_judge(struct asked *a, const char *expression)
{
	struct reason reason = { &a->about, &a->given, &a->right, 1, expression, NULL };
	struct lines lines = { 0 };

	a->points = answer_points(&a->about, &a->given, &a->right, ASKED_POINTS);
	a->is_right = answer_is(&a->given, &a->right);
	if (!a->is_right)
		reason_tell(&reason, &lines);
	a->reason[0] = 0;
	for (size_t i = 0; i < lines.count; i++) {
		strcat(a->reason, i ? " " : "");
		strcat(a->reason, lines.line[i]);
	}
	lines_free(&lines);
	free(a->given_text);
	free(a->right_text);
	a->given_text = answer_text(&a->about, &a->given);
	a->right_text = answer_text(&a->about, &a->right);
}

/* The right answer is what the operation did. */
static inline int asked_run(struct asked *a, const char *operation)
{
	play_lines(&a->play, operation);
	if (!answer_of_operation(&a->about, &a->right, a->problem))
		return 0;
	asked_judge(a, NULL);
	return 1;
}

static inline void asked_end(struct asked *a)
{
	free(a->given_text);
	free(a->right_text);
	before_free(a->before);
	lines_free(&a->choices);
	play_end(&a->play);
}

/* A wrong answer, and what is said of it. */
struct judged_row {
	const char *name, *heap;
	enum answer_kind kind;
	const char *given, *operation, *right;
	unsigned points; /* of ASKED_POINTS */
	const char *reason;
};

static inline void judged_check(const struct judged_row *row)
{
	struct asked a;

	asked_begin(&a, row->heap, row->kind);
	CU_ASSERT(asked_given(&a, row->given));
	CU_ASSERT(asked_run(&a, row->operation));
	CU_ASSERT_FALSE(a.is_right);
	CU_ASSERT_EQUAL(a.points, row->points);
	CU_ASSERT_STRING_EQUAL(a.right_text, row->right);
	CU_ASSERT_STRING_EQUAL(a.reason, row->reason);
	if (strcmp(a.reason, row->reason) != 0)
		printf("\n%s: %s\n", row->name, a.reason);
	asked_end(&a);
}

#endif
