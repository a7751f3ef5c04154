/* SPDX-License-Identifier: MIT
 *
 * reason_number.c - a wrong number: what it would be.
 */
#include "reason_parts.h"

#include "look.h"
#include "measure.h"

#include <string.h>

/* ------------------------------------------------------------------------- numbers */

/* Below it a number is many things by chance. */
enum { TELLING = 3 };

static size_t given(const struct facts *f)
{
	return f->given->number;
}

static const my_heap_event *round_event(const struct facts *f)
{
	return reason_event(f, MY_HEAP_ROUND);
}

/* How the size of a chunk comes from what was asked for, step by step. */
static int not_rounded(struct facts *f)
{
	const my_heap_event *e = round_event(f);
	struct reason_text rounding = reason_rounding(f);

	if (!e || f->right->number != e->size)
		return 0;
	if (given(f) == e->asked)
		return REASON("%zu is what was asked for, not what the chunk has: %s.", e->asked,
		              rounding.text);
	if (e->header && given(f) == e->asked + e->header)
		return REASON("%zu is not rounded up: %s.", given(f), rounding.text);
	if (e->header && given(f) == reason_round_up(e->asked, e->unit))
		return REASON("You left out the header: %s.", rounding.text);
	if (e->header && given(f) == reason_round_up(e->asked, e->unit) + e->header)
		return REASON("The header is added first, then it is rounded: %s.", rounding.text);
	if (given(f) == e->asked / (e->unit ? e->unit : 1) * e->unit)
		return REASON("Sizes are rounded up, never down: %s.", rounding.text);
	return 0;
}

/* The fast layer rounds to a size class. */
static int not_of_class(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_CLASS);

	if (!e || f->right->number != e->size || given(f) < e->asked || given(f) >= e->size)
		return 0;
	return REASON("%s asked get a chunk of the smallest size class that holds them: %s.",
	              comma(e->asked).text, BYTES(e->size));
}

static int size_for_asked(struct facts *f)
{
	const my_heap_event *e = round_event(f);

	if (!e || f->right->number != e->asked || given(f) != e->size)
		return 0;
	return REASON("%s is the size of the chunk. What was asked for is %s.", comma(e->size).text,
	              comma(e->asked).text);
}

/* The rest of a split, and what it is often taken for. */
static int rest_of_split(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_SPLIT);

	if (!e || f->right->number != e->rest)
		return 0;
	if (given(f) == e->size - f->asked)
		return REASON("What is taken is the chunk, not only what was asked for: %s - %s "
		              "= %s.",
		              comma(e->size).text, comma(e->need).text, comma(e->rest).text);
	if (given(f) == e->size)
		return REASON("%s is the free chunk before it was split: %s of it were taken.",
		              comma(e->size).text, comma(e->need).text);
	return 0;
}

/* Whether a rest was worth a chunk of its own. */
static int kept_whole(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_NOT_SPLIT);

	if (!e || e->rest == 0)
		return 0;
	if (f->right->number == e->size && given(f) == e->need)
		return REASON("%s are needed, but the rest of %s is less than %s, too small for a "
		              "chunk of its own: the chunk has all %s.", comma(e->need).text,
		              comma(e->rest).text, comma(e->other).text, comma(e->size).text);
	if (f->right->number == e->size - f->asked && given(f) == e->need - f->asked)
		return REASON("The rest of %s is too small for a chunk of its own, and is slack as "
		              "well: %s - %s = %s.", comma(e->rest).text, comma(e->size).text,
		              comma(f->asked).text, comma(e->size - f->asked).text);
	return 0;
}

static int cut_off(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_SPLIT);

	if (!e || f->right->number != e->need || given(f) != e->size)
		return 0;
	return REASON("The free chunk had %s. Only %s are needed: the rest of %s is split off, "
	              "and stays free.", BYTES(e->size), comma(e->need).text,
	              comma(e->rest).text);
}

static size_t before_measured(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->before->measures; i++)
		if (strcmp(f->before->measure[i].name, name) == 0)
			return f->before->measure[i].number;
	return 0;
}

/* Each neighbour that is merged is one free chunk less. */
static int not_counted(struct facts *f)
{
	int left = reason_event(f, MY_HEAP_MERGED_LEFT) != NULL;
	int right = reason_event(f, MY_HEAP_MERGED_RIGHT) != NULL;
	size_t merged = (size_t)(left + right), before = before_measured(f, "free_chunks");

	if (!f->expression || strcmp(f->expression, "free_chunks") != 0 || !merged
	    || before + 1 != f->right->number + merged || given(f) <= f->right->number
	    || given(f) > before + 1)
		return 0;
	return REASON("There were %s free chunks. One more is free, but it was merged with its "
	              "free %s: %s.", comma(before).text,
	              merged == 2 ? "neighbours on both sides, which are two less"
	              : left      ? "left neighbour, which is one less"
	                          : "right neighbour, which is one less",
	              comma(f->right->number).text);
}

