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
static int open_entries(void)
{
	if (sysconf(_SC_PAGESIZE) != RESIDENT_PAGE)
		return -1;
	return open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
}

static size_t read_entries(int file, uintptr_t page, size_t count, uint64_t *entry)
{
	ssize_t got = file < 0 ? -1 : pread(file, entry, count * sizeof *entry,
	                                    (off_t)(page * sizeof *entry));

	return got < 0 ? 0 : (size_t)got / sizeof *entry;
}

int resident_visit(const unsigned char *start, size_t size, resident_page *visit, void *user)
{
	int file = open_entries(), result = 0;
	uintptr_t page = (uintptr_t)start / RESIDENT_PAGE;
	uintptr_t end = ((uintptr_t)start + size + RESIDENT_PAGE - 1) / RESIDENT_PAGE;
	uint64_t entry[ENTRIES];

	while (page < end && !result) {
		size_t count = end - page < ENTRIES ? end - page : ENTRIES;
		size_t known = read_entries(file, page, count, entry);

		for (size_t i = 0; i < count && !result; i++)
			result = visit(user, (unsigned char *)((page + i) * RESIDENT_PAGE),
			               i >= known || entry[i] & TOUCHED);
		page += count;
	}
	if (file >= 0)
		close(file);
	return result;
}
