/* SPDX-License-Identifier: MIT
 *
 * live.h - the live blocks of a recorded program: recorded number -> block of this heap.
 *
 * An open-addressed hashtable in libc's memory, at most half full; it grows with the
 * most blocks that were live at once, whatever the length of the recording.
 *
 * Invariant: from a key's home slot to the slot it lies in, no slot is empty.
 */
#ifndef MMVIZ_LIVE_H
#define MMVIZ_LIVE_H

#include <stddef.h>
#include <stdint.h>

struct live_block {
	uint64_t key;   /* the recorded pointer or id */
	void *pointer;  /* in this heap; NULL: an empty slot */
	size_t ordinal; /* it was the ordinal-th allocation, from 1 */
};

struct live {
	struct live_block *slots;
	size_t capacity; /* a power of two, or 0 */
	size_t count;
};

void live_free(struct live *live);

/* Valid until the next put or remove; NULL when there is none. */
struct live_block *live_find(const struct live *live, uint64_t key);

/* The key must not be there, the pointer not NULL. */
void live_put(struct live *live, struct live_block block);

/* It will be looked for soon. */
void live_expect(const struct live *live, uint64_t key);

void live_remove(struct live *live, struct live_block *block);

#endif
