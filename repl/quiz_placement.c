/* SPDX-License-Identifier: MIT
 *
 * quiz_placement.c - questions about which free chunk is taken.
 *
 * A question is good when several chunks are large enough, and the placement that is asked about
 * takes another one than the others would.
 */
#include "quiz_draw.h"

#include "number.h"
#include "placement.h"

static const enum my_heap_placement compared[] = { MY_HEAP_FIRST_FIT, MY_HEAP_BEST_FIT,
	                                           MY_HEAP_WORST_FIT };

enum { COMPARED = sizeof compared / sizeof compared[0] };

static const char *const titles[] = {
	[MY_HEAP_FIRST_FIT] = "First fit",
	[MY_HEAP_BEST_FIT] = "Best fit",
	[MY_HEAP_WORST_FIT] = "Worst fit",
};

static const char *const rules[] = {
	[MY_HEAP_FIRST_FIT] = "the first in the list that is large enough",
	[MY_HEAP_BEST_FIT] = "the smallest that is large enough",
	[MY_HEAP_WORST_FIT] = "the largest",
};

/* Nine or so chunks in one section, three or four of them free, none beside another. */
static int make_holes(struct draw *draw, size_t least, size_t most)
{
	draw_take_some(draw, draw_number(draw, 8, 10), least, most);
	if (draw_chance(draw, 40))
		draw_fill(draw);
	return draw_free_some(draw, draw_number(draw, 3, 4), 1)
	       && draw_stats(&draw->now).sections == 1;
}

/* A size that is near that of one of the free chunks. */
static size_t near_size(struct draw *draw, const struct draw_list *list)
{
	size_t size = list->chunk[draw_number(draw, 0, list->count - 1)].size;
	size_t less = draw_number(draw, 0, 40);

	return size > less + 1 && size < 2000 ? size - less : draw_number(draw, 24, 300);
}

static size_t fitting(const struct draw_list *list, size_t need)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->chunk[i].size >= need;
	return count;
}

static struct number place_of(const struct draw_list *list, size_t index)
{
	return place_text(list->chunk[index].section, list->chunk[index].offset);
}

static void tell_others(struct draw *draw, const struct draw_list *list, size_t need,
                        enum my_heap_placement own)
{
	for (size_t i = 0; i < COMPARED; i++) {
		size_t index = draw_choose(list, compared[i], need);

		if (compared[i] != own)
			draw_part(draw, "explain", "%s would take %s, %s bytes.",
			          titles[compared[i]], place_of(list, index).text,
			          comma(list->chunk[index].size).text);
	}
}

static void tell_taken(struct draw *draw, const struct draw_list *list, size_t need,
                       enum my_heap_placement own)
{
	size_t index = draw_choose(list, own, need);

	draw_part(draw, "explain", "%s takes %s: %s, %s bytes.", titles[own], rules[own],
	          place_of(list, index).text, comma(list->chunk[index].size).text);
}

static int all_differ(const struct draw_list *list, size_t need)
{
	size_t first = draw_choose(list, MY_HEAP_FIRST_FIT, need);
	size_t best = draw_choose(list, MY_HEAP_BEST_FIT, need);
	size_t worst = draw_choose(list, MY_HEAP_WORST_FIT, need);

	return first < list->count && first != best && first != worst && best != worst
	       && !draw_has_equals(list);
}

/* Holes of a heap with this placement, and a request that some are near to: how many bytes its
 * chunk takes; 0: there are no such holes. */
static size_t make_request(struct draw *draw, enum my_heap_placement own, struct draw_list *list,
                           size_t *asked)
{
	draw_set(draw, "placement", placement_words[own]);
	draw_heap(draw);
	if (!make_holes(draw, 24, 360))
		return 0;
	*list = draw_list(&draw->now);
	*asked = near_size(draw, list);
	return draw_need(draw, *asked);
}

static int make_taken(struct draw *draw)
{
	enum my_heap_placement own = compared[draw_number(draw, 0, COMPARED - 1)];
	struct draw_list list;
	size_t asked, need;

	need = make_request(draw, own, &list, &asked);
	if (!need || !all_differ(&list, need))
		return 0;
	draw_ask(draw, "chunk", "The placement is %s. Which free chunk does m %zu take?",
	         placements[own].name, asked);
	draw_part(draw, "hint", "How large must the chunk be, rounded up to a multiple of 16?");
	draw_part(draw, "hint", "%s takes %s.", titles[own], rules[own]);
	draw_part(draw, "", "m %zu", asked);
	draw_tell_need(draw, asked);
	tell_taken(draw, &list, need, own);
	tell_others(draw, &list, need, own);
	draw_end(draw);
	return 1;
}

