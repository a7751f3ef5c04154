/* SPDX-License-Identifier: MIT
 *
 * override.c - every standard name, compiled with -include my_malloc_override.h.
 *
 * Exits with 0 when each block is ours: ours, asked for another's, would abort.
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hooks {
	void *(*malloc)(size_t size);
	void (*free)(void *pointer);
};

static int ours(void *pointer)
{
	int large_enough = malloc_usable_size(pointer) > 0;

	free(pointer);
	return large_enough;
}

static int called_by_pointer(void)
{
	struct hooks hooks = { malloc, &free };
	struct hooks *by = &hooks;
	char *text = by->malloc(4);

	by->free(strcpy(text, "abc"));
	return hooks.free == free;
}

static int texts(void)
{
	char *whole = strdup("texts"), *part = strndup("texts", 4), *empty = strndup("", 9);
	int equal = !strcmp(whole, "texts") && !strcmp(part, "text") && !*empty;

	return ours(whole) & ours(part) & ours(empty) & equal;
}

static int libcs(void)
{
	char *line = NULL;

	if (asprintf(&line, "%d", 12345) != 5)
		return 0;
	my_libc_free(line);
	my_libc_free(NULL);
	return 1;
}

int main(void)
{
	void *aligned = NULL;
	int free = 3; /* a name like any other */
	volatile size_t huge = (size_t)-1;

	if (posix_memalign(&aligned, 64, 100) != 0 || !ours(aligned))
		return 1;
	if (!ours(malloc(10)) || !ours(calloc(2, 10)) || !ours(realloc(malloc(1), 1000)))
		return 2;
	if (!ours(reallocarray(NULL, 2, 10)) || !ours(aligned_alloc(64, 64)))
		return 3;
	if (!ours(memalign(32, 5)) || !ours(valloc(5)) || malloc_usable_size(NULL) != 0)
		return 4;
	aligned = pvalloc(5);
	if (malloc_usable_size(aligned) < 4096 || (size_t)aligned % 4096 != 0 || !ours(aligned))
		return 5;
	if (pvalloc(huge) || pvalloc(huge - 4095) || valloc(huge))
		return 6;
	if (!called_by_pointer() || !texts() || !libcs())
		return 7;
	malloc_stats();
	puts(free == 3 ? "works" : "");
	return 0;
}
