/* SPDX-License-Identifier: MIT
 *
 * twice_moved.c - realloc moved the block, and the old pointer is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100), *behind = malloc(100);
	char *moved = realloc(hidden(p), 100000);

	free(moved == p ? hidden(moved) : NULL);
	free(at(p));
	free(behind);
	return 0;
}
