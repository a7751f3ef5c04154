/* SPDX-License-Identifier: MIT
 *
 * reason_list.c - a wrong free list: the first place where it differs, and which step of the
 * operation makes the difference.
 */
#include "reason_parts.h"

#include "look.h"

#include <stdio.h>

struct difference {
	size_t at;                 /* the first that differs */
	struct place given, right; /* section 0: the list has ended */
};

static int same(struct place one, struct place other)
{
	return one.offset == other.offset && one.section == other.section;
}

/* A bare offset is in the only section. */
static struct place given_at(const struct facts *f, size_t index)
{
	struct place place = { 0, 0 };

	if (index >= f->given->count)
		return place;
	place = f->given->place[index];
	if (place.section == 0 && f->right->count)
		place.section = f->right->place[0].section;
	if (place.section == 0 && f->before->sections)
		place.section = f->before->section[0].id;
	return place;
}

static struct place right_at(const struct facts *f, size_t index)
{
	return index < f->right->count ? f->right->place[index] : (struct place){ 0, 0 };
}

static int is_listed(const struct facts *f, struct place place)
{
	for (size_t i = 0; i < f->right->count; i++)
		if (same(f->right->place[i], place))
			return 1;
	return 0;
}

static int was_given(const struct facts *f, struct place place)
{
	for (size_t i = 0; i < f->given->count; i++)
		if (same(given_at(f, i), place))
			return 1;
	return 0;
}

/* --------------------------------------------------------- it is given, but not listed */

static int is_at(const my_heap_event *e, struct place place)
{
	return e && e->section == place.section && e->offset == place.offset;
}

static int is_other(const my_heap_event *e, struct place place)
{
	return e && e->section == place.section && e->other == place.offset;
}

static int taken_now(struct facts *f, const struct difference *d)
{
	const my_heap_event *split = reason_event(f, MY_HEAP_SPLIT);

	if (!same(d->given, f->last->after) || !f->last->after.section)
		return 0;
	if (is_at(split, d->given))
		return REASON("%s was taken by %s: it is in use now, and only what was left of it, "
		              "%s at %s, stays in the list.", reason_place(d->given).text,
		              f->last->name, BYTES(split->rest),
		              place_text(split->section, split->other).text);
	return REASON("%s was taken by %s: it is in use now, and no longer listed.",
	              reason_place(d->given).text, f->last->name);
}

static int merged_now(struct facts *f, const struct difference *d)
{
	const my_heap_event *left = reason_event(f, MY_HEAP_MERGED_LEFT);
	const my_heap_event *right = reason_event(f, MY_HEAP_MERGED_RIGHT);

	if (is_at(left, d->given))
		return REASON("The chunk at %s was merged with its free left neighbour, %s: "
		              "they are one chunk now, listed where the left one begins.",
		              reason_place(d->given).text,
		              place_text(left->section, left->other).text);
	if (is_other(right, d->given))
		return REASON("The free right neighbour, %s, was merged into the chunk at %s: "
		              "it is no chunk of its own any more.", reason_place(d->given).text,
		              place_text(right->section, right->offset).text);
	return 0;
}

static int grown_into(struct facts *f, const struct difference *d)
{
	const my_heap_event *grown = reason_event(f, MY_HEAP_GROWN);

	return is_other(grown, d->given)
	       && REASON("%s has grown into %s: it is no free chunk any more.", f->last->name,
	                 reason_place(d->given).text);
}

static int not_free(struct facts *f, const struct difference *d)
{
	const struct session *session = f->session;
	my_heap_section section;
	my_heap_chunk chunk;
	struct name name;

	if (!my_heap_section_by_id(session->heap, d->given.section, &section)
	    || d->given.offset >= section.size
	    || !my_heap_containing(session->heap,
	                           (const char *)section.memory + d->given.offset, &chunk))
		return REASON("%s lies in no section of the heap.", reason_place(d->given).text);
	name = look_name(session, &chunk);
	if (chunk.offset != d->given.offset)
		return REASON("No chunk begins at %s: it lies inside the %s chunk at %s.",
		              reason_place(d->given).text, look_state(&chunk),
		              place_text(chunk.section, chunk.offset).text);
	if (look_waits(&chunk))
		return REASON("%s was freed, but waits: it is not listed yet.",
		              reason_place(d->given).text);
	return REASON("%s is %s, which is in use: only free chunks are listed.",
	              reason_place(d->given).text, name.text[0] ? name.text : "a chunk");
}

