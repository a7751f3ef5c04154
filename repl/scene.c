/* SPDX-License-Identifier: MIT
 *
 * scene.c - a session as a view.
 */
#include "scene.h"

#include "ground.h"
#include "journal.h"
#include "look.h"
#include "memory.h"
#include "number.h"
#include "scene_parts.h"
#include "watch.h"
#include "wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scene *scene_create(void)
{
	struct scene *scene = memory_new(1, sizeof *scene);

	scene_size(scene, 100, 30);
	scene->chunks =
		memory_new((size_t)(VIEW_SECTIONS + 1) * VIEW_CHUNKS, sizeof *scene->chunks);
	return scene;
}

void scene_destroy(struct scene *scene)
{
	if (!scene)
		return;
	scene_density_free(scene);
	lines_free(&scene->recorded_why);
	free(scene->lanes);
	free(scene->chunks);
	free(scene);
}

void scene_choose(struct scene *scene, struct place place)
{
	scene->chosen = place;
}

void scene_linear(struct scene *scene)
{
	scene->linear = 1;
}

void scene_choose_bucket(struct scene *scene, size_t bucket)
{
	scene->chosen_bucket = bucket;
}

void scene_choose_byte(struct scene *scene, size_t offset)
{
	scene->chosen_byte = offset;
}

void scene_zoom(struct scene *scene, enum view_zoom zoom)
{
	scene->zoom = zoom;
}

void scene_size(struct scene *scene, int cols, int rows)
{
	scene->cols = cols;
	scene->rows = rows;
}

void scene_inside(struct scene *scene, const struct inside_at *at)
{
	scene->step = at;
}

/* ------------------------------------------------------------------ head and foot */

static void fill_head(struct scene *scene)
{
	const struct session *session = scene->session;
	const my_heap_options *options = my_heap_options_of(session->heap);
	size_t capacity = scene->v.table_capacity;
	int is_fast = look_is_fast(session);
	int used = snprintf(scene->crumbs, sizeof scene->crumbs, is_fast ? "fast heap" : "heap");
	const char *name = scene->v.units.shown ? scene->v.units.name : scene->v.trail.name;

	if (!scene->v.empty)
		used += snprintf(scene->crumbs + used, sizeof scene->crumbs - (size_t)used,
		                 " ▸ s%zu", scene->sections[scene->v.focus].id);
	if (scene->v.trail.shown || scene->v.units.shown)
		snprintf(scene->crumbs + used, sizeof scene->crumbs - (size_t)used, " ▸ %s%s",
		         scene->subject.free ? offset_text(scene->subject.offset).text : name,
		         scene->zoom == VIEW_ZOOM_BYTES ? " ▸ bytes" : "");
	scene->v.crumbs = scene->crumbs;
	scene->v.policy = is_fast ? "fast engine" : wording_placement(session);
	if (is_fast)
		snprintf(scene->hash, sizeof scene->hash, "%s", wording_placement(session));
	else
		snprintf(scene->hash, sizeof scene->hash, "hash: %s", wording_hash(session));
	scene->v.hash = scene->hash;
	if (capacity && options->hash == MY_HEAP_MODULO)
		snprintf(scene->hash_home, sizeof scene->hash_home, "key mod %zu", capacity);
	scene->v.hash_home = capacity && options->hash == MY_HEAP_MODULO ? scene->hash_home : NULL;
	scene->v.unit = look_unit(options);
}

static void fill_result(struct scene *scene)
{
	const struct session *session = scene->session;
	const struct outcome *outcome = &session->outcome;
	view_result *result = &scene->v.result;

	if (!outcome->linear[0])
		return;
	result->badge = outcome->badge;
	if (session->preview && outcome->operation) {
		snprintf(scene->tried, sizeof scene->tried, "try %.60s", outcome->badge);
		result->badge = scene->tried;
	}
	result->text = outcome->text;
	result->more = outcome->more;
	result->plain = outcome->linear;
	result->wrong = outcome->failed || (outcome->alarm && !scene->linear);
	result->neutral = !outcome->operation && !outcome->failed;
}

