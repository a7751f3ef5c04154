/* SPDX-License-Identifier: MIT
 *
 * scene_statistics.c - all numbers that the command stats lists, in groups.
 */
#include "scene_parts.h"

#include "look.h"
#include "number.h"
#include "statistic.h"

#include <stdio.h>
#include <string.h>

/* A group begins with the first of its numbers that the heap has, and ends where the next one
 * begins. */
static const struct {
	const char *label, *group;
} groups[] = {
	{ "mapped", "Memory now, in bytes" },
	{ "internal fragmentation", "How well it is used" },
	{ "peak asked", "At most so far" },
	{ "peak mapped", "At most so far" },
	{ "sections", "Pieces" },
	{ "bytes of tables", "Tables" },
	{ "searches", "Work so far" },
};

static const char *group_of(const char *label)
{
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		if (strcmp(groups[i].label, label) == 0)
			return groups[i].group;
	return NULL;
}

void scene_statistics(struct scene *scene)
{
	view_statistic *out = scene->statistics;
	const char *group = NULL;

	for (const struct statistic *row = statistics;
	     row->label && out < scene->statistics + SCENE_STATISTICS; row++) {
		size_t value = row->value(&scene->stats);

		if (!statistic_is_of(row, look_is_fast(scene->session)))
			continue;
		out->group = group_of(row->label);
		if (out->group && group && strcmp(out->group, group) == 0)
			out->group = NULL;
		group = out->group ? out->group : group;
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
