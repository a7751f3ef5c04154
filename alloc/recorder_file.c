/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* strerrordesc_np, F_OFD_GETLK */
#include "recorder_file.h"

#include "os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Written by recorder_file_open only. */
static struct file {
	char path[4096];
	struct my_trace_head *first;
	dev_t device;
	ino_t number;
	int locked; /* as long as somebody wants it */
} file;

/* ------------------------------------------------------------------------ system calls */

#if UINTPTR_MAX == UINT32_MAX && !defined(__i386__)
#error "of 32-bit processors only x86: others align 64-bit arguments of system calls"
#endif

/* Not libc's functions, at which a thread may be cancelled. */
static int open_at(const char *path, int flags)
{
	flags |= O_RDWR | O_CLOEXEC | O_NOCTTY;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0666);
}

static void close_it(int fd)
{
	int saved = errno;

	syscall(SYS_close, fd);
	errno = saved;
}

static int write_at(int fd, const void *bytes, size_t length, uint64_t at)
{
	while (length > 0) {
		long written = syscall(SYS_pwrite64, fd, bytes, length, at);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return 0;
		bytes = (const char *)bytes + written;
		length -= (size_t)written;
		at += (uint64_t)written;
	}
	return 1;
}

/* For a translation glibc's strerror may allocate; musl's does not. */
static const char *words_of(int error)
{
#ifdef __GLIBC__
	return strerrordesc_np(error);
#else
	return strerror(error);
#endif
}

const char *recorder_file_trouble(void)
{
	const char *words = words_of(errno);

	return words ? words : "unknown error";
}

/* ----------------------------------------------------------------------------- opening */

/* A file is there as a whole or not at all: another process may make it in the same instant. */
static int make_file(const char *path, int exact)
{
	struct my_trace_head head = { .magic = MY_TRACE_MAGIC,
		                      .version = MY_TRACE_VERSION,
		                      .kind = MY_TRACE_FILE,
		                      .state = MY_TRACE_OPEN,
		                      .length = MY_TRACE_PAGE,
		                      .claimed = MY_TRACE_PAGE,
		                      .flags = exact ? MY_TRACE_EXACT : 0 };
	char page[MY_TRACE_PAGE] = { 0 }, name[sizeof file.path + 16];
	struct timespec now;
	int fd, made;

	clock_gettime(CLOCK_REALTIME, &now);
	head.time = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
	memcpy(page, &head, sizeof head);
	snprintf(name, sizeof name, "%s.%d", path, (int)getpid());
	fd = open_at(name, O_CREAT | O_EXCL);
	if (fd < 0)
		return 0;
	made = write_at(fd, page, sizeof page, 0) && (link(name, path) == 0 || errno == EEXIST);
	close_it(fd);
	unlink(name);
	return made;
}

static int open_or_make(const char *path, int exact, int locked)
{
	int fd = open_at(path, 0);

	if (fd < 0 && errno == ENOENT && !locked && make_file(path, exact))
		fd = open_at(path, 0);
	return fd;
}

static int is_recording(const struct my_trace_head *head)
{
	return head->magic == MY_TRACE_MAGIC && head->version == MY_TRACE_VERSION &&
	       head->kind == MY_TRACE_FILE && head->claimed >= MY_TRACE_PAGE;
}

static const char *take_file(int fd)
{
	struct my_trace_head *first;
	struct stat about;
	size_t calls = 0;

	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < MY_TRACE_PAGE)
		return "it is no recording";
	first = os_share(&calls, fd, 0, MY_TRACE_PAGE);
	if (!first)
		return "it cannot be mapped";
	if (!is_recording(first)) {
		os_release(&calls, first, MY_TRACE_PAGE);
		return "it is no recording of this version";
	}
	file.device = about.st_dev;
	file.number = about.st_ino;
	__atomic_store_n(&file.first, first, __ATOMIC_RELEASE);
	return NULL;
}

const char *recorder_file_open(const char *path, int exact, int locked)
{
	const char *wrong;
	int fd;

	if (strlen(path) >= sizeof file.path)
		return "its path is too long";
	strcpy(file.path, path);
	file.locked = locked;
	fd = open_or_make(path, exact, locked);
	if (fd < 0)
		return recorder_file_trouble();
	wrong = take_file(fd);
	close_it(fd);
	return wrong;
}

