/* SPDX-License-Identifier: MIT
 *
 * free_walk.h - the free chunks of a heap by a walk of the test's own, and the chunk that a
 * sentence speaks of: "You chose chunk 3 (s1+0x40, 112 bytes)".
 *
 *   take_walk(&walk, heap); walk.need = 64;
 *   extreme(&walk, -1)                          best fit's
 *   hole_behind(&walk, said, "You chose ")      the first place behind these words
 */
#ifndef TESTS_FREE_WALK_H
#define TESTS_FREE_WALK_H

#include "my_heap.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 200 };

struct hole {
	size_t section, offset, size;
};

/* The free chunks in the order of the list, and the sections with the largest in each. */
struct walk {
	struct hole hole[MOST];
	size_t count, need;
	my_heap_section section[MOST];
	size_t sections;
};

static inline int note_hole(void *user, const my_heap_chunk *chunk)
{
	struct walk *walk = user;

	if (walk->count < MOST)
		walk->hole[walk->count++] =
		        (struct hole){ chunk->section, chunk->offset, chunk->size };
	return 0;
}

static inline void take_walk(struct walk *walk, const my_heap *heap)
{
	my_heap_section section;
	int more = my_heap_first_section(heap, &section);

	*walk = (struct walk){ 0 };
	for (; more && walk->sections < MOST; more = my_heap_next_section(heap, &section)) {
		walk->section[walk->sections++] = section;
		my_heap_walk_free(heap, &section, note_hole, walk);
	}
}

static inline const struct hole *hole_at(const struct walk *walk, const char *text)
{
	size_t section, offset;

	if (sscanf(text, "s%zu+0x%zx", &section, &offset) != 2)
		return NULL;
	for (size_t i = 0; i < walk->count; i++)
		if (walk->hole[i].section == section && walk->hole[i].offset == offset)
			return &walk->hole[i];
	return NULL;
}

/* The first place behind some words: of "chunk 3 (s1+0x40, 112 bytes)" too. */
static inline const struct hole *hole_behind(const struct walk *walk, const char *text,
                                             const char *words)
{
	const char *at = strstr(text, words);

	while (at && *at && !(at[0] == 's' && strchr("0123456789", at[1]) && at[1]))
		at++;
	return at ? hole_at(walk, at) : NULL;
}

static inline const struct hole *extreme(const struct walk *walk, int sign)
{
	const struct hole *best = NULL;

	for (size_t i = 0; i < walk->count; i++) {
		const struct hole *h = &walk->hole[i];
		int wins = !best || (sign < 0 && h->size < best->size)
		           || (sign > 0 && h->size > best->size);

		if (h->size >= walk->need && wins)
			best = h;
	}
	return best;
}

/* The first chunk of the first section that has one of the size. */
static inline const struct hole *first_looked(const struct walk *walk)
{
	for (size_t s = 0; s < walk->sections; s++)
		for (size_t i = 0; walk->section[s].free_size >= walk->need && i < walk->count; i++)
			if (walk->hole[i].section == walk->section[s].id)
				return &walk->hole[i];
	return NULL;
}

#endif
