/* SPDX-License-Identifier: MIT
 *
 * free_never_given.c - memory that was never given out is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(at(p + 65536 * 8));
	return 0;
}
