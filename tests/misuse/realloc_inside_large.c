/* SPDX-License-Identifier: MIT
 *
 * realloc_inside_large.c - an address inside a block of 2 MiB is resized.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(2 << 20);

	free(realloc(at(p + (1 << 20)), 200));
	return 0;
}
