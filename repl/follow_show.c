/* SPDX-License-Identifier: MIT
 *
 * follow_show.c - a program's heap on the screen while it runs.
 */
#include "follow_show.h"

#include "clock.h"
#include "ground.h"
#include "key.h"
#include "number.h"
#include "path.h"

#include <inttypes.h>
#include <stdio.h>

enum { SHARE = 4, PAGES = 64, LEAST_PAGE = 10, MANY = 100000 };

#define FRAME_SECONDS (1 / 30.0)
#define RATE_SECONDS 1.0
#define READ_SECONDS 0.008  /* of a frame: a quarter of it */
#define HURRY_SECONDS 0.02  /* keys are looked at this often */

/* --------------------------------------------------------------------- sentences */

static void measure_rate(struct follow_show *show, double now)
{
	uint64_t end = recorded_end(show->follow->recorded);

	if (now - show->counted < RATE_SECONDS)
		return;
	show->rate = end < show->then ? 0 : (double)(end - show->then) / (now - show->counted);
	show->counted = now;
	show->then = end;
}

static size_t say_behind(const struct follow_show *show, char *out, size_t size)
{
	uint64_t behind = follow_behind(show->follow);

	if (behind < MANY || show->paused)
		return 0;
	return (size_t)snprintf(out, size, ", %s operations behind%s", comma(behind).text,
	                        show->hurrying ? "" : ": n reads up to now");
}

/* Which of several programs it is, and how to see the next. */
static size_t say_others(const struct follow *follow, char *out, size_t size)
{
	size_t next = follow_next(follow, 1);
	const struct recording_stream *other;

	if (!next)
		return 0;
	other = recording_stream(follow->recording, next);
	return (size_t)snprintf(out, size, ", program %zu of %zu, p shows %.40s (process %u)",
	                        follow->stream, follow_programs(follow),
	                        path_last(other->program), other->process);
}

/* What follows its name. */
static size_t say_state(struct follow_show *show, char *out, size_t size)
{
	struct follow *follow = show->follow;
	char words[GROUND_PROGRESS];

	if (follow->path)
		return (size_t)snprintf(out, size, ": %s",
		                        ground_progress(follow->session, words));
	if (follow_shown_ended(follow))
		return (size_t)snprintf(out, size, " %s",
		                        follow_ending(follow, words, sizeof words));
	return (size_t)snprintf(out, size, ", %s operations a second",
	                        comma((size_t)show->rate).text);
}

/* Where its output is, or what the file says of itself. */
static void say_more(const struct follow_show *show, char *out, size_t size)
{
	const struct follow *follow = show->follow;
	const char *problem, *remark;

	if (show->output)
		snprintf(out, size, ". %s %s",
		         follow->ended ? "What it wrote:" : "It writes to", show->output);
	if (!follow->path)
		return;
	problem = ground_problem(follow->session);
	/* Where there are several programs the remark is about them, too: that was said. */
	remark = follow_next(follow, 1) ? "" : ground_remark(follow->session);
	snprintf(out, size, "%s%s%s%s", *problem ? ". " : "", problem, *remark ? ". " : "",
	         remark);
}

static void set_sentence(struct follow_show *show)
{
	const struct follow *follow = show->follow;
	size_t size = sizeof show->sentence, used = 0;

	if (show->typing) {
		snprintf(show->sentence, size, "Go to operation: %s", show->typed ?
		         comma(show->typed).text : "");
		return;
	}
	used += (size_t)snprintf(show->sentence, size, "recorded %s", follow->shown_name);
	if (follow->shown)
		used += (size_t)snprintf(show->sentence + used, size - used, " (process %d)",
		                         (int)follow->shown);
	used += say_state(show, show->sentence + used, size - used);
	used += say_behind(show, show->sentence + used, size - used);
	used += say_others(follow, show->sentence + used, size - used);
	say_more(show, show->sentence + used, size - used);
}

static void set_hint(struct follow_show *show)
{
	const char *leaves = show->follow->path ? "Enter types" : "q leaves";

	if (show->typing)
		snprintf(show->hint, sizeof show->hint, "Enter goes there   Esc does not");
	else if (show->paused)
		snprintf(show->hint, sizeof show->hint,
		         "f follows   < > one   PgUp PgDn many   g step   Tab look   %s", leaves);
	else
		snprintf(show->hint, sizeof show->hint,
		         "%s   < > through time   g step   Tab look around   %s",
		         show->follow->path && show->last ? "Home End" : "Space pauses", leaves);
	display_hint(show->display, show->hint);
}

/* The sentence is drawn with all the rest. */
void follow_show_draw(struct follow_show *show)
{
	double start = clock_now(), cost;

	set_hint(show);
	set_sentence(show);
	display_prompt(show->display, "", "", 0);
	display_say(show->display, show->sentence);
	cost = (clock_now() - start) * SHARE;
	show->frame = start + (cost > FRAME_SECONDS ? cost : FRAME_SECONDS);
}

/* ----------------------------------------------------------------------- reading */

/* What is there up to the program's end is read, and shown once more. */
static int at_end(struct follow_show *show)
{
	if (show->last)
		return -1;
	show->last = 1;
	show->hurrying = 0;
	follow_show_draw(show);
	return -1;
}

