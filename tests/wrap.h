/* SPDX-License-Identifier: MIT
 *
 * wrap.h - the memory system calls, counted and made to fail.
 *
 * The test program is linked with -Wl,--wrap=mmap64,... so that every mmap, munmap, madvise,
 * mprotect and mremap of the allocator passes through wrap.c. libc's own calls do not.
 *
 *   wrap_watch(3, WRAP_ONCE);   the third call from now fails with ENOMEM
 *   ... what is tested ...
 *   wrap_rest();                all calls pass again
 */
#ifndef TESTS_WRAP_H
#define TESTS_WRAP_H

enum wrap_mode {
	WRAP_ONCE,    /* only the n-th call fails */
	WRAP_FOREVER, /* that call and all after it */
	WRAP_EVERY,   /* the n-th, the 2n-th, and so on */
	WRAP_LARGE    /* those that ask for more than n writable bytes, as strict overcommit does */
};

/* Counts from 0 again. n = 0: no call fails. */
void wrap_watch(unsigned long n, enum wrap_mode mode);
void wrap_rest(void);

/* From now on calls that ask for more writable bytes than these fail besides, and are not
 * counted; 0: none does. */
void wrap_strict(unsigned long most);

/* Calls seen, and calls made to fail, since the last wrap_watch or wrap_rest. */
unsigned long wrap_calls(void);
unsigned long wrap_failures(void);

#endif
