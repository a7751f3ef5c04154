/* SPDX-License-Identifier: MIT
 *
 * act_guard.c - guard plays the operations so far on two new heaps, one without the option
 * guard and one with it, and tells where they differ.
 *
 *   journal -> operation -> what it is about: block + distance -> both twins -> texts compared
 */
#include "act.h"

#include "look.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "timeline.h"
#include "twin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPERATIONS_MOST = 10000 };

/* Where the blocks are on the session's own heap, at each operation. */
struct origin {
	unsigned char *at;
	size_t size;
};

struct race {
	struct session *session;
	struct twin without, with;
	struct origin *origin;
	size_t blocks, differences;
};

/* ---------------------------------------------------------------- what it is about */

/* "w p1 +100 ..." is about p1, however far from it is written. */
static size_t named_block(const struct session *session, const char *text)
{
	char word[VIEW_NAME];
	const char *start = text + strcspn(text, " ");
	size_t length;

	start += strspn(start, " ");
	length = strcspn(start, " +-");
	snprintf(word, sizeof word, "%.*s", (int)(length < VIEW_NAME ? length : 0), start);
	return names_find(session->names, word);
}

/* The newest block that the address lies in, or did. */
static size_t block_of(const struct race *race, const unsigned char *pointer)
{
	for (size_t i = race->blocks; i-- > 0;) {
		const struct origin *origin = &race->origin[i];

		if (origin->at && (uintptr_t)pointer - (uintptr_t)origin->at <= origin->size)
			return i;
	}
	return NAME_NONE;
}

static struct aim aim_of(const struct race *race, const struct op *op)
{
	struct aim aim = { NAME_NONE, 0 };
	const char *text;

	if (op_changes(op))
		return (struct aim){ op->block, 0 };
	if (op_gives(op))
		return aim;
	text = journal_extra(race->session->journal, op)->text;
	if (text)
		aim.block = named_block(race->session, text);
	if (aim.block >= race->blocks || !race->origin[aim.block].at)
		aim.block = block_of(race, op->pointer);
	if (aim.block < race->blocks && op->pointer)
		aim.added = (uintptr_t)op->pointer - (uintptr_t)race->origin[aim.block].at;
	return aim;
}

static void follow(struct race *race, const struct op *op)
{
	if ((op_gives(op) || (op_changes(op) && !op_frees(op))) && op->block < race->blocks)
		race->origin[op->block] = (struct origin){ op->pointer, op->size };
}

/* -------------------------------------------------------------------------- telling */

/* On the screen what the two did stands one below the other. */
static void say_difference(struct race *race, size_t number, const char *without,
                           const char *with)
{
	struct session *session = race->session;
	int unseen = race->with.founds && !race->without.founds;
	const char *nothing = unseen ? ", nothing seen" : "";
	char command[48];

	timeline_command(session, number, command, sizeof command);
	if (race->differences++ == 0 && session->plain)
		session_say(session, "operation | without guard | with guard");
	if (session->plain) {
		session_say(session, "%zu %s | %s%s | %s", number, command, without, nothing, with);
		return;
	}
	session_say(session, "%zu %s", number, command);
	session_say(session, "  without guard: %s%s", without, nothing);
	session_say(session, "  with guard: %s", with);
}

/* On the screen in columns. */
static void say_row(struct race *race, const char *what, const char *without, const char *with)
{
	session_say(race->session, race->session->plain ? "%s | %s | %s" : "%-20s %13s  %10s", what,
	            without, with);
}

static void say_number(struct race *race, const char *what, size_t without, size_t with)
{
	say_row(race, what, comma(without).text, comma(with).text);
}

static void say_numbers(struct race *race)
{
	my_heap_statistics without, with;

	my_heap_stats(race->without.heap, &without);
	my_heap_stats(race->with.heap, &with);
	say_row(race, "in all", "without guard", "with guard");
	say_number(race, "damage found", race->without.damages, race->with.damages);
	say_number(race, "pointers refused", race->without.refusals, race->with.refusals);
	say_number(race, "places given again", race->without.reused, race->with.reused);
	say_number(race, "chunks that wait", without.cached_chunks, with.cached_chunks);
	say_number(race, "peak mapped", without.peak_mapped, with.peak_mapped);
	if (with.cached_chunks)
		session_say(race->session,
		            "What was written into chunks that wait is found when they leave.");
}

static void run(struct race *race, size_t end)
{
	char without[TWIN_TEXT], with[TWIN_TEXT];

	for (size_t number = 1; number <= end; number++) {
		const struct op *op = journal_op(race->session->journal, number);
		struct aim aim = aim_of(race, op);

		twin_play(&race->without, number, aim, without);
		twin_play(&race->with, number, aim, with);
		if (strcmp(without, with) != 0)
			say_difference(race, number, without, with);
		follow(race, op);
	}
}

static void compare(struct race *race, size_t end)
{
	char text[160];

	session_title(race->session, "guard", "the same operations without and with it");
	run(race, end);
	say_numbers(race);
	snprintf(text, sizeof text, "%.60s played on two new heaps; %.60s",
	         counted(end, "operation", "operations").text,
	         race->differences ? counted(race->differences, "differs", "differ").text
	                           : "none differs");
	session_result(race->session, "guard", text, "", text);
}

int act_guard(struct session *session, const struct call *call)
{
	struct race race = { .session = session, .blocks = names_count(session->names) };
	size_t end = timeline_step(session);
	int made;

	(void)call;
	if (look_is_fast(session))
		return session_fail(session, "not on this heap",
		                    "The fast engine has no guard. Type set engine general, then "
		                    "reset. Nothing was played.");
	if (end > OPERATIONS_MOST)
		return session_fail(session, "out of range",
		                    "Step %s is too far: guard plays at most %s operations. Go "
		                    "back to an earlier step. Nothing was played.",
		                    comma(end).text, comma(OPERATIONS_MOST).text);
	race.origin = memory_new(race.blocks + 1, sizeof *race.origin);
	made = twin_open(&race.without, session, 0, race.blocks)
	       && twin_open(&race.with, session, 1, race.blocks);
	if (made)
		compare(&race, end);
	twin_close(&race.without);
	twin_close(&race.with);
	free(race.origin);
	return made ? SESSION_OK
	            : session_fail(session, "no memory", "The system gives no memory for two more "
	                           "heaps. Nothing was played.");
}
