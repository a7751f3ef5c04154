/* SPDX-License-Identifier: MIT
 *
 * browse_keys.c - which keys there are, for people: a line of them, and all of them.
 */
#include "browse_parts.h"

struct words {
	const char *hint;
	const char *title;
	const char *lines[7];
};

static const struct words words[VIEW_PANES] = {
	[VIEW_PANE_MAP] = {
		"arrows choose   Enter nearer   Tab next pane   / find   ? keys   Esc prompt   "
		"< > time   1..8 full size",
		"In the map",
		{ "Left Right   the neighbour before, after; of a big heap the cell",
		  "Up Down      a row of the map before, after",
		  "Home End     the section's first, last chunk",
		  "PgUp PgDn    the section before, after" } },
	[VIEW_PANE_TABLE] = {
		"arrows choose   Enter nearer   Tab next pane   / find   ? keys   Esc prompt   "
		"< > time   1..8 full size",
		"In the table",
		{ "Left Right   the bucket before, after",
		  "Up Down      a row of buckets before, after",
		  "PgUp PgDn    eight rows",
		  "Home End     the first, the last bucket" } },
	[VIEW_PANE_CHUNKS] = {
		"Up Down choose   Enter nearer   Tab next pane   / find   ? keys   Esc prompt   "
		"< > time   1..8 full size",
		"In the list of chunks",
		{ "Up Down      the chunk before, after",
		  "PgUp PgDn    a page of them",
		  "Home End     the section's first, last chunk" } },
	[VIEW_PANE_WHY] = {
		"Up Down PgUp PgDn scroll   Tab next pane   ? keys   Esc prompt   < > time   "
		"1..8 full size",
		"In the text",
		{ "Up Down      a line",
		  "PgUp PgDn    a page",
		  "Home         its top" } },
	[VIEW_PANE_BYTES] = {
		"arrows choose a byte   Backspace out   Tab next pane   ? keys   Esc prompt   "
		"/ find   < > time   1..8 full size",
		"In the bytes",
		{ "Left Right   the byte before, after, of the neighbour too",
		  "Up Down      a row of bytes before, after",
		  "PgUp PgDn    a page of them",
		  "Home End     the chunk's first, last byte" } },
	[VIEW_PANE_TIME] = {
		"Left Right one operation   Home End   Tab map   ? keys   Enter prompt   "
		"Up Down branch   1..8 full size",
		"In the time line",
		{ "Left Right   one operation back, forward",
		  "PgUp PgDn    ten of them; of a long branch more",
		  "Home End     the empty heap, the last operation",
		  "Up Down      another branch",
		  "Enter        back to the prompt, at this step" } },
};

static const char *const everywhere[] = {
	"Tab          the next pane; Shift-Tab: the one before",
	"t            the time line, and back to the map",
	"Enter        nearer: heap, section, chunk, bytes",
	"Backspace    further away again",
	"< >          one operation back, forward",
	"/            search for p11, s1+0x40, free, size>1000",
	"n N          the next one found, the one before",
	"1 2 3 4 5    map, table, chunks, why, time at full size, and back",
	"6 7 8        the same for bytes, numbers, journal",
	"?            these keys, and away again",
	"Esc F2 q :   back to the prompt, at this step",
	"mouse        click: choose; wheel: move; with Shift: select text",
};

const char *browse_hint(enum view_pane pane)
{
	return words[pane].hint;
}

void browse_list_keys(enum view_pane pane, struct lines *out)
{
	const struct words *own = &words[pane];

	lines_clear(out);
	lines_add(out, "%s", own->title);
	for (size_t i = 0; own->lines[i]; i++)
		lines_add(out, "%s", own->lines[i]);
	lines_add(out, "%s", "");
	lines_add(out, "In every pane");
	for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++)
		lines_add(out, "%s", everywhere[i]);
}
