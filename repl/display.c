/* SPDX-License-Identifier: MIT
 *
 * display.c - the session on the screen: heap and prompt, drawn again when they change.
 */
#include "display.h"

#include "curses.h"
#include "layout.h"
#include "memory.h"
#include "pane.h"
#include "scene.h"
#include "screen.h"
#include "signals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

enum { SOON_NS = 40000000 };

struct display {
	const struct session *session;
	struct curses *curses;
	struct scene *scene;
	struct grid grid;
	int cols, rows;
	view view;
	size_t first;  /* lines of the text scrolled past */
	char *said;    /* on the result line; NULL: the session's */
	const char *title, *hint;
	const struct lines *lines;
	int prose, playing, in_time;
	char *prompt, *line;
	char standing[32]; /* the usual prompt, or that of the past */
	size_t point;
	struct timespec drawn;
	char reset[CURSES_RESET + sizeof PASTE_OFF];
};

const char display_usual_prompt[] = "> ";

/* The one that is open, for exit. */
static struct display *opened;

/* Asks the terminal to mark what is pasted, so that its lines do not run by themselves. */
static void mark_pastes(const struct display *display, const char *text)
{
	ssize_t written = write(curses_fd(display->curses), text, strlen(text));

	(void)written; /* a terminal without that goes on without it */
}

static void close_at_exit(void)
{
	if (!opened)
		return;
	mark_pastes(opened, PASTE_OFF);
	curses_close(opened->curses);
	opened = NULL;
}

static void replace(char **old, const char *text)
{
	char *copy = text ? memory_copy(text, strlen(text)) : NULL;

	free(*old);
	*old = copy;
}

struct display *display_open(const struct session *session,
                             const struct display_options *options, char *reason)
{
	static int registered;
	struct curses_options how = { .theme = options->theme, .ascii = options->ascii };
	struct display *display = memory_new(1, sizeof *display);

	display->curses = curses_open(&how, reason);
	if (!display->curses) {
		free(display);
		return NULL;
	}
	display->session = session;
	display->scene = scene_create();
	replace(&display->prompt, display_usual_prompt);
	snprintf(display->standing, sizeof display->standing, "%s", display_usual_prompt);
	replace(&display->line, "");
	snprintf(display->reset, sizeof display->reset, "%s%s", PASTE_OFF,
	         curses_reset_text(display->curses));
	signals_guard(curses_fd(display->curses), curses_modes(display->curses), display->reset);
	if (!registered)
		atexit(close_at_exit);
	registered = 1;
	opened = display;
	mark_pastes(display, PASTE_ON);
	curses_resize(display->curses, &display->cols, &display->rows);
	return display;
}

void display_close(struct display *display)
{
	close_at_exit();
	scene_destroy(display->scene);
	grid_free(&display->grid);
	free(display->said);
	free(display->prompt);
	free(display->line);
	free(display);
}

int display_fd(const struct display *display)
{
	return curses_fd(display->curses);
}

/* ---------------------------------------------------------------------- drawing */

static void compose(struct display *display)
{
	view *v = &display->view;

	*v = *scene_view(display->scene, display->session);
	if (display->lines)
		v->text = (view_text){ .title = display->title,
			               .lines = (const char *const *)display->lines->line,
			               .count = display->lines->count,
			               .prose = display->prose };
	v->text.first = display->first;
	/* Steps that are gone through are shown up to the present one. */
	if (!v->step.count)
		v->why.first = display->first;
	if (v->text.title)
		v->text.more = "PgDn";
	v->playing = display->playing;
	if (v->playing)
		v->why.more = "PgDn";
	if (display->said)
		v->result = (view_result){ .text = display->said, .neutral = 1 };
	if (display->hint)
		v->hint = display->hint;
	v->time_focus = display->in_time;
	snprintf(display->standing, sizeof display->standing, "%s", display_usual_prompt);
	if (v->operation < v->operations)
		snprintf(display->standing, sizeof display->standing, "%zu%s", v->operation,
		         display_usual_prompt);
}

/* A search has its own words before the line: no hint then. */
static struct prompt prompt_of(const struct display *display)
{
	int usual = strcmp(display->prompt, display_usual_prompt) == 0;
	int plain = usual || !*display->prompt;

