/* SPDX-License-Identifier: MIT */
#include "place.h"

static const struct hole_place list_start = { 0, 0 };

static const struct hole *hole_of(const struct section *section, uint32_t hole)
{
	return &section->holes.pool[hole];
}

/* The free_size of a section decides whether it is searched at all. */
static int enough(struct my_heap *heap, const struct section *section, size_t need)
{
	int large = section->free_size >= need;

	heap_tell(heap, .step = large ? MY_HEAP_SECTION_SEARCH : MY_HEAP_SECTION_PASSED,
	          .section = section->id, .size = section->free_size, .need = need);
	return large;
}

/* The first section from s on, up to last (NULL: the end), that is worth searching. An
 * observed search asks one after the other; both find the same. No id is below 1: from the
 * head on none has to be looked at. */
static inline struct section *roomy(struct my_heap *heap, struct section *s,
                                    const struct section *last, size_t need)
{
	while (heap->observer && s && !enough(heap, s, need))
		s = s == last ? NULL : s->next;
	if (!heap->observer && s && s->free_size < need)
		s = space_roomy(&heap->space, s == heap->first ? 0 : s->id, need);
	return s && last && s->id > last->id ? NULL : s;
}

static struct section *roomy_after(struct my_heap *heap, struct section *s,
                                   const struct section *last, size_t need)
{
	return s == last ? NULL : roomy(heap, s->next, last, need);
}

/* ------------------------------------------------------- the first in a list */

/* 1: it is large enough. */
static int look(struct my_heap *heap, const struct section *section, const struct hole *hole,
                size_t need)
{
	int fits = hole->size >= need;

	heap->counts.looked++;
	heap_tell(heap, .step = fits ? MY_HEAP_LOOK_TAKE : MY_HEAP_LOOK_SMALL,
	          AT(heap, section, hole->key), .size = hole->size, .need = need);
	return fits;
}

static uint32_t look_one_by_one(struct my_heap *heap, const struct section *section, unsigned bin,
                                struct hole_place from, size_t need)
{
	uint32_t at = hole_at(&section->holes, bin, from);

	while (at && !look(heap, section, hole_of(section, at), need))
		at = hole_at(&section->holes, bin, hole_place_after(&section->holes, at));
	return at;
}

static inline uint32_t first_in_list(struct my_heap *heap, const struct section *section,
                                     unsigned bin, struct hole_place from, size_t need)
{
	const struct holes *holes = &section->holes;

	if (heap->observer)
		return look_one_by_one(heap, section, bin, from, need);

	size_t before;
	uint32_t found = hole_first_fit(holes, bin, from, need, &before);

	heap->counts.looked += before + (found != 0) - hole_before(holes, bin, from);
	return found;
}

static struct place first_fit(struct my_heap *heap, size_t need)
{
	struct section *s = roomy(heap, heap->first, NULL, need);

	if (!s)
		return (struct place){ NULL, 0 };
	return (struct place){ s, first_in_list(heap, s, 0, list_start, need) };
}

/* ------------------------------------------------------------------- next fit */

struct place place_note(struct my_heap *heap, struct section *section, uint32_t hole)
{
	heap->rover.section = section;
	heap->rover.place = hole_place(&section->holes, hole);
	return (struct place){ section, hole };
}

/* From a place in a section on, up to the section last. */
static struct place go_on(struct my_heap *heap, struct section *s, struct hole_place from,
                          const struct section *last, size_t need)
{
	struct section *start = s;

	for (s = roomy(heap, s, last, need); s; s = roomy_after(heap, s, last, need)) {
		uint32_t found = first_in_list(heap, s, 0, s == start ? from : list_start, need);

		if (found)
			return place_note(heap, s, found);
	}
	return (struct place){ NULL, 0 };
}

/* From the rover to the end of the list of sections, then from its head to the rover. The
 * rover's section is searched from the rover on and, at the very end, once more as a
 * whole: what lies before the rover is only reached there. */
static struct place next_fit(struct my_heap *heap, size_t need)
{
	struct section *rover = heap->rover.section;
	struct place found;

	if (!rover)
		return go_on(heap, heap->first, list_start, NULL, need);
	found = go_on(heap, rover, heap->rover.place, NULL, need);
	if (found.section)
		return found;
	heap_tell(heap, .step = MY_HEAP_WRAPPED, .section = heap->first->id);
	return go_on(heap, heap->first, list_start, rover, need);
}

/* ------------------------------------------------------------------- near fit */

/* Outwards from a key, by turns: what lies from low on and below high was looked at. */
struct around {
	size_t from, low, high;
};

