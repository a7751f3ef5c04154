/* SPDX-License-Identifier: MIT
 *
 * axis.h - the columns of the time line, and which operations each stands for.
 *
 *   step = 2, share = 1     + + + - +       two columns for each place of the view
 *   step = 1, share = 3     +-+~            a column for each three of them
 *
 * All operations of the branch have a column, however many there are. Columns are counted
 * from 0; the state before the first operation stands at column -1.
 */
#ifndef MMVIZ_AXIS_H
#define MMVIZ_AXIS_H

#include "view.h"

struct axis {
	const view *v;
	int left; /* its first column */
	int step, columns;
	int now; /* the column of the operation where the session stands */
	size_t share;
};

/* As wide as `most` columns for each operation, or what `width` has room for. */
struct axis axis_make(const view *v, int left, int width, int most);

/* The column of the operation with this number; -1 before the first. */
int axis_column(const struct axis *axis, size_t number);

/* Places of the view in a column: [*first, the value returned). */
size_t axis_places(const struct axis *axis, int column, size_t *first);

/* Does a column stand for more than one operation? */
int axis_is_shared(const struct axis *axis);

#endif
