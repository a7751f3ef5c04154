/* SPDX-License-Identifier: MIT */
#include "slack.h"

#include "notes.h"

#include <string.h>

static unsigned char *end_of(const my_heap_chunk *chunk)
{
	return (unsigned char *)chunk->memory + chunk->size;
}

static void fill(unsigned char *from, const unsigned char *to, int value)
{
	memset(from, value, (size_t)(to - from));
}

/* All are equal when the first is right and each equals the one before it. */
static const unsigned char *first_other(const unsigned char *from, const unsigned char *to,
                                        unsigned char value)
{
	if (from == to || (*from == value && memcmp(from, from + 1, (size_t)(to - from - 1)) == 0))
		return NULL;
	while (*from == value)
		from++;
	return from;
}

void slack_fill(const my_heap_chunk *chunk, size_t asked)
{
	note_usable(chunk->memory, chunk->size);
	fill(chunk->memory, chunk->pointer, SLACK_BEFORE);
	fill((unsigned char *)chunk->pointer + asked, end_of(chunk), SLACK_BEHIND);
}

void slack_fill_freed(const my_heap_chunk *chunk)
{
	fill(chunk->memory, end_of(chunk), SLACK_FREED);
}

const unsigned char *slack_bad_before(const my_heap_chunk *chunk)
{
	return first_other(chunk->memory, chunk->pointer, SLACK_BEFORE);
}

const unsigned char *slack_bad_behind(const my_heap_chunk *chunk, size_t asked)
{
	return first_other((const unsigned char *)chunk->pointer + asked, end_of(chunk),
	                   SLACK_BEHIND);
}

const unsigned char *slack_bad_freed(const my_heap_chunk *chunk)
{
	return first_other(chunk->memory, end_of(chunk), SLACK_FREED);
}