/* The lines from *first on: the newest, or those around the step, with some that follow it. */
static size_t journal_window(const struct scene *scene, size_t *first)
{
	const struct journal *journal = scene->session->journal;
	const struct journal_line *now = journal_line_of(journal, scene->v.operation + 1);
	size_t end = journal_lines(journal), most = (size_t)scene->rows;

	most = most < SCENE_JOURNAL ? most : SCENE_JOURNAL;
	if (now && (size_t)(now - journal_get(journal, 0)) + most / 2 < end)
		end = (size_t)(now - journal_get(journal, 0)) + most / 2;
	*first = end > most ? end - most : 0;
	return end;
}

/* What became of watched chunks: lines of their own in the text, else after the result. */
static void fill_watch(struct scene *scene)
{
	const struct watch *watch = scene->session->watch;
	view_result *result = &scene->v.result;
	size_t used, count = watch ? watch->told_count : 0;

	if (count == 0)
		return;
	scene->v.watch = watch->told;
	scene->v.watch_count = count;
	if (!result->badge) {
		result->badge = "watch";
		result->neutral = 1;
	}
	used = (size_t)snprintf(scene->more, sizeof scene->more, "%s",
	                        result->more ? result->more : "");
	for (size_t i = 0; i < count && used < sizeof scene->more; i++)
		used += (size_t)snprintf(scene->more + used, sizeof scene->more - used, "%s@%s",
		                         used ? "; " : "", watch->told[i]);
	result->more = scene->more;
}

static void fill_journal(struct scene *scene)
{
	const struct journal *journal = scene->session->journal;
	size_t first, end = journal_window(scene, &first);

	for (size_t i = first; i < end; i++) {
		const struct journal_line *line = journal_get(journal, i);
		char *out = scene->journal_line[i - first], *text = lines_clean(line->text,
		                                                                strlen(line->text));
		char part[64];

		lines_clip(part, sizeof part, text);
		free(text);
		snprintf(out, sizeof scene->journal_line[0], "%-8s  %.90s", part,
		         line->failure ? line->failure : line->result);
		scene->journal[i - first] = out;
		scene->journal_number[i - first] = line->operation;
	}
	scene->v.journal = scene->journal;
	scene->v.journal_number = scene->journal_number;
	scene->v.journal_count = end - first;
}

static const view *fill(struct scene *scene, const struct session *session)
{
	scene->session = session;
	scene->v = (view){ .hint = "m 100 take   f p1 free   r p1 200 resize   Tab look around   "
		                   "? help" };
	if (ground_is_unplayed(session))
		scene->v.hint =
			"back   goto 100   why   view replayed plays it   Tab look around   "
			"? help";
	scene->v.zoom = scene->zoom;
	scene->v.arrangement = session->arrangement;
	ground_stats(session, &scene->stats);
	scene_present(scene);
	if (ground_recorded(session))
		scene_recorded_numbers(scene);
	else
		scene_numbers(scene);
	if (session->arrangement.full == VIEW_PANE_NUMBERS)
		scene_statistics(scene);
	scene_texts(scene);
	fill_result(scene);
	if (ground_recorded(session))
		scene_recorded_words(scene);
	fill_watch(scene);
	if (scene->linear)
		return &scene->v;
	scene_find_subject(scene);
	scene->v.has_caches = look_is_fast(session) && !ground_recorded(session);
	scene->v.has_waiting = my_heap_options_of(session->heap)->guard && !scene->v.has_caches
	                       && !ground_recorded(session);
	scene_sections(scene);
	if (scene->v.has_caches) {
		if (scene_span(scene))
			scene_units(scene);
		scene_caches(scene);
	}
	scene_table(scene);
	scene_ranges(scene);
	if (!ground_recorded(session))
		scene_bytes(scene);
	if (ground_recorded(session))
		scene_recorded_head(scene);
	else
		fill_head(scene);
	scene_compare(scene);
	scene_time(scene);
	fill_journal(scene);
	if (scene->step)
		scene_step_view(scene);
	scene_density(scene);
	return &scene->v;
}

const view *scene_view(struct scene *scene, const struct session *session)
{
	int looking = ground_look(session, 1);
	const view *v = fill(scene, session);

	ground_look(session, looking);
	return v;
}
