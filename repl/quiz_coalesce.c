/* SPDX-License-Identifier: MIT
 *
 * quiz_coalesce.c - questions about free neighbours: when they become one chunk, and what the
 * list of free chunks is then.
 *
 * A question is good when a neighbour that is free takes part, or would if it might.
 */
#include "quiz_draw.h"

#include "number.h"
#include "setting.h"

enum { LEFT = 1, RIGHT = 2 };

/* Which neighbours of a chunk are free. */
static int free_sides(struct draw *draw, unsigned chunk)
{
	my_heap_chunk own = draw_chunk(&draw->now, chunk), side;
	int sides = draw_left(&draw->now, &own, &side) && side.free ? LEFT : 0;

	return sides | (draw_right(&draw->now, &own, &side) && side.free ? RIGHT : 0);
}

/* Some chunks, some of them free; *chunk is a used one with a free neighbour. */
static int make_heap(struct draw *draw, unsigned *chunk)
{
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 6, 8), 20, 300);
	if (draw_chance(draw, 50))
		draw_fill(draw);
	if (!draw_free_some(draw, draw_number(draw, 2, 3), 0)
	    || draw_stats(&draw->now).sections != 1)
		return 0;
	*chunk = draw_any(draw);
	return *chunk && free_sides(draw, *chunk);
}

static void tell_side(struct draw *draw, const char *side, unsigned chunk, int there,
                      const my_heap_chunk *other)
{
	if (!there)
		draw_part(draw, "explain", "p%u has no %s neighbour.", chunk, side);
	else if (!other->free)
		draw_part(draw, "explain", "Its %s neighbour %s is in use.", side,
		          draw_owner(&draw->now, other).text);
	else
		draw_part(draw, "explain", "Its %s neighbour, %s, is free: %s bytes.", side,
		          place_text(other->section, other->offset).text,
		          comma(other->size).text);
}

/* Both neighbours, and what comes out. */
static void tell_joined(struct draw *draw, unsigned chunk, const my_heap_chunk *joined)
{
	my_heap_chunk own = draw_chunk(&draw->now, chunk), left, right;
	int is_left = draw_left(&draw->now, &own, &left);
	int is_right = draw_right(&draw->now, &own, &right);

	draw_part(draw, "explain", "p%u is %s, %s bytes.", chunk,
	          place_text(own.section, own.offset).text, comma(own.size).text);
	tell_side(draw, "right", chunk, is_right, &right);
	tell_side(draw, "left", chunk, is_left, &left);
	if (joined->size > own.size)
		draw_part(draw, "explain", "Joined they are one free chunk: %s, %s bytes.",
		          place_text(joined->section, joined->offset).text,
		          comma(joined->size).text);
}

static my_heap_chunk joined_of(struct draw *draw, unsigned chunk)
{
	my_heap_chunk own = draw_chunk(&draw->now, chunk);

	return draw_covering(draw_after(draw, 'f', chunk, 0), &own);
}

/* --------------------------------------------------------------------- questions */

