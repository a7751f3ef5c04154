/* SPDX-License-Identifier: MIT
 *
 * pattern.h - what is written into blocks: bytes that tell the block and the place in it.
 *
 * A small block is written and verified whole. Of a larger one these parts are:
 *
 *   [0, whole)  then 64 bytes at 8 places of each doubling  and the last 64 bytes
 *
 * The places depend on the offset only, so that what a realloc kept can be verified at its
 * new size. whole is a power of two, at least 1024.
 */
#ifndef FUZZ_PATTERN_H
#define FUZZ_PATTERN_H

#include <stddef.h>
#include <stdint.h>

void pattern_write(unsigned char *at, size_t size, size_t whole, uint32_t id);

/* 1 when all is there. */
int pattern_holds(const unsigned char *at, size_t size, size_t whole, uint32_t id);
/* The same, of a block's first bytes: no end was written there. */
int pattern_begins(const unsigned char *at, size_t size, size_t whole, uint32_t id);

/* 1 when the parts that pattern_write would write are 0. */
int pattern_is_zero(const unsigned char *at, size_t size, size_t whole);

#endif
