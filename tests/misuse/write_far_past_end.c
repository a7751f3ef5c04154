/* SPDX-License-Identifier: MIT
 *
 * write_far_past_end.c - forty bytes past the end are written.
 */
#include "misuse.h"

int main(void)
{
	char *p = malloc(100);

	memset(hidden(p + 100), 0, 40);
	free(at(p));
	return 0;
}
