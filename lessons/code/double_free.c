/* SPDX-License-Identifier: MIT
 *
 * double_free.c - misuse 3 of 5: a block is given back twice.
 *
 *   gcc double_free.c -L. -lmy_malloc -I inc/ -o double_free
 *   ./double_free    one sentence, and the program is aborted
 *
 * An allocator that believed the second free would give these bytes to two owners.
 */
#include <my_malloc.h>

int main(void)
{
	void *block = my_malloc(100);
	void *volatile again = block; /* so that the compiler does not see it */

	my_free(block);
	my_free(again);
	return 0;
}
