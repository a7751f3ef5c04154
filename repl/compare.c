/* SPDX-License-Identifier: MIT
 *
 * compare.c - lanes in lock-step, and where they part.
 */
#include "compare.h"

#include "look.h"
#include "memory.h"
#include "placement.h"
#include "setting.h"
#include "timeline.h"
#include "word.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------------------- lanes */

static int placement_of(const char *word)
{
	for (int i = 0; placement_words[i]; i++)
		if (strcmp(placement_words[i], word) == 0)
			return i;
	return -1;
}

/* "best" or "hash=fibonacci". 1, or 0 with a sentence. */
static int read_part(my_heap_options *options, const char *part, char problem[SETTING_PROBLEM])
{
	const char *value = strchr(part, '=');
	const struct setting *setting;
	int placement = placement_of(part);
	char name[32];

	if (placement >= 0) {
		options->placement = (enum my_heap_placement)placement;
		return 1;
	}
	snprintf(name, sizeof name, "%.*s", (int)strcspn(part, "="), part);
	setting = value ? setting_find(name) : NULL;
	if (setting)
		return setting_read(setting, options, value + 1, problem);
	snprintf(problem, SETTING_PROBLEM, "%s is no %s. Known are first, next, best, worst, bins, "
	         "and settings as in hash=fibonacci.", word_quote(part).text,
	         value ? "setting" : "placement");
	return 0;
}

/* engine=fast behind guard=on switches it off: then the lane would not be what its name says. */
static int is_undone(const my_heap_options *options, const char *part)
{
	char problem[SETTING_PROBLEM], name[32], now[SETTING_VALUE], wanted[SETTING_VALUE];
	my_heap_options again = *options;
	const struct setting *setting;

	if (!strchr(part, '='))
		return (int)options->placement != placement_of(part);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(part, "="), part);
	setting = setting_find(name);
	if (!read_part(&again, part, problem))
		return 1;
	setting_text(setting, options, now);
	setting_text(setting, &again, wanted);
	return strcmp(now, wanted) != 0;
}

/* The word is cut up. */
static int read_parts(my_heap_options *options, char *word, char problem[SETTING_PROBLEM])
{
	char *parts = memory_text(word), *rest = parts, *part;
	int right = 1;

	while (right && (part = strsep(&rest, ",")))
		right = read_part(options, part, problem);
	while (right && (part = strsep(&word, ",")))
		if (is_undone(options, part)) {
			snprintf(problem, SETTING_PROBLEM, "%s is undone by what stands behind it.",
			         word_quote(part).text);
			right = 0;
		}
	free(parts);
	return right;
}

/* All lanes lie where the system puts them, and tell nobody of misuse. */
static int read_word(const struct session *session, const char *word, my_heap_options *options,
                     char problem[SETTING_PROBLEM])
{
	char *parts = memory_text(word);
	int right;

	*options = *my_heap_options_of(session->heap);
	right = read_parts(options, parts, problem);
	free(parts);
	options->base = 0;
	options->misuse = NULL;
	return right;
}

int compare_add(struct compare *compare, struct session *session, const char *word)
{
	struct compared *of = &compare->of[compare->count];
	char problem[SETTING_PROBLEM];
	int placement = placement_of(word);

	if (strlen(word) >= COMPARE_NAME)
		return session_fail(session, "too long", "%s has more than %d letters. Nothing was "
		                    "compared.", word_quote(word).text, COMPARE_NAME - 1);
	if (!read_word(session, word, &of->options, problem))
		return session_fail(session, "not understood", "%s Nothing was compared.", problem);
	snprintf(of->name, sizeof of->name, "%s", word);
	snprintf(of->title, sizeof of->title, "%s",
	         placement < 0 ? word : placements[placement].name);
	compare->count++;
	return SESSION_OK;
}

static void close_lanes(struct compare *compare)
{
	for (size_t i = 0; i < compare->count; i++)
		lane_close(&compare->of[i].lane);
	compare->step = compare->differs = compare->differing = compare->sections_differ = 0;
}

void compare_free(struct compare *compare)
{
	if (!compare)
		return;
	close_lanes(compare);
	free(compare);
}

/* ---------------------------------------------------------------------- lock-step */

struct place compare_place(const struct compared *of, size_t block)
{
	const unsigned char *at = lane_block(&of->lane, block);
	my_heap_section section;

	if (!at || !my_heap_section_of(of->lane.heap, at, &section))
		return (struct place){ 0, 0 };
	at -= of->options.header;
	return (struct place){ section.id, (size_t)(at - (const unsigned char *)section.memory) };
}

int compare_differs(const struct compare *compare, size_t block)
{
	struct place first = compare_place(&compare->of[0], block);
	int differs = 0;

	for (size_t i = 1; i < compare->count; i++) {
		struct place place = compare_place(&compare->of[i], block);

		differs |= place.section != first.section || place.offset != first.offset;
	}
	return differs;
}

