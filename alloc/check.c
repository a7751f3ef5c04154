/* SPDX-License-Identifier: MIT
 *
 * check.c - proves every invariant of a heap, and names the first that is broken.
 *
 * The order matters: what a later proof relies on is proved before it, so that a damaged
 * heap is read without running astray. Every loop is bounded by a number proved before.
 */
#include "check_density.h"
#include "check_fast.h"
#include "chunk.h"
#include "proof.h"
#include "state.h"
#include "table.h"

struct proof {
	const my_heap *heap;
	const struct section *section;
	size_t offset;          /* of the chunk being looked at */
	const char *broken;
	size_t mapped, used, asked, used_chunks; /* sums, to be compared with the counts */
	size_t waiting, waiting_chunks, holes, tables; /* the same */
	size_t free_chunks, largest;             /* of the section */
};

/* ---------------------------------------------------------------- the section */

static int capacity_is_possible(const struct section *s, size_t first)
{
	size_t capacity = first;

	while (capacity < s->capacity && capacity < s->most)
		capacity *= 2;
	return capacity == s->capacity;
}

static int prove_section(struct proof *proof, size_t last_id)
{
	const struct section *s = proof->section;
	const my_heap_options *options = &proof->heap->options;
	const struct space *space = &proof->heap->space;
	size_t slot = (size_t)(s->memory - section_lead(options) - space->start);

	DEMAND(proof, s->id > last_id, "ids rise along the list of sections");
	DEMAND(proof, slot < space->size && slot % ((size_t)1 << space->slot_bits) == 0,
	       "memory starts in the section's first slot");
	for (size_t i = 0; i < s->slots; i++)
		DEMAND(proof,
		       space_section(space, space->start + slot + (i << space->slot_bits)) == s,
		       "every slot of a section leads to it");
	DEMAND(proof, s->size > 0 && s->size + section_lead(options) <= s->mapped,
	       "size is the memory mapped for the section");
	DEMAND(proof, capacity_is_possible(s, options->capacity),
	       "capacity is the first capacity, doubled a few times");
	DEMAND(proof, s->chunk == section_table(s, options), "chunk is the table of the section");
	DEMAND(proof, s->holes.pool == (const struct hole *)(const void *)(s->chunk + s->most),
	       "the holes lie behind the table");
	DEMAND(proof, s->dirty <= s->size, "no more than the section was handed out");
	return 1;
}

/* ------------------------------------------------------------------ the table */

static int prove_entry(struct proof *proof, const struct chunk *entry)
{
	const struct section *s = proof->section;
	size_t keys = heap_keys(proof->heap, s->size + proof->heap->options.granule - 1);

	DEMAND(proof, entry->key < keys, "key lies inside the section");
	proof->offset = heap_offset(proof->heap, entry->key);
	DEMAND(proof, entry->memory == s->memory + proof->offset,
	       "memory is the section's memory plus key times granule");
	DEMAND(proof, table_peek(proof->heap, s, entry->key) == entry,
	       "an entry is reached from its home bucket, with no empty bucket between");
	return 1;
}

static int prove_table(struct proof *proof)
{
	const struct section *s = proof->section;
	size_t taken = 0;

	for (size_t bucket = 0; bucket < s->capacity; bucket++) {
		if (!s->chunk[bucket].memory)
			continue;
		taken++;
		if (!prove_entry(proof, &s->chunk[bucket]))
			return 0;
	}
	proof->offset = 0;
	DEMAND(proof, taken == s->nbr_chunks, "nbr_chunks is the number of buckets taken");
	DEMAND(proof, s->capacity >= s->most ||
	              taken * 100 <= s->capacity * proof->heap->options.load,
	       "the table is not fuller than the load factor");
	return 1;
}

/* ----------------------------------------------------------------- the chunks */

