/* SPDX-License-Identifier: MIT
 *
 * free_misaligned.c - an address one byte into a block is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(at(p + 1));
	return 0;
}
