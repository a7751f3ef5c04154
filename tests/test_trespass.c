/* SPDX-License-Identifier: MIT
 *
 * test_trespass.c - what the guarding allocator finds: SIGABRT, and one sentence to the
 * letter. Each death is a child's, which says its pointer first.
 */
#include "test.h"
#include "child.h"
#include "guard.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SMALL = 100, LARGE = 70001, MANY = 100000 };

#define NO_CHUNK "no chunk in use starts there"
#define PAST "write past the end", "the bytes behind the block were changed"
#define BEFORE "write before the start", "the bytes before the block were changed"
#define AFTER "write after free", "the bytes of the block were changed after it was freed"

/* What a child does to a block, and what is to be said of it. */
struct deed {
	void (*act)(const struct deed *deed);
	size_t size;
	ptrdiff_t offset; /* of the byte that is written, or of the pointer that is used */
	const char *words, *sentence;
};

static void *at(void *pointer)
{
	void *volatile result = pointer;

	fprintf(stderr, "at %p\n", pointer);
	return result;
}

static void write_to(unsigned char *block, ptrdiff_t offset)
{
	((volatile unsigned char *)block)[offset] = 0;
}

static void write_free(const struct deed *deed)
{
	unsigned char *p = at(guard_aligned_alloc(1, deed->size));

	write_to(p, deed->offset);
	guard_free(p);
}

static void write_realloc(const struct deed *deed)
{
	unsigned char *p = at(guard_aligned_alloc(1, deed->size));

	write_to(p, deed->offset);
	guard_realloc(p, 2 * deed->size);
}

static void write_aligned(const struct deed *deed)
{
	unsigned char *p = at(guard_aligned_alloc(1024, deed->size));

	write_to(p, deed->offset);
	guard_realloc(p, 0);
}

/* Sooner or later others push it out of the quarantine. */
static void free_write(const struct deed *deed)
{
	unsigned char *p = at(guard_aligned_alloc(1, deed->size));

	guard_free(p);
	write_to(p, deed->offset);
	for (int i = 0; i < MANY; i++)
		guard_free(guard_aligned_alloc(1, deed->size));
}

static void realloc_write(const struct deed *deed)
{
	unsigned char *p = at(guard_aligned_alloc(1, deed->size));

	guard_realloc(p, deed->size);
	write_to(p, deed->offset);
	for (int i = 0; i < MANY; i++)
		guard_free(guard_aligned_alloc(1, deed->size));
}

static void free_free(const struct deed *deed)
{
	void *p = guard_aligned_alloc(1, deed->size);

	guard_free(p);
	guard_free(at(p));
}

static void realloc_free(const struct deed *deed)
{
	void *p = guard_aligned_alloc(1, deed->size);

	guard_realloc(p, deed->size + 1);
	guard_free(at(p));
}

/* Each of the others is nearly as large as the quarantine is wide, and pushes out all that
 * is in it; the memory is nobody's then. */
static void free_late(const struct deed *deed)
{
	void *p = guard_aligned_alloc(1, deed->size);

	guard_aligned_alloc(1, deed->size);
	guard_free(p);
	for (int i = 0; i < 3; i++)
		guard_free(guard_aligned_alloc(1, (16 << 20) - 100));
	guard_free(at(p));
}

static void free_at(const struct deed *deed)
{
	guard_free(at((char *)guard_aligned_alloc(1, deed->size) + deed->offset));
}

static void free_stack(const struct deed *deed)
{
	char local[64];

	(void)deed;
	guard_free(at(local));
}

static void free_libcs(const struct deed *deed)
{
	guard_aligned_alloc(1, deed->size);
	guard_free(at(malloc(deed->size)));
}

static void realloc_at(const struct deed *deed)
{
	guard_realloc(at((char *)guard_aligned_alloc(1, deed->size) + deed->offset), 10);
}

static void realloc_freed(const struct deed *deed)
{
	void *p = guard_aligned_alloc(1, deed->size);

	guard_free(p);
	guard_realloc(at(p), 10);
}

static void size_at(const struct deed *deed)
{
	guard_usable_size(at((char *)guard_aligned_alloc(1, deed->size) + deed->offset));
}

static void size_freed(const struct deed *deed)
{
	void *p = guard_aligned_alloc(1, deed->size);

	guard_free(p);
	guard_usable_size(at(p));
}

