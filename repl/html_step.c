/* SPDX-License-Identifier: MIT
 *
 * html_step.c - one step of a run as a line of JSON.
 */
#include "html_step.h"

#include "theme.h"

/* A stretch of so many cells that did not change is written again: passing it over is not
 * shorter. */
enum { SHORT_GAP = 3 };

/* ------------------------------------------------------------------------- texts */

/* What could end a string, a script element or a line, or begin an address or an entity. */
static int is_unsafe(uint32_t glyph)
{
	static const uint32_t unsafe[] = { '"', '\\', '<', '>', '&', '/', 0x7f, 0x2028, 0x2029 };

	for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++)
		if (glyph == unsafe[i])
			return 1;
	return glyph < ' ';
}

static void put_glyph(FILE *out, uint32_t glyph)
{
	char bytes[GLYPH_BYTES];

	if (is_unsafe(glyph))
		fprintf(out, "\\u%04x", (unsigned)glyph);
	else
		fwrite(bytes, 1, glyph_write(bytes, glyph), out);
}

void html_string(FILE *out, const char *text)
{
	uint32_t glyph;

	putc('"', out);
	while ((glyph = glyph_next(&text)) != 0)
		put_glyph(out, glyph);
	putc('"', out);
}

static void member(FILE *out, char key, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(out, "\"%c\":", key);
	html_string(out, text);
	putc(',', out);
}

static void members(FILE *out, char key, const char *const *text, size_t count)
{
	if (count == 0)
		return;
	fprintf(out, "\"%c\":[", key);
	for (size_t i = 0; i < count; i++) {
		if (i)
			putc(',', out);
		html_string(out, text[i]);
	}
	fputs("],", out);
}

/* ------------------------------------------------------------------------- cells */

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

enum { DIGITS = sizeof digits - 1 };

_Static_assert((int)ROLE_COUNT <= (int)DIGITS, "a role is one digit");

struct pencil {
	FILE *out;
	uint8_t role;
};

static int is_same(struct cell a, struct cell b)
{
	return a.glyph == b.glyph && a.role == b.role;
}

static void pass_over(struct pencil *pencil, size_t cells)
{
	for (size_t part; cells; cells -= part) {
		part = cells < DIGITS * DIGITS ? cells : DIGITS * DIGITS - 1;
		fprintf(pencil->out, "`%c%c", digits[part / DIGITS], digits[part % DIGITS]);
	}
}

static void take_role(struct pencil *pencil, uint8_t role)
{
	if (role != pencil->role)
		fprintf(pencil->out, "^%c", digits[role]);
	pencil->role = role;
}

/* Counted where that is shorter, or the glyph is a mark. */
static void put_times(struct pencil *pencil, uint32_t glyph, size_t times)
{
	char bytes[GLYPH_BYTES];
	size_t length = glyph_write(bytes, glyph);
	int is_mark = glyph == '^' || glyph == '`' || glyph == '~';

	if (is_mark || (times - 1) * length > 2) {
		fprintf(pencil->out, "~%c", digits[times]);
		times = 1;
	}
	while (times--)
		put_glyph(pencil->out, glyph);
}

/* The cell, with those like it behind it; how many they are. */
static size_t put_cells(struct pencil *pencil, const struct cell *cell, size_t left)
{
	size_t times = 1;

	while (times < left && times < DIGITS - 1 && is_same(cell[times], *cell))
		times++;
	take_role(pencil, cell->role);
	put_times(pencil, cell->glyph, times);
	return times;
}

struct difference {
	const struct cell *before, *now;
	size_t count;
};

static int differs(const struct difference *d, size_t i)
{
	static const struct cell blank = { ' ', 0 };

	return !is_same(d->now[i], d->before ? d->before[i] : blank);
}

/* Cells from here on that did not change; too few of them to be passed over: none. */
static size_t gap(const struct difference *d, size_t i, uint8_t role)
{
	size_t same = 0;
	int in_role = 1;

	while (i + same < d->count && !differs(d, i + same)) {
		in_role &= d->now[i + same].role == role;
		same++;
	}
	return same <= SHORT_GAP && in_role && i + same < d->count ? 0 : same;
}

static void write_cells(FILE *out, const struct difference *d)
{
	struct pencil pencil = { .out = out };
	size_t i = 0, same;

	fputs("\"g\":\"", out);
	while (i < d->count) {
		same = gap(d, i, pencil.role);
		i += same;
		if (i == d->count)
			break;
		pass_over(&pencil, same);
		i += put_cells(&pencil, &d->now[i], d->count - i);
	}
	putc('"', out);
}

/* -------------------------------------------------------------------------- step */

void html_step(FILE *out, const view *v, const char *command, const struct cell *before,
               const struct grid *now)
{
	const struct difference d = { before, now->cells,
		                      (size_t)now->cols * (size_t)now->rows };

	putc('{', out);
	member(out, 'c', command);
	member(out, 'r', v->result.plain);
	if (v->result.wrong)
		fputs("\"e\":1,", out);
	members(out, 'w', v->why.lines, v->why.count);
	members(out, 'a', v->watch, v->watch_count);
	member(out, 'd', v->changed);
	member(out, 'h', v->summary);
	write_cells(out, &d);
	fputs("}", out);
}
