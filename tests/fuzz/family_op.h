/* SPDX-License-Identifier: MIT
 *
 * family_op.h - operations on the malloc family as 64-bit words.
 *
 *   bits  0-5  verb: 0-31 mostly take, 32-63 mostly give back
 *         7    see family_word
 *         8-23 slot
 *        24-31 alignment, or how many
 *        32-63 size, see size_of
 *
 * Every word is an operation, so that any bytes are a script and any part of a script is
 * one. A random script is a function of its seed: its n-th word is family_word(seed, n).
 */
#ifndef FUZZ_FAMILY_OP_H
#define FUZZ_FAMILY_OP_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum family_verb {
	FAMILY_MALLOC,
	FAMILY_CALLOC,
	FAMILY_ALIGNED,  /* aligned_alloc, memalign or posix_memalign */
	FAMILY_TAKE_MANY, /* malloc into neighbouring slots */
	FAMILY_REALLOC,  /* of an empty slot: realloc(NULL) */
	FAMILY_REALLOCARRAY,
	FAMILY_HUGE,  /* sizes that no system has, must fail and change nothing */
	FAMILY_SWAP,  /* with a place that all threads share */
	FAMILY_WIDEN, /* uses all that usable_size allows */
	FAMILY_FREE,  /* of an empty slot: free(NULL) */
	FAMILY_FREE_MANY,
	FAMILY_REALLOC_TO_0,
	FAMILY_VERBS
};

struct family_op {
	enum family_verb verb;
	size_t slot;
	size_t size;
	size_t alignment; /* a power of two, at least sizeof(void *) */
	size_t count;     /* TAKE_MANY, FREE_MANY, CALLOC, REALLOCARRAY: elements */
	unsigned kind;    /* which of several functions or sizes */
};

struct family_op family_op(uint64_t word);
void family_op_print(FILE *file, uint64_t word, size_t slots);

uint64_t family_word(uint64_t seed, uint64_t n);

#endif
