/* SPDX-License-Identifier: MIT
 *
 * scene.h - a session as a view: what is to be shown after a command.
 *
 *   heap's cursors + events of the last operation + names + journal -> view
 *
 * Every array of the view is a bounded window around what the last operation touched: the
 * cost does not grow with the heap, but for the list of sections. The scene owns the
 * memory behind the view; it is good until the next call or the next command.
 */
#ifndef MMVIZ_SCENE_H
#define MMVIZ_SCENE_H

#include "session.h"
#include "view.h"

struct scene;

struct scene *scene_create(void);
void scene_destroy(struct scene *scene);

/* The chunk at this place is shown as chosen, until another is; section 0: none. */
void scene_choose(struct scene *scene, struct place place);

/* Only what text_operation (viz/text.h) prints is filled in, from now on. */
void scene_linear(struct scene *scene);

/* An empty bucket, + 1, of the section in focus, and a byte of it by its offset are looked at,
 * until others are; 0: none is, or the chosen chunk's first. */
void scene_choose_bucket(struct scene *scene, size_t bucket);
void scene_choose_byte(struct scene *scene, size_t offset);

/* How near it is looked at, and the size of the screen that the view is for: how many cells
 * a map of a big heap has follows from it. Until the next call. */
void scene_zoom(struct scene *scene, enum view_zoom zoom);
void scene_size(struct scene *scene, int cols, int rows);

/* The session stands before the operation that it is inside of, and this step of it is
 * shown; NULL: none is. Good until the next call. */
struct inside_at;
void scene_inside(struct scene *scene, const struct inside_at *at);

/* In a plain session only what the linear text needs is filled. */
const view *scene_view(struct scene *scene, const struct session *session);

#endif
