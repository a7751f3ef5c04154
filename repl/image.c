/* SPDX-License-Identifier: MIT
 *
 * image.c - a heap's whole state as bytes.
 *
 *   page[]   address and which of its 256 units are not zero, by address
 *   packed[] those, one after the other: for each word a byte that says which of its bytes are
 *            not zero, then these; books are full of small numbers
 *
 * The heap's memory is read and written by volatile words: sanitizers watch memcpy, and free
 * chunks are forbidden land to them.
 */
#include "image.h"

#include "memory.h"
#include "my_heap_image.h"
#include "resident.h"

#include <stdlib.h>
#include <string.h>

#define UNWATCHED __attribute__((no_sanitize("address")))

enum { UNITS = RESIDENT_PAGE / 16, MAPS = UNITS / 64 };

enum {
	PACKED_MOST = 2 * 9, /* bytes of a packed unit */
	WRITTEN = 8          /* at once, of which some may not count */
};

struct page {
	unsigned char *start;
	uint64_t filled[MAPS]; /* a bit for each unit */
};

struct image {
	my_heap_stretch *stretch;
	size_t stretches, stretch_space;
	struct page *page;
	size_t pages, page_space;
	uint8_t *packed;
	size_t bytes, packed_space;
};

/* ----------------------------------------------------------------------- taking */

/* Bit i: byte i is not zero. */
static unsigned filled_bytes(uint64_t word)
{
	word |= word >> 4;
	word |= word >> 2;
	word |= word >> 1;
	return (unsigned)((word & 0x0101010101010101u) * 0x0102040810204080u >> 56);
}

/* Up to the first byte that is zero all go at once; behind it few are left, mostly none. */
static uint8_t *pack(uint8_t *to, uint64_t word)
{
	unsigned mask = filled_bytes(word), low = (unsigned)__builtin_ctz(~mask);

	*to++ = (uint8_t)mask;
	memcpy(to, &word, sizeof word);
	to += low;
	for (mask = mask >> low << low; mask; mask &= mask - 1)
		*to++ = (uint8_t)(word >> 8 * __builtin_ctz(mask));
	return to;
}

static const uint8_t *unpack(const uint8_t *from, uint64_t *word)
{
	*word = 0;
	for (unsigned mask = *from++; mask; mask &= mask - 1)
		*word |= (uint64_t)*from++ << 8 * __builtin_ctz(mask);
	return from;
}

UNWATCHED static int take_units(struct image *image, struct page *page)
{
	const volatile uint64_t *word = (const volatile uint64_t *)(void *)page->start;
	uint8_t *to = image->packed + image->bytes, *start = to;

	for (size_t i = 0; i < UNITS; i++) {
		uint64_t first = word[2 * i], second = word[2 * i + 1];

		if (!(first | second))
			continue;
		page->filled[i / 64] |= (uint64_t)1 << i % 64;
		to = pack(pack(to, first), second);
	}
	image->bytes += (size_t)(to - start);
	return to != start;
}

static int take_page(void *user, unsigned char *start, int touched)
{
	struct image *image = user;

	if (!touched)
		return 0;
	image->page = memory_room(image->page, image->pages, 1, &image->page_space,
	                          sizeof *image->page);
	image->packed = memory_room(image->packed, image->bytes, UNITS * PACKED_MOST + WRITTEN,
	                            &image->packed_space, 1);
	image->page[image->pages] = (struct page){ .start = start };
	image->pages += (size_t)take_units(image, &image->page[image->pages]);
	return 0;
}

static int note_stretch(void *user, const my_heap_stretch *stretch)
{
	struct image *image = user;

	image->stretch = memory_room(image->stretch, image->stretches, 1, &image->stretch_space,
	                             sizeof *image->stretch);
	image->stretch[image->stretches++] = *stretch;
	return 0;
}

static int by_address(const void *a, const void *b)
{
	const my_heap_stretch *left = a, *right = b;

	return left->start < right->start ? -1 : left->start > right->start;
}

