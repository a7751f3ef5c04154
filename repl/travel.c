/* SPDX-License-Identifier: MIT
 *
 * travel.c - keys that go through time.
 */
#include "travel.h"

#include "ground.h"
#include "key.h"
#include "timeline.h"

enum { PAGE = 10, PAGES = 64 };

struct travel travel_start(struct session *session)
{
	struct standing from = session_standing(session);

	from.step = ground_step(session);
	return (struct travel){ .session = session, .from = from };
}

/* ------------------------------------------------------------------------- aiming */

static size_t step_aimed(const struct travel *travel)
{
	return travel->aimed ? travel->aim : ground_step(travel->session);
}

static void aim(struct travel *travel, size_t step)
{
	travel->aimed = 1;
	travel->aim = step;
}

static void aim_back(struct travel *travel, size_t steps)
{
	size_t from = step_aimed(travel);

	aim(travel, from > steps ? from - steps : 0);
}

static void aim_forward(struct travel *travel, size_t steps)
{
	size_t from = step_aimed(travel), end = ground_end(travel->session);

	aim(travel, end - from > steps ? from + steps : end);
}

static size_t page(const struct travel *travel)
{
	size_t part = ground_end(travel->session) / PAGES;

	return part > PAGE ? part : PAGE;
}

static void step_back(struct travel *travel) { aim_back(travel, 1); }
static void step_forward(struct travel *travel) { aim_forward(travel, 1); }
static void page_back(struct travel *travel) { aim_back(travel, page(travel)); }
static void page_forward(struct travel *travel) { aim_forward(travel, page(travel)); }
static void first(struct travel *travel) { aim(travel, 0); }
static void last(struct travel *travel) { aim(travel, ground_end(travel->session)); }

/* The branch so many further, around the end; at the same step, if it has that. */
static void change_branch(struct travel *travel, size_t further)
{
	struct session *session = travel->session;
	size_t all = timeline_branches(session), step = step_aimed(travel), end;
	size_t index = (timeline_active(session) + further) % all;

	if (all < 2)
		return;
	if (timeline_switch(session, timeline_branch(session, index).number) != SESSION_OK)
		return;
	end = ground_end(session);
	aim(travel, step < end ? step : end);
}

static void branch_before(struct travel *travel)
{
	change_branch(travel, timeline_branches(travel->session) - 1);
}

static void branch_after(struct travel *travel)
{
	change_branch(travel, 1);
}

static const struct row {
	int key;
	int anywhere; /* not only on the time line */
	void (*go)(struct travel *travel);
} rows[] = {
	{ '<', 1, step_back },            { '>', 1, step_forward },
	{ KEY_IS_LEFT, 0, step_back },    { KEY_IS_RIGHT, 0, step_forward },
	{ KEY_IS_PAGE_UP, 0, page_back }, { KEY_IS_PAGE_DOWN, 0, page_forward },
	{ KEY_IS_HOME, 0, first },        { KEY_IS_END, 0, last },
	{ KEY_IS_UP, 0, branch_after },   { KEY_IS_DOWN, 0, branch_before },
};

int travel_key(struct travel *travel, int key, int on_time_line)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (key == rows[i].key && (rows[i].anywhere || on_time_line)) {
			/* What is only tried is no step to go to or from. */
			if (timeline_forget_trial(travel->session) == SESSION_OK)
				rows[i].go(travel);
			return 1;
		}
	return 0;
}

void travel_to(struct travel *travel, size_t step)
{
	if (timeline_forget_trial(travel->session) == SESSION_OK)
		aim(travel, step);
}

/* -------------------------------------------------------------------------- going */

/* What was said before is about another step. */
static enum travel_end go(struct session *session, size_t step)
{
	session_title(session, "", "");
	session->outcome = (struct outcome){ 0 };
	return ground_go(session, step) == SESSION_OK ? TRAVEL_ARRIVED : TRAVEL_FAILED;
}

enum travel_end travel_arrive(struct travel *travel)
{
	if (!travel->aimed)
		return TRAVEL_NOWHERE;
	travel->aimed = 0;
	return go(travel->session, travel->aim);
}

void travel_return(struct travel *travel)
{
	struct session *session = travel->session;
	struct standing now = session_standing(session);
	size_t end;

	travel->aimed = 0;
	if (now.branch != travel->from.branch
	    && timeline_switch(session, travel->from.branch) != SESSION_OK)
		return;
	end = ground_end(session);
	if (ground_step(session) != travel->from.step)
		go(session, travel->from.step < end ? travel->from.step : end);
}