/* ------------------------------------------------------------------ which policy */

static int make_policy(struct draw *draw)
{
	size_t asked, need, target, right = COMPARED;
	char listed[DRAW_LISTED];
	struct draw_list list;

	draw_heap(draw);
	if (!make_holes(draw, 24, 360))
		return 0;
	list = draw_list(&draw->now);
	asked = near_size(draw, &list);
	need = draw_need(draw, asked);
	target = draw_number(draw, 0, list.count - 1);
	if (!all_differ(&list, need) || list.chunk[target].size < need || fitting(&list, need) < 4)
		return 0;
	for (size_t i = 0; i < COMPARED; i++)
		if (draw_choose(&list, compared[i], need) == target)
			right = i;
	draw_ask(draw, "choice", "The free chunks are, in the order of the list: %s. "
	         "Which placement takes %s for m %zu?", draw_listed(&list, listed),
	         place_of(&list, target).text, asked);
	for (size_t i = 0; i < COMPARED; i++)
		draw_part(draw, "choice", "%s", placements[compared[i]].name);
	draw_part(draw, "choice", "none of these");
	draw_part(draw, "hint", "Go through the list for each of them.");
	draw_part(draw, "answer", "%c", (int)('a' + right));
	draw_tell_need(draw, asked);
	tell_others(draw, &list, need, MY_HEAP_BINS);
	draw_end(draw);
	return 1;
}

/* ------------------------------------------------------------- how many are looked at */

static void tell_looked(struct draw *draw, const struct draw_list *list, size_t need,
                        enum my_heap_placement own, size_t looked)
{
	size_t index = draw_choose(list, own, need);

	if (own == MY_HEAP_FIRST_FIT)
		draw_part(draw, "explain", "First fit goes along the list and stops at %s, the "
		          "first of at least %s bytes: it is number %zu.",
		          place_of(list, index).text, comma(need).text, looked);
	else
		draw_part(draw, "explain", "%s must look at all %zu free chunks, for a later one "
		          "might be %s; it takes %s.", titles[own], looked,
		          own == MY_HEAP_BEST_FIT ? "smaller" : "larger",
		          place_of(list, index).text);
}

static int make_looked(struct draw *draw)
{
	enum my_heap_placement own = compared[draw_number(draw, 0, COMPARED - 1)];
	struct draw_list list;
	size_t asked, need, looked;

	need = make_request(draw, own, &list, &asked);
	if (!need)
		return 0;
	looked = draw_stats(&draw->now).looked;
	looked = draw_stats(draw_after(draw, 'm', 0, asked)).looked - looked;
	if (fitting(&list, need) < 2 || looked < 2
	    || (own == MY_HEAP_FIRST_FIT && looked == list.count))
		return 0;
	draw_line(draw, "view");
	draw_line(draw, "let before_%zu = looked", draw->number);
	draw_ask(draw, "number", "The placement is %s, the list in the order of addresses. How "
	         "many free chunks does m %zu look at?", placements[own].name, asked);
	draw_part(draw, "hint", "May the search stop at the first that is large enough?");
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "looked - before_%zu", draw->number);
	draw_tell_need(draw, asked);
	tell_looked(draw, &list, need, own, looked);
	draw_end(draw);
	return 1;
}

/* -------------------------------------------------------------------- which section */

static int make_section(struct draw *draw)
{
	size_t asked, section, largest[2];
	my_heap_section s;

	draw_set_number(draw, "section", 1024);
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 9, 12), 60, 280);
	if (!draw_free_some(draw, draw_number(draw, 3, 5), 0)
	    || draw_stats(&draw->now).sections != 2)
		return 0;
	for (size_t i = 0; i < 2; i++) {
		if (!my_heap_section_at(draw->now.heap, i, &s) || s.used == 0)
			return 0;
		largest[i] = s.free_size;
	}
	asked = draw_number(draw, 100, 500);
	section = draw_after(draw, 'm', 0, asked)->result.section;
	if (section == 1 && largest[0] > largest[1] && draw_chance(draw, 70))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "choice", "The placement is first fit. In which section will m %zu lie?",
	         asked);
	draw_part(draw, "choice", "s1");
	draw_part(draw, "choice", "s2");
	draw_part(draw, "choice", "s3, which is new");
	draw_part(draw, "hint", "What counts is the largest free chunk of a section, not how much "
	          "is free in it.");
	draw_part(draw, "", "m %zu", asked);
	draw_part(draw, "answer", "%c", (int)('a' + section - 1));
	draw_tell_need(draw, asked);
	for (size_t i = 0; i < 2 && i < section; i++)
		draw_part(draw, "explain", "The largest free chunk of s%zu has %s bytes: %s.",
		          i + 1, comma(largest[i]).text,
		          largest[i] < draw_need(draw, asked) ? "too small" : "enough");
	draw_end(draw);
	return 1;
}

