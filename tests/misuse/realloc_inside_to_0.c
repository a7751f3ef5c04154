/* SPDX-License-Identifier: MIT
 *
 * realloc_inside_to_0.c - realloc to 0 bytes of an address inside a block.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100), *q = realloc(at(p + 32), 0);

	free(q);
	return 0;
}
