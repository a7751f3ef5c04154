/* SPDX-License-Identifier: MIT
 *
 * test_death.c - misuse of the linked library ends the program: SIGABRT after one sentence
 * with the fixed words and the pointer. Each death is a child's.
 */
#include "test.h"
#include "child.h"
#include "my_malloc.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *hidden(void *pointer)
{
	void *volatile result = pointer;

	return result;
}

/* Each says its pointer on standard error first: "at 0x...\n". */
static void *at(void *pointer)
{
	fprintf(stderr, "at %p\n", pointer);
	return hidden(pointer);
}

static void twice(size_t size)
{
	void *p = my_malloc(size);

	my_free(p);
	my_free(at(p));
}

static int small_twice(void *user)
{
	(void)user;
	twice(100);
	return 0;
}

static int large_twice(void *user)
{
	(void)user;
	hidden(my_malloc(100000));
	twice(100000);
	return 0;
}

static int merged_twice(void *user)
{
	char *a = my_malloc(100), *b = my_malloc(100), *c = my_malloc(100);

	(void)user;
	hidden(c);
	my_free(a);
	my_free(b);
	my_free(at(b));
	return 0;
}

static int realloc_to_0_then_free(void *user)
{
	char *p = my_malloc(100);

	(void)user;
	my_realloc(hidden(p), 0);
	my_free(at(p));
	return 0;
}

static int free_interior(void *user)
{
	(void)user;
	my_free(at((char *)my_malloc(100) + 16));
	return 0;
}

static int free_misaligned(void *user)
{
	(void)user;
	my_free(at((char *)my_malloc(100) + 1));
	return 0;
}

static int free_stack(void *user)
{
	char local[64];

	(void)user;
	my_free(at(local));
	return 0;
}

static int free_code(void *user)
{
	(void)user;
	my_free(at((void *)(uintptr_t)&free_code));
	return 0;
}

static int free_libcs(void *user)
{
	(void)user;
	my_free(at(malloc(100)));
	return 0;
}

static int realloc_freed(void *user)
{
	char *p = my_malloc(100);

	(void)user;
	my_free(p);
	my_realloc(at(p), 200);
	return 0;
}

static int realloc_interior(void *user)
{
	(void)user;
	my_realloc(at((char *)my_malloc(100) + 32), 200);
	return 0;
}

static int reallocarray_stack(void *user)
{
	char local[64];

	(void)user;
	my_reallocarray(at(local), 2, 200);
	return 0;
}

static int size_of_interior(void *user)
{
	(void)user;
	my_malloc_usable_size(at((char *)my_malloc(100) + 8));
	return 0;
}

static int size_of_freed(void *user)
{
	char *p = my_malloc(100);

	(void)user;
	my_free(p);
	my_malloc_usable_size(at(p));
	return 0;
}

static const struct death {
	const char *name;
	int (*body)(void *user);
	const char *words;
} deaths[] = {
	{ "small twice", small_twice, "double free" },
	{ "large twice", large_twice, "double free" },
	{ "merged twice", merged_twice, "double free" },
	{ "realloc to 0, then free", realloc_to_0_then_free, "double free" },
	{ "interior", free_interior, "invalid free" },
	{ "misaligned", free_misaligned, "invalid free" },
	{ "stack", free_stack, "invalid free" },
	{ "code", free_code, "invalid free" },
	{ "libc's", free_libcs, "invalid free" },
	{ "realloc freed", realloc_freed, "invalid realloc" },
	{ "realloc interior", realloc_interior, "invalid realloc" },
	{ "reallocarray stack", reallocarray_stack, "invalid realloc" },
	{ "size of interior", size_of_interior, "invalid size query" },
	{ "size of freed", size_of_freed, "invalid size query" },
};

/* "at POINTER", then one line that has the fixed words and the same pointer. */
static int died_of(const struct child *child, const char *words)
{
	char pointer[32];
	const char *sentence = strchr(child->error, '\n');

	if (child->signal != SIGABRT || sscanf(child->error, "at %31s", pointer) != 1)
		return 0;
	return sentence && strstr(sentence, words) && strstr(sentence, pointer)
	       && strchr(sentence + 1, '\n') == sentence + strlen(sentence) - 1;
}

static void the_library_dies_with_a_sentence(void)
{
	for (size_t i = 0; i < sizeof deaths / sizeof deaths[0]; i++) {
		struct child child = child_run(deaths[i].body, NULL);
		int right = died_of(&child, deaths[i].words);
		CU_ASSERT(right);
		if (!right)
			printf("\n      %s: signal %d, status %d, said: %s\n", deaths[i].name,
			       child.signal, child.status, child.error);
	}
}

CU_TestInfo death_tests[] = {
	{ "the library dies with a sentence", the_library_dies_with_a_sentence },
	CU_TEST_INFO_NULL
};
