/* SPDX-License-Identifier: MIT
 *
 * strip.c - one number over many steps, in bounded memory.
 */
#include "strip.h"

static uint64_t larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static void halve(struct strip *strip)
{
	for (size_t i = 0; i < STRIP_MOST / 2; i++)
		strip->value[i] = larger(strip->value[2 * i], strip->value[2 * i + 1]);
	for (size_t i = STRIP_MOST / 2; i < STRIP_MOST; i++)
		strip->value[i] = 0;
	strip->stride *= 2;
}

void strip_add(struct strip *strip, uint64_t value)
{
	uint64_t *at;

	if (strip->stride == 0)
		strip->stride = 1;
	if (strip->steps == strip->stride * STRIP_MOST)
		halve(strip);
	at = &strip->value[strip->steps++ / strip->stride];
	*at = larger(*at, value);
}

size_t strip_count(const struct strip *strip)
{
	return strip->steps ? (strip->steps - 1) / strip->stride + 1 : 0;
}
