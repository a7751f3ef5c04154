/* SPDX-License-Identifier: MIT */
#include "section.h"
#include "core.h"

#include "class.h"
#include "notes.h"
#include "os.h"
#include "width.h"

#include <string.h>

#define SPACE_ALIGNMENT ((size_t)2 << 20)
#define CHUNKS_MOST ((size_t)UINT32_MAX - 1) /* holes are numbered in 32 bits */
#define PAGE ((size_t)4096)                  /* of a fast heap: its granule */

static size_t round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

size_t section_lead(const my_heap_options *options)
{
	return round_up(options->header, hole_unit(options)) - options->header;
}

/* Buckets that so many chunks need at most, so that the load factor is kept. */
static uint64_t buckets_for(const my_heap_options *options, uint64_t chunks)
{
	return chunks * 100 / options->load + 1;
}

/* The first capacity doubled until it is enough for every chunk that fits in size bytes. */
static size_t most_buckets(const my_heap_options *options, size_t size)
{
	uint64_t enough = buckets_for(options, size / hole_unit(options));
	size_t capacity = options->capacity;

	while (capacity < enough)
		capacity *= 2;
	return capacity;
}

/* A fast heap has other ways to know. */
static int has_density(const my_heap_options *options)
{
	return options->density && options->engine == MY_HEAP_GENERAL;
}

/* Several slots together have more levels than one, each with less than its cells and 16. */
static size_t room_of_density(const my_heap_options *options, size_t slot)
{
	size_t more = (DENSITY_LEVELS - 1) * DENSITY_FAN * sizeof(uint32_t);

	return has_density(options) ? 2 * density_size(slot) + more : 0;
}

/* The largest table has less than 2 * enough buckets, or the first capacity. */
static uint64_t room_of_slot(const my_heap_options *options, size_t slot)
{
	uint64_t chunks = slot / hole_unit(options);
	uint64_t buckets = 2 * buckets_for(options, chunks) + options->capacity;
	uint64_t room = sizeof(struct section) + room_of_density(options, slot) +
	                buckets * sizeof(struct chunk) + (chunks + 2) * sizeof(struct hole);

	return (room + os_page() - 1) / os_page() * os_page();
}

/* ------------------------------------------------------------------- addresses */

/* The parts of the books, by where they end. */
struct layout {
	size_t front, rooms, bytes, pages, annex, aside;
};

static int is_fast(const my_heap_options *options)
{
	return options->engine == MY_HEAP_FAST;
}

static struct layout lay_out(const struct space *space, const my_heap_options *options,
                             const struct space_wish *wish)
{
	size_t slots = space->slots, page = os_page(), fast = is_fast(options) ? 1 : 0;
	size_t annex = (space->lazy ? wish->annex_lazy : wish->annex) + slots * wish->annex_slot;
	struct layout ends;

	ends.front = round_up(round_up(wish->first, 16) + slots * sizeof(struct section *) +
	                      (slots + 1) * sizeof(struct hole), page);
	ends.rooms = ends.front + slots * space->room;
	ends.bytes = ends.rooms + fast * round_up(space->size / UNIT, page);
	ends.pages = ends.bytes + fast * round_up(space->size / PAGE * sizeof(uint32_t), page);
	ends.annex = ends.pages + fast * round_up(annex, page);
	ends.aside = ends.annex + page;
	return ends;
}

static void furnish_books(struct space *space, const struct space_wish *wish,
                          const struct layout *ends)
{
	space->section = (struct section **)(void *)(space->books + round_up(wish->first, 16));
	space->by_room.pool = (struct hole *)(void *)(space->section + space->slots);
	space->rooms = space->books + ends->front;
	space->bytes = space->books + ends->rooms;
	space->pages = (uint32_t *)(void *)(space->books + ends->bytes);
	space->annex = space->books + ends->pages;
	space->aside = space->books + ends->annex;
}

/* Memory and books; each its own reservation, or both in one. */
static int reserve_both(struct space *space, const my_heap_options *options, size_t books,
                        size_t *calls)
{
	size_t memory = space->size + SPACE_ALIGNMENT, all = memory + books;

	space->books_size = is_fast(options) ? 0 : books;
	space->reserved_size = is_fast(options) ? all : memory;
	space->reserved = space->lazy ? os_books(calls, options->base, space->reserved_size)
	                              : os_reserve(calls, options->base, space->reserved_size);
	if (!space->reserved)
		return 0;
	space->start = space->reserved;
	if ((uintptr_t)space->reserved != options->base)
		space->start += -(uintptr_t)space->reserved & (SPACE_ALIGNMENT - 1);
	space->books = is_fast(options) ? space->reserved + memory : os_books(calls, 0, books);
	if (!space->books)
		os_release(calls, space->reserved, space->reserved_size);
	return space->books != NULL;
}

