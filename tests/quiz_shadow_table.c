/* SPDX-License-Identifier: MIT
 *
 * quiz_shadow_table.c - a shadow's tables: home buckets, probes, growth, removal.
 */
#include "quiz_shadow.h"

#include <string.h>

static size_t home_of(const struct shadow *shadow, size_t section, size_t key)
{
	const struct shadow_table *table = &shadow->table[section];
	long double turns = (long double)key * 0.618033988749894848205L;

	if (strcmp(shadow->hash, "modulo") == 0)
		return key % table->capacity;
	if (strcmp(shadow->hash, "order-preserving") == 0)
		return key * table->capacity / (table->size / shadow->granule);
	/* Of a turn of the circle what is left, as a part of the table. */
	turns -= (long double)(size_t)turns;
	return (size_t)(turns * (long double)table->capacity);
}

static void insert(const struct shadow *shadow, struct shadow_table *table, size_t section,
                   size_t key)
{
	size_t bucket = home_of(shadow, section, key);

	while (table->key[bucket] >= 0)
		bucket = (bucket + 1) % table->capacity;
	table->key[bucket] = (long)key;
}

void shadow_store(struct shadow *shadow, size_t section, size_t key)
{
	struct shadow_table *table = &shadow->table[section];

	while ((table->entries + 1) * 100 > table->capacity * shadow->load
	       && 2 * table->capacity <= SHADOW_BUCKETS) {
		struct shadow_table old = *table;

		table->capacity *= 2;
		for (size_t i = 0; i < table->capacity; i++)
			table->key[i] = -1;
		for (size_t i = 0; i < old.capacity; i++)
			if (old.key[i] >= 0)
				insert(shadow, table, section, (size_t)old.key[i]);
	}
	insert(shadow, table, section, key);
	table->entries++;
}

/* All entries behind it, up to an empty bucket, are taken out one by one and put in again. */
void shadow_take_out(struct shadow *shadow, size_t section, size_t key)
{
	struct shadow_table *table = &shadow->table[section];
	size_t bucket = home_of(shadow, section, key);

	while (table->key[bucket] != (long)key)
		bucket = (bucket + 1) % table->capacity;
	table->key[bucket] = -1;
	table->entries--;
	for (bucket = (bucket + 1) % table->capacity; table->key[bucket] >= 0;
	     bucket = (bucket + 1) % table->capacity) {
		size_t other = (size_t)table->key[bucket];

		table->key[bucket] = -1;
		insert(shadow, table, section, other);
	}
}

size_t shadow_home(const struct shadow *shadow, const struct shadow_chunk *chunk)
{
	return home_of(shadow, chunk->section, chunk->offset / shadow->granule);
}

size_t shadow_bucket(const struct shadow *shadow, const struct shadow_chunk *chunk)
{
	const struct shadow_table *table = &shadow->table[chunk->section];
	size_t bucket = 0;

	while (bucket < table->capacity
	       && table->key[bucket] != (long)(chunk->offset / shadow->granule))
		bucket++;
	return bucket;
}

size_t shadow_past(const struct shadow *shadow, const struct shadow_chunk *chunk)
{
	size_t capacity = shadow->table[chunk->section].capacity;

	return (shadow_bucket(shadow, chunk) + capacity - shadow_home(shadow, chunk)) % capacity;
}
