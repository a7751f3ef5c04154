/* SPDX-License-Identifier: MIT
 *
 * section.h - one heap section, and where sections lie.
 *
 * A heap owns a space: slots of a power of two bytes side by side, reserved at once, so
 * that the section of a pointer is one shift and one load. Beside it lie the books: for
 * each slot a pointer to its section, and a room for that section's table and holes.
 *
 *   space   | slot 0: memory s1 . | slot 1: memory s2 . | slots 2, 3: memory s3 ....... |
 *   books   heap, slot -> section | room 0: header, density, table, holes | room 1 | ... |
 *
 * A fast heap reserves one range for everything, in which memory and books are there as
 * soon as they are touched ("lazy"). Where the system refuses that (a limit on addresses,
 * strict accounting), its space is smaller, and sections are committed one by one, with
 * their part of the books.
 *
 * The room of k slots is large enough for the largest table and all the holes that k
 * slots of memory can ever need, so that tables grow without a system call. Untouched
 * room costs addresses only. In a space that is not lazy at least one page of a slot stays
 * unmapped behind the memory: running off a section's end faults, and never reaches the
 * next section.
 */
#ifndef ALLOC_SECTION_H
#define ALLOC_SECTION_H

#include "density.h"
#include "hole.h"
#include "keep.h"
#include "my_heap.h"

#include <stddef.h>
#include <stdint.h>

/* An entry of a section's table: one chunk. memory = NULL: an empty bucket. */
struct chunk {
	size_t key;            /* offset / granule */
	size_t size;           /* bytes, header included */
	unsigned char *memory; /* its first byte */
	size_t left;           /* size of the left neighbour, 0 = none */
	size_t asked;          /* bytes requested; 0 when free */
	int free;              /* 1 = free, 0 = used; and a mark of table.c while it doubles */
	uint32_t hole;         /* when free: its node among the section's holes; CHUNK_WAITS: its
	                          user freed it, and it is kept back (sentry.h) */
};

#define CHUNK_WAITS UINT32_MAX

static inline int chunk_waits(const struct chunk *chunk)
{
	return !chunk->free && chunk->hole == CHUNK_WAITS;
}

struct section {
	struct chunk *chunk;   /* the hashtable of chunks */
	size_t capacity;       /* its buckets */
	size_t nbr_chunks;     /* its entries: used and free chunks */
	unsigned char *memory; /* the memory handed out */
	size_t free_size;      /* the size of the largest free chunk */
	struct section *next;

	size_t id;
	size_t size;   /* bytes of memory */
	size_t used;   /* bytes in used chunks, and in those that wait */
	size_t dirty;  /* bytes from the start that were handed out once; the rest is zero */
	size_t mapped; /* bytes committed, from the start of the first slot */
	size_t slots;
	size_t most;   /* buckets beyond which the table never needs to grow */
	struct density density;
	struct holes holes;
	uint32_t node; /* its place among the heap's sections by free_size */
};

struct space {
	unsigned char *start; /* the base, or a multiple of 2 MiB: alignments come out alike */
	size_t size;
	int lazy; /* memory is there as soon as it is touched: nothing has to be committed */
	unsigned char *reserved; /* the whole reservation, in which start lies */
	size_t reserved_size;
	size_t in_core; /* of a lazy one: bytes from start on that a core file would have */
	unsigned slot_bits;   /* a slot has 2^slot_bits bytes */
	size_t slots;
	size_t room;          /* bytes of books for a slot */
	unsigned char *rooms;
	struct section **section; /* slot -> its section or NULL */
	size_t lowest;        /* no slot below is free */
	struct holes by_room; /* sections in list order: key = id, size = free_size, tag = slot */
	unsigned char *books; /* the books, which start with the heap */
	size_t books_size;    /* 0: they are part of the reservation */
	unsigned char *aside; /* a page of the books that is no part of the state: see image.c */
	struct keep keep;     /* who is told of writes; of a fast heap nobody */
	/* Of a fast heap only: */
	unsigned char *bytes; /* the byte table: a byte for each 16 bytes of memory */
	uint32_t *pages;      /* a number for each page of memory */
	unsigned char *annex; /* the caller's; in a space that is not lazy he commits it */
};

/* What the caller wants of the books for himself: first bytes at their start, and of a
 * fast heap an annex, of so many bytes (others where the space is lazy) and for each slot. */
struct space_wish {
	size_t first;
	size_t annex, annex_lazy, annex_slot;
};

/* A heap's space and its zeroed books. 1 on success; 0: no address space. On success *calls
 * counts the calls made. */
int space_make(struct space *space, const my_heap_options *options,
               const struct space_wish *wish, size_t *calls);

/* Gives back everything, the books last. */
void space_drop(struct space *space, size_t *calls);

/* The section in whose slots the address lies, or NULL. O(1). */
static inline struct section *space_section(const struct space *space, const void *address)
{
	size_t offset = (size_t)((uintptr_t)address - (uintptr_t)space->start);

	return offset < space->size ? space->section[offset >> space->slot_bits] : NULL;
}

/* The same for a user's pointer, when it can be a chunk's: *key is then that chunk's key. */
static inline struct section *space_find(const struct space *space,
                                         const my_heap_options *options,
                                         const void *pointer, size_t *key)
{
	struct section *section = space_section(space, pointer);
	size_t offset = 0;

	if (section)
		offset = (uintptr_t)pointer - (uintptr_t)section->memory - options->header;
	if (!section || offset >= section->size || offset & (options->granule - 1))
		return NULL;
	*key = offset >> power_of(options->granule);
	return section;
}

/* A section of so many bytes of memory, rounded down to the unit, without any entry or
 * hole yet and not in any list. NULL: refused by the system, or no slots are left. */
struct section *section_make(struct space *space, const my_heap_options *options, size_t size,
                             size_t *calls);

/* Back to the system. 0: refused; the section is as it was. */
int section_drop(struct space *space, struct section *section, size_t *calls);

/* Its memory reads as zero again, and takes no pages. Nothing in it is in use. */
void section_clear(struct space *space, struct section *section, const my_heap_options *options,
                   size_t *calls);

/* The sections are listed by id, whatever order a heap's free chunks are in. */
extern const my_heap_options section_list;

/* A new one takes its place among the heap's sections by free_size. O(log sections). */
void section_list_room(struct space *space, struct section *section);

/* Its free_size is what it will be till the next verb: perhaps another than before. O(log
 * sections). */
static inline void section_note_room(struct space *space, const struct section *section)
{
	if (space->by_room.pool[section->node].size != section->free_size)
		hole_resize(&space->keep, &space->by_room, section->node, section->free_size);
}

/* The first section in list order, from this id on, whose free_size is at least size; NULL:
 * none. Sections are passed over by their free_size as holes are by theirs, many at once.
 * O(log sections). */
struct section *space_roomy(const struct space *space, size_t id, size_t size);

/* The section with so many others before it in the list; NULL: none. How many come before one
 * of this id. O(log sections). */
struct section *space_behind(const struct space *space, size_t others);
size_t space_before(const struct space *space, size_t id);

/* Where its table lies: behind its density. */
struct chunk *section_table(const struct section *section, const my_heap_options *options);

/* Bytes before a section's memory that keep user pointers aligned behind their headers. */
size_t section_lead(const my_heap_options *options);

#endif
