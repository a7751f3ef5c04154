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
 * - alone: there is no journal. It is watched; or it was opened, and is unplayed until a command
 *   asks for the heap (load_wanted). It is read a part at a time then, by ground_read.
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

/* A recording is looked at before it is played. 0 with a sentence (TRACE_PROBLEM bytes) where it
 * cannot be read, with "" where it can only be played: without addresses, or from a pipe. */
int ground_open(struct session *session, const char *path, const char *process, char *problem);

/* Of an operation that was loaded: the journal has further operations, up to its present end. */
void ground_extra(struct session *session, size_t operations);

/* The heap that was number `made` (session->heaps_made) has been made again. */
void ground_again(struct session *session, size_t made);

/* All of it was loaded. */
void ground_settle(struct session *session);

/* From now on the recording is looked at, or not. SESSION_OK or SESSION_FAILED. */
int ground_show(struct session *session, int recorded);

/* Whether it is looked at now: the view and browse do, commands ask the heap. Returns what was. */
int ground_look(const struct session *session, int looking);

/* What a command told was of the heap: it is said so, where the recording is shown. */
void ground_tell(struct session *session);

/* The recording, at the step of the session, while it is looked at; NULL: the heap is. */
struct recorded *ground_recorded(const struct session *session);
int ground_is_alone(const struct session *session);
int ground_is_unplayed(const struct session *session);

/* The file that is unplayed. */
const char *ground_path(const struct session *session);
const char *ground_process(const struct session *session); /* NULL: the usual one */

struct recording;

/* What is read of it; and, of one of ours, the file, which is there as long as it is unplayed, and
 * which of its streams. NULL: it is of another kind. */
struct recorded *ground_opened(const struct session *session, struct recording **recording,
                               size_t *stream);

enum { GROUND_PROGRESS = 200 };

/* Whether some of the recording is not read yet. Reads on for so many seconds: how many
 * operations. */
int ground_is_reading(const struct session *session);
size_t ground_read(struct session *session, double seconds);

/* All that is left, with progress; Ctrl-C ends that. SESSION_OK, or SESSION_FAILED: it cannot be
 * read. */
int ground_read_all(struct session *session);

/* How many there are, as far as is known; "read 1,234 of 5,678 operations, 21 %". */
uint64_t ground_all(const struct session *session);
const char *ground_progress(const struct session *session, char out[GROUND_PROGRESS]);

/* What was wrong with the file, or is to be said of it, at its end; "" before. */
const char *ground_problem(const struct session *session);
const char *ground_remark(const struct session *session);

/* While it is read, what is shown stays at its step. */
void ground_hold(struct session *session);

/* The step that is shown, the last, and the way to another: what is alone is read up to there. */
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
