/* SPDX-License-Identifier: MIT
 *
 * sentence_table.c - sentences on the hashtable, and on freeing and merging.
 */
#include "sentence.h"

#include <stdio.h>

/* ------------------------------------------------------------------- the table */

enum { PROBES = 256 };

static struct wording home_of(const struct narrator *n, event *e)
{
	return wording_home(n->session, e->section, e->capacity, e->key, e->home);
}

/* Whom the bucket belongs to that was in the way. */
static struct wording taker(const struct narrator *n, event *e)
{
	return wording_owner(n->session, e->section, e->other * n->options->granule);
}

/* Not all of the taken buckets on the way are among the steps kept, maybe none. */
static int say_some_probes(const struct narrator *n, char *words, size_t size, event *e)
{
	event *last = n->probes ? steps_get(n->session->steps, n->index - 1) : NULL;
	int used = snprintf(words, size, "%s passed",
	                    counted(e->rest, "taken bucket is", "taken buckets are").text);

	if (last)
		used += snprintf(words + used, size - (size_t)used, ", the last, %zu, taken by %s",
		                 last->bucket, taker(n, last).text);
	return used + snprintf(words + used, size - (size_t)used, ". ");
}

/* "taken by p8. 9 by p5. " or, with more, "taken by p8. 9 to 12 are taken too. " */
static int say_all_probes(const struct narrator *n, char *words, size_t size)
{
	const struct steps *steps = n->session->steps;
	event *first = steps_get(steps, n->index - n->probes);
	event *second = n->probes > 1 ? steps_get(steps, n->index - n->probes + 1) : NULL;
	event *final = steps_get(steps, n->index - 1);
	int used = snprintf(words, size, "taken by %s. ", taker(n, first).text);

	if (n->probes == 2)
		used += snprintf(words + used, size - (size_t)used, "%zu by %s. ", second->bucket,
		                 taker(n, second).text);
	if (n->probes > 2)
		used += snprintf(words + used, size - (size_t)used, "%zu to %zu are taken too. ",
		                 second->bucket, final->bucket);
	return used;
}

/* The way from home to the bucket where it ended: e->rest taken buckets. */
static void say_probes(const struct narrator *n, char *words, size_t size, event *e)
{
	int used;

	if (e->rest == 0)
		return;
	used = n->probes == e->rest ? say_all_probes(n, words, size)
	                            : say_some_probes(n, words, size, e);
	snprintf(words + used, size - (size_t)used, "%zu: ", e->bucket);
}

void sentence_KEEPS_ENTRY(struct narrator *n, event *e)
{
	SAY("%s keeps the hole’s entry: key %zu, bucket %zu.", WHO(e->offset), e->key, e->bucket);
}

void sentence_PROBE_TAKEN(struct narrator *n, event *e)
{
	(void)e;
	n->probes++;
	n->untold = 1;
}

/* What an entry is of: the chunk by name, the rest of a split, or the place. */
static struct wording entry_of(const struct narrator *n, event *e)
{
	const my_heap_event *split = steps_last(n->session->steps, MY_HEAP_SPLIT);
	const my_heap_event *mapped = steps_last(n->session->steps, MY_HEAP_SECTION_MAPPED);

	if (mapped && mapped->section == e->section && e->offset == 0)
		return (struct wording){ "Its one free chunk" };
	if (split && split->section == e->section && split->other == e->offset)
		return (struct wording){ "The rest" };
	return wording_who(n->session, e->section, e->offset);
}

void sentence_STORED(struct narrator *n, event *e)
{
	char words[PROBES] = "";

	say_probes(n, words, sizeof words, e);
	SAY("%s: key %zu, home %s: %sempty, stored.", entry_of(n, e).text, e->key,
	    home_of(n, e).text, words);
}

void sentence_FOUND(struct narrator *n, event *e)
{
	const char *what = n->session->last.glyph == '~' ? "realloc" : "free";
	char past[64] = "";

	if (e->rest)
		snprintf(past, sizeof past, ", %zu past home %zu", e->rest, e->home);
	if (e->other)
		SAY("%s: key %zu, bucket %zu%s: found, but %s.", WHO(e->offset), e->key,
		    e->bucket, past, e->why == MY_HEAP_WAITS ? "it waits: freed already"
		                                             : "free already");
	else
		SAY("%s: key %zu, bucket %zu%s: found, in use. The %s is valid.", WHO(e->offset),
		    e->key, e->bucket, past, what);
}

