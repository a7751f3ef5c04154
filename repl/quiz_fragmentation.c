/* SPDX-License-Identifier: MIT
 *
 * quiz_fragmentation.c - questions about memory that is lost: inside chunks, and between them.
 *
 * A question is good when a share comes out as a whole number, and when what is free in all would
 * mislead.
 */
#include "quiz_draw.h"

#include "number.h"

/* Some chunks, some of them free, in one section; *chunk is a used one. */
static int make_heap(struct draw *draw, unsigned *chunk)
{
	draw_set_number(draw, "section", 1024 * draw_number(draw, 1, 3));
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 6, 9), 30, 330);
	if (draw_chance(draw, 60))
		draw_fill(draw);
	if (!draw_free_some(draw, draw_number(draw, 2, 4), 0)
	    || draw_stats(&draw->now).sections != 1)
		return 0;
	*chunk = draw_any(draw);
	return *chunk != 0;
}

/* --------------------------------------------------------------------- internal */

static int make_inner(struct draw *draw)
{
	size_t asked = draw_number(draw, 10, 200), count = draw_number(draw, 3, 8), need;

	draw_set_number(draw, "align", draw_chance(draw, 50) ? 16 : 32);
	draw_heap(draw);
	need = draw_need(draw, asked);
	if (need == asked)
		return 0;
	draw_ask(draw, "number", "Sizes are multiples of %zu. %zu chunks are taken, each with m "
	         "%zu. How many bytes of them are slack, all together?", draw_unit(draw), count,
	         asked);
	draw_part(draw, "hint", "How many bytes does each of them have?");
	draw_part(draw, "", "repeat %zu m %zu", count, asked);
	draw_part(draw, "answer", "slack");
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "%s - %s = %zu, and %zu times that are %s.", comma(need).text,
	          comma(asked).text, need - asked, count, comma(count * (need - asked)).text);
	draw_end(draw);
	return 1;
}

static int make_internal(struct draw *draw)
{
	my_heap_statistics stats;
	size_t asked, slack;

	draw_set_number(draw, "align", draw_chance(draw, 50) ? 16 : 32);
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 2, 4), 8, 120);
	asked = draw_number(draw, 8, 120);
	stats = draw_stats(draw_after(draw, 'm', 0, asked));
	slack = stats.used - stats.asked;
	if (slack == 0 || slack * 100 % stats.used != 0)
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "number", "Sizes are multiples of %zu. How many percent of the bytes in "
	         "used chunks are slack after m %zu: what is the internal fragmentation?",
	         draw_unit(draw), asked);
	draw_part(draw, "hint", "Slack is what a chunk has more than was asked for.");
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "internal");
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "The chunks have %s bytes, asked for were %s: %s are slack.",
	          comma(stats.used).text, comma(stats.asked).text, comma(slack).text);
	draw_part(draw, "explain", "%s of %s are %zu percent.", comma(slack).text,
	          comma(stats.used).text, slack * 100 / stats.used);
	draw_end(draw);
	return 1;
}

/* --------------------------------------------------------------------- external */

static void tell_list(struct draw *draw, const struct draw_heap *heap)
{
	struct draw_list list = draw_list(heap);
	char listed[DRAW_LISTED];

	draw_part(draw, "explain", "The free chunks are then %s.", draw_listed(&list, listed));
}

static int make_largest(struct draw *draw)
{
	size_t before, after;
	unsigned chunk;

	if (!make_heap(draw, &chunk))
		return 0;
	before = draw_stats(&draw->now).largest_free;
	after = draw_stats(draw_after(draw, 'f', chunk, 0)).largest_free;
	if (before == after && draw_chance(draw, 80))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "number", "How many bytes does the largest free chunk have after f p%u?",
	         chunk);
	draw_part(draw, "hint", "Free neighbours are joined.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "largest");
	tell_list(draw, &draw->after);
	draw_part(draw, "explain", "The largest has %s bytes; before it had %s.",
	          comma(after).text, comma(before).text);
	draw_end(draw);
	return 1;
}

static int make_external(struct draw *draw)
{
	my_heap_statistics stats;
	unsigned chunk;
	size_t lost;

	if (!make_heap(draw, &chunk))
		return 0;
	stats = draw_stats(draw_after(draw, 'f', chunk, 0));
	lost = stats.free - stats.largest_free;
	if (lost == 0 || lost * 100 % stats.free != 0)
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "number", "How many percent of the free bytes are not in the largest free "
	         "chunk after f p%u: what is the external fragmentation?", chunk);
	draw_part(draw, "hint", "First the free chunks, then their sum, then the largest.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "external");
	tell_list(draw, &draw->after);
	draw_part(draw, "explain", "%s bytes are free, %s of them in the largest: %s of %s are %zu "
	          "percent.", comma(stats.free).text, comma(stats.largest_free).text,
	          comma(lost).text, comma(stats.free).text, lost * 100 / stats.free);
	draw_end(draw);
	return 1;
}

/* ------------------------------------------------------------- enough, and no fit */

static int make_fits(struct draw *draw)
{
	my_heap_statistics stats;
	char listed[DRAW_LISTED];
	struct draw_list list;
	size_t asked, need;
	unsigned chunk;
	char right;

	if (!make_heap(draw, &chunk))
		return 0;
	stats = draw_stats(&draw->now);
	list = draw_list(&draw->now);
	if (stats.largest_free < 40 || stats.free > 1500 || list.count < 2)
		return 0;
	asked = draw_number(draw, stats.largest_free - 24, stats.free + 200);
	need = draw_need(draw, asked);
	right = need <= stats.largest_free ? 'a' : need <= stats.free ? 'b' : 'c';
	if (right == 'c' && draw_chance(draw, 50))
		return 0;
	draw_ask(draw, "choice", "The free chunks are %s. What about m %zu?",
	         draw_listed(&list, listed), asked);
	draw_part(draw, "choice", "it fits into one of them");
	draw_part(draw, "choice", "enough is free in all, but not in one piece: a new section");
	draw_part(draw, "choice", "less than that is free in all: a new section");
	draw_part(draw, "hint", "Compare it with the largest, and with the sum.");
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "%c", right);
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "The largest free chunk has %s bytes, all together have %s.",
	          comma(stats.largest_free).text, comma(stats.free).text);
	draw_end(draw);
	return 1;
}

static int make_most(struct draw *draw)
{
	size_t header = 8 * draw_number(draw, 1, 3), largest;
	char listed[DRAW_LISTED];
	struct draw_list list;
	unsigned chunk;

	draw_set_number(draw, "header", header);
	if (!make_heap(draw, &chunk))
		return 0;
	list = draw_list(&draw->now);
	largest = draw_stats(&draw->now).largest_free;
	if (list.count < 2 || largest <= header)
		return 0;
	draw_ask(draw, "number", "The free chunks are %s, and each chunk has a header of %zu "
	         "bytes. What is the largest SIZE for which m SIZE needs no new section?",
	         draw_listed(&list, listed), header);
	draw_part(draw, "hint", "One free chunk must take the whole of it, with the header.");
	draw_part(draw, "", "m %zu", largest - header);
	draw_part(draw, "answer", "asked(p%u)", draw->now.chunks + 1);
	draw_part(draw, "explain", "The largest free chunk has %s bytes, %zu are for the header: "
	          "%s are left.", comma(largest).text, header, comma(largest - header).text);
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_fragmentation[] = {
	{ "inner", make_inner },       { "largest", make_largest }, { "fits", make_fits },
	{ "internal", make_internal }, { "most", make_most },       { "external", make_external },
	{ NULL, NULL },
};