/* Whatever pointer is given to free, its byte is looked at: so all of that table is there
 * to be read. */
static int open_books(const struct space *space, const struct layout *ends, size_t *calls)
{
	return os_commit(calls, space->books, ends->front) &&
	       os_readable(calls, space->books + ends->rooms, ends->pages - ends->rooms);
}

static int reserve(struct space *space, const my_heap_options *options,
                   const struct space_wish *wish, size_t size, size_t *calls)
{
	struct layout ends;

	space->slots = size >> space->slot_bits;
	space->size = space->slots << space->slot_bits;
	ends = lay_out(space, options, wish);
	if (space->slots == 0 || !reserve_both(space, options, ends.aside, calls))
		return 0;
	if (is_fast(options) && !space->lazy && !open_books(space, &ends, calls)) {
		space_drop(space, calls);
		return 0;
	}
	furnish_books(space, wish, &ends);
	return 1;
}

/* Where not all is granted: less and less, down to one slot. A fast heap does not take the
 * last of what there is, for the program needs addresses for other things too. */
static int reserve_less(struct space *space, const my_heap_options *options,
                        const struct space_wish *wish, size_t size, size_t *calls)
{
	size_t slot = (size_t)1 << space->slot_bits;

	while (!reserve(space, options, wish, size, calls)) {
		if (size <= slot)
			return 0;
		size -= size / 8;
		size = size > slot ? size : slot;
	}
	if (!is_fast(options) || size / 4 * 3 < slot)
		return core_begin(space);
	space_drop(space, calls);
	return reserve(space, options, wish, size / 4 * 3, calls);
}

/* So much memory, one slot at least, or as much as with its books takes no more than all. */
static size_t fitting(size_t size, size_t slot, uint64_t books, uint64_t all)
{
	uint64_t slots = size > slot ? size / slot : 1, most = all / (slot + books);

	return (size_t)(slots < most ? slots : most) * slot;
}

int space_make(struct space *space, const my_heap_options *options,
               const struct space_wish *wish, size_t *calls)
{
	size_t size = options->grow ? SPACE_GROWING : SPACE_FIXED;
	size_t guard = is_fast(options) ? 0 : os_page();
	size_t least = round_up(options->section + section_lead(options), os_page()) + guard;

	*space = (struct space){ .slot_bits = 12, .lazy = is_fast(options) };
	while ((size_t)1 << space->slot_bits < least)
		space->slot_bits++;

	size_t slot = (size_t)1 << space->slot_bits;
	uint64_t room = room_of_slot(options, slot);

	space->room = (size_t)room;
	size = fitting(size, slot, room + wish->annex_slot,
	               is_fast(options) ? SPACE_ALL_FAST : SPACE_ALL);
	if (size < slot)
		return 0;
	if (reserve(space, options, wish, size, calls))
		return core_begin(space);
	space->lazy = 0;
	return reserve_less(space, options, wish, size, calls);
}

void space_drop(struct space *space, size_t *calls)
{
	struct space old = *space; /* which may lie in what is released */

	os_release(calls, old.reserved, old.reserved_size);
	if (old.books_size)
		os_release(calls, old.books, old.books_size);
}

/* The lowest run of so many free slots; space->slots if there is none. */
static size_t find_slots(struct space *space, size_t count)
{
	size_t run = 0, slot = space->lowest;

	while (slot < space->slots && run < count) {
		const struct section *there = space->section[slot];

		run = there ? 0 : run + 1;
		slot += there ? there->slots : 1;
	}
	return run == count ? slot - count : space->slots;
}

static void set_slots(struct space *space, size_t first, size_t count, struct section *section)
{
	keep_old(&space->keep, &space->section[first], count * sizeof section);
	for (size_t slot = first; slot < first + count; slot++)
		space->section[slot] = section;
	while (space->lowest < space->slots && space->section[space->lowest])
		space->lowest++;
}

static size_t slot_of(const struct space *space, const struct section *section)
{
	return ((size_t)((const unsigned char *)section - space->rooms)) / space->room;
}

/* -------------------------------------------------------------------- free_size */

const my_heap_options section_list = { .placement = MY_HEAP_FIRST_FIT,
	                                .order = MY_HEAP_BY_ADDRESS };

void section_list_room(struct space *space, struct section *section)
{
	section->node = hole_insert(&space->keep, &space->by_room, &section_list, section->id,
	                            section->free_size, 0);
	space->by_room.pool[section->node].tag = (uint32_t)slot_of(space, section);
}

