/* SPDX-License-Identifier: MIT
 *
 * entries.h - what the steps of a recording did to its blocks, so that they can be undone.
 *
 *   page: entry entry ... (at most ENTRIES_PAGE)   each page is decoded as a whole
 *   step: one entry or more; the last of them says so
 *
 * Rules of use
 * - Adding is O(1); an entry takes about 6 bytes.
 * - They take no more than `most` bytes: then the oldest pages are forgotten, and entries_first
 *   is the earliest step that can still be gone back to.
 */
#ifndef MMVIZ_ENTRIES_H
#define MMVIZ_ENTRIES_H

#include "blocks.h"

enum { ENTRIES_PAGE = 4096 };

enum entry_change { ENTRY_NOTHING, ENTRY_ADDED, ENTRY_REMOVED };

struct entry {
	uint8_t change;     /* enum entry_change */
	uint8_t kind;       /* of the last of a step: what was asked, enum trace_kind */
	uint8_t failed;     /* of the same: it was refused, or means nothing */
	uint8_t is_last;
	uint32_t thread;
	struct block block; /* added, removed; NOTHING: only the address that was meant */
};

struct entries;

struct entries *entries_create(size_t most);
void entries_free(struct entries *entries);

/* Behind all others. */
void entries_add(struct entries *entries, const struct entry *entry);

uint64_t entries_count(const struct entries *entries); /* ever added */
uint64_t entries_kept(const struct entries *entries);  /* number of the first that is kept */
uint64_t entries_first(const struct entries *entries); /* step before that one */

/* The entry of a number that is kept; good until the next call. */
const struct entry *entries_get(struct entries *entries, uint64_t number);

/* The number of the first entry of a page in which step + 1 begins, or of one before it, and the
 * steps that end before that entry. */
uint64_t entries_page_of(const struct entries *entries, uint64_t step, uint64_t *before);

size_t entries_bytes(const struct entries *entries);

#endif
