/* SPDX-License-Identifier: MIT
 *
 * twin.c - carrying a journal out on a heap of its own, and telling what came of it.
 */
#include "twin.h"

#include "memory.h"
#include "names.h"
#include "number.h"
#include "operation.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note_misuse(void *user, enum my_heap_misuse cause, const void *pointer)
{
	struct twin *twin = user;

	(void)pointer;
	if (cause < MY_HEAP_WRITE_PAST_END)
		twin->misused = (int)cause + 1;
	else
		twin->damages++;
}

static void observe(void *user, const my_heap_event *event)
{
	struct twin *twin = user;

	if ((event->step == MY_HEAP_SLACK_DAMAGED || event->step == MY_HEAP_FREED_DAMAGED)
	    && twin->founds < TWIN_FOUND)
		twin->found[twin->founds++] = *event;
}

int twin_open(struct twin *twin, const struct session *session, int guard, size_t blocks)
{
	my_heap_options options = *my_heap_options_of(session->heap);

	*twin = (struct twin){ .session = session, .count = blocks };
	options.guard = guard;
	options.base = 0;
	options.misuse = note_misuse;
	options.user = twin;
	twin->heap = my_heap_create(&options);
	if (!twin->heap)
		return 0;
	twin->block = memory_new(blocks + 1, sizeof *twin->block);
	my_heap_observe(twin->heap, observe, twin);
	return 1;
}

void twin_close(struct twin *twin)
{
	my_heap_destroy(twin->heap);
	free(twin->block);
	*twin = (struct twin){ 0 };
}

/* ------------------------------------------------------------------------- words */

static struct name name_of(const struct twin *twin, size_t block)
{
	return names_get(twin->session->names, block);
}

/* The block that was, or is, at an address: the newest; (size_t)-1: none. */
static size_t block_at(const struct twin *twin, const unsigned char *at, int dead)
{
	for (size_t i = twin->count; i-- > 0;)
		if (twin->block[i].at == at && twin->block[i].dead == dead)
			return i;
	return (size_t)-1;
}

static const unsigned char *address_of(const struct twin *twin, const my_heap_event *event)
{
	my_heap_section section;

	if (!my_heap_section_by_id(twin->heap, event->section, &section))
		return NULL;
	return (const unsigned char *)section.memory + event->offset
	       + my_heap_options_of(twin->heap)->header;
}

static void add(char out[TWIN_TEXT], const char *words)
{
	size_t used = strlen(out);

	snprintf(out + used, TWIN_TEXT - used, "%s%s", used ? "; " : "", words);
}

static void say_found(const struct twin *twin, const my_heap_event *event, char out[TWIN_TEXT])
{
	const unsigned char *at = address_of(twin, event);
	int freed = event->step == MY_HEAP_FREED_DAMAGED, behind = event->why == MY_HEAP_PAST_END;
	size_t block = block_at(twin, at, freed);
	char words[TWIN_TEXT];

	if (block == (size_t)-1)
		block = block_at(twin, at, !freed);
	if (freed)
		snprintf(words, sizeof words, "write after free: %s of %s of %s",
		         comma(event->rest).text, counted(event->size, "byte", "bytes").text,
		         name_of(twin, block).text);
	else
		snprintf(words, sizeof words, "write %s: %.40s of %.40s of %s, at %s%c%.40s",
		         behind ? "past the end" : "before the start", comma(event->rest).text,
		         counted(event->size, "byte", "bytes").text, behind ? "slack" : "header",
		         name_of(twin, block).text, behind ? '+' : '-', comma(event->other).text);
	add(out, words);
}

/* ---------------------------------------------------------------------- operations */

/* Where a block was put: at the place of a dead one, or not. */
static void say_place(struct twin *twin, const unsigned char *at, char out[TWIN_TEXT])
{
	size_t before = block_at(twin, at, 1);
	char words[TWIN_TEXT];

	if (before == (size_t)-1) {
		add(out, "a new place");
		return;
	}
	twin->reused++;
	snprintf(words, sizeof words, "the old place of %s", name_of(twin, before).text);
	add(out, words);
}