/* Merging counts both. */
static int not_merged(struct facts *f)
{
	const my_heap_event *freed = reason_event(f, MY_HEAP_FREED);
	const my_heap_event *left = reason_event(f, MY_HEAP_MERGED_LEFT);
	const my_heap_event *right = reason_event(f, MY_HEAP_MERGED_RIGHT);
	size_t sum = freed ? freed->size : 0;

	sum += (left ? left->rest : 0) + (right ? right->rest : 0);
	if (!freed || (!left && !right) || f->right->number != sum)
		return 0;
	if (given(f) == freed->size)
		return REASON("%s is the chunk alone: it was merged with its free %s.",
		              comma(freed->size).text,
		              left && right ? "neighbours on both sides"
		              : left        ? "left neighbour"
		                            : "right neighbour");
	if (left && right && given(f) == freed->size + left->rest)
		return REASON("The right neighbour, %s, was free too, and was merged.",
		              BYTES(right->rest));
	if (left && right && given(f) == freed->size + right->rest)
		return REASON("The left neighbour, %s, was free too, and was merged.",
		              BYTES(left->rest));
	return 0;
}

static size_t measured(const struct facts *f, const char *name, size_t otherwise)
{
	struct measured out;

	/* Of the heap as a whole nothing fails. */
	return measure_read(f->session, name, &out) == SESSION_OK
	               ? out.number : otherwise;
}

/* Another number of the chunk that was asked about. */
static int other_field(struct facts *f)
{
	my_heap_chunk chunk;

	if (!reason_subject(f, &chunk))
		return 0;
	if (given(f) == chunk.offset && f->right->number == chunk.key)
		return REASON("0x%zx is the offset. The key is the offset / %zu = %zu.",
		              chunk.offset, f->options->granule, chunk.key);
	if (given(f) == chunk.key && f->right->number == chunk.home)
		return REASON("%zu is the key, not yet its home bucket.", chunk.key);
	if (given(f) == chunk.home && f->right->number == chunk.bucket)
		return REASON("%zu is the home bucket, but it was taken: the entry lies in %zu.",
		              chunk.home, chunk.bucket);
	if (given(f) == chunk.offset + f->options->header
	    && f->right->number == chunk.offset && f->options->header)
		return REASON("That is the pointer. The chunk begins before it, with its header "
		              "of %s.", BYTES(f->options->header));
	return 0;
}

/* The measure that was asked for, as it was before the operation. */
static int before_for_after(struct facts *f)
{
	for (size_t i = 0; f->expression && i < f->before->measures; i++) {
		const struct before_measure *m = &f->before->measure[i];

		if (strcmp(m->name, f->expression) == 0 && m->number == given(f))
			return REASON("%s was %s before the operation, and is %s after it.",
			              m->name,
			              comma(m->number).text, comma(f->right->number).text);
	}
	return 0;
}

/* What is measured in the same unit is taken for one another. */
enum { NAMES_MOST = 8 };

static const char *const kinds[][NAMES_MOST] = {
	{ "size", "free_size", "used", "asked", "slack", "free", "largest", "mapped" },
	{ "chunks", "used_chunks", "free_chunks", "sections", "entries", "spans", "cached_chunks" },
	{ "operations", "splits", "merges", "moves", "looked", "probe", "syscalls" },
};
enum { SIZES = 0, KINDS = sizeof kinds / sizeof kinds[0] };

/* Of "used" and "size(p1)"; KINDS: of another, or of a calculation. */
static size_t kind_of(const char *expression)
{
	size_t length = strcspn(expression, "(");
	size_t end = expression[length] ? strcspn(expression, ")") + 1 : length;

	for (size_t i = 0; i < KINDS && !expression[end]; i++)
		for (size_t j = 0; j < NAMES_MOST && kinds[i][j]; j++)
			if (strlen(kinds[i][j]) == length
			    && strncmp(kinds[i][j], expression, length) == 0)
				return i;
	return KINDS;
}

static int off_by_one(struct facts *f)
{
	size_t kind = f->expression ? kind_of(f->expression) : KINDS, right = f->right->number;

	if (kind == SIZES || kind == KINDS || (given(f) != right + 1 && given(f) + 1 != right))
		return 0;
	return REASON("That is one too %s.", given(f) > right ? "many" : "few");
}

static int other_measure(struct facts *f)
{
	size_t kind = f->expression ? kind_of(f->expression) : KINDS;

	for (size_t i = 0; kind < KINDS && given(f) > TELLING && i < f->before->measures; i++) {
		const char *name = f->before->measure[i].name;

		if (kind_of(name) == kind && measured(f, name, 0) == given(f)
		    && measured(f, name, 0) != f->before->measure[i].number)
			return REASON("%s is what %s is now, which is something else.",
			              comma(given(f)).text, name);
	}
	return 0;
}

int reason_number(struct facts *f)
{
	static reason_teller *const tellers[] = {
		kept_whole, cut_off, not_rounded, not_of_class, size_for_asked, rest_of_split,
		not_merged, not_counted, other_field, before_for_after, off_by_one,
		other_measure,
	};

	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (tellers[i](f))
			return 1;
	return 0;
}
