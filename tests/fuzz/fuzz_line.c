/* SPDX-License-Identifier: MIT
 *
 * fuzz_line.c - libFuzzer's way into fuzz_line: make fuzz.
 */
#include "line_run.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *wrong = fuzz_line(bytes, length);

	if (wrong) {
		fprintf(stderr, "line: %s\n", wrong);
		abort();
	}
	return 0;
}
