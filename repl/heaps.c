/* SPDX-License-Identifier: MIT
 *
 * heaps.c - the heaps of a session: the present one, and those that were put away.
 */
#include "heaps.h"

#include "ground.h"
#include "journal.h"
#include "memory.h"
#include "number.h"
#include "placement.h"
#include "session.h"
#include "timeline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What leads to a heap that was put away. */
struct former {
	size_t number, operations;
	my_heap_options options;
	struct timeline *timeline;
	struct transcript *transcript;
};

struct heaps {
	struct former *former;
	size_t count, space;
	size_t numbered, present; /* heaps so far; the number of the present one */
	struct home *home;        /* of an excursion: where it leads back to; or NULL */
};

struct home {
	struct heaps *heaps;
	struct former former;     /* what was the present one */
	size_t step, made;        /* made: of session->heaps_made, the excursion's first heap */
	my_heap_options options;  /* for the next heap */
};

struct heaps *heaps_create(void)
{
	return memory_new(1, sizeof(struct heaps));
}

static struct former take(struct heaps *heaps, size_t index)
{
	struct former *place = &heaps->former[index], former = *place;

	memmove(place, place + 1, (--heaps->count - index) * sizeof former);
	return former;
}

static void drop(struct heaps *heaps, size_t index)
{
	struct former former = take(heaps, index);

	timeline_free(former.timeline);
	transcript_destroy(former.transcript);
}

static void free_home(struct home *home)
{
	timeline_free(home->former.timeline);
	transcript_destroy(home->former.transcript);
	heaps_destroy(home->heaps);
	free(home);
}

void heaps_destroy(struct heaps *heaps)
{
	if (heaps->home)
		free_home(heaps->home);
	while (heaps->count)
		drop(heaps, heaps->count - 1);
	free(heaps->former);
	free(heaps);
}

/* ------------------------------------------------------------------ putting away */

static size_t bytes_of(const struct heaps *heaps)
{
	size_t bytes = 0;

	for (size_t i = 0; i < heaps->count; i++)
		bytes += heaps->former[i].operations * sizeof(struct op);
	return bytes;
}

static void add(struct heaps *heaps, struct former former)
{
	heaps->former = memory_room(heaps->former, heaps->count, 1, &heaps->space,
	                            sizeof *heaps->former);
	heaps->former[heaps->count++] = former;
	while (heaps->count > 1 && bytes_of(heaps) > HEAPS_BYTES)
		drop(heaps, 0);
}

static struct former present(struct session *session)
{
	struct former former = {
		.number = session->heaps->present,
		.operations = timeline_end(session),
		.options = *my_heap_options_of(session->heap),
		.transcript = session->transcript,
	};

	former.timeline = timeline_put_away(session);
	return former;
}

static void put_away(struct session *session)
{
	if (!session->timeline)
		return;
	timeline_forget_trial(session);
	if (timeline_end(session) > 0 || timeline_branches(session) > 1) {
		add(session->heaps, present(session));
	} else {
		timeline_free(timeline_put_away(session));
		transcript_destroy(session->transcript);
	}
	session->transcript = NULL;
}

/* ------------------------------------------------------------------------ making */

static void note_misuse(void *user, enum my_heap_misuse cause, const void *pointer)
{
	struct session *session = user;

	(void)pointer;
	/* What was written is told by events, and refuses nothing. */
	if (cause < MY_HEAP_WRITE_PAST_END)
		session->misused = (int)cause + 1;
}

static my_heap *make(struct session *session, my_heap_options options)
{
	options.density = 1; /* so that a map takes no longer than its cells */
	options.misuse = note_misuse;
	options.user = session;
	return my_heap_create(&options);
}

/* First the old one goes: the new one is to lie at the same base. 0, or an errno: the new one
 * is of the default options then. */
static int replace(struct session *session, const my_heap_options *options)
{
	my_heap_options usual;
	int reason;

	session->heaps_made++;
	my_heap_destroy(session->heap);
	session->heap = make(session, *options);
	if (session->heap)
		return 0;
	reason = errno;
	my_heap_options_default(&usual);
	session->heap = make(session, usual);
	if (session->heap)
		return reason;
	fputs("mmviz: the system gives no memory for a heap. It ends here.\n", stderr);
	exit(1);
}

static void begin(struct session *session, struct timeline *timeline,
                  struct transcript *transcript, size_t number)
{
	session->transcript = transcript ? transcript : transcript_create();
	session->heaps->present = number ? number : ++session->heaps->numbered;
	timeline_start(session, timeline);
	session->preview = 0;
}