/* ---------------------------------------------------------------------- next fit */

static int make_next(struct draw *draw)
{
	my_heap_chunk rover, taken;
	struct draw_list list;
	size_t asked, first;
	unsigned last;
	int wraps;

	draw_set(draw, "placement", "next");
	draw_set_number(draw, "section", 2048);
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 7, 8), 40, 280);
	draw_fill(draw);
	if (!draw_free_some(draw, 3, 1) || draw_stats(&draw->now).sections != 1)
		return 0;
	last = draw_take(draw, draw_number(draw, 24, 120));
	rover = draw_chunk(&draw->now, last);
	if (!draw_free_some(draw, 1, 1) || !draw_is_used(&draw->now, last))
		return 0;
	list = draw_list(&draw->now);
	asked = near_size(draw, &list);
	first = draw_choose(&list, MY_HEAP_FIRST_FIT, draw_need(draw, asked));
	taken = draw_after(draw, 'm', 0, asked)->result;
	if (taken.section != 1 || fitting(&list, draw_need(draw, asked)) < 2
	    || taken.offset == list.chunk[first].offset)
		return 0;
	wraps = taken.offset < rover.offset;
	draw_line(draw, "view");
	draw_ask(draw, "place", "The placement is next fit, the list in the order of addresses. "
	         "The last chunk that was taken is p%u, at %s. Where will m %zu begin?", last,
	         place_text(1, rover.offset).text, asked);
	draw_part(draw, "hint", "Next fit goes on where it took a chunk the last time.");
	draw_part(draw, "", "m %zu", asked);
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "From %s on the first that is large enough is at %s%s.",
	          place_text(1, rover.offset).text, place_text(1, taken.offset).text,
	          wraps ? ", after the search began again at the head of the list" : "");
	draw_part(draw, "explain", "First fit would have taken %s, %s bytes.",
	          place_of(&list, first).text, comma(list.chunk[first].size).text);
	draw_end(draw);
	return 1;
}

/* -------------------------------------------------------------------------- bins */

/* Sizes of 512 and more share a bin with their like: four a doubling. */
static void bin_of(size_t size, size_t *least, size_t *most)
{
	size_t base = 512;

	while (size >= 2 * base)
		base *= 2;
	*least = base + (size - base) / (base / 4) * (base / 4);
	*most = *least + base / 4 - 16;
}

static int make_bins(struct draw *draw)
{
	size_t asked, need, best, least, most;
	struct draw_list list;
	my_heap_chunk taken;

	draw_set(draw, "placement", "bins");
	draw_set_number(draw, "section", 16384);
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 9, 11), 480, 1200);
	if (!draw_free_some(draw, 4, 1) || draw_stats(&draw->now).sections != 1)
		return 0;
	list = draw_list(&draw->now);
	asked = draw_number(draw, 500, 1000);
	need = draw_need(draw, asked);
	best = draw_choose(&list, MY_HEAP_BEST_FIT, need);
	taken = draw_after(draw, 'm', 0, asked)->result;
	if (need < 528 || taken.offset == list.chunk[best].offset)
		return 0;
	bin_of(need, &least, &most);
	draw_ask(draw, "chunk", "The placement is bins. A bin has sizes 512 to 624, 640 to 752, "
	         "768 to 880, 896 to 1,008, 1,024 to 1,264, and so on; in a bin chunks stand by "
	         "their addresses. Which free chunk does m %zu take?", asked);
	draw_part(draw, "hint", "In its own bin a chunk may be too small; in those above the "
	          "first one is taken.");
	draw_part(draw, "", "m %zu", asked);
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "Its own bin has %s to %s.", comma(least).text,
	          comma(most).text);
	bin_of(draw_covering(&draw->now, &taken).size, &least, &most);
	draw_part(draw, "explain", "In the bin of %s to %s the first that is large enough is "
	          "%s, %s bytes.", comma(least).text, comma(most).text,
	          place_text(1, taken.offset).text,
	          comma(draw_covering(&draw->now, &taken).size).text);
	draw_part(draw, "explain", "Best fit would have taken %s, %s bytes.",
	          place_of(&list, best).text, comma(list.chunk[best].size).text);
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_placement[] = {
	{ "taken", make_taken },   { "policy", make_policy }, { "looked", make_looked },
	{ "section", make_section }, { "next", make_next },   { "bins", make_bins },
	{ NULL, NULL },
};
