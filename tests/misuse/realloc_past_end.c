/* SPDX-License-Identifier: MIT
 *
 * realloc_past_end.c - the end of a block is resized.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(96);

	free(realloc(at(p + malloc_usable_size(p)), 200));
	return 0;
}
