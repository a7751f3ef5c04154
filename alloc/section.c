/* SPDX-License-Identifier: MIT */
#include "section.h"

#include "notes.h"
#include "os.h"

#include <string.h>

/* Address space tried for a heap's memory, and for memory and books together. Where the
 * system refuses, half of it, and so on. */
#define SPACE_FIXED ((size_t)1 << 36)
#define SPACE_GROWING ((size_t)1 << 39)
#define SPACE_ALL ((size_t)1 << 44)
#define SPACE_ALIGNMENT ((size_t)2 << 20)
#define CHUNKS_MOST ((size_t)UINT32_MAX - 1) /* holes are numbered in 32 bits */

static size_t round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

size_t section_lead(const my_heap_options *options)
{
	return round_up(options->header, hole_unit(options)) - options->header;
}

/* Buckets that so many chunks need at most, so that the load factor is kept. */
static size_t buckets_for(const my_heap_options *options, size_t chunks)
{
	return chunks * 100 / options->load + 1;
}

/* The first capacity doubled until it is enough for every chunk that fits in size bytes. */
static size_t most_buckets(const my_heap_options *options, size_t size)
{
	size_t enough = buckets_for(options, size / hole_unit(options));
	size_t capacity = options->capacity;

	while (capacity < enough)
		capacity *= 2;
	return capacity;
}

/* All tables from the first to the largest together have less than 2 * most buckets, and
 * most is less than 2 * enough or the first capacity. */
static size_t room_of_slot(const my_heap_options *options, size_t slot)
{
	size_t chunks = slot / hole_unit(options);
	size_t buckets = 4 * buckets_for(options, chunks) + 2 * options->capacity;
	size_t room = sizeof(struct section) + buckets * sizeof(struct chunk) +
	              (chunks + 2) * sizeof(struct hole);

	return round_up(room, os_page());
}

static int reserve(struct space *space, uintptr_t base, size_t first_bytes, size_t size,
                   size_t *calls)
{
	size_t front;

	space->slots = size >> space->slot_bits;
	space->size = space->slots << space->slot_bits;
	front = round_up(first_bytes + space->slots * sizeof(struct section *) +
	                 (space->slots + 1) * sizeof(struct hole), os_page());
	space->books_size = front + space->slots * space->room;
	space->reserved_size = space->size + SPACE_ALIGNMENT;
	space->reserved = os_reserve(calls, base, space->reserved_size);
	if (!space->reserved)
		return 0;
	space->start = space->reserved + (-(uintptr_t)space->reserved & (SPACE_ALIGNMENT - 1));
	space->books = os_books(calls, space->books_size);
	if (!space->books) {
		os_release(calls, space->reserved, space->reserved_size);
		return 0;
	}
	space->section = (struct section **)(void *)(space->books + first_bytes);
	space->by_room.pool = (struct hole *)(void *)(space->section + space->slots);
	space->rooms = space->books + front;
	return 1;
}

int space_make(struct space *space, const my_heap_options *options, size_t first_bytes,
               size_t *calls)
{
	size_t size = options->grow ? SPACE_GROWING : SPACE_FIXED;
	size_t least = round_up(options->section + section_lead(options), os_page()) + os_page();

	*space = (struct space){ .slot_bits = 12 };
	while ((size_t)1 << space->slot_bits < least)
		space->slot_bits++;

	size_t slot = (size_t)1 << space->slot_bits;

	space->room = room_of_slot(options, slot);
	while (size > slot && size / slot * (slot + space->room) > SPACE_ALL)
		size /= 2;
	for (; size >= slot; size /= 2)
		if (reserve(space, options->base, round_up(first_bytes, 16), size, calls))
			return 1;
	return 0;
}

void space_drop(struct space *space, size_t *calls)
{
	os_release(calls, space->reserved, space->reserved_size);
	os_release(calls, space->books, space->books_size);
}

struct section *space_section(const struct space *space, const void *address)
{
	size_t offset = (size_t)((uintptr_t)address - (uintptr_t)space->start);

	return offset < space->size ? space->section[offset >> space->slot_bits] : NULL;
}

struct section *space_find(const struct space *space, const my_heap_options *options,
                           const void *pointer, size_t *key)
{
	struct section *section = space_section(space, pointer);
	size_t offset = 0;

	if (section)
		offset = (uintptr_t)pointer - (uintptr_t)section->memory - options->header;
	if (!section || offset >= section->size || offset % options->granule != 0)
		return NULL;
	*key = offset / options->granule;
	return section;
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

void section_set_free_size(struct space *space, struct section *section, size_t size)
{
	section->free_size = size;
	if (section->node) {
		hole_resize(&space->by_room, section->node, size);
		return;
	}
	section->node = hole_insert(&space->by_room, &section_list, section->id, size, 0);
	space->by_room.pool[section->node].tag = (uint32_t)slot_of(space, section);
}

struct section *space_roomy(const struct space *space, size_t id, size_t size)
{
	struct hole_place from = { 0, id };
	uint32_t found = hole_first_fit(&space->by_room, 0, from, size);

	return found ? space->section[space->by_room.pool[found].tag] : NULL;
}

/* -------------------------------------------------------------- making, dropping */

/* Its first table lies behind the header, the holes behind the last table. */
static void furnish(struct section *section, const my_heap_options *options, size_t size)
{
	section->size = size;
	section->most = most_buckets(options, size);
	section->capacity = options->capacity;
	section->tables = (struct chunk *)(void *)(section + 1);
	section->chunk = section->tables;
	section->holes.pool = (struct hole *)(void *)(section->tables + 2 * section->most);
}

struct section *section_make(struct space *space, const my_heap_options *options, size_t size,
                             size_t *calls)
{
	if (size > space->size || size / hole_unit(options) > CHUNKS_MOST)
		return NULL;

	size_t slot_size = (size_t)1 << space->slot_bits, lead = section_lead(options);
	size_t mapped = round_up(lead + size, os_page());
	size_t count = (mapped + os_page() + slot_size - 1) >> space->slot_bits;
	size_t slot = find_slots(space, count);
	unsigned char *start = space->start + (slot << space->slot_bits);

	if (slot == space->slots || !os_commit(calls, start, mapped))
		return NULL;

	struct section *section = (struct section *)(void *)(space->rooms + slot * space->room);

	furnish(section, options, size / hole_unit(options) * hole_unit(options));
	section->memory = start + lead;
	section->mapped = mapped;
	section->slots = count;
	set_slots(space, slot, count, section);
	note_unusable(start, mapped);
	return section;
}

void section_clear(struct section *section, const my_heap_options *options, size_t *calls)
{
	os_clear(calls, section->memory - section_lead(options), section->mapped);
}

/* The room is cleared for the section's next owner: a new table must read as empty. */
int section_drop(struct space *space, struct section *section, size_t *calls)
{
	size_t slot = slot_of(space, section), slots = section->slots;
	unsigned char *end = (unsigned char *)(section->holes.pool + section->holes.fresh + 1);
	unsigned char *room = space->rooms + slot * space->room;

	if (!os_decommit(calls, space->start + (slot << space->slot_bits), section->mapped))
		return 0;
	note_usable(space->start + (slot << space->slot_bits), section->mapped);
	hole_remove(&space->by_room, &section_list, section->node);
	os_clear(calls, room, round_up((size_t)(end - room), os_page()));
	set_slots(space, slot, slots, NULL);
	if (slot < space->lowest)
		space->lowest = slot;
	return 1;
}
