/* SPDX-License-Identifier: MIT
 *
 * twice_resized.c - realloc to 0 bytes frees, and the pointer is freed again.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	if (!realloc(hidden(p), 0))
		free(at(p));
	return 0;
}
