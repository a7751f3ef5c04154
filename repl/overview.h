/* SPDX-License-Identifier: MIT
 *
 * overview.h - the map of the whole heap in words: a line for each stretch of it.
 */
#ifndef MMVIZ_OVERVIEW_H
#define MMVIZ_OVERVIEW_H

struct session;

/* About OVERVIEW_LINES lines, whatever the heap's size: of a large section a line for each part,
 * of many small ones a line for several. */
enum { OVERVIEW_LINES = 32 };
void overview_say(struct session *session);

#endif
