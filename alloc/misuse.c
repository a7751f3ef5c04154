/* SPDX-License-Identifier: MIT */
#include "misuse.h"

#include "os.h"
#include "print.h"

#include <unistd.h>

static const struct {
	const char *name;     /* the fixed words */
	const char *sentence; /* what it means */
} misuses[] = {
	[MY_HEAP_DOUBLE_FREE] = { "double free", "the memory there was freed already" },
	[MY_HEAP_INVALID_FREE] = { "invalid free", "no chunk in use starts there" },
	[MY_HEAP_INVALID_REALLOC] = { "invalid realloc", "no chunk in use starts there" },
	[MY_HEAP_INVALID_SIZE_QUERY] = { "invalid size query", "no chunk in use starts there" },
};

const char *my_heap_misuse_name(enum my_heap_misuse cause)
{
	return (size_t)cause < MY_HEAP_MISUSES ? misuses[cause].name : "unknown misuse";
}

static int in_freed_memory(const struct my_heap *heap, const void *pointer)
{
	const struct section *section = space_section(&heap->space, pointer);
	uintptr_t start = section ? (uintptr_t)section->memory + heap->options.header : 0;
	size_t offset = (uintptr_t)pointer - start;

	if (!section || offset >= section->dirty || offset % hole_unit(&heap->options) != 0)
		return 0;
	for (uint32_t i = 1; i <= section->holes.fresh; i++) {
		const struct hole *hole = &section->holes.pool[i];
		size_t from = heap_offset(heap, hole->key);

		if (offset >= from && offset - from < hole->size)
			return 1;
	}
	return 0;
}

void misuse_report(struct my_heap *heap, enum my_heap_misuse cause, const void *pointer)
{
	if (cause == MY_HEAP_INVALID_FREE && in_freed_memory(heap, pointer))
		cause = MY_HEAP_DOUBLE_FREE;
	if (heap->options.misuse)
		heap->options.misuse(heap->options.user, cause, pointer);
}

void misuse_write(enum my_heap_misuse cause, const void *pointer)
{
	struct print line = { .fd = STDERR_FILENO };

	print_text(&line, "my_malloc: ");
	print_text(&line, misuses[cause].name);
	print_text(&line, " of ");
	print_address(&line, pointer);
	print_text(&line, ": ");
	print_text(&line, misuses[cause].sentence);
	print_text(&line, "\n");
	print_flush(&line);
}
