/* SPDX-License-Identifier: MIT
 *
 * browse_keys.c - which keys there are, for people: a line of them, and all of them.
 */
#include "browse_parts.h"

#include "glossary.h"

#include <string.h>

struct words {
	const char *hint;
	const char *title;
	const char *lines[7];
};

static const struct words words[VIEW_PANES] = {
	[VIEW_PANE_MAP] = {
		"arrows choose   Enter nearer   Tab pane   < > time   1..8 full   ? keys   "
		"Esc out   / find   Backspace further",
		"In the map",
		{ "Left Right   the neighbour before, after; of a big heap the cell",
		  "Up Down      a row of the map before, after",
		  "Home End     the section's first, last chunk",
		  "PgUp PgDn    the section before, after" } },
	[VIEW_PANE_TABLE] = {
		"arrows choose   Enter nearer   Tab pane   < > time   1..8 full   ? keys   "
		"Esc out   / find   Backspace further",
		"In the table",
		{ "Left Right   the bucket before, after",
		  "Up Down      a row of buckets before, after",
		  "PgUp PgDn    eight rows",
		  "Home End     the first, the last bucket" } },
	[VIEW_PANE_CHUNKS] = {
		"Up Down choose   Enter nearer   Tab pane   < > time   1..8 full   ? keys   "
		"Esc out   / find   Backspace further",
		"In the list of chunks",
		{ "Up Down      the chunk before, after",
		  "PgUp PgDn    a page of them",
		  "Home End     the section's first, last chunk" } },
	[VIEW_PANE_WHY] = {
		"Up Down PgUp PgDn scroll   Tab pane   < > time   1..8 full   ? keys   Esc out",
		"In the text",
		{ "Up Down      a line",
		  "PgUp PgDn    a page",
		  "Home         its top" } },
	[VIEW_PANE_BYTES] = {
		"arrows choose   Backspace out   Tab pane   < > time   1..8 full   ? keys   "
		"Esc out   / find",
		"In the bytes",
		{ "Left Right   the byte before, after, of the neighbour too",
		  "Up Down      a row of bytes before, after",
		  "PgUp PgDn    a page of them",
		  "Home End     the chunk's first, last byte" } },
	[VIEW_PANE_TIME] = {
		"Left Right one operation   Home End   Tab map   1..8 full   ? keys   "
		"Enter prompt   Up Down branch",
		"In the time line",
		{ "Left Right   one operation back, forward",
		  "PgUp PgDn    ten of them; of a long branch more",
		  "Home End     the empty heap, the last operation",
		  "Up Down      another branch",
		  "Enter        back to the prompt, at this step" } },
	/* At full size nothing in these can be chosen. */
	[VIEW_PANE_NUMBERS] = { .hint = "7 back   1..8 another pane   < > time   ? keys   "
	                               "Esc out" },
	[VIEW_PANE_JOURNAL] = { .hint = "8 back   1..8 another pane   < > time   ? keys   "
	                               "Esc out" },
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
	"?            these keys and the marks, and away again",
	"Esc F2 q :   back to the prompt, at this step",
	"mouse        click: choose; wheel: move; with Shift: select text",
};

const char *browse_hint(enum view_pane pane)
{
	return words[pane].hint;
}

static void list_marks(struct lines *out)
{
	const char *text = glossary_find("marks")->text, *end;

	for (; *text; text = *end ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		lines_add(out, "%.*s", (int)(end - text), text);
	}
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
	lines_add(out, "%s", "");
	list_marks(out);
}
