/* SPDX-License-Identifier: MIT
 *
 * power.h - powers of two, by their exponents: so that a shift does for a division.
 */
#ifndef ALLOC_POWER_H
#define ALLOC_POWER_H

#include <stddef.h>

/* Of a power of two. */
static inline unsigned power_of(size_t number)
{
	return (unsigned)__builtin_ctzl(number);
}

/* Of the largest one that is not above the number, which is not 0. */
static inline unsigned power_within(size_t number)
{
	return (unsigned)(sizeof(long) * 8 - 1) - (unsigned)__builtin_clzl(number);
}

#endif
