/* SPDX-License-Identifier: MIT
 *
 * note.c - collecting and writing the marks in words.
 */
#include "note.h"
#include "format.h"
#include "mark.h"

#include <stdio.h>
#include <string.h>

enum { FORMS = 3, LEAD = 3, SHORT_LEAD = 1, /* columns of the sign before a note */
       WEIGHTY = 4 };                      /* ranks of marks that say what was done */

static int add(struct note *notes, int count, struct note note)
{
	int i = count;

	if (note.cell < 0 || !mark_style(note.mark)->word || count == NOTE_MOST)
		return count;
	for (int k = 0; k < count; k++)
		if (notes[k].cell == note.cell)
			return count;
	for (; i > 0 && notes[i - 1].cell > note.cell; i--)
		notes[i] = notes[i - 1];
	notes[i] = note;
	return count + 1;
}

/* What was freed has no name of its own any more: its stretch of memory remembers it. */
static const char *freed_name(const view *v)
{
	for (size_t i = 0; i < v->range_count; i++)
		if (v->ranges[i].mark == VIEW_FREED)
			return v->ranges[i].name;
	return v->freed ? v->freed : "";
}

/* Of chunks whose mark has this rank or more, or of the others. */
static int add_chunks(const struct block *b, struct note *notes, int count, int weighty,
                      int ranged)
{
	for (size_t i = 0; i < b->section->chunk_count; i++) {
		const view_chunk *c = &b->section->chunks[i];

		if (c->mark == VIEW_PLAIN || (mark_style(c->mark)->rank >= WEIGHTY) != weighty
		    || (ranged && c->free && c->mark != VIEW_REST && !c->turn))
			continue;
		count = add(notes, count,
		            (struct note){ block_label(b, i).cell, c->mark,
		                           c->mark == VIEW_FREED ? freed_name(b->v) : c->name,
		                           c->size, c->free || c->class ? 0 : c->asked,
		                           c->turn, c->note });
	}
	return count;
}

int note_collect(const struct block *b, struct note notes[NOTE_MOST])
{
	const view_section *s = b->section;
	int count = 0, ranged = 0;

	for (size_t i = 0; i < b->v->range_count; i++) {
		const view_range *r = &b->v->ranges[i];

		if (r->section != s->id)
			continue;
		ranged = 1;
		count = add(notes, count,
		            (struct note){ block_cell(b, r->offset), r->mark,
		                           r->mark == VIEW_FREED ? r->name : "",
		                           r->size, 0, 0, NULL });
	}
	/* The others may be too many. */
	count = add_chunks(b, notes, count, 1, ranged);
	return add_chunks(b, notes, count, 0, ranged);
}

/* "3? fits, 2,592 left over", shorter "3? fits", at last "3?". */
static void searched_text(const struct note *note, int form, char *out)
{
	const char *came = note->came && form < 2 ? note->came : "";
	const char *comma = form ? strstr(came, ", ") : NULL;
	int bytes = (int)(comma ? comma - came : (ptrdiff_t)strlen(came));
	char sign[GLYPH_BYTES];

	glyph_write(sign, mark_style(note->mark)->sign);
	snprintf(out, NOTE_BYTES, "%u%s%s%.*s", note->turn, sign, *came ? " " : "", bytes, came);
}

static int has_size(enum view_mark mark)
{
	return mark != VIEW_MOVED_FROM && mark < VIEW_WAITS;
}

/* Form 0 with sizes, 1 without, 2 the word alone. */
static void note_text(const view *v, const struct note *note, int form, char *out)
{
	char number[FORMAT_BYTES];
	const char *word = mark_style(note->mark)->word, *name = form < 2 ? note->name : "";
	int length;

	if (note->turn) {
		searched_text(note, form, out);
		return;
	}
	if (form == 2 && note->mark >= VIEW_PASSED) {
		glyph_write(out, mark_style(note->mark)->sign);
		return;
	}
	if (note->mark == VIEW_WRONG) {
		snprintf(out, NOTE_BYTES, "%s", form == 0 && v->why.about ? v->why.about : name);
		return;
	}
	length = snprintf(out, NOTE_BYTES, "%.40s%s%s", name, name[0] ? " " : "", word);
	if (form > 0 || !has_size(note->mark))
		return;
	format_commas(number, note->asked ? note->asked : note->size);
	snprintf(out + length, NOTE_BYTES - (size_t)length, "%s%s%s",
	         note->mark == VIEW_REST ? " " : ", ", number, note->asked ? " asked" : "");
}

