/* SPDX-License-Identifier: MIT
 *
 * exchange.h - places where threads leave blocks for each other.
 *
 * Nothing waits: a place that another thread is at just now is passed by, also one whose
 * thread a fork did not copy.
 */
#ifndef FUZZ_EXCHANGE_H
#define FUZZ_EXCHANGE_H

#include "family_model.h"

enum { EXCHANGE_PLACES = 256 };

/* What lies at the place, and *block, change places. n is taken modulo the places. */
void exchange_swap(size_t n, struct family_block *block);

#endif