	return (struct prompt){ .text = usual ? display->standing : display->prompt,
		                .line = display->line, .point = display->point,
		                .hint = plain ? display->view.hint : "" };
}

void display_draw(struct display *display)
{
	compose(display);
	if (!grid_resize(&display->grid, display->cols, display->rows))
		return;
	struct prompt prompt = prompt_of(display);
	struct screen_cursor cursor = screen_draw(&display->grid, &display->view, &prompt);

	curses_draw(display->curses, &display->grid, cursor.x, cursor.y);
	clock_gettime(CLOCK_MONOTONIC, &display->drawn);
}

void display_draw_soon(struct display *display)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if ((now.tv_sec - display->drawn.tv_sec) * 1000000000
	            + (now.tv_nsec - display->drawn.tv_nsec)
	    >= SOON_NS)
		display_draw(display);
}

void display_prompt(struct display *display, const char *prompt, const char *line,
                    size_t point)
{
	replace(&display->prompt, prompt);
	replace(&display->line, line);
	display->point = point;
	if (!display->grid.cells)
		return;
	struct prompt shown = prompt_of(display);
	int column = prompt_draw(screen_prompt(&display->grid), &shown);

	curses_draw(display->curses, &display->grid, column, display->grid.rows - 1);
}

/* ---------------------------------------------------------------- what is said */

void display_say(struct display *display, const char *sentence)
{
	replace(&display->said, sentence);
	if (sentence)
		display_draw(display);
}

void display_text(struct display *display, const char *title, const struct lines *lines)
{
	display->title = title;
	display->lines = lines;
	display->prose = 0;
	display_top(display);
}

void display_prose(struct display *display, const char *title, const struct lines *lines)
{
	display_text(display, title, lines);
	display->prose = 1;
}

void display_playing(struct display *display, int playing)
{
	display->playing = playing;
}

void display_hint(struct display *display, const char *hint)
{
	display->hint = hint;
}

void display_focus_time(struct display *display, int focus)
{
	display->in_time = focus;
}

void display_step(struct display *display, const struct inside_at *at)
{
	scene_inside(display->scene, at);
}

void display_choose(struct display *display, struct place place)
{
	scene_choose(display->scene, place);
}

/* --------------------------------------------------------------------- the text */

/* How many lines from `first` on, or before it, stand in the text's pane. */
static size_t page_lines(const struct display *display, size_t first, int direction)
{
	struct layout layout = layout_make(&display->view, display->cols, display->rows);
	const struct rect *pane = &layout.pane[PANE_WHY];
	const view_text *text = why_text(&display->view);
	size_t from = first;

	if (direction > 0)
		return why_fitting(text, first, pane->w, pane->h - 1);
	while (from > 0 && from - 1 + why_fitting(text, from - 1, pane->w, pane->h - 1) >= first)
		from--;
	return first - from;
}

int display_page(struct display *display, int direction)
{
	size_t all = why_text(&display->view)->count, first = display->first;
	size_t lines = page_lines(display, first, direction);

	if (direction > 0 ? first + lines >= all : first == 0)
		return 0;
	lines += lines == 0;
	display->first = direction > 0 ? first + lines : first - lines;
	display_draw(display);
	return 1;
}

void display_top(struct display *display)
{
	display->first = 0;
}

size_t display_row_bytes(const struct display *display)
{
	struct layout layout = layout_make(&display->view, display->cols, display->rows);
	size_t bytes = layout.map.step * (size_t)(layout.map.columns > 0 ? layout.map.columns : 1);

	return bytes ? bytes : 1;
}

/* ----------------------------------------------------------- size and suspending */

void display_resize(struct display *display)
{
	curses_resize(display->curses, &display->cols, &display->rows);
	display_draw(display);
}

void display_resume(struct display *display)
{
	curses_resume(display->curses);
	mark_pastes(display, PASTE_ON);
	display_resize(display);
}

void display_suspend(struct display *display)
{
	mark_pastes(display, PASTE_OFF);
	curses_suspend(display->curses);
	signals_suspend();
	display_resume(display);
}
