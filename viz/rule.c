/* SPDX-License-Identifier: MIT
 *
 * rule.c - the line over a pane, and the one over the prompt.
 */
#include "pane.h"
#include "theme.h"

enum { LINE = 0x2500 };

void rule_draw(struct area area, const char *title, const char *about, uint8_t about_role)
{
	struct pen pen = { area, 0, 0 };

	pen_fill(&pen, 1, ROLE_RULE, LINE);
	pen_print(&pen, ROLE_TITLE, " %s ", title);
	if (about && *about) {
		pen.x += 1 + area_text_cut(area, pen.x + 1, 0, area.w - pen.x - 1, about_role,
		                           about);
		pen.x++;
	}
	pen_fill(&pen, area.w, ROLE_RULE, LINE);
}

void line_pane(struct area area, const view *v, const struct layout *layout)
{
	(void)v;
	(void)layout;
	area_fill(area, ROLE_RULE, LINE);
}
