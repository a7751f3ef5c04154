/* SPDX-License-Identifier: MIT
 *
 * probes.c - an observer that counts: how far from home do entries lie, under three hashes?
 *
 *   gcc probes.c -L. -lmy_malloc -I inc/ -o probes
 *
 * An observer is told every step of every operation, where the decision is taken. This one looks
 * at a single kind of step: an entry is stored, so many buckets past its home.
 */
#include <my_heap.h>
#include <stdio.h>

struct count {
	size_t stored, probes, farthest;
};

static void watch(void *user, const my_heap_event *event)
{
	struct count *count = user;

	if (event->step != MY_HEAP_STORED)
		return;
	count->stored++;
	count->probes += event->rest;
	if (event->rest > count->farthest)
		count->farthest = event->rest;
}

int main(void)
{
	static const char *const names[] = { "order-preserving", "modulo", "Fibonacci" };

	for (int hash = MY_HEAP_ORDER_PRESERVING; hash <= MY_HEAP_FIBONACCI; hash++) {
		struct count count = { 0, 0, 0 };
		my_heap_options options;
		my_heap *heap;

		my_heap_options_default(&options);
		options.hash = (enum my_heap_hash)hash;
		heap = my_heap_create(&options);
		if (!heap) {
			perror("probes");
			return 1;
		}
		my_heap_observe(heap, watch, &count);
		for (int i = 0; i < 12; i++)
			my_heap_malloc(heap, 256); /* keys that are all multiples of 16 */
		my_heap_destroy(heap);
		printf("%-16s  %zu stored, %zu probes, at most %zu past home\n", names[hash],
		       count.stored, count.probes, count.farthest);
	}
	return 0;
}
