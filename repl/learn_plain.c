/* SPDX-License-Identifier: MIT
 *
 * learn_plain.c - a lesson that is asked as plain text: its lines on standard output, answers
 * from standard input.
 *
 * What was typed is written behind its prompt when no terminal has done so.
 */
#include "learn_parts.h"

#include "lines.h"
#include "plain.h"
#include "session.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct plain_learn {
	struct learn *learn;
	struct script *input;
	int echo;
	int over; /* no more can be read, or it was left */
	int dry;  /* the same of a quiz: the rest is printed, and not asked */
	int blank; /* the last line is an empty one */
};

static void tell(const struct session *session, struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (*lines->line[i])
			text_line(session->out, "", 2, lines->line[i]);
		else
			fputc('\n', session->out);
	lines_clear(lines);
}

static void echo(FILE *out, const char *typed)
{
	char *clean = lines_clean(typed, strlen(typed));

	fprintf(out, "%s\n", clean);
	free(clean);
}

/* NULL: there is none. */
static const char *read_answer(struct plain_learn *plain, const char *prompt)
{
	struct session *session = plain->learn->session;
	const char *text;
	enum script_kind kind;

	fprintf(session->out, "%s", prompt);
	fflush(session->out);
	kind = script_next(plain->input, &text);
	if (kind == SCRIPT_PROSE || kind == SCRIPT_TOO_LONG)
		text = "";
	if (plain->echo || kind == SCRIPT_END)
		echo(session->out, text);
	plain->dry |= kind == SCRIPT_END && !plain->learn->wish->lesson;
	plain->over |= (kind == SCRIPT_END && !plain->dry) || ferror(session->out);
	return plain->over || plain->dry ? NULL : text;
}

static void ask(struct plain_learn *plain, const struct lesson_block *block)
{
	struct learn *learn = plain->learn;
	struct asking *asking = &learn->asking;
	const char *line;

	if (!asking_start(asking, learn->lesson, block))
		return;
	tell(learn->session, &asking->said);
	while (!plain->dry && asking->state != ASKING_DONE && asking->state != ASKING_QUIT
	       && (line = read_answer(plain, asking->prompt))) {
		if (asking_take(asking, line) == ASKING_SAVE)
			learn_save(learn, asking->path, &asking->said);
		learn_answered(learn);
		tell(learn->session, &asking->said);
	}
	plain->over |= asking->state == ASKING_QUIT;
	asking_end(asking);
}

static void wait(struct plain_learn *plain)
{
	struct session *session = plain->learn->session;
	const char *line, *refused;

	while (!plain->over && (line = read_answer(plain, "Enter goes on> ")) && *line
	       && strcmp(line, "skip")) {
		plain->over |= asking_quits(line);
		if (plain->over || asking_look(plain->learn->lesson, line, &refused))
			continue;
		fprintf(session->out, "%s\n", *refused ? refused : "Enter goes on, q leaves.");
	}
}

/* What makes the heaps of a quiz is told shortly. */
static void run(struct plain_learn *plain, const struct lesson_item *item)
{
	struct learn *learn = plain->learn;

	learn->session->brief = !learn->wish->lesson;
	if (lesson_run(learn->lesson, item) == SESSION_QUIT)
		plain->over = 1;
	learn->session->brief = 0;
}

static void take(struct plain_learn *plain, const struct lesson_item *item)
{
	struct learn *learn = plain->learn;
	struct session *session = learn->session;
	char *text = NULL;

	if (item->kind == LESSON_PROSE)
		text = lesson_text(learn->lesson, item->text, item->line, FILL_PROSE);
	if (item->kind == LESSON_PROSE || (item->kind == LESSON_BLANK && !plain->blank))
		fprintf(session->out, "%s\n", text ? text : "");
	else if (item->block)
		ask(plain, item->block);
	else if (item->kind == LESSON_PAUSE)
		wait(plain);
	else if (item->kind == LESSON_EXPECT)
		learn_expect(learn, item);
	else
		run(plain, item);
	plain->blank = item->kind == LESSON_BLANK
	               || (plain->blank && item->kind == LESSON_EXPECT);
	free(text);
	if (!plain->over)
		learn_passed(learn, item);
}

static void play(struct plain_learn *plain)
{
	struct learn *learn = plain->learn;
	struct lines said = { 0 };
	struct lesson_item item = { 0 };

	if (!learn_start(learn, &said)) {
		learn->failed = 1;
		return;
	}
	tell(learn->session, &said);
	while (!plain->over && lesson_next(learn->lesson, &item) != LESSON_END)
		take(plain, &item);
	if (plain->over || plain->dry) {
		learn_left(learn, &said);
	} else {
		fputc('\n', learn->session->out);
		learn_over(learn, &said);
	}
	tell(learn->session, &said);
	lines_free(&said);
}

int learn_plain(struct learn *learn)
{
	struct session *session = learn->session;
	struct plain_learn plain = { .learn = learn, .echo = !isatty(STDIN_FILENO) };
	struct scene *scene = plain_start(session);

	plain.input = script_open_stream(session, stdin, "<stdin>");
	play(&plain);
	plain_stop(session, scene);
	learn_close(learn);
	script_close(session, plain.input);
	return learn->failed;
}
