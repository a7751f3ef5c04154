/* SPDX-License-Identifier: MIT
 *
 * shown.h - a session for tests, and the view of it.
 *
 *   struct shown s;
 *   show(&s, "m 100\n");    then(&s, "f p1");    s.v ...    end(&s);
 */
#ifndef TESTS_SHOWN_H
#define TESTS_SHOWN_H

#include "play.h"
#include "scene.h"

struct shown {
	struct play play;
	struct scene *scene;
	const view *v;
};

/* After these lines, and those. */
static inline void show_after(struct shown *shown, const char *first, const char *lines)
{
	play_start(&shown->play);
	if (*first)
		play_lines(&shown->play, first);
	play_lines(&shown->play, lines);
	shown->scene = scene_create();
	shown->play.session->plain = 0;
	shown->v = scene_view(shown->scene, shown->play.session);
}

static inline void show(struct shown *shown, const char *lines)
{
	show_after(shown, "", lines);
}

static inline void then(struct shown *shown, const char *line)
{
	session_line(shown->play.session, line);
	shown->v = scene_view(shown->scene, shown->play.session);
}

static inline void end(struct shown *shown)
{
	scene_destroy(shown->scene);
	play_end(&shown->play);
}

#endif
