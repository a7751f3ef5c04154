/* SPDX-License-Identifier: MIT
 *
 * raw.c - the shown heap's memory, byte by byte.
 *
 * The bytes are volatile so that no loop becomes a memcpy, which sanitizers watch.
 */
#include "raw.h"

#define UNWATCHED __attribute__((no_sanitize("address")))

UNWATCHED void raw_read(void *out, const void *from, size_t count)
{
	const volatile unsigned char *source = from;
	unsigned char *copy = out;

	for (size_t i = 0; i < count; i++)
		copy[i] = source[i];
}

UNWATCHED void raw_write(void *to, const void *from, size_t count)
{
	volatile unsigned char *memory = to;
	const unsigned char *bytes = from;

	for (size_t i = 0; i < count; i++)
		memory[i] = bytes[i];
}

UNWATCHED void raw_fill(void *to, int byte, size_t count)
{
	volatile unsigned char *memory = to;

	for (size_t i = 0; i < count; i++)
		memory[i] = (unsigned char)byte;
}
