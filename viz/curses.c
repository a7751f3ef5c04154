/* SPDX-License-Identifier: MIT
 *
 * curses.c - the only file that knows ncurses.
 *
 * Invariant: `last` is what the terminal shows. Only cells that differ from it are given
 * to ncurses, which sends what that changes.
 */
#define NCURSES_WIDECHAR 1
#include "curses.h"
#include "ascii.h"
#include "theme.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

/* Columns and rows that are drawn at most: ncurses counts in 16 bits. */
enum { SIZE_MOST = 1000 };

struct curses {
	SCREEN *screen;
	FILE *in, *out;
	struct termios modes; /* before curses_open */
	const struct theme *theme;
	int ascii;
	attr_t attributes[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	struct grid last, next;
	char reset[CURSES_RESET];
};

/* ----------------------------------------------------------------- opening */

/* The terminal of standard output, opened anew so that it can be read from, too. */
static int open_terminal(void)
{
	const char *name = isatty(STDOUT_FILENO) ? ttyname(STDOUT_FILENO) : NULL;
	int fd = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;

	if (fd < 0)
		fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 && isatty(STDOUT_FILENO))
		fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	return fd;
}

/* newterm would answer an unknown type with NULL, but a dumb one with a screen that it
 * cannot draw: the entry is looked at first. */
static int usable(int fd, char *reason)
{
	const char *type = getenv("TERM");
	int found = 0, places;

	if (!type || !*type) {
		snprintf(reason, CURSES_REASON, "TERM is not set, so the terminal's type is not "
		         "known. Set it, or use --plain.");
		return 0;
	}
	if (setupterm(NULL, fd, &found) != OK && found != 1) {
		snprintf(reason, CURSES_REASON, "The terminal type %.60s is not known here. Set "
		         "TERM to another, or use --plain.", type);
		return 0;
	}
	places = found == 1 && cursor_address != NULL && cursor_address != (char *)-1;
	if (cur_term)
		del_curterm(cur_term);
	if (!places)
		snprintf(reason, CURSES_REASON, "The terminal type %.60s cannot place its cursor. "
		         "Set TERM to another, or use --plain.", type);
	return places;
}

/* Letters of the modes: bytes as they are typed, no echo, none kept for the driver. */
static void set_input(int fd)
{
	struct termios modes;

	cbreak();
	noecho();
	intrflush(stdscr, TRUE); /* what was typed before Ctrl-C is gone with it */
	idcok(stdscr, FALSE); /* panes lie beside each other: nothing ever shifts */
	if (tcgetattr(fd, &modes) == 0) {
		modes.c_iflag &= ~(tcflag_t)IXON;
		modes.c_lflag &= ~(tcflag_t)IEXTEN;
		tcsetattr(fd, TCSADRAIN, &modes);
	}
	def_prog_mode();
}

static int colours_now(void)
{
	if (!has_colors() || COLOR_PAIRS <= ROLE_COUNT + 1)
		return THEME_NO_COLOURS;
	/* More than 256 are red, green and blue in one number: only 8 have names there. */
	return COLORS > THEME_FULL ? THEME_BASIC : COLORS;
}

static void set_colours(struct curses *c)
{
	const char *refused = getenv("NO_COLOR");
	int colours;

	if (refused && *refused)
		c->theme = theme_find("mono");
	start_color();
	use_default_colors();
	colours = colours_now();
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct style style = theme_style(c->theme, (enum role)i, colours);

		c->attributes[i] = (style.attributes & BOLD ? A_BOLD : A_NORMAL) |
		                   (style.attributes & REVERSE ? A_REVERSE : A_NORMAL);
		if (style.foreground == GROUND && style.background == GROUND)
			continue;
		c->pairs[i] = (short)(i + 1);
		init_pair(c->pairs[i], (short)style.foreground, (short)style.background);
	}
}

/* The ground is that of role 0, and so is what ncurses clears with. */
static void set_ground(struct curses *c)
{
	cchar_t blank;

	setcchar(&blank, L" ", A_NORMAL, c->pairs[0], NULL);
	bkgrndset(&blank);
}

/* A capability without its padding, "$<5>". */
static void add_capability(struct curses *c, const char *name)
{
	const char *text = tigetstr(name);
	size_t length = strlen(c->reset);

	if (!text || text == (char *)-1)
		return;
	while (*text && length + 1 < sizeof c->reset) {
		if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
			text = strchr(text, '>') + 1;
		else
			c->reset[length++] = *text++;
	}
	c->reset[length] = 0;
}

/* Whether characters are UTF-8. Where they are not, ASCII is drawn, which is the same in
 * C.UTF-8; but there ncurses does without the control sequence that repeats a character,
 * which not every terminal that calls itself xterm knows. */
static int set_locale(void)
{
	int utf8;

	setlocale(LC_CTYPE, "");
	utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!utf8)
		setlocale(LC_CTYPE, "C.UTF-8");
	return utf8;
}

