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

/* Pastes are marked, so that their lines do not run by themselves; clicks and the wheel are
 * told, in the form that has room for every column. A terminal without that goes on without. */
#define TELL_ON "\033[?2004h\033[?1000h\033[?1006h"
#define TELL_OFF "\033[?1006l\033[?1000l\033[?2004l"

enum { SOON_NS = 40000000 };

struct display {
	struct session *session;
	struct curses *curses; /* NULL: it is drawn elsewhere */
	display_drawer *draw;
	void *user;
	struct scene *scene;
	struct grid grid;
	int cols, rows;
	view view;
	struct layout layout; /* of the view, as it was drawn */
	size_t first;  /* lines of the text scrolled past */
	char *said;    /* on the result line; NULL: the session's */
	const char *title, *hint;
	const struct lines *lines;
	int prose, playing;
	enum view_pane focus;
	char *prompt, *line;
	const char *usual; /* the prompt of an empty line */
	char standing[PROMPT_STANDING]; /* the usual prompt, or that of the past */
	size_t point;
	struct timespec drawn;
	char reset[CURSES_RESET + sizeof TELL_OFF];
};

const char display_usual_prompt[] = "> ";

/* The one that is open, for exit. */
static struct display *opened;

static void tell_terminal(const struct display *display, const char *text)
{
	ssize_t written = write(curses_fd(display->curses), text, strlen(text));

	(void)written; /* what cannot be told is not needed */
}

static void close_at_exit(void)
{
	if (!opened)
		return;
	tell_terminal(opened, TELL_OFF);
	curses_close(opened->curses);
	opened = NULL;
}

static void replace(char **old, const char *text)
{
	char *copy = text ? memory_text(text) : NULL;

	free(*old);
	*old = copy;
}

static void measure(struct display *display)
{
	curses_resize(display->curses, &display->cols, &display->rows);
	looks_terminal(&display->session->looks, display->cols, display->rows);
}

static void draw_on_terminal(void *user, const struct grid *grid, int x, int y)
{
	struct display *display = user;

	curses_theme(display->curses, display->session->theme);
	curses_draw(display->curses, grid, x, y);
}

static struct display *make(struct session *session, display_drawer *draw, void *user)
{
	struct display *display = memory_new(1, sizeof *display);

	display->session = session;
	display->scene = scene_create();
	display->draw = draw;
	display->user = user ? user : display;
	replace(&display->prompt, display_usual_prompt);
	display->usual = display_usual_prompt;
	snprintf(display->standing, sizeof display->standing, "%s", display_usual_prompt);
	replace(&display->line, "");
	return display;
}

struct display *display_open(struct session *session, char *reason)
{
	static int registered;
	struct curses_options how = { .theme = session->theme, .ascii = session->looks.ascii };
	struct curses *curses = curses_open(&how, reason);
	struct display *display;

	if (!curses)
		return NULL;
	display = make(session, draw_on_terminal, NULL);
	display->curses = curses;
	snprintf(display->reset, sizeof display->reset, "%s%s", TELL_OFF,
	         curses_reset_text(display->curses));
	signals_guard(curses_fd(display->curses), curses_modes(display->curses), display->reset);
	if (!registered)
		atexit(close_at_exit);
	registered = 1;
	opened = display;
	tell_terminal(display, TELL_ON);
	measure(display);
	return display;
}

struct display *display_open_elsewhere(struct session *session, display_drawer *draw, void *user)
{
	struct display *display = make(session, draw, user);

	display->cols = session->looks.cols;
	display->rows = session->looks.rows;
	return display;
}

void display_close(struct display *display)
{
	if (display == opened)
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

	scene_size(display->scene, display->cols, display->rows);
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
	v->focus_pane = display->focus;
	v->time_focus = display->focus == VIEW_PANE_TIME;
	prompt_standing(display->standing, v);
}

/* A search has its own words before the line: no hint then. */
static struct prompt prompt_of(const struct display *display)
{
	int usual = strcmp(display->prompt, display->usual) == 0;
	int plain = usual || !*display->prompt;
	int stands = usual && display->usual == display_usual_prompt;

	return (struct prompt){ .text = stands ? display->standing : display->prompt,
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

	display->layout = cursor.layout;
	display->draw(display->user, &display->grid, cursor.x, cursor.y);
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

void display_usual(struct display *display, const char *prompt)
{
	display->usual = prompt;
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

	display->draw(display->user, &display->grid, column, display->grid.rows - 1);
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

void display_zoom(struct display *display, enum view_zoom zoom)
{
	scene_zoom(display->scene, zoom);
}

void display_focus(struct display *display, enum view_pane pane)
{
	display->focus = pane;
}

void display_step(struct display *display, const struct inside_at *at)
{
	scene_inside(display->scene, at);
}

void display_choose(struct display *display, struct place place)
{
	scene_choose(display->scene, place);
}

void display_choose_bucket(struct display *display, size_t bucket)
{
	scene_choose_bucket(display->scene, bucket);
}

void display_choose_byte(struct display *display, size_t offset)
{
	scene_choose_byte(display->scene, offset);
}

/* --------------------------------------------------------------------- the text */

/* How many lines from `first` on, or before it, stand in the text's pane. */
static size_t page_lines(const struct display *display, size_t first, int direction)
{
	const struct rect *pane = &display->layout.pane[PANE_WHY];
	const view_text *text = why_text(&display->view);
	size_t from = first;

	if (direction > 0)
		return why_fitting(text, first, pane->w, pane->h - 1);
	while (from > 0 && from - 1 + why_fitting(text, from - 1, pane->w, pane->h - 1) >= first)
		from--;
	return first - from;
}

/* A page of it, or a line. The text may be another than was drawn: of several keys at once only
 * the last is drawn. */
static int scroll(struct display *display, int direction, int page)
{
	size_t first = display->first, all, lines;

	compose(display);
	if (display->layout.pane[PANE_WHY].h < 2) /* it is not shown, as beside a comparison */
		return 0;
	all = why_text(&display->view)->count;
	lines = page ? page_lines(display, first, direction) : 1;
	if (direction > 0 ? first + page_lines(display, first, 1) >= all : first == 0)
		return 0;
	lines += lines == 0;
	display->first = direction > 0 ? first + lines : first - lines;
	return 1;
}

int display_scroll(struct display *display, int direction)
{
	return scroll(display, direction, 0);
}

int display_scroll_page(struct display *display, int direction)
{
	return scroll(display, direction, 1);
}

int display_page(struct display *display, int direction)
{
	if (!display_scroll_page(display, direction))
		return 0;
	display_draw(display);
	return 1;
}

void display_top(struct display *display)
{
	display->first = 0;
}

const view *display_view(const struct display *display, struct layout *layout)
{
	*layout = display->layout;
	return &display->view;
}

/* ----------------------------------------------------------- size and suspending */

void display_resize(struct display *display)
{
	measure(display);
	display_draw(display);
}

void display_resume(struct display *display)
{
	curses_resume(display->curses);
	tell_terminal(display, TELL_ON);
	display_resize(display);
}

void display_suspend(struct display *display)
{
	tell_terminal(display, TELL_OFF);
	curses_suspend(display->curses);
	signals_suspend();
	display_resume(display);
}
