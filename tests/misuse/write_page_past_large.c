/* SPDX-License-Identifier: MIT
 *
 * write_page_past_large.c - past the end of a large block, its guard page is written.
 */
#include "misuse.h"

int main(void)
{
	volatile char *p = hidden(malloc(100001));

	at((void *)p);
	p[100001 + 64] = 0;
	free((void *)p);
	return 0;
}
