/* SPDX-License-Identifier: MIT
 *
 * quiz_realloc.c - questions about realloc: where it is, elsewhere, and what is copied.
 *
 * A question is good when the chunk is not the last of its section, and each of the ways it may
 * go comes up often enough.
 */
#include "quiz_draw.h"

#include "number.h"
#include "placement.h"

enum way { STAYS, SHRINKS, GROWS, MOVES, WAYS };

struct resize {
	unsigned chunk;
	size_t asked, need;
	my_heap_chunk was, right, is;
	int has_right;
	enum way way;
};

static const char *const said[] = {
	[STAYS] = "it stays as it is, with the same size",
	[SHRINKS] = "it shrinks where it is",
	[GROWS] = "it grows where it is",
	[MOVES] = "it moves to another place",
};

static enum way way_of(const struct resize *resize)
{
	if (resize->is.offset != resize->was.offset || resize->is.section != resize->was.section)
		return MOVES;
	if (resize->is.size == resize->was.size)
		return STAYS;
	return resize->is.size > resize->was.size ? GROWS : SHRINKS;
}

static int is_wanted(struct draw *draw, enum way way)
{
	static const unsigned chance[] = { [STAYS] = 100, [SHRINKS] = 40, [GROWS] = 50,
		                           [MOVES] = 50 };

	return draw_chance(draw, chance[way]);
}

static size_t new_size(struct draw *draw, const struct resize *resize)
{
	size_t size = resize->was.size, more = resize->has_right ? resize->right.size : 64;

	if (draw_chance(draw, 35))
		return draw_number(draw, size / 3 + 1, size + 16);
	return draw_number(draw, size, size + (more < 300 ? more : 300) + 40);
}

static int make_heap(struct draw *draw, struct resize *resize)
{
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 6, 8), 40, 300);
	if (draw_chance(draw, 40))
		draw_fill(draw);
	if (!draw_free_some(draw, draw_number(draw, 2, 3), 0)
	    || draw_stats(&draw->now).sections != 1)
		return 0;
	resize->chunk = draw_any(draw);
	if (!resize->chunk)
		return 0;
	resize->was = draw_chunk(&draw->now, resize->chunk);
	resize->has_right = draw_right(&draw->now, &resize->was, &resize->right);
	if (resize->was.size > 1000 || (!(resize->has_right && resize->right.free)
	                                && draw_chance(draw, 60)))
		return 0;
	resize->asked = new_size(draw, resize);
	resize->need = draw_need(draw, resize->asked);
	resize->is = draw_after(draw, 'r', resize->chunk, resize->asked)->result;
	resize->way = way_of(resize);
	return is_wanted(draw, resize->way);
}

/* ------------------------------------------------------------------ explanations */

static void tell_right(struct draw *draw, const struct resize *resize)
{
	if (!resize->has_right)
		draw_part(draw, "explain", "Behind p%u the section ends.", resize->chunk);
	else if (!resize->right.free)
		draw_part(draw, "explain", "Its right neighbour %s is in use.",
		          draw_owner(&draw->now, &resize->right).text);
	else
		draw_part(draw, "explain", "Its right neighbour, %s, is free: %s + %s = %s bytes "
		          "in all.", place_text(1, resize->right.offset).text,
		          comma(resize->was.size).text, comma(resize->right.size).text,
		          comma(resize->was.size + resize->right.size).text);
}

static void tell_way(struct draw *draw, const struct resize *resize)
{
	if (resize->way == STAYS)
		draw_part(draw, "explain", "The rest would be too small for a chunk: it keeps its "
		          "%s bytes.", comma(resize->is.size).text);
	if (resize->way == SHRINKS)
		draw_part(draw, "explain", "It stays where it is, and %s bytes are free again.",
		          comma(resize->was.size - resize->is.size).text);
	if (resize->way == GROWS)
		draw_part(draw, "explain", "That is enough: it grows where it is, to %s bytes.",
		          comma(resize->is.size).text);
	if (resize->way == MOVES)
		draw_part(draw, "explain", "There it cannot grow: it moves to %s. Its %s bytes are "
		          "copied, and its old place is freed.",
		          place_text(resize->is.section, resize->is.offset).text,
		          comma(resize->was.size).text);
}

static void tell(struct draw *draw, const struct resize *resize)
{
	draw_tell_need(draw, resize->asked);
	draw_part(draw, "explain", "p%u has %s bytes.", resize->chunk,
	          comma(resize->was.size).text);
	if (resize->need > resize->was.size)
		tell_right(draw, resize);
	else if (resize->need == resize->was.size) {
		draw_part(draw, "explain", "Just what is needed: nothing changes.");
		return;
	}
	tell_way(draw, resize);
}

