/* SPDX-License-Identifier: MIT
 *
 * quiz_split.c - questions about what is cut off a free chunk, and what is left of it.
 *
 * A question is good when rounding, the header or the smallest rest decide: a learner who forgets
 * one of them gets another answer.
 */
#include "quiz_draw.h"

#include "number.h"

/* p2 was freed: a free chunk between two used ones, and m SIZE for it. */
struct hole {
	my_heap_chunk chunk;
	size_t asked, need, rest, least; /* least: the smallest rest that is split off */
};

static const size_t headers[] = { 0, 0, 8, 16, 24 };
static const size_t alignments[] = { 16, 16, 32, 64 };
static const size_t splits[] = { 16, 32, 48, 64, 96, 128 };

#define ANY_OF(draw, table) (table[draw_number(draw, 0, sizeof table / sizeof table[0] - 1)])

enum { HAS_HEADER = 1, HAS_ALIGNMENT = 2 };

static void choose_settings(struct draw *draw, unsigned with)
{
	if (with & HAS_HEADER)
		draw_set_number(draw, "header", ANY_OF(draw, headers));
	if (with & HAS_ALIGNMENT)
		draw_set_number(draw, "align", ANY_OF(draw, alignments));
	draw_set_number(draw, "split", ANY_OF(draw, splits));
	draw_heap(draw);
}

static size_t smallest_rest(const struct draw *draw)
{
	size_t unit = draw_unit(draw);

	return draw->options.split > unit ? draw->options.split : unit;
}

static int make_hole(struct draw *draw, struct hole *hole)
{
	size_t less;

	draw_take_some(draw, 3, 40, 400);
	hole->chunk = draw_chunk(&draw->now, 2);
	hole->least = smallest_rest(draw);
	draw_free(draw, 2);
	less = draw_number(draw, hole->least > 48 ? hole->least - 48 : 1, hole->least + 48);
	if (hole->chunk.size < less + draw->options.header + 8)
		return 0;
	hole->asked = hole->chunk.size - draw->options.header - less;
	hole->need = draw_need(draw, hole->asked);
	hole->rest = hole->chunk.size - hole->need;
	return hole->rest > 0;
}

static int is_split(const struct hole *hole)
{
	return hole->rest >= hole->least;
}

/* "The header has 8 bytes, results are aligned to 32, the smallest rest is 64 bytes." */
static void write_rules(const struct draw *draw, char out[DRAW_WORDS])
{
	int used = 0;

	if (draw->options.header)
		used += snprintf(out, DRAW_WORDS, "Each chunk has a header of %zu bytes; ",
		                 draw->options.header);
	snprintf(out + used, (size_t)(DRAW_WORDS - used),
	         "%sizes are multiples of %zu, a rest is split off from %zu bytes on.",
	         used ? "s" : "S", draw_unit(draw),
	         smallest_rest(draw));
}

static void tell_hole(struct draw *draw, const struct hole *hole)
{
	draw_tell_need(draw, hole->asked);
	draw_part(draw, "explain", "The free chunk at %s has %s bytes, so %zu would be left over.",
	          place_text(1, hole->chunk.offset).text, comma(hole->chunk.size).text,
	          hole->rest);
	if (is_split(hole))
		draw_part(draw, "explain", "That is at least %zu: it is split off, and p4 has %s "
		          "bytes.", hole->least, comma(hole->need).text);
	else
		draw_part(draw, "explain", "That is less than %zu: p4 gets all %s bytes.",
		          hole->least, comma(hole->chunk.size).text);
}

static void hint_need(struct draw *draw)
{
	draw_part(draw, "hint", "First the size that is needed: %srounded up to a multiple of %zu.",
	          draw->options.header ? "with the header, " : "", draw_unit(draw));
	draw_part(draw, "hint", "Then what is left over: is it large enough to be a chunk?");
}

/* --------------------------------------------------------------------- questions */

static int make_off(struct draw *draw)
{
	char rules[DRAW_WORDS];
	struct hole hole;

	choose_settings(draw, 0);
	if (!make_hole(draw, &hole) || hole.least == draw_unit(draw))
		return 0;
	write_rules(draw, rules);
	draw_line(draw, "view");
	draw_ask(draw, "choice", "%s m %zu takes the free chunk at %s. Is the rest split off?",
	         rules, hole.asked, place_text(1, hole.chunk.offset).text);
	draw_part(draw, "choice", "yes, it stays a free chunk");
	draw_part(draw, "choice", "no, p4 gets all of it");
	hint_need(draw);
	draw_part(draw, "", "m %zu", hole.asked);
	draw_part(draw, "answer", "%c", is_split(&hole) ? 'a' : 'b');
	tell_hole(draw, &hole);
	draw_end(draw);
	return 1;
}