struct my_trace_head *recorder_file_first(void)
{
	return __atomic_load_n(&file.first, __ATOMIC_ACQUIRE);
}

const char *recorder_file_path(void)
{
	return file.path;
}

/* ---------------------------------------------------------------------------- claiming */

/* Beyond its limit a process is not only refused: it gets a signal. */
static int is_within_limit(uint64_t end)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
	    end <= limit.rlim_cur)
		return 1;
	errno = EFBIG;
	return 0;
}

/* One call for a whole block, from few zeros. */
static int write_zeros(int fd, uint64_t at, size_t length)
{
	static char zeros[1 << 14];
	struct iovec pieces[16];
	int count;

	while (length > 0) {
		size_t whole = 0;
		long written;

		for (count = 0; count < 16 && whole < length; count++) {
			size_t left = length - whole;

			pieces[count].iov_base = zeros;
			pieces[count].iov_len = left < sizeof zeros ? left : sizeof zeros;
			whole += pieces[count].iov_len;
		}
		written = syscall(SYS_pwritev, fd, pieces, count, at, 0);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return 0;
		at += (uint64_t)written;
		length -= (size_t)written;
	}
	return 1;
}

/* Zeros that are written come in larger pieces than pages that are read as zeros one by one:
 * on ext4 that makes the recorder's memory seven times as fast. */
static int make_room(int fd, uint64_t at, size_t length)
{
	long refused;

	if (!is_within_limit(at + length))
		return 0;
	do
		refused = syscall(SYS_fallocate, fd, 0, at, (uint64_t)length);
	while (refused && errno == EINTR);
	return (!refused || errno == EOPNOTSUPP) && write_zeros(fd, at, length);
}

/* Nobody may have claimed more since. Else the stretch says that it is spoilt, where there is
 * room for that. */
static void unclaim(int fd, uint64_t at, size_t length)
{
	const struct my_trace_head spoilt = { .magic = MY_TRACE_MAGIC,
		                              .version = MY_TRACE_VERSION,
		                              .kind = MY_TRACE_RECORDS,
		                              .state = MY_TRACE_SPOILT,
		                              .length = length };
	uint64_t end = at + length;
	int saved = errno;

	if (!__atomic_compare_exchange_n(&file.first->claimed, &end, at, 0, __ATOMIC_ACQ_REL,
	                                 __ATOMIC_RELAXED) &&
	    is_within_limit(at + sizeof spoilt))
		write_at(fd, &spoilt, sizeof spoilt, at);
	errno = saved;
}

static int is_the_file(int fd)
{
	struct stat about;

	if (fstat(fd, &about) != 0)
		return 0;
	errno = ESTALE;
	return about.st_dev == file.device && about.st_ino == file.number;
}

int recorder_file_is_locked(void)
{
	return file.locked;
}

#ifndef SYS_fcntl64
#define SYS_fcntl64 SYS_fcntl
#endif

/* Where locks cannot be asked for, it goes on. */
int recorder_file_is_left(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = file.locked ? open_at(file.path, 0) : -1, left;

	if (fd < 0)
		return file.locked && errno == ENOENT;
	left = !is_the_file(fd) || (syscall(SYS_fcntl64, fd, F_OFD_GETLK, &lock) == 0
	                            && lock.l_type == F_UNLCK);
	close_it(fd);
	return left;
}

void *recorder_file_claim(size_t length)
{
	int fd = open_at(file.path, 0);
	void *got = NULL;
	size_t calls = 0;
	uint64_t at;

	if (fd < 0)
		return NULL;
	if (is_the_file(fd)) {
		at = __atomic_fetch_add(&file.first->claimed, length, __ATOMIC_ACQ_REL);
		if (make_room(fd, at, length)) {
			errno = ENOMEM;
			got = os_share(&calls, fd, at, length);
		}
		if (!got)
			unclaim(fd, at, length);
	}
	close_it(fd);
	return got;
}