static void note_stretches(struct image *image, const my_heap *heap)
{
	my_heap_stretches(heap, note_stretch, image);
	qsort(image->stretch, image->stretches, sizeof *image->stretch, by_address);
}

/* The touched pages of all stretches. */
static void visit_pages(const struct image *image, resident_page *visit, void *user)
{
	int pages = resident_open();

	for (size_t i = 0; i < image->stretches; i++)
		resident_visit(pages, image->stretch[i].start, image->stretch[i].size, visit, user);
	resident_close(pages);
}

struct image *image_take(const my_heap *heap)
{
	struct image *image = memory_new(1, sizeof *image);

	note_stretches(image, heap);
	visit_pages(image, take_page, image);
	image->page = memory_grow(image->page, image->pages, sizeof *image->page);
	image->packed = memory_grow(image->packed, image->bytes, 1);
	image->page_space = image->pages;
	image->packed_space = image->bytes;
	return image;
}

void image_free(struct image *image)
{
	if (!image)
		return;
	free(image->stretch);
	free(image->page);
	free(image->packed);
	free(image);
}

/* ---------------------------------------------------------------------- putting */

UNWATCHED static void clear_page(unsigned char *start)
{
	volatile uint64_t *word = (volatile uint64_t *)(void *)start;

	for (size_t i = 0; i < 2 * UNITS; i++)
		if (word[i])
			word[i] = 0;
}

/* The page's units, packed from there on; where those of the next page are. */
UNWATCHED static const uint8_t *put_page(const struct page *page, const uint8_t *from)
{
	volatile uint64_t *word = (volatile uint64_t *)(void *)page->start;

	for (size_t i = 0; i < UNITS; i++) {
		uint64_t first = 0, second = 0;

		if (page->filled[i / 64] >> i % 64 & 1)
			from = unpack(unpack(from, &first), &second);
		word[2 * i] = first;
		word[2 * i + 1] = second;
	}
	return from;
}

/* While the touched pages go by, those of the image are known to be written later. */
struct clearing {
	const struct image *image;
	size_t page;
};

static int clear_others(void *user, unsigned char *start, int touched)
{
	struct clearing *clearing = user;
	const struct image *image = clearing->image;

	while (clearing->page < image->pages && image->page[clearing->page].start < start)
		clearing->page++;
	if (touched
	    && (clearing->page == image->pages || image->page[clearing->page].start != start))
		clear_page(start);
	return 0;
}

int image_put(const struct image *image, my_heap *heap)
{
	struct image before = { 0 };
	struct clearing clearing = { .image = image };
	const uint8_t *from = image->packed;

	note_stretches(&before, heap);
	if (!my_heap_open(heap, image->stretch, image->stretches)) {
		free(before.stretch);
		return 0;
	}
	visit_pages(&before, clear_others, &clearing);
	for (size_t i = 0; i < image->pages; i++)
		from = put_page(&image->page[i], from);
	my_heap_close(heap, before.stretch, before.stretches);
	free(before.stretch);
	return 1;
}

/* ---------------------------------------------------------------------- measures */

size_t image_bytes(const struct image *image)
{
	return sizeof *image + image->stretches * sizeof *image->stretch
	       + image->pages * sizeof *image->page + image->bytes;
}

size_t image_pages(const struct image *image)
{
	return image->pages * RESIDENT_PAGE;
}

static uint64_t mix(uint64_t digest, const uint64_t *word, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		digest = (digest ^ word[i]) * 0x9fb21c651e98df25u;
		digest ^= digest >> 32;
	}
	return digest;
}

uint64_t image_digest(const struct image *image)
{
	uint64_t digest = image->pages + 1, last = 0;

	for (size_t i = 0; i < image->pages; i++) {
		uint64_t start = (uintptr_t)image->page[i].start;

		digest = mix(digest, &start, 1);
		digest = mix(digest, image->page[i].filled, MAPS);
	}
	for (size_t i = 0; i < image->bytes; i += sizeof last) {
		size_t left = image->bytes - i;

		last = 0;
		memcpy(&last, image->packed + i, left < sizeof last ? left : sizeof last);
		digest = mix(digest, &last, 1);
	}
	return digest;
}
