/* SPDX-License-Identifier: MIT
 *
 * search.c - a text in the memory of all sections, page by page.
 *
 *   window:  | kept: the end of the pages before | one page |
 *
 * A text that lies across two pages begins in what was kept: one byte less than it has, so
 * that no place is found twice.
 */
#define _GNU_SOURCE
#include "search.h"

#include "memory.h"
#include "raw.h"
#include "resident.h"

#include <stdlib.h>
#include <string.h>

struct window {
	const struct search *search;
	const my_heap_section *section;
	unsigned char *bytes; /* kept, and a page */
	size_t kept;
	int blank;            /* what is kept is all 0 */
};

static int is_zero(const unsigned char *bytes, size_t count)
{
	return count == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, count - 1) == 0);
}

/* Every place in the window, whose first byte is at that offset. */
static int look_through(const struct window *w, size_t offset, size_t count)
{
	const struct search *s = w->search;
	const unsigned char *at = w->bytes, *end = w->bytes + count;

	while ((at = memmem(at, (size_t)(end - at), s->text, s->length))) {
		if (s->hit(s->user, w->section, offset + (size_t)(at - w->bytes)) || *s->stop)
			return 0;
		at++;
	}
	return 1;
}

static void keep_end(struct window *w, size_t count)
{
	w->kept = count < w->search->length - 1 ? count : w->search->length - 1;
	memmove(w->bytes, w->bytes + count - w->kept, w->kept);
	w->blank = is_zero(w->bytes, w->kept);
}

/* Of a page only what lies in the section. */
static int search_page(void *user, unsigned char *page, int touched)
{
	struct window *w = user;
	const unsigned char *memory = w->section->memory, *stop = memory + w->section->size;
	const unsigned char *from = page > memory ? page : memory;
	const unsigned char *end = page + RESIDENT_PAGE < stop ? page + RESIDENT_PAGE : stop;
	size_t before = w->kept, count = before + (size_t)(end - from);
	int blank = !touched && w->blank, is_short = before < w->search->length - 1;

	if (touched)
		raw_read(w->bytes + before, from, (size_t)(end - from));
	else if (!blank || is_short)
		memset(w->bytes + before, 0, (size_t)(end - from));
	if (!blank && !look_through(w, (size_t)(from - memory) - before, count))
		return 1;
	if (!blank || is_short)
		keep_end(w, count);
	return *w->search->stop != 0;
}

static int search_section(struct window *w)
{
	int pages = resident_open(), ended;

	w->kept = 0;
	w->blank = 1;
	ended = resident_visit(pages, w->section->memory, w->section->size, search_page, w);
	resident_close(pages);
	return !ended;
}

int search_memory(const my_heap *heap, const struct search *search)
{
	my_heap_section section;
	struct window w = { .search = search, .section = &section };
	int all = 1;

	w.bytes = memory_new(RESIDENT_PAGE + search->length, 1);
	for (int more = my_heap_first_section(heap, &section); more && all;
	     more = my_heap_next_section(heap, &section))
		all = search_section(&w);
	free(w.bytes);
	return all;
}
