/* SPDX-License-Identifier: MIT
 *
 * invalid_free.c - misuse 4 of 5: an address is given back that malloc never gave.
 *
 *   gcc invalid_free.c -L. -lmy_malloc -I inc/ -o invalid_free
 *   ./invalid_free    one sentence, and the program is aborted
 *
 * It is the address of the seventeenth byte of a block. The table has no entry for it.
 */
#include <my_malloc.h>

int main(void)
{
	char *block = my_malloc(100);
	char *volatile inside = block + 16; /* so that the compiler does not see it */

	my_free(inside);
	return 0;
}
