/* SPDX-License-Identifier: MIT */
#include "misuse.h"

#include "class.h"
#include "os.h"
#include "print.h"
#include "sentry.h"

#include <unistd.h>

static const struct {
	const char *name;     /* the fixed words */
	const char *sentence; /* what it means */
} misuses[] = {
	[MY_HEAP_DOUBLE_FREE] = { "double free", "the memory there was freed already" },
	[MY_HEAP_INVALID_FREE] = { "invalid free", "no chunk in use starts there" },
	[MY_HEAP_INVALID_REALLOC] = { "invalid realloc", "no chunk in use starts there" },
	[MY_HEAP_INVALID_SIZE_QUERY] = { "invalid size query", "no chunk in use starts there" },
	[MY_HEAP_WRITE_PAST_END] = { "write past the end",
	                             "the bytes behind the block were changed" },
	[MY_HEAP_WRITE_BEFORE_START] = { "write before the start",
	                                 "the bytes before the block were changed" },
	[MY_HEAP_WRITE_AFTER_FREE] = { "write after free",
	                               "the bytes of the block were changed after it was freed" },
};

const char *my_heap_misuse_name(enum my_heap_misuse cause)
{
	return (size_t)cause < MY_HEAP_MISUSES ? misuses[cause].name : "unknown misuse";
}

int misuse_in_freed(const struct my_heap *heap, const void *pointer)
{
	const struct section *section = space_section(&heap->space, pointer);
	uintptr_t start = section ? (uintptr_t)section->memory + heap->options.header : 0;
	size_t offset = (uintptr_t)pointer - start;
	size_t unit = heap->fast ? UNIT : hole_unit(&heap->options);

	if (!section || offset >= section->dirty || offset % unit != 0)
		return 0;
	if (sentry_has(heap, pointer))
		return 1;
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
	if (cause == MY_HEAP_INVALID_FREE && misuse_in_freed(heap, pointer))
		cause = MY_HEAP_DOUBLE_FREE;
	if (heap->options.misuse)
		heap->options.misuse(heap->options.user, cause, pointer);
}

static void begin(struct print *line, enum my_heap_misuse cause, const void *pointer)
{
	print_text(line, "my_malloc: ");
	print_text(line, misuses[cause].name);
	print_text(line, " of ");
	print_address(line, pointer);
	print_text(line, ": ");
	print_text(line, misuses[cause].sentence);
}

void misuse_write(enum my_heap_misuse cause, const void *pointer)
{
	struct print line = { .fd = STDERR_FILENO };

	begin(&line, cause, pointer);
	print_text(&line, "\n");
	print_flush(&line);
}

void misuse_write_at(enum my_heap_misuse cause, const void *pointer, size_t asked,
                     ptrdiff_t offset)
{
	struct print line = { .fd = STDERR_FILENO };

	begin(&line, cause, pointer);
	print_text(&line, "; bytes asked for: ");
	print_number(&line, asked);
	print_text(&line, ", first bad offset: ");
	print_text(&line, offset < 0 ? "-" : "");
	print_number(&line, offset < 0 ? -(size_t)offset : (size_t)offset);
	print_text(&line, "\n");
	print_flush(&line);
}
