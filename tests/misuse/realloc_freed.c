/* SPDX-License-Identifier: MIT
 *
 * realloc_freed.c - a freed block is resized.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100), *q;

	free(hidden(p));
	q = realloc(at(p), 200);
	free(q);
	return 0;
}
