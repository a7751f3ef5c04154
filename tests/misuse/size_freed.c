/* SPDX-License-Identifier: MIT
 *
 * size_freed.c - the size of a freed block is asked.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(hidden(p));
	printf("%zu\n", malloc_usable_size(at(p)));
	return 0;
}
