/* SPDX-License-Identifier: MIT
 *
 * size_inside.c - the size is asked of an address inside a block.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	printf("%zu\n", malloc_usable_size(at(p + 16)));
	free(p);
	return 0;
}
