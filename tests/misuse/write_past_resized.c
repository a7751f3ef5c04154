/* SPDX-License-Identifier: MIT
 *
 * write_past_resized.c - one byte past the end is written; realloc finds it.
 */
#include "misuse.h"

int main(void)
{
	volatile char *p = hidden(malloc(100));

	p[100] = 0;
	free(realloc(at((void *)p), 1000));
	return 0;
}
