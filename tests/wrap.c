/* SPDX-License-Identifier: MIT
 *
 * wrap.c - the memory system calls, counted and made to fail. See wrap.h.
 *
 * The counters are atomic: the threads' tests allocate from eight threads at once.
 */
#define _GNU_SOURCE
#include "wrap.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/types.h>

static atomic_ulong calls, failures, bound, strict;
static atomic_int mode_now;

void *__real_mmap64(void *address, size_t size, int protection, int flags, int fd, off_t offset);
int __real_munmap(void *address, size_t size);
int __real_madvise(void *address, size_t size, int advice);
int __real_mprotect(void *address, size_t size, int protection);
void *__real_mremap(void *address, size_t size, size_t wanted, int flags, ...);

void *__wrap_mmap64(void *address, size_t size, int protection, int flags, int fd, off_t offset);
int __wrap_munmap(void *address, size_t size);
int __wrap_madvise(void *address, size_t size, int advice);
int __wrap_mprotect(void *address, size_t size, int protection);
void *__wrap_mremap(void *address, size_t size, size_t wanted, int flags, ...);

void wrap_watch(unsigned long n, enum wrap_mode mode)
{
	atomic_store(&mode_now, mode);
	atomic_store(&bound, n);
	atomic_store(&failures, 0);
	atomic_store(&calls, 0);
}

void wrap_rest(void)
{
	wrap_watch(0, WRAP_ONCE);
}

void wrap_strict(unsigned long most)
{
	atomic_store(&strict, most);
}

unsigned long wrap_calls(void)
{
	return atomic_load(&calls);
}

unsigned long wrap_failures(void)
{
	return atomic_load(&failures);
}

static int is_refused(unsigned long n, unsigned long number, size_t writable)
{
	int mode = atomic_load(&mode_now);

	if (mode == WRAP_LARGE)
		return writable > n;
	if (mode == WRAP_EVERY)
		return number % n == 0;
	return mode == WRAP_ONCE ? number == n : number >= n;
}

static int refused(size_t writable)
{
	unsigned long number, n = atomic_load(&bound), most = atomic_load(&strict);

	if (most > 0 && writable > most) {
		errno = ENOMEM;
		return 1;
	}
	number = atomic_fetch_add(&calls, 1) + 1;
	if (n == 0 || !is_refused(n, number, writable))
		return 0;
	atomic_fetch_add(&failures, 1);
	errno = ENOMEM;
	return 1;
}

static size_t writable(int protection, size_t size)
{
	return protection & PROT_WRITE ? size : 0;
}

void *__wrap_mmap64(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
	if (refused(writable(protection, size)))
		return MAP_FAILED;
	return __real_mmap64(address, size, protection, flags, fd, offset);
}

int __wrap_munmap(void *address, size_t size)
{
	return refused(0) ? -1 : __real_munmap(address, size);
}

int __wrap_madvise(void *address, size_t size, int advice)
{
	int asks = advice != MADV_DONTDUMP && advice != MADV_DODUMP; /* for memory, or gives it */

	return asks && refused(0) ? -1 : __real_madvise(address, size, advice);
}

int __wrap_mprotect(void *address, size_t size, int protection)
{
	return refused(writable(protection, size)) ? -1
	                                           : __real_mprotect(address, size, protection);
}

void *__wrap_mremap(void *address, size_t size, size_t wanted, int flags, ...)
{
	void *place = NULL;
	va_list list;

	if (refused(wanted))
		return MAP_FAILED;
	va_start(list, flags);
	if (flags & MREMAP_FIXED)
		place = va_arg(list, void *);
	va_end(list);
	return __real_mremap(address, size, wanted, flags, place);
}
