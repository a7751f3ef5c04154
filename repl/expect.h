/* SPDX-License-Identifier: MIT
 *
 * expect.h - expect EXPRESSION: what a lesson says must be seen, checked while it plays.
 *
 *   expect largest 2,784      expect offset(p1) < 0x70      expect error double free
 *   expect count(free, 64) = 2 and not exists(p3)
 */
#ifndef MMVIZ_EXPECT_H
#define MMVIZ_EXPECT_H

#include "command.h"

/* `expect error WORDS` is about the next line: session->wanted. */
int expect_run(struct session *session, const struct call *call);

#endif
