/* SPDX-License-Identifier: MIT
 *
 * question.h - a question of a lesson: asked, carried out, judged.
 *
 *   question_begin -> its text -> question_read (again, while it is not understood)
 *                  -> question_run -> question_judge
 *
 * Rules of use
 * - question_begin notes the heap as it is; nothing is run.
 * - question_run carries out the commands of the block; between it and question_judge no other
 *   line is run: what is judged is the session's last operation.
 * - The block and the scope stay the caller's and must outlive the question.
 */
#ifndef MMVIZ_QUESTION_H
#define MMVIZ_QUESTION_H

#include "lines.h"

struct lesson_block;
struct scope;
struct question;

enum { QUESTION_PROBLEM = 600 };

/* Carries out a command as the block has it: what is to be filled in is not, as for lesson_command.
 * Returns an enum session_status. */
typedef int question_runner(void *user, const char *command, size_t line);

/* NULL with a sentence, of the lesson's fault. */
struct question *question_begin(struct scope *scope, const struct lesson_block *block,
                                char problem[QUESTION_PROBLEM]);
void question_free(struct question *question);

/* The question, then its choices, or of kind chunk the free chunks by number; unwrapped. */
const struct lines *question_text(const struct question *question);

/* What is wanted, in a few words: "a place, as s1+0x40". */
const char *question_wants(const struct question *question);

/* 1; 0 with a sentence: it cannot be read as an answer of the kind. Only before question_run;
 * what was understood last is what is judged. */
int question_read(struct question *question, const char *given, char problem[QUESTION_PROBLEM]);

/* 1; 0 with a sentence: a command is wrong. That an operation fails is no fault. */
int question_run(struct question *question, question_runner *run, void *user,
                 char problem[QUESTION_PROBLEM]);

struct verdict {
	int faulty;      /* the lesson is wrong: said says how; all else is empty */
	int understood;  /* there was an answer: question_read gave 1 */
	int reached;     /* it is all right */
	unsigned points, of;
	char *given;     /* as it was understood: "s1+0x070"; "" when there was none */
	char *right;     /* the right answer */
	char *reason;    /* of a wrong one: its first wrong step; may be empty */
	char *explain;   /* the lesson's explanation, its lines as one; may be empty */
	char *said;      /* all of it as sentences, a paragraph a line */
};

/* Without an answer: what is right, and the explanation. Free the verdict in any case. */
struct verdict question_judge(struct question *question);
void verdict_free(struct verdict *verdict);

#endif
