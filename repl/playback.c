/* SPDX-License-Identifier: MIT
 *
 * playback.c - how many operations are due, when so many are to be shown in a second.
 */
#include "playback.h"

#include "number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOWEST (PLAYBACK_USUAL / 8)
#define FASTEST (PLAYBACK_USUAL * PLAYBACK_TIMES)
#define MOST_SECONDS 0.1

struct playback playback_start(double speed)
{
	/* The first is due at once. */
	return (struct playback){ .speed = speed, .owed = 1 };
}

static int is_full(const struct playback *playback)
{
	return playback->speed <= PLAYBACK_FULL;
}

void playback_pass(struct playback *playback, double seconds)
{
	double most = playback->speed * MOST_SECONDS + 1;

	if (playback->paused || is_full(playback))
		return;
	playback->owed += playback->speed * seconds;
	if (playback->owed > most)
		playback->owed = most;
}

size_t playback_due(const struct playback *playback, size_t left)
{
	size_t due = is_full(playback) ? left : (size_t)playback->owed;

	if (playback->paused)
		return 0;
	return due < left ? due : left;
}

void playback_did(struct playback *playback, size_t count)
{
	playback->owed = playback->owed > (double)count ? playback->owed - (double)count : 0;
}

int playback_wait(const struct playback *playback)
{
	if (playback->paused)
		return -1;
	if (is_full(playback) || playback->owed >= 1)
		return 0;
	return (int)((1 - playback->owed) / playback->speed * 1000) + 1;
}

static void change(struct playback *playback, double speed)
{
	playback->speed = speed;
	playback->owed = 0;
}

void playback_faster(struct playback *playback)
{
	if (is_full(playback))
		return;
	change(playback, playback->speed < FASTEST ? playback->speed * 2 : PLAYBACK_FULL);
}

void playback_slower(struct playback *playback)
{
	if (is_full(playback))
		change(playback, FASTEST);
	else if (playback->speed > SLOWEST)
		change(playback, playback->speed / 2);
}

int playback_read(const char *word, double *speed)
{
	size_t digits = strspn(word, "0123456789"), times;

	if (strcmp(word, "max") == 0) {
		*speed = PLAYBACK_FULL;
		return 1;
	}
	times = strtoul(word, NULL, 10);
	if (digits == 0 || digits > 6 || strcmp(word + digits, "x") != 0 || times < 1
	    || times > PLAYBACK_TIMES)
		return 0;
	*speed = PLAYBACK_USUAL * (double)times;
	return 1;
}

struct playback_text playback_text(const struct playback *playback)
{
	struct playback_text out;

	if (is_full(playback))
		snprintf(out.text, sizeof out.text, "full speed");
	else if (playback->speed < 1)
		snprintf(out.text, sizeof out.text, "1 in %.0f seconds", 1 / playback->speed);
	else
		snprintf(out.text, sizeof out.text, "%s a second",
		         comma((size_t)playback->speed).text);
	return out;
}