static int read_more(struct follow_show *show)
{
	double now = clock_now();
	int ended = follow_ended(show->follow);
	size_t count;

	count = follow_read(show->follow, show->hurrying ? HURRY_SECONDS : READ_SECONDS);
	if (count == 0 && ended)
		return at_end(show);
	if (show->hurrying && count == 0)
		show->hurrying = 0;
	measure_rate(show, now);
	if (now >= show->frame)
		follow_show_draw(show);
	if (show->hurrying)
		return 0;
	now = clock_now();
	return now < show->frame ? (int)((show->frame - now) * 1000) + 1 : 0;
}

/* What is shown stays. */
static int read_aside(struct follow_show *show)
{
	if (!ground_is_reading(show->follow->session))
		return -1;
	follow_read(show->follow, HURRY_SECONDS);
	if (clock_now() >= show->frame || !ground_is_reading(show->follow->session))
		follow_show_draw(show);
	return 0;
}

/* While a program is paused only its end is looked for. */
int follow_show_tick(struct follow_show *show)
{
	if (!show->paused && !show->typing)
		return read_more(show);
	if (show->follow->path)
		return read_aside(show);
	if (show->follow->ended)
		return -1;
	if (follow_ended(show->follow))
		follow_show_draw(show);
	return 1000;
}

/* -------------------------------------------------------------------------- keys */

static void go(struct follow_show *show, uint64_t step)
{
	follow_show_pause(show);
	ground_go(show->follow->session, (size_t)step);
}

static uint64_t step_of(const struct follow_show *show)
{
	return recorded_step(show->follow->recorded);
}

static uint64_t page_of(const struct follow_show *show)
{
	uint64_t page = recorded_end(show->follow->recorded) / PAGES;

	return page > LEAST_PAGE ? page : LEAST_PAGE;
}

static void back(struct follow_show *show, uint64_t steps)
{
	go(show, step_of(show) > steps ? step_of(show) - steps : 0);
}

static void one_back(struct follow_show *show) { back(show, 1); }
static void one_on(struct follow_show *show) { go(show, step_of(show) + 1); }
static void page_back(struct follow_show *show) { back(show, page_of(show)); }
static void page_on(struct follow_show *show) { go(show, step_of(show) + page_of(show)); }
static void first(struct follow_show *show) { go(show, 0); }

static void follow_again(struct follow_show *show)
{
	show->paused = show->typing = show->last = 0;
	show->hurrying = show->follow->path != NULL;
	recorded_go(show->follow->recorded, recorded_end(show->follow->recorded));
}

static void other(struct follow_show *show, int forward)
{
	if (follow_other(show->follow, forward))
		follow_again(show);
}

static void next_program(struct follow_show *show) { other(show, 1); }
static void program_before(struct follow_show *show) { other(show, 0); }

static void hurry(struct follow_show *show)
{
	follow_again(show);
	show->hurrying = 1;
}

static void toggle(struct follow_show *show)
{
	if (show->paused)
		follow_again(show);
	else
		follow_show_pause(show);
}

static void type_step(struct follow_show *show)
{
	follow_show_pause(show);
	show->typing = 1;
	show->typed = 0;
}

static const struct {
	int key;
	void (*act)(struct follow_show *show);
} keys[] = {
	{ ' ', toggle }, { 'f', follow_again }, { KEY_IS_END, follow_again }, { 'n', hurry },
	{ '<', one_back }, { KEY_IS_LEFT, one_back }, { '>', one_on }, { KEY_IS_RIGHT, one_on },
	{ KEY_IS_PAGE_UP, page_back }, { KEY_IS_PAGE_DOWN, page_on }, { KEY_IS_HOME, first },
	{ 'g', type_step }, { 'p', next_program }, { 'P', program_before },
};

static void typing_key(struct follow_show *show, int key)
{
	if (key >= '0' && key <= '9' && show->typed < SIZE_MAX / 100)
		show->typed = show->typed * 10 + (size_t)(key - '0');
	else if (key == 0x7f || key == '\b')
		show->typed /= 10;
	else if (key == KEY_IS_ESCAPE || key == '\r' || key == '\n')
		show->typing = 0;
	if (key == '\r' || key == '\n')
		go(show, show->typed);
}

int follow_show_key(struct follow_show *show, int key)
{
	if (show->typing) {
		typing_key(show, key);
		follow_show_draw(show);
		return 1;
	}
	if (key == KEY_IS_ESCAPE || key == 'q' || key == KEY_IS_CTRL_D)
		return 0;
	if (show->follow->path && (key == '\r' || key == '\n'))
		return 0;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (key == keys[i].key) {
			keys[i].act(show);
			follow_show_draw(show);
		}
	return 1;
}

/* ------------------------------------------------------------------------- whole */

void follow_show_start(struct follow_show *show, struct display *display)
{
	show->display = display;
	show->hurrying = show->follow->path != NULL;
	show->counted = clock_now();
	if (show->hurrying)
		follow_read(show->follow, HURRY_SECONDS);
	follow_show_draw(show);
}

void follow_show_pause(struct follow_show *show)
{
	show->paused = 1;
	show->hurrying = 0;
	if (show->follow->path)
		ground_hold(show->follow->session);
}
