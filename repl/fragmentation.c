/* SPDX-License-Identifier: MIT
 *
 * fragmentation.c - what memory is lost to, in sentences.
 */
#include "fragmentation.h"

#include "look.h"
#include "number.h"

#include <stdio.h>

fragmentation_sentence *const fragmentation_sentences[] = {
	fragmentation_internal, fragmentation_external, fragmentation_books, fragmentation_outlook,
	NULL,
};

static int is_fast(const my_heap *heap)
{
	return my_heap_options_of(heap)->engine == MY_HEAP_FAST;
}

/* Neighbours that are merged, or need not wait any longer, only when there is no room: together
 * they may be a piece. */
static int may_join(const my_heap *heap, const my_heap_statistics *s)
{
	return my_heap_options_of(heap)->coalescing == MY_HEAP_DEFERRED || s->cached > 0;
}

size_t fragmentation_headers(const my_heap *heap, const my_heap_statistics *s)
{
	return s->used_chunks * my_heap_options_of(heap)->header;
}

/* A fast heap does not know what was asked, but where its free chunks wait. */
void fragmentation_internal(const my_heap *heap, const my_heap_statistics *s,
                            char out[FRAGMENTATION_BYTES])
{
	size_t headers = fragmentation_headers(heap, s), slack = s->used - s->asked;
	char of_them[80] = "";

	out[0] = 0;
	if (s->sections == 0)
		return;
	if (headers)
		snprintf(of_them, sizeof of_them, ", %s of them headers", comma(headers).text);
	if (is_fast(heap))
		snprintf(out, FRAGMENTATION_BYTES,
		         "of %s free bytes %s wait in caches, in chunks of their classes.",
		         comma(s->free).text, comma(s->cached).text);
	else
		snprintf(out, FRAGMENTATION_BYTES,
		         "internal fragmentation %s %%: of %s used bytes %s are slack%s.",
		         percent_text(slack, s->used, 1).text, comma(s->used).text,
		         comma(slack).text, of_them);
}

void fragmentation_external(const my_heap *heap, const my_heap_statistics *s,
                            char out[FRAGMENTATION_BYTES])
{
	struct number all = comma(s->free), largest = comma(s->largest_free);

	out[0] = 0;
	if (s->sections == 0)
		return;
	if (is_fast(heap))
		snprintf(out, FRAGMENTATION_BYTES,
		         "outside spans the largest free piece has %s bytes.", largest.text);
	else if (s->free == 0)
		snprintf(out, FRAGMENTATION_BYTES,
		         "external fragmentation 0.0 %%: nothing is free.");
	else if (s->free == s->largest_free)
		snprintf(out, FRAGMENTATION_BYTES,
		         "external fragmentation 0.0 %%: all %s bytes free are in one piece.",
		         all.text);
	else
		snprintf(out, FRAGMENTATION_BYTES,
		         may_join(heap, s)
		                 ? "external fragmentation %s %%: of the %s bytes free the largest "
		                   "piece has %s."
		                 : "external fragmentation %s %%: of the %s bytes free only %s are "
		                   "in one piece.",
		         percent_text(s->free - s->largest_free, s->free, 1).text, all.text,
		         largest.text);
}

void fragmentation_books(const my_heap *heap, const my_heap_statistics *s,
                         char out[FRAGMENTATION_BYTES])
{
	(void)heap;
	out[0] = 0;
	if (s->sections)
		snprintf(out, FRAGMENTATION_BYTES,
		         "tables take %s bytes beside the %s mapped: %s %% of them.",
		         comma(s->tables).text, comma(s->mapped).text,
		         percent_text(s->tables, s->mapped, 1).text);
}

/* What m SIZE would come to, where no piece has SIZE. An empty section, if there is one, may go
 * back to make room: it is not larger than the largest piece. */
static const char *prospect(const my_heap_options *options, const my_heap_statistics *s,
                            size_t need)
{
	size_t left = options->limit > s->mapped ? options->limit - s->mapped : 0;

	if (!options->limit || left >= need)
		return "would need a new section";
	if (left + s->largest_free < need)
		return "would fail: a new section would pass the limit";
	return "may need more than the limit leaves";
}

void fragmentation_outlook(const my_heap *heap, const my_heap_statistics *s,
                           char out[FRAGMENTATION_BYTES])
{
	const my_heap_options *options = my_heap_options_of(heap);
	size_t need = s->largest_free + look_unit(options);

	out[0] = 0;
	if (is_fast(heap) || s->free < need || need <= options->header || may_join(heap, s))
		return;
	snprintf(out, FRAGMENTATION_BYTES,
	         "%s bytes are free, but the largest piece is %s: m %zu %s.", comma(s->free).text,
	         comma(s->largest_free).text, need - options->header,
	         prospect(options, s, need));
}
