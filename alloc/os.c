/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* mremap */
#include "os.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/utsname.h>
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

static int is_limited(void)
{
	struct rlimit addresses, data;

	return getrlimit(RLIMIT_AS, &addresses) != 0 || addresses.rlim_cur != RLIM_INFINITY ||
	       getrlimit(RLIMIT_DATA, &data) != 0 || data.rlim_cur != RLIM_INFINITY;
}

/* Linux 6.17 and later move several mappings in one call, and look before they begin. */
static int moves_mappings(void)
{
	struct utsname name;
	char *rest;
	unsigned long major;

	if (uname(&name) != 0)
		return 0;
	major = strtoul(name.release, &rest, 10);
	return major > 6 || (major == 6 && *rest == '.' && strtoul(rest + 1, NULL, 10) >= 17);
}

/* MREMAP_DONTUNMAP keeps the addresses that the pages leave: without it others could take
 * them, in the middle of the reservation. A call that fails may have emptied the target: it
 * is mapped anew, at once. */
static enum os_move move_there(size_t *calls, void *to, void *at, size_t size)
{
	++*calls;
	if (mremap(at, size, size, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, to) !=
	    MAP_FAILED)
		return OS_MOVED;
	return map(calls, to, size, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_NORESERVE)
	               ? OS_REFUSED
	               : OS_HOLE;
}

/* Older systems find out late what they do not do: first to a place of their choice, where
 * nothing can be lost; what is there is one mapping, and goes anywhere. */
static enum os_move move_twice(size_t *calls, void *to, void *at, size_t size)
{
	void *between = mremap(at, size, size, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, NULL);
	enum os_move moved;

	++*calls;
	if (between == MAP_FAILED)
		return OS_REFUSED;
	moved = move_there(calls, to, between, size);
	if (moved != OS_MOVED)
		memcpy(at, between, size);
	os_release(calls, between, size);
	return moved;
}

enum os_move os_move(size_t *calls, void *to, void *at, size_t size)
{
	int saved = errno;
	enum os_move moved = is_limited()       ? OS_REFUSED
	                     : moves_mappings() ? move_there(calls, to, at, size)
	                                        : move_twice(calls, to, at, size);

	errno = saved;
	return moved;
}

void os_dump(void *at, size_t size, int wanted)
{
	int saved = errno;

	madvise(at, size, wanted ? MADV_DODUMP : MADV_DONTDUMP);
	errno = saved;
}

int os_granted(size_t *calls, size_t size)
{
	void *got = map(calls, NULL, size, PROT_READ | PROT_WRITE, 0);

	if (got)
		os_release(calls, got, size);
	return got != NULL;
}

void *os_share(size_t *calls, int fd, uint64_t at, size_t size)
{
	int saved = errno;
	void *got = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)at);

	++*calls;
	errno = saved;
	if (got == MAP_FAILED)
		return NULL;
	os_dump(got, size, 0);
	return got;
}

void *os_forgetful(size_t *calls, size_t size)
{
	int saved = errno;
	void *got = map(calls, NULL, size, PROT_READ | PROT_WRITE, 0);

	if (got && ++*calls && madvise(got, size, MADV_WIPEONFORK) != 0) {
		os_release(calls, got, size);
		got = NULL;
	}
	errno = saved;
	return got;
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
