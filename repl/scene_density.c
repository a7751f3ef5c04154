/* SPDX-License-Identifier: MIT
 *
 * scene_density.c - how full memory is, from far away: of the whole heap, of the section in
 * focus, and of a part of it around the touched place.
 */
#include "scene_parts.h"

#include "dense.h"
#include "ground.h"
#include "memory.h"
#include "watch.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, LEAST = 16 * 1024, AROUND = 1024, TOUCHED = 128 };

/* What a state of the heap is known by. */
struct state {
	size_t heap, branch, step, preview, sections;
};

/* What the last operation touched, or is watched. */
struct touched {
	size_t section, offset, size;
	enum view_mark mark;
};

struct scene_dense {
	struct dense dense[VIEW_DENSITIES];
	struct state moment;
	view_density d[VIEW_DENSITIES];
	struct touched touched[TOUCHED];
	size_t touched_count;
};

/* ------------------------------------------------------------------------- touched */

static void touch(struct scene_dense *all, size_t section, size_t offset, size_t size,
                  enum view_mark mark)
{
	if (section && size && all->touched_count < TOUCHED)
		all->touched[all->touched_count++] =
			(struct touched){ section, offset, size, mark };
}

/* While steps are gone through: what a search looks at, and what is its best. */
static void collect_looked_at(struct scene *scene)
{
	for (size_t i = 0; i < scene->v.section_count; i++)
		for (size_t k = 0; k < scene->sections[i].chunk_count; k++) {
			const view_chunk *c = &scene->sections[i].chunks[k];

			if (c->mark >= VIEW_BEST)
				touch(scene->dense, scene->sections[i].id, c->offset, c->size,
				      c->mark);
		}
}

/* What a merge made of freed bytes is not what was freed: of that there are ranges. */
static void collect_touched(struct scene *scene)
{
	const struct watch *watch = scene->session->watch;
	struct scene_dense *all = scene->dense;

	all->touched_count = 0;
	if (scene->mark != VIEW_FREED || scene->v.range_count == 0)
		touch(all, scene->subject.section, scene->subject.offset, scene->subject.size,
		      scene->mark);
	for (size_t i = 0; i < scene->v.range_count; i++)
		if (scene->ranges[i].mark != VIEW_MERGED)
			touch(all, scene->ranges[i].section, scene->ranges[i].offset,
			      scene->ranges[i].size, scene->ranges[i].mark);
	if (scene->step)
		collect_looked_at(scene);
	for (size_t i = 0; watch && i < watch->count; i++)
		if (watch->chunk[i].seen.state == WATCH_ALIVE)
			touch(all, watch->chunk[i].seen.section, watch->chunk[i].seen.offset,
			      watch->chunk[i].seen.size, VIEW_WATCHED);
}

/* ------------------------------------------------------------------------- changed */

static struct state moment_of(const struct scene *scene)
{
	struct standing now = session_standing(scene->session);
	const struct recorded *recorded = ground_recorded(scene->session);

	if (recorded)
		return (struct state){ 0, now.branch, recorded_step(recorded), 0,
			                scene->stats.sections };

	return (struct state){ scene->session->heaps_made, now.branch, now.step,
		                scene->session->preview != 0, scene->stats.sections };
}

/* One operation later: it changed what its chunk's sections have in use, and nothing elsewhere;
 * but with the option guard, where chunks wait. */
static int is_next(const struct scene *scene, struct state was, const struct state *now)
{
	was.step++;
	return memcmp(&was, now, sizeof was) == 0 && !ground_recorded(scene->session)
	       && !my_heap_options_of(scene->session->heap)->guard;
}

/* One preview is like another. */
static void fill_heap(struct scene *scene, const struct state *was, const struct state *now)
{
	const struct operation *last = &scene->session->last;
	struct scene_dense *all = scene->dense;
	struct dense *dense = &all->dense[0];
	view_density d = { .size = scene->stats.mapped, .cell = dense_cell(scene->stats.mapped) };
	int moved = memcmp(was, now, sizeof *was) != 0;
	int filled = dense_begin(dense, &d, moved);

	if (filled && !moved && !now->preview)
		return;
	if (!filled || now->preview || !is_next(scene, *was, now)) {
		dense_fill(dense, scene->session);
		return;
	}
	dense_refill(dense, scene->session, last->before.section);
	dense_refill(dense, scene->session, last->after.section);
}

