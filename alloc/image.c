/* SPDX-License-Identifier: MIT
 *
 * image.c - a heap's state as stretches of memory: where it lies, and what has to be there
 * before, and must not be there after, another state is written over it.
 *
 *   parts      heap and slots, the sections' nodes, of a fast heap bytes, pages, depots, spans,
 *              caches: each is used from its start up to some page, and unused beyond
 *   slots      rooms in the books, and memory: used where a section's slots are
 *
 * A gap is what lies in a stretch of another state and is not used by the present one. The
 * calls made here are the looker's, not the program's: they are not counted.
 */
#include "fast.h"
#include "notes.h"
#include "os.h"

enum { PARTS = 7, PARTS_GENERAL = 2 };

/* What stays as it is when a state is put back: kept aside meanwhile. */
struct aside {
	my_heap_observer *observer;
	void *observer_user;
	struct keep keep;
	size_t slots; /* of the state that is written over: slots_up */
};

static struct aside *aside_of(const my_heap *heap)
{
	return (struct aside *)(void *)heap->space.aside;
}

/* ---------------------------------------------------------------------- stretches */

/* The pages from some address on that are behind others, up to an end. */
static my_heap_stretch stretch_of(const void *from, const void *behind, const void *end)
{
	uintptr_t page = os_page(), start = (uintptr_t)from / page * page;
	uintptr_t stop = ((uintptr_t)end + page - 1) / page * page;

	start = start > (uintptr_t)behind ? start : (uintptr_t)behind;
	return (my_heap_stretch){ (unsigned char *)start, stop > start ? stop - start : 0 };
}

static size_t slot_of(const my_heap *heap, const struct section *section)
{
	return (size_t)(section->memory - heap->space.start) >> heap->space.slot_bits;
}

/* Slots from the first to the last one in use. */
static size_t slots_up(const my_heap *heap)
{
	size_t slots = 0;

	for (const struct section *s = heap->first; s; s = s->next)
		if (slot_of(heap, s) + s->slots > slots)
			slots = slot_of(heap, s) + s->slots;
	return slots;
}

/* In order of addresses; how many. */
static size_t parts_of(const my_heap *heap, my_heap_stretch *part)
{
	const struct space *space = &heap->space;
	const struct holes *nodes = &space->by_room;
	size_t slots = slots_up(heap), memory = slots << space->slot_bits;

	part[0] = stretch_of(space->books, NULL, space->section + slots);
	part[1] = stretch_of(nodes->pool, part[0].start + part[0].size,
	                     nodes->pool + nodes->fresh + 1);
	if (!heap->fast)
		return PARTS_GENERAL;
	part[2] = stretch_of(space->bytes, NULL, space->bytes + memory / UNIT);
	part[3] = stretch_of(space->pages, NULL, space->pages + memory / 4096);
	fast_annex_parts(heap, &part[4]);
	return PARTS;
}

static my_heap_stretch room_of(const my_heap *heap, const struct section *section)
{
	const struct space *space = &heap->space;
	unsigned char *room = space->rooms + slot_of(heap, section) * space->room;

	return (my_heap_stretch){ room, section->slots * space->room };
}

static my_heap_stretch memory_of(const my_heap *heap, const struct section *section)
{
	return (my_heap_stretch){ section->memory - section_lead(&heap->options),
		                  section->mapped };
}

int my_heap_stretches(const my_heap *heap,
                      int (*visit)(void *user, const my_heap_stretch *stretch), void *user)
{
	my_heap_stretch part[PARTS];
	size_t count = parts_of(heap, part);
	int result = 0;

	for (size_t i = 0; i < count && !result; i++)
		result = part[i].size ? visit(user, &part[i]) : 0;
	for (const struct section *s = heap->first; s && !result; s = s->next) {
		my_heap_stretch room = room_of(heap, s), memory = memory_of(heap, s);

		result = visit(user, &room);
		result = result ? result : visit(user, &memory);
	}
	return result;
}

/* --------------------------------------------------------------------------- gaps */

/* What is done with a gap. 0: it was refused, and the walk ends. */
typedef int gap_act(const my_heap *heap, unsigned char *at, size_t size);

/* A stretch from which the used ones are taken away, in order of addresses. */
struct rest {
	const my_heap *heap;
	gap_act *act;
	unsigned char *at, *end;
};

/* Up to here the rest is a gap; then so much is used. */
static int rest_pass(struct rest *rest, unsigned char *used, size_t size)
{
	unsigned char *stop = used < rest->end ? used : rest->end;

	if (stop > rest->at && !rest->act(rest->heap, rest->at, (size_t)(stop - rest->at)))
		return 0;
	if (used + size > rest->at)
		rest->at = used + size;
	return 1;
}

static int is_within(const unsigned char *at, const unsigned char *start, size_t size)
{
	return (uintptr_t)at - (uintptr_t)start < size;
}

static int is_memory(const my_heap *heap, const unsigned char *at)
{
	return is_within(at, heap->space.start, heap->space.size);
}

static int is_room(const my_heap *heap, const unsigned char *at)
{
	return is_within(at, heap->space.rooms, heap->space.slots * heap->space.room);
}

