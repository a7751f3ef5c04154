/* SPDX-License-Identifier: MIT
 *
 * plain.c - a session as linear plain text.
 */
#include "plain.h"

#include "scene.h"
#include "script.h"
#include "text.h"

#include <fcntl.h>
#include <unistd.h>

static void show(struct session *session, void *user)
{
	struct scene *scene = user;

	text_operation(session->out, scene_view(scene, session));
}

static int play(struct session *session, struct script *script)
{
	struct scene *scene = scene_create();

	scene_linear(scene);
	session->shown = show;
	session->user = scene;
	script_play(session, script);
	script_close(session, script);
	session->shown = NULL;
	scene_destroy(scene);
	return session->failures ? 1 : 0;
}

int plain_stream(struct session *session, FILE *stream, const char *name)
{
	session->plain = 1;
	return play(session, script_open_stream(session, stream, name));
}

/* 1, or 0: it failed, and there is no use in going on. */
static int run_first(struct session *session, const char *first)
{
	size_t heaps = session->heaps_made;
	struct scene *scene = scene_create();

	session->plain = 1;
	scene_linear(scene);
	session->shown = show;
	session->user = scene;
	session_line(session, first);
	session->shown = NULL;
	scene_destroy(scene);
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
	session->plain = 1;
	script = script_open(session, path, path);
	if (script)
		return play(session, script);
	fprintf(session->err, "mmviz: %s\n", session->outcome.linear);
	return 1;
}
