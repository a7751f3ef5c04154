/* SPDX-License-Identifier: MIT
 *
 * film.c - the operations of the branch, played live on the screen.
 */
#include "film.h"

#include "key.h"
#include "number.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>
#include <time.h>

/* A frame may take one of so many parts of the time; at full speed fewer come. */
enum { SHARE = 4, SHARE_AT_FULL = 16 };

#define KEYS_SECONDS 0.02 /* keys are looked at this often: mostly once a frame */
#define FRAME_SECONDS (1 / 60.0)

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t left(const struct film *film)
{
	return timeline_end(film->session) - timeline_step(film->session);
}

static void set_hint(struct film *film)
{
	const struct playback_text speed = playback_text(&film->playback);

	if (film->playback.paused)
		snprintf(film->hint, sizeof film->hint,
		         "Space goes on   Left Right one   + - speed: %s   Tab look   Esc ends",
		         speed.text);
	else
		snprintf(film->hint, sizeof film->hint,
		         "Space pauses   + - speed: %s   Tab look around   Esc ends", speed.text);
	display_hint(film->display, film->hint);
}

/* ------------------------------------------------------------------------ frames */

static void draw(struct film *film)
{
	int share = film->playback.speed > PLAYBACK_FULL ? SHARE : SHARE_AT_FULL;
	double start = now(), cost;

	display_draw(film->display);
	cost = (now() - start) * share;
	film->frame = start + (cost > FRAME_SECONDS ? cost : FRAME_SECONDS);
}

/* What was said before is about another step. */
static void forget_words(struct session *session)
{
	session_title(session, "", "");
	session->outcome = (struct outcome){ 0 };
}

static void show_next(struct film *film)
{
	forget_words(film->session);
	film->failed = timeline_again(film->session) != SESSION_OK;
	playback_did(&film->playback, 1);
	draw(film);
}

/* As many of them as there is time for, now. */
static size_t pass(struct film *film, size_t count, double seconds)
{
	size_t step = timeline_step(film->session);

	film->failed = timeline_pass(film->session, step + count, seconds) != SESSION_OK;
	count = timeline_step(film->session) - step;
	playback_did(&film->playback, count);
	return count;
}

static double until(double seconds, double most)
{
	return seconds < most ? seconds : most;
}

/* The last that is due is kept for the frame. */
int film_tick(struct film *film)
{
	double time = now();
	size_t due;

	playback_pass(&film->playback, time - film->passed);
	film->passed = time;
	due = playback_due(&film->playback, left(film));
	if (due > 1 && time < film->frame) {
		due -= pass(film, due - 1, until(film->frame - time, KEYS_SECONDS));
		time = now();
	}
	if (film->failed || due == 0)
		return film->failed ? 0 : playback_wait(&film->playback);
	if (time >= film->frame || left(film) == 1)
		show_next(film);
	else if (due == 1)
		return (int)((film->frame - time) * 1000) + 1;
	return playback_wait(&film->playback);
}

int film_is_over(const struct film *film)
{
	return film->failed || (left(film) == 0 && !film->playback.paused);
}

/* -------------------------------------------------------------------------- keys */

static void go(struct film *film, size_t step)
{
	film->playback.paused = 1;
	forget_words(film->session);
	film->failed = timeline_show(film->session, step) != SESSION_OK;
}

static void toggle(struct film *film)
{
	film->playback.paused = !film->playback.paused;
}

static void faster(struct film *film) { playback_faster(&film->playback); }
static void slower(struct film *film) { playback_slower(&film->playback); }

static void step_on(struct film *film)
{
	if (left(film))
		go(film, timeline_step(film->session) + 1);
}

static void step_back(struct film *film)
{
	if (timeline_step(film->session))
		go(film, timeline_step(film->session) - 1);
}

static const struct {
	int key;
	void (*act)(struct film *film);
} keys[] = {
	{ ' ', toggle },
	{ '+', faster }, { '=', faster }, { KEY_IS_UP, faster },
	{ '-', slower }, { KEY_IS_DOWN, slower },
	{ KEY_IS_RIGHT, step_on }, { KEY_IS_LEFT, step_back },
};

static void refresh(struct film *film)
{
	film->passed = now();
	film_show(film);
}

/* What was typed is not lost unseen: it waits until it was read that this is not the prompt. */
static void type(struct film *film, int key)
{
	char sentence[160];

	film->playback.paused = 1;
	refresh(film);
	if (key > ' ')
		snprintf(sentence, sizeof sentence, "%c means nothing while operations are played. "
		         "Esc leads to the prompt, Space goes on.", key);
	else
		snprintf(sentence, sizeof sentence, "Enter means nothing while operations are "
		         "played. Esc leads to the prompt, Space goes on.");
	display_say(film->display, sentence);
}

int film_key(struct film *film, int key)
{
	if (key == KEY_IS_ESCAPE || key == 'q' || key == KEY_IS_CTRL_D)
		return 0;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (key == keys[i].key) {
			keys[i].act(film);
			refresh(film);
			return 1;
		}
	if ((key > ' ' && key < 0x7f) || key == '\r' || key == '\n')
		type(film, key);
	return 1;
}

/* ------------------------------------------------------------------------- whole */

void film_start(struct film *film, struct session *session, struct display *display,
                double speed)
{
	*film = (struct film){ .session = session, .display = display,
		               .playback = playback_start(speed) };
	if (left(film) == 0)
		film->failed = timeline_go(session, 0) != SESSION_OK;
	forget_words(session);
	film->passed = now();
	film_show(film);
}

void film_pause(struct film *film)
{
	film->playback.paused = 1;
}

void film_show(struct film *film)
{
	set_hint(film);
	display_say(film->display, NULL);
	display_prompt(film->display, "", "", 0);
	draw(film);
}

const char *film_end(struct film *film)
{
	size_t step = timeline_step(film->session), end = timeline_end(film->session);

	display_hint(film->display, NULL);
	if (film->failed)
		return NULL;
	if (step == end)
		snprintf(film->hint, sizeof film->hint, "All %s are played. play shows them again.",
		         counted(end, "operation", "operations").text);
	else
		snprintf(film->hint, sizeof film->hint,
		         "Stopped after operation %s of %s. play goes on from here.",
		         comma(step).text, comma(end).text);
	return film->hint;
}
