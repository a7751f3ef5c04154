/* SPDX-License-Identifier: MIT
 *
 * looks.c - sizes of the view.
 */
#include "looks.h"

#include <ctype.h>
#include <stdlib.h>

struct looks looks_usual(void)
{
	return (struct looks){ .cols = LOOKS_COLS, .rows = LOOKS_ROWS };
}

/* A number from 1 to LOOKS_MOST, and *text moved past it; 0: there is none. */
static int read_length(const char **text)
{
	char *end;
	long length;

	if (!isdigit((unsigned char)**text))
		return 0;
	length = strtol(*text, &end, 10);
	*text = end;
	return length >= 1 && length <= LOOKS_MOST ? (int)length : 0;
}

int looks_size(struct looks *looks, const char *text)
{
	int cols = read_length(&text), rows;

	if (!cols || *text++ != 'x')
		return 0;
	rows = read_length(&text);
	if (!rows || *text)
		return 0;
	looks->cols = cols;
	looks->rows = rows;
	looks->fixed = 1;
	return 1;
}

void looks_terminal(struct looks *looks, int cols, int rows)
{
	if (looks->fixed)
		return;
	looks->cols = cols;
	looks->rows = rows;
}
