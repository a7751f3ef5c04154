/* SPDX-License-Identifier: MIT
 *
 * misuse.h - what the programs of this folder share. Each is one misuse by the standard names;
 * it says the pointer on standard error and must not live to exit with 0.
 */
#ifndef MISUSE_H
#define MISUSE_H

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The same pointer, of which the compiler knows nothing. */
static inline void *hidden(void *pointer)
{
	void *volatile result = pointer;

	return result;
}

/* Says the pointer first: "at 0x...\n". */
static inline void *at(void *pointer)
{
	fprintf(stderr, "at %p\n", pointer);
	return hidden(pointer);
}

#endif
