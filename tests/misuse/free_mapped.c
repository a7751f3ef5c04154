/* SPDX-License-Identifier: MIT
 *
 * free_mapped.c - a page that the program mapped itself is freed.
 */
#include "misuse.h"

#include <sys/mman.h>

int main(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	free(at(page));
	return 0;
}