static const struct deed deeds[] = {
	{ write_realloc, SMALL, SMALL, PAST },
	{ write_realloc, LARGE, LARGE, PAST },
	{ write_realloc, SMALL, -1, BEFORE },
	{ write_aligned, SMALL, -16, BEFORE },
	{ write_aligned, SMALL, SMALL, PAST },
	{ write_aligned, LARGE, LARGE + 300, PAST },
	{ write_free, 0, 0, PAST },
	{ write_free, 16, 16, PAST },
	{ write_free, LARGE, LARGE + 14, PAST },
	{ write_free, LARGE, -1, BEFORE },
	{ write_free, LARGE, -16, BEFORE },
	{ free_write, SMALL, 0, AFTER },
	{ free_write, SMALL, SMALL - 1, AFTER },
	{ free_write, SMALL, SMALL, AFTER },
	{ free_write, SMALL, -1, AFTER },
	{ free_write, LARGE, LARGE / 2, AFTER },
	{ realloc_write, SMALL, 8, AFTER },
	{ free_free, SMALL, 0, "double free", "the memory there was freed already" },
	{ free_free, LARGE, 0, "double free", "the memory there was freed already" },
	{ realloc_free, SMALL, 0, "double free", "the memory there was freed already" },
	{ free_late, SMALL, 0, "double free", "the memory there was freed already" },
	{ free_at, SMALL, 16, "invalid free", NO_CHUNK },
	{ free_at, SMALL, 1, "invalid free", NO_CHUNK },
	{ free_at, SMALL, -16, "invalid free", NO_CHUNK },
	{ free_at, LARGE, 4096, "invalid free", NO_CHUNK },
	{ free_at, LARGE, 16 - LARGE % 4096, "invalid free", NO_CHUNK },
	{ free_stack, SMALL, 0, "invalid free", NO_CHUNK },
	{ free_libcs, SMALL, 0, "invalid free", NO_CHUNK },
	{ realloc_at, SMALL, 32, "invalid realloc", NO_CHUNK },
	{ realloc_freed, SMALL, 0, "invalid realloc", NO_CHUNK },
	{ size_at, SMALL, 8, "invalid size query", NO_CHUNK },
	{ size_freed, LARGE, 0, "invalid size query", NO_CHUNK },
};

static int run(void *user)
{
	const struct deed *deed = user;

	deed->act(deed);
	return 0;
}

/* "at POINTER", and the sentence about it; about bytes, with their number and place. */
static int died_right(const struct deed *deed, const struct child *child)
{
	char pointer[32] = "", expected[256], *end = expected;
	size_t size = sizeof expected;

	sscanf(child->error, "at %31s", pointer);
	end += snprintf(end, size, "at %s\nmy_malloc: %s of %s: %s", pointer, deed->words, pointer,
	                deed->sentence);
	size -= (size_t)(end - expected);
	if (strncmp(deed->words, "write", 5) == 0)
		end += snprintf(end, size, "; bytes asked for: %zu, first bad offset: %td",
		                deed->size, deed->offset);
	*end++ = '\n';
	*end = '\0';
	if (child->signal == SIGABRT && strcmp(child->error, expected) == 0)
		return 1;
	printf("\n      %s (size %zu, offset %td): signal %d, status %d, said: %s", deed->words,
	       deed->size, deed->offset, child->signal, child->status, child->error);
	return 0;
}

static void dies(struct deed deed)
{
	struct child child = child_run(run, &deed);

	CU_ASSERT(died_right(&deed, &child));
}

static void each_misuse_has_its_sentence(void)
{
	for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
		dies(deeds[i]);
}

/* 100 and one are rounded to 112 at least: bytes 100 to 111 are slack, whatever is random. */
static void every_byte_is_verified(void)
{
	for (ptrdiff_t offset = SMALL; offset < 112; offset++)
		dies((struct deed){ write_free, SMALL, offset, PAST });
	for (ptrdiff_t offset = -16; offset < 0; offset++)
		dies((struct deed){ write_free, SMALL, offset, BEFORE });
	for (ptrdiff_t offset = LARGE; offset % 16 != 0; offset++)
		dies((struct deed){ write_free, LARGE, offset, PAST });
}

static void allocates(int number)
{
	(void)number;
	_exit(guard_aligned_alloc(1, 100) ? 42 : 1);
}

static int handles_abort(void *user)
{
	signal(SIGABRT, allocates);
	return run(user);
}

static void the_abort_handler_may_allocate(void)
{
	static const size_t chosen[] = { 0, 11, 17, 21, 26 };

	for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++) {
		struct deed deed = deeds[chosen[i]];
		struct child child = child_run(handles_abort, &deed);

		CU_ASSERT_EQUAL(child.status, 42);
	}
}

CU_TestInfo trespass_tests[] = {
	{ "each misuse has its sentence", each_misuse_has_its_sentence },
	{ "every byte is verified", every_byte_is_verified },
	{ "the abort handler may allocate", the_abort_handler_may_allocate },
	CU_TEST_INFO_NULL,
};
