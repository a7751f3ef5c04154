/* SPDX-License-Identifier: MIT
 *
 * outline.h - what is in a lesson, without carrying it out.
 *
 *   # Lesson 3: the hashtable of chunks        title
 *   # Takes about 15 minutes.                  minutes: "15"
 *   ask where place ...                        an item
 */
#ifndef MMVIZ_OUTLINE_H
#define MMVIZ_OUTLINE_H

#include "lesson_block.h"

struct attempt;
struct session;

struct outline_item {
	char id[24];
	enum lesson_kind what;
	unsigned of;
};

struct outline {
	char title[100];
	char minutes[16]; /* "10-20"; "": it does not say */
	struct outline_item *item;
	size_t count, space;
	size_t questions, goals;
};

/* 0: the file cannot be opened; told by session_fail. */
int outline_read(struct outline *outline, struct session *session, const char *path);
void outline_free(struct outline *outline);

/* "3 of 7 questions, exercise 1 of 3 done"; "" of a lesson without any */
void outline_progress(const struct outline *outline, const struct attempt *attempt, char *out,
                      size_t size);

#endif
