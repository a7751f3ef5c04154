/* SPDX-License-Identifier: MIT
 *
 * realloc_misaligned.c - an address one byte into a block is resized.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(realloc(at(p + 1), 200));
	return 0;
}
