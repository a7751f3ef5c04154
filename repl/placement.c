/* SPDX-License-Identifier: MIT
 *
 * placement.c - the words of the placements: one row is a placement.
 */
#include "placement.h"

#include "my_heap.h"

#include <stddef.h>

#define PLACEMENTS(X)                                                                  \
	X(FIRST_FIT, "first", "first fit", "First fit takes it.", NULL, NULL)          \
	X(NEXT_FIT, "next", "next fit", "Next fit takes it.", NULL, NULL)              \
	X(BEST_FIT, "best", "best fit", "Best fit takes", "Best", "Worse than")        \
	X(WORST_FIT, "worst", "worst fit", "Worst fit takes", "Largest", "Less than")  \
	X(BINS, "bins", "bins", "The first that fits is taken.", NULL, NULL)

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
