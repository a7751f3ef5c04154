/* SPDX-License-Identifier: MIT
 *
 * plain.c - a session as linear plain text.
 */
#include "plain.h"

#include "lesson_play.h"
#include "scene.h"
#include "text.h"

#include <fcntl.h>
#include <unistd.h>

static void show(struct session *session, void *user)
{
	struct scene *scene = user;

	if (session->brief && session->outcome.operation && !session->outcome.failed)
		fprintf(session->out, "> %s: %s\n", session->command, session->outcome.linear);
	else
		text_operation(session->out, scene_view(scene, session));
}

struct scene *plain_start(struct session *session)
{
	struct scene *scene = scene_create();

	scene_linear(scene);
	session->plain = 1;
	session->shown = show;
	session->user = scene;
	return scene;
}

void plain_stop(struct session *session, struct scene *scene)
{
	session->shown = NULL;
	scene_destroy(scene);
}

static int play(struct session *session, struct script *script)
{
	struct scene *scene = plain_start(session);

	lesson_play(session, script);
	script_close(session, script);
	plain_stop(session, scene);
	return session->failures ? 1 : 0;
}

int plain_stream(struct session *session, FILE *stream, const char *name)
{
	return play(session, script_open_stream(session, stream, name));
}

/* 1, or 0: it failed, and there is no use in going on. */
static int run_first(struct session *session, const char *first)
{
	size_t heaps = session->heaps_made;
	struct scene *scene = plain_start(session);

	session_line(session, first);
	plain_stop(session, scene);
	if (!session->outcome.failed)
		return 1;
	fprintf(session->err, "mmviz: %s\n", session->outcome.linear);
	return session->heaps_made != heaps;
}

int plain_run(struct session *session, const char *path, const char *first)
{
	struct script *script;

	if (first && !run_first(session, first))
		return 1;
	if (!path && (fcntl(STDIN_FILENO, F_GETFL) & O_ACCMODE) == O_WRONLY) {
		fputs("mmviz: standard input is closed: there is no script to read.\n",
		      session->err);
		return 1;
	}
	if (!path && isatty(STDIN_FILENO))
		fputs("mmviz as plain text: type commands like m 100 and f p1; help lists them, q "
		      "quits.\n", session->out);
	if (!path)
		return plain_stream(session, stdin, "<stdin>");
	script = script_open(session, path, path);
	if (script)
		return play(session, script);
	fprintf(session->err, "mmviz: %s\n", session->outcome.linear);
	return 1;
}
