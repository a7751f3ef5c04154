/* SPDX-License-Identifier: MIT
 *
 * axis.c - the columns of the time line.
 */
#include "axis.h"

struct axis axis_make(const view *v, int left, int width, int most)
{
	struct axis axis = { .v = v, .left = left, .step = most };
	size_t room = width > 0 ? (size_t)width : 1;

	while (axis.step > 1 && v->time_count * (size_t)axis.step > room)
		axis.step--;
	axis.share = v->time_count / room + (v->time_count % room != 0);
	axis.share += axis.share == 0;
	axis.columns = (int)((v->time_count + axis.share - 1) / axis.share);
	axis.now = axis_column(&axis, v->operation);
	return axis;
}

int axis_column(const struct axis *axis, size_t number)
{
	size_t low = 0, high = axis->v->time_count;

	/* The first place that reaches as far. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (axis->v->time[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == axis->v->time_count)
		return axis->columns - 1;
	const view_operation *place = &axis->v->time[low];

	return number < (place->first ? place->first : place->number) ? -1
	                                                               : (int)(low / axis->share);
}

size_t axis_places(const struct axis *axis, int column, size_t *first)
{
	size_t end = ((size_t)column + 1) * axis->share;

	*first = (size_t)column * axis->share;
	return end < axis->v->time_count ? end : axis->v->time_count;
}

int axis_is_shared(const struct axis *axis)
{
	const view *v = axis->v;
	const view_operation *place = v->time_count ? &v->time[0] : NULL;

	return axis->share > 1 || (place && place->first && place->first < place->number);
}
