/* SPDX-License-Identifier: MIT
 *
 * realloc_code.c - a function is resized.
 */
#include "misuse.h"

int main(void)
{
	free(realloc(at((void *)(uintptr_t)&main), 200));
	return 0;
}
