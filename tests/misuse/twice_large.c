/* SPDX-License-Identifier: MIT
 *
 * twice_large.c - a block of 2 MiB is freed twice.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(2 << 20), *other = malloc(2 << 20);

	free(hidden(p));
	free(at(p));
	free(other);
	return 0;
}
