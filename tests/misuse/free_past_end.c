/* SPDX-License-Identifier: MIT
 *
 * free_past_end.c - the end of the bytes asked for is freed.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	free(at(p + 100));
	return 0;
}
