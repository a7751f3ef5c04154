/* SPDX-License-Identifier: MIT */
#include "sentry.h"

#include "chunk.h"
#include "list.h"
#include "misuse.h"
#include "notes.h"
#include "slack.h"
#include "table.h"

static my_heap_chunk outline(const struct my_heap *heap, const struct chunk *chunk)
{
	return (my_heap_chunk){ .memory = chunk->memory,
		                .size = chunk->size,
		                .pointer = chunk->memory + heap->options.header };
}

static const struct section *section_of(const struct my_heap *heap, const struct chunk *chunk)
{
	return space_section(&heap->space, chunk->memory);
}

static size_t slack_of(const struct my_heap *heap, const struct chunk *chunk)
{
	return chunk->size - heap->options.header - chunk->asked;
}

static size_t count_others(const unsigned char *from, size_t size, unsigned char value)
{
	size_t others = 0;

	for (size_t i = 0; i < size; i++)
		others += from[i] != value;
	return others;
}

/* ------------------------------------------------------------------------- slack */

void sentry_fill(struct my_heap *heap, const struct chunk *chunk)
{
	const my_heap_chunk whole = outline(heap, chunk);
	size_t header = heap->options.header, slack = slack_of(heap, chunk);

	heap_keep(heap, chunk->memory, header);
	heap_keep(heap, chunk->memory + header + chunk->asked, slack);
	slack_fill(&whole, chunk->asked);
	heap_tell(heap, .step = MY_HEAP_SLACK_FILLED, AT(heap, section_of(heap, chunk), chunk->key),
	          .asked = chunk->asked, .size = slack, .header = header);
}

static void tell_before(struct my_heap *heap, const struct chunk *chunk, const unsigned char *bad)
{
	size_t header = heap->options.header;

	heap_tell(heap, .step = MY_HEAP_SLACK_DAMAGED, .why = MY_HEAP_BEFORE_START,
	          AT(heap, section_of(heap, chunk), chunk->key), .asked = chunk->asked,
	          .size = header, .rest = count_others(chunk->memory, header, SLACK_BEFORE),
	          .other = (size_t)(chunk->memory + header - bad));
	misuse_report(heap, MY_HEAP_WRITE_BEFORE_START, bad);
}

static void tell_behind(struct my_heap *heap, const struct chunk *chunk, const unsigned char *bad)
{
	const unsigned char *pointer = chunk->memory + heap->options.header;
	size_t slack = slack_of(heap, chunk);

	heap_tell(heap, .step = MY_HEAP_SLACK_DAMAGED, .why = MY_HEAP_PAST_END,
	          AT(heap, section_of(heap, chunk), chunk->key), .asked = chunk->asked,
	          .size = slack, .rest = count_others(pointer + chunk->asked, slack, SLACK_BEHIND),
	          .other = (size_t)(bad - pointer));
	misuse_report(heap, MY_HEAP_WRITE_PAST_END, bad);
}

void sentry_verify(struct my_heap *heap, const struct chunk *chunk)
{
	const my_heap_chunk whole = outline(heap, chunk);
	const unsigned char *before, *behind;

	note_usable(chunk->memory, chunk->size);
	before = slack_bad_before(&whole);
	behind = slack_bad_behind(&whole, chunk->asked);
	if (!before && !behind)
		heap_tell(heap, .step = MY_HEAP_SLACK_CHECKED,
		          AT(heap, section_of(heap, chunk), chunk->key), .asked = chunk->asked,
		          .size = slack_of(heap, chunk), .header = heap->options.header);
	if (before)
		tell_before(heap, chunk, before);
	if (behind)
		tell_behind(heap, chunk, behind);
}

/* ----------------------------------------------------------------------- waiting */

void sentry_fill_freed(struct my_heap *heap, const struct section *section, size_t key,
                       size_t size)
{
	const my_heap_chunk freed = { .memory = section->memory + heap_offset(heap, key),
		                      .size = size };

	heap_keep(heap, freed.memory, size);
	slack_fill_freed(&freed);
	heap_tell(heap, .step = MY_HEAP_FREED_FILLED, AT(heap, section, key), .size = size);
}

static unsigned char *waiting_at(const struct my_heap *heap, size_t place)
{
	return heap->waiting.memory[(heap->waiting.first + place) % WAITING_MOST];
}

