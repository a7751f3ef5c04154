/* SPDX-License-Identifier: MIT
 *
 * free_last_address.c - the last aligned address that there is, is freed.
 */
#include "misuse.h"

int main(void)
{
	free(at((void *)(UINTPTR_MAX - 15)));
	return 0;
}
