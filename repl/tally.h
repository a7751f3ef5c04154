/* SPDX-License-Identifier: MIT
 *
 * tally.h - how often each of many keys was met, and with how many bytes.
 *
 * Rules of use
 * - At most `most` keys are told apart: what further ones come to is counted in `rest`.
 * - What is asked for is in an order of its own, whatever the order in which keys came.
 */
#ifndef MMVIZ_TALLY_H
#define MMVIZ_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tallied {
	uint64_t key;
	uint64_t count, bytes;     /* of all that was counted */
	uint64_t live, live_bytes; /* of it, what is there now */
	int taken;                 /* it is a key; 0: an empty slot */
};

struct tally {
	struct tallied *slot;
	size_t capacity; /* a power of two, or 0 */
	size_t count, most;
	struct tallied rest;
};

/* Its owner sets most, and all else to 0. */
void tally_free(struct tally *tally);

/* That key's, made where it is not there yet. Valid until the next call. O(1) amortised */
struct tallied *tally_of(struct tally *tally, uint64_t key);

typedef uint64_t tally_weight(const struct tallied *tallied);

/* The heaviest first, equal ones by their key; those of no weight are left out. How many. */
size_t tally_top(const struct tally *tally, tally_weight *weight, struct tallied *out,
                 size_t most);

#endif
