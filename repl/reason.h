/* SPDX-License-Identifier: MIT
 *
 * reason.h - the first wrong step of the reasoning that led to a wrong answer, from the steps
 * that the allocator really took.
 *
 *   given s1+0x0e0, right s1+0x000 ->
 *   "You chose s1+0x0e0, 112 bytes: best fit would take it. But the placement is first fit:
 *    s1+0x000, 224 bytes, was looked at first and is large enough."
 *
 * Rules of use
 * - Right after the operation: session->steps and session->last are those of it.
 * - Every sentence is true also when only a part of the steps was kept.
 */
#ifndef MMVIZ_REASON_H
#define MMVIZ_REASON_H

#include "answer.h"

struct reason {
	const struct answer_about *about;
	const struct answer *given, *right; /* given is wrong */
	int operated;                       /* an operation belongs to the question */
	const char *expression;             /* that the right one comes from; NULL: the operation */
	const char *question;               /* as it is written; or NULL */
};

/* Adds sentences; none when nothing is known. */
void reason_tell(const struct reason *reason, struct lines *out);

#endif
