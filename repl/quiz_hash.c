/* SPDX-License-Identifier: MIT
 *
 * quiz_hash.c - questions about the table: home buckets, probes, growth, removal.
 *
 * A question is good when the entry does not simply lie at home, where that is asked; and when
 * the table does not double, but where that is asked.
 */
#include "quiz_draw.h"

#include "number.h"

static const struct {
	const char *word, *rule;
} hashes[] = {
	[MY_HEAP_ORDER_PRESERVING] = { "order-preserving", "key * buckets / keys of the section, "
	                                                   "rounded down" },
	[MY_HEAP_MODULO] = { "modulo", "key mod buckets" },
	[MY_HEAP_FIBONACCI] = { "fibonacci", "the fraction of key * 0.6180339887, times buckets, "
	                                     "rounded down" },
};

static const size_t capacities[] = { 10, 11, 12, 16, 20, 24, 32 };

enum { CAPACITIES = sizeof capacities / sizeof capacities[0] };

static size_t capacity_of(const struct draw_heap *heap)
{
	my_heap_section section = { 0 };

	my_heap_first_section(heap->heap, &section);
	return section.capacity;
}

static size_t entries_of(const struct draw_heap *heap)
{
	my_heap_section section = { 0 };

	my_heap_first_section(heap->heap, &section);
	return section.nbr_chunks;
}

static size_t past_home(const my_heap_chunk *chunk, size_t capacity)
{
	return (chunk->bucket + capacity - chunk->home) % capacity;
}

static void choose_table(struct draw *draw, int any_hash)
{
	size_t hash = any_hash ? draw_number(draw, 0, 2) : MY_HEAP_MODULO;

	draw_set(draw, "hash", hashes[hash].word);
	draw_set_number(draw, "capacity", capacities[draw_number(draw, 0, CAPACITIES - 1)]);
	draw_set_number(draw, "load", 90);
	draw_heap(draw);
}

/* Of the last free chunk, what m ASKED leaves over. 0: nothing, or not there. */
static int rest_of(struct draw *draw, size_t asked, my_heap_chunk *rest)
{
	const struct draw_heap *after = draw_after(draw, 'm', 0, asked);

	return after->result.section == 1 && draw_right(after, &after->result, rest) && rest->free
	       && entries_of(after) == entries_of(&draw->now) + 1
	       && capacity_of(after) == capacity_of(&draw->now);
}

/* The fraction of key * 0.6180339887, in parts of 10,000. */
static size_t fraction_of(size_t key)
{
	return key * 6180339887u % 10000000000u / 1000000;
}

/* A learner who computes with four digits comes to the same bucket. */
static int is_clear(const struct draw *draw, size_t key, size_t capacity)
{
	size_t place = fraction_of(key) * capacity % 10000;

	return draw->options.hash != MY_HEAP_FIBONACCI || (place > 200 && place < 9800);
}

static void tell_key(struct draw *draw, const my_heap_chunk *chunk)
{
	draw_part(draw, "explain", "Its key is %s / 16 = %zu.", offset_text(chunk->offset).text,
	          chunk->key);
}

static void tell_home(struct draw *draw, const my_heap_chunk *chunk, size_t capacity)
{
	size_t keys = draw->options.section / 16;

	if (draw->options.hash == MY_HEAP_MODULO)
		draw_part(draw, "explain", "%zu mod %zu = %zu: that is its home bucket.",
		          chunk->key, capacity, chunk->home);
	else if (draw->options.hash == MY_HEAP_ORDER_PRESERVING)
		draw_part(draw, "explain", "%zu * %zu / %zu, rounded down, is %zu: that is its "
		          "home bucket.", chunk->key, capacity, keys, chunk->home);
	else
		draw_part(draw, "explain", "The fraction of %zu * 0.6180339887 is 0.%04zu, and "
		          "%zu times that, rounded down, is %zu: that is its home bucket.",
		          chunk->key, fraction_of(chunk->key), capacity, chunk->home);
}

/* --------------------------------------------------------------------- questions */

