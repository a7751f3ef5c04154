/* SPDX-License-Identifier: MIT
 *
 * free_inside_cleared.c - an address inside a block of calloc is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = calloc(50, 10);

	free(at(p + 64));
	return 0;
}
