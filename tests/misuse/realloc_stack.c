/* SPDX-License-Identifier: MIT
 *
 * realloc_stack.c - a local variable is resized.
 */
#include "misuse.h"

int main(void)
{
	char local[64];

	free(realloc(at(local), 200));
	return 0;
}
