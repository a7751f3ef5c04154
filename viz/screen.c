/* SPDX-License-Identifier: MIT
 *
 * screen.c - all panes of a layout.
 */
#include "screen.h"
#include "focus.h"
#include "layout.h"
#include "pane.h"

void map_pane(struct area area, const view *v, const struct layout *layout)
{
	map_draw(area, v, &layout->map);
}

struct area screen_prompt(struct grid *grid)
{
	return area_part(area_of(grid), 0, grid->rows - 1, grid->cols, 1);
}

struct screen_cursor screen_draw(struct grid *grid, const view *v, const struct prompt *prompt)
{
	static pane_draw *const draw[] = {
#define PANE_ROW(name, function) [PANE_##name] = function,
		PANES(PANE_ROW)
	};
	struct layout layout = layout_make(v, grid->cols, grid->rows);
	char standing[PROMPT_STANDING];
	struct prompt line = prompt ? *prompt
	                            : (struct prompt){ prompt_standing(standing, v), "", 0, NULL };

	grid_clear(grid);
	for (int i = 0; i < PANE_COUNT; i++) {
		struct rect r = layout.pane[i];

		if (r.h > 0)
			draw[i](area_part(area_of(grid), r.x, r.y, r.w, r.h), v, &layout);
	}
	focus_draw(grid, v, &layout);
	line.hint = line.hint ? line.hint : v->hint;
	return (struct screen_cursor){ prompt_draw(screen_prompt(grid), &line), grid->rows - 1,
		                       layout };
}
