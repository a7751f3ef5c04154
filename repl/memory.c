/* SPDX-License-Identifier: MIT
 *
 * memory.c - libc's allocator, with one way to fail.
 */
#include "memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 16 }; /* items that a first growth makes room for */

void *memory_sure(void *memory)
{
	if (!memory) {
		fputs("mmviz: no memory is left for the program itself. It ends here.\n", stderr);
		exit(1);
	}
	return memory;
}

void *memory_new(size_t count, size_t size)
{
	return memory_sure(calloc(count ? count : 1, size ? size : 1));
}

void *memory_grow(void *old, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return memory_sure(NULL);
	size *= count;
	return memory_sure(realloc(old, size ? size : 1));
}

void *memory_room(void *items, size_t count, size_t more, size_t *space, size_t size)
{
	if (count + more <= *space)
		return items;
	*space += *space / 2 + more + FEW;
	return memory_grow(items, *space, size);
}

char *memory_copy(const char *text, size_t length)
{
	char *copy = memory_new(length + 1, 1);

	memcpy(copy, text, length);
	return copy;
}

char *memory_text(const char *text)
{
	return memory_copy(text, strlen(text));
}
