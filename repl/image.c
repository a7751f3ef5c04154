/* SPDX-License-Identifier: MIT
 *
 * image.c - a heap's whole state as bytes.
 *
 *   page[]   address and which of its 256 units are not zero, by address
 *   unit[]   those, one after the other
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

struct unit {
	uint64_t word[2];
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
	struct unit *unit;
	size_t units, unit_space;
};

static void *room(void *items, size_t count, size_t more, size_t *space, size_t size)
{
	if (count + more <= *space)
		return items;
	*space = *space + *space / 2 + more + 16;
	return memory_grow(items, *space, size);
}

/* ----------------------------------------------------------------------- taking */

UNWATCHED static void take_units(struct image *image, struct page *page)
{
	const volatile uint64_t *word = (const volatile uint64_t *)(void *)page->start;

	for (size_t i = 0; i < UNITS; i++) {
		struct unit unit = { { word[2 * i], word[2 * i + 1] } };

		if (!(unit.word[0] | unit.word[1]))
			continue;
		page->filled[i / 64] |= (uint64_t)1 << i % 64;
		image->unit[image->units++] = unit;
	}
}

static void take_page(void *user, unsigned char *start)
{
	struct image *image = user;
	size_t units = image->units;

	image->page = room(image->page, image->pages, 1, &image->page_space, sizeof *image->page);
	image->unit = room(image->unit, image->units, UNITS, &image->unit_space,
	                   sizeof *image->unit);
	image->page[image->pages] = (struct page){ .start = start };
	take_units(image, &image->page[image->pages]);
	image->pages += image->units > units;
}

static int note_stretch(void *user, const my_heap_stretch *stretch)
{
	struct image *image = user;

	image->stretch = room(image->stretch, image->stretches, 1, &image->stretch_space,
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

struct image *image_take(const my_heap *heap)
{
	struct image *image = memory_new(1, sizeof *image);

	note_stretches(image, heap);
	for (size_t i = 0; i < image->stretches; i++)
		resident_visit(image->stretch[i].start, image->stretch[i].size, take_page, image);
	image->page = memory_grow(image->page, image->pages, sizeof *image->page);
	image->unit = memory_grow(image->unit, image->units, sizeof *image->unit);
	image->page_space = image->pages;
	image->unit_space = image->units;
	return image;
}

void image_free(struct image *image)
{
	if (!image)
		return;
	free(image->stretch);
	free(image->page);
	free(image->unit);
	free(image);
}

/* ---------------------------------------------------------------------- putting */

UNWATCHED static void clear_page(void *user, unsigned char *start)
{
	volatile uint64_t *word = (volatile uint64_t *)(void *)start;

	(void)user;
	for (size_t i = 0; i < 2 * UNITS; i++)
		if (word[i])
			word[i] = 0;
}

/* The units of the page, from the next one on; those that follow it. */
UNWATCHED static const struct unit *put_page(const struct page *page, const struct unit *unit)
{
	static const struct unit zero;
	volatile uint64_t *word = (volatile uint64_t *)(void *)page->start;

	for (size_t i = 0; i < UNITS; i++) {
		int filled = page->filled[i / 64] >> i % 64 & 1;
		const struct unit *from = filled ? unit++ : &zero;

		word[2 * i] = from->word[0];
		word[2 * i + 1] = from->word[1];
	}
	return unit;
}

/* While the touched pages go by, those of the image are known to be written later. */
struct clearing {
	const struct image *image;
	size_t page;
};

static void clear_others(void *user, unsigned char *start)
{
	struct clearing *clearing = user;
	const struct image *image = clearing->image;

	while (clearing->page < image->pages && image->page[clearing->page].start < start)
		clearing->page++;
	if (clearing->page == image->pages || image->page[clearing->page].start != start)
		clear_page(NULL, start);
}

int image_put(const struct image *image, my_heap *heap)
{
	struct image before = { 0 };
	struct clearing clearing = { .image = image };
	const struct unit *unit = image->unit;

	note_stretches(&before, heap);
	if (!my_heap_open(heap, image->stretch, image->stretches)) {
		free(before.stretch);
		return 0;
	}
	for (size_t i = 0; i < before.stretches; i++)
		resident_visit(before.stretch[i].start, before.stretch[i].size, clear_others,
		               &clearing);
	for (size_t i = 0; i < image->pages; i++)
		unit = put_page(&image->page[i], unit);
	my_heap_close(heap, before.stretch, before.stretches);
	free(before.stretch);
	return 1;
}

/* ---------------------------------------------------------------------- measures */

size_t image_bytes(const struct image *image)
{
	return sizeof *image + image->stretches * sizeof *image->stretch
	       + image->pages * sizeof *image->page + image->units * sizeof *image->unit;
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
	uint64_t digest = image->pages + 1;

	for (size_t i = 0; i < image->pages; i++) {
		uint64_t start = (uintptr_t)image->page[i].start;

		digest = mix(digest, &start, 1);
		digest = mix(digest, image->page[i].filled, MAPS);
	}
	return mix(digest, (const uint64_t *)(const void *)image->unit, 2 * image->units);
}
