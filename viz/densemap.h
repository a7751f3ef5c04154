/* SPDX-License-Identifier: MIT
 *
 * densemap.h - memory from far away: how much of each cell is in use.
 *
 *   - heap map  1 GiB, 256 sections ...   1 cell = 256 KiB ---
 *     0 MiB ####+###=##.....                     the whole heap
 *   - s106  4 MiB ...   1 cell = 8 KiB ----------
 *   0x00000 .=-.=----                            the part of it that is framed above
 *   s106 ---- 0x1a400000 ...                     and its chunks, one by one (map.h)
 *
 * Rules of use
 * - A heap is big when a whole screen of rows could not show it, a cell for each smallest chunk;
 *   a fast heap when its spans would have no room for their names.
 * - A cell is a power of two bytes and a whole number of the view's cells: what is drawn are
 *   sums of those, whatever the size of the screen.
 */
#ifndef MMVIZ_DENSEMAP_H
#define MMVIZ_DENSEMAP_H

#include "grid.h"
#include "map.h"
#include "mark.h"
#include "view.h"

/* Columns before the cells of a big heap; 0: it is none on any screen. */
int densemap_gutter(const view *v);

/* Plans the maps of a big heap; 0: it is none, or is looked at too closely for them. */
int densemap_plan(struct map_plan *plan, const view *v, const struct map_room *room);

void densemap_draw(struct area area, const view *v, const struct map_plan *plan,
                  const struct map_item *item);

/* How a cell looks of which so many bytes are in use. */
struct face densemap_face(size_t used, size_t size, enum view_mark mark);

/* The place at this offset of the stretch, of the whole heap that of the view's cell; 0: there
 * is none. */
int densemap_place(const view_density *d, size_t at, size_t *section, size_t *offset);

#endif
