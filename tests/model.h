/* SPDX-License-Identifier: MIT
 *
 * model.h - a heap and its shadow: what a heap must hold, remembered beside it.
 *
 * Every block is numbered when it is asked for and filled with a pattern of its number;
 * the pattern is verified when the block is resized or freed. An operation on a number
 * that is not live does nothing, so that any part of a list of operations can be played.
 */
#ifndef TESTS_MODEL_H
#define TESTS_MODEL_H

#include "my_heap.h"

struct model_op {
	char verb; /* m, c, a, r or f, as in mmviz */
	unsigned id; /* m, c, a: the new block's; r, f: the block's */
	unsigned size;
	unsigned alignment; /* a only */
};

struct model_block {
	unsigned char *bytes; /* NULL: not live */
	size_t size;          /* bytes asked for */
	size_t place;         /* in live[] */
};

struct model {
	my_heap *heap;
	struct model_block *blocks; /* by id */
	unsigned *live;
	size_t nbr_live, nbr_ids, most_ids;
	size_t asked;
	const char *wrong; /* the first thing that went wrong; static storage */
	int misuses;
	size_t most_live, most_sections, most_growths; /* reached; growths of one table */
};

/* Room for most_ids blocks. 0, or -1 when there is no heap or no memory. */
int model_open(struct model *model, const my_heap_options *options, size_t most_ids);
/* Frees what is live and compares for the last time; returns as model_do. */
int model_close(struct model *model);

/* Each returns 0, or 1 when something is wrong now. */
int model_do(struct model *model, const struct model_op *op);
int model_compare(struct model *model); /* check, and statistics with the shadow */

#endif