static struct chunk *chunk_at(const struct my_heap *heap, const unsigned char *memory,
                              struct section **section)
{
	*section = space_section(&heap->space, memory);
	return table_peek(heap, *section, heap_keys(heap, (size_t)(memory - (*section)->memory)));
}

static void verify_freed(struct my_heap *heap, const struct section *section,
                         const struct chunk *chunk)
{
	const my_heap_chunk whole = outline(heap, chunk);
	const unsigned char *bad;

	note_usable(chunk->memory, chunk->size);
	bad = slack_bad_freed(&whole);
	if (!bad) {
		heap_tell(heap, .step = MY_HEAP_FREED_CHECKED, AT(heap, section, chunk->key),
		          .size = chunk->size);
		return;
	}
	heap_tell(heap, .step = MY_HEAP_FREED_DAMAGED, AT(heap, section, chunk->key),
	          .size = chunk->size,
	          .rest = count_others(chunk->memory, chunk->size, SLACK_FREED),
	          .other = (size_t)(bad - chunk->memory));
	misuse_report(heap, MY_HEAP_WRITE_AFTER_FREE, bad);
}

/* For the users it is used no more; for its section it is. */
static void count_out(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	size_t start = heap_offset(heap, chunk->key);

	heap_keep(heap, chunk, sizeof *chunk);
	density_free(&heap->space.keep, &section->density, start, start + chunk->size);
	heap->counts.used -= chunk->size;
	heap->counts.asked -= chunk->asked;
	heap->counts.used_chunks--;
	heap->waiting.bytes += chunk->size;
	chunk->asked = 0;
	chunk->hole = CHUNK_WAITS;
}

static void count_in(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	size_t start = heap_offset(heap, chunk->key);

	heap_keep(heap, chunk, sizeof *chunk);
	density_use(&heap->space.keep, &section->density, start, start + chunk->size);
	heap->counts.used += chunk->size;
	heap->counts.used_chunks++;
	heap->waiting.bytes -= chunk->size;
	chunk->hole = 0;
}

/* The oldest leaves. */
static void let_go(struct my_heap *heap, size_t need)
{
	struct section *section;
	struct chunk *chunk = chunk_at(heap, waiting_at(heap, 0), &section);

	heap_tell(heap, .step = MY_HEAP_RELEASED_LATE, AT(heap, section, chunk->key),
	          .size = chunk->size, .rest = heap->waiting.number - 1, .need = need);
	heap->waiting.first = (heap->waiting.first + 1) % WAITING_MOST;
	heap->waiting.number--;
	count_in(heap, section, chunk);
	verify_freed(heap, section, chunk);
	chunk_release(heap, section, chunk);
	list_settle(heap, section);
}

size_t sentry_let_go(struct my_heap *heap, size_t need)
{
	size_t all = heap->waiting.number;

	while (heap->waiting.number)
		let_go(heap, need);
	return all;
}

void sentry_hold(struct my_heap *heap, struct section *section, size_t key)
{
	struct waiting *waiting = &heap->waiting;
	struct chunk *chunk;

	if (waiting->number == WAITING_MOST)
		let_go(heap, 0);
	chunk = table_peek(heap, section, key);
	sentry_fill_freed(heap, section, key, chunk->size);
	heap_tell(heap, .step = MY_HEAP_DELAYED, AT(heap, section, key), .size = chunk->size,
	          .rest = waiting->number + 1, .other = WAITING_MOST);
	count_out(heap, section, chunk);
	waiting->memory[(waiting->first + waiting->number++) % WAITING_MOST] = chunk->memory;
	note_unusable(chunk->memory, chunk->size);
}

/* --------------------------------------------------------------------- questions */

int sentry_has(const struct my_heap *heap, const void *pointer)
{
	for (size_t i = 0; i < heap->waiting.number; i++) {
		struct section *section;
		const struct chunk *chunk = chunk_at(heap, waiting_at(heap, i), &section);
		size_t offset = (uintptr_t)pointer - (uintptr_t)chunk->memory
		                - heap->options.header;

		if (offset < chunk->size)
			return offset % hole_unit(&heap->options) == 0;
	}
	return 0;
}

size_t sentry_bytes_in(const struct my_heap *heap, const struct section *section)
{
	size_t bytes = 0;

	for (size_t i = 0; i < heap->waiting.number; i++) {
		struct section *its;
		const struct chunk *chunk = chunk_at(heap, waiting_at(heap, i), &its);

		if (its == section)
			bytes += chunk->size;
	}
	return bytes;
}
