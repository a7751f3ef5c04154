/* SPDX-License-Identifier: MIT
 *
 * reason_resize.c - a wrong place after a realloc: it stays, grows into its right neighbour, or
 * moves; and after a free: what it is merged with.
 */
#include "reason_parts.h"

#include "names.h"

#include <stdio.h>

static int same(struct place one, struct place other)
{
	return one.section == other.section && one.offset == other.offset;
}

static struct reason_text neighbour(const struct facts *f, size_t section, size_t offset)
{
	struct place place = { section, offset };
	const struct before_chunk *chunk = before_find(f->before, place);
	struct reason_text text;

	if (chunk)
		return reason_chunk(f, chunk);
	snprintf(text.text, sizeof text.text, "%s", place_text(section, offset).text);
	return text;
}

/* ------------------------------------------------------------------------- it stays */

static int stayed(struct facts *f)
{
	const my_heap_event *grown = reason_event(f, MY_HEAP_GROWN);
	const my_heap_event *shrunk = reason_event(f, MY_HEAP_SHRUNK);
	const my_heap_event *same_size = reason_event(f, MY_HEAP_SAME_SIZE);
	const char *name = f->last->name;

	if (grown)
		return REASON("The right neighbour, %s, is free: with its %s and the %s of %s "
		              "there is room for %s. %s grows where it is, and nothing is copied.",
		              neighbour(f, grown->section, grown->other).text,
		              comma(grown->rest).text, comma(grown->size).text, name,
		              comma(grown->need).text, name);
	if (shrunk)
		return REASON("%s becomes smaller: it stays where it is, and %s at its end become "
		              "free.", name, BYTES(shrunk->rest));
	if (same_size)
		return REASON("The chunk of %s has %s already, enough for %s: it stays where it "
		              "is.",
		              name, BYTES(same_size->size), comma(same_size->asked).text);
	return 0;
}

/* ------------------------------------------------------------------------ it cannot */

static int cannot_grow(struct facts *f, const my_heap_event *e)
{
	const char *name = f->last->name;

	if (e->why == MY_HEAP_RIGHT_IS_USED)
		return REASON("%s cannot grow where it is: its right neighbour, %s, is in use.",
		              name, neighbour(f, e->section, e->other).text);
	if (e->why == MY_HEAP_RIGHT_TOO_SMALL)
		return REASON("%s cannot grow where it is: its %s and the %s of the free right "
		              "neighbour are %s, and %s are needed.", name, comma(e->size).text,
		              comma(e->rest).text, comma(e->size + e->rest).text,
		              comma(e->need).text);
	if (e->why == MY_HEAP_RIGHT_IS_END)
		return REASON("%s cannot grow where it is: its section ends behind it.", name);
	return REASON("%s cannot grow where it is: its right neighbour was freed, but is kept "
	              "back.", name);
}

/* Whoever expected it to stay has not looked at the right neighbour; the others have searched
 * wrongly. */
int reason_resize(struct facts *f)
{
	const my_heap_event *cannot = reason_event(f, MY_HEAP_CANNOT_GROW);

	if (!cannot)
		return stayed(f) || reason_search(f);
	if (!f->given->is_new && !f->given->is_none && same(f->place, f->last->before)) {
		cannot_grow(f, cannot);
		if (f->right->is_none)
			return reason_came_to(f);
		return REASON("So it moves to %s, its bytes are copied, and the old chunk "
		              "becomes free.", reason_place(f->answer).text);
	}
	return reason_search(f);
}

/* ------------------------------------------------------------------------- a free */

static int merged_left(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_MERGED_LEFT);

	return e && REASON("The left neighbour, %s, is free: both become one free chunk, which "
	                   "begins where the left one began.",
	                   neighbour(f, e->section, e->other).text);
}

static int not_merged_left(struct facts *f)
{
	const my_heap_event *used = reason_event(f, MY_HEAP_LEFT_USED);
	const my_heap_event *kept = reason_event(f, MY_HEAP_LEFT_KEPT);
	const my_heap_event *e = used ? used : kept;

	if (!e || !f->chosen || e->other != f->chosen->place.offset)
		return 0;
	if (used)
		return REASON("The left neighbour, %s, is in use: it is not merged with it.",
		              neighbour(f, e->section, e->other).text);
	return REASON("The left neighbour, %s, is free, but %s: they stay two chunks.",
	              neighbour(f, e->section, e->other).text, reason_apart(f));
}

static int merged_right(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_MERGED_RIGHT);

	return e && REASON("The right neighbour, %s, is merged into it; the free chunk begins "
	                   "where the left one of the two begins.",
	                   neighbour(f, e->section, e->other).text);
}

static int unmapped(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_SECTION_UNMAPPED);

	return f->right->is_none && e
	       && REASON("s%zu was empty then, and another section too: it was given back to the "
	                 "system, and nothing of it is left.", e->section);
}

static int stays_there(struct facts *f)
{
	return REASON("The chunk of %s becomes free where it is.", f->last->name);
}

int reason_freed(struct facts *f)
{
	static reason_teller *const tellers[] = {
		unmapped, merged_left, not_merged_left, merged_right, stays_there,
	};

	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (tellers[i](f))
			return 1;
	return 0;
}

/* ------------------------------------------------------------------------- misuse */

/* The allocator was not asked, for it would take the other's chunk. */
static int is_stale(const struct facts *f)
{
	const struct names *names = f->session->names;
	char typed[VIEW_NAME];

	return f->steps->count == 0
	       && sscanf(f->last->command, "%*s %23s", typed) == 1
	       && names_get(names, names_find(names, typed)).died;
}

int reason_misused(struct facts *f)
{
	const my_heap_event *found = reason_event(f, MY_HEAP_FOUND);
	enum my_heap_misuse cause = (enum my_heap_misuse)(f->last->misuse - 1);

	if (is_stale(f))
		return REASON("The chunk was freed before, and its bytes are another's now: %s. "
		              "Nothing is changed.", my_heap_misuse_name(cause));
	lines_add(f->out, "The allocator answers: %s. Nothing is changed.",
	          my_heap_misuse_name(cause));
	if (found && found->other)
		lines_add(f->out, "The key %zu is found in bucket %zu, but its chunk is %s.",
		          found->key, found->bucket,
		          found->why == MY_HEAP_WAITS ? "freed and waits" : "free already");
	else if (cause == MY_HEAP_INVALID_FREE || cause == MY_HEAP_INVALID_REALLOC)
		lines_add(f->out, "The table has no entry of a used chunk for that pointer.");
	return 1;
}
