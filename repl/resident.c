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

/* An entry is of a page of the system: where those are larger, it does not tell. */
int resident_open(void)
{
	if (sysconf(_SC_PAGESIZE) != RESIDENT_PAGE)
		return -1;
	return open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
}

void resident_close(int pages)
{
	if (pages >= 0)
		close(pages);
}

static size_t read_entries(int pages, uintptr_t page, size_t count, uint64_t *entry)
{
	ssize_t got = pages < 0 ? -1 : pread(pages, entry, count * sizeof *entry,
	                                    (off_t)(page * sizeof *entry));

	return got < 0 ? 0 : (size_t)got / sizeof *entry;
}

int resident_visit(int pages, const unsigned char *start, size_t size, resident_page *visit,
                   void *user)
{
	int result = 0;
	uintptr_t page = (uintptr_t)start / RESIDENT_PAGE;
	uintptr_t end = ((uintptr_t)start + size + RESIDENT_PAGE - 1) / RESIDENT_PAGE;
	uint64_t entry[ENTRIES];

	while (page < end && !result) {
		size_t count = end - page < ENTRIES ? end - page : ENTRIES;
		size_t known = read_entries(pages, page, count, entry);

		for (size_t i = 0; i < count && !result; i++)
			result = visit(user, (unsigned char *)((page + i) * RESIDENT_PAGE),
			               i >= known || entry[i] & TOUCHED);
		page += count;
	}
	return result;
}