/* The longest of so many forms that fits; 0: none does. */
static int fitting_form(const view *v, const struct note *note, int forms, int room, char *out)
{
	for (int form = 0; form < forms; form++) {
		note_text(v, note, form, out);
		if (glyph_text_width(out) <= room)
			return 1;
	}
	return 0;
}

static int fitting_text(const view *v, const struct note *note, int room, char *out)
{
	return fitting_form(v, note, FORMS, room, out);
}

/* Columns from the sign to the text; 0: there is no room for any. Where the name would be
 * lost, first the blank goes; then the word, if it is freed: the map shows that anyhow. */
static int margin_text(const view *v, const struct note *note, int width, char *out)
{
	if (fitting_form(v, note, FORMS - 1, width - 2, out))
		return 2;
	if (fitting_form(v, note, FORMS - 1, width - 1, out))
		return 1;
	if (note->mark == VIEW_FREED && note->name[0] && glyph_text_width(note->name) < width - 1) {
		snprintf(out, NOTE_BYTES, "%s", note->name);
		return 2;
	}
	return fitting_text(v, note, width - 2, out) ? 2 : fitting_text(v, note, width - 1, out);
}

void note_margin(const struct block *b, struct area margin, int row)
{
	struct note notes[NOTE_MOST];
	const struct note *best = NULL;
	char text[NOTE_BYTES];
	int count = note_collect(b, notes);

	for (int i = 0; i < count; i++)
		if (notes[i].cell / b->columns == row &&
		    (!best || mark_style(notes[i].mark)->rank > mark_style(best->mark)->rank))
			best = &notes[i];
	int gap = best ? margin_text(b->v, best, margin.w, text) : 0;

	if (gap == 0)
		return;
	uint8_t role = mark_style(best->mark)->text;
	area_text(margin, 0, 0, role, best->mark == VIEW_WRONG ? "!" : "◂");
	area_text(margin, gap, 0, role, text);
}

/* What a row of words holds already: columns from..end of each note written. */
struct taken {
	int from[NOTE_MOST], end[NOTE_MOST], count;
};

/* The column before which a text from x on must end; x: there is no place at all. */
static int free_until(const struct taken *taken, int x, int end)
{
	for (int i = 0; i < taken->count; i++) {
		if (x >= taken->from[i] && x <= taken->end[i])
			return x;
		if (taken->from[i] > x && taken->from[i] - 1 < end)
			end = taken->from[i] - 1;
	}
	return end;
}

/* Shortened before it may touch the next note's place, if it says something even so. */
static void write_note(const struct block *b, struct area words, const struct note *note,
                       int next, struct taken *taken)
{
	int x = note->cell % b->columns, end = free_until(taken, x, words.w);
	int lead = note->mark < VIEW_WAITS ? LEAD : SHORT_LEAD;
	uint8_t role = mark_style(note->mark)->text;
	char text[NOTE_BYTES];

	if (!fitting_text(b->v, note, (next - 1 < end ? next - 1 : end) - x - lead, text) &&
	    !fitting_text(b->v, note, end - x - lead, text))
		return;
	area_text(words, x, 0, role,
	          note->mark == VIEW_WRONG ? "! " : lead == LEAD ? "└─" : "▴");
	taken->from[taken->count] = x;
	taken->end[taken->count++] = x + lead + area_text(words, x + lead, 0, role, text);
}

void note_under(const struct block *b, struct area words, int row)
{
	struct note notes[NOTE_MOST];
	struct taken taken = { .count = 0 };
	int count = note_collect(b, notes);

	for (int rank = MARK_RANKS - 1; rank > 0; rank--)
		for (int i = 0; i < count; i++) {
			int next = i + 1 < count && notes[i + 1].cell / b->columns == row
			                   ? notes[i + 1].cell % b->columns : words.w + 1;

			if (notes[i].cell / b->columns == row &&
			    mark_style(notes[i].mark)->rank == rank)
				write_note(b, words, &notes[i], next, &taken);
		}
}
