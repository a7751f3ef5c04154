/* SPDX-License-Identifier: MIT
 *
 * dense.c - cells, filled from the heap's cursors.
 */
#include "dense.h"

#include "ground.h"
#include "look.h"
#include "mark.h"
#include "session.h"

#include <string.h>

enum { PAGE = 4096, WALKED = 512 * 1024, FINE_CELLS = 1024, FINER = 8, SMALLEST = 16,
       BATCH = 256 };

/* Under a page chunks are walked: only where they cannot be many. */
size_t dense_cell(size_t size)
{
	size_t cell = size <= WALKED ? SMALLEST : PAGE;
	size_t most = size <= WALKED ? FINE_CELLS : VIEW_CELLS;

	while (size / cell + (size % cell != 0) > most)
		cell *= 2;
	return cell;
}

int dense_begin(struct dense *dense, const view_density *d, int moved)
{
	const view_density *old = &dense->d;
	int same = old->section == d->section && old->offset == d->offset && old->cell == d->cell;
	int whole = same && old->size == d->size;

	if (!same)
		dense->known = 0;
	else if (moved) {
		dense->known = old->count;
		memcpy(dense->before, dense->used, old->count * sizeof *dense->before);
	}
	dense->d = *d;
	dense->d.count = d->size / d->cell + (d->size % d->cell != 0);
	dense->d.used = dense->used;
	dense->d.marks = dense->marks;
	dense->d.spots = d->section ? NULL : dense->spots;
	memset(dense->marks, VIEW_PLAIN, dense->d.count);
	return whole;
}

/* ------------------------------------------------------------------------- filling */

static void add_to(struct dense *dense, size_t cell, size_t used)
{
	if (cell >= dense->first && cell <= dense->last)
		dense->used[cell] += used;
}

/* So many bytes from a place on, of which some are in use: shared out among the two cells that
 * they lie in at most. */
static void add_used(struct dense *dense, size_t begin, size_t size, size_t used)
{
	size_t cell = dense->d.cell, i = begin / cell, inside = (i + 1) * cell - begin, share;

	if (size > inside) {
		share = (size_t)((double)used * ((double)inside / (double)size));
		if (used - share > size - inside)
			share = used - (size - inside);
		add_to(dense, i + 1, used - share);
		used = share;
	}
	add_to(dense, i, used);
}

/* The largest cells of a section that lie on the heap's cells; but no more than a few for each
 * of those. */
static size_t common_cell(size_t start, size_t cell)
{
	size_t common = cell;

	while (start % common && common > PAGE && common > cell / FINER)
		common /= 2;
	return common;
}

/* A section that begins at `start` of the whole heap, as far as it lies in cells that are
 * filled now. */
static void add_section(struct dense *dense, const struct session *session,
                        const my_heap_section *section, size_t start)
{
	size_t cell = dense->d.cell, used[BATCH];
	size_t from = dense->first * cell, to = (dense->last + 1) * cell;

	if (start % cell + section->size <= cell && !dense->is_fast) {
		add_used(dense, start, section->size, section->used);
		return;
	}
	cell = common_cell(start, cell);
	from = from > start ? (from - start) / cell * cell : 0;
	to = to - start < section->size ? to - start : section->size;
	while (from < to) {
		size_t count = (to - from + cell - 1) / cell;

		count = count < BATCH ? count : BATCH;
		ground_density(session, section, from, cell, count, used);
		for (size_t i = 0; i < count; i++, from += cell)
			add_used(dense, start + from,
			         section->size - from < cell ? section->size - from : cell,
			         used[i]);
	}
}

/* The cells that begin in it. */
static void add_spots(struct dense *dense, const my_heap_section *section, size_t start)
{
	size_t cell = dense->d.cell, i = (start + cell - 1) / cell;

	for (; i < dense->d.count && i * cell < start + section->size; i++)
		dense->spots[i] = (view_spot){ section->id, i * cell - start };
}

static void fill_heap(struct dense *dense, const struct session *session)
{
	my_heap_section section;
	size_t start = 0;

	for (int more = ground_first_section(session, &section); more;
	     more = ground_next_section(session, &section)) {
		add_section(dense, session, &section, start);
		add_spots(dense, &section, start);
		start += section.size;
	}
}

static void clear(struct dense *dense, size_t first, size_t last)
{
	dense->first = first;
	dense->last = last;
	memset(dense->used + first, 0, (last - first + 1) * sizeof *dense->used);
}

void dense_fill(struct dense *dense, const struct session *session)
{
	view_density *d = &dense->d;
	my_heap_section section;

	dense->is_fast = !ground_recorded(session) && look_is_fast(session);
	clear(dense, 0, d->count - 1);
	if (d->section == 0)
		fill_heap(dense, session);
	else if (ground_section_by_id(session, d->section, &section))
		ground_density(session, &section, d->offset, d->cell, d->count, dense->used);
}

/* ------------------------------------------------------------------ a filled heap */

/* The section that a cell begins in, and where that begins itself. */
static size_t section_of_cell(const struct dense *dense, const struct session *session, size_t cell,
                              my_heap_section *section)
{
	ground_section_by_id(session, dense->spots[cell].section, section);
	return cell * dense->d.cell - dense->spots[cell].offset;
}

size_t dense_start(const struct dense *dense, const struct session *session, size_t id)
{
	size_t place = ground_section_place(session, id), low = 0, high = dense->d.count, start;
	my_heap_section section;

	/* The last cell that begins in it, or in one before it. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (ground_section_place(session, dense->spots[middle].section) <= place)
			low = middle;
		else
			high = middle;
	}
	start = section_of_cell(dense, session, low, &section);
	while (section.id != id) {
		size_t size = section.size;

		if (!ground_next_section(session, &section))
			break;
		start += size;
	}
	return start;
}

void dense_refill(struct dense *dense, const struct session *session, size_t id)
{
	size_t cell = dense->d.cell, start;
	my_heap_section section;

	if (!ground_section_by_id(session, id, &section))
		return;
	start = dense_start(dense, session, id);
	clear(dense, start / cell, (start + section.size - 1) / cell);
	start = section_of_cell(dense, session, dense->first, &section);
	for (int more = 1; more && start < (dense->last + 1) * cell;) {
		size_t size = section.size;

		add_section(dense, session, &section, start);
		more = ground_next_section(session, &section);
		start += size;
	}
}

/* --------------------------------------------------------------------------- marks */

static int is_changed(const struct dense *dense, size_t i)
{
	return dense->used[i] != (i < dense->known ? dense->before[i] : 0);
}

/* Where most of it changed marks would tell nothing: there are none. */
void dense_mark_changes(struct dense *dense)
{
	size_t changed = 0;

	for (size_t i = 0; i < dense->d.count && dense->known; i++)
		changed += (size_t)is_changed(dense, i);
	for (size_t i = 0; i < dense->d.count && changed && changed <= dense->d.count / 2; i++)
		if (is_changed(dense, i))
			dense->marks[i] = VIEW_CHANGED;
}

void dense_mark(struct dense *dense, size_t offset, size_t size, enum view_mark mark)
{
	const view_density *d = &dense->d;
	size_t first, last;

	if (size == 0 || offset >= d->offset + d->size || offset + size <= d->offset)
		return;
	first = offset > d->offset ? (offset - d->offset) / d->cell : 0;
	last = (offset + size - 1 - d->offset) / d->cell;
	for (size_t i = first; i <= last && i < d->count; i++)
		if (mark_style(mark)->rank > mark_style((enum view_mark)dense->marks[i])->rank)
			dense->marks[i] = (uint8_t)mark;
}
