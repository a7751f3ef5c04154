/* SPDX-License-Identifier: MIT
 *
 * family_model.h - the malloc family and its shadow: slots that hold blocks.
 *
 * Each block's address, size and pattern are remembered and verified: no two blocks
 * overlap, all are aligned, calloc's are zero, realloc keeps the bytes, a failure changes
 * nothing, free leaves errno alone. One model for each thread; blocks wander between
 * models through the exchange.
 */
#ifndef FUZZ_FAMILY_MODEL_H
#define FUZZ_FAMILY_MODEL_H

#include <stddef.h>
#include <stdint.h>

struct family_block {
	unsigned char *at; /* NULL: the slot is empty */
	uint32_t size, id;
};

struct family_model {
	struct family_block *slots;
	size_t mask;       /* slots - 1 */
	size_t whole;      /* see pattern.h */
	size_t live, most; /* bytes in blocks now, and at most */
	uint32_t next_id;
	int may_fail;        /* 1: NULL with ENOMEM is no error */
	unsigned long calls; /* of the family */
	unsigned long nulls;
	const char *wrong; /* the first thing that went wrong; static storage */
};

/* 2^slots slots, most bytes. 0, or -1 without memory. */
int family_open(struct family_model *model, unsigned slots, size_t most);
/* 0, or 1 when something is wrong now. */
int family_do(struct family_model *model, uint64_t word);
/* Gives everything back; the same result. The model can be used on. */
int family_empty(struct family_model *model);
/* The same with what lies in the exchange. */
int family_empty_exchange(struct family_model *model);
void family_close(struct family_model *model); /* the slots only */

#endif