static int prove_waiting(struct proof *proof, const struct chunk *chunk)
{
	const struct waiting *waiting = &proof->heap->waiting;
	size_t places = 0;

	for (size_t i = 0; i < waiting->number; i++)
		places += waiting->memory[(waiting->first + i) % WAITING_MOST] == chunk->memory;
	DEMAND(proof, places == 1, "a chunk that waits has one place in the queue");
	DEMAND(proof, chunk->asked == 0, "nothing is asked of a chunk that waits");
	proof->used += chunk->size;
	proof->waiting += chunk->size;
	proof->waiting_chunks++;
	return 1;
}

static int prove_used(struct proof *proof, const struct chunk *chunk)
{
	const struct section *s = proof->section;

	if (chunk_waits(chunk))
		return prove_waiting(proof, chunk);
	DEMAND(proof, chunk->hole == 0, "a used chunk has no place among the free ones");
	DEMAND(proof, chunk->asked <= chunk->size - proof->heap->options.header,
	       "a used chunk is at least as large as was asked for");
	DEMAND(proof, proof->offset + chunk->size <= s->dirty,
	       "what is in use counts as handed out");
	proof->used += chunk->size;
	proof->asked += chunk->asked;
	proof->used_chunks++;
	return 1;
}

static int prove_free(struct proof *proof, const struct chunk *chunk, const struct chunk *before)
{
	const struct holes *holes = &proof->section->holes;

	DEMAND(proof, chunk->asked == 0, "nothing is asked of a free chunk");
	DEMAND(proof, chunk->hole > 0 && chunk->hole <= holes->fresh &&
	              holes->pool[chunk->hole].key == chunk->key &&
	              holes->pool[chunk->hole].size == chunk->size,
	       "a free chunk has its place among the free ones");
	DEMAND(proof, !before || !before->free ||
	              proof->heap->options.coalescing != MY_HEAP_AT_ONCE,
	       "no two free chunks are neighbours");
	proof->free_chunks++;
	if (chunk->size > proof->largest)
		proof->largest = chunk->size;
	return 1;
}

static int prove_chunk(struct proof *proof, const struct chunk *chunk, const struct chunk *before)
{
	DEMAND(proof, chunk, "the chunks tile the memory: each starts where the last one ends");
	DEMAND(proof, chunk->size > 0 && chunk->size % hole_unit(&proof->heap->options) == 0 &&
	              chunk->size <= proof->section->size - proof->offset,
	       "size is a multiple of the unit and ends inside the section");
	DEMAND(proof, chunk->left == (before ? before->size : 0),
	       "left is the size of the left neighbour");
	DEMAND(proof, chunk->free == 0 || chunk->free == 1, "free is 0 or 1");
	return chunk->free ? prove_free(proof, chunk, before) : prove_used(proof, chunk);
}

static int prove_chunks(struct proof *proof)
{
	const struct section *s = proof->section;
	const struct chunk *before = NULL;
	size_t used = proof->used, chunks = 0;

	proof->free_chunks = proof->largest = 0;
	for (proof->offset = 0; proof->offset < s->size; chunks++) {
		size_t key = heap_keys(proof->heap, proof->offset);
		const struct chunk *chunk = table_peek(proof->heap, s, key);

		if (!prove_chunk(proof, chunk, before))
			return 0;
		proof->offset += chunk->size;
		before = chunk;
	}
	proof->offset = 0;
	DEMAND(proof, chunks == s->nbr_chunks, "every entry is a chunk of the memory");
	DEMAND(proof, s->free_size == proof->largest,
	       "free_size is the size of the largest free chunk");
	DEMAND(proof, s->used == proof->used - used, "used is the sum of the used chunks");
	proof->broken = check_density(proof->heap, s, &proof->offset);
	return !proof->broken;
}

/* ------------------------------------------------------------------ the holes */

struct tree_proof {
	const struct hole *pool;
	const my_heap_options *options;
	enum hole_tree tree;
	const struct hole *before; /* the hole visited last */
	size_t visited, most;
	size_t largest;
};

