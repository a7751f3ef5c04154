/* SPDX-License-Identifier: MIT
 *
 * quiz_misuse.c - questions about what must not be done, and what comes of it.
 *
 * A question is good when the chunk after it matters: the same line would be harmless, refused or
 * a disaster elsewhere.
 */
#include "quiz_draw.h"

#include "number.h"

static int make_heap(struct draw *draw)
{
	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 5, 7), 30, 200);
	return draw_free_some(draw, draw_number(draw, 1, 2), 0);
}

/* ------------------------------------------------------------------ a bad address */

enum fate { FREED, DOUBLE, INVALID, FATES };

static const char *const fates[] = {
	[FREED] = "the used chunk that begins there is freed, whoever holds it",
	[DOUBLE] = "refused as a double free: the memory there is free already",
	[INVALID] = "refused as an invalid free: no chunk begins there, the memory is in use",
};

/* What free makes of an address, told by where it points. */
static enum fate fate_of(const struct draw_heap *heap, const my_heap_chunk *place)
{
	my_heap_chunk there = draw_covering(heap, place);

	if (there.free)
		return DOUBLE;
	return there.offset == place->offset ? FREED : INVALID;
}

static void tell_fate(struct draw *draw, const my_heap_chunk *place, enum fate fate)
{
	my_heap_chunk there = draw_covering(&draw->now, place);

	if (fate == FREED)
		draw_part(draw, "explain", "%s begins at %s now, and free cannot know that its "
		          "owner still uses it.", draw_owner(&draw->now, &there).text,
		          place_text(1, place->offset).text);
	if (fate == DOUBLE)
		draw_part(draw, "explain", "%s lies in a free chunk, %s, %s bytes: free sees it "
		          "and does nothing.", place_text(1, place->offset).text,
		          place_text(1, there.offset).text, comma(there.size).text);
	if (fate == INVALID)
		draw_part(draw, "explain", "%s lies inside %s, which begins at %s: free finds no "
		          "entry for it and does nothing.", place_text(1, place->offset).text,
		          draw_owner(&draw->now, &there).text, place_text(1, there.offset).text);
}

/* An old address is freed once more, after its place was joined, or given to another. */
static int make_again(struct draw *draw)
{
	my_heap_chunk old;
	unsigned chunk;
	enum fate fate;

	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 5, 7), 30, 200);
	chunk = (unsigned)draw_number(draw, 2, draw->now.chunks - 1);
	old = draw_chunk(&draw->now, chunk);
	draw_free(draw, chunk);
	if (draw_chance(draw, 40))
		draw_free(draw, chunk - 1);
	if (draw_chance(draw, 70))
		draw_take(draw, draw_number(draw, 16, 200));
	if (draw_chance(draw, 50))
		draw_take(draw, draw_number(draw, 16, 100));
	fate = fate_of(&draw->now, &old);
	if (fate == DOUBLE && draw_chance(draw, 50))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "choice", "p%u was at %s. By mistake the program frees this address once "
	         "more: f %s. What happens?", chunk, place_text(1, old.offset).text,
	         place_text(1, old.offset).text);
	for (size_t i = 0; i < FATES; i++)
		draw_part(draw, "choice", "%s", fates[i]);
	draw_part(draw, "hint", "free knows addresses, no names. Whose is that one now?");
	draw_part(draw, "", "f %s", place_text(1, old.offset).text);
	draw_part(draw, "answer", "%c", 'a' + (int)fate);
	tell_fate(draw, &old, fate);
	draw_end(draw);
	return 1;
}

static int make_middle(struct draw *draw)
{
	my_heap_chunk place, there;
	unsigned chunk;
	enum fate fate;

	if (!make_heap(draw))
		return 0;
	chunk = draw_any(draw);
	if (!chunk)
		return 0;
	place = draw_chunk(&draw->now, chunk);
	place.offset += 16 * draw_number(draw, 1, place.size / 16);
	there = draw_covering(&draw->now, &place);
	fate = fate_of(&draw->now, &place);
	if (fate == INVALID && draw_chance(draw, 70))
		return 0;
	/* What was never used is no freed memory: that would be another question. */
	if (!there.size || (there.free && there.offset + there.size == draw->options.section))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "choice", "The program adds %zu to the pointer p%u and frees that: f %s. "
	         "What happens?", place.offset - draw_chunk(&draw->now, chunk).offset, chunk,
	         place_text(1, place.offset).text);
	for (size_t i = 0; i < FATES; i++)
		draw_part(draw, "choice", "%s", fates[i]);
	draw_part(draw, "hint", "Where does p%u end?", chunk);
	draw_part(draw, "", "f %s", place_text(1, place.offset).text);
	draw_part(draw, "answer", "%c", 'a' + (int)fate);
	tell_fate(draw, &place, fate);
	draw_end(draw);
	return 1;
}

