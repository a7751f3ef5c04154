/* SPDX-License-Identifier: MIT
 *
 * export_view.c - the view as a picture and as characters.
 */
#include "export_view.h"

#include "frame.h"
#include "session.h"
#include "svg.h"
#include "theme.h"

#include <errno.h>
#include <stdlib.h>

static struct frame *frame_of(const struct session *session)
{
	return frame_create(session->looks.cols, session->looks.rows, session->looks.ascii);
}

/* What someone is told who does not see it: the step, the last operation, the heap. */
static void describe(const struct session *session, const view *v, char *out, size_t size)
{
	const char *result = v->result.plain;

	if (v->empty)
		snprintf(out, size, "The heap is empty: nothing was asked for yet.");
	else if (result)
		snprintf(out, size, "After operation %zu of %zu, %s: %s. The heap: %s.",
		         v->operation, v->operations, session->last.command, result, v->summary);
	else
		snprintf(out, size, "After operation %zu of %zu. The heap: %s.", v->operation,
		         v->operations, v->summary);
}

int export_svg(FILE *out, const void *user)
{
	const struct session *session = user;
	struct frame *frame = frame_of(session);
	const struct grid *grid = frame_draw(frame, session);
	const view *v = frame_view(frame);
	char description[2048];
	int reason;

	describe(session, v, description, sizeof description);
	reason = svg_write(out, grid, theme_shown(session->theme),
	                   &(struct svg_words){ v->crumbs, description });
	frame_destroy(frame);
	return reason;
}

int export_text(FILE *out, const void *user)
{
	const struct session *session = user;
	struct frame *frame = frame_of(session);
	char *text = grid_to_text(frame_draw(frame, session));
	int reason = text ? 0 : ENOMEM;

	if (text && fputs(text, out) == EOF)
		reason = errno ? errno : EIO;
	free(text);
	frame_destroy(frame);
	return reason;
}
