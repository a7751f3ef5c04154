/* SPDX-License-Identifier: MIT
 *
 * scene_parts.h - the scene's memory, and its parts by file, for scene*.c.
 */
#ifndef MMVIZ_SCENE_PARTS_H
#define MMVIZ_SCENE_PARTS_H

#include "fragmentation.h"
#include "my_heap.h"
#include "session.h"
#include "view.h"

enum {
	SCENE_RANGES = 64,
	SCENE_NUMBERS = 16,
	SCENE_STATISTICS = 48,
	SCENE_REMARKS = 4,
	SCENE_BYTES = 2048,
	SCENE_JOURNAL = 256,
	SCENE_NEAR = 257,
	SCENE_STEPS = 128, /* sentences of an operation */
	SCENE_FIELDS = 40,
	SCENE_NOTES = 64,
	SCENE_RESTS = 16
};

struct scene {
	const struct session *session;
	struct place chosen;   /* by the user; section 0: nothing */
	size_t chosen_bucket;  /* an empty one of the section in focus, + 1 */
	size_t chosen_byte;    /* offset in its section; 0: the chosen chunk's first */
	const struct inside_at *step; /* that is gone through; NULL: none */
	int linear;            /* only what linear text tells is filled in */
	enum view_zoom zoom;
	int cols, rows;        /* of the screen */
	my_heap_statistics stats;
	my_heap_chunk subject; /* what the last operation touched; section 0: nothing */
	enum view_mark mark;   /* and how */

	struct scene_dense *dense; /* NULL: no big heap yet */
	struct scene_lanes *lanes; /* NULL: nothing compared yet */
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
	view_statistic statistics[SCENE_STATISTICS];
	view_byte bytes[SCENE_BYTES];
	view_operation time[VIEW_OPERATIONS];
	struct {
		size_t heap, version, share, end; /* of which they are */
	} timed;
	char near[SCENE_NEAR];
	view_milestone milestones[VIEW_MILESTONES];
	view_branch branches[VIEW_BRANCHES];
	const char *remarks[SCENE_REMARKS];
	char remark[SCENE_REMARKS][FRAGMENTATION_BYTES];
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
	char bytes_about[96];
	char crumbs[80], hash[64], hash_home[64], summary[600];
	struct lines recorded_why;
};

void scene_find_subject(struct scene *scene); /* first of all */
void scene_sections(struct scene *scene);
void scene_table(struct scene *scene);
void scene_ranges(struct scene *scene);

/* How full memory is, seen from far away; after all that marks places. */
void scene_density(struct scene *scene);
void scene_density_free(struct scene *scene);

/* The heaps that are compared, in their arrangement. */
void scene_compare(struct scene *scene);

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

/* Which step this is, of how many; and the rest of the time line. */
void scene_present(struct scene *scene);
void scene_time(struct scene *scene);

/* The same of the recording as it was (ground.h): what was touched, the bar, numbers, words. */
void scene_recorded_subject(struct scene *scene);
void scene_recorded_ranges(struct scene *scene);
void scene_recorded_head(struct scene *scene);
void scene_recorded_numbers(struct scene *scene);
void scene_recorded_words(struct scene *scene);
/* And what the time line says of them; the session's places of it are filled. */
void scene_recorded_time(struct scene *scene);

void scene_numbers(struct scene *scene);
void scene_statistics(struct scene *scene);
void scene_texts(struct scene *scene);
void scene_bytes(struct scene *scene);

#endif
