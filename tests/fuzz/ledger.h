/* SPDX-License-Identifier: MIT
 *
 * ledger.h - which memory is in use: one bit for 16 bytes, over the whole address space.
 *
 * Two live blocks that overlap meet on a bit. Any thread may call; a block is entered after
 * it was taken from the allocator, and struck out before it goes back.
 */
#ifndef FUZZ_LEDGER_H
#define FUZZ_LEDGER_H

#include <stddef.h>

/* 1; 0 when some of these bytes are another block's. A block of size 0 counts as 16 bytes. */
int ledger_enter(const void *at, size_t size);

/* 1; 0 when these bytes were not all entered. */
int ledger_strike(const void *at, size_t size);

#endif
