/* SPDX-License-Identifier: MIT
 *
 * moments.c - numbers over time, in bounded memory.
 */
#include "moments.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

void moments_create(struct moments *moments)
{
	*moments = (struct moments){ .stride = 1 };
	moments->moment = memory_new(MOMENTS_MOST, sizeof *moments->moment);
}

void moments_free(struct moments *moments)
{
	free(moments->moment);
	*moments = (struct moments){ 0 };
}

struct moments moments_copy(const struct moments *moments)
{
	struct moments copy = *moments;

	copy.moment = memory_new(MOMENTS_MOST, sizeof *copy.moment);
	memcpy(copy.moment, moments->moment, MOMENTS_MOST * sizeof *copy.moment);
	return copy;
}

size_t moments_count(const struct moments *moments)
{
	return (moments->steps + moments->stride - 1) / moments->stride;
}

static int weight(char glyph)
{
	static const char weights[128] = { ['+'] = 1, ['-'] = 2, ['~'] = 3, ['w'] = 4, ['!'] = 5 };

	return weights[glyph & 127];
}

static void most(size_t *most_so_far, size_t now)
{
	if (now > *most_so_far)
		*most_so_far = now;
}

static void join_glyph(struct moment *into, char glyph)
{
	if (weight(glyph) > weight(into->glyph))
		into->glyph = glyph;
}

static void join(struct moment *into, const struct moment *other)
{
	join_glyph(into, other->glyph);
	if (other->external > into->external)
		into->external = other->external;
	if (other->internal > into->internal)
		into->internal = other->internal;
	most(&into->used, other->used);
	most(&into->mapped, other->mapped);
	most(&into->asked, other->asked);
	most(&into->calls, other->calls);
	most(&into->looked, other->looked);
}

struct moment moments_gather(const struct moments *moments, size_t from, size_t to)
{
	struct moment all = { 0 };

	for (size_t i = from; i < to; i++)
		join(&all, &moments->moment[i]);
	return all;
}

static void halve(struct moments *moments)
{
	for (size_t i = 0; i < MOMENTS_MOST / 2; i++)
		moments->moment[i] = moments_gather(moments, 2 * i, 2 * i + 2);
	moments->stride *= 2;
}

int moments_want(const struct moments *moments)
{
	return moments->steps % moments->stride == 0;
}

void moments_add(struct moments *moments, char glyph, const struct moment *numbers)
{
	struct moment now = numbers ? *numbers : (struct moment){ 0 };
	size_t index;

	now.glyph = glyph;
	if (moments->steps == MOMENTS_MOST * moments->stride)
		halve(moments);
	index = moments->steps / moments->stride;
	if (moments->steps++ % moments->stride == 0)
		moments->moment[index] = now;
	else if (numbers)
		join(&moments->moment[index], &now);
	else
		join_glyph(&moments->moment[index], glyph);
}

void moments_cut(struct moments *moments, size_t step)
{
	if (step < moments->steps)
		moments->steps = step;
	moments->version++;
}
