/* SPDX-License-Identifier: MIT
 *
 * reallocarray_inside.c - reallocarray of an address inside a block.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(reallocarray(at(p + 32), 2, 200));
	return 0;
}
