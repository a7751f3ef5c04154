/* SPDX-License-Identifier: MIT
 *
 * free_inside_large.c - an address inside a block of 2 MiB is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(2 << 20);

	free(at(p + (1 << 20)));
	return 0;
}