static int is_after(const struct tree_proof *p, const struct hole *hole)
{
	const struct hole *before = p->before;

	if (!before)
		return 1;
	if (p->tree == HOLE_SIZE && before->size != hole->size)
		return before->size < hole->size;
	if (before->rank != hole->rank)
		return before->rank < hole->rank;
	return before->key < hole->key;
}

/* In order; 1 when the order and the sums of the subtree are right. */
static int tree_is_right(struct tree_proof *p, uint32_t node, uint32_t fresh, size_t *number,
                         size_t *largest)
{
	size_t left_number = 0, right_number = 0, left_largest = 0, right_largest = 0;
	const struct hole *h = &p->pool[node];

	*number = *largest = 0;
	if (node == 0)
		return 1;
	if (node > fresh || ++p->visited > p->most)
		return 0;
	if (!tree_is_right(p, h->child[p->tree][0], fresh, &left_number, &left_largest))
		return 0;
	if (!is_after(p, h) || !hole_is_placed(p->pool, p->options, p->tree, node))
		return 0;
	p->before = h;
	if (!tree_is_right(p, h->child[p->tree][1], fresh, &right_number, &right_largest))
		return 0;
	*number = 1 + left_number + right_number;
	*largest = h->size > left_largest ? h->size : left_largest;
	*largest = *largest > right_largest ? *largest : right_largest;
	return p->tree == HOLE_SIZE || (h->number == *number && h->largest == *largest);
}

static int prove_bin(struct proof *proof, unsigned bin, size_t *listed)
{
	const struct holes *holes = &proof->section->holes;
	struct tree_proof tree = { .pool = holes->pool,
		                   .options = &proof->heap->options,
		                   .tree = HOLE_LIST,
		                   .most = holes->number };
	size_t unit = hole_unit(&proof->heap->options), number, largest;
	int filled = holes->filled[bin / 64] >> (bin % 64) & 1;

	DEMAND(proof, filled == (holes->list[bin] != 0), "a bin is marked filled when it is");
	DEMAND(proof, tree_is_right(&tree, holes->list[bin], holes->fresh, &number, &largest),
	       "the free chunks are listed in order, with their number and largest");
	DEMAND(proof, number == 0 || proof->heap->options.placement != MY_HEAP_BINS ||
	              hole_bin(largest / unit) == bin,
	       "a free chunk is in the bin of its size");
	*listed += number;
	return 1;
}

/* Nodes that are neither in use nor fresh form a list of their own. */
static int unused_are_right(const struct holes *holes)
{
	size_t unused = 0;

	for (uint32_t node = holes->unused; node; node = holes->pool[node].tag)
		if (node > holes->fresh || holes->pool[node].size != 0 || ++unused > holes->fresh)
			return 0;
	return unused + holes->number == holes->fresh;
}

/* The section stands among all sections by free_size. */
static int prove_room(struct proof *proof)
{
	const struct section *s = proof->section;
	const struct holes *by_room = &proof->heap->space.by_room;
	const struct hole *node = &by_room->pool[s->node];

	DEMAND(proof, s->node > 0 && s->node <= by_room->fresh && node->key == s->id &&
	              node->size == s->free_size &&
	              proof->heap->space.section[node->tag] == s,
	       "the tree of sections knows the free_size of each");
	return 1;
}

static int prove_holes(struct proof *proof)
{
	const struct holes *holes = &proof->section->holes;
	struct tree_proof tree = { .pool = holes->pool,
		                   .options = &proof->heap->options,
		                   .tree = HOLE_SIZE,
		                   .most = holes->number };
	size_t listed = 0, number, largest;

	DEMAND(proof, holes->number == proof->free_chunks,
	       "as many are listed free as there are free chunks");
	for (unsigned bin = 0; bin < HOLE_BINS; bin++)
		if (!prove_bin(proof, bin, &listed))
			return 0;
	DEMAND(proof, listed == holes->number, "every free chunk is in a list");
	DEMAND(proof, unused_are_right(holes), "the nodes not in use are listed, each once");
	if (!hole_has_sizes(&proof->heap->options))
		return 1;
	DEMAND(proof, tree_is_right(&tree, holes->by_size, holes->fresh, &number, &largest) &&
	              number == holes->number,
	       "every free chunk is in the tree by size, in order");
	return 1;
}

