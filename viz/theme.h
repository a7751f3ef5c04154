/* SPDX-License-Identifier: MIT
 *
 * theme.h - what a role looks like.
 *
 *   pane -> role -> (theme, colours of the terminal) -> foreground, background, attributes
 *
 * One row of ROLES is a role; the columns of that row are the themes. A colour is an
 * xterm-256 number, or one of the 16 basic colours in the columns for small terminals;
 * GROUND (-1) is the screen's own. What a column leaves out cannot be told by colour
 * alone: the glyph or the letters beside it say the same.
 */
#ifndef MMVIZ_THEME_H
#define MMVIZ_THEME_H

#include <stdint.h>

enum { GROUND = -1 };

enum attribute { BOLD = 1, REVERSE = 2 };

/*      role         dark         light        contrast     mono            16: dark, light, contr.
 *                   fg, bg,a     fg, bg,a     fg, bg,a     a                fg,bg   fg,bg  fg,bg */
#define ROLES(X)                                                                            \
	X(TEXT,        252, -1,0,  235, -1,0,  231, -1,0,  0,               7,-1,   0,-1,  15,-1)  \
	X(DIM,         244, -1,0,  242, -1,0,  252, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(NUMBER,      255, -1,0,   16, -1,0,  231, -1,1,  0,              15,-1,   0,-1,  15,-1)  \
	X(TITLE,       255, -1,1,   16, -1,1,  231, -1,1,  BOLD,           15,-1,   0,-1,  15,-1)  \
	X(RULE,        238, -1,0,  250, -1,0,  250, -1,0,  0,               8,-1,   7,-1,   7,-1)  \
	X(DENSE_0,     240, -1,0,  250, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(DENSE_1,      31, -1,0,  110, -1,0,   39, -1,0,  0,               4,-1,   4,-1,  14,-1)  \
	X(DENSE_2,      32, -1,0,   74, -1,0,   39, -1,0,  0,               4,-1,   4,-1,  14,-1)  \
	X(DENSE_3,      38, -1,0,   31, -1,0,   39, -1,0,  0,               6,-1,   4,-1,  14,-1)  \
	X(DENSE_4,      74, -1,0,   24, -1,0,   39, -1,0,  0,              14,-1,   4,-1,  14,-1)  \
	X(DENSE_PART,  117, -1,0,   19, -1,0,  231, -1,0,  0,              14,-1,   5,-1,  15,-1)  \
	X(NEXT,        244, -1,0,  242, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(GHOST,       244, -1,0,  242, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(BAR,         252,236,0,  235,253,0,  231,236,0,  REVERSE,         0, 7,   0, 7,   0,15)  \
	X(BAR_TITLE,   255,236,1,   16,253,1,  231,236,1,  REVERSE | BOLD,  0, 7,   0, 7,   0,15)  \
	X(BAR_WORD,    252,236,0,  235,253,0,  231,236,0,  0,               7, 0,   0, 7,  15, 0)  \
	X(BAR_USED,     32,236,0,   25,253,0,   39,236,0,  0,              12, 0,   4, 7,  14, 0)  \
	X(BAR_SLACK,    25,110,0,   25,152,0,   39,231,0,  0,               4, 6,   4, 6,   6,15)  \
	X(BAR_FREE,    252,236,0,  242,253,0,  255,236,0,  0,               7, 0,   0, 7,  15, 0)  \
	X(BAR_NEW,     214,236,0,  130,253,0,  214,236,0,  BOLD,           11, 0,   1, 7,  11, 0)  \
	X(BADGE,       255,236,1,   16,253,1,   16,231,1,  REVERSE | BOLD, 15, 4,  15, 4,   0,15)  \
	X(USED,         25, -1,0,   25, -1,0,   39, -1,0,  0,               4,-1,   4,-1,  14,-1)  \
	X(USED_LABEL,  231, 25,0,  231, 25,0,   16, 39,0,  REVERSE,        15, 4,  15, 4,   0,14)  \
	X(SLACK,        25,110,0,   25,152,0,   39,231,0,  0,               4, 6,   4, 6,   6,15)  \
	X(FREE,        243, -1,0,  245, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(FREE_LABEL,   36, -1,0,   29, -1,0,   43, -1,0,  0,               2,-1,   2,-1,  10,-1)  \
	X(CACHED,       97, -1,0,   97, -1,0,  141, -1,0,  0,               5,-1,   5,-1,  13,-1)  \
	X(CACHED_LABEL,183, -1,0,   90, -1,0,  183, -1,0,  0,              13,-1,   5,-1,  13,-1)  \
	X(BAR_CACHED,  183,236,0,   97,253,0,  183,236,0,  0,              13, 0,   5, 7,  13, 0)  \
	X(NEW,         214, -1,0,  172, -1,0,  214, -1,0,  BOLD,           11,-1,   1,-1,  11,-1)  \
	X(NEW_LABEL,    16,214,1,   16,172,1,   16,214,1,  REVERSE | BOLD,  0,11,  15, 1,   0,11)  \
	X(NEW_SLACK,   214, 67,0,  172,152,0,  208,231,0,  BOLD,           11, 6,   1, 6,   3,15)  \
	X(FREED,       214, -1,0,  172, -1,0,  214, -1,0,  BOLD,           11,-1,   1,-1,  11,-1)  \
	X(MERGED,      175, -1,0,  133, -1,0,  212, -1,0,  0,               5,-1,   5,-1,  13,-1)  \
	X(HOT,         214, -1,1,  130, -1,1,  214, -1,1,  BOLD,           11,-1,   1,-1,  11,-1)  \
	X(LOOKED,       16,227,1,   16,227,1,   16,227,1,  REVERSE | BOLD,  0, 3,   0, 3,   0,15)  \
	X(LATER,       244, -1,0,  242, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(PASSED,      244, -1,0,  242, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(CURSOR,       75, -1,0,   39, -1,0,   87, -1,0,  0,              14,-1,   6,-1,  15,-1)  \
	X(CURSOR_LABEL, 16, 75,0,   16, 39,0,   16, 87,1,  REVERSE,         0,14,  15, 6,   0,15)  \
	X(CURSOR_TEXT,  75, -1,1,   25, -1,1,   87, -1,1,  BOLD,           14,-1,   6,-1,  15,-1)  \
	X(WATCHED,      16,255,1,  231, 16,1,   16,231,1,  REVERSE | BOLD,  0,15,  15, 0,   0,13)  \
	X(WRONG,       231,160,1,  231,160,1,  231,124,1,  REVERSE | BOLD, 15, 1,  15, 1,  15, 1)  \
	X(WRONG_TEXT,  209, -1,1,  160, -1,1,  209, -1,1,  BOLD,            9,-1,   1,-1,   9,-1)  \
	X(RIGHT_TEXT,   36, -1,0,   29, -1,0,   43, -1,0,  0,               2,-1,   2,-1,  10,-1)  \
	X(EMPTY,       244, -1,0,  243, -1,0,  250, -1,0,  0,               8,-1,   8,-1,   7,-1)  \
	X(PLOT_USED,    75, -1,0,   25, -1,0,   39, -1,0,  0,              12,-1,   4,-1,  14,-1)  \
	X(PLOT_LOOKED,  36, -1,0,   29, -1,0,   43, -1,0,  0,               2,-1,   2,-1,  10,-1)  \
	X(PLOT_FRAG,   175, -1,0,  126, -1,0,  212, -1,0,  0,               5,-1,   5,-1,  13,-1)  \
	X(BYTE_SLACK,  110, -1,0,   24, -1,0,  153, -1,0,  0,               6,-1,   6,-1,  14,-1)

enum role {
#define ROLE_ENUM(name, ...) ROLE_##name,
	ROLES(ROLE_ENUM)
#undef ROLE_ENUM
	ROLE_COUNT
};

struct style {
	int foreground, background; /* GROUND or a colour number */
	unsigned attributes;
};

/* How many colours a terminal has: the columns there are for it. */
enum { THEME_NO_COLOURS = 0, THEME_BASIC = 8, THEME_BRIGHT = 16, THEME_FULL = 256 };

struct theme;

/* "dark", "light", "contrast", "mono"; NULL when there is none of that name. */
const struct theme *theme_find(const char *name);

/* The i-th theme, NULL after the last; the first is the usual one. */
const struct theme *theme_at(unsigned i);

const char *theme_name(const struct theme *theme);
const char *theme_about(const struct theme *theme); /* for whom it is, in a few words */

/* NO_COLOR is set in the environment: whatever is chosen, mono is shown. */
int theme_refused(void);

/* The theme that is shown when this one is chosen: mono where colours are refused. */
const struct theme *theme_shown(const struct theme *theme);

/* With fewer than 8 colours every theme is mono; with fewer than 256, basic colours.
 * With GROUND the terminal's own colour is meant where theme_ground gives GROUND. */
struct style theme_style(const struct theme *theme, enum role role, int colours);

/* The background of the whole screen; GROUND: the terminal's own. */
int theme_ground(const struct theme *theme, int colours);

#endif
