/* SPDX-License-Identifier: MIT
 *
 * stepping.h - going through the steps of the last operation, one key at a time.
 *
 *   the heap before the operation, its steps drawn over it ... -> the heap after it
 *
 * Rules of use
 * - Between stepping_start and stepping_end the session stands before the operation, but at
 *   the last step; nothing may be run. stepping_end brings it back in any case.
 * - What is to be shown is in `at`, which scene_inside takes.
 */
#ifndef MMVIZ_STEPPING_H
#define MMVIZ_STEPPING_H

#include "inside.h"

struct stepping {
	struct session *session;
	struct inside *inside;
	struct inside_at at;
	size_t now, count; /* a sentence may have several: the buckets of a probe */
};

/* At the first step. 0: the reason is told. */
int stepping_start(struct stepping *stepping, struct session *session);

/* One key (key.h). 0 when it leads out, or the way is barred. */
int stepping_key(struct stepping *stepping, int key);

/* To where it stood, after somebody else travelled. 0 when the way is barred. */
int stepping_settle(struct stepping *stepping);

/* The session stands where it was, the last operation is shown. */
void stepping_end(struct stepping *stepping);

extern const char stepping_hint[];

#endif
