/* SPDX-License-Identifier: MIT
 *
 * picture.h - a heap's state as the test keeps it: a copy of every page that is not zero, of
 * all stretches of my_heap_image.h, and a number made of all those bytes.
 *
 *   struct picture *now = picture_take(heap);
 *   ... operations ...
 *   picture_put(heap, now);       the heap is what it was
 *   picture_free(now);
 */
#ifndef TESTS_PICTURE_H
#define TESTS_PICTURE_H

#include "my_heap.h"

#include <stddef.h>
#include <stdint.h>

struct page {
	const unsigned char *at;
	uint64_t words[4096 / sizeof(uint64_t)];
};

struct picture {
	my_heap_stretch *stretch; /* of the state */
	size_t stretches, most_stretches;
	struct page *page;
	size_t pages, most_pages;
	uint64_t digest; /* of all bytes that are not zero, and where they are */
};

/* Whoever takes it frees it. The test ends where there is no memory. */
struct picture *picture_take(const my_heap *heap);
void picture_free(struct picture *picture);

/* 1; 0: the system refused, and nothing was written. */
int picture_put(my_heap *heap, const struct picture *picture);

/* The digest that a picture taken now would have. */
uint64_t picture_digest(const my_heap *heap);

#endif