static int fail_made(struct session *session, int reason)
{
	return session_fail(session, "no memory",
	                    "The heap could not be made: %s. The heap is a new one with the "
	                    "usual settings.", strerror(reason));
}

int heaps_new(struct session *session, int grow)
{
	my_heap_options options = session->options;
	int reason;

	options.grow = grow;
	put_away(session);
	reason = replace(session, &options);
	begin(session, NULL, NULL, 0);
	return reason ? fail_made(session, reason) : SESSION_OK;
}

/* --------------------------------------------------------------------- returning */

static int find(const struct heaps *heaps, size_t number, size_t *index)
{
	for (*index = 0; *index < heaps->count; ++*index)
		if (heaps->former[*index].number == number)
			return 1;
	return 0;
}

int heaps_return(struct session *session, size_t number)
{
	struct heaps *heaps = session->heaps;
	struct former former;
	size_t index;
	int reason;

	if (number == heaps->present)
		return timeline_show(session, timeline_end(session));
	if (!find(heaps, number, &index))
		return session_fail(session, "no such heap",
		                    "There is no heap h%zu. Type heaps for the list. Nothing was "
		                    "changed.", number);
	former = take(heaps, index);
	put_away(session);
	reason = replace(session, &former.options);
	if (reason) {
		add(heaps, former);
		begin(session, NULL, NULL, 0);
		return fail_made(session, reason);
	}
	begin(session, former.timeline, former.transcript, number);
	return timeline_show(session, timeline_end(session));
}

/* --------------------------------------------------------------------- excursions */

/* What is saved on the way is all that leads there. */
static struct transcript *transcript_again(const struct journal *journal)
{
	struct transcript *transcript = transcript_create();
	struct standing before = { 1, 0 };

	for (size_t i = 0; i < journal_lines(journal); i++) {
		const struct journal_line *line = journal_get(journal, i);
		struct standing after = { 1, line->operation };

		transcript_add(transcript, before, line->text, line->failure, after);
		before = after;
	}
	return transcript;
}

int heaps_leave(struct session *session)
{
	struct home *home = memory_new(1, sizeof *home);
	struct timeline *timeline;
	int reason;

	timeline_forget_trial(session);
	*home = (struct home){ .heaps = session->heaps, .options = session->options,
		               .step = timeline_step(session) };
	timeline = timeline_copy(session);
	home->former = present(session);
	session->transcript = NULL;
	session->heaps = heaps_create();
	session->heaps->numbered = home->former.number;
	session->heaps->home = home;
	reason = replace(session, &home->former.options);
	home->made = session->heaps_made;
	ground_again(session, home->made - 1);
	begin(session, timeline, NULL, home->former.number);
	transcript_destroy(session->transcript);
	session->transcript = transcript_again(session->journal);
	if (!reason && timeline_show(session, timeline_end(session)) == SESSION_OK)
		return SESSION_OK;
	heaps_come_back(session);
	return fail_made(session, reason ? reason : ENOMEM);
}

int heaps_come_back(struct session *session)
{
	struct heaps *away = session->heaps;
	struct home *home = away->home;
	int reason;

	timeline_forget_trial(session);
	timeline_free(timeline_put_away(session));
	transcript_destroy(session->transcript);
	away->home = NULL;
	heaps_destroy(away);
	session->heaps = home->heaps;
	session->options = home->options;
	reason = replace(session, &home->former.options);
	ground_again(session, home->made);
	begin(session, reason ? NULL : home->former.timeline, home->former.transcript,
	      home->former.number);
	if (reason)
		timeline_free(home->former.timeline);
	reason = reason ? fail_made(session, reason) : timeline_show(session, home->step);
	free(home);
	return reason;
}

/* ----------------------------------------------------------------------- listing */

static void say(struct session *session, size_t number, size_t operations,
                const my_heap_options *options)
{
	session_say(session, "h%zu: %s, %s%s", number,
	            counted(operations, "operation", "operations").text,
	            options->engine == MY_HEAP_FAST ? "fast engine"
	                                            : placements[options->placement].name,
	            number == session->heaps->present ? ", this one" : "");
}

void heaps_list(struct session *session)
{
	const struct heaps *heaps = session->heaps;

	session_title(session, "heaps", "");
	for (size_t number = 1; number <= heaps->numbered; number++) {
		size_t index;

		if (number == heaps->present)
			say(session, number, timeline_end(session),
			    my_heap_options_of(session->heap));
		else if (find(heaps, number, &index))
			say(session, number, heaps->former[index].operations,
			    &heaps->former[index].options);
	}
	if (heaps->count == 0)
		session_say(session, "reset makes another; this one is kept then.");
}