static void hint(struct draw *draw)
{
	draw_part(draw, "hint", "Round the new size up to a multiple of 16 and compare it with "
	          "what the chunk has.");
	draw_part(draw, "hint", "Where it has to grow: is its right neighbour free, and are both "
	          "together enough?");
}

/* --------------------------------------------------------------------- questions */

static int make_way(struct draw *draw)
{
	struct resize resize;

	if (!make_heap(draw, &resize))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "choice", "r p%u %zu: what happens to p%u?", resize.chunk, resize.asked,
	         resize.chunk);
	for (size_t i = 0; i < WAYS; i++)
		draw_part(draw, "choice", "%s", said[i]);
	hint(draw);
	draw_part(draw, "", "r p%u %zu", resize.chunk, resize.asked);
	draw_part(draw, "answer", "%c", 'a' + (int)resize.way);
	tell(draw, &resize);
	draw_end(draw);
	return 1;
}

static int make_sized(struct draw *draw)
{
	struct resize resize;

	draw_set_number(draw, "split", 16 * draw_number(draw, 1, 6));
	if (!make_heap(draw, &resize))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "number", "A rest is split off from %zu bytes on. How many bytes does "
	         "p%u have after r p%u %zu?", draw->options.split, resize.chunk, resize.chunk,
	         resize.asked);
	hint(draw);
	draw_part(draw, "", "r p%u %zu", resize.chunk, resize.asked);
	draw_part(draw, "answer", "size(p%u)", resize.chunk);
	tell(draw, &resize);
	if (resize.is.size != resize.need && resize.way != STAYS)
		draw_part(draw, "explain", "The rest of %s bytes is too small for a chunk.",
		          comma(resize.is.size - resize.need).text);
	draw_end(draw);
	return 1;
}

static int make_copied(struct draw *draw)
{
	struct resize resize;

	if (!make_heap(draw, &resize) || (resize.way != MOVES && draw_chance(draw, 60)))
		return 0;
	draw_line(draw, "view");
	draw_line(draw, "let before_%zu = copied", draw->number);
	draw_ask(draw, "number", "How many bytes does r p%u %zu copy? A chunk that moves is copied "
	         "with all the bytes it has.", resize.chunk, resize.asked);
	hint(draw);
	draw_part(draw, "", "r p%u %zu", resize.chunk, resize.asked);
	draw_part(draw, "answer", "copied - before_%zu", draw->number);
	tell(draw, &resize);
	if (resize.way != MOVES)
		draw_part(draw, "explain", "Nothing is copied.");
	draw_end(draw);
	return 1;
}

static int make_whereto(struct draw *draw)
{
	static const enum my_heap_placement used[] = { MY_HEAP_FIRST_FIT, MY_HEAP_BEST_FIT,
		                                       MY_HEAP_WORST_FIT };
	enum my_heap_placement own = used[draw_number(draw, 0, 2)];
	struct resize resize;
	struct draw_list list;

	draw_set(draw, "placement", placement_words[own]);
	if (!make_heap(draw, &resize) || (resize.way != MOVES && draw_chance(draw, 70)))
		return 0;
	list = draw_list(&draw->now);
	if (draw_has_equals(&list))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "place", "The placement is %s. Where does p%u begin after r p%u %zu?",
	         placements[own].name, resize.chunk, resize.chunk, resize.asked);
	hint(draw);
	draw_part(draw, "hint", "A new place is searched while the old one is still in use.");
	draw_part(draw, "", "r p%u %zu", resize.chunk, resize.asked);
	tell(draw, &resize);
	draw_end(draw);
	return 1;
}

static int make_resizelist(struct draw *draw)
{
	char listed[DRAW_LISTED];
	struct draw_list list;
	struct resize resize;

	if (!make_heap(draw, &resize) || resize.way == STAYS)
		return 0;
	list = draw_list(&draw->after);
	if (list.count < 2)
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "list", "Free neighbours are joined at once, the list is in the order of "
	         "addresses. What is the list of free chunks after r p%u %zu?", resize.chunk,
	         resize.asked);
	hint(draw);
	draw_part(draw, "", "r p%u %zu", resize.chunk, resize.asked);
	tell(draw, &resize);
	draw_part(draw, "explain", "The list is then: %s.", draw_listed(&list, listed));
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_realloc[] = {
	{ "way", make_way },         { "sized", make_sized },           { "copied", make_copied },
	{ "whereto", make_whereto }, { "resizelist", make_resizelist }, { NULL, NULL },
};
