/* SPDX-License-Identifier: MIT
 *
 * browse_cells.c - from bucket to bucket of the table, and from byte to byte.
 *
 * Both are rows of cells with a number each: a key adds to the number, or takes away.
 */
#include "browse_parts.h"

#include "key.h"
#include "look.h"

/* Where a key leads in a row of cells of which `count` there are, `a_row` in a row, `page` on
 * a page. 0: it is no such key. */
static int next_cell(int key, size_t *at, size_t count, size_t a_row, size_t page)
{
	const struct {
		int key, forward;
		size_t by;
		int whole; /* so far, or not at all */
	} steps[] = {
		{ KEY_IS_LEFT, 0, 1, 0 },       { KEY_IS_RIGHT, 1, 1, 0 },
		{ KEY_IS_UP, 0, a_row, 1 },     { KEY_IS_DOWN, 1, a_row, 1 },
		{ KEY_IS_PAGE_UP, 0, page, 0 }, { KEY_IS_PAGE_DOWN, 1, page, 0 },
		{ KEY_IS_HOME, 0, count, 0 },   { KEY_IS_END, 1, count, 0 },
	};

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		size_t by = steps[i].by, left = count - 1 - *at;

		if (key != steps[i].key)
			continue;
		/* A row further there may be none: the cell stays where it is. */
		if (steps[i].whole && (steps[i].forward ? left : *at) < by)
			return 1;
		if (steps[i].forward)
			*at += by < left ? by : left;
		else
			*at -= by < *at ? by : *at;
		return 1;
	}
	return 0;
}

/* ------------------------------------------------------------------------- the table */

/* Of a span, whose table has a byte for each place, the chunks are gone through. */
int browse_table_key(struct browse *browse, int key)
{
	my_heap *heap = browse->session->heap;
	size_t a_row = display_scale(browse->display).buckets, bucket;
	my_heap_section section;
	my_heap_chunk chunk;

	if (!browse_chosen(browse, &chunk)
	    || !my_heap_section_by_id(heap, chunk.section, &section))
		return 0;
	if (chunk.kind != MY_HEAP_CHUNK || section.capacity == 0)
		return browse_list_key(browse, key);
	bucket = browse->empty ? browse->empty - 1 : chunk.bucket;
	if (!next_cell(key, &bucket, section.capacity, a_row, 8 * a_row))
		return 0;
	browse_choose(browse, &chunk);
	if (my_heap_bucket(heap, &section, bucket, &chunk))
		browse_choose(browse, &chunk);
	else
		browse_choose_bucket(browse, bucket);
	return 1;
}

/* ------------------------------------------------------------------------- the bytes */

/* Past its end the neighbour's begin. */
static int next_chunk(struct browse *browse, int key, my_heap_chunk *chunk)
{
	int forward = key == KEY_IS_RIGHT || key == KEY_IS_DOWN;

	if (key != KEY_IS_LEFT && key != KEY_IS_UP && !forward)
		return 0;
	if (!browse_step(browse, chunk, forward))
		return 0;
	browse_choose_byte(browse, chunk, forward || !chunk->size ? 0 : chunk->size - 1);
	return 1;
}

int browse_bytes_key(struct browse *browse, int key)
{
	struct display_scale scale = display_scale(browse->display);
	size_t byte = browse->byte;
	my_heap_chunk chunk;

	if (!browse_chosen(browse, &chunk))
		return 0;
	if (chunk.size
	    && !next_cell(key, &byte, chunk.size, scale.byte_row,
	                  scale.byte_row * scale.byte_rows))
		return 0;
	if (byte == browse->byte && next_chunk(browse, key, &chunk))
		return 1;
	browse_choose_byte(browse, &chunk, byte);
	return 1;
}
