/* SPDX-License-Identifier: MIT */
#include "table.h"

enum {
	PAGE = 4096,
	PROBE_LIMIT = 64 /* a store farther past home than this doubles the table */
};

/* ----------------------------------------------------------------------- hash */

typedef size_t hash_function(size_t key, size_t capacity, size_t keys);

static size_t order_preserving(size_t key, size_t capacity, size_t keys)
{
	if (key <= SIZE_MAX / capacity)
		return key * capacity / keys;
	return key / (keys / capacity + 1);
}

static size_t modulo(size_t key, size_t capacity, size_t keys)
{
	(void)keys;
	return key % capacity;
}

/* The golden ratio's fraction spreads runs of keys evenly; its top bits, taken as a
 * fraction of the capacity, serve capacities that are no power of two as well. */
static size_t fibonacci(size_t key, size_t capacity, size_t keys)
{
	uint64_t fraction = ((uint64_t)key * 0x9e3779b97f4a7c15u) >> 32;

	(void)keys;
	return (size_t)((fraction * capacity) >> 32);
}

static hash_function *const hashes[] = {
	[MY_HEAP_ORDER_PRESERVING] = order_preserving,
	[MY_HEAP_MODULO] = modulo,
	[MY_HEAP_FIBONACCI] = fibonacci,
};

size_t table_hash(const struct my_heap *heap, const struct section *section, size_t key)
{
	return hashes[heap->options.hash](key, section->capacity,
	                                  heap_keys(heap, section->size));
}

/* ---------------------------------------------------------------------- probe */

static struct chunk *after(const struct section *section, struct chunk *entry)
{
	return entry + 1 < section->chunk + section->capacity ? entry + 1 : section->chunk;
}

static size_t distance(const struct section *section, size_t from, size_t to)
{
	return to >= from ? to - from : to + section->capacity - from;
}

static size_t bucket_of(const struct section *section, const struct chunk *entry)
{
	return (size_t)(entry - section->chunk);
}

/* The entry of a key, or the empty one where it would go; NULL if the table is full of
 * others. */
static struct chunk *probe(const struct section *section, size_t home, size_t key)
{
	struct chunk *first = &section->chunk[home], *entry = first;

	do {
		if (!entry->memory || entry->key == key)
			return entry;
		entry = after(section, entry);
	} while (entry != first);
	return NULL;
}

static void count(struct my_heap *heap, size_t probes)
{
	heap->counts.lookups++;
	heap->counts.probes += probes;
	if (probes > heap->counts.longest_probe)
		heap->counts.longest_probe = probes;
}

/* Every taken bucket from home to just before the one reached. */
static void tell_probes(struct my_heap *heap, const struct section *section, size_t key,
                        size_t home, size_t probes)
{
	struct chunk *entry = &section->chunk[home];

	for (; probes > 0; probes--) {
		heap_tell(heap, .step = MY_HEAP_PROBE_TAKEN, AT(heap, section, key), .home = home,
		          .bucket = bucket_of(section, entry), .capacity = section->capacity,
		          .other = entry->key);
		entry = after(section, entry);
	}
}

/* ----------------------------------------------------------------------- find */

struct chunk *table_seek(const struct section *section, size_t home, size_t key)
{
	struct chunk *entry = probe(section, home, key);

	return entry && entry->memory ? entry : NULL;
}

struct chunk *table_find(struct my_heap *heap, const struct section *section, size_t key)
{
	size_t home = table_home(heap, section, key), capacity = section->capacity;
	struct chunk *entry = probe(section, home, key);
	struct chunk *found = entry && entry->memory ? entry : NULL;
	size_t bucket = entry ? bucket_of(section, entry) : capacity;
	size_t probes = entry ? distance(section, home, bucket) : capacity - 1;

	count(heap, probes);
	if (heap->observer)
		tell_probes(heap, section, key, home, probes);
	heap_tell(heap, .step = found ? MY_HEAP_FOUND : MY_HEAP_NOT_FOUND, AT(heap, section, key),
	          .home = home, .bucket = bucket, .capacity = capacity,
	          .size = found ? found->size : 0, .rest = probes,
	          .other = found && (found->free || chunk_waits(found)),
	          .why = found && chunk_waits(found) ? MY_HEAP_WAITS : MY_HEAP_NO_REASON);
	return found;
}

/* ---------------------------------------------------------------------- store */

static void put(struct my_heap *heap, struct chunk *entry, const struct chunk *chunk)
{
	heap_keep(heap, entry, sizeof *entry);
	*entry = *chunk;
}

