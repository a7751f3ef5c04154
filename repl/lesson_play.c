/* SPDX-License-Identifier: MIT
 *
 * lesson_play.c - a script from its beginning to its end.
 */
#include "lesson_play.h"

#include "lesson_demo.h"
#include "session.h"
#include "text.h"

#include <stdlib.h>

static enum session_status play_prose(struct lesson *lesson, const struct lesson_item *item)
{
	struct session *session = lesson->session;
	char *text;

	if (!session->plain)
		return SESSION_OK;
	text = lesson_text(lesson, item->text, item->line, FILL_PROSE);
	fprintf(session->out, "%s\n", text);
	free(text);
	return SESSION_OK;
}

static enum session_status play_blank(struct lesson *lesson, const struct lesson_item *item)
{
	(void)item;
	if (lesson->session->plain)
		fputc('\n', lesson->session->out);
	return SESSION_OK;
}

static enum session_status play_pause(struct lesson *lesson, const struct lesson_item *item)
{
	(void)lesson, (void)item;
	return SESSION_OK;
}

static void write_lines(const struct session *session, const char *head, int hang,
                        const struct lines *lines)
{
	for (size_t i = 0; session->plain && i < lines->count; i++)
		text_line(session->out, head, hang, lines->line[i]);
}

static enum session_status play_block(struct lesson *lesson, const struct lesson_item *item)
{
	struct session *session = lesson->session;
	size_t failures = session->failures;
	struct demo *demo = demo_begin(lesson, item->block);

	if (!demo)
		return SESSION_FAILED;
	write_lines(session, "", 5, demo_text(demo));
	write_lines(session, "  ", 2, demo_run(demo));
	demo_end(demo);
	return session->failures == failures ? SESSION_OK : SESSION_FAILED;
}

static const struct {
	enum lesson_kind kind;
	enum session_status (*play)(struct lesson *lesson, const struct lesson_item *item);
} plays[] = {
	{ LESSON_PROSE, play_prose }, { LESSON_BLANK, play_blank }, { LESSON_PAUSE, play_pause },
	{ LESSON_ASK, play_block },   { LESSON_GOAL, play_block },
};

static enum session_status play_item(struct lesson *lesson, const struct lesson_item *item)
{
	for (size_t i = 0; i < sizeof plays / sizeof plays[0]; i++)
		if (plays[i].kind == item->kind)
			return plays[i].play(lesson, item);
	return lesson_run(lesson, item);
}

static enum session_status play_all(struct lesson *lesson)
{
	struct session *session = lesson->session;
	enum session_status status = SESSION_OK;
	struct lesson_item item;

	while (lesson_next(lesson, &item) != LESSON_END) {
		int is_prose = item.kind == LESSON_PROSE || item.kind == LESSON_BLANK;
		enum session_status one = play_item(lesson, &item);

		status = one == SESSION_OK ? status : one;
		if (one == SESSION_QUIT
		    || (!is_prose && (session->interrupted || ferror(session->out))))
			break;
	}
	return status;
}

enum session_status lesson_play(struct session *session, struct script *script)
{
	struct lesson *lesson = lesson_start(session, script, NULL);
	enum session_status status = play_all(lesson);

	if (script_is_broken(script) && status != SESSION_QUIT) {
		session_fail(session, "file", "%s cannot be read any further.",
		             script_name(script));
		script_report(session);
		status = SESSION_FAILED;
	}
	lesson_end(lesson);
	return status;
}
