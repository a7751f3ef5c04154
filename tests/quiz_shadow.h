/* SPDX-License-Identifier: MIT
 *
 * quiz_shadow.h - a second allocator on paper, written from the rules alone: what a careful
 * student would do with pencil and eraser. The quiz is checked against it.
 *
 *   shadow_line(shadow, "m 100") ... -> chunks by address, lists, tables
 *
 * Rules of use
 * - A shadow is a value: a copy is the heap as it was. It has room for small heaps only.
 * - Nothing of the allocator, nor of mmviz, is used here.
 */
#ifndef TESTS_QUIZ_SHADOW_H
#define TESTS_QUIZ_SHADOW_H

#include <stddef.h>

enum { SHADOW_CHUNKS = 80, SHADOW_SECTIONS = 6, SHADOW_BUCKETS = 256, SHADOW_NAMES = 64 };

struct shadow_chunk {
	size_t section, offset, size, asked, stamp;
	unsigned name; /* of a used one: 3 is p3; 0: it is free */
};

struct shadow_table {
	size_t size; /* of the section's memory */
	size_t capacity, entries;
	long key[SHADOW_BUCKETS]; /* -1: empty */
};

struct shadow {
	char placement[16], order[16], coalesce[16], hash[24], guard[4];
	size_t split, granule, align, header, section, capacity, load;
	struct shadow_chunk chunk[SHADOW_CHUNKS]; /* by section, and there by offset */
	size_t chunks;
	struct shadow_table table[SHADOW_SECTIONS + 1]; /* table[1] is s1's */
	size_t sections, stamps, looked, splits, copied;
	unsigned names;
	size_t rover_section, rover_offset;
	size_t old_section[SHADOW_NAMES], old_offset[SHADOW_NAMES]; /* where p1 ... lie, or lay */
	unsigned last; /* the chunk that was taken or resized last, by its name */
};

void shadow_start(struct shadow *shadow);

/* 1; 0: it is a line that a shadow does not know. */
int shadow_line(struct shadow *shadow, const char *line);

const struct shadow_chunk *shadow_named(const struct shadow *shadow, unsigned name);
const struct shadow_chunk *shadow_at(const struct shadow *shadow, size_t section, size_t offset);
const struct shadow_chunk *shadow_covering(const struct shadow *shadow, size_t section,
                                           size_t offset);
const struct shadow_chunk *shadow_beside(const struct shadow *shadow,
                                         const struct shadow_chunk *chunk, int step);

size_t shadow_unit(const struct shadow *shadow);
size_t shadow_need(const struct shadow *shadow, size_t asked);

/* The free chunks in the order of the lists; how many. */
size_t shadow_list(const struct shadow *shadow, const struct shadow_chunk *out[SHADOW_CHUNKS]);

/* The one that a placement would take; NULL: none is large enough. */
const struct shadow_chunk *shadow_choose(const struct shadow *shadow, const char *placement,
                                         size_t need, size_t *looked);

/* The key's entry comes into its section's table, or leaves it. */
void shadow_store(struct shadow *shadow, size_t section, size_t key);
void shadow_take_out(struct shadow *shadow, size_t section, size_t key);

size_t shadow_home(const struct shadow *shadow, const struct shadow_chunk *chunk);
size_t shadow_bucket(const struct shadow *shadow, const struct shadow_chunk *chunk);
size_t shadow_past(const struct shadow *shadow, const struct shadow_chunk *chunk);

/* Sums over all chunks. */
struct shadow_sums {
	size_t used, asked, free, largest, used_chunks, free_chunks;
};

struct shadow_sums shadow_sums(const struct shadow *shadow);

#endif
