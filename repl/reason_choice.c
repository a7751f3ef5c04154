/* SPDX-License-Identifier: MIT
 *
 * reason_choice.c - a wrong choice: what the operation decided.
 *
 * What a choice means only the lesson knows. So a step is told when the question or one of its
 * choices has a word about it; nothing is better than something beside the point.
 */
#define _GNU_SOURCE /* strcasestr */
#include "reason_parts.h"

#include "look.h"
#include "session.h"

#include <string.h>

/* Of each row the step that was taken is told; behind the first of them 0 ends them. No words: it
 * is told in any case. */
enum { STEPS = 4, WORDS = 8 };

struct topic {
	enum my_heap_step step[STEPS];
	const char *word[WORDS];
	int is_all; /* nothing else is told */
};

enum { DECIDING = 9, MERGING = 4 };

static const struct topic deciding[DECIDING] = {
	{ { MY_HEAP_ZEROED }, { "zero", "clear" }, 1 },
	{ { MY_HEAP_ROUND }, { "slack", "round" }, 0 },
	{ { MY_HEAP_CACHE_TAKEN, MY_HEAP_CACHE_PUT, MY_HEAP_SPAN_EMPTY }, { NULL }, 0 },
	{ { MY_HEAP_SAME_SIZE, MY_HEAP_SHRUNK, MY_HEAP_GROWN, MY_HEAP_CANNOT_GROW }, { NULL }, 0 },
	{ { MY_HEAP_COALESCING }, { NULL }, 0 },
	{ { MY_HEAP_FAILED }, { NULL }, 0 },
	{ { MY_HEAP_SECTION_MAPPED }, { "section", "system", "mapped", "room" }, 0 },
	{ { MY_HEAP_CHOSEN, MY_HEAP_LOOK_TAKE },
	  { "hole", "room", "fit", "where", "place", "taken", "takes" }, 0 },
	{ { MY_HEAP_SPLIT, MY_HEAP_NOT_SPLIT }, { "split", "cut", "rest ", "whole", "left" }, 0 },
};

static const struct topic merging[MERGING] = {
	{ { MY_HEAP_CACHE_PUT, MY_HEAP_CACHE_FULL, MY_HEAP_SPAN_EMPTY }, { NULL }, 0 },
	{ { MY_HEAP_MERGED_RIGHT, MY_HEAP_RIGHT_KEPT, MY_HEAP_RIGHT_USED, MY_HEAP_RIGHT_END },
	  { NULL }, 0 },
	{ { MY_HEAP_MERGED_LEFT, MY_HEAP_LEFT_KEPT, MY_HEAP_LEFT_USED, MY_HEAP_LEFT_END },
	  { NULL }, 0 },
	{ { MY_HEAP_SECTION_KEPT, MY_HEAP_SECTION_UNMAPPED }, { NULL }, 0 },
};

static size_t sentence_of(const struct facts *f, enum my_heap_step step)
{
	const struct steps *steps = f->steps;

	for (size_t i = steps_kept(steps); i-- > 0;)
		if (steps_get(steps, i)->step == step)
			return steps->sentence[i];
	return 0;
}

static size_t decided(const struct facts *f, const struct topic *topic)
{
	size_t sentence = 0;

	for (size_t i = 0; !sentence && i < STEPS && (i == 0 || topic->step[i]); i++)
		sentence = sentence_of(f, topic->step[i]);
	return sentence <= f->session->why.count ? sentence : 0;
}

static int is_asked_with(const struct facts *f, const char *word)
{
	int found = f->question && strcasestr(f->question, word);

	for (size_t i = 0; !found && i < f->choices->count; i++)
		found = strcasestr(f->choices->line[i], word) != NULL;
	return found;
}

static int is_asked(const struct facts *f, const struct topic *topic)
{
	int found = f->kind != ANSWER_CHOICE || !topic->word[0];

	for (size_t i = 0; !found && i < WORDS && topic->word[i]; i++)
		found = is_asked_with(f, topic->word[i]);
	return found;
}

int reason_choice(struct facts *f)
{
	int is_free = f->last->glyph == '-', told = 0, is_all = 0;
	const struct topic *topic = is_free ? merging : deciding;
	const struct topic *end = topic + (is_free ? MERGING : DECIDING);

	if (f->last->misuse)
		return reason_misused(f);
	for (; topic < end && !is_all; topic++) {
		size_t sentence = is_asked(f, topic) ? decided(f, topic) : 0;

		if (sentence)
			lines_add(f->out, "%s%s", told ? "" : "What the allocator did: ",
			          f->session->why.line[sentence - 1]);
		told |= sentence != 0;
		is_all = sentence && topic->is_all;
	}
	return told;
}