static int open_screen(struct curses *c, char *reason)
{
	static const char *const capabilities[] = { "sgr0", "op", "cnorm", "rmcup" };
	int fd = fileno(c->in), cols, rows;

	if (tcgetattr(fd, &c->modes) != 0 || !usable(fd, reason))
		return 0;
	use_env(FALSE);
	c->screen = newterm(NULL, c->out, c->in);
	if (!c->screen)
		return 0;
	set_input(fd);
	set_colours(c);
	set_ground(c);
	for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++)
		add_capability(c, capabilities[i]);
	curses_resize(c, &cols, &rows); /* the environment's size may be an old one */
	return 1;
}

struct curses *curses_open(const struct curses_options *options, char *reason)
{
	struct curses *c = calloc(1, sizeof *c);
	int fd = -1;

	snprintf(reason, CURSES_REASON, "No terminal can be used here. Use --plain.");
	if (!c || (fd = open_terminal()) < 0) {
		free(c);
		return NULL;
	}
	c->in = fdopen(fd, "r");
	c->out = fdopen(fcntl(fd, F_DUPFD_CLOEXEC, 3), "w");
	c->theme = options->theme ? options->theme : theme_find("dark");
	c->ascii = !set_locale() || options->ascii;
	if (!c->in || !c->out || !open_screen(c, reason)) {
		curses_close(c);
		return NULL;
	}
	return c;
}

void curses_close(struct curses *c)
{
	if (!c)
		return;
	if (c->screen) {
		endwin();
		delscreen(c->screen);
		tcsetattr(fileno(c->in), TCSADRAIN, &c->modes);
	}
	if (c->in)
		fclose(c->in);
	if (c->out)
		fclose(c->out);
	grid_free(&c->last);
	grid_free(&c->next);
	free(c);
}

int curses_fd(const struct curses *c)
{
	return fileno(c->in);
}

const char *curses_reset_text(const struct curses *c)
{
	return c->reset;
}

const struct termios *curses_modes(const struct curses *c)
{
	return &c->modes;
}

/* ----------------------------------------------------------------- drawing */

static void draw_cell(const struct curses *c, int x, int y, const struct cell *cell)
{
	wchar_t text[2] = { (wchar_t)cell->glyph, 0 };
	cchar_t shown;

	if (setcchar(&shown, text, c->attributes[cell->role], c->pairs[cell->role], NULL) == OK)
		mvadd_wch(y, x, &shown);
}

/* Everything is drawn again: what the terminal shows is not known. */
static void forget(struct curses *c)
{
	grid_free(&c->last);
	clearok(stdscr, TRUE);
	erase();
}

static int same(const struct cell *a, const struct cell *b)
{
	return a->glyph == b->glyph && a->role == b->role;
}

/* The cells of a row that are not as they were; whether there were any. */
static int draw_row(const struct curses *c, int y, int known)
{
	const struct cell *now = &c->next.cells[(size_t)y * (size_t)c->next.cols];
	const struct cell *then = known ? &c->last.cells[(size_t)y * (size_t)c->next.cols] : now;
	int changed = 0;

	for (int x = 0; x < c->next.cols && x < COLS; x++) {
		if (known && same(&now[x], &then[x]))
			continue;
		changed = 1;
		if (now[x].glyph)
			draw_cell(c, x, y, &now[x]);
	}
	return changed;
}

/* A row at a time: given several, ncurses looks for lines that have moved and scrolls parts
 * of the screen, with all the panes beside them, and not every terminal knows how. */
void curses_draw(struct curses *c, const struct grid *grid, int cursor_x, int cursor_y)
{
	size_t cells = (size_t)grid->cols * (size_t)grid->rows;
	int known = c->last.cells && c->last.cols == grid->cols && c->last.rows == grid->rows;
	struct grid swap = c->last;

	if (!grid_resize(&c->next, grid->cols, grid->rows))
		return;
	memcpy(c->next.cells, grid->cells, cells * sizeof *grid->cells);
	if (c->ascii)
		ascii_grid(&c->next);
	leaveok(stdscr, TRUE);
	for (int y = 0; y < grid->rows && y < LINES; y++)
		if (draw_row(c, y, known) && known)
			refresh();
	leaveok(stdscr, FALSE);
	c->last = c->next;
	c->next = swap;
	move(cursor_y < LINES ? cursor_y : LINES - 1, cursor_x < COLS ? cursor_x : COLS - 1);
	refresh();
}

void curses_resize(struct curses *c, int *cols, int *rows)
{
	struct winsize size;

	*cols = COLS;
	*rows = LINES;
	if (ioctl(fileno(c->in), TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
		return;
	if (size.ws_col == COLS && size.ws_row == LINES && COLS <= SIZE_MOST && LINES <= SIZE_MOST)
		return;
	*cols = size.ws_col < SIZE_MOST ? size.ws_col : SIZE_MOST;
	*rows = size.ws_row < SIZE_MOST ? size.ws_row : SIZE_MOST;
	resizeterm(*rows, *cols);
	forget(c);
}

void curses_suspend(struct curses *c)
{
	(void)c;
	endwin();
}

void curses_resume(struct curses *c)
{
	forget(c);
	refresh();
}
