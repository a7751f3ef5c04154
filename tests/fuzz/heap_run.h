/* SPDX-License-Identifier: MIT
 *
 * heap_run.h - scripts of operations on a heap value, played against tests/model.h.
 *
 * A script is a byte for each row of the table of options, in its order, and then words of
 * four bytes: verb, block, size (least byte first).
 */
#ifndef FUZZ_HEAP_RUN_H
#define FUZZ_HEAP_RUN_H

#include <stddef.h>
#include <stdint.h>

/* What is wrong, or NULL; static storage. */
const char *heap_play(const uint8_t *bytes, size_t length);

/* Plays a random script of the seed. 0, or 1 after saying what went wrong and writing it. */
int heap_random(uint64_t seed, size_t words, unsigned long *calls);

#endif
