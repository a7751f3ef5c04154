/* SPDX-License-Identifier: MIT
 *
 * twice_aligned.c - an aligned block is freed twice.
 */
#include "misuse.h"

int main(void)
{
	char *p = aligned_alloc(256, 512);

	free(hidden(p));
	free(at(p));
	return 0;
}
