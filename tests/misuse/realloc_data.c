/* SPDX-License-Identifier: MIT
 *
 * realloc_data.c - a global variable is resized.
 */
#include "misuse.h"

static char global[64];

int main(void)
{
	free(realloc(at(global), 200));
	return 0;
}