/* --------------------------------------------------------------------------- parts */

static void add(struct scene *scene, const view_density *d, int moved)
{
	struct dense *dense = &scene->dense->dense[scene->v.density_count];

	dense_begin(dense, d, moved);
	dense_fill(dense, scene->session);
	scene->v.density_count++;
}

/* So many pages around the place, which move on by a quarter of them. */
static view_density around(const struct scene *scene, const my_heap_section *section)
{
	size_t quarter = AROUND / 4 * PAGE, place = scene->v.whole.place / quarter * quarter;
	size_t start = place > quarter ? place - quarter : 0, size = 4 * quarter;

	if (start + size > section->size)
		start = section->size > size ? (section->size - size) / quarter * quarter : 0;
	size = section->size - start < size ? section->size - start : size;
	return (view_density){
		.section = section->id, .offset = start, .size = size, .cell = PAGE
	};
}

static void add_parts(struct scene *scene, int moved)
{
	size_t cell = scene->dense->dense[0].d.cell;
	my_heap_section section;
	view_density d;

	if (!ground_section_by_id(scene->session, scene->sections[scene->v.focus].id,
	                           &section) || section.size < LEAST)
		return;
	if (scene->stats.sections > 1) {
		d = (view_density){ .section = section.id, .size = section.size,
			            .cell = dense_cell(section.size) };
		cell = d.cell;
		add(scene, &d, moved);
	}
	if (cell > PAGE) {
		d = around(scene, &section);
		add(scene, &d, moved);
	}
}

/* --------------------------------------------------------------------------- whole */

/* What going back in time undoes did not happen just now. */
static void forget(struct scene_dense *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		all->dense[i].known = 0;
}

static void mark(const struct scene *scene, struct dense *dense)
{
	const struct scene_dense *all = scene->dense;

	dense_mark_changes(dense);
	for (size_t i = 0; i < all->touched_count; i++) {
		const struct touched *t = &all->touched[i];

		if (dense->d.section == t->section)
			dense_mark(dense, t->offset, t->size, t->mark);
		else if (dense->d.section == 0)
			dense_mark(dense,
			           t->offset + dense_start(dense, scene->session, t->section),
			           t->size, t->mark);
	}
}

static void fill_whole(struct scene *scene)
{
	const my_heap_statistics *stats = &scene->stats;
	size_t focus = scene->sections[scene->v.focus].id;

	scene->v.whole = (view_whole){
		.size = stats->mapped, .used = stats->used, .sections = stats->sections,
		.chunks = stats->used_chunks + stats->free_chunks,
		.start = dense_start(&scene->dense->dense[0], scene->session, focus),
		.place = scene->subject.section == focus ? scene->subject.offset : 0,
	};
}

void scene_density(struct scene *scene)
{
	struct state was, now = moment_of(scene);
	int moved;

	if (scene->stats.mapped < LEAST || scene->v.empty)
		return;
	if (!scene->dense)
		scene->dense = memory_new(1, sizeof *scene->dense);
	was = scene->dense->moment;
	scene->dense->moment = now;
	moved = memcmp(&was, &now, sizeof was) != 0;
	fill_heap(scene, &was, &now);
	scene->v.density_count = 1;
	fill_whole(scene);
	add_parts(scene, moved);
	if (was.heap == now.heap && now.step < was.step)
		forget(scene->dense, scene->v.density_count);
	collect_touched(scene);
	for (size_t i = 0; i < scene->v.density_count; i++) {
		mark(scene, &scene->dense->dense[i]);
		scene->dense->d[i] = scene->dense->dense[i].d;
	}
	scene->v.densities = scene->dense->d;
}

void scene_density_free(struct scene *scene)
{
	free(scene->dense);
}