/* What is asked about p4, which is yet to be taken. */
static void ask_hole(struct draw *draw, const struct hole *hole, const char *kind,
                     const char *question)
{
	char rules[DRAW_WORDS];

	write_rules(draw, rules);
	draw_line(draw, "view");
	draw_ask(draw, kind, "%s p4 = m %zu takes the free chunk at %s. %s", rules, hole->asked,
	         place_text(1, hole->chunk.offset).text, question);
	hint_need(draw);
	draw_part(draw, "", "m %zu", hole->asked);
}

static int make_size(struct draw *draw)
{
	struct hole hole;

	choose_settings(draw, HAS_HEADER);
	if (!make_hole(draw, &hole) || hole.need == hole.asked)
		return 0;
	ask_hole(draw, &hole, "number", "How many bytes will the chunk p4 have, all included?");
	draw_part(draw, "answer", "size(p4)");
	tell_hole(draw, &hole);
	draw_end(draw);
	return 1;
}

static int make_slack(struct draw *draw)
{
	struct hole hole;
	size_t size;

	choose_settings(draw, HAS_ALIGNMENT);
	if (!make_hole(draw, &hole) || (is_split(&hole) && draw_chance(draw, 60)))
		return 0;
	size = is_split(&hole) ? hole.need : hole.chunk.size;
	ask_hole(draw, &hole, "number", "How many bytes of slack will p4 have: bytes that it did "
	         "not ask for?");
	draw_part(draw, "answer", "slack(p4)");
	tell_hole(draw, &hole);
	draw_part(draw, "explain", "So %s - %s = %zu are slack.", comma(size).text,
	          comma(hole.asked).text, size - hole.asked);
	draw_end(draw);
	return 1;
}

static int make_rest(struct draw *draw)
{
	struct hole hole;

	choose_settings(draw, HAS_HEADER | HAS_ALIGNMENT);
	if (!make_hole(draw, &hole) || (!is_split(&hole) && draw_chance(draw, 60)))
		return 0;
	ask_hole(draw, &hole, "number", "How many bytes stay free there? 0, if p4 gets all.");
	draw_part(draw, "answer", "%zu - size(p4)", hole.chunk.size);
	tell_hole(draw, &hole);
	draw_end(draw);
	return 1;
}

static int make_restat(struct draw *draw)
{
	struct hole hole;

	choose_settings(draw, HAS_HEADER | HAS_ALIGNMENT);
	if (!make_hole(draw, &hole) || !is_split(&hole))
		return 0;
	ask_hole(draw, &hole, "place", "Where does the rest begin that stays free?");
	draw_part(draw, "answer", "%zu + size(p4)", hole.chunk.offset);
	tell_hole(draw, &hole);
	draw_part(draw, "explain", "The rest begins where p4 ends, at %s.",
	          place_text(1, hole.chunk.offset + hole.need).text);
	draw_end(draw);
	return 1;
}

/* How often the same size is cut off a section until it has no room. */
static int make_often(struct draw *draw)
{
	size_t section = 256 * draw_number(draw, 2, 8), asked = draw_number(draw, 40, 300), count;
	size_t header = ANY_OF(draw, headers), need;

	draw_set_number(draw, "header", header);
	draw_set_number(draw, "section", section);
	draw_heap(draw);
	need = draw_need(draw, asked);
	count = section / need;
	if (count < 3 || section / asked == count)
		return 0;
	draw_ask(draw, "number", "A section has %s bytes, sizes are multiples of 16, and each "
	         "chunk has a header of %zu. How many times does m %zu find room before a second "
	         "section is needed?", comma(section).text, header, asked);
	draw_part(draw, "hint", "How many bytes does each of them take?");
	draw_part(draw, "", "repeat %zu m %zu", count + 1, asked);
	draw_part(draw, "answer", "used_chunks - 1");
	draw_tell_need(draw, asked);
	draw_part(draw, "explain", "%zu times %s are %s of the %s bytes; the next one goes to s2.",
	          count, comma(need).text, comma(count * need).text, comma(section).text);
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_split[] = {
	{ "off", make_off },   { "size", make_size },     { "slack", make_slack },
	{ "rest", make_rest }, { "restat", make_restat }, { "often", make_often },
	{ NULL, NULL },
};