static int wrongly_listed(struct facts *f, const struct difference *d)
{
	if (!d->given.section || is_listed(f, d->given))
		return 0;
	return taken_now(f, d) || merged_now(f, d) || grown_into(f, d) || not_free(f, d);
}

/* --------------------------------------------------------- it is listed, but not given */

static int is_rest(const struct facts *f, struct place place)
{
	return is_other(reason_event(f, MY_HEAP_SPLIT), place)
	       || (reason_event(f, MY_HEAP_SHRUNK) && f->last->after.section == place.section
	           && place.offset > f->last->after.offset
	           && !before_find(f->before, place));
}

static int left_out(struct facts *f, const struct difference *d)
{
	const my_heap_event *left = reason_event(f, MY_HEAP_LEFT_KEPT);
	const my_heap_event *right = reason_event(f, MY_HEAP_RIGHT_KEPT);
	const my_heap_event *aligned = reason_event(f, MY_HEAP_ALIGNED);

	if (!d->right.section || was_given(f, d->right))
		return 0;
	if (f->last->misuse)
		return REASON("%s is missing: nothing was changed, and it is free as before.",
		              reason_place(d->right).text);
	if (aligned && is_at(aligned, d->right))
		return REASON("%s is missing: %s before the aligned start stay free.",
		              reason_place(d->right).text, BYTES(aligned->size));
	if (is_rest(f, d->right))
		return REASON("%s is missing: what was left over is a free chunk of its own.",
		              reason_place(d->right).text);
	if (is_other(left, d->right) || is_other(right, d->right)
	    || is_at(left, d->right) || is_at(right, d->right))
		return REASON("%s is missing: %s.", reason_place(d->right).text, reason_apart(f));
	if (same(d->right, f->last->before))
		return REASON("%s is missing: the %schunk of %s is free now.",
		              reason_place(d->right).text,
		              f->last->after.section ? "old " : "", f->last->name);
	if (!before_section(f->before, d->right.section))
		return REASON("%s is missing: what is left of the new section is a free chunk.",
		              reason_place(d->right).text);
	return REASON("%s is missing: that chunk is free too.", reason_place(d->right).text);
}

/* ---------------------------------------------------------------------- in this order */

static size_t size_at(const struct facts *f, struct place place)
{
	my_heap_chunk chunk;

	return look_start(f->session, &place, &chunk) ? chunk.size : 0;
}

static int out_of_order(struct facts *f, const struct difference *d)
{
	enum my_heap_order order = f->options->order;
	int by_size = order == MY_HEAP_BY_SIZE_UP || order == MY_HEAP_BY_SIZE_DOWN;

	if (!d->given.section || !d->right.section)
		return 0;
	if (d->given.section != d->right.section)
		return REASON("The free chunks of s%zu come before those of s%zu.",
		              d->right.section, d->given.section);
	if (f->options->placement == MY_HEAP_BINS)
		return REASON("The bins of smaller chunks come first: %s (%s) before %s (%s).",
		              reason_place(d->right).text, BYTES(size_at(f, d->right)),
		              reason_place(d->given).text, BYTES(size_at(f, d->given)));
	if (by_size)
		return REASON("The list has the %s: %s (%s) before %s (%s).", reason_order(f),
		              reason_place(d->right).text, BYTES(size_at(f, d->right)),
		              reason_place(d->given).text, BYTES(size_at(f, d->given)));
	return REASON("The list is ordered %s: %s comes before %s.", reason_order(f),
	              reason_place(d->right).text, reason_place(d->given).text);
}

static int given_twice(struct facts *f, const struct difference *d)
{
	return d->given.section && !d->right.section
	       && REASON("%s is listed once.", reason_place(d->given).text);
}

int reason_list(struct facts *f)
{
	static int (*const tellers[])(struct facts *f, const struct difference *d) = {
		wrongly_listed, left_out, given_twice, out_of_order,
	};
	struct difference d = { .at = 0 };

	while (d.at < f->given->count && d.at < f->right->count
	       && same(given_at(f, d.at), right_at(f, d.at)))
		d.at++;
	d.given = given_at(f, d.at);
	d.right = right_at(f, d.at);
	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (tellers[i](f, &d))
			return 1;
	return 0;
}
