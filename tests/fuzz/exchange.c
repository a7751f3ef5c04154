/* SPDX-License-Identifier: MIT
 *
 * exchange.c - places where threads leave blocks for each other. See exchange.h.
 */
#include "exchange.h"

#include <stdatomic.h>

static struct place {
	atomic_flag taken;
	struct family_block block;
} places[EXCHANGE_PLACES];

void exchange_swap(size_t n, struct family_block *block)
{
	struct place *place = &places[n % EXCHANGE_PLACES];
	struct family_block mine = *block;

	if (atomic_flag_test_and_set_explicit(&place->taken, memory_order_acquire))
		return;
	*block = place->block;
	place->block = mine;
	atomic_flag_clear_explicit(&place->taken, memory_order_release);
}
