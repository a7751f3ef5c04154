/* SPDX-License-Identifier: MIT
 *
 * ledger.c - which memory is in use. See ledger.h.
 *
 *   address   47 ... 30 | 29 ... 10 | 9 ... 4 | 3 ... 0
 *             leaf        word        bit
 *
 * A leaf stands for 1 GiB; it is made when first needed and kept.
 */
#include "ledger.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

enum { GRAIN = 4, WORD = 10, LEAF = 30, LEAVES = 1 << 18, WORDS = 1 << (LEAF - WORD) };

typedef _Atomic(uint64_t) bits;

static _Atomic(bits *) leaves[LEAVES];

static bits *make_leaf(_Atomic(bits *) *place)
{
	bits *mine = calloc(WORDS, sizeof *mine), *there = NULL;

	if (!mine)
		abort();
	if (atomic_compare_exchange_strong(place, &there, mine))
		return mine;
	free(mine);
	return there;
}

static bits *word_at(uintptr_t address)
{
	_Atomic(bits *) *place = &leaves[address >> LEAF & (LEAVES - 1)];
	bits *leaf = atomic_load_explicit(place, memory_order_acquire);

	if (!leaf)
		leaf = make_leaf(place);
	return &leaf[address >> WORD & (WORDS - 1)];
}

/* The bits of [from, to) that lie in from's word. */
static uint64_t mask_of(uintptr_t from, uintptr_t to)
{
	uintptr_t first = from >> GRAIN & 63, count = (to - from) >> GRAIN;

	return (count >= 64 - first ? ~(uint64_t)0 : ((uint64_t)1 << count) - 1) << first;
}

static uintptr_t next_word(uintptr_t address)
{
	return ((address >> WORD) + 1) << WORD;
}

static uintptr_t end_of(const void *at, size_t size)
{
	return ((uintptr_t)at + (size ? size : 1) + 15) & ~(uintptr_t)15;
}

int ledger_enter(const void *at, size_t size)
{
	uintptr_t end = end_of(at, size);
	uint64_t met = 0;

	for (uintptr_t from = (uintptr_t)at; from < end; from = next_word(from)) {
		uint64_t mask = mask_of(from, end);
		met |= mask & atomic_fetch_or_explicit(word_at(from), mask, memory_order_relaxed);
	}
	return met == 0;
}

int ledger_strike(const void *at, size_t size)
{
	uintptr_t end = end_of(at, size);
	uint64_t missed = 0;

	for (uintptr_t from = (uintptr_t)at; from < end; from = next_word(from)) {
		uint64_t mask = mask_of(from, end);
		missed |= mask
		          & ~atomic_fetch_and_explicit(word_at(from), ~mask, memory_order_relaxed);
	}
	return missed == 0;
}
