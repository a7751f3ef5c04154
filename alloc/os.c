/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* mremap */
#include "os.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS };

size_t os_page(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

static void *map(size_t *calls, void *at, size_t size, int rights, int flags)
{
	int saved = errno;
	void *got = mmap(at, size, rights, PRIVATE | flags, -1, 0);

	++*calls;
	errno = saved;
	return got == MAP_FAILED ? NULL : got;
}

/* Without MAP_FIXED the address is a wish: taken where it is free, in one call either way. */
void *os_reserve(size_t *calls, uintptr_t base, size_t size)
{
	return map(calls, (void *)base, size, PROT_NONE, 0);
}

void *os_books(size_t *calls, uintptr_t base, size_t size)
{
	return map(calls, (void *)base, size, PROT_READ | PROT_WRITE, MAP_NORESERVE);
}

/* Not a mapping over the reservation: some kernels take the old one away before they find
 * that there is no memory for the new one. Rights that are refused leave all as it was. */
static int protect(size_t *calls, void *at, size_t size, int rights)
{
	int saved = errno;
	int refused = mprotect(at, size, rights);

	++*calls;
	errno = saved;
	return !refused;
}

int os_commit(size_t *calls, void *at, size_t size)
{
	return protect(calls, at, size, PROT_READ | PROT_WRITE);
}

int os_readable(size_t *calls, void *at, size_t size)
{
	return protect(calls, at, size, PROT_READ);
}

int os_decommit(size_t *calls, void *at, size_t size)
{
	return map(calls, at, size, PROT_NONE, MAP_FIXED) != NULL;
}

int os_discard(size_t *calls, void *at, size_t size)
{
	int saved = errno, refused = madvise(at, size, MADV_DONTNEED);

	++*calls;
	errno = saved;
	return !refused;
}

void os_clear(size_t *calls, void *at, size_t size)
{
	if (!os_discard(calls, at, size))
		memset(at, 0, size);
}

void os_release(size_t *calls, void *at, size_t size)
{
	int saved = errno;

	++*calls;
	munmap(at, size);
	errno = saved;
}

/* MREMAP_DONTUNMAP keeps the addresses that the pages leave: without it others could take
 * them, in the middle of the reservation. */
int os_move(size_t *calls, void *to, void *at, size_t size)
{
	int saved = errno;
	int flags = MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP;
	const void *got = mremap(at, size, size, flags, to);

	++*calls;
	errno = saved;
	return got != MAP_FAILED;
}

void os_write(int fd, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, text, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		text += written;
		length -= (size_t)written;
	}
}
