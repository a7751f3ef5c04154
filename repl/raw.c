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

/* ------------------------------------------------------------------------- hash */

#define FNV_START 0xcbf29ce484222325u
#define FNV_PRIME 0x100000001b3u

typedef uint64_t __attribute__((may_alias)) word;

/* Eight bytes that are 0 are eight multiplications: one, by the prime's eighth power. */
UNWATCHED static uint64_t hash_word(uint64_t hash, const volatile unsigned char *bytes,
                                    uint64_t power)
{
	if (*(const volatile word *)bytes == 0)
		return hash * power;
	for (size_t i = 0; i < sizeof(word); i++)
		hash = (hash ^ bytes[i]) * FNV_PRIME;
	return hash;
}

UNWATCHED uint64_t raw_hash(const void *from, size_t count)
{
	const volatile unsigned char *at = from, *end = at + count;
	uint64_t hash = FNV_START, power = 1;

	for (size_t i = 0; i < sizeof(word); i++)
		power *= FNV_PRIME;
	while (at < end) {
		if ((uintptr_t)at % sizeof(word) == 0 && (size_t)(end - at) >= sizeof(word)) {
			hash = hash_word(hash, at, power);
			at += sizeof(word);
		} else {
			hash = (hash ^ *at++) * FNV_PRIME;
		}
	}
	return hash;
}
