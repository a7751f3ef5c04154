/* SPDX-License-Identifier: MIT
 *
 * twice_merged.c - a block whose neighbours were freed after it is freed again.
 */
#include "misuse.h"

int main(void)
{
	char *blocks[30];

	for (int i = 0; i < 30; i++)
		blocks[i] = malloc(1000);
	for (int i = 0; i < 29; i++)
		free(hidden(blocks[i]));
	free(at(blocks[15]));
	free(blocks[29]);
	return 0;
}
