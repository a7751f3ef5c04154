/* SPDX-License-Identifier: MIT */
#include "span.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { WORD = 64 }; /* units looked at together: a bit each */

/* What starts in a word's units: free chunks, and chunks that are used or cached. */
struct starts {
	uint64_t free, taken;
};

#ifdef __SSE2__
/* Whether any free chunk starts in a word: cheaper than looking closely. */
static int has_free(const unsigned char *bytes)
{
	const __m128i free = _mm_set1_epi8(BYTE_FREE), *at = (const void *)bytes;
	__m128i low = _mm_or_si128(_mm_cmpeq_epi8(_mm_loadu_si128(at), free),
	                           _mm_cmpeq_epi8(_mm_loadu_si128(at + 1), free));
	__m128i high = _mm_or_si128(_mm_cmpeq_epi8(_mm_loadu_si128(at + 2), free),
	                            _mm_cmpeq_epi8(_mm_loadu_si128(at + 3), free));

	return _mm_movemask_epi8(_mm_or_si128(low, high)) != 0;
}

static struct starts look(const unsigned char *bytes)
{
	const __m128i zero = _mm_setzero_si128(), free = _mm_set1_epi8(BYTE_FREE);
	struct starts seen = { 0, 0 };

	for (unsigned i = 0; i < WORD; i += 16) {
		__m128i at = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
		uint64_t frees = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(at, free));
		uint64_t nothing = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(at, zero));

		seen.free |= frees << i;
		seen.taken |= (~(frees | nothing) & 0xffff) << i;
	}
	return seen;
}
#else
static int has_free(const unsigned char *bytes)
{
	return memchr(bytes, BYTE_FREE, WORD) != NULL;
}

static struct starts look(const unsigned char *bytes)
{
	struct starts seen = { 0, 0 };

	for (unsigned i = 0; i < WORD; i++) {
		seen.free |= (uint64_t)(bytes[i] == BYTE_FREE) << i;
		seen.taken |= (uint64_t)(bytes[i] != BYTE_FREE && bytes[i] != 0) << i;
	}
	return seen;
}
#endif