/* In a list by key: the nearest that was not looked at, of at least size; of two as near the
 * lower. 0 = none. */
static uint32_t nearest(const struct holes *holes, const struct around *around, size_t size)
{
	size_t passed, from = around->from;
	uint32_t before = hole_last_fit(holes, 0, (struct hole_place){ 0, around->low }, size);
	uint32_t after = hole_first_fit(holes, 0, (struct hole_place){ 0, around->high }, size,
	                                &passed);

	if (!before || !after)
		return before | after;
	return from - holes->pool[before].key <= holes->pool[after].key - from ? before : after;
}

/* Up to this key all was looked at, and what is as near on the other side if it is lower. */
static void widen(struct around *around, size_t key)
{
	int is_after = key >= around->from;
	size_t distance = is_after ? key - around->from : around->from - key;

	around->low = distance < around->from ? around->from - distance : 0;
	around->high = around->from + distance + (size_t)is_after;
}

/* The section whose number is nearest to that of the place taken last. */
static struct section *nearest_roomy(struct my_heap *heap, size_t need)
{
	const struct section *rover = heap->rover.section ? heap->rover.section : heap->first;
	size_t id = rover ? rover->id : 0;
	struct around around = { id, id, id };
	uint32_t at;

	while ((at = nearest(&heap->space.by_room, &around, heap->observer ? 0 : need)) != 0) {
		struct section *s = heap->space.section[heap->space.by_room.pool[at].tag];

		if (enough(heap, s, need))
			return s;
		widen(&around, s->id);
	}
	return NULL;
}

/* Where in a section the search begins: at the place taken last; in another section at the end
 * that is nearer to it. */
static size_t nearest_key(const struct my_heap *heap, const struct section *section)
{
	const struct section *rover = heap->rover.section;

	if (section == rover)
		return heap->rover.place.key;
	return rover && section->memory < rover->memory ? heap_keys(heap, section->size) : 0;
}

static uint32_t look_outwards(struct my_heap *heap, const struct section *section,
                              struct around *around, size_t need)
{
	uint32_t at = nearest(&section->holes, around, 0);

	heap_tell(heap, .step = MY_HEAP_OUTWARDS, AT(heap, section, around->from),
	          .other = heap->rover.section ? heap->rover.section->id : 0);
	while (at && !look(heap, section, hole_of(section, at), need)) {
		widen(around, hole_of(section, at)->key);
		at = nearest(&section->holes, around, 0);
	}
	return at;
}

/* There is one: the section is roomy. */
static uint32_t nearest_hole(struct my_heap *heap, const struct section *section, size_t need)
{
	const struct holes *holes = &section->holes;
	size_t key = nearest_key(heap, section);
	struct around around = { key, key, key };
	uint32_t found;

	if (heap->observer)
		return look_outwards(heap, section, &around, need);
	found = nearest(holes, &around, need);
	widen(&around, hole_of(section, found)->key);
	heap->counts.looked += hole_before(holes, 0, (struct hole_place){ 0, around.high })
	                       - hole_before(holes, 0, (struct hole_place){ 0, around.low });
	return found;
}

static struct place near_fit(struct my_heap *heap, size_t need)
{
	struct section *section = nearest_roomy(heap, need);

	if (!section)
		return (struct place){ NULL, 0 };
	return place_note(heap, section, nearest_hole(heap, section, need));
}

/* -------------------------------------------------------- best and worst fit */

/* 1 if a hole of this size is to be preferred; equals keep the earlier one. */
typedef int better(size_t size, size_t than);

static int smaller(size_t size, size_t than)
{
	return size < than;
}

static int larger(size_t size, size_t than)
{
	return size > than;
}

static void tell_judged(struct my_heap *heap, const struct section *section,
                        const struct hole *hole, size_t need, size_t best_size, int is_better)
{
	enum my_heap_step step = is_better ? MY_HEAP_LOOK_BEST : MY_HEAP_LOOK_WORSE;

	if (hole->size < need)
		heap_tell(heap, .step = MY_HEAP_LOOK_SMALL, AT(heap, section, hole->key),
		          .size = hole->size, .need = need);
	else
		heap_tell(heap, .step = step, AT(heap, section, hole->key), .size = hole->size,
		          .need = need, .rest = hole->size - need,
		          .other = best_size ? best_size - need : 0);
}

