/* SPDX-License-Identifier: MIT
 *
 * entries.c - entries in few bytes.
 *
 *   head (1 byte)  [thread]  address - the one before  [size]  [steps since it was made]
 *
 * All numbers but the head are seven bits a byte, the last of them below 128.
 */
#include "entries.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 1 + 4 * 10 + 5, THREAD = 0x80, FAILED = 0x40, LAST = 0x20 };

struct page {
	unsigned char *bytes;
	size_t length, count;
	uint64_t first;  /* number of its first entry */
	uint64_t steps;  /* that ended before it */
};

/* What both sides remember from entry to entry of a page. */
struct coder {
	uint64_t address, step;
	uint32_t thread;
};

struct entries {
	struct page *page; /* in order; the last is being written */
	size_t count, space, dropped; /* dropped: at the front, still in the array */
	size_t most, bytes;
	uint64_t total;
	struct coder coder;
	struct entry read[ENTRIES_PAGE];
	struct coder reader;
	uint64_t read_first;       /* number of read[0] */
	size_t read_count, read_at; /* and where the next one lies in its page */
};

/* ---------------------------------------------------------------------- numbers */

static unsigned char *put(unsigned char *at, uint64_t value)
{
	for (; value > 127; value >>= 7)
		*at++ = (unsigned char)(value | 128);
	*at++ = (unsigned char)value;
	return at;
}

static const unsigned char *get(const unsigned char *at, uint64_t *value)
{
	unsigned shift = 0;

	*value = 0;
	for (; *at > 127; shift += 7)
		*value |= (uint64_t)(*at++ & 127) << shift;
	*value |= (uint64_t)*at++ << shift;
	return at;
}

static uint64_t fold(uint64_t difference)
{
	return difference << 1 ^ -(difference >> 63);
}

static uint64_t unfold(uint64_t folded)
{
	return folded >> 1 ^ -(folded & 1);
}

/* ---------------------------------------------------------------------- one entry */

static unsigned char *encode(struct coder *coder, unsigned char *at, const struct entry *e)
{
	unsigned head = (unsigned)e->change | (unsigned)e->kind << 2
	                | (e->failed ? (unsigned)FAILED : 0) | (e->is_last ? (unsigned)LAST : 0)
	                | (e->thread != coder->thread ? (unsigned)THREAD : 0);

	*at++ = (unsigned char)head;
	if (head & THREAD)
		at = put(at, e->thread);
	at = put(at, fold(e->block.address - coder->address));
	if (e->change != ENTRY_NOTHING)
		at = put(at, e->block.size);
	if (e->change == ENTRY_REMOVED)
		at = put(at, coder->step + 1 - e->block.born);
	coder->address = e->block.address;
	coder->thread = e->thread;
	coder->step += e->is_last != 0;
	return at;
}

static const unsigned char *decode(struct coder *coder, const unsigned char *at, struct entry *e)
{
	unsigned head = *at++;
	uint64_t value;

	*e = (struct entry){ .change = head & 3, .kind = head >> 2 & 7,
		             .failed = (head & FAILED) != 0, .is_last = (head & LAST) != 0 };
	if (head & THREAD) {
		at = get(at, &value);
		coder->thread = (uint32_t)value;
	}
	e->thread = coder->thread;
	at = get(at, &value);
	coder->address += unfold(value);
	e->block.address = coder->address;
	e->block.born = coder->step + 1;
	if (e->change != ENTRY_NOTHING)
		at = get(at, &e->block.size);
	if (e->change == ENTRY_REMOVED) {
		at = get(at, &value);
		e->block.born -= value;
	}
	coder->step += e->is_last;
	return at;
}

/* ------------------------------------------------------------------------- pages */

struct entries *entries_create(size_t most)
{
	struct entries *entries = memory_new(1, sizeof *entries);

	entries->most = most;
	return entries;
}

