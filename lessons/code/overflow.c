/* SPDX-License-Identifier: MIT
 *
 * overflow.c - misuse 1 of 5: a write past the end of a block.
 *
 *   gcc overflow.c -L. -lmy_malloc -I inc/ -o overflow
 *   ./overflow                   nothing is noticed
 *   MY_MALLOC=guard ./overflow   noticed when the block is freed
 *
 * The block has 20 bytes, and the 25 of the text with its final zero are written. What lies behind
 * the block is somebody else's, or slack: so such an error can hide for years.
 */
#include <my_malloc.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	char *block = my_malloc(20);

	if (!block)
		return 1;
	strcpy(block, "longer than twenty bytes");
	my_free(block);
	puts("It was not noticed.");
	return 0;
}
