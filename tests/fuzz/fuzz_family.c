/* SPDX-License-Identifier: MIT
 *
 * fuzz_family.c - libFuzzer's way into family_play: make fuzz.
 */
#include "family_run.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *wrong = family_play(bytes, length);

	if (wrong) {
		fprintf(stderr, "family: %s\n", wrong);
		abort();
	}
	return 0;
}