void entries_free(struct entries *entries)
{
	if (!entries)
		return;
	for (size_t i = entries->dropped; i < entries->count; i++)
		free(entries->page[i].bytes);
	free(entries->page);
	free(entries);
}

static void forget_oldest(struct entries *entries)
{
	struct page *page = &entries->page[entries->dropped];

	entries->bytes -= page->length;
	free(page->bytes);
	page->bytes = NULL;
	if (++entries->dropped < entries->count / 2)
		return;
	entries->count -= entries->dropped;
	memmove(entries->page, entries->page + entries->dropped,
	        entries->count * sizeof *entries->page);
	entries->dropped = 0;
}

/* The page that is full takes what it needs, and another one begins. */
static struct page *begin_page(struct entries *entries)
{
	struct page *page;

	if (entries->count) {
		page = &entries->page[entries->count - 1];
		page->bytes = memory_grow(page->bytes, page->length, 1);
	}
	while (entries->bytes > entries->most && entries->count - entries->dropped > 1)
		forget_oldest(entries);
	entries->page = memory_room(entries->page, entries->count, 1, &entries->space,
	                            sizeof *entries->page);
	page = &entries->page[entries->count++];
	*page = (struct page){ .bytes = memory_new(ENTRIES_PAGE, LONGEST),
		               .first = entries->total, .steps = entries->coder.step };
	entries->coder = (struct coder){ .step = page->steps };
	return page;
}

void entries_add(struct entries *entries, const struct entry *entry)
{
	struct page *page = entries->count ? &entries->page[entries->count - 1] : NULL;
	unsigned char *at;
	size_t length;

	if (!page || page->count == ENTRIES_PAGE)
		page = begin_page(entries);
	at = page->bytes + page->length;
	length = (size_t)(encode(&entries->coder, at, entry) - at);
	page->length += length;
	entries->bytes += length;
	page->count++;
	entries->total++;
}

uint64_t entries_count(const struct entries *entries)
{
	return entries->total;
}

static const struct page *oldest(const struct entries *entries)
{
	return entries->count ? &entries->page[entries->dropped] : NULL;
}

uint64_t entries_kept(const struct entries *entries)
{
	return oldest(entries) ? oldest(entries)->first : 0;
}

uint64_t entries_first(const struct entries *entries)
{
	return oldest(entries) ? oldest(entries)->steps : 0;
}

/* The last page for which `value` is not before its own. */
static const struct page *find(const struct entries *entries, uint64_t value, int by_step)
{
	size_t low = entries->dropped, high = entries->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		const struct page *page = &entries->page[middle];

		if ((by_step ? page->steps : page->first) <= value)
			low = middle;
		else
			high = middle;
	}
	return &entries->page[low];
}

uint64_t entries_page_of(const struct entries *entries, uint64_t step, uint64_t *before)
{
	const struct page *page = find(entries, step, 1);

	*before = page->steps;
	return page->first;
}

/* A page that is being written may have got more since. */
const struct entry *entries_get(struct entries *entries, uint64_t number)
{
	const struct page *page;

	if (entries->read_count && number - entries->read_first < entries->read_count)
		return &entries->read[number - entries->read_first];
	page = find(entries, number, 0);
	if (!entries->read_count || entries->read_first != page->first) {
		entries->read_first = page->first;
		entries->read_count = entries->read_at = 0;
		entries->reader = (struct coder){ .step = page->steps };
	}
	while (entries->read_count < page->count) {
		const unsigned char *at = page->bytes + entries->read_at;
		struct entry *out = &entries->read[entries->read_count++];

		entries->read_at += (size_t)(decode(&entries->reader, at, out) - at);
	}
	return &entries->read[number - entries->read_first];
}

size_t entries_bytes(const struct entries *entries)
{
	return entries->bytes + (size_t)ENTRIES_PAGE * LONGEST + sizeof *entries
	       + entries->space * sizeof *entries->page;
}
