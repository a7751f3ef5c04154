/* SPDX-License-Identifier: MIT
 *
 * digest.c - SHA-256 as base64.
 */
#include "digest.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, WORDS = 8, ROUNDS = 64, BYTES = 32 };

/* Of the cube roots of the first primes the first 32 bits behind the point; of the square
 * roots. */
static const uint32_t cubes[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
static const uint32_t squares[WORDS] = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static uint32_t turned(uint32_t x, int bits)
{
	return x >> bits | x << (32 - bits);
}

static uint32_t word_at(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8
	       | bytes[3];
}

static void spread(uint32_t w[ROUNDS], const uint8_t *block)
{
	for (int i = 0; i < 16; i++)
		w[i] = word_at(block + 4 * i);
	for (int i = 16; i < ROUNDS; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];

		w[i] = w[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ a >> 3) + w[i - 7]
		       + (turned(b, 17) ^ turned(b, 19) ^ b >> 10);
	}
}

static void add_block(uint32_t state[WORDS], const uint8_t *block)
{
	uint32_t w[ROUNDS], s[WORDS];

	spread(w, block);
	memcpy(s, state, sizeof s);
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t e = s[4], a = s[0];
		uint32_t one = s[7] + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25))
		               + ((e & s[5]) ^ (~e & s[6])) + cubes[i] + w[i];
		uint32_t two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22))
		               + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));

		memmove(s + 1, s, (WORDS - 1) * sizeof *s);
		s[4] += one;
		s[0] = one + two;
	}
	for (int i = 0; i < WORDS; i++)
		state[i] += s[i];
}

/* What is left over, a bit, zeroes, and the number of bits. */
static void add_rest(uint32_t state[WORDS], const uint8_t *rest, size_t left, size_t length)
{
	uint8_t end[2 * BLOCK] = { 0 };
	size_t size = left + 9 > BLOCK ? 2 * BLOCK : BLOCK;

	memcpy(end, rest, left);
	end[left] = 0x80;
	for (int i = 0; i < 8; i++)
		end[size - 1 - (size_t)i] = (uint8_t)((uint64_t)length * 8 >> 8 * i);
	add_block(state, end);
	if (size > BLOCK)
		add_block(state, end + BLOCK);
}

static void write_base64(char *out, const uint8_t *bytes)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (int i = 0; i < BYTES; i += 3) {
		uint32_t three = word_at(bytes + i) >> 8;

		for (int d = 3; d >= 0; d--)
			*out++ = digits[three >> 6 * d & 63];
	}
	out[-1] = '=';
	*out = 0;
}

void digest_text(char out[DIGEST_TEXT], const void *bytes, size_t length)
{
	const uint8_t *at = bytes;
	uint32_t state[WORDS];
	uint8_t sum[BYTES + 2] = { 0 }; /* threes are read as fours */
	size_t left = length;

	memcpy(state, squares, sizeof state);
	for (; left >= BLOCK; left -= BLOCK, at += BLOCK)
		add_block(state, at);
	add_rest(state, at, left, length);
	for (int i = 0; i < BYTES; i++)
		sum[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
	write_base64(out, sum);
}
