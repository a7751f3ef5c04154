/* SPDX-License-Identifier: MIT
 *
 * resident.c - which pages were ever touched: bits 63 (in memory) and 62 (in swap) of their
 * entries in /proc/self/pagemap (Linux, Documentation/admin-guide/mm/pagemap.rst).
 */
#include "resident.h"

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

enum { ENTRIES = 4096 }; /* read at once */

#define TOUCHED ((uint64_t)3 << 62)

static size_t read_entries(int file, const unsigned char *page, size_t count, uint64_t *entry)
{
	off_t at = (off_t)((uintptr_t)page / RESIDENT_PAGE * sizeof *entry);
	ssize_t got = file < 0 ? -1 : pread(file, entry, count * sizeof *entry, at);

	return got < 0 ? 0 : (size_t)got / sizeof *entry;
}

void resident_visit(unsigned char *start, size_t size,
                    void (*visit)(void *user, unsigned char *page), void *user)
{
	int file = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	uint64_t entry[ENTRIES];

	for (size_t page = 0, pages = size / RESIDENT_PAGE; page < pages;) {
		size_t count = pages - page < ENTRIES ? pages - page : ENTRIES;
		size_t known = read_entries(file, start + page * RESIDENT_PAGE, count, entry);

		for (size_t i = 0; i < count; i++)
			if (i >= known || entry[i] & TOUCHED)
				visit(user, start + (page + i) * RESIDENT_PAGE);
		page += count;
	}
	if (file >= 0)
		close(file);
}
