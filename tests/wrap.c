/* SPDX-License-Identifier: MIT
 *
 * wrap.c - the memory system calls, counted and made to fail. See wrap.h.
 *
 * The counters are atomic: the threads' tests allocate from eight threads at once.
 */
#include "wrap.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/types.h>

static atomic_ulong calls, failures, first_to_fail;
static atomic_int mode_now;

void *__real_mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset);
int __real_munmap(void *address, size_t size);
int __real_madvise(void *address, size_t size, int advice);
int __real_mprotect(void *address, size_t size, int protection);

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset);
int __wrap_munmap(void *address, size_t size);
int __wrap_madvise(void *address, size_t size, int advice);
int __wrap_mprotect(void *address, size_t size, int protection);

void wrap_watch(unsigned long n, enum wrap_mode mode)
{
	atomic_store(&mode_now, mode);
	atomic_store(&first_to_fail, n);
	atomic_store(&failures, 0);
	atomic_store(&calls, 0);
}

void wrap_rest(void)
{
	wrap_watch(0, WRAP_ONCE);
}

unsigned long wrap_calls(void)
{
	return atomic_load(&calls);
}

unsigned long wrap_failures(void)
{
	return atomic_load(&failures);
}

static int refused(void)
{
	unsigned long number = atomic_fetch_add(&calls, 1) + 1;
	unsigned long n = atomic_load(&first_to_fail);

	if (n == 0 || number < n)
		return 0;
	if (number > n && atomic_load(&mode_now) == WRAP_ONCE)
		return 0;
	atomic_fetch_add(&failures, 1);
	errno = ENOMEM;
	return 1;
}

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
	if (refused())
		return MAP_FAILED;
	return __real_mmap(address, size, protection, flags, fd, offset);
}

int __wrap_munmap(void *address, size_t size)
{
	return refused() ? -1 : __real_munmap(address, size);
}

int __wrap_madvise(void *address, size_t size, int advice)
{
	return refused() ? -1 : __real_madvise(address, size, advice);
}

int __wrap_mprotect(void *address, size_t size, int protection)
{
	return refused() ? -1 : __real_mprotect(address, size, protection);
}