/* Looks at every hole of a section, keeping the best so far in *best. */
static void judge_one_by_one(struct my_heap *heap, struct section *section, size_t need,
                             better *is_better, struct place *best)
{
	const struct holes *holes = &section->holes;
	uint32_t at = hole_at(holes, 0, list_start);

	for (; at; at = hole_at(holes, 0, hole_place_after(holes, at))) {
		const struct hole *hole = hole_of(section, at);
		size_t best_size = best->section ? hole_of(best->section, best->hole)->size : 0;
		int wins = hole->size >= need &&
		           (!best->section || is_better(hole->size, best_size));

		heap->counts.looked++;
		tell_judged(heap, section, hole, need, best_size, wins);
		if (wins)
			*best = (struct place){ section, at };
	}
}

static void judge_at_once(struct my_heap *heap, struct section *section, size_t least,
                          better *is_better, struct place *best)
{
	uint32_t winner = hole_best_fit(&section->holes, least);

	heap->counts.looked += section->holes.number;
	if (!best->section || is_better(hole_of(section, winner)->size,
	                                hole_of(best->section, best->hole)->size))
		*best = (struct place){ section, winner };
}

static struct place extreme_fit(struct my_heap *heap, size_t need, better *is_better)
{
	struct place best = { NULL, 0 };

	struct section *s = roomy(heap, heap->first, NULL, need);

	for (; s; s = roomy_after(heap, s, NULL, need)) {
		if (heap->observer)
			judge_one_by_one(heap, s, need, is_better, &best);
		else /* the smallest of at least need, or of at least the largest size */
			judge_at_once(heap, s, is_better == larger ? s->free_size : need,
			              is_better, &best);
	}
	if (best.section)
		heap_tell(heap, .step = MY_HEAP_CHOSEN,
		          AT(heap, best.section, hole_of(best.section, best.hole)->key),
		          .size = hole_of(best.section, best.hole)->size, .need = need);
	return best;
}

static struct place best_fit(struct my_heap *heap, size_t need)
{
	return extreme_fit(heap, need, smaller);
}

static struct place worst_fit(struct my_heap *heap, size_t need)
{
	return extreme_fit(heap, need, larger);
}

/* ----------------------------------------------------------------------- bins */

static void tell_bin(struct my_heap *heap, const struct section *section, unsigned bin)
{
	size_t unit = hole_unit(&heap->options);
	size_t least = hole_bin_least(bin) * unit;

	heap_tell(heap, .step = MY_HEAP_BIN_SEARCH, .section = section->id, .bucket = bin,
	          .size = least,
	          .other = bin + 1 < HOLE_BINS ? hole_bin_least(bin + 1) * unit - unit
	                                       : section->size);
}

static inline uint32_t search_bin(struct my_heap *heap, const struct section *section,
                                  unsigned bin, size_t need)
{
	if (heap->observer)
		tell_bin(heap, section, bin);
	return first_in_list(heap, section, bin, list_start, need);
}

/* In its own bin a chunk may be too small; in the bins above every one fits. */
static inline uint32_t bins_of_section(struct my_heap *heap, const struct section *section,
                                       size_t need)
{
	unsigned from = hole_bin(need >> power_of(hole_unit(&heap->options))), bin;
	uint32_t found = 0;

	for (; !found && (bin = hole_filled(&section->holes, from)) < HOLE_BINS; from = bin + 1) {
		if (bin > from)
			heap_tell(heap, .step = MY_HEAP_BINS_EMPTY, .section = section->id,
			          .bucket = from, .other = bin - 1);
		found = search_bin(heap, section, bin, need);
	}
	return found;
}

static struct place bins(struct my_heap *heap, size_t need)
{
	struct section *s = roomy(heap, heap->first, NULL, need);

	for (; s; s = roomy_after(heap, s, NULL, need)) {
		uint32_t found = bins_of_section(heap, s, need);

		if (found)
			return (struct place){ s, found };
	}
	return (struct place){ NULL, 0 };
}

/* -------------------------------------------------------------------- policies */

typedef struct place placement(struct my_heap *heap, size_t need);

static placement *const placements[] = {
	[MY_HEAP_FIRST_FIT] = first_fit, [MY_HEAP_NEXT_FIT] = next_fit,
	[MY_HEAP_BEST_FIT] = best_fit,   [MY_HEAP_WORST_FIT] = worst_fit,
	[MY_HEAP_BINS] = bins,           [MY_HEAP_NEAR] = near_fit,
};

struct place place_find(struct my_heap *heap, size_t need)
{
	heap->counts.searches++;
	if (!heap->first)
		heap_tell(heap, .step = MY_HEAP_NO_SECTION, .need = need);
	return placements[heap->options.placement](heap, need);
}

void place_forget(struct my_heap *heap, const struct section *section)
{
	if (heap->rover.section == section)
		heap->rover.section = NULL;
}
