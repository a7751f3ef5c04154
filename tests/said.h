/* SPDX-License-Identifier: MIT
 *
 * said.h - lines for a session, each with a part of what it says.
 *
 *   static const struct said rows[] = { { "f p1", "p1 freed, 112 bytes" }, ... };
 *   CHECK_SAID("m 100\n", rows);     each after a new start with the first lines
 */
#ifndef TESTS_SAID_H
#define TESTS_SAID_H

#include "play.h"

struct said {
	const char *line, *part;
};

static inline void check_said(const char *before, const struct said *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct play play;

		play_start(&play);
		play_lines(&play, before);
		play_lines(&play, rows[i].line);
		CU_ASSERT(play_has(play.out, rows[i].part));
		play_end(&play);
	}
}

#define CHECK_SAID(before, rows) check_said(before, rows, sizeof rows / sizeof rows[0])

#endif
