/* SPDX-License-Identifier: MIT
 *
 * write_after_free.c - a freed block is written.
 */
#include "misuse.h"

/* So many that the freed block's turn to be used again has come. */
static void go_on(void)
{
	for (int i = 0; i < 100000; i++)
		free(hidden(malloc(100)));
}

int main(void)
{
	volatile char *p = hidden(malloc(100));

	free(hidden((void *)p));
	p[10] = 0;
	at((void *)p);
	go_on();
	return 0;
}
