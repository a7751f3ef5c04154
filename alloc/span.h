/* SPDX-License-Identifier: MIT
 *
 * span.h - one span: 64 KiB of a fast heap in which small chunks of all sizes live.
 *
 * Its hashtable is perfect: one byte for each 16 bytes of memory, key = offset / 16. The
 * byte tells what starts there:
 *
 *   0             nothing: it belongs to the chunk before
 *   class | 0x80  a chunk in use
 *   class         a chunk that is free, and in a cache
 *   0x7f          a free chunk
 *
 * A used or cached chunk's size is that of its class. A free chunk reaches to the next byte
 * that is not 0. Free neighbours are one "run", as if they were merged: it reaches from
 * its first 0x7f to the next used or cached chunk.
 *
 * Who writes: the byte of a used or cached chunk, whoever holds the chunk; the bytes of a
 * free run, whoever holds the heap's lock. So a sweep under the lock never writes outside
 * free runs, and may find that a used chunk beside one turns cached, or the other way.
 */
#ifndef ALLOC_SPAN_H
#define ALLOC_SPAN_H

#include "class.h"

#include <stddef.h>
#include <stdint.h>

enum {
	SPAN_SIZE = 65536,
	SPAN_UNITS = SPAN_SIZE / UNIT,
	SPAN_PAGES = SPAN_SIZE / 4096,
	SPAN_PARTS = 8,
	PART_UNITS = SPAN_UNITS / SPAN_PARTS,
	SPAN_UNKNOWN = 0xff, /* of a part: see struct span */
	BYTE_FREE = 0x7f,
	BYTE_USED = 0x80,
	BYTE_CLASS = 0x7f /* which bits are the class */
};

struct span {
	struct span *next, *before; /* in its list */
	unsigned char *memory;
	uint32_t free;     /* bytes in free chunks */
	uint32_t freed;    /* bytes freed since it was last swept whole */
	uint16_t position; /* unit where the next sweep starts */
	uint16_t list;     /* which list of the pool it is in, see pool.h */
	/* For each part: no run of this class or above starts in it, as far as a sweep that wants
	 * such a class needs to know; SPAN_UNKNOWN: it has to look. */
	uint8_t none[SPAN_PARTS];
};

/* A search for free room in a span, and what came of it. */
struct sweep {
	unsigned char *bytes, *memory; /* the span's */
	uint8_t *none;                 /* and what is known of its parts */
	unsigned class;                /* what is wanted */
	size_t want;                   /* and how many */
	void **end;      /* the chunks found are written downwards from here */
	size_t got;
	size_t position; /* unit where it starts; afterwards where it ended, or, if it went
	                    all around, where the largest run left starts */
	size_t largest;  /* bytes in the largest run seen that is left; of the parts passed over the
	                    most that there can be */
	size_t part[SPAN_PARTS]; /* the same for each part */
	size_t starts;   /* free chunks swallowed, less those made: may wrap below 0 */
};

/* Carves chunks out of the span's free runs, all around from position, until enough are
 * found: 0. Or all runs were seen that may serve: 1. The chunks are marked as cached.
 * O(units / 64 + runs). */
int span_sweep(struct sweep *sweep);

/* The largest class that a run of so many bytes holds a chunk of; 0: none. */
unsigned span_class_within(size_t bytes);

/* How many free chunks start in so many units. */
size_t span_starts(const unsigned char *bytes, size_t units);

/* Units from here on that nothing but free chunks take, at most so many. */
size_t span_run(const unsigned char *bytes, size_t most);

#endif
