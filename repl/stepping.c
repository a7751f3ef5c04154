/* SPDX-License-Identifier: MIT
 *
 * stepping.c - going through the steps of the last operation, one key at a time.
 */
#include "stepping.h"

#include "key.h"
#include "timeline.h"

const char stepping_hint[] = "Space next   b back   Home first   Enter last   Esc leave   "
                             "Tab look around";

/* Those of a sentence: its events, or itself where it stands for none. */
static size_t parts(const struct inside *inside, size_t sentence)
{
	size_t first, count = inside_events(inside, sentence, &first);

	return count ? count : 1;
}

static void locate(struct stepping *s, size_t number)
{
	const struct inside *inside = s->inside;
	struct inside_at at = { .inside = inside, .sentence = 1, .event = INSIDE_EVENTS };
	size_t rest = number, first;

	while (rest >= parts(inside, at.sentence))
		rest -= parts(inside, at.sentence++);
	if (inside_events(inside, at.sentence, &first))
		at.event = first + rest;
	at.part = rest + 1;
	at.parts = parts(inside, at.sentence);
	at.over = number + 1 == s->count;
	s->at = at;
	s->now = number;
}

/* The section that is spoken of, or the last that was. */
static void turn_to_section(struct stepping *s)
{
	for (size_t i = inside_past(&s->at); i-- > 0;) {
		size_t section = steps_get(&s->inside->steps, i)->section;

		if (section) {
			s->session->focus = section;
			return;
		}
	}
}

int stepping_settle(struct stepping *s)
{
	struct session *session = s->session;
	int status = s->at.over ? timeline_show(session, s->inside->step)
	                        : timeline_go(session, s->inside->step - 1);

	if (status != SESSION_OK)
		return 0;
	if (!s->at.over)
		turn_to_section(s);
	return 1;
}

/* Before the last step the heap is the same at all of them. */
static int go(struct stepping *s, size_t number)
{
	int over = s->at.over;

	locate(s, number);
	if (s->at.over != over)
		return stepping_settle(s);
	turn_to_section(s);
	return 1;
}

int stepping_start(struct stepping *stepping, struct session *session)
{
	*stepping = (struct stepping){ .session = session, .inside = inside_open(session) };
	if (!stepping->inside)
		return 0;
	for (size_t i = 1; i <= stepping->inside->why.count; i++)
		stepping->count += parts(stepping->inside, i);
	if (stepping->count) {
		locate(stepping, 0);
		if (stepping_settle(stepping))
			return 1;
	}
	stepping_end(stepping);
	return 0;
}

int stepping_key(struct stepping *s, int key)
{
	size_t last = s->count - 1;

	if (key == KEY_IS_ESCAPE || key == 'q' || key == KEY_IS_CTRL_D)
		return 0;
	if (key == KEY_IS_HOME)
		return go(s, 0);
	if (key == KEY_IS_END || key == '\r' || key == '\n')
		return go(s, last);
	if (key == ' ' || key == KEY_IS_RIGHT)
		return go(s, s->now < last ? s->now + 1 : last);
	if (key == 'b' || key == KEY_IS_LEFT || key == 0x7f || key == '\b')
		return go(s, s->now > 0 ? s->now - 1 : 0);
	return 1;
}

void stepping_end(struct stepping *stepping)
{
	if (!stepping->inside)
		return;
	timeline_show(stepping->session, stepping->inside->step);
	inside_close(stepping->inside);
	stepping->inside = NULL;
}
