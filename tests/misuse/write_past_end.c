/* SPDX-License-Identifier: MIT
 *
 * write_past_end.c - one byte past the end is written.
 */
#include "misuse.h"

int main(void)
{
	volatile char *p = hidden(malloc(100));

	p[100] = 0;
	free(at((void *)p));
	return 0;
}