static void play_allocation(struct twin *twin, const struct op *op, const struct extra *extra,
                            char out[TWIN_TEXT])
{
	unsigned char *at = operation_allocate(twin->heap, op, extra);

	if (!at) {
		add(out, "NULL");
		return;
	}
	say_place(twin, at, out);
	if (op->block < twin->count)
		twin->block[op->block] = (struct twin_block){ at, 0 };
}

static void play_realloc(struct twin *twin, const struct op *op, struct twin_block *block,
                         char out[TWIN_TEXT])
{
	unsigned char *at = my_heap_realloc(twin->heap, block->at, op->size);

	if (!at)
		add(out, "NULL");
	else if (at == block->at)
		add(out, "resized in place");
	else
		add(out, "moved");
	block->at = at ? at : block->at;
}

static void say_written(const struct twin *twin, const struct twin_block *block,
                        char out[TWIN_TEXT])
{
	size_t owner = block_at(twin, block->at, 0);
	char words[TWIN_TEXT];

	if (!block->dead)
		snprintf(words, sizeof words, "written");
	else if (owner == (size_t)-1)
		snprintf(words, sizeof words, "written after the free");
	else
		snprintf(words, sizeof words, "written over %s", name_of(twin, owner).text);
	add(out, words);
}

static void play_write(struct twin *twin, const struct extra *extra,
                       const struct twin_block *block, size_t added, char out[TWIN_TEXT])
{
	unsigned char *at = (unsigned char *)((uintptr_t)block->at + added);
	my_heap_section first, last;

	if (!my_heap_section_of(twin->heap, at, &first)
	    || !my_heap_section_of(twin->heap, at + extra->count - (extra->count > 0), &last)
	    || first.id != last.id) {
		add(out, "it would pass the section's end: not written");
		return;
	}
	operation_write(at, extra);
	say_written(twin, block, out);
}

/* A pointer that was refused, or was not even tried because its name had died. */
static void play_wrong(struct twin *twin, const struct op *op, const struct extra *extra,
                       unsigned char *at, char out[TWIN_TEXT])
{
	int resizes = op->kind == OPERATION_REALLOC || (extra->text && *extra->text == 'r');
	size_t owner = block_at(twin, at, 0);
	char words[TWIN_TEXT];

	if (owner != (size_t)-1) {
		snprintf(words, sizeof words, "not seen: it would be taken for %s",
		         name_of(twin, owner).text);
		add(out, words);
		return;
	}
	if (resizes)
		my_heap_realloc(twin->heap, at, op->size ? op->size : 1);
	else
		my_heap_free(twin->heap, at);
	twin->refusals++;
	add(out, twin->misused ? my_heap_misuse_name((enum my_heap_misuse)(twin->misused - 1))
	                       : "done");
}

static void play_freed(struct twin *twin, struct twin_block *block, char out[TWIN_TEXT])
{
	my_heap_free(twin->heap, block->at);
	block->dead = 1;
	add(out, "freed");
}

void twin_play(struct twin *twin, size_t number, struct aim aim, char out[TWIN_TEXT])
{
	const struct journal *journal = twin->session->journal;
	const struct op *op = journal_op(journal, number);
	const struct extra *extra = op_changes(op) ? NULL : journal_extra(journal, op);
	struct twin_block *block = aim.block < twin->count ? &twin->block[aim.block] : NULL;
	int alive = block && block->at && !block->dead;

	*out = 0;
	twin->founds = 0;
	twin->misused = 0;
	if (op->kind == OPERATION_WRITE && block && block->at)
		play_write(twin, extra, block, aim.added, out);
	else if (op_frees(op) && alive)
		play_freed(twin, block, out);
	else if (op_changes(op) && alive)
		play_realloc(twin, op, block, out);
	else if (op_gives(op) || (op->kind >= OPERATION_MALLOC && op->kind <= OPERATION_RENEW))
		play_allocation(twin, op, extra, out);
	else if (block && block->at && op->kind != OPERATION_WRITE)
		play_wrong(twin, op, extra, (unsigned char *)((uintptr_t)block->at + aim.added),
		           out);
	for (size_t i = 0; i < twin->founds; i++)
		say_found(twin, &twin->found[i], out);
}
