/* SPDX-License-Identifier: MIT
 *
 * free_before_aligned.c - the address before an aligned block is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = aligned_alloc(4096, 512);

	free(at(p - 8));
	return 0;
}
