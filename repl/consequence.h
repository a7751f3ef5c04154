/* SPDX-License-Identifier: MIT
 *
 * consequence.h - what a misuse of memory comes to: what was violated, which check sees it
 * and when, and what an allocator with its headers inside memory would now do.
 *
 * One table, a row a kind; the numbers are those of the case. What is said of glibc is what
 * version 2.36 does.
 */
#ifndef MMVIZ_CONSEQUENCE_H
#define MMVIZ_CONSEQUENCE_H

#include <stddef.h>

struct session;

enum consequence {
	CONSEQUENCE_SLACK,      /* written past what was asked for, into the own slack */
	CONSEQUENCE_SLACK_FAR,  /* the same, past what glibc's chunk would hold too */
	CONSEQUENCE_OTHERS_SLACK, /* into the slack of another, and no further */
	CONSEQUENCE_NEIGHBOUR,  /* into a chunk that is in use */
	CONSEQUENCE_BEFORE,     /* before the start, into the header or a left neighbour */
	CONSEQUENCE_NOBODYS,    /* into free memory */
	CONSEQUENCE_AFTER_FREE, /* by a freed name, into what is free */
	CONSEQUENCE_WHILE_WAITING, /* the same, and the guard keeps the chunk back */
	CONSEQUENCE_AFTER_REUSE,   /* the same, into what is another's now */
	CONSEQUENCE_DOUBLE_FREE,
	CONSEQUENCE_DOUBLE_FREE_LARGE, /* of more than glibc's caches hold */
	CONSEQUENCE_STALE_FREE, /* its bytes are another's now */
	CONSEQUENCE_STALE_REALLOC,
	CONSEQUENCE_INTERIOR,   /* free of a pointer into a chunk */
	CONSEQUENCE_FOREIGN,    /* free of what the heap never gave */
	CONSEQUENCE_REALLOC_FREED,
	CONSEQUENCE_REALLOC_OTHER, /* realloc of what is no chunk's pointer */
	CONSEQUENCE_FOUND_PAST, /* the guard found it */
	CONSEQUENCE_FOUND_BEFORE,
	CONSEQUENCE_FOUND_AFTER,
	CONSEQUENCES
};

/* The case: what stands for {name} and the like; what a row does not use may be left out. */
struct consequence_case {
	const char *name;  /* {name}: the chunk or pointer it was done to */
	const char *other; /* {other}: whose bytes were hit first, or whose they are now */
	size_t others;     /* {others}: {other}, and how many more where it is not the only one */
	size_t asked;      /* {asked}: bytes that {name} asked for; also gives {usable} */
	size_t past;       /* {past}: bytes written outside them */
	size_t victims;    /* {victims}: of these, in content of {others} */
	size_t nobodys;    /* {nobodys}: of these, in free chunks */
	size_t died;       /* {died}: operation that freed {name} */
	size_t placed;     /* {placed}: operation that gave its bytes to {other} */
};

/* Three sentences to session->why. Of a fast heap none: the lab is the general engine's. */
void consequence_tell(struct session *session, enum consequence kind,
                      const struct consequence_case *of);

/* Bytes that glibc's chunk for so many would hold. */
size_t consequence_usable(size_t asked);

/* The most that glibc's caches, which look for a double free themselves, hold. */
enum { CONSEQUENCE_CACHED_MOST = 1032 };

#endif