/* ---------------------------------------------------------------------- overflows */

enum last { OWN, SLACK, OTHER, FREE, LASTS };

struct overflow {
	unsigned chunk;
	size_t asked, count, slack; /* count bytes are written */
	my_heap_chunk own, right;
	int has_right;
	enum last last; /* whose the last of them is */
};

static int make_overflow(struct draw *draw, struct overflow *over)
{
	size_t past;

	if (!make_heap(draw))
		return 0;
	over->chunk = draw_any(draw);
	if (!over->chunk)
		return 0;
	over->own = draw_chunk(&draw->now, over->chunk);
	over->asked = draw->now.asked[over->chunk];
	over->slack = over->own.size - over->asked;
	over->has_right = draw_right(&draw->now, &over->own, &over->right);
	past = draw_number(draw, 0, over->slack + 20);
	over->count = over->asked + past - (past == 0 ? draw_number(draw, 0, 8) : 0);
	if (!over->has_right)
		return 0;
	over->last = over->count <= over->asked      ? OWN
	             : over->count <= over->own.size ? SLACK
	             : over->right.free              ? FREE
	                                             : OTHER;
	return over->last != OWN || draw_chance(draw, 60);
}

static void tell_overflow(struct draw *draw, const struct overflow *over)
{
	draw_part(draw, "explain", "p%u asked for %zu bytes and has %s: %zu are slack.",
	          over->chunk, over->asked, comma(over->own.size).text, over->slack);
	if (over->count <= over->asked)
		draw_part(draw, "explain", "%zu bytes fit.", over->count);
	else if (over->count <= over->own.size)
		draw_part(draw, "explain", "%zu of the %zu bytes lie in the slack.",
		          over->count - over->asked, over->count);
	else
		draw_part(draw, "explain", "%zu of the %zu bytes lie behind p%u, in %s%s.",
		          over->count - over->own.size, over->count, over->chunk,
		          over->right.free ? "the free chunk at "
		                           : draw_owner(&draw->now, &over->right).text,
		          over->right.free ? place_text(1, over->right.offset).text : "");
}

static int make_overflows(struct draw *draw)
{
	struct overflow over;

	if (!make_overflow(draw, &over))
		return 0;
	draw_line(draw, "view");
	draw_ask(draw, "choice", "w p%u 0x41 %zu writes %zu bytes from the start of p%u on. Where "
	         "does the last of them lie?", over.chunk, over.count, over.count, over.chunk);
	draw_part(draw, "choice", "in the bytes that p%u asked for", over.chunk);
	draw_part(draw, "choice", "in the slack of p%u", over.chunk);
	draw_part(draw, "choice", "in another used chunk");
	draw_part(draw, "choice", "in a free chunk");
	draw_part(draw, "hint", "How many bytes did p%u ask for, and how many has it?", over.chunk);
	draw_part(draw, "", "w p%u 0x41 %zu", over.chunk, over.count);
	draw_part(draw, "answer", "%c", 'a' + (int)over.last);
	tell_overflow(draw, &over);
	draw_end(draw);
	return 1;
}

static int make_damage(struct draw *draw)
{
	struct overflow over;
	size_t damaged;

	if (!make_overflow(draw, &over) || over.right.free
	    || (over.last != OTHER && draw_chance(draw, 60)))
		return 0;
	damaged = over.last == OTHER ? over.count - over.own.size : 0;
	draw_line(draw, "view");
	draw_ask(draw, "number", "w p%u 0x41 %zu writes %zu bytes from the start of p%u on. How "
	         "many bytes of other used chunks does it change?", over.chunk, over.count,
	         over.count, over.chunk);
	draw_part(draw, "hint", "The slack of p%u belongs to nobody else.", over.chunk);
	draw_part(draw, "", "w p%u 0x41 %zu", over.chunk, over.count);
	draw_part(draw, "answer", "max(%zu, size(p%u)) - size(p%u)", over.count, over.chunk,
	          over.chunk);
	tell_overflow(draw, &over);
	draw_part(draw, "explain", "So %zu bytes of others are changed.", damaged);
	draw_end(draw);
	return 1;
}

/* -------------------------------------------------------------------------- guard */