static int make_merged(struct draw *draw)
{
	my_heap_chunk joined;
	unsigned chunk;

	if (!make_heap(draw, &chunk))
		return 0;
	joined = joined_of(draw, chunk);
	draw_line(draw, "view");
	draw_ask(draw, "number", "Free neighbours are joined at once. How many bytes does the "
	         "free chunk have that p%u is a part of after f p%u?", chunk, chunk);
	draw_part(draw, "hint", "Look at both neighbours.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "size(s1+0x%zx)", joined.offset);
	tell_joined(draw, chunk, &joined);
	draw_end(draw);
	return 1;
}

static int make_count(struct draw *draw)
{
	my_heap_chunk joined;
	unsigned chunk;
	size_t before, after;

	if (!make_heap(draw, &chunk))
		return 0;
	before = draw_stats(&draw->now).free_chunks;
	joined = joined_of(draw, chunk);
	after = draw_stats(&draw->after).free_chunks;
	draw_line(draw, "view");
	draw_ask(draw, "number", "Free neighbours are joined at once. How many free chunks are "
	         "there after f p%u?", chunk);
	draw_part(draw, "hint", "One more, and one less for each neighbour that is joined.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "free_chunks");
	tell_joined(draw, chunk, &joined);
	draw_part(draw, "explain", "There were %zu free chunks, now there are %zu.", before, after);
	draw_end(draw);
	return 1;
}

static int make_joinedat(struct draw *draw)
{
	my_heap_chunk joined;
	unsigned chunk;

	if (!make_heap(draw, &chunk))
		return 0;
	if (!(free_sides(draw, chunk) & LEFT) && draw_chance(draw, 70))
		return 0;
	joined = joined_of(draw, chunk);
	draw_line(draw, "view");
	draw_ask(draw, "place", "Free neighbours are joined at once. Where does the free chunk "
	         "begin that p%u is a part of after f p%u?", chunk, chunk);
	draw_part(draw, "hint", "The left neighbour decides.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "0x%zx", joined.offset);
	tell_joined(draw, chunk, &joined);
	draw_end(draw);
	return 1;
}

static int make_freelist(struct draw *draw)
{
	char listed[DRAW_LISTED];
	struct draw_list list;
	my_heap_chunk joined;
	unsigned chunk;

	if (!make_heap(draw, &chunk))
		return 0;
	joined = joined_of(draw, chunk);
	list = draw_list(&draw->after);
	if (list.count < 2)
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "list", "Free neighbours are joined at once, the list is in the order of "
	         "addresses. What is the list of free chunks after f p%u?", chunk);
	draw_part(draw, "hint", "Which of the free chunks do not begin where they did?");
	draw_part(draw, "", "f p%u", chunk);
	tell_joined(draw, chunk, &joined);
	draw_part(draw, "explain", "The list is then: %s.", draw_listed(&list, listed));
	draw_end(draw);
	return 1;
}

/* -------------------------------------------------------------- another order */

static const struct {
	const char *word, *rule;
} orders[] = {
	{ "size-up", "the smallest comes first" },
	{ "size-down", "the largest comes first" },
	{ "lifo", "what was freed last comes first" },
	{ "fifo", "what was freed last comes last" },
};

static int make_order(struct draw *draw)
{
	size_t order = draw_number(draw, 0, sizeof orders / sizeof orders[0] - 1);
	struct draw_list before, after;
	char was[DRAW_LISTED], is[DRAW_LISTED];
	my_heap_chunk joined;
	unsigned chunk;

	draw_set(draw, "order", orders[order].word);
	if (!make_heap(draw, &chunk))
		return 0;
	joined = joined_of(draw, chunk);
	before = draw_list(&draw->now);
	after = draw_list(&draw->after);
	if (draw_has_equals(&before) || draw_has_equals(&after) || after.count < 2)
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "list", "Free neighbours are joined at once. In the list of free chunks %s, "
	         "and a joined chunk counts as freed just now. The list is: %s. What is it after "
	         "f p%u?", orders[order].rule, draw_listed(&before, was), chunk);
	draw_part(draw, "hint", "Take the neighbours that are joined out of the list, then put the "
	          "new chunk in.");
	draw_part(draw, "", "f p%u", chunk);
	tell_joined(draw, chunk, &joined);
	draw_part(draw, "explain", "The list is then: %s.", draw_listed(&after, is));
	draw_end(draw);
	return 1;
}

/* ------------------------------------------------------------ deferred, or never */

/* Enough is free side by side, but no free chunk is large enough. */
static int make_late(struct draw *draw)
{
	int never = draw_chance(draw, 40);
	size_t asked, largest;
	my_heap_chunk taken;
	unsigned first;

	draw_set(draw, "coalesce", never ? "never" : "deferred");
	draw_set_number(draw, "section", 2048);
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 7, 8), 60, 240);
	draw_fill(draw);
	first = (unsigned)draw_number(draw, 1, 4);
	for (unsigned i = 0; i < 2; i++)
		draw_free(draw, first + i);
	draw_free(draw, first + 3);
	largest = draw_stats(&draw->now).largest_free;
	asked = draw_number(draw, largest + 1, largest + 160);
	taken = draw_after(draw, 'm', 0, asked)->result;
	if (draw_stats(&draw->now).sections != 1 || (!never && taken.section != 1))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "place", "Free neighbours %s. The placement is first fit. Where will m %zu "
	         "begin?", never ? "are never joined"
	                         : "are joined only when no free chunk is large enough", asked);
	draw_part(draw, "hint", "Is a single free chunk large enough? And if not, what happens?");
	draw_part(draw, "", "m %zu", asked);
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "The largest free chunk has %s bytes: too small.",
	          comma(largest).text);
	if (never)
		draw_part(draw, "explain", "Nothing is joined, so a new section is needed: it "
		          "begins at %s.", place_text(taken.section, taken.offset).text);
	else
		draw_part(draw, "explain", "So the neighbours are joined now, and the first that "
		          "is large enough begins at %s.",
		          place_text(taken.section, taken.offset).text);
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_coalesce[] = {
	{ "merged", make_merged },     { "count", make_count }, { "joinedat", make_joinedat },
	{ "freelist", make_freelist }, { "order", make_order }, { "late", make_late },
	{ NULL, NULL },
};
