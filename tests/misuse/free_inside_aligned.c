/* SPDX-License-Identifier: MIT
 *
 * free_inside_aligned.c - an address inside an aligned block is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = aligned_alloc(256, 512);

	free(at(p + 256));
	return 0;
}
