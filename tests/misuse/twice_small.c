/* SPDX-License-Identifier: MIT
 *
 * twice_small.c - a small block is freed twice.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(hidden(p));
	free(at(p));
	return 0;
}
