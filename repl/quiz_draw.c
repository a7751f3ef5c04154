/* SPDX-License-Identifier: MIT
 *
 * quiz_draw.c - a random heap, built by commands that are written down.
 */
#include "quiz_draw.h"

#include "memory.h"
#include "random.h"
#include "setting.h"

#include <stdarg.h>
#include <string.h>

/* ------------------------------------------------------------------------ dice */

size_t draw_number(struct draw *draw, size_t least, size_t most)
{
	return least + random_below(draw->random, most - least + 1);
}

int draw_chance(struct draw *draw, unsigned percent)
{
	return random_below(draw->random, 100) < percent;
}

/* ---------------------------------------------------------------- the quiet heap */

static void note_misuse(void *user, enum my_heap_misuse cause, const void *pointer)
{
	int *misuse = user;

	(void)pointer;
	*misuse = (int)cause + 1;
}

/* Where it lies means nothing here. */
static void heap_make(struct draw_heap *heap, const my_heap_options *options)
{
	my_heap_options quiet = *options;

	*heap = (struct draw_heap){ 0 };
	quiet.base = 0;
	quiet.misuse = note_misuse;
	quiet.user = &heap->misuse;
	heap->heap = memory_sure(my_heap_create(&quiet));
}

static void heap_end(struct draw_heap *heap)
{
	if (heap->heap)
		my_heap_destroy(heap->heap);
	*heap = (struct draw_heap){ 0 };
}

static void *serve(struct draw_heap *heap, const struct draw_request *request, unsigned *chunk)
{
	*chunk = request->chunk;
	if (request->kind == 'f') {
		my_heap_free(heap->heap, heap->address[*chunk]);
		return NULL;
	}
	if (request->kind == 'r')
		return my_heap_realloc(heap->heap, heap->address[*chunk], request->size);
	*chunk = ++heap->chunks;
	return my_heap_malloc(heap->heap, request->size);
}

static void heap_do(struct draw_heap *heap, const struct draw_request *request)
{
	unsigned chunk;
	void *address = serve(heap, request, &chunk);

	heap->result = (my_heap_chunk){ 0 };
	heap->address[chunk] = address;
	heap->asked[chunk] = address ? request->size : 0;
	if (address)
		my_heap_find(heap->heap, address, &heap->result);
}

/* -------------------------------------------------------------------- building */

void draw_begin(struct draw *draw)
{
	my_heap_options_default(&draw->options);
	draw->requests = 0;
}

void draw_close(struct draw *draw)
{
	heap_end(&draw->now);
	heap_end(&draw->after);
}

/* The values come from the tables of the makers: they are all possible. */
void draw_set(struct draw *draw, const char *setting, const char *value)
{
	char problem[SETTING_PROBLEM];

	setting_read(setting_find(setting), &draw->options, value, problem);
}

void draw_set_number(struct draw *draw, const char *setting, size_t value)
{
	char text[32];

	snprintf(text, sizeof text, "%zu", value);
	draw_set(draw, setting, text);
}

void draw_heap(struct draw *draw)
{
	char value[SETTING_VALUE], usual[SETTING_VALUE];
	my_heap_options options;

	my_heap_options_default(&options);
	for (const struct setting *s = settings; s->name; s++) {
		setting_text(s, &draw->options, value);
		setting_text(s, &options, usual);
		if (strcmp(value, usual) != 0)
			draw_line(draw, "set %s %s", s->name, value);
	}
	draw_line(draw, "reset");
	heap_make(&draw->now, &draw->options);
}

static void carry_out(struct draw *draw, struct draw_request request)
{
	if (draw->requests == DRAW_REQUESTS || draw->now.chunks + 2 >= DRAW_CHUNKS)
		return;
	draw->request[draw->requests++] = request;
	heap_do(&draw->now, &request);
}

unsigned draw_take(struct draw *draw, size_t size)
{
	carry_out(draw, (struct draw_request){ .kind = 'm', .size = size });
	draw_line(draw, "m %zu", size);
	return draw->now.chunks;
}

void draw_free(struct draw *draw, unsigned chunk)
{
	carry_out(draw, (struct draw_request){ .kind = 'f', .chunk = chunk });
	draw_line(draw, "f p%u", chunk);
}

void draw_resize(struct draw *draw, unsigned chunk, size_t size)
{
	carry_out(draw, (struct draw_request){ .kind = 'r', .chunk = chunk, .size = size });
	draw_line(draw, "r p%u %zu", chunk, size);
}

void draw_take_some(struct draw *draw, size_t count, size_t least, size_t most)
{
	while (count--)
		draw_take(draw, draw_number(draw, least, most));
}

static int is_apart(const struct draw_heap *heap, const my_heap_chunk *chunk)
{
	my_heap_chunk side;

	return !(draw_left(heap, chunk, &side) && side.free)
	       && !(draw_right(heap, chunk, &side) && side.free);
}

