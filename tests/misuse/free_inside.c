/* SPDX-License-Identifier: MIT
 *
 * free_inside.c - an aligned address inside a block is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(at(p + 16));
	return 0;
}
