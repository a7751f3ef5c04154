/* SPDX-License-Identifier: MIT
 *
 * watch.h - chunks that are followed by their names, wherever they go.
 *
 *   what was seen of p1 before a line  |  what is there after it  ->  "p1 moved s1+0x70 -> ..."
 *
 * Rules of use
 * - A watch is of a name: it stays when the chunk is freed, and sees it again when time goes
 *   back. In a new heap it waits until that name is given again.
 * - Only differences between two lines are told: of a work load what it came to.
 */
#ifndef MMVIZ_WATCH_H
#define MMVIZ_WATCH_H

#include "view.h"

#include <stddef.h>

struct session;

enum { WATCHES_MOST = 16, WATCH_LINE = 200, WATCH_TOLD = 2 * WATCHES_MOST };

/* A neighbour; size 0: there is none. */
struct watch_side {
	size_t offset, size;
	int free;
};

/* What is seen of a watched chunk at one time. */
struct watch_sight {
	enum { WATCH_UNBORN, WATCH_ALIVE, WATCH_DEAD } state;
	size_t section, offset, size, asked, died;
	struct watch_side left, right;
};

struct watch {
	struct {
		char name[VIEW_NAME];
		struct watch_sight seen;
	} chunk[WATCHES_MOST];
	size_t count;
	size_t heaps; /* of the session, when they were seen */
	char line[WATCH_TOLD][WATCH_LINE]; /* what the last line changed */
	const char *told[WATCH_TOLD];
	size_t told_count;
};

/* 1; 0: there are WATCHES_MOST already. Once more is the same as once. */
int watch_add(struct session *session, const char *name);

/* 0: it is not watched. name = NULL: all of them. */
int watch_remove(struct session *session, const char *name);

int watch_has(const struct session *session, const char *name);

/* "p1  s1+0x70, 112 bytes, asked 100", by number from 0; "" after the last. */
const char *watch_describe(const struct session *session, size_t index, char out[WATCH_LINE]);

/* After every line: finds what changed, for the view. */
void watch_tell(struct session *session);

#endif
