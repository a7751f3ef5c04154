/* SPDX-License-Identifier: MIT
 *
 * fuzz_heap.c - libFuzzer's way into heap_play: make fuzz.
 */
#include "heap_run.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *wrong = heap_play(bytes, length);

	if (wrong) {
		fprintf(stderr, "heap: %s\n", wrong);
		abort();
	}
	return 0;
}