static int make_home(struct draw *draw)
{
	size_t asked = draw_number(draw, 24, 500), capacity;
	my_heap_chunk rest;

	choose_table(draw, 1);
	draw_take_some(draw, draw_number(draw, 2, 5), 20, 400);
	if (!rest_of(draw, asked, &rest))
		return 0;
	capacity = capacity_of(&draw->now);
	if (!is_clear(draw, rest.key, capacity) || rest.key < capacity)
		return 0;
	draw_ask(draw, "bucket", "After m %zu the free rest begins at %s. key = offset / 16, a "
	         "section has %zu keys, its table %zu buckets, and the hash is %s: %s. Which is "
	         "the home bucket of the rest?", asked, place_text(1, rest.offset).text,
	         draw->options.section / 16, capacity, hashes[draw->options.hash].word,
	         hashes[draw->options.hash].rule);
	draw_part(draw, "hint", "First the key, as a decimal number.");
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "home(s1+0x%zx)", rest.offset);
	tell_key(draw, &rest);
	tell_home(draw, &rest, capacity);
	draw_end(draw);
	return 1;
}

/* About the entry of what m ASKED leaves over, which does not come to lie at its home. */
static int make_crowded(struct draw *draw, const char *kind, const char *question,
                        const char *hint, const char *measure)
{
	size_t asked = draw_number(draw, 24, 300), capacity;
	my_heap_chunk rest;

	choose_table(draw, 0);
	draw_take_some(draw, draw_number(draw, 5, 7), 20, 300);
	capacity = capacity_of(&draw->now);
	if (!rest_of(draw, asked, &rest) || past_home(&rest, capacity) == 0)
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, kind, "After m %zu the free rest begins at %s. The hash is key mod %zu, "
	         "with key = offset / 16. %s", asked, place_text(1, rest.offset).text, capacity,
	         question);
	draw_part(draw, "hint", "%s", hint);
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "%s(s1+0x%zx)", measure, rest.offset);
	tell_key(draw, &rest);
	tell_home(draw, &rest, capacity);
	draw_part(draw, "explain", "It is taken, so the next ones are tried: bucket %zu is the "
	          "first that is empty, %zu past home.", rest.bucket, past_home(&rest, capacity));
	draw_end(draw);
	return 1;
}

static int make_lands(struct draw *draw)
{
	return make_crowded(draw, "bucket", "In which bucket will its entry lie?",
	                    "Its home may be taken. Then the next bucket is tried.", "bucket");
}

static int make_past(struct draw *draw)
{
	return make_crowded(draw, "number", "How many buckets past home will its entry lie?",
	                    "First its home; then count the buckets that are taken.",
	                    "displaced");
}

/* ------------------------------------------------------------------------ growth */

static size_t most_entries(const struct draw *draw, size_t capacity)
{
	return capacity * draw->options.load / 100;
}

static void choose_small(struct draw *draw)
{
	draw_set_number(draw, "capacity", draw_number(draw, 4, 6) * 2);
	draw_set_number(draw, "load", draw_chance(draw, 50) ? 75 : 50);
	draw_heap(draw);
}

static int make_doubles(struct draw *draw)
{
	size_t asked, entries, was, is;

	choose_small(draw);
	draw_take_some(draw, draw_number(draw, 3, 7), 40, 300);
	if (!draw_free_some(draw, draw_number(draw, 0, 1), 1))
		return 0;
	was = capacity_of(&draw->now);
	entries = entries_of(&draw->now);
	if (entries + 1 < most_entries(draw, was) || was > draw->options.capacity)
		return 0;
	asked = draw_list(&draw->now).chunk[0].size;
	asked = asked < 400 && draw_chance(draw, 50) ? asked : draw_number(draw, 20, 200);
	is = capacity_of(draw_after(draw, 'm', 0, asked));
	draw_line(draw, "view");
	draw_ask(draw, "number", "The table of s1 doubles before more than %u %% of its buckets "
	         "would be taken. How many buckets does it have after m %zu?", draw->options.load,
	         asked);
	draw_part(draw, "hint", "How many entries are there, and how many will there be?");
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "capacity(s1)");
	draw_part(draw, "explain", "%u %% of %zu buckets are %zu entries at most. Before there "
	          "were %zu, now there are %zu.", draw->options.load, was,
	          most_entries(draw, was), entries, entries_of(&draw->after));
	if (entries_of(&draw->after) == entries)
		draw_part(draw, "explain", "Nothing was left over, so no entry came in.");
	draw_part(draw, "explain", "So the table has %zu buckets%s.", is,
	          is == was ? " as before" : " now");
	draw_end(draw);
	return 1;
}

