/* SPDX-License-Identifier: MIT
 *
 * mock.h - the heap of the drawn screens as a view: fourteen operations, eight chunks in
 * use, two sections. The view and all it points to are static; each call makes it anew.
 */
#ifndef TESTS_MOCK_H
#define TESTS_MOCK_H

#include "view.h"

/* After m 180, which is new. */
view *mock_malloc(void);

/* Then f p5, which is joined with both neighbours. */
view *mock_free(void);

/* Or f p4, whose bytes p8 has by now: a double free. */
view *mock_double_free(void);

/* One section of `size` bytes in chunks of `chunk` bytes, every third free, the one in the
 * middle new; a table of `capacity` buckets, at least twice as many as chunks, in which
 * every fifth is displaced by one. */
view *mock_many(size_t size, size_t chunk, size_t capacity);

/* No section yet. */
view *mock_empty(void);

/* The same view with a bytes pane: a write over the end of p8. */
view *mock_overflow(view *v);

#endif
