/* SPDX-License-Identifier: MIT
 *
 * quarantine.h - the freed blocks whose memory is not to be used again yet.
 *
 * A set of pointers: a table twice as large as it ever gets full, searched from a pointer's
 * home on to the next empty place. It knows nothing of what lies at the pointers.
 *
 * Bounded by QUARANTINE_BLOCKS blocks and QUARANTINE_BYTES bytes. A zeroed one is empty.
 */
#ifndef ALLOC_QUARANTINE_H
#define ALLOC_QUARANTINE_H

#include <stddef.h>
#include <stdint.h>

#define QUARANTINE_BLOCKS ((size_t)4096)
#define QUARANTINE_BYTES ((size_t)16 << 20)

enum { QUARANTINE_PLACES = 8192 };

struct quarantine {
	struct quarantined {
		void *pointer; /* NULL: empty */
		size_t size;
	} place[QUARANTINE_PLACES];
	size_t number, bytes;
};

int quarantine_holds(const struct quarantine *quarantine, const void *pointer);

/* Whether one more block of so many bytes keeps the bounds. */
int quarantine_has_room(const struct quarantine *quarantine, size_t size);

/* There must be room, and it must not be held already. */
void quarantine_add(struct quarantine *quarantine, void *pointer, size_t size);

/* Takes out one of those held, which the random number picks; NULL: it is empty. */
void *quarantine_take(struct quarantine *quarantine, uint64_t random);

#endif