/* Each page of the new half, which is all zero: a page that is read first, as a probe does, is
 * handed over by the system once to be read and once more to be written. */
static void touch(const struct section *section, size_t from)
{
	volatile struct chunk *table = section->chunk;

	for (size_t i = from; i < section->capacity; i += PAGE / sizeof *section->chunk)
		table[i].key = 0;
}

/* A bit of an entry's free, only while its table doubles: its key has another home, perhaps. */
enum { TO_BE_MOVED = 2 };

static int is_to_be_moved(const struct chunk *entry)
{
	return entry->free & TO_BE_MOVED;
}

/* An entry goes to the first bucket from its home on that is empty, or whose entry is to be
 * moved too; that one comes here instead. What has been moved stays: no way to it is opened. */
static void move(struct my_heap *heap, const struct section *section, struct chunk *entry)
{
	struct chunk *to = &section->chunk[table_home(heap, section, entry->key)];
	struct chunk moved = *entry;

	while (to->memory && !is_to_be_moved(to))
		to = after(section, to);
	moved.free &= ~TO_BE_MOVED;
	if (to != entry)
		put(heap, entry, to);
	put(heap, to, &moved);
}

/* Doubles into the room behind the table, which is all zero. */
static void grow(struct my_heap *heap, struct section *section, enum my_heap_reason why)
{
	struct chunk *table = section->chunk;
	size_t capacity = section->capacity;

	heap_tell(heap, .step = MY_HEAP_TABLE_GROWN, .why = why, .section = section->id,
	          .size = capacity, .rest = 2 * capacity, .need = section->nbr_chunks);
	section->capacity = 2 * capacity;
	heap->counts.tables += capacity * sizeof *table;
	touch(section, capacity);
	for (size_t i = 0; i < capacity; i++)
		if (table[i].memory) {
			heap_keep(heap, &table[i].free, sizeof table[i].free);
			table[i].free |= TO_BE_MOVED;
		}
	for (size_t i = 0; i < capacity; i++)
		while (is_to_be_moved(&table[i]))
			move(heap, section, &table[i]);
}

static int can_grow(const struct section *section)
{
	return section->capacity < section->most;
}

static int is_loaded(const struct my_heap *heap, const struct section *section)
{
	return (section->nbr_chunks + 1) * 100 > section->capacity * heap->options.load;
}

struct chunk *table_store(struct my_heap *heap, struct section *section,
                          const struct chunk *chunk)
{
	while (is_loaded(heap, section) && can_grow(section))
		grow(heap, section, MY_HEAP_LOAD_REACHED);

	size_t home = table_home(heap, section, chunk->key);
	struct chunk *entry = probe(section, home, chunk->key);
	size_t bucket = bucket_of(section, entry), probes = distance(section, home, bucket);

	count(heap, probes);
	if (heap->observer)
		tell_probes(heap, section, chunk->key, home, probes);
	heap_tell(heap, .step = MY_HEAP_STORED, AT(heap, section, chunk->key), .home = home,
	          .bucket = bucket, .capacity = section->capacity, .rest = probes);
	put(heap, entry, chunk);
	section->nbr_chunks++;
	if (probes <= PROBE_LIMIT || !can_grow(section))
		return entry;
	grow(heap, section, MY_HEAP_PROBED_TOO_FAR);
	return table_peek(heap, section, chunk->key);
}

/* --------------------------------------------------------------------- remove */

static void shift_back(struct my_heap *heap, struct chunk *from, struct chunk *to,
                       const struct section *section, size_t home)
{
	heap_tell(heap, .step = MY_HEAP_SHIFTED, AT(heap, section, from->key), .home = home,
	          .bucket = bucket_of(section, to), .other = bucket_of(section, from));
	put(heap, to, from);
}

void table_remove(struct my_heap *heap, struct section *section, struct chunk *entry)
{
	struct chunk *gap = entry, *next = after(section, entry);

	heap_tell(heap, .step = MY_HEAP_REMOVED, AT(heap, section, entry->key),
	          .home = table_home(heap, section, entry->key),
	          .bucket = bucket_of(section, entry));
	for (; next != entry && next->memory; next = after(section, next)) {
		size_t home = table_home(heap, section, next->key);
		size_t bucket = bucket_of(section, next);

		if (distance(section, home, bucket) >=
		    distance(section, bucket_of(section, gap), bucket)) {
			shift_back(heap, next, gap, section, home);
			gap = next;
		}
	}
	put(heap, gap, &(struct chunk){ 0 });
	section->nbr_chunks--;
}
