/* SPDX-License-Identifier: MIT
 *
 * free_stack.c - a local variable is freed.
 */
#include "misuse.h"

int main(void)
{
	char local[64];

	free(at(local));
	return 0;
}
