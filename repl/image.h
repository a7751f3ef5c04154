/* SPDX-License-Identifier: MIT
 *
 * image.h - a heap's whole state as bytes: taken, and put back into the same heap.
 *
 *   stretches -> touched pages -> those that are not zero -> their 16 byte units that are not
 *
 * So an image is about as large as what the heap's books and blocks hold, whatever addresses
 * they are spread over.
 */
#ifndef MMVIZ_IMAGE_H
#define MMVIZ_IMAGE_H

#include "my_heap.h"

#include <stdint.h>

struct image;

struct image *image_take(const my_heap *heap);
void image_free(struct image *image); /* NULL is allowed */

/* 1; 0: the system refuses memory, and the heap is as it was. */
int image_put(const struct image *image, my_heap *heap);

size_t image_bytes(const struct image *image); /* that the image takes */
size_t image_pages(const struct image *image); /* bytes of the pages that it stands for */

/* A number that follows from all bytes of the state: equal states have equal numbers. */
uint64_t image_digest(const struct image *image);

#endif