int draw_free_some(struct draw *draw, size_t count, int apart)
{
	for (size_t tries = 0; count && tries < 200; tries++) {
		unsigned chunk = (unsigned)draw_number(draw, 1, draw->now.chunks - 1);
		my_heap_chunk found;

		if (!draw_is_used(&draw->now, chunk))
			continue;
		found = draw_chunk(&draw->now, chunk);
		if (apart && !is_apart(&draw->now, &found))
			continue;
		draw_free(draw, chunk);
		count--;
	}
	return count == 0;
}

void draw_fill(struct draw *draw)
{
	struct draw_list list = draw_list(&draw->now);
	const my_heap_chunk *last = &list.chunk[list.count ? list.count - 1 : 0];

	if (list.count && last->offset + last->size == draw_stats(&draw->now).mapped
	    && last->size > draw->options.header)
		draw_take(draw, last->size - draw->options.header);
}

void draw_line(struct draw *draw, const char *format, ...)
{
	va_list words;

	va_start(words, format);
	vfprintf(draw->out, format, words);
	va_end(words);
	putc('\n', draw->out);
}

/* --------------------------------------------------------------------- looking */

const struct draw_heap *draw_after(struct draw *draw, char kind, unsigned chunk, size_t size)
{
	struct draw_request request = { .kind = kind, .chunk = chunk, .size = size };

	heap_end(&draw->after);
	heap_make(&draw->after, &draw->options);
	for (size_t i = 0; i < draw->requests; i++)
		heap_do(&draw->after, &draw->request[i]);
	heap_do(&draw->after, &request);
	return &draw->after;
}

my_heap_chunk draw_chunk(const struct draw_heap *heap, unsigned chunk)
{
	my_heap_chunk found = { 0 };

	my_heap_find(heap->heap, heap->address[chunk], &found);
	return found;
}

int draw_is_used(const struct draw_heap *heap, unsigned chunk)
{
	return chunk >= 1 && chunk <= heap->chunks && heap->address[chunk];
}

my_heap_statistics draw_stats(const struct draw_heap *heap)
{
	my_heap_statistics stats;

	my_heap_stats(heap->heap, &stats);
	return stats;
}

int draw_right(const struct draw_heap *heap, const my_heap_chunk *chunk, my_heap_chunk *out)
{
	*out = *chunk;
	return my_heap_next_chunk(heap->heap, out);
}

int draw_left(const struct draw_heap *heap, const my_heap_chunk *chunk, my_heap_chunk *out)
{
	*out = *chunk;
	return my_heap_prev_chunk(heap->heap, out);
}

my_heap_chunk draw_covering(const struct draw_heap *heap, const my_heap_chunk *place)
{
	my_heap_chunk found = { 0 };
	my_heap_section section;

	if (my_heap_section_by_id(heap->heap, place->section, &section))
		my_heap_containing(heap->heap, (const char *)section.memory + place->offset,
		                   &found);
	return found;
}

struct draw_name draw_owner(const struct draw_heap *heap, const my_heap_chunk *chunk)
{
	struct draw_name name = { "" };

	for (unsigned i = 1; i <= heap->chunks; i++)
		if (heap->address[i] == chunk->pointer)
			snprintf(name.text, sizeof name.text, "p%u", i);
	return name;
}

static int add_free(void *user, const my_heap_chunk *chunk)
{
	struct draw_list *list = user;

	if (list->count < DRAW_FREE)
		list->chunk[list->count++] = *chunk;
	return 0;
}

struct draw_list draw_list(const struct draw_heap *heap)
{
	struct draw_list list = { .count = 0 };
	my_heap_section section;
	int more = my_heap_first_section(heap->heap, &section);

	for (; more; more = my_heap_next_section(heap->heap, &section))
		my_heap_walk_free(heap->heap, &section, add_free, &list);
	return list;
}

int draw_has_equals(const struct draw_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		for (size_t j = 0; j < i; j++)
			if (list->chunk[i].size == list->chunk[j].size)
				return 1;
	return 0;
}

size_t draw_unit(const struct draw *draw)
{
	const my_heap_options *options = &draw->options;

	return options->granule > options->alignment ? options->granule : options->alignment;
}

size_t draw_need(const struct draw *draw, size_t asked)
{
	size_t unit = draw_unit(draw), bytes = asked + draw->options.header;

	return ((bytes ? bytes : 1) + unit - 1) / unit * unit;
}

size_t draw_choose(const struct draw_list *list, enum my_heap_placement placement, size_t need)
{
	size_t best = list->count;

	for (size_t i = 0; i < list->count; i++) {
		size_t size = list->chunk[i].size;

		if (size < need)
			continue;
		if (best == list->count
		    || (placement == MY_HEAP_BEST_FIT && size < list->chunk[best].size)
		    || (placement == MY_HEAP_WORST_FIT && size > list->chunk[best].size))
			best = i;
	}
	return best;
}

unsigned draw_any(struct draw *draw)
{
	for (size_t tries = 0; draw->now.chunks && tries < 100; tries++) {
		unsigned chunk = (unsigned)draw_number(draw, 1, draw->now.chunks);

		if (draw_is_used(&draw->now, chunk))
			return chunk;
	}
	return 0;
}
