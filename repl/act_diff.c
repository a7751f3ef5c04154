/* SPDX-License-Identifier: MIT
 *
 * act_diff.c - diff: two steps of the session, taken down and compared.
 *
 *   + born   - dead   > moved   ~ resized   = merged
 *
 * The session stands afterwards where it stood before, and shows what it showed.
 */
#include "act.h"

#include "changes.h"
#include "diff.h"
#include "look.h"
#include "memory.h"
#include "number.h"
#include "session.h"
#include "statistic.h"
#include "steps.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MOST = 200, PARTS_MOST = 6, LINE = 600 };

static const char undone[] = " Nothing was compared.";

/* -------------------------------------------------------------------------- lines */

typedef void line_text(const struct diff *diff, const struct difference *d, char *out);

static const char *part_name(const struct part *part)
{
	return part->text[0] ? part->text : part->state == PART_USED ? "used" : "free";
}

static void text_one(const struct diff *diff, const struct difference *d, char *out)
{
	const struct part *part = d->before == DIFF_NONE ? &diff->b.part[d->after]
	                                                 : &diff->a.part[d->before];

	snprintf(out, LINE, "%-6s %s, %s", part_name(part),
	         place_text(part->section, part->offset).text, comma(part->size).text);
}

/* "112 -> 208"; where only what was asked for differs, that. */
static void text_sizes(const struct part *old, const struct part *new, char *out, size_t size)
{
	if (old->size != new->size)
		snprintf(out, size, "%s -> %s", comma(old->size).text, comma(new->size).text);
	else if (old->asked != new->asked)
		snprintf(out, size, "%s, asked %s -> %s", comma(new->size).text,
		         comma(old->asked).text, comma(new->asked).text);
	else
		snprintf(out, size, "%s", comma(new->size).text);
}

/* "p3  s1+0xa0 -> s2+0x0, 208", "p1  s1+0x0, 112 -> 96" */
static void text_change(const struct diff *diff, const struct difference *d, char *out)
{
	const struct part *old = &diff->a.part[d->before], *new = &diff->b.part[d->after];
	char sizes[160], from[64] = "";

	text_sizes(old, new, sizes, sizeof sizes);
	if (inventory_order(old, new) != 0)
		snprintf(from, sizeof from, "%s -> ", place_text(old->section, old->offset).text);
	snprintf(out, LINE, "%-6s %s%s, %s", part_name(new), from,
	         place_text(new->section, new->offset).text, sizes);
}

/* What a hole has of an old chunk: "48", "p5 64", "16 of p1 112". */
static size_t text_share(const struct part *part, const struct part *hole, char *out, size_t size)
{
	size_t from = part->offset > hole->offset ? part->offset : hole->offset;
	size_t end = part->offset + part->size, stop = hole->offset + hole->size;
	char share[64] = "";

	end = end < stop ? end : stop;
	if (end - from < part->size)
		snprintf(share, sizeof share, "%s of ", comma(end - from).text);
	return (size_t)snprintf(out, size, "%s%s%s%s", share, part->text,
	                        part->text[0] ? " " : "", comma(part->size).text);
}

/* "free s1+0x340, 416: 48 + p5 64 + 304 merged" */
static void text_merged(const struct diff *diff, const struct difference *d, char *out)
{
	const struct part *hole = &diff->b.part[d->after];
	size_t used = (size_t)snprintf(out, LINE, "free   %s, %s: ",
	                               place_text(hole->section, hole->offset).text,
	                               comma(hole->size).text);

	for (size_t i = 0; i < d->parts && i < PARTS_MOST; i++) {
		if (i)
			used += (size_t)snprintf(out + used, LINE - used, " + ");
		used += text_share(&diff->a.part[d->before + i], hole, out + used, LINE - used);
	}
	if (d->parts > PARTS_MOST)
		used += (size_t)snprintf(out + used, LINE - used, " + %s more",
		                         comma(d->parts - PARTS_MOST).text);
	snprintf(out + used, LINE - used, " merged");
}

static void text_section(const struct diff *diff, const struct difference *d, char *out)
{
	const struct inventory_section *section = d->before == DIFF_NONE
	                                                ? &diff->b.section[d->after]
	                                                : &diff->a.section[d->before];

	snprintf(out, LINE, "s%zu, %s", section->id,
	         counted(section->size, "byte", "bytes").text);
}

/* What is counted in the result, and its lines. */
static const struct {
	char sign;
	const char *word; /* after the number; a group's first begins with the group */
	const char *group;
	line_text *text;
} kinds[DIFF_KINDS] = {
	[DIFF_BORN] = { '+', "born", "chunks", text_one },
	[DIFF_DEAD] = { '-', "dead", "chunks", text_one },
	[DIFF_MOVED] = { '>', "moved", "chunks", text_change },
	[DIFF_RESIZED] = { '~', "resized", "chunks", text_change },
	[DIFF_MERGED] = { '=', "merged", "free", text_merged },
	[DIFF_SHRUNK] = { '~', "smaller", "free", text_change },
	[DIFF_HOLE] = { '+', "new", "free", text_one },
	[DIFF_FILLED] = { '-', "gone", "free", text_one },
	[DIFF_MAPPED] = { '+', "new", "sections", text_section },
	[DIFF_UNMAPPED] = { '-', "gone", "sections", text_section },
};

/* -------------------------------------------------------------------------- table */

static void say_kind(struct session *session, const struct diff *diff, size_t first,
                     enum diff_kind kind)
{
	size_t count = diff->of_kind[kind];
	char line[LINE];