static int pass_parts(struct rest *rest)
{
	my_heap_stretch part[PARTS];
	size_t count = parts_of(rest->heap, part);

	for (size_t i = 0; i < count; i++)
		if (!rest_pass(rest, part[i].start, part[i].size))
			return 0;
	return 1;
}

/* Of each slot there are so many bytes, from base on. */
static int pass_slots(struct rest *rest, const unsigned char *base, size_t bytes,
                      my_heap_stretch (*used)(const my_heap *, const struct section *))
{
	const struct space *space = &rest->heap->space;
	size_t slot = (size_t)(rest->at - base) / bytes;
	size_t end = ((size_t)(rest->end - base) + bytes - 1) / bytes;

	while (slot < end) {
		const struct section *section = space->section[slot];
		my_heap_stretch taken;

		if (!section) {
			slot++;
			continue;
		}
		taken = used(rest->heap, section);
		if (!rest_pass(rest, taken.start, taken.size))
			return 0;
		slot = slot_of(rest->heap, section) + section->slots;
	}
	return 1;
}

static int each_gap(const my_heap *heap, const my_heap_stretch *stretch, gap_act *act)
{
	const struct space *space = &heap->space;
	struct rest rest = { heap, act, stretch->start, stretch->start + stretch->size };
	size_t slot = (size_t)1 << space->slot_bits;
	int done = is_memory(heap, rest.at) ? pass_slots(&rest, space->start, slot, memory_of)
	           : is_room(heap, rest.at) ? pass_slots(&rest, space->rooms, space->room, room_of)
	                                    : pass_parts(&rest);

	return done && rest_pass(&rest, rest.end, 0);
}

/* --------------------------------------------------------------------------- open */

static int commit(const my_heap *heap, unsigned char *at, size_t size)
{
	size_t calls = 0;

	(void)heap;
	return os_commit(&calls, at, size);
}

static int decommit(const my_heap *heap, unsigned char *at, size_t size)
{
	size_t calls = 0;

	if (is_memory(heap, at) && !heap->space.lazy)
		os_decommit(&calls, at, size);
	return 1;
}

/* In a space that is not lazy, bytes and pages are readable everywhere, but writable only
 * where sections were: their part may have more than one hole. */
static int open_stretch(my_heap *heap, const my_heap_stretch *then)
{
	const struct space *space = &heap->space;

	if (space->lazy || (!heap->fast && !is_memory(heap, then->start)))
		return 1;
	if (then->start == space->bytes || then->start == (unsigned char *)space->pages)
		return commit(heap, then->start, then->size);
	return each_gap(heap, then, commit);
}

static int open_aside(my_heap *heap)
{
	if (!heap->space.lazy && heap->fast && !commit(heap, heap->space.aside, os_page()))
		return 0;
	*aside_of(heap) = (struct aside){ heap->observer, heap->observer_user, heap->keep,
		                          slots_up(heap) };
	return 1;
}

int my_heap_open(my_heap *heap, const my_heap_stretch *then, size_t count)
{
	size_t done = 0;

	if (!open_aside(heap))
		return 0;
	while (done < count && open_stretch(heap, &then[done]))
		done++;
	if (done == count)
		return 1;
	for (size_t i = 0; i <= done; i++) /* also what was done of the one that was refused */
		each_gap(heap, &then[i], decommit);
	return 0;
}

/* -------------------------------------------------------------------------- close */

static int forget(const my_heap *heap, unsigned char *at, size_t size)
{
	size_t calls = 0;

	if (heap->space.lazy || !is_memory(heap, at) || !os_decommit(&calls, at, size))
		os_clear(&calls, at, size);
	return 1;
}

static int note_section(void *user, const my_heap_section *section)
{
	(void)user;
	note_unusable(section->memory, section->size);
	return 0;
}

static int note_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	(void)user, (void)section;
	if (chunk->kind == MY_HEAP_SPAN)
		note_unusable(chunk->memory, chunk->size);
	else if (!chunk->free)
		note_usable(chunk->pointer, chunk->size - (size_t)((unsigned char *)chunk->pointer -
		                                                   (unsigned char *)chunk->memory));
	return 0;
}

/* Sections that are no more, however they went, must leave nothing behind in the notes. */
static void note_all(const my_heap *heap, size_t slots_before)
{
	static const my_heap_visitor notes = { note_section, NULL, note_chunk };
	size_t now = slots_up(heap), slots = now > slots_before ? now : slots_before;

	note_usable(heap->space.start, slots << heap->space.slot_bits);
	my_heap_walk(heap, &notes, NULL);
}

void my_heap_close(my_heap *heap, const my_heap_stretch *before, size_t count)
{
	struct aside aside = *aside_of(heap);

	for (size_t i = 0; i < count; i++)
		each_gap(heap, &before[i], forget);
	my_heap_observe(heap, aside.observer, aside.observer_user);
	my_heap_keep(heap, aside.keep.keeper, aside.keep.user);
	if (NOTES)
		note_all(heap, aside.slots);
}
