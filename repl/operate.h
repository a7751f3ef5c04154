/* SPDX-License-Identifier: MIT
 *
 * operate.h - one operation asked of the heap: observed, counted, named, narrated.
 *
 * In a work load (session->remaining > 0) an operation is neither observed nor told of;
 * only when it fails it is asked for once more, observed, so that the reason is known.
 * All return SESSION_OK or SESSION_FAILED with the outcome set.
 */
#ifndef MMVIZ_OPERATE_H
#define MMVIZ_OPERATE_H

#include "journal.h"
#include "target.h"

#include <stddef.h>

struct session;

struct request {
	char kind;                     /* m, c, a: which function is called */
	size_t count, size, alignment; /* those that its kind needs */
	const char *name;              /* NULL: the next automatic one */
};

int operate_allocate(struct session *session, const struct request *request);
int operate_free(struct session *session, const struct target *target);
int operate_realloc(struct session *session, const struct target *target, size_t size);

/* An operation of mmviz's own (w): started; the journal gets it; and then told, when its places
 * are known and its sentences are in session->why. The extra becomes the journal's. */
void operate_start(struct session *session, char glyph);
void operate_done(struct session *session, struct op op, const struct extra *extra);
void operate_tell(struct session *session);

#endif
