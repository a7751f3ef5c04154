/* SPDX-License-Identifier: MIT
 *
 * scene_compare.c - the heaps that are compared, as far as they are shown: of each a few
 * sections around what the last operation touched, and where the same blocks lie.
 *
 * While they are shown the lanes follow the session, where that is a matter of a moment.
 */
#include "scene_parts.h"

#include "compare.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "timeline.h"

#include <stdio.h>
#include <string.h>

enum { FOLLOWED = 20000, NUMBERS = 24 };

/* The memory of this part of a view. */
struct scene_lanes {
	view_lane lane[VIEW_LANES];
	view_chunk chunk[VIEW_LANES][VIEW_LANE_SECTIONS][VIEW_LANE_CHUNKS];
	size_t cell[VIEW_LANES][VIEW_LANE_SECTIONS][VIEW_LANE_CELLS];
	view_compared number[NUMBERS];
	const char *sentence[VIEW_LANES + 1];
	char words[VIEW_LANES + 1][COMPARE_SENTENCE];
	char about[160];
	size_t noted[COMPARE_BLOCKS];
	size_t notes;
	size_t touched; /* block of the last operation; BLOCK_NONE: it has none any more */
};

/* -------------------------------------------------------------------------- blocks */

static void fill_notes(const struct scene *scene, struct scene_lanes *lanes, size_t index)
{
	const struct compare *compare = scene->session->compare;
	view_lane *out = &lanes->lane[index];

	out->note_count = lanes->notes;
	for (size_t i = 0; i < lanes->notes; i++) {
		struct place first = compare_place(&compare->of[0], lanes->noted[i]);
		struct place place = compare_place(&compare->of[index], lanes->noted[i]);
		view_note *note = &out->notes[i];

		snprintf(note->name, sizeof note->name, "%s",
		         names_get(scene->session->names, lanes->noted[i]).text);
		if (place.section)
			snprintf(note->place, sizeof note->place, "s%zu %.20s", place.section,
			         offset_text(place.offset).text);
		else
			snprintf(note->place, sizeof note->place, "no room");
		note->touched = lanes->noted[i] == lanes->touched;
		note->differs = place.section != first.section || place.offset != first.offset;
	}
}

/* ------------------------------------------------------------------------ sections */

static void fill_chunks(const struct scene *scene, struct scene_lanes *lanes, size_t index,
                        size_t shown, const my_heap_section *section)
{
	const struct lane *lane = &scene->session->compare->of[index].lane;
	view_section *out = &lanes->lane[index].shown[shown].section;
	view_chunk *chunks = lanes->chunk[index][shown];
	my_heap_chunk chunk;

	for (int more = my_heap_first_chunk(lane->heap, section, &chunk); more;
	     more = my_heap_next_chunk(lane->heap, &chunk)) {
		size_t block = chunk.free ? BLOCK_NONE : lane_block_of(lane, &chunk);
		view_chunk *c = &chunks[out->chunk_count++];

		*c = (view_chunk){ .offset = chunk.offset, .size = chunk.size, .asked = chunk.asked,
			           .key = chunk.key, .free = chunk.free, .cached = chunk.cached };
		if (block == BLOCK_NONE)
			continue;
		c->mark = block == lanes->touched ? VIEW_NEW : VIEW_PLAIN;
		snprintf(c->name, sizeof c->name, "%s",
		         names_get(scene->session->names, block).text);
	}
	out->chunks = chunks;
}

static void fill_cells(const struct scene *scene, struct scene_lanes *lanes, size_t index,
                       size_t shown, const my_heap_section *section)
{
	view_lane_section *out = &lanes->lane[index].shown[shown];
	struct place touched = compare_place(&scene->session->compare->of[index], lanes->touched);
	size_t *used = lanes->cell[index][shown];

	out->cell = scene->v.compare.step;
	out->count = (section->size + out->cell - 1) / out->cell;
	out->touched = touched.section == section->id ? touched.offset / out->cell : out->count;
	out->used = used;
	my_heap_density(scene->session->compare->of[index].lane.heap, section, 0, out->cell,
	                out->count, used);
}

/* A window of the list around the section that was touched. */
static void fill_window(const struct scene *scene, struct scene_lanes *lanes, size_t index)
{
	const struct compared *of = &scene->session->compare->of[index];
	struct place touched = compare_place(of, lanes->touched);
	view_lane *out = &lanes->lane[index];
	size_t place = touched.section ? my_heap_section_place(of->lane.heap, touched.section) : 0;
	my_heap_section section;

	if (out->sections > VIEW_LANE_SECTIONS && place > 1)
		out->before = place - 1;
	if (out->sections > VIEW_LANE_SECTIONS && out->before + VIEW_LANE_SECTIONS > out->sections)
		out->before = out->sections - VIEW_LANE_SECTIONS;
	for (int more = my_heap_section_at(of->lane.heap, out->before, &section);
	     more && out->count < VIEW_LANE_SECTIONS;
	     more = my_heap_next_section(of->lane.heap, &section))
		out->shown[out->count++].section = (view_section){
			.id = section.id, .size = section.size, .used = section.used,
			.free_size = section.free_size, .nbr_chunks = section.nbr_chunks,
			.capacity = section.capacity, .next = section.next };
}

