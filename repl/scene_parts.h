/* SPDX-License-Identifier: MIT
 *
 * scene_parts.h - the scene's memory, and its parts by file, for scene*.c.
 */
#ifndef MMVIZ_SCENE_PARTS_H
#define MMVIZ_SCENE_PARTS_H

#include "my_heap.h"
#include "session.h"
#include "view.h"

enum {
	SCENE_RANGES = 64,
	SCENE_NUMBERS = 12,
	SCENE_REMARKS = 2,
	SCENE_BYTES = 512,
	SCENE_JOURNAL = 64,
	SCENE_NEAR = 257,
	SCENE_STEPS = 128, /* sentences of an operation */
	SCENE_FIELDS = 40,
	SCENE_NOTES = 64,
	SCENE_RESTS = 16
};

struct scene {
	const struct session *session;
	struct place chosen;   /* by the user; section 0: nothing */
	const struct inside_at *step; /* that is gone through; NULL: none */
	my_heap_statistics stats;
	my_heap_chunk subject; /* what the last operation touched; section 0: nothing */
	enum view_mark mark;   /* and how */

	view v;
	view_section sections[VIEW_SECTIONS + 1]; /* and a span */
	view_chunk *chunks; /* VIEW_CHUNKS for each of them */
	view_bucket buckets[VIEW_BUCKETS];
	my_heap_chunk span; /* the one that is shown; section 0: none */
	view_unit units[VIEW_UNITS];
	view_cache caches[VIEW_CACHES];
	char meaning[64];
	view_range ranges[SCENE_RANGES];
	view_number numbers[SCENE_NUMBERS];
	view_byte bytes[SCENE_BYTES];
	view_operation time[VIEW_OPERATIONS];
	char near[SCENE_NEAR];
	view_milestone milestones[VIEW_MILESTONES];
	view_branch branches[VIEW_BRANCHES];
	const char *remarks[SCENE_REMARKS];
	char remark[SCENE_REMARKS][300];
	const char *journal[SCENE_JOURNAL];
	size_t journal_number[SCENE_JOURNAL];
	char journal_line[SCENE_JOURNAL][160];
	const char *word[SCENE_STEPS];
	view_field field[SCENE_FIELDS];
	char field_text[SCENE_FIELDS][2][100];
	char note[SCENE_NOTES][100];
	view_rest rest[SCENE_RESTS];
	char badge[48], sentence[200], step_crumbs[160];
	char more[1024]; /* of the result */
	char tried[72]; /* the badge of a preview */
	char crumbs[80], hash[64], hash_home[64], summary[400];
};

void scene_find_subject(struct scene *scene); /* first of all */
void scene_sections(struct scene *scene);
void scene_table(struct scene *scene);
void scene_ranges(struct scene *scene);

/* Of a step that is gone through: what it is about, and after all other parts of the view
 * what it and those before it do to the picture. */
void scene_step_subject(struct scene *scene);
void scene_step_act(struct scene *scene);
void scene_step_view(struct scene *scene);

/* One chunk, as a section's window shows it. */
void scene_chunk(const struct scene *scene, const my_heap_section *section,
                 const my_heap_chunk *chunk, view_chunk *out);

/* The span of a touched small chunk, after the sections: 1 if there is one. */
int scene_span(struct scene *scene);
void scene_units(struct scene *scene);
void scene_caches(struct scene *scene);

/* What sizes are multiples of. */
size_t scene_unit(const my_heap_options *options);

/* Which step this is, of how many; and the rest of the time line. */
void scene_present(struct scene *scene);
void scene_time(struct scene *scene);

void scene_numbers(struct scene *scene);
void scene_texts(struct scene *scene);
void scene_bytes(struct scene *scene);

#endif
