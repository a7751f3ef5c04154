/* SPDX-License-Identifier: MIT
 *
 * trace_sum.c - the sum of a block's bytes.
 */
#include "my_trace.h"

#include <string.h>

/* Each step is reversible, so that a word that differs leads to another sum. */
static uint64_t stir(uint64_t sum, uint64_t word)
{
	sum = (sum ^ word) * 0x9e3779b97f4a7c15u;
	return sum ^ sum >> 29;
}

static uint64_t word_at(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return word;
}

uint64_t my_trace_sum(const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	uint64_t sums[4] = { 1, 2, 3, 4 }, last[4] = { 0 }, sum = length;
	size_t left = length;

	for (; left >= sizeof last; left -= sizeof last, at += sizeof last)
		for (unsigned i = 0; i < 4; i++)
			sums[i] = stir(sums[i], word_at(at + 8 * i));
	if (left > 0)
		memcpy(last, at, left);
	for (unsigned i = 0; i < 4; i++)
		sum = stir(sum, stir(sums[i], last[i]));
	return sum;
}
