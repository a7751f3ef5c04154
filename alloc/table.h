/* SPDX-License-Identifier: MIT
 *
 * table.h - the hashtable of one section's chunks: key -> chunk.
 *
 * Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L): an entry lies
 * in its home bucket or in the first empty one behind it, wrapping at the end. Removal
 * shifts later entries back (algorithm R), so that there are no tombstones and
 *
 *   between an entry's home and its bucket no bucket is empty
 *
 * always holds. The table doubles when the load factor would be passed, and when a store
 * has to go more than 64 buckets past home although a larger table would spread better. It
 * doubles where it is: no page of it is left behind.
 * Pointers to entries are good until the next store or removal.
 */
#ifndef ALLOC_TABLE_H
#define ALLOC_TABLE_H

#include "state.h"

/* The bucket a key hashes to, by the heap's hash. */
size_t table_hash(const struct my_heap *heap, const struct section *section, size_t key);

/* The same, in a table of this section's present capacity. A division is the slowest step of a
 * lookup: mostly there is no need for one. */
static inline size_t table_home(const struct my_heap *heap, const struct section *section,
                                size_t key)
{
	size_t last = section->capacity - 1;

	if (heap->options.hash == MY_HEAP_MODULO && (section->capacity & last) == 0)
		return key & last;
	return table_hash(heap, section, key);
}

/* The entry of a key from its home on, NULL if there is none. */
struct chunk *table_seek(const struct section *section, size_t home, size_t key);

/* The entry of a key, NULL if there is none. Expected O(1). table_find is for a pointer from
 * the user: counted as a lookup, and told with every bucket on the way. table_peek is for
 * a chunk known to be there or a neighbour's place: it leaves no trace. */
struct chunk *table_find(struct my_heap *heap, const struct section *section, size_t key);
static inline struct chunk *table_peek(const struct my_heap *heap,
                                       const struct section *section, size_t key)
{
	size_t home = table_home(heap, section, key);
	struct chunk *entry = &section->chunk[home];

	return entry->key == key && entry->memory ? entry : table_seek(section, home, key);
}

/* Stores a chunk whose key is not in the table; its entry. Amortised O(1); cannot fail. */
struct chunk *table_store(struct my_heap *heap, struct section *section,
                          const struct chunk *chunk);

/* Takes an entry out of the table. Expected O(1). */
void table_remove(struct my_heap *heap, struct section *section, struct chunk *entry);

#endif
