/* SPDX-License-Identifier: MIT
 *
 * curses.c - the only file that knows ncurses.
 *
 * ncurses opens and closes the screen, keeps its modes and its size, clears it, and knows what
 * the terminal understands (terminfo). The cells are sent by ink.c: ncurses would send both
 * colours for each change of one, and scroll panes that lie beside each other.
 *
 * Invariant: `last` is what the terminal shows; without it, it has to be cleared first.
 */
#define NCURSES_WIDECHAR 1
#include "curses.h"
#include "ascii.h"
#include "curses_ink.h"
#include "theme.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

/* Columns and rows that are drawn at most: ncurses counts in 16 bits. */
enum { SIZE_MOST = 1000, UNKNOWN = 1 }; /* the latter is no glyph that a grid has */

struct curses {
	SCREEN *screen;
	FILE *in, *out;
	struct termios modes; /* before curses_open */
	const struct theme *theme;
	int ascii;
	struct ink ink;
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
	char shown[61];
	int found = 0, places;

	if (!type || !*type) {
		snprintf(reason, CURSES_REASON, "TERM is not set, so the terminal's type is not "
		         "known. Set it, or use --plain.");
		return 0;
	}
	ascii_text(shown, sizeof shown, type);
	if (setupterm(NULL, fd, &found) != OK && found != 1) {
		snprintf(reason, CURSES_REASON, "The terminal type %s is not known here. Set "
		         "TERM to another, or use --plain.", shown);
		return 0;
	}
	places = found == 1 && cursor_address != NULL && cursor_address != (char *)-1;
	if (cur_term)
		del_curterm(cur_term);
	if (!places)
		snprintf(reason, CURSES_REASON, "The terminal type %s cannot place its cursor. "
		         "Set TERM to another, or use --plain.", shown);
	return places;
}

/* Letters of the modes: bytes as they are typed, no echo, none kept for the driver. */
static void set_input(int fd)
{
	struct termios modes;

	cbreak();
	noecho();
	intrflush(stdscr, TRUE); /* what was typed before Ctrl-C is gone with it */
	if (tcgetattr(fd, &modes) == 0) {
		modes.c_iflag &= ~(tcflag_t)IXON;
		modes.c_lflag &= ~(tcflag_t)IEXTEN;
		tcsetattr(fd, TCSADRAIN, &modes);
	}
	def_prog_mode();
}

/* The ground is that of role 0, and so is what ncurses clears with. */
static void set_ground(struct curses *c)
{
	const struct style *style = &c->ink.style[0];
	short pair = style->foreground != GROUND || style->background != GROUND;
	cchar_t blank;

	if (pair)
		init_pair(pair, (short)style->foreground, (short)style->background);
	setcchar(&blank, L" ", A_NORMAL, pair, NULL);
	bkgrndset(&blank);
}

static void write_out(void *user, const char *bytes, size_t count)
{
	const struct curses *c = user;

	while (count) {
		ssize_t written = write(fileno(c->out), bytes, count);

		if (written < 0 && errno == EAGAIN)
			poll(&(struct pollfd){ fileno(c->out), POLLOUT, 0 }, 1, -1);
		else if (written < 0 && errno != EINTR)
			return; /* the terminal is gone, which reading from it tells */
		bytes += written > 0 ? written : 0;
		count -= written > 0 ? (size_t)written : 0;
	}
}

/* For when the program ends in the middle. */
static void set_reset(struct curses *c)
{
	const char *const sequences[] = { exit_attribute_mode, orig_pair, cursor_normal,
		                          exit_ca_mode };

	for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
		size_t length = strlen(c->reset);

		curses_sequence(c->reset + length, sizeof c->reset - length, sequences[i]);
	}
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
	int fd = fileno(c->in), cols, rows;

	if (tcgetattr(fd, &c->modes) != 0 || !usable(fd, reason))
		return 0;
	/* The size is the terminal's own. (use_env would leave none where terminfo has none.) */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	c->screen = newterm(NULL, c->out, c->in);
	if (!c->screen)
		return 0;
	set_input(fd);
	start_color();
	use_default_colors();
	c->ink.send = write_out;
	c->ink.user = c;
	curses_ink(&c->ink, theme_shown(c->theme));
	set_ground(c);
	set_reset(c);
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

/* Everything is drawn again: what the terminal shows is not known. */
static void forget(struct curses *c)
{
	grid_free(&c->last);
}

/* Also gives the terminal back to ncurses after curses_suspend. Every cell is sent after it:
 * not all terminals clear with the background that they say they do. */
static int clear_all(struct curses *c, int cols, int rows)
{
	clearok(stdscr, TRUE);
	erase();
	refresh();
	if (!grid_resize(&c->last, cols, rows))
		return 0;
	for (size_t i = 0; i < (size_t)cols * (size_t)rows; i++)
		c->last.cells[i].glyph = UNKNOWN;
	return 1;
}

void curses_draw(struct curses *c, const struct grid *grid, int cursor_x, int cursor_y)
{
	int known = c->last.cells && c->last.cols == grid->cols && c->last.rows == grid->rows;
	struct grid swap;

	if (!grid_resize(&c->next, grid->cols, grid->rows)
	    || (!known && !clear_all(c, grid->cols, grid->rows)))
		return;
	memcpy(c->next.cells, grid->cells,
	       (size_t)grid->cols * (size_t)grid->rows * sizeof *grid->cells);
	if (c->ascii)
		ascii_grid(&c->next);
	ink_draw(&c->ink, &c->last, &c->next, cursor_x, cursor_y);
	swap = c->last;
	c->last = c->next;
	c->next = swap;
}

void curses_theme(struct curses *c, const struct theme *theme)
{
	if (theme == c->theme)
		return;
	c->theme = theme;
	curses_ink_colours(&c->ink, theme_shown(c->theme));
	set_ground(c);
	forget(c);
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
}
