/* SPDX-License-Identifier: MIT
 *
 * leak.c - misuse 5 of 5: a block is forgotten.
 *
 *   gcc leak.c -L. -lmy_malloc -I inc/ -o leak
 *   ./leak    the last lines: what is still in use
 *
 * No allocator can know that a block will not be used any more. It can tell how many there are.
 */
#include <my_malloc.h>
#include <stdio.h>

static void forget(void)
{
	char *block = my_malloc(1000);

	if (block)
		block[0] = 'x'; /* and its address is gone when this function ends */
}

int main(void)
{
	for (int i = 0; i < 10; i++)
		forget();
	puts("10 blocks were taken, and none was given back:");
	fflush(stdout);
	my_malloc_stats(1);
	return 0;
}