struct section *space_roomy(const struct space *space, size_t id, size_t size)
{
	struct hole_place from = { 0, id };
	size_t before;
	uint32_t found = hole_first_fit(&space->by_room, 0, from, size, &before);

	return found ? space->section[space->by_room.pool[found].tag] : NULL;
}

struct section *space_behind(const struct space *space, size_t others)
{
	uint32_t found = hole_behind(&space->by_room, 0, others);

	return found ? space->section[space->by_room.pool[found].tag] : NULL;
}

size_t space_before(const struct space *space, size_t id)
{
	return hole_before(&space->by_room, 0, (struct hole_place){ 0, id });
}

/* -------------------------------------------------------------- making, dropping */

struct chunk *section_table(const struct section *section, const my_heap_options *options)
{
	size_t density = has_density(options) ? density_size(section->size) : 0;

	return (struct chunk *)(void *)((unsigned char *)(section + 1) + density);
}

/* Its density lies behind the header, then come the table, and the holes. */
static void furnish(struct section *section, const my_heap_options *options, size_t size)
{
	section->size = size;
	section->most = most_buckets(options, size);
	section->capacity = options->capacity;
	if (has_density(options))
		section->density = density_at(section + 1, section->size);
	section->chunk = section_table(section, options);
	section->holes.pool = (struct hole *)(void *)(section->chunk + section->most);
}

/* The system's pages that hold a stretch of the books. */
static int commit_books(size_t *calls, void *at, size_t size)
{
	uintptr_t page = os_page(), start = (uintptr_t)at / page * page;
	uintptr_t end = ((uintptr_t)at + size + page - 1) / page * page;

	return os_commit(calls, (void *)start, end - start);
}

/* Memory in some slots, and what a fast heap's books need for it. What was committed before
 * a refusal stays so: it does no harm, and these slots are tried first next time. */
static int commit(struct space *space, const my_heap_options *options, size_t slot, size_t count,
                  size_t mapped, size_t *calls)
{
	size_t at = slot << space->slot_bits, size = count << space->slot_bits;

	if (space->lazy)
		return core_reach(space, at + size);
	if (is_fast(options) &&
	    !(commit_books(calls, space->rooms + slot * space->room, count * space->room) &&
	      commit_books(calls, space->bytes + at / UNIT, size / UNIT) &&
	      commit_books(calls, space->pages + at / PAGE, size / PAGE * sizeof(uint32_t))))
		return 0;
	return os_commit(calls, space->start + at, mapped);
}

struct section *section_make(struct space *space, const my_heap_options *options, size_t size,
                             size_t *calls)
{
	if (size > space->size || size / hole_unit(options) > CHUNKS_MOST)
		return NULL;

	size_t slot_size = (size_t)1 << space->slot_bits, lead = section_lead(options);
	size_t mapped = round_up(lead + size, os_page());
	size_t guard = is_fast(options) ? 0 : os_page();
	size_t count = (mapped + guard + slot_size - 1) >> space->slot_bits;
	size_t slot = find_slots(space, count);
	unsigned char *start = space->start + (slot << space->slot_bits);

	if (slot == space->slots || !commit(space, options, slot, count, mapped, calls))
		return NULL;

	struct section *section = (struct section *)(void *)(space->rooms + slot * space->room);

	keep_old(&space->keep, section, sizeof *section);
	furnish(section, options, size / hole_unit(options) * hole_unit(options));
	section->memory = start + lead;
	section->mapped = mapped;
	section->slots = count;
	set_slots(space, slot, count, section);
	note_unusable(start, mapped);
	return section;
}

void section_clear(struct space *space, struct section *section, const my_heap_options *options,
                   size_t *calls)
{
	keep_nothing(&space->keep);
	os_clear(calls, section->memory - section_lead(options), section->mapped);
}

/* The room is cleared for the section's next owner: a new table must read as empty. */
int section_drop(struct space *space, struct section *section, size_t *calls)
{
	size_t slot = slot_of(space, section), slots = section->slots;
	unsigned char *end = (unsigned char *)(section->holes.pool + section->holes.fresh + 1);
	unsigned char *room = space->rooms + slot * space->room;

	keep_nothing(&space->keep);
	if (space->lazy)
		os_clear(calls, space->start + (slot << space->slot_bits), section->mapped);
	else if (!os_decommit(calls, space->start + (slot << space->slot_bits), section->mapped))
		return 0;
	note_usable(space->start + (slot << space->slot_bits), section->mapped);
	hole_remove(&space->keep, &space->by_room, &section_list, section->node);
	os_clear(calls, room, round_up((size_t)(end - room), os_page()));
	set_slots(space, slot, slots, NULL);
	if (slot < space->lowest)
		space->lowest = slot;
	return 1;
}
