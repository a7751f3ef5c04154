/* SPDX-License-Identifier: MIT
 *
 * raw.h - the shown heap's memory, byte by byte: also what is free, on purpose.
 *
 * Looking into freed memory and writing past a chunk is what x and w are for. The
 * sanitizers are told not to mind it here; the caller has checked that the bytes lie in a
 * section's memory.
 */
#ifndef MMVIZ_RAW_H
#define MMVIZ_RAW_H

#include <stddef.h>
#include <stdint.h>

void raw_read(void *out, const void *from, size_t count);
void raw_write(void *to, const void *from, size_t count);
void raw_fill(void *to, int byte, size_t count);

/* FNV-1a, 64 bits: the same number for the same bytes, wherever they lie. */
uint64_t raw_hash(const void *from, size_t count);

#endif