	for (size_t i = 0; i < count && i < SHOWN_MOST; i++) {
		kinds[kind].text(diff, &diff->list[first + i], line);
		session_say(session, "%c %s", kinds[kind].sign, line);
	}
	if (count > SHOWN_MOST)
		session_say(session, "… %s more: %s, %s", comma(count - SHOWN_MOST).text,
		            kinds[kind].group, kinds[kind].word);
}

static void number_text(const struct statistic *row, const my_heap_statistics *s, char *out,
                        size_t size)
{
	if (row->whole)
		snprintf(out, size, "%s %%",
		         percent_text(row->value(s), row->whole(s), 1).text);
	else
		snprintf(out, size, "%s", comma(row->value(s)).text);
}

static void say_numbers(struct session *session, const struct diff *diff)
{
	char before[64], after[64];

	for (const struct statistic *row = statistics; row->label; row++) {
		if (!statistic_is_of(row, look_is_fast(session)))
			continue;
		number_text(row, &diff->a.stats, before, sizeof before);
		number_text(row, &diff->b.stats, after, sizeof after);
		if (strcmp(before, after) != 0)
			session_say(session, "%-24s %s -> %s", row->label, before, after);
	}
}

/* "chunks: 2 born, 1 dead; free: 1 merged" */
static void summary(const struct diff *diff, char *out, size_t size)
{
	const char *group = "";
	size_t used = 0;

	snprintf(out, size, "no chunk and no section differs");
	for (int kind = 0; kind < DIFF_KINDS; kind++) {
		if (!diff->of_kind[kind] || used >= size)
			continue;
		if (strcmp(group, kinds[kind].group) != 0)
			used += (size_t)snprintf(out + used, size - used, "%s%s: ",
			                         used ? "; " : "", kinds[kind].group);
		else
			used += (size_t)snprintf(out + used, size - used, ", ");
		group = kinds[kind].group;
		used += (size_t)snprintf(out + used, size - used, "%s %s",
		                         comma(diff->of_kind[kind]).text, kinds[kind].word);
	}
}

static void tell(struct session *session, const struct diff *diff, size_t a, size_t b)
{
	char title[80], about[300], linear[500];
	size_t first = 0;

	summary(diff, about, sizeof about);
	snprintf(title, sizeof title, "diff %zu -> %zu", a, b);
	snprintf(linear, sizeof linear, "step %s -> %s: %s", comma(a).text, comma(b).text, about);
	session_result(session, "diff", linear, "", linear);
	session_title(session, title, "");
	for (int kind = 0; kind < DIFF_KINDS; kind++) {
		say_kind(session, diff, first, (enum diff_kind)kind);
		first += diff->of_kind[kind];
	}
	say_numbers(session, diff);
}

/* ------------------------------------------------------------------------ the steps */

static int take(struct session *session, size_t step, struct inventory *out)
{
	if (timeline_step(session) != step && timeline_go(session, step) != SESSION_OK)
		return SESSION_FAILED;
	if (inventory_take(session, out))
		return SESSION_OK;
	return session_fail(session, "interrupted", "%s", undone + 1);
}

/* What is shown of the last operation: going to another step forgets it. */
struct shown {
	struct operation last;
	struct steps *steps;
	struct changes *changes;
	struct lines why;
	char *changed;
	size_t focus;
};

static struct shown put_aside(struct session *session)
{
	struct shown shown = { session->last, session->steps, session->changes, session->why,
		               session->changed, session->focus };

	session->steps = memory_new(1, sizeof *session->steps);
	session->changes = memory_new(1, sizeof *session->changes);
	session->why = (struct lines){ 0 };
	session->changed = memory_text("");
	return shown;
}

static void put_back(struct session *session, const struct shown *shown)
{
	free(session->steps);
	free(session->changes);
	lines_free(&session->why);
	free(session->changed);
	session->last = shown->last;
	session->steps = shown->steps;
	session->changes = shown->changes;
	session->why = shown->why;
	session->changed = shown->changed;
	session->focus = shown->focus;
}

/* Back to where it stood; what failed before is still what is told. */
static int go_back(struct session *session, size_t step, int status)
{
	struct outcome outcome = session->outcome;

	if (timeline_step(session) != step && timeline_go(session, step) != SESSION_OK)
		return SESSION_FAILED;
	session->outcome = outcome;
	return status;
}

static int take_both(struct session *session, size_t a, size_t b, struct inventory both[2])
{
	struct shown shown = put_aside(session);
	size_t now = timeline_step(session);
	int status = take(session, a, &both[0]);

	if (status == SESSION_OK)
		status = take(session, b, &both[1]);
	status = go_back(session, now, status);
	put_back(session, &shown);
	return status;
}

int act_diff(struct session *session, const struct call *call)
{
	struct inventory both[2] = { { 0 }, { 0 } };
	size_t now = timeline_step(session), a, b = now;
	struct diff *diff;

	if (timeline_read(session, call->word[0].text, undone, &a) != SESSION_OK
	    || (call->count > 1
	        && timeline_read(session, call->word[1].text, undone, &b) != SESSION_OK))
		return SESSION_FAILED;
	if (take_both(session, a, b, both) != SESSION_OK) {
		inventory_free(&both[0]);
		inventory_free(&both[1]);
		return SESSION_FAILED;
	}
	diff = session->diff = memory_new(1, sizeof *diff);
	diff_make(diff, &both[0], &both[1]);
	diff->step = now;
	diff_show(diff, b == now ? DIFF_SHOWS_B : a == now ? DIFF_SHOWS_A : DIFF_UNSHOWN);
	tell(session, diff, a, b);
	return SESSION_OK;
}
