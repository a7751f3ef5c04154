/* SPDX-License-Identifier: MIT
 *
 * record_parts.h - a cast that is being recorded, for record*.c.
 */
#ifndef MMVIZ_RECORD_PARTS_H
#define MMVIZ_RECORD_PARTS_H

#include "cast.h"
#include "display.h"

struct record {
	struct session *session;
	struct display *display;
	struct cast cast;
	size_t commands; /* typed so far */
	int hurried;     /* there are many: each is shown for a moment */
	int reason;      /* 0, or an errno: it is not to go on */
};

void record_start(struct record *record, struct session *session, FILE *out, const char *title);
void record_end(struct record *record);

/* A command appears at the prompt, letter by letter. */
void record_type(struct record *record, const char *prompt, const char *command);

/* Time to look at what is shown, at most so long. */
void record_look(struct record *record, size_t most);

/* 0: it was interrupted, or cannot be written. */
int record_goes_on(struct record *record);

#endif
