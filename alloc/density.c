/* SPDX-License-Identifier: MIT */
#include "density.h"

/* Whole groups of siblings: those of the last cell are there even where the section ends. */
static size_t cells_of(size_t section, unsigned level)
{
	size_t cells = (section - 1) / density_cell(level) + 1;

	return (cells + DENSITY_FAN - 1) / DENSITY_FAN * DENSITY_FAN;
}

static unsigned levels_of(size_t section)
{
	unsigned levels = 1;

	while (levels < DENSITY_LEVELS && section > density_cell(levels))
		levels++;
	return levels;
}

size_t density_size(size_t section)
{
	size_t cells = 0;

	for (unsigned level = 0; level < levels_of(section); level++)
		cells += cells_of(section, level);
	return cells * sizeof(uint32_t);
}

struct density density_at(void *place, size_t section)
{
	struct density density = { .levels = levels_of(section) };
	uint32_t *cells = place;

	for (unsigned level = 0; level < density.levels; level++) {
		density.level[level] = cells;
		cells += cells_of(section, level);
	}
	return density;
}

/* ---------------------------------------------------------------------- changing */

struct change {
	const struct keep *keep;
	const struct density *density;
	int used; /* 1: bytes come in use; 0: they are free from now on */
};

/* Nothing is kept below such a cell. */
static int is_plain(size_t used, unsigned level)
{
	return used == 0 || used == density_cell(level);
}

/* The children of a cell that was plain so far are what it was. */
static void spread(const struct change *change, unsigned level, size_t cell, size_t used)
{
	uint32_t *children = &change->density->level[level - 1][cell * DENSITY_FAN];

	keep_old(change->keep, children, DENSITY_FAN * sizeof *children);
	for (size_t i = 0; i < DENSITY_FAN; i++)
		children[i] = (uint32_t)(used / DENSITY_FAN);
}

static void change_all(const struct change *change, unsigned level, size_t from, size_t to);

/* From and to lie in the cell, or at its ends. */
static void change_one(const struct change *change, unsigned level, size_t cell, size_t from,
                       size_t to)
{
	uint32_t *used = &change->density->level[level][cell];
	uint32_t before = *used, size = (uint32_t)(to - from);

	keep_old(change->keep, used, sizeof *used);
	*used = change->used ? before + size : before - size;
	if (level == 0 || is_plain(*used, level))
		return;
	if (is_plain(before, level))
		spread(change, level, cell, before);
	change_all(change, level - 1, from, to);
}

static void change_all(const struct change *change, unsigned level, size_t from, size_t to)
{
	size_t cell = density_cell(level);

	while (from < to) {
		size_t i = from / cell, next = (i + 1) * cell < to ? (i + 1) * cell : to;

		change_one(change, level, i, from, next);
		from = next;
	}
}

void density_change(const struct keep *keep, const struct density *density, size_t from,
                    size_t to, int used)
{
	const struct change change = { keep, density, used };

	change_all(&change, density->levels - 1, from, to);
}

/* ----------------------------------------------------------------------- reading */

/* The nearest cell above it that is plain decides, seen from the top. */
size_t density_read(const struct density *density, unsigned level, size_t cell)
{
	for (unsigned above = density->levels - 1; above > level; above--) {
		size_t used = density->level[above][cell >> (4 * (above - level))];

		if (is_plain(used, above))
			return used ? density_cell(level) : 0;
	}
	return density->level[level][cell];
}
