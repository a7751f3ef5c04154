/* SPDX-License-Identifier: MIT
 *
 * trace_number.h - numbers as few bytes, for trace_code.c: both directions of each.
 *
 * Writers may write zeros up to 7 bytes behind a number, and readers read so far.
 */
#ifndef ALLOC_TRACE_NUMBER_H
#define ALLOC_TRACE_NUMBER_H

#include <stdint.h>

/* A way up or down: short ones become small numbers. */
static inline uint64_t folded(uint64_t way)
{
	return way << 1 ^ (uint64_t)((int64_t)way >> 63);
}

static inline uint64_t unfolded(uint64_t number)
{
	return number >> 1 ^ -(number & 1);
}

/* Below 192 a number is its byte; below 14528 two bytes; else the first byte says how many
 * follow. */
enum { NUMBER_TWO = 192, NUMBER_MORE = 248, NUMBER_BIG = 192 + 56 * 256 };

static inline unsigned bytes_of(uint64_t number)
{
	return 8 - (unsigned)__builtin_clzll(number | 1) / 8;
}

/* 0 to 8 bytes. Also where -fno-builtin is said, copying eight bytes calls nothing. */
static inline unsigned char *put_bytes(unsigned char *at, uint64_t number, unsigned count)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	number = __builtin_bswap64(number);
#endif
	__builtin_memcpy(at, &number, sizeof number);
	return at + count;
}

/* 1 to 8 bytes. */
static inline uint64_t get_bytes(const unsigned char **at, unsigned count)
{
	uint64_t number;

	__builtin_memcpy(&number, *at, sizeof number);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	number = __builtin_bswap64(number);
#endif
	*at += count;
	return number & UINT64_MAX >> (64 - 8 * count);
}

static inline unsigned char *put_number(unsigned char *at, uint64_t number)
{
	if (number < NUMBER_TWO) {
		*at = (unsigned char)number;
		return at + 1;
	}
	if (number < NUMBER_BIG) {
		at[0] = (unsigned char)(NUMBER_TWO + ((number - NUMBER_TWO) >> 8));
		at[1] = (unsigned char)(number - NUMBER_TWO);
		return at + 2;
	}
	*at = (unsigned char)(NUMBER_MORE + bytes_of(number) - 1);
	return put_bytes(at + 1, number, bytes_of(number));
}

static inline uint64_t get_number(const unsigned char **at)
{
	unsigned first = *(*at)++;

	if (first < NUMBER_TWO)
		return first;
	if (first < NUMBER_MORE)
		return NUMBER_TWO + ((uint64_t)(first - NUMBER_TWO) << 8) + get_bytes(at, 1);
	return get_bytes(at, first - NUMBER_MORE + 1);
}

#endif
