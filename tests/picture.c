/* SPDX-License-Identifier: MIT
 *
 * picture.c - a copy of a heap's state. The system knows which pages were never touched:
 * these are passed over (/proc/self/pagemap).
 */
#include "picture.h"

#include "raw.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENTRIES = 4096 };

#define TOUCHED ((uint64_t)3 << 62) /* present, or swapped out */

static void *grown(void *list, size_t count, size_t *most, size_t size)
{
	if (count < *most)
		return list;
	*most = *most ? *most * 2 : 64;
	list = realloc(list, *most * size);
	if (!list)
		abort();
	return list;
}

/* Each page of a stretch that was ever touched. */
static void each_page(const my_heap_stretch *stretch, void (*visit)(void *user, unsigned char *at),
                      void *user)
{
	static uint64_t entry[ENTRIES];
	size_t pages = stretch->size / 4096, first = (uintptr_t)stretch->start / 4096;
	int map = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);

	for (size_t i = 0; i < pages; i++) {
		size_t want = (pages - i < ENTRIES ? pages - i : ENTRIES) * sizeof entry[0];
		off_t from = (off_t)((first + i) * sizeof entry[0]);

		if (i % ENTRIES == 0 && pread(map, entry, want, from) != (ssize_t)want)
			abort();
		if (entry[i % ENTRIES] & TOUCHED)
			visit(user, stretch->start + i * 4096);
	}
	close(map);
}

/* --------------------------------------------------------------------------- take */

static void take_page(void *user, unsigned char *at)
{
	struct picture *picture = user;
	uint64_t any = 0, digest = picture->digest;
	struct page *page;

	picture->page = grown(picture->page, picture->pages, &picture->most_pages, sizeof *page);
	page = &picture->page[picture->pages];
	page->at = at;
	raw_read(page->words, at, sizeof page->words);
	for (size_t i = 0; i < sizeof page->words / sizeof page->words[0]; i++)
		any |= page->words[i];
	if (!any)
		return;
	digest = (digest ^ (uintptr_t)at) * 0x9e3779b97f4a7c15u;
	for (size_t i = 0; i < sizeof page->words / sizeof page->words[0]; i++)
		digest = ((digest ^ page->words[i]) * 0x9e3779b97f4a7c15u) ^ digest >> 29;
	picture->digest = digest;
	picture->pages++;
}

static int list_stretch(void *user, const my_heap_stretch *stretch)
{
	struct picture *picture = user;

	picture->stretch = grown(picture->stretch, picture->stretches, &picture->most_stretches,
	                         sizeof *stretch);
	picture->stretch[picture->stretches++] = *stretch;
	return 0;
}

struct picture *picture_take(const my_heap *heap)
{
	struct picture *picture = calloc(1, sizeof *picture);

	if (!picture || my_heap_stretches(heap, list_stretch, picture) != 0)
		abort();
	for (size_t i = 0; i < picture->stretches; i++)
		each_page(&picture->stretch[i], take_page, picture);
	return picture;
}

void picture_free(struct picture *picture)
{
	free(picture->stretch);
	free(picture->page);
	free(picture);
}

uint64_t picture_digest(const my_heap *heap)
{
	struct picture *picture = picture_take(heap);
	uint64_t digest = picture->digest;

	picture_free(picture);
	return digest;
}

/* ---------------------------------------------------------------------------- put */

static void clear_page(void *user, unsigned char *at)
{
	(void)user;
	raw_fill(at, 0, 4096);
}

int picture_put(my_heap *heap, const struct picture *picture)
{
	struct picture before = { .stretch = NULL };

	my_heap_stretches(heap, list_stretch, &before);
	if (!my_heap_open(heap, picture->stretch, picture->stretches)) {
		free(before.stretch);
		return 0;
	}
	for (size_t i = 0; i < picture->stretches; i++)
		each_page(&picture->stretch[i], clear_page, NULL);
	for (size_t i = 0; i < picture->pages; i++)
		raw_write((void *)(uintptr_t)picture->page[i].at, picture->page[i].words, 4096);
	my_heap_close(heap, before.stretch, before.stretches);
	free(before.stretch);
	return 1;
}
