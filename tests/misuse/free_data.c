/* SPDX-License-Identifier: MIT
 *
 * free_data.c - a global variable is freed.
 */
#include "misuse.h"

static char global[64];

int main(void)
{
	free(at(global));
	return 0;
}