static size_t sections_of(const struct compared *of)
{
	my_heap_statistics stats;

	my_heap_stats(of->lane.heap, &stats);
	return stats.sections;
}

/* What is left of the free chunk lies beside the block: two free ones never lie side by side. A
 * block that was resized has left its old place, which may lie there too. */
static size_t hole_of(const struct compared *of, size_t block)
{
	my_heap_chunk chunk, beside;
	size_t size;

	if (of->options.coalescing != MY_HEAP_AT_ONCE || of->options.engine == MY_HEAP_FAST
	    || !my_heap_find(of->lane.heap, lane_block(&of->lane, block), &chunk))
		return 0;
	size = chunk.size;
	beside = chunk;
	if (my_heap_prev_chunk(of->lane.heap, &beside) && !look_waits(&beside) && beside.free)
		size += beside.size;
	beside = chunk;
	if (my_heap_next_chunk(of->lane.heap, &beside) && !look_waits(&beside) && beside.free)
		size += beside.size;
	return size;
}

static void note_first(struct compare *compare, size_t number, const struct op *op)
{
	compare->differs = number;
	for (size_t i = 0; i < compare->count; i++) {
		struct compared *of = &compare->of[i];

		struct place before = of->at;

		of->at = compare_place(of, op->block);
		of->hole = of->at.section && op_gives(op) ? hole_of(of, op->block) : 0;
		of->stayed = op_changes(op) && before.section == of->at.section
		             && before.offset == of->at.offset;
		of->mapped = sections_of(of) > of->sections;
	}
}

static void note_sections(struct compare *compare, size_t number)
{
	size_t first = sections_of(&compare->of[0]);

	for (size_t i = 1; i < compare->count && !compare->sections_differ; i++)
		if (sections_of(&compare->of[i]) != first)
			compare->sections_differ = number;
}

static void play(struct compare *compare, const struct session *session, size_t number)
{
	const struct op *op = journal_op(session->journal, number);

	for (size_t i = 0; i < compare->count; i++) {
		struct compared *of = &compare->of[i];

		if (!compare->differs) {
			of->sections = sections_of(of);
			of->at = compare_place(of, op->block);
		}
		lane_play(&of->lane, session->journal, number);
	}
	compare->step = number;
	if (!compare->sections_differ)
		note_sections(compare, number);
	if ((!op_gives(op) && !op_changes(op)) || op_frees(op)
	    || !compare_differs(compare, op->block))
		return;
	compare->differing++;
	if (!compare->differs)
		note_first(compare, number, op);
}

/* The last step that a branch has in common with where the session stands. */
static size_t common_with(const struct session *session, size_t branch)
{
	for (size_t i = 0; i < timeline_branches(session); i++) {
		struct branch_view other = timeline_branch(session, i);

		if (other.number == branch)
			return other.active ? timeline_step(session) : other.common;
	}
	return 0;
}

/* What was carried out is the beginning of what led to where the session stands. */
static int leads_on(const struct compare *compare, const struct session *session)
{
	if (!compare->of[0].lane.heap || compare->timeline != session->timeline
	    || memcmp(&compare->base, my_heap_options_of(session->heap), sizeof compare->base) != 0
	    || compare->step > timeline_step(session)
	    || compare->step > common_with(session, compare->branch))
		return 0;
	return compare->step == 0
	       || memcmp(&compare->last, journal_op(session->journal, compare->step),
	                 sizeof compare->last) == 0;
}

/* The heap that they are compared to may be another by now. */
static int start_again(struct compare *compare, const struct session *session)
{
	int made = 1;

	close_lanes(compare);
	for (size_t i = 0; i < compare->count && made; i++) {
		struct compared *of = &compare->of[i];

		/* What went with the heap before may not go with this one. */
		made = read_word(session, of->name, &of->options, compare->problem);
		if (!made || lane_open(&of->lane, &of->options))
			continue;
		snprintf(compare->problem, sizeof compare->problem,
		         "The system gives no memory for the heap %s: %s.", of->name,
		         strerror(errno));
		made = 0;
	}
	if (!made)
		close_lanes(compare);
	return made;
}

size_t compare_behind(const struct compare *compare, const struct session *session)
{
	return timeline_step(session) - (leads_on(compare, session) ? compare->step : 0);
}

int compare_follow(struct compare *compare, const struct session *session, size_t most)
{
	size_t end = timeline_step(session);

	if (!leads_on(compare, session) && !start_again(compare, session))
		return 0;
	compare->branch = session_standing(session).branch;
	compare->timeline = session->timeline;
	compare->base = *my_heap_options_of(session->heap);
	for (; compare->step < end && most > 0; most--)
		play(compare, session, compare->step + 1);
	if (compare->step > 0)
		compare->last = *journal_op(session->journal, compare->step);
	return compare->step == end;
}
