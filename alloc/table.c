/* SPDX-License-Identifier: MIT */
#include "table.h"

#include "os.h"

enum {
	PROBE_LIMIT = 64,        /* a store farther past home than this doubles the table */
	WORTH_CLEARING = 8 << 20 /* bytes of an outgrown table that are worth a system call */
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
	/* A division is the slowest step of a lookup; mostly there is no need for one. */
	return capacity & (capacity - 1) ? key % capacity : key & (capacity - 1);
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

size_t table_home(const struct my_heap *heap, const struct section *section, size_t key)
{
	return hashes[heap->options.hash](key, section->capacity,
	                                  heap_keys(heap, section->size));
}

/* ---------------------------------------------------------------------- probe */

static size_t after(const struct section *section, size_t bucket)
{
	return bucket + 1 < section->capacity ? bucket + 1 : 0;
}

static size_t distance(const struct section *section, size_t from, size_t to)
{
	return to >= from ? to - from : to + section->capacity - from;
}

/* The bucket of a key, or the empty one where it would go; capacity if the table is full
 * of others. */
static size_t probe(const struct section *section, size_t home, size_t key)
{
	size_t bucket = home;

	for (size_t seen = 0; seen < section->capacity; seen++) {
		const struct chunk *entry = &section->chunk[bucket];

		if (!entry->memory || entry->key == key)
			return bucket;
		bucket = after(section, bucket);
	}
	return section->capacity;
}

static void count(struct my_heap *heap, size_t probes)
{
	heap->counts.lookups++;
	heap->counts.probes += probes;
	if (probes > heap->counts.longest_probe)
		heap->counts.longest_probe = probes;
}

static struct chunk *entry_at(const struct section *section, size_t bucket)
{
	if (bucket == section->capacity || !section->chunk[bucket].memory)
		return NULL;
	return &section->chunk[bucket];
}

/* Every taken bucket from home to just before the one reached. */
static void tell_probes(struct my_heap *heap, const struct section *section, size_t key,
                        size_t home, size_t probes)
{
	size_t bucket = home;

	for (; heap->observer && probes > 0; probes--) {
		heap_tell(heap, .step = MY_HEAP_PROBE_TAKEN, AT(heap, section, key), .home = home,
		          .bucket = bucket, .capacity = section->capacity,
		          .other = section->chunk[bucket].key);
		bucket = after(section, bucket);
	}
}

/* Buckets looked at past home when a probe ended here. */
static size_t probes_to(const struct section *section, size_t home, size_t bucket)
{
	return bucket == section->capacity ? section->capacity - 1
	                                   : distance(section, home, bucket);
}

/* ----------------------------------------------------------------------- find */

struct chunk *table_peek(const struct my_heap *heap, const struct section *section, size_t key)
{
	return entry_at(section, probe(section, table_home(heap, section, key), key));
}

struct chunk *table_find(struct my_heap *heap, const struct section *section, size_t key)
{
	size_t home = table_home(heap, section, key);
	size_t bucket = probe(section, home, key), probes = probes_to(section, home, bucket);
	struct chunk *found = entry_at(section, bucket);

	count(heap, probes);
	tell_probes(heap, section, key, home, probes);
	heap_tell(heap, .step = found ? MY_HEAP_FOUND : MY_HEAP_NOT_FOUND, AT(heap, section, key),
	          .home = home, .bucket = bucket, .capacity = section->capacity,
	          .size = found ? found->size : 0, .rest = probes,
	          .other = found && (found->free || chunk_waits(found)),
	          .why = found && chunk_waits(found) ? MY_HEAP_WAITS : MY_HEAP_NO_REASON);
	return found;
}

/* ---------------------------------------------------------------------- store */

static void put(struct my_heap *heap, struct section *section, size_t bucket,
                const struct chunk *chunk)
{
	heap_keep(heap, &section->chunk[bucket], sizeof *chunk);
	section->chunk[bucket] = *chunk;
}

/* Doubles into the room behind the present table, which was never written. */
static void grow(struct my_heap *heap, struct section *section, enum my_heap_reason why)
{
	struct chunk *old = section->chunk;
	size_t capacity = section->capacity;

	heap_tell(heap, .step = MY_HEAP_TABLE_GROWN, .why = why, .section = section->id,
	          .size = capacity, .rest = 2 * capacity, .need = section->nbr_chunks);
	section->chunk = old + capacity;
	section->capacity = 2 * capacity;
	heap->counts.tables += capacity * sizeof *old;
	for (size_t i = 0; i < capacity; i++)
		if (old[i].memory) {
			size_t home = table_home(heap, section, old[i].key);

			put(heap, section, probe(section, home, old[i].key), &old[i]);
		}
	if (capacity * sizeof *old < WORTH_CLEARING)
		return;

	/* Whole pages only: the header before it and the new table behind it stay. */
	uintptr_t page = os_page();
	uintptr_t start = ((uintptr_t)old + page - 1) / page * page;
	uintptr_t end = (uintptr_t)section->chunk / page * page;

	keep_nothing(&heap->space.keep);
	os_clear(&heap->calls, (void *)start, end - start);
}

static int can_grow(const struct section *section)
{
	return section->capacity < section->most;
}

static int is_loaded(const struct my_heap *heap, const struct section *section)
{
	return (section->nbr_chunks + 1) * 100 > section->capacity * heap->options.load;
}

void table_store(struct my_heap *heap, struct section *section, const struct chunk *chunk)
{
	while (is_loaded(heap, section) && can_grow(section))
		grow(heap, section, MY_HEAP_LOAD_REACHED);

	size_t home = table_home(heap, section, chunk->key);
	size_t bucket = probe(section, home, chunk->key);
	size_t probes = distance(section, home, bucket);

	count(heap, probes);
	tell_probes(heap, section, chunk->key, home, probes);
	heap_tell(heap, .step = MY_HEAP_STORED, AT(heap, section, chunk->key), .home = home,
	          .bucket = bucket, .capacity = section->capacity, .rest = probes);
	put(heap, section, bucket, chunk);
	section->nbr_chunks++;
	if (probes > PROBE_LIMIT && can_grow(section))
		grow(heap, section, MY_HEAP_PROBED_TOO_FAR);
}

/* --------------------------------------------------------------------- remove */

static void shift_back(struct my_heap *heap, struct section *section, size_t from, size_t to)
{
	struct chunk *entry = &section->chunk[from];

	heap_tell(heap, .step = MY_HEAP_SHIFTED, AT(heap, section, entry->key),
	          .home = table_home(heap, section, entry->key), .bucket = to, .other = from);
	put(heap, section, to, entry);
}

void table_remove(struct my_heap *heap, struct section *section, size_t key)
{
	size_t home = table_home(heap, section, key);
	size_t gap = probe(section, home, key);
	size_t bucket = gap;

	heap_tell(heap, .step = MY_HEAP_REMOVED, AT(heap, section, key), .home = home,
	          .bucket = gap);
	for (size_t seen = 1; seen < section->capacity; seen++) {
		bucket = after(section, bucket);
		if (!section->chunk[bucket].memory)
			break;

		size_t its_home = table_home(heap, section, section->chunk[bucket].key);

		if (distance(section, its_home, bucket) >= distance(section, gap, bucket)) {
			shift_back(heap, section, bucket, gap);
			gap = bucket;
		}
	}
	put(heap, section, gap, &(struct chunk){ 0 });
	section->nbr_chunks--;
}
