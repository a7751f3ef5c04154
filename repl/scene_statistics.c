/* SPDX-License-Identifier: MIT
 *
 * scene_statistics.c - all numbers that the command stats lists, in groups.
 */
#include "scene_parts.h"

#include "look.h"
#include "number.h"
#include "statistic.h"

#include <stdio.h>

void scene_statistics(struct scene *scene)
{
	view_statistic *out = scene->statistics;
	int group = STATISTIC_GROUPS; /* of the row before: none */

	for (const struct statistic *row = statistics;
	     row->label && out < scene->statistics + SCENE_STATISTICS; row++) {
		size_t value = row->value(&scene->stats);

		if (!statistic_is_of(row, look_is_fast(scene->session)))
			continue;
		out->group = (int)row->group != group ? statistic_groups[row->group] : NULL;
		group = (int)row->group;
		out->label = row->label;
		out->meaning = row->meaning;
		if (row->whole)
			snprintf(out->value, sizeof out->value, "%.20s %%",
			         percent_text(value, row->whole(&scene->stats), 1).text);
		else
			snprintf(out->value, sizeof out->value, "%.23s", comma(value).text);
		out++;
	}
	scene->v.statistics = scene->statistics;
	scene->v.statistic_count = (size_t)(out - scene->statistics);
}
