/* SPDX-License-Identifier: MIT
 *
 * own_heap.c - a heap of one's own, with another placement than the usual.
 *
 *   gcc own_heap.c -L. -lmy_malloc -I inc/ -o own_heap
 *
 * The same three holes and the same three requests on a heap of each placement. A heap is a value:
 * a program may have many, and throws one away as a whole.
 */
#include <my_heap.h>
#include <stdio.h>

static const struct {
	const char *name;
	enum my_heap_placement placement;
} policies[] = {
	{ "first", MY_HEAP_FIRST_FIT }, { "next", MY_HEAP_NEXT_FIT },
	{ "best", MY_HEAP_BEST_FIT },   { "worst", MY_HEAP_WORST_FIT },
	{ "bins", MY_HEAP_BINS },       { "near", MY_HEAP_NEAR },
};

/* Three holes of 320, 112 and 208 bytes, something in use behind each. */
static void make_holes(my_heap *heap)
{
	static const size_t sizes[] = { 320, 112, 208 };
	void *hole[3];

	for (int i = 0; i < 3; i++) {
		hole[i] = my_heap_malloc(heap, sizes[i]);
		my_heap_malloc(heap, 16);
	}
	for (int i = 0; i < 3; i++)
		my_heap_free(heap, hole[i]);
}

static void ask(my_heap *heap, const char *name)
{
	static const size_t requests[] = { 100, 200, 300 };
	my_heap_chunk chunk;

	printf("%-6s", name);
	for (int i = 0; i < 3; i++)
		if (my_heap_find(heap, my_heap_malloc(heap, requests[i]), &chunk))
			printf("  %zu at 0x%03zx", requests[i], chunk.offset);
	putchar('\n');
}

int main(void)
{
	for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++) {
		my_heap_options options;
		my_heap *heap;

		my_heap_options_default(&options);
		options.placement = policies[i].placement;
		heap = my_heap_create(&options);
		if (!heap) {
			perror("own_heap");
			return 1;
		}
		make_holes(heap);
		ask(heap, policies[i].name);
		my_heap_destroy(heap); /* with everything in it */
	}
	return 0;
}
