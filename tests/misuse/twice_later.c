/* SPDX-License-Identifier: MIT
 *
 * twice_later.c - a block is freed again after a thousand others came and went.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(500), *others[1000];

	free(hidden(p));
	for (int i = 0; i < 1000; i++)
		others[i] = malloc(40);
	for (int i = 0; i < 1000; i++)
		free(others[i]);
	free(at(p));
	return 0;
}
