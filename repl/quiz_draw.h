/* SPDX-License-Identifier: MIT
 *
 * quiz_draw.h - one question of a quiz while it is drawn: its text so far, and a quiet heap on
 * which the same commands were carried out.
 *
 *   draw_set, draw_heap -> draw_take, draw_free ... -> is it a good one? -> draw_ask ... draw_end
 *                                                      no: all is dropped, and drawn again
 *
 * Rules of use
 * - A maker of questions answers 1 when the question is good; it may give up at any time with 0.
 * - Chunks are numbered as mmviz names them: 1 is p1. A chunk that was freed has address NULL.
 * - What is asked about is tried out first: draw_after gives another heap, as this one and then
 *   with that request. It is good until the next draw_after.
 *
 * Invariant: the commands in the text, played on an empty heap of usual options, lead to the same
 * chunks at the same places as in `now`.
 */
#ifndef MMVIZ_QUIZ_DRAW_H
#define MMVIZ_QUIZ_DRAW_H

#include "my_heap.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { DRAW_CHUNKS = 48, DRAW_REQUESTS = 64, DRAW_FREE = 48, DRAW_WORDS = 160 };

struct draw_request {
	char kind; /* m, f, r */
	unsigned chunk;
	size_t size;
};

struct draw_heap {
	my_heap *heap;
	void *address[DRAW_CHUNKS]; /* address[1] is p1's */
	size_t asked[DRAW_CHUNKS];
	unsigned chunks;            /* the last one's number */
	my_heap_chunk result;       /* of the last request: the chunk it gave; size 0: none */
	int misuse;                 /* the last one told, + 1; 0: none */
};

struct draw {
	FILE *out;
	uint64_t *random;
	const char *name; /* of the maker: begins the question's id */
	size_t number;    /* of the question */
	my_heap_options options;
	struct draw_request request[DRAW_REQUESTS];
	size_t requests;
	struct draw_heap now, after;
};

typedef int draw_maker(struct draw *draw);

/* ------------------------------------------------------------------------ dice */

size_t draw_number(struct draw *draw, size_t least, size_t most); /* both included */
int draw_chance(struct draw *draw, unsigned percent);

/* -------------------------------------------------------------------- building */

/* A setting as set takes it; before draw_heap. */
void draw_set(struct draw *draw, const char *setting, const char *value);
void draw_set_number(struct draw *draw, const char *setting, size_t value);

/* Writes the settings and reset; the heap is empty. */
void draw_heap(struct draw *draw);

unsigned draw_take(struct draw *draw, size_t size);
void draw_free(struct draw *draw, unsigned chunk);
void draw_resize(struct draw *draw, unsigned chunk, size_t size);

/* So many chunks of a size in that range. */
void draw_take_some(struct draw *draw, size_t count, size_t least, size_t most);

/* Frees so many, drawn by lot, not the last; apart: none beside one that is free. 0: there are
 * not so many. */
int draw_free_some(struct draw *draw, size_t count, int apart);

/* Takes what is left behind the last chunk of the only section, if it is there. */
void draw_fill(struct draw *draw);

/* Any command that leaves the heap as it is. */
void draw_line(struct draw *draw, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* --------------------------------------------------------------------- looking */

/* As now, and with that request. */
const struct draw_heap *draw_after(struct draw *draw, char kind, unsigned chunk, size_t size);

my_heap_chunk draw_chunk(const struct draw_heap *heap, unsigned chunk);
int draw_is_used(const struct draw_heap *heap, unsigned chunk);
my_heap_statistics draw_stats(const struct draw_heap *heap);

/* The neighbours of a chunk; 0: the section ends there. */
int draw_right(const struct draw_heap *heap, const my_heap_chunk *chunk, my_heap_chunk *out);
int draw_left(const struct draw_heap *heap, const my_heap_chunk *chunk, my_heap_chunk *out);

/* The chunk that covers a place. */
my_heap_chunk draw_covering(const struct draw_heap *heap, const my_heap_chunk *place);

/* Whose a chunk is: "p3"; "" of a free one. */
struct draw_name {
	char text[16];
};

struct draw_name draw_owner(const struct draw_heap *heap, const my_heap_chunk *chunk);

/* The free chunks in list order; how many. */
struct draw_list {
	my_heap_chunk chunk[DRAW_FREE];
	size_t count;
};

struct draw_list draw_list(const struct draw_heap *heap);

/* Equal sizes may leave open which is meant. */
int draw_has_equals(const struct draw_list *list);

/* What sizes are multiples of; and what a chunk for so many bytes takes. */
size_t draw_unit(const struct draw *draw);
size_t draw_need(const struct draw *draw, size_t asked);

/* The one of a list that a placement takes, without a rover; the count when none is large
 * enough. */
size_t draw_choose(const struct draw_list *list, enum my_heap_placement placement, size_t need);

/* A used chunk by lot; 0: there is none. */
unsigned draw_any(struct draw *draw);

/* --------------------------------------------------------------------- writing */

/* "100 and 8 of header become 112, the next multiple of 16." */
void draw_tell_need(struct draw *draw, size_t asked);

/* "0x070, 64 bytes; 0x180, 3,712 bytes" into the caller's text. */
enum { DRAW_LISTED = 2000 };

const char *draw_listed(const struct draw_list *list, char out[DRAW_LISTED]);

/* The question; then its parts, each a line, and the end. */
void draw_ask(struct draw *draw, const char *kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void draw_part(struct draw *draw, const char *part, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void draw_end(struct draw *draw);

/* As drawing begins, and when it is over, whether it was good or not. */
void draw_begin(struct draw *draw);
void draw_close(struct draw *draw);

/* A topic's makers, from easy to hard; ends with a row without a name. */
struct draw_row {
	const char *name;
	draw_maker *make;
};

extern const struct draw_row quiz_placement[], quiz_split[], quiz_coalesce[], quiz_hash[],
        quiz_realloc[], quiz_fragmentation[], quiz_misuse[];

#endif
