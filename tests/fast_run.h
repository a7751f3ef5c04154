/* SPDX-License-Identifier: MIT
 *
 * fast_run.h - a random life of a fast heap, with the caches of several threads, against a
 * shadow (model.h); checked as a whole again and again.
 */
#ifndef TESTS_FAST_RUN_H
#define TESTS_FAST_RUN_H

#include "my_heap.h"

#include <stddef.h>

/* So many operations on blocks numbered up to ids; observed: with an observer that does
 * nothing. Fails the test if anything goes wrong, and says what. */
void fast_run(const my_heap_options *options, size_t ops, unsigned ids, int observed);

#endif
