/* SPDX-License-Identifier: MIT
 *
 * sentence_table.c - sentences on the hashtable, and on freeing and merging.
 */
#include "sentence.h"

#include <stdio.h>

/* ------------------------------------------------------------------- the table */

/* Of the table when this event was told: a later growth names the old capacity. */
static size_t capacity_then(const struct narrator *n, size_t section)
{
	const struct steps *steps = n->session->steps;
	my_heap_section found;

	for (size_t i = n->index; i < steps_kept(steps); i++)
		if (steps_get(steps, i)->step == MY_HEAP_TABLE_GROWN
		    && steps_get(steps, i)->section == section)
			return steps_get(steps, i)->size;
	return my_heap_section_by_id(n->session->heap, section, &found) ? found.capacity : 0;
}

static struct wording home_of(const struct narrator *n, event *e)
{
	return wording_home(n->session, e->section, capacity_then(n, e->section), e->key, e->home);
}

/* Whom the bucket belongs to that was in the way. */
static struct wording taker(const struct narrator *n, event *e)
{
	return wording_owner(n->session, e->section, e->other * n->options->granule);
}

/* "taken by p8. 9 by p5. 10" or, with more, "taken by p8. 9 to 12 are taken too. 13". */
static void say_probes(const struct narrator *n, char *words, size_t size, size_t bucket)
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
	snprintf(words + used, size - (size_t)used, "%zu: ", bucket);
}

void sentence_KEEPS_ENTRY(struct narrator *n, event *e)
{
	SAY("%s keeps the hole’s entry: key %zu, bucket %zu.", WHO(e->offset), e->key, e->bucket);
}

void sentence_PROBE_TAKEN(struct narrator *n, event *e)
{
	(void)e;
	n->probes++;
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
	char words[128] = "";

	if (n->probes)
		say_probes(n, words, sizeof words, e->bucket);
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
		SAY("%s: key %zu, bucket %zu%s: found, but free already.", WHO(e->offset), e->key,
		    e->bucket, past);
	else
		SAY("%s: key %zu, bucket %zu%s: found, in use. The %s is valid.", WHO(e->offset),
		    e->key, e->bucket, past, what);
}

void sentence_NOT_FOUND(struct narrator *n, event *e)
{
	char words[128] = "";

	if (e->bucket >= capacity_then(n, e->section)) {
		SAY("Key %zu is in none of the buckets: no chunk starts here.", e->key);
		return;
	}
	if (n->probes)
		say_probes(n, words, sizeof words, e->bucket);
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
	SAY("The table is too full: %s buckets become %s, %s entries move.", C(e->size), C(e->rest),
	    C(e->need));
}

/* -------------------------------------------------------------------- freeing */

static int is_subject(const struct narrator *n, event *e)
{
	const struct place *before = &n->session->last.before;

	return before->section == e->section && before->offset == e->offset;
}

void sentence_FREED(struct narrator *n, event *e)
{
	if (n->session->last.glyph == '~')
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

void sentence_RIGHT_USED(struct narrator *n, event *e)
{
	SAY("Right neighbour %s is in use: not merged.", WHO(e->other));
}

void sentence_LEFT_USED(struct narrator *n, event *e)
{
	SAY("Left neighbour %s is in use: not merged.", WHO(e->other));
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
