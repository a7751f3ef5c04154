/* SPDX-License-Identifier: MIT
 *
 * free_code.c - a function is freed.
 */
#include "misuse.h"

int main(void)
{
	free(at((void *)(uintptr_t)&main));
	return 0;
}
