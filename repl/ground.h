/* SPDX-License-Identifier: MIT
 *
 * ground.h - what is looked at: the session's heap, or the recording as it was.
 *
 *   view, browse, find  ->  ground  ->  my_heap cursors        replayed
 *                                   ->  recorded_cursor.h      recorded
 *
 * Rules of use
 * - `view recorded` and `view replayed` choose what is looked at. ground_look says when: without
 *   it all of this is the heap. So no command takes a recorded address for one of the heap.
 * - A recording belongs to the heap on which it was replayed, and shows the same step of the
 *   journal. Where there is no such step - on another branch, another heap - the heap is shown.
 * - It is read when it is wanted first, from the file that was loaded.
 * - alone: it is watched, and there is no journal.
 */
#ifndef MMVIZ_GROUND_H
#define MMVIZ_GROUND_H

#include "my_heap.h"
#include "names.h"
#include "recorded.h"

struct session;
struct ground;

/* The present heap has been made from that file; or, with NULL, a recording is watched alone. */
void ground_loaded(struct session *session, const char *path, const char *process);
struct recorded *ground_watch(struct session *session);
void ground_free(struct ground *ground);

/* Of an operation that was loaded: the journal has further operations, up to its present end. */
void ground_extra(struct session *session, size_t operations);

/* All of it was loaded. */
void ground_settle(struct session *session);

/* From now on the recording is looked at, or not. SESSION_OK or SESSION_FAILED. */
int ground_show(struct session *session, int recorded);

/* Whether it is looked at now: the view and browse do, commands ask the heap. Returns what was. */
int ground_look(const struct session *session, int looking);

/* The recording, at the step of the session, while it is looked at; NULL: the heap is. */
struct recorded *ground_recorded(const struct session *session);
int ground_is_alone(const struct session *session);

/* The step that is shown, the last, and the way to another. */
size_t ground_step(const struct session *session);
size_t ground_end(const struct session *session);
int ground_go(struct session *session, size_t step);

/* Operations of the recording up to a step; without one the step itself. */
uint64_t ground_record(const struct session *session, size_t step);

/* The present numbers; the glyphs of operations from a number on. */
struct moment ground_numbers(const struct session *session);
void ground_glyphs(const struct session *session, size_t first, size_t count, char *out);

/* As the cursors of my_heap_walk.h. */
int ground_first_section(const struct session *session, my_heap_section *out);
int ground_next_section(const struct session *session, my_heap_section *section);
int ground_section_by_id(const struct session *session, size_t id, my_heap_section *out);
int ground_section_at(const struct session *session, size_t place, my_heap_section *out);
size_t ground_section_place(const struct session *session, size_t id);
int ground_first_chunk(const struct session *session, const my_heap_section *section,
                       my_heap_chunk *out);
int ground_next_chunk(const struct session *session, my_heap_chunk *chunk);
int ground_prev_chunk(const struct session *session, my_heap_chunk *chunk);
int ground_find(const struct session *session, const void *pointer, my_heap_chunk *out);
int ground_containing(const struct session *session, const void *address, my_heap_chunk *out);
void ground_density(const struct session *session, const my_heap_section *section, size_t offset,
                    size_t cell, size_t count, size_t *used);

/* Numbers that a recording does not tell are 0. */
void ground_stats(const struct session *session, my_heap_statistics *out);

/* The name of a used chunk of the recording: that of the block in the journal; alone, the number
 * of the operation that made it. */
struct name ground_name(const struct session *session, const my_heap_chunk *chunk);

/* Bytes in front of what the user holds, in each chunk. */
size_t ground_header(const struct session *session);

#endif
