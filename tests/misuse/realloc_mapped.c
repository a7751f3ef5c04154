/* SPDX-License-Identifier: MIT
 *
 * realloc_mapped.c - a page that the program mapped itself is resized.
 */
#include "misuse.h"

#include <sys/mman.h>

int main(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	free(realloc(at(page), 200));
	return 0;
}
