/* SPDX-License-Identifier: MIT
 *
 * fuzz_trace.c - libFuzzer's way into fuzz_trace: make fuzz.
 */
#include "trace_run.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *wrong = fuzz_trace(bytes, length);

	if (wrong) {
		fprintf(stderr, "trace: %s\n", wrong);
		abort();
	}
	return 0;
}