static int make_guard(struct draw *draw)
{
	int guard = draw_chance(draw, 60);
	struct overflow over;
	int seen;

	if (guard)
		draw_set(draw, "guard", "on");
	if (!make_overflow(draw, &over) || over.last == OTHER || over.last == FREE)
		return 0;
	if (over.last == OWN && draw_chance(draw, 60))
		return 0;
	seen = guard && over.last == SLACK;
	draw_line(draw, "i p%u", over.chunk);
	draw_ask(draw, "choice", "guard is %s. w p%u 0x41 %zu writes %zu bytes from the start of "
	         "p%u on, then p%u is freed. Does the heap see an error?", guard ? "on" : "off",
	         over.chunk, over.count, over.count, over.chunk, over.chunk);
	draw_part(draw, "choice", "yes, when the bytes are written");
	draw_part(draw, "choice", "yes, when p%u is freed", over.chunk);
	draw_part(draw, "choice", "no, although it is an error");
	draw_part(draw, "choice", "no, and it is none");
	draw_part(draw, "hint", "With guard on the slack is filled, and verified later.");
	draw_part(draw, "", "w p%u 0x41 %zu", over.chunk, over.count);
	draw_part(draw, "", "f p%u", over.chunk);
	draw_part(draw, "answer", "%c", over.last == OWN ? 'd' : seen ? 'b' : 'c');
	tell_overflow(draw, &over);
	if (over.last != OWN)
		draw_part(draw, "explain", "%s", seen ? "With guard on the slack is verified when "
		                                        "the chunk is freed."
		                                      : "Without guard nobody looks at the slack.");
	draw_end(draw);
	return 1;
}

/* -------------------------------------------------------------- use after free */

/* The names under which a place may be known: those used, in order. */
static int make_whose(struct draw *draw)
{
	unsigned chunk, last, other;
	my_heap_chunk old, there;
	char right;

	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 5, 7), 40, 240);
	chunk = (unsigned)draw_number(draw, 2, draw->now.chunks - 1);
	old = draw_chunk(&draw->now, chunk);
	draw_free(draw, chunk);
	other = chunk - 1;
	if (draw_chance(draw, 30))
		draw_free(draw, other--);
	last = draw_take(draw, draw_number(draw, 16, 260));
	if (other == 0)
		return 0;
	there = draw_covering(&draw->now, &old);
	right = there.free ? 'c' : !*draw_owner(&draw->now, &there).text ? 'x' : 'a';
	if (right == 'x' || (right == 'c' && draw_chance(draw, 70)))
		return 0;
	draw_ask(draw, "choice", "The placement is first fit, free neighbours are joined at once, "
	         "sizes are multiples of 16. p%u was freed, but the program writes through it: "
	         "w p%u 0x41 8. Whose bytes are changed?", chunk, chunk);
	draw_part(draw, "choice", "those of p%u", last);
	draw_part(draw, "choice", "those of p%u", other);
	draw_part(draw, "choice", "nobody's: the memory there is free");
	draw_part(draw, "hint", "Where did p%u lie, and where does p%u?", chunk, last);
	draw_part(draw, "", "w p%u 0x41 8", chunk);
	draw_part(draw, "answer", "%c", right);
	draw_part(draw, "explain", "p%u was at %s and had %s bytes.", chunk,
	          place_text(1, old.offset).text, comma(old.size).text);
	there = draw_chunk(&draw->now, last);
	draw_part(draw, "explain", "p%u is at %s, %s bytes.", last,
	          place_text(1, there.offset).text, comma(there.size).text);
	draw_end(draw);
	return 1;
}

/* -------------------------------------------------------------------------- leaks */

static int make_leaks(struct draw *draw)
{
	const struct draw_heap *after;
	unsigned chunk;

	draw_heap(draw);
	draw_take_some(draw, draw_number(draw, 5, 6), 10, 300);
	if (!draw_free_some(draw, 2, 0))
		return 0;
	chunk = draw_any(draw);
	draw_resize(draw, chunk, draw_number(draw, 10, 400));
	draw_take(draw, draw_number(draw, 10, 200));
	chunk = draw_any(draw);
	after = draw_after(draw, 'f', chunk, 0);
	draw_ask(draw, "number", "f p%u, and the program ends. How many bytes has it leaked, as "
	         "they were asked for?", chunk);
	draw_part(draw, "hint", "A chunk that was resized asks for its new size.");
	draw_part(draw, "", "f p%u", chunk);
	draw_part(draw, "answer", "asked");
	for (unsigned i = 1; i <= after->chunks; i++)
		if (draw_is_used(after, i))
			draw_part(draw, "explain", "p%u is still in use: %zu bytes.", i,
			          after->asked[i]);
	draw_part(draw, "explain", "Together they are %s.", comma(draw_stats(after).asked).text);
	draw_end(draw);
	return 1;
}

const struct draw_row quiz_misuse[] = {
	{ "leaks", make_leaks },       { "middle", make_middle }, { "overflows", make_overflows },
	{ "damage", make_damage },     { "whose", make_whose },   { "again", make_again },
	{ "guard", make_guard },       { NULL, NULL },
};
