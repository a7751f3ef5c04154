/* SPDX-License-Identifier: MIT
 *
 * write_before_start.c - the byte before the start is written.
 */
#include "misuse.h"

int main(void)
{
	volatile char *p = hidden(malloc(100));

	p[-1] = 0;
	free(at((void *)p));
	return 0;
}
