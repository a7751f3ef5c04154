/* SPDX-License-Identifier: MIT
 *
 * export_html.c - a run as one page: the way through its steps.
 */
#include "export_html.h"

#include "frame.h"
#include "html_page.h"
#include "html_step.h"
#include "layout.h"
#include "memory.h"
#include "number.h"
#include "run.h"
#include "session.h"
#include "theme.h"
#include "timeline.h"
#include "watch.h"
#include "wording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	GROUP = 32, /* steps that are read together: the first of them has all of its cells */
	COMMAND = 160,
	PROGRESS_NS = 250000000
};

struct writing {
	FILE *out;
	const struct run *run;
	struct frame *frame;
	struct cell *before; /* of the step before */
	struct timespec told;
};

/* -------------------------------------------------------------------------- head */

struct title {
	char text[200];
};

/* The empty heap is no operation. */
static struct title title_of(const struct run *run)
{
	size_t operations = run->last - run->first + (run->first > 0);
	struct title title;

	snprintf(title.text, sizeof title.text, "%s on a heap, %.40s",
	         counted(operations, "operation", "operations").text,
	         wording_placement(run->session));
	return title;
}

static void write_marks(FILE *out, const struct run *run)
{
	const char *comma = "";

	fputs("\"marks\":[", out);
	for (size_t i = 0; i < timeline_marks(run->session); i++) {
		const struct mark *mark = timeline_get_mark(run->session, i);

		if (!timeline_has_mark(run->session, mark) || mark->step < run->first
		    || mark->step > run->last)
			continue;
		fprintf(out, "%s[", comma);
		html_string(out, mark->name);
		fprintf(out, ",%zu]", mark->step);
		comma = ",";
	}
	fputs("]", out);
}

static void write_themes(FILE *out)
{
	const char *comma = "";

	fputs("\"themes\":[", out);
	for (unsigned i = 0; theme_at(i); i++) {
		if (!html_has_theme(theme_at(i)))
			continue;
		fputs(comma, out);
		html_string(out, theme_name(theme_at(i)));
		comma = ",";
	}
	fputs("],", out);
}

static void write_run(FILE *out, const struct run *run, const struct looks *looks)
{
	fprintf(out, "<script type=\"application/json\" id=\"run\">{\"cols\":%d,\"rows\":%d,"
	             "\"first\":%zu,\"last\":%zu,\"group\":%d,\"title\":",
	        looks->cols, looks->rows - 1, run->first, run->last, GROUP);
	html_string(out, title_of(run).text);
	putc(',', out);
	write_themes(out);
	write_marks(out, run);
	fputs("}</script>\n", out);
}

static void write_head(FILE *out, const struct run *run)
{
	struct title title = title_of(run);
	char description[400];

	snprintf(description, sizeof description,
	         "%s, as mmviz shows them: memory, table, chunks, and why each operation did what "
	         "it did. All of it is in this file; nothing is fetched.", title.text);
	html_head(out, title.text, description);
}

/* ------------------------------------------------------------------------- steps */

/* What was said before is about another step. */
static void forget(struct session *session)
{
	session->outcome = (struct outcome){ 0 };
	session->bytes = (struct bytes){ 0 };
	session_title(session, "", "");
	lines_clear(&session->text);
}

static int show(struct writing *writing, size_t step)
{
	struct session *session = writing->run->session;

	writing->run->end->reached = step;
	forget(session);
	if (timeline_show(session, step) != SESSION_OK) {
		writing->run->end->failed = 1;
		return ECANCELED;
	}
	watch_tell(session);
	return 0;
}

/* The last row is the prompt's: nothing can be typed at a page. */
static int write_step(struct writing *writing, size_t step)
{
	size_t place = step - writing->run->first;
	struct grid grid;
	char command[COMMAND] = "";
	int reason = show(writing, step);

	if (reason)
		return reason;
	grid = *frame_draw(writing->frame, writing->run->session);
	grid.rows--;
	if (step)
		timeline_command(writing->run->session, step, command, sizeof command);
	if (place % GROUP == 0)
		fprintf(writing->out, "%s<script type=\"application/json\" id=\"g%zu\">[",
		        place ? "\n]</script>\n" : "", place / GROUP);
	fputs(place % GROUP ? ",\n" : "\n", writing->out);
	html_step(writing->out, frame_view(writing->frame), command,
	          place % GROUP ? writing->before : NULL, &grid);
	memcpy(writing->before, grid.cells,
	       (size_t)grid.cols * (size_t)grid.rows * sizeof *grid.cells);
	return 0;
}

static void tell_progress(struct writing *writing, size_t step)
{
	struct session *session = writing->run->session;
	struct timespec now;
	char sentence[160];

	if (!session->progress)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if ((now.tv_sec - writing->told.tv_sec) * 1000000000L
	            + (now.tv_nsec - writing->told.tv_nsec)
	    < PROGRESS_NS)
		return;
	writing->told = now;
	snprintf(sentence, sizeof sentence, "Step %s of %s is written. Ctrl-C stops it.",
	         comma(step).text, comma(writing->run->last).text);
	session->progress(session, sentence, session->user);
}

/* Why no more is to be written, or 0. */
static int go_on(struct writing *writing)
{
	long bytes = ftell(writing->out);

	if (writing->run->session->interrupted)
		return EINTR;
	if (ferror(writing->out))
		return errno ? errno : EIO;
	writing->run->end->too_large = bytes > HTML_BYTES;
	return writing->run->end->too_large ? EFBIG : 0;
}

/* From the step before the first one: what is watched is told of from step to step. */
static int write_steps(struct writing *writing)
{
	size_t first = writing->run->first;
	int reason = show(writing, first - (first > 0));

	clock_gettime(CLOCK_MONOTONIC, &writing->told);
	for (size_t step = first; step <= writing->run->last && !reason; step++) {
		reason = write_step(writing, step);
		if (!reason)
			reason = go_on(writing);
		tell_progress(writing, step);
	}
	fputs("\n]</script>\n", writing->out);
	return reason;
}

/* As the screen has it, where it is one that shows something. */
static struct looks looks_of(const struct session *session)
{
	struct looks looks = session->looks;

	looks.cols = looks.cols > LAYOUT_COLS ? looks.cols : LAYOUT_COLS;
	looks.rows = looks.rows > LAYOUT_ROWS ? looks.rows : LAYOUT_ROWS;
	return looks;
}

int export_html(FILE *out, const void *user)
{
	const struct run *run = user;
	const struct looks looks = looks_of(run->session);
	struct writing writing = { .out = out, .run = run };
	int reason;

	writing.frame = frame_create(looks.cols, looks.rows, looks.ascii);
	writing.before = memory_new((size_t)looks.cols * (size_t)looks.rows, sizeof(struct cell));
	write_head(out, run);
	write_run(out, run, &looks);
	reason = write_steps(&writing);
	html_foot(out);
	frame_destroy(writing.frame);
	free(writing.before);
	return reason;
}
