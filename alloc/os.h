/* SPDX-License-Identifier: MIT
 *
 * os.h - pages. The only file that makes memory system calls; it counts each of them.
 *
 * A heap reserves its address space once, then commits and decommits stretches of it:
 *
 *   reserve   no pages, no rights: addresses only
 *   books     readable zero pages that cost nothing until written
 *   commit    a reserved stretch becomes readable, zeroed memory
 *   decommit  and address space again; nobody else can take it meanwhile
 *
 * Sizes are in bytes and multiples of os_page(). All preserve errno.
 */
#ifndef ALLOC_OS_H
#define ALLOC_OS_H

#include <stddef.h>
#include <stdint.h>

size_t os_page(void);

/* At base where that is free (0 = anywhere), else anywhere; NULL on failure. */
void *os_reserve(size_t *calls, uintptr_t base, size_t size);
void *os_books(size_t *calls, uintptr_t base, size_t size);

/* 1 on success; 0: refused, everything as before. */
int os_commit(size_t *calls, void *at, size_t size);
int os_decommit(size_t *calls, void *at, size_t size);

/* A reserved stretch can be read: it is zero, and counts as nothing. */
int os_readable(size_t *calls, void *at, size_t size);

/* The pages read as zero again, and the memory goes back to the system. 1 on success; 0:
 * refused, everything as before. */
int os_discard(size_t *calls, void *at, size_t size);

/* The same, but where the system refuses they are made zero all the same. */
void os_clear(size_t *calls, void *at, size_t size);

void os_release(size_t *calls, void *at, size_t size);

/* What became of pages that were to be moved. */
enum os_move {
	OS_REFUSED, /* the pages are where they were; those of the target may be lost, */
	OS_MOVED,
	OS_HOLE     /* or also its addresses */
};

/* The pages of one lazy stretch go to another, whose own are lost; the first reads as zero
 * afterwards. Refused where the program has a limit on its addresses or data, and, by older
 * systems, where the stretch is more than one mapping: one that was moved before is. */
enum os_move os_move(size_t *calls, void *to, void *at, size_t size);

/* Whether a core file has the stretch; without a word from here it has. That asks for no memory,
 * and is not counted. */
void os_dump(void *at, size_t size, int wanted);

/* Whether the system would grant so much memory by itself: addresses that are reserved are
 * granted without being counted, and touching them could end the program. */
int os_granted(size_t *calls, size_t size);

/* A stretch of a file, shared with whoever maps it too. NULL on failure. */
void *os_share(size_t *calls, int fd, uint64_t at, size_t size);

/* Zeroed memory that a child of any kind of fork finds zeroed again. NULL on failure. */
void *os_forgetful(size_t *calls, size_t size);

/* All of it, through short writes; errors are not reported: there is nowhere to. */
void os_write(int fd, const char *text, size_t length);

#endif
