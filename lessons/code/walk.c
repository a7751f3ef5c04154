/* SPDX-License-Identifier: MIT
 *
 * walk.c - prints a heap: its sections, the buckets of their tables, their chunks.
 *
 *   gcc walk.c -L. -lmy_malloc -I inc/ -o walk
 *
 * The walk visits everything in order and allocates nothing. What it is told is the allocator's
 * own data: there is no second copy that could be wrong.
 */
#include <my_heap.h>
#include <stdio.h>

static int show_section(void *user, const my_heap_section *section)
{
	(void)user;
	printf("section s%zu: %zu bytes, %zu in use, largest free %zu\n", section->id,
	       section->size, section->used, section->free_size);
	return 0;
}

static int show_bucket(void *user, const my_heap_section *section, size_t bucket,
                       const my_heap_chunk *chunk)
{
	(void)user;
	(void)section;
	if (chunk)
		printf("  bucket %2zu: key %3zu, home %2zu\n", bucket, chunk->key, chunk->home);
	return 0;
}

static int show_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	(void)user;
	(void)section;
	printf("  0x%03zx %5zu %s\n", chunk->offset, chunk->size, chunk->free ? "free" : "used");
	return 0;
}

int main(void)
{
	static const my_heap_visitor visitor = { show_section, show_bucket, show_chunk };
	my_heap *heap = my_heap_create(NULL); /* with the usual options */
	void *hole;

	if (!heap) {
		perror("walk");
		return 1;
	}
	my_heap_malloc(heap, 100);
	hole = my_heap_malloc(heap, 200);
	my_heap_malloc(heap, 300);
	my_heap_free(heap, hole);
	my_heap_walk(heap, &visitor, NULL);
	my_heap_destroy(heap);
	return 0;
}