static unsigned lowest(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

/* Each bit stands for a chunk that was freed: counting them one by one is paid for. */
static size_t number(uint64_t bits)
{
	size_t number = 0;

	for (; bits; bits &= bits - 1)
		number++;
	return number;
}

static uint64_t from_bit(unsigned bit)
{
	return ~(uint64_t)0 << bit;
}

unsigned span_class_within(size_t bytes)
{
	unsigned class = bytes < SIZE_IN_SPANS ? class_of(bytes) : CLASS_IN_SPANS;

	return class_size(class) > bytes ? class - 1 : class;
}

/* A run of so many units starts here. Where a larger one started before, only its end is
 * left now, and that may lie in another part. */
static void note_run(struct sweep *sweep, size_t from, size_t units)
{
	size_t part = from / PART_UNITS, bytes = units * UNIT;
	unsigned none = span_class_within(bytes) + 1;

	if (units == 0)
		return;
	if (bytes > sweep->part[part])
		sweep->part[part] = bytes;
	if (sweep->none[part] < none)
		sweep->none[part] = (uint8_t)none;
	if (bytes > sweep->largest) {
		sweep->largest = bytes;
		sweep->position = from;
	}
}

/* A free run of units, with so many starts in it. 1: enough was found. */
static int take_run(struct sweep *sweep, size_t from, size_t to, size_t starts)
{
	uint32_t units = (uint32_t)(class_size(sweep->class) / UNIT);
	size_t count = (uint32_t)(to - from) / units, left = sweep->want - sweep->got;

	count = count < left ? count : left;
	if (count > 0) {
		memset(sweep->bytes + from, 0, to - from);
		for (size_t i = 0; i < count; i++, from += units) {
			sweep->bytes[from] = (unsigned char)sweep->class;
			*--sweep->end = sweep->memory + from * UNIT;
		}
		if (from < to)
			sweep->bytes[from] = BYTE_FREE;
		sweep->starts += starts - (from < to);
		sweep->got += count;
	}
	note_run(sweep, from, to - from);
	if (sweep->got < sweep->want)
		return 0;
	sweep->position = from;
	return 1;
}

/* A part without any run that is large enough. */
static int pass(struct sweep *sweep, size_t part)
{
	size_t most = class_size(sweep->none[part] - 1u);

	if (sweep->none[part] > sweep->class)
		return 0;
	sweep->part[part] = most;
	if (most > sweep->largest)
		sweep->largest = most;
	return 1;
}

/* A run whose end was not seen yet; its start is SPAN_UNITS: there is none. */
struct open_run {
	size_t start, starts;
};

/* Units from `at` on in which nothing starts that helps; 0: that is not known. */
static size_t passed_over(struct sweep *sweep, size_t at)
{
	if (at % PART_UNITS == 0 && pass(sweep, at / PART_UNITS))
		return PART_UNITS;
	return has_free(sweep->bytes + at) ? 0 : WORD;
}

/* What starts in one word, before `to`. 1: enough was found. */
static int sweep_word(struct sweep *sweep, struct open_run *run, size_t at, size_t to,
                      struct starts seen)
{
	for (;;) {
		unsigned end;

		if (run->start == SPAN_UNITS) {
			if (!seen.free || at + lowest(seen.free) >= to)
				return 0;
			run->start = at + lowest(seen.free);
			seen.taken &= from_bit(lowest(seen.free));
		}
		if (!seen.taken) {
			run->starts += number(seen.free);
			return 0;
		}
		end = lowest(seen.taken);
		run->starts += number(seen.free & ~from_bit(end));
		if (take_run(sweep, run->start, at + end, run->starts))
			return 1;
		*run = (struct open_run){ SPAN_UNITS, 0 };
		seen.free &= from_bit(end);
	}
}

static struct starts look_from(const unsigned char *bytes, size_t at, size_t from)
{
	struct starts seen = look(bytes + at);

	if (at < from) {
		seen.free &= from_bit((unsigned)(from - at));
		seen.taken &= from_bit((unsigned)(from - at));
	}
	return seen;
}

/* Runs that start in these units; the last may end behind them. */
static int sweep_between(struct sweep *sweep, size_t from, size_t to)
{
	size_t enough = sweep->want * (class_size(sweep->class) / UNIT), step;
	struct open_run run = { SPAN_UNITS, 0 };

	for (size_t at = from / WORD * WORD; at < SPAN_UNITS; at += step) {
		step = run.start == SPAN_UNITS ? passed_over(sweep, at) : 0;
		if (step > 0 && at + step >= to)
			return 0;
		if (step > 0)
			continue;
		step = WORD;
		if (sweep_word(sweep, &run, at, to, look_from(sweep->bytes, at, from)))
			return 1;
		if (run.start == SPAN_UNITS && at + WORD >= to)
			return 0;
		/* A long run need not be followed to its end; what is left of it starts here. */
		if (run.start != SPAN_UNITS && at + WORD - run.start > enough)
			return take_run(sweep, run.start, at + WORD, run.starts);
	}
	return run.start != SPAN_UNITS && take_run(sweep, run.start, SPAN_UNITS, run.starts);
}

int span_sweep(struct sweep *sweep)
{
	size_t start = sweep->position;

	if (sweep_between(sweep, start, SPAN_UNITS) || sweep_between(sweep, 0, start))
		return 0;
	for (size_t i = 0; i < SPAN_PARTS; i++)
		sweep->none[i] = (uint8_t)(span_class_within(sweep->part[i]) + 1);
	return 1;
}

size_t span_starts(const unsigned char *bytes, size_t units)
{
	size_t starts = 0;

	for (size_t at = 0; at < units; at += WORD)
		starts += number(look(bytes + at).free);
	return starts;
}

size_t span_run(const unsigned char *bytes, size_t most)
{
	size_t units = 0;

	while (units < most && (bytes[units] == 0 || bytes[units] == BYTE_FREE))
		units++;
	return units;
}