static void fill_sections(const struct scene *scene, struct scene_lanes *lanes, size_t index)
{
	const struct compared *of = &scene->session->compare->of[index];
	view_lane *lane = &lanes->lane[index];
	my_heap_section section;

	for (size_t i = 0; i < lane->count; i++) {
		if (!my_heap_section_by_id(of->lane.heap, lane->shown[i].section.id, &section))
			continue;
		if (section.nbr_chunks <= VIEW_LANE_CHUNKS && of->options.engine == MY_HEAP_GENERAL)
			fill_chunks(scene, lanes, index, i, &section);
		else
			fill_cells(scene, lanes, index, i, &section);
	}
}

/* One scale for all, so that the same column is the same address. */
static size_t common_step(const struct scene_lanes *lanes, size_t count)
{
	size_t step = 1, most = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < lanes->lane[i].count; k++)
			if (lanes->lane[i].shown[k].section.size > most)
				most = lanes->lane[i].shown[k].section.size;
	while (step * VIEW_LANE_CELLS < most)
		step *= 2;
	return step;
}

/* ------------------------------------------------------------------------- numbers */

static void fill_numbers(struct scene *scene, struct scene_lanes *lanes)
{
	const struct compare *compare = scene->session->compare;
	my_heap_statistics stats[VIEW_LANES];
	size_t count = 0;

	for (size_t i = 0; i < compare->count; i++)
		my_heap_stats(compare->of[i].lane.heap, &stats[i]);
	for (; count < NUMBERS && compare_numbers[count].label; count++) {
		view_compared *row = &lanes->number[count];

		row->label = compare_numbers[count].label;
		for (size_t i = 0; i < compare->count; i++) {
			compare_text(&compare_numbers[count], &stats[i], row->value[i]);
			row->differs[i] = strcmp(row->value[i], row->value[0]) != 0;
		}
	}
	for (size_t i = 0; i < compare->count; i++) {
		lanes->lane[i].sections = stats[i].sections;
		lanes->lane[i].sections_differ = stats[i].sections != stats[0].sections;
	}
	scene->v.compare.numbers = lanes->number;
	scene->v.compare.number_count = count;
}

static void fill_difference(struct scene *scene, struct scene_lanes *lanes)
{
	const struct session *session = scene->session;
	const struct compare *compare = session->compare;
	view_compare *out = &scene->v.compare;
	char command[80];

	if (!compare->differs)
		return;
	timeline_command(session, compare->differs, command, sizeof command);
	snprintf(lanes->about, sizeof lanes->about, "operation %.30s, %.80s",
	         comma(compare->differs).text, command);
	for (size_t i = 0; i < compare->count; i++)
		compare_took(compare, i, lanes->words[i]);
	compare_sections(compare, lanes->words[compare->count]);
	for (size_t i = 0; i <= compare->count; i++)
		if (*lanes->words[i])
			lanes->sentence[out->sentence_count++] = lanes->words[i];
	out->about = lanes->about;
	out->sentences = lanes->sentence;
}

/* ----------------------------------------------------------------------------- all */

static void fill_crumbs(struct scene *scene)
{
	const struct compare *compare = scene->session->compare;
	int used = snprintf(scene->crumbs, sizeof scene->crumbs, "compare ▸");

	for (size_t i = 0; i < compare->count && used < 60; i++)
		used += snprintf(scene->crumbs + used, sizeof scene->crumbs - (size_t)used,
		                 " %.15s", compare->of[i].name);
	scene->v.policy = scene->v.hash = NULL;
}

static void fill_lanes(struct scene *scene, struct scene_lanes *lanes)
{
	const struct compare *compare = scene->session->compare;

	lanes->touched = compare_touched(compare, scene->session);
	lanes->notes = compare_blocks(compare, scene->session, lanes->noted);
	memset(lanes->lane, 0, sizeof lanes->lane);
	fill_numbers(scene, lanes);
	for (size_t i = 0; i < compare->count; i++) {
		lanes->lane[i].title = compare->of[i].title;
		lanes->lane[i].name = compare->of[i].name;
		fill_window(scene, lanes, i);
		fill_notes(scene, lanes, i);
	}
	scene->v.compare.step = common_step(lanes, compare->count);
	for (size_t i = 0; i < compare->count; i++)
		fill_sections(scene, lanes, i);
	scene->v.compare.lanes = lanes->lane;
	scene->v.compare.count = compare->count;
	fill_difference(scene, lanes);
}

void scene_compare(struct scene *scene)
{
	struct compare *compare = scene->session->compare;

	if (!compare || scene->v.arrangement.layout != VIEW_LAYOUT_COMPARE)
		return;
	if (!scene->lanes)
		scene->lanes = memory_new(1, sizeof *scene->lanes);
	scene->v.compare.behind = compare_behind(compare, scene->session);
	if (scene->v.compare.behind > FOLLOWED
	    || !compare_follow(compare, scene->session, FOLLOWED))
		return;
	scene->v.compare.behind = 0;
	fill_lanes(scene, scene->lanes);
	fill_crumbs(scene);
}
