/* SPDX-License-Identifier: MIT
 *
 * realloc_null_plus_1.c - NULL + 1 is resized.
 */
#include "misuse.h"

int main(void)
{
	free(realloc(at((void *)(uintptr_t)1), 200));
	return 0;
}