static int make_until(struct draw *draw)
{
	size_t asked = draw_number(draw, 8, 60), most, entries, calls;

	choose_small(draw);
	draw_take_some(draw, draw_number(draw, 2, 5), 20, 200);
	most = most_entries(draw, capacity_of(&draw->now));
	entries = entries_of(&draw->now);
	if (capacity_of(&draw->now) > draw->options.capacity || entries >= most)
		return 0;
	calls = most - entries + 1;
	draw_line(draw, "view");
	draw_ask(draw, "number", "The table of s1 doubles before more than %u %% of its buckets "
	         "would be taken. m %zu is called again and again: how many calls does it take "
	         "until the table doubles, that call included?", draw->options.load, asked);
	draw_part(draw, "hint", "Each of them cuts one chunk off the free one at the end.");
	draw_part(draw, "", "repeat %zu m %zu", calls, asked);
	draw_part(draw, "answer", "used_chunks - %u", draw->now.chunks);
	draw_part(draw, "explain", "%u %% of %zu buckets are %zu entries at most. There are %zu, "
	          "and each call adds one: number %zu would make them %zu.", draw->options.load,
	          capacity_of(&draw->now), most, entries, calls, most + 1);
	draw_end(draw);
	return 1;
}

/* --------------------------------------------------------------------- removal */

/* One that moves when an entry leaves: its number; 0: none does. */
static unsigned moved_entry(const struct draw *draw)
{
	for (unsigned i = 1; i <= draw->now.chunks; i++)
		if (draw_is_used(&draw->after, i)
		    && draw_chunk(&draw->now, i).bucket != draw_chunk(&draw->after, i).bucket)
			return i;
	return 0;
}

static int make_shift(struct draw *draw)
{
	my_heap_chunk was, is, freed;
	unsigned chunk, moved;

	choose_table(draw, 0);
	draw_take_some(draw, draw_number(draw, 6, 8), 20, 300);
	if (!draw_free_some(draw, 1, 1) || draw_stats(&draw->now).sections != 1)
		return 0;
	chunk = draw_any(draw);
	if (!chunk)
		return 0;
	draw_after(draw, 'f', chunk, 0);
	moved = moved_entry(draw);
	if (!moved)
		return 0;
	freed = draw_chunk(&draw->now, chunk);
	was = draw_chunk(&draw->now, moved);
	is = draw_chunk(&draw->after, moved);
	draw_line(draw, "view");
	draw_ask(draw, "bucket", "The hash is key mod %zu. f p%u joins it with a free neighbour, "
	         "and an entry leaves the table. In which bucket is p%u then?",
	         capacity_of(&draw->now), chunk, moved);
	draw_part(draw, "hint", "No bucket between an entry and its home may be empty.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "bucket(p%u)", moved);
	draw_part(draw, "explain", "p%u has key %zu, its home is %zu mod %zu = %zu, and it lay in "
	          "bucket %zu.", moved, was.key, was.key, capacity_of(&draw->now), was.home,
	          was.bucket);
	draw_part(draw, "explain", "p%u, at %s, and its neighbour are one chunk then. A bucket "
	          "between home and p%u is empty, so p%u moves up to bucket %zu.", chunk,
	          place_text(1, freed.offset).text, moved, moved, is.bucket);
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_hash[] = {
	{ "home", make_home },       { "lands", make_lands }, { "past", make_past },
	{ "doubles", make_doubles }, { "until", make_until }, { "shift", make_shift },
	{ NULL, NULL },
};
