/* SPDX-License-Identifier: MIT
 *
 * scene_act.h - the steps of an operation acting on the picture of the heap before it, by
 * file: chunks and sections in scene_act.c, a search in scene_search.c, the table in
 * scene_probe.c.
 */
#ifndef MMVIZ_SCENE_ACT_H
#define MMVIZ_SCENE_ACT_H

#include "inside.h"
#include "scene_parts.h"

struct acting {
	struct scene *scene;
	const struct inside *inside;
	int now;          /* the event is the one that is shown */
	size_t asked;     /* bytes, of the request */
	unsigned looked;  /* free chunks so far */
	size_t sentence;  /* of the event, and of the last probe */
	size_t probed;
	int grown;        /* the table is no more the one of the picture */
	int in_bins;      /* a search does not visit all */
};

typedef const my_heap_event event;

/* The section in the picture, its chunks, and the one that starts there; NULL: none. */
view_section *acting_section(struct acting *a, size_t id);
view_chunk *acting_chunks(struct acting *a, const view_section *section);
view_chunk *acting_chunk(struct acting *a, size_t section, size_t offset);

void acting_search(struct acting *a, event *e);
void acting_look(struct acting *a, event *e);
void acting_chosen(struct acting *a, event *e);

/* What a search has not come to yet in a section; no section is looked at any more. */
void acting_waiting(struct acting *a, event *e);
void acting_look_away(struct acting *a);

/* The section in focus has an empty table with so many buckets. */
void acting_new_table(struct acting *a, size_t capacity);

void acting_probe(struct acting *a, event *e);
void acting_found(struct acting *a, event *e);
void acting_stored(struct acting *a, event *e);
void acting_kept(struct acting *a, event *e);
void acting_removed(struct acting *a, event *e);
void acting_shifted(struct acting *a, event *e);
void acting_grown_table(struct acting *a, event *e);

/* After all: the table shows of each chunk what the map does. */
void acting_buckets(struct acting *a);

#endif
