/* SPDX-License-Identifier: MIT
 *
 * realloc_inside.c - an aligned address inside a block is resized.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(realloc(at(p + 32), 200));
	return 0;
}
