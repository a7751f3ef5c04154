/* SPDX-License-Identifier: MIT
 *
 * free_null_plus_1.c - NULL + 1 is freed.
 */
#include "misuse.h"

int main(void)
{
	free(at((void *)(uintptr_t)1));
	return 0;
}