void sentence_NOT_FOUND(struct narrator *n, event *e)
{
	char words[PROBES] = "";

	if (e->bucket >= e->capacity) {
		SAY("Key %zu is in none of the buckets: no chunk starts here.", e->key);
		return;
	}
	say_probes(n, words, sizeof words, e);
	SAY("Key %zu, home %s: %sempty. No chunk starts here.", e->key, home_of(n, e).text, words);
}

void sentence_REMOVED(struct narrator *n, event *e)
{
	SAY("The entry with key %zu leaves bucket %zu.", e->key, e->bucket);
}

void sentence_SHIFTED(struct narrator *n, event *e)
{
	SAY("%s moves up from bucket %zu to %zu, nearer home %zu.", WHO(e->offset), e->other,
	    e->bucket, e->home);
}

void sentence_TABLE_GROWN(struct narrator *n, event *e)
{
	char growth[320];

	snprintf(growth, sizeof growth, "%s %s %s, %s", counted(e->size, "bucket", "buckets").text,
	         e->size == 1 ? "becomes" : "become", C(e->rest),
	         counted(e->need, "entry moves", "entries move").text);
	if (e->why == MY_HEAP_PROBED_TOO_FAR)
		SAY("Over 64 past home: %s.", growth);
	else
		SAY("The load would pass %u %%: %s.", n->options->load, growth);
}

/* -------------------------------------------------------------------- freeing */

static int is_subject(const struct narrator *n, event *e)
{
	const struct place *before = &n->session->last.before;

	return before->section == e->section && before->offset == e->offset;
}

void sentence_FREED(struct narrator *n, event *e)
{
	if (steps_last(n->session->steps, MY_HEAP_SPAN_EMPTY))
		SAY("%s: %s bytes are free.", O(e->offset), C(e->size));
	else if (n->session->last.glyph == '~' && is_subject(n, e))
		SAY("The old place %s is free: %s bytes.", O(e->offset), C(e->size));
	else if (is_subject(n, e))
		SAY("Its %s bytes are free.", C(e->size));
	else
		SAY("%s: %s bytes are free.", O(e->offset), C(e->size));
}

void sentence_MERGED_RIGHT(struct narrator *n, event *e)
{
	SAY("Right neighbour %s is free: merged, %s + %s = %s.", O(e->other), C(e->size),
	    C(e->rest), C(e->size + e->rest));
}

void sentence_MERGED_LEFT(struct narrator *n, event *e)
{
	SAY("Left neighbour %s is free: merged, %s + %s = %s.", O(e->other), C(e->rest),
	    C(e->size), C(e->rest + e->size));
}

static const char *state_of(event *e)
{
	return e->why == MY_HEAP_WAITS ? "waits" : "is in use";
}

void sentence_RIGHT_USED(struct narrator *n, event *e)
{
	SAY("Right neighbour %s %s: not merged.", WHO(e->other), state_of(e));
}

void sentence_LEFT_USED(struct narrator *n, event *e)
{
	SAY("Left neighbour %s %s: not merged.", WHO(e->other), state_of(e));
}

void sentence_RIGHT_END(struct narrator *n, event *e)
{
	SAY("No right neighbour: s%zu ends here.", e->section);
}

void sentence_LEFT_END(struct narrator *n, event *e)
{
	SAY("No left neighbour: s%zu starts here.", e->section);
}

static const char *when_merged(const struct narrator *n)
{
	return n->options->coalescing == MY_HEAP_NEVER ? "never merged (coalesce never)"
	                                               : "merged later, when room is needed";
}

void sentence_RIGHT_KEPT(struct narrator *n, event *e)
{
	SAY("Right neighbour %s is free too: %s.", O(e->other), when_merged(n));
}

void sentence_LEFT_KEPT(struct narrator *n, event *e)
{
	SAY("Left neighbour %s is free too: %s.", O(e->other), when_merged(n));
}

void sentence_COALESCING(struct narrator *n, event *e)
{
	SAY("No room for %s. All free neighbours are merged now.", C(e->need));
}
