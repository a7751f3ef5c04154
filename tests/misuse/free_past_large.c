/* SPDX-License-Identifier: MIT
 *
 * free_past_large.c - the end of a block of 2 MiB is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(2 << 20);

	free(at(p + malloc_usable_size(p)));
	return 0;
}
