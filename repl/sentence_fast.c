/* SPDX-License-Identifier: MIT
 *
 * sentence_fast.c - sentences on size classes, caches, the depot and spans.
 *
 * A byte of the byte table is told with what it becomes: the class's number alone is a
 * cached chunk, with 0x80 added a used one.
 */
#include "sentence.h"

#include <stdio.h>

enum { USED = 0x80, SMALL_MOST = 16384 /* larger chunks have no depot */ };

/* "0x10000", or "s2 0x10000" where there is more than one section. */
static struct wording place(const struct narrator *n, event *e)
{
	my_heap_section first;
	struct wording words;

	if (my_heap_first_section(n->session->heap, &first) && first.next)
		snprintf(words.text, sizeof words.text, "s%zu %s", e->section, O(e->offset));
	else
		snprintf(words.text, sizeof words.text, "%s", O(e->offset));
	return words;
}

static int is_at(const struct place *place, event *e)
{
	return place->section == e->section && place->offset == e->offset;
}

/* Whose byte it is: "p1", and of a chunk that was moved "the old place 0x70". */
static struct wording whose(const struct narrator *n, event *e)
{
	const struct operation *last = &n->session->last;
	struct wording words = place(n, e);

	if (*last->name && is_at(last->glyph == '-' ? &last->before : &last->after, e))
		snprintf(words.text, sizeof words.text, "%s", last->name);
	else if (is_at(&last->before, e))
		snprintf(words.text, sizeof words.text, "the old place %.60s", place(n, e).text);
	return words;
}

/* "4 chunks of 112 bytes are" */
static struct counted chunks_of(size_t number, event *e, const char *one, const char *many)
{
	struct counted words;

	snprintf(words.text, sizeof words.text, "%.30s of %.30s bytes%s%s",
	         counted(number, "chunk", "chunks").text,
	         C(my_heap_class_size((unsigned)e->bucket)), *one ? " " : "",
	         number == 1 ? one : many);
	return words;
}

void sentence_CLASS(struct narrator *n, event *e)
{
	if (e->asked == e->size)
		SAY("%s is the size of class %zu.", C(e->asked), e->bucket);
	else
		SAY("%s becomes %s: class %zu%s.", C(e->asked), C(e->size), e->bucket,
		    e->bucket == 1 ? ", the smallest" : "");
}

void sentence_CACHE_TAKEN(struct narrator *n, event *e)
{
	SAY("The cache of thread %zu gives its top chunk, %s; %s of %s bytes %s left in it.",
	    e->unit, place(n, e).text, e->rest ? C(e->rest) : "none", C(e->size),
	    e->rest > 1 ? "are" : "is");
	SAY("Byte 0x%02zx of %s becomes 0x%02zx: in use.", e->bucket, whose(n, e).text,
	    e->bucket + USED);
}

void sentence_CACHE_EMPTY(struct narrator *n, event *e)
{
	SAY("The cache of thread %zu has no %s-byte chunk.", e->unit, C(e->size));
}

void sentence_CACHE_GROWN(struct narrator *n, event *e)
{
	if (e->size == 0)
		SAY("The cache of thread %zu gets room for %s.", e->unit,
		    chunks_of(e->rest, e, "", "").text);
	else
		SAY("The cache of thread %zu had room for %s, and gets room for %s.", e->unit,
		    chunks_of(e->size, e, "", "").text, C(e->rest));
}

void sentence_DEPOT_TAKEN(struct narrator *n, event *e)
{
	SAY("%s from the depot, which all threads share.",
	    counted(e->rest, "chunk comes", "chunks come").text);
}

void sentence_DEPOTS_DISSOLVED(struct narrator *n, event *e)
{
	SAY("Much waits in depots. Before memory is added, %s bytes of it become free in their"
	    " spans.", C(e->size));
}

void sentence_SPAN_MADE(struct narrator *n, event *e)
{
	SAY("The chunk at %s becomes a span: %s bytes for small chunks of all sizes.",
	    place(n, e).text, C(e->size));
}

void sentence_SPAN_CUT(struct narrator *n, event *e)
{
	char wanted[80] = "";

	if (e->size < e->need)
		snprintf(wanted, sizeof wanted, " (%s were wanted)", C(e->need));
	SAY("%s cut from the untouched part of the span at %s%s; %s bytes stay untouched.",
	    chunks_of(e->size, e, "is", "are").text, place(n, e).text, wanted, C(e->rest));
}

void sentence_SPAN_SWEPT(struct narrator *n, event *e)
{
	const struct wording where = place(n, e);
	const struct counted wanted = chunks_of(e->need, e, "", "");

	if (!e->other)
		SAY("The span at %s is swept for %s: %s found, enough. The sweep rests there.",
		    where.text, wanted.text, C(e->size));
	else if (e->rest)
		SAY("The span at %s is swept for %s: %s found. All of it was seen; the largest "
		    "free run left has %s bytes.", where.text, wanted.text,
		    e->size ? C(e->size) : "none", C(e->rest));
	else
		SAY("The span at %s is swept for %s: %s found. All of it was seen; nothing is left "
		    "free.", where.text, wanted.text, e->size ? C(e->size) : "none");
}

void sentence_CACHE_PUT(struct narrator *n, event *e)
{
	SAY("Byte 0x%02zx of %s becomes 0x%02zx: free, but cached.", e->bucket + USED,
	    whose(n, e).text, e->bucket);
	SAY("The cache of thread %zu puts it on top: %s of %s bytes %s in it now.", e->unit,
	    C(e->rest), C(e->size), e->rest == 1 ? "is" : "are");
}

/* "the 8 chunks of 112 bytes that lay in it longest" */
static struct wording those_leaving(event *e)
{
	const struct number size = comma(my_heap_class_size((unsigned)e->bucket));
	struct wording words;

	if (e->need == 1)
		snprintf(words.text, sizeof words.text, "the chunk of %.20s bytes that lay in it "
		         "longest", size.text);
	else
		snprintf(words.text, sizeof words.text, "the %.20s chunks of %.20s bytes that lay "
		         "in it longest", C(e->need), size.text);
	return words;
}

void sentence_CACHE_FULL(struct narrator *n, event *e)
{
	const size_t size = my_heap_class_size((unsigned)e->bucket);
	const char *free = e->need == 1 ? "becomes free" : "become free";

	if (size > SMALL_MOST)
		SAY("The cache of thread %zu has no room for more large chunks: %s of %s bytes %s.",
		    e->unit, e->need == 1 ? "one" : C(e->need), C(size), free);
	else if (e->rest == e->need)
		SAY("The cache of thread %zu is full: %s %s to the depot.", e->unit,
		    those_leaving(e).text, e->need == 1 ? "goes" : "go");
	else if (e->rest)
		SAY("The cache of thread %zu is full: of %s %s to the depot, %s free.", e->unit,
		    those_leaving(e).text, counted(e->rest, "goes", "go").text,
		    counted(e->need - e->rest, "becomes", "become").text);
	else
		SAY("The cache of thread %zu is full: %s %s; the depot takes none.", e->unit,
		    those_leaving(e).text, free);
}

void sentence_SPAN_EMPTY(struct narrator *n, event *e)
{
	SAY("Nothing in the span at %s is used or cached: its %s bytes go back to the general "
	    "engine.", place(n, e).text, C(e->size));
}
