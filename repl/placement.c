/* SPDX-License-Identifier: MIT
 *
 * placement.c - the words of the placements: one row is a placement.
 */
#include "placement.h"

#include "my_heap.h"

#include <stddef.h>

#define PLACEMENTS(X)                                                                  \
	X(FIRST_FIT, "first", "first fit", "First fit takes it.", NULL, NULL,          \
	  "the first in the list that is large enough", "the first hole that fits")    \
	X(NEXT_FIT, "next", "next fit", "Next fit takes it.", NULL, NULL,              \
	  "the first that is large enough from where the last search ended",           \
	  "the next hole that fits")                                                   \
	X(BEST_FIT, "best", "best fit", "Best fit takes", "Best", "Worse than",        \
	  "the smallest that is large enough", "where least is left over")             \
	X(WORST_FIT, "worst", "worst fit", "Worst fit takes", "Largest", "Less than",  \
	  "the largest", "the largest hole")                                           \
	X(BINS, "bins", "bins", "The first that fits is taken.", NULL, NULL,           \
	  "the first that is large enough, from the bin of the size on",               \
	  "the first that fits in the lists by size")                                  \
	X(NEAR, "near", "near fit", "Near fit takes it.", NULL, NULL,                  \
	  "the nearest that is large enough to the place taken last",                  \
	  "the nearest hole that fits")

const struct placement placements[] = {
#define ROW(id, word, ...) [MY_HEAP_##id] = { __VA_ARGS__ },
	PLACEMENTS(ROW)
#undef ROW
};

const char *const placement_words[] = {
#define WORD(id, word, ...) [MY_HEAP_##id] = word,
	PLACEMENTS(WORD)
#undef WORD
	NULL
};
