/* SPDX-License-Identifier: MIT
 *
 * free_unmapped.c - an address where nothing is mapped is freed.
 */
#include "misuse.h"

#include <sys/mman.h>

int main(void)
{
	void *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	munmap(page, 4096);
	free(at(page));
	return 0;
}
