/* SPDX-License-Identifier: MIT
 *
 * size_stack.c - the size of a local variable is asked.
 */
#include "misuse.h"

int main(void)
{
	char local[64];

	printf("%zu\n", malloc_usable_size(at(local)));
	return 0;
}
