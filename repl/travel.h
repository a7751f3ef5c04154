/* SPDX-License-Identifier: MIT
 *
 * travel.h - keys that go through time: one operation, a page of them, another branch.
 *
 *   key, key, key -> the step that they aim at -> travel_arrive, once
 *
 * Keys that wait are taken together: a key held down does not lag behind.
 */
#ifndef MMVIZ_TRAVEL_H
#define MMVIZ_TRAVEL_H

#include "session.h"

struct travel {
	struct session *session;
	int aimed; /* at this step, and not there yet */
	size_t aim;
	struct standing from; /* where the session stood at first */
};

enum travel_end { TRAVEL_NOWHERE, TRAVEL_ARRIVED, TRAVEL_FAILED };

struct travel travel_start(struct session *session);

/* 1 if it is such a key (key.h). The arrows and their like are only on the time line; < and >
 * everywhere. */
int travel_key(struct travel *travel, int key, int on_time_line);

/* This step is aimed at. */
void travel_to(struct travel *travel, size_t step);

/* To the step that the keys aimed at. TRAVEL_FAILED: the session's outcome tells why. */
enum travel_end travel_arrive(struct travel *travel);

/* To where the session stood at first. */
void travel_return(struct travel *travel);

#endif
