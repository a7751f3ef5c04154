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

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGES = 4096 }; /* whose state is read at once */

/* Of the system's 64 bits a page: it is in memory, or in the swap area. */
#define TOUCHED (UINT64_C(3) << 62)

struct window {
	const struct search *search;
	const my_heap_section *section;
	size_t page;          /* bytes of one */
	int pagemap;          /* open file; -1: every page counts as touched */
	uint64_t state[PAGES];
	uintptr_t first;      /* page number of state[0] */
	size_t known;         /* pages whose state is there */
	unsigned char *bytes; /* kept, and a page */
	size_t kept;
	int blank;            /* what is kept is all 0 */
};

static void read_states(struct window *w, uintptr_t page)
{
	ssize_t got = -1;

	w->first = page;
	w->known = PAGES;
	if (w->pagemap >= 0)
		got = pread(w->pagemap, w->state, sizeof w->state,
		            (off_t)(page * sizeof w->state[0]));
	if (got >= (ssize_t)sizeof w->state[0])
		w->known = (size_t)got / sizeof w->state[0];
	else
		memset(w->state, 0xff, sizeof w->state);
}

static int is_touched(struct window *w, uintptr_t address)
{
	uintptr_t page = address / w->page;

	if (page < w->first || page - w->first >= w->known)
		read_states(w, page);
	return (w->state[page - w->first] & TOUCHED) != 0;
}

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

/* The bytes from one offset up to another, all on one page. */
static int search_page(struct window *w, size_t from, size_t end)
{
	const unsigned char *memory = w->section->memory;
	size_t before = w->kept, count = before + end - from;
	int touched = is_touched(w, (uintptr_t)(memory + from));
	int blank = !touched && w->blank;

	if (touched)
		raw_read(w->bytes + before, memory + from, end - from);
	else if (!blank || before < w->search->length - 1)
		memset(w->bytes + before, 0, end - from);
	if (!blank && !look_through(w, from - before, count))
		return 0;
	if (!blank || before < w->search->length - 1)
		keep_end(w, count);
	return !*w->search->stop;
}

static int search_section(struct window *w)
{
	uintptr_t start = (uintptr_t)w->section->memory;
	size_t size = w->section->size, end;

	w->kept = 0;
	w->blank = 1;
	for (size_t from = 0; from < size; from = end) {
		end = from + w->page - (start + from) % w->page;
		end = end < size ? end : size;
		if (!search_page(w, from, end))
			return 0;
	}
	return 1;
}

int search_memory(const my_heap *heap, const struct search *search)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct window *w = memory_new(1, sizeof *w);
	my_heap_section section;
	int all = 1;

	w->search = search;
	w->section = &section;
	w->page = page;
	w->pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	w->bytes = memory_new(page + search->length, 1);
	for (int more = my_heap_first_section(heap, &section); more && all;
	     more = my_heap_next_section(heap, &section))
		all = search_section(w);
	if (w->pagemap >= 0)
		close(w->pagemap);
	free(w->bytes);
	free(w);
	return all;
}
