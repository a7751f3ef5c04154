/* SPDX-License-Identifier: MIT
 *
 * lesson_made.h - a question or an exercise from lines, with a session of its own, for tests.
 *
 *   lesson_made_begin(&made, "m 100\n", "ask where place Where?\nm 10\nend\n");
 *   made.block, made.scope
 *   lesson_made_end(&made);
 */
#ifndef TESTS_LESSON_MADE_H
#define TESTS_LESSON_MADE_H

#include "expression.h"
#include "lesson_fill.h"
#include "play.h"
#include "script.h"

struct lesson_made {
	struct play play;
	struct variables variables;
	uint64_t random;
	struct scope scope;
	struct lesson_block *block;
};

static inline struct lesson_block *lesson_made_block(const char *text)
{
	struct lesson_lines wrong = { 0 };
	struct lesson_block *block = NULL;
	char line[400];

	for (size_t number = 1; *text; number++, text += strcspn(text, "\n") + 1) {
		snprintf(line, sizeof line, "%.*s", (int)strcspn(text, "\n"), text);
		if (!block)
			block = lesson_block_start(line, number, &wrong);
		else
			lesson_block_line(block, line, number, &wrong);
	}
	for (size_t i = 0; i < wrong.count; i++)
		printf("\nline %zu: %s\n", wrong.line[i].line, wrong.line[i].text);
	CU_ASSERT_EQUAL(wrong.count, 0);
	lesson_lines_free(&wrong);
	return block;
}

static inline void lesson_made_begin(struct lesson_made *made, const char *heap,
                                     const char *block)
{
	memset(made, 0, sizeof *made);
	play_start(&made->play);
	play_lines(&made->play, heap);
	made->random = 1;
	made->scope = (struct scope){ made->play.session, &made->variables, &made->random };
	made->block = lesson_made_block(block);
}

/* A question_runner; user: the struct lesson_made. */
static inline int lesson_made_run(void *user, const char *command, size_t line)
{
	struct lesson_made *made = user;
	struct session *session = made->play.session;
	char problem[EXPRESSION_PROBLEM], *text;
	int status;

	(void)line;
	if (!expression_fill(&made->scope, command, FILL_COMMAND, &text, problem))
		return (int)script_refuse(session, command, problem);
	session->excuses = SESSION_EXCUSES_OPERATION;
	status = (int)session_line(session, text);
	session->excuses = SESSION_EXCUSES_NOTHING;
	free(text);
	return status;
}

static inline void lesson_made_end(struct lesson_made *made)
{
	lesson_block_free(made->block);
	variables_free(&made->variables);
	play_end(&made->play);
}

#endif