/* ------------------------------------------------------------------- the heap */

/* Every section by itself, and that they are the heap's list. */
static int prove_list(struct proof *proof)
{
	const my_heap *heap = proof->heap;
	const struct section *last = NULL;
	size_t sections = 0, empty_seen = 0, rover_seen = 0, number, largest;
	uint32_t rooms_root = heap->space.by_room.list[0];
	struct tree_proof rooms = { .pool = heap->space.by_room.pool,
		                    .options = &section_list,
		                    .tree = HOLE_LIST,
		                    .most = heap->counts.sections };

	for (const struct section *s = heap->first; s; s = s->next) {
		proof->section = s;
		DEMAND(proof, ++sections <= heap->counts.sections,
		       "the list holds as many sections as were mapped");
		if (!prove_section(proof, last ? last->id : 0) || !prove_table(proof) ||
		    !prove_chunks(proof) || !prove_holes(proof) || !prove_room(proof))
			return 0;
		proof->mapped += s->size;
		proof->holes += s->holes.number;
		proof->tables += s->capacity * sizeof *s->chunk;
		empty_seen += s == heap->empty && s->used == 0;
		rover_seen += s == heap->rover.section;
		last = s;
	}
	proof->section = NULL;
	DEMAND(proof, sections == heap->counts.sections && heap->last == last,
	       "the list holds as many sections as were mapped");
	DEMAND(proof,
	       tree_is_right(&rooms, rooms_root, heap->space.by_room.fresh, &number, &largest)
	               && number == sections,
	       "the sections are listed in order, with their number and largest free_size");
	DEMAND(proof, !last || last->id <= heap->ids,
	       "no section has a later id than the last made");
	DEMAND(proof, !heap->rover.section || rover_seen,
	       "a next or near fit starts in a section of the list");
	DEMAND(proof, !heap->empty || empty_seen == 1,
	       "the section kept empty is in the list and empty");
	return 1;
}

/* What the heap has counted is what the sections come to. */
static int prove_sums(struct proof *proof)
{
	const my_heap *heap = proof->heap;

	DEMAND(proof, proof->mapped == heap->counts.mapped, "mapped is the sum of the sections");
	DEMAND(proof, proof->holes == heap->counts.free_chunks &&
	              proof->tables == heap->counts.tables,
	       "free chunks and tables are the sums over all sections");
	DEMAND(proof, proof->waiting_chunks == heap->waiting.number &&
	              proof->waiting == heap->waiting.bytes,
	       "the queue holds the chunks that wait, and their bytes");
	DEMAND(proof, proof->used - proof->waiting == heap->counts.used &&
	              proof->used_chunks == heap->counts.used_chunks,
	       "used is the sum over all sections");
	DEMAND(proof, proof->asked == heap->counts.asked, "asked is the sum over all used chunks");
	DEMAND(proof, heap->counts.peak_mapped >= heap->counts.mapped &&
	              heap->counts.peak_asked >= heap->counts.asked,
	       "no peak is below what there is now");
	return 1;
}

static int prove_heap(struct proof *proof)
{
	const my_heap *heap = proof->heap;

	DEMAND(proof, heap->waiting.number <= WAITING_MOST && heap->waiting.first < WAITING_MOST,
	       "no more chunks wait than the queue has places");
	return prove_list(proof) && prove_sums(proof);
}

int my_heap_check(const my_heap *heap, my_heap_fault *fault)
{
	struct proof proof = { .heap = heap };

	if (prove_heap(&proof))
		return heap->fast ? check_fast(heap, fault) : 0;
	if (fault)
		*fault = (my_heap_fault){ .invariant = proof.broken,
			                  .section = proof.section ? proof.section->id : 0,
			                  .offset = proof.offset };
	return 1;
}
