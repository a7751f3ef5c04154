/* SPDX-License-Identifier: MIT
 *
 * write_past_round_end.c - one byte past the end of a block of a round size is written.
 */
#include "misuse.h"

int main(void)
{
	volatile char *p = hidden(malloc(96));

	p[96] = 0;
	free(at((void *)p));
	return 0;
}
