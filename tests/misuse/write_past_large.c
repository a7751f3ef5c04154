/* SPDX-License-Identifier: MIT
 *
 * write_past_large.c - one byte past the end of a large block is written.
 */
#include "misuse.h"

int main(void)
{
	volatile char *p = hidden(malloc(100001));

	p[100001] = 0;
	free(at((void *)p));
	return 0;
}
