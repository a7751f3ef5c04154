/* SPDX-License-Identifier: MIT
 *
 * finding.h - what a heap found wrong in an operation, told with its consequences.
 */
#ifndef MMVIZ_FINDING_H
#define MMVIZ_FINDING_H

#include "my_heap.h"

struct session;
struct target;

/* What the guard found in an operation that was carried out all the same: the result becomes
 * an alarm. Nothing where it found nothing. */
void finding_damage(struct session *session);

/* Why free or realloc refused a pointer: three sentences more. */
void finding_misuse(struct session *session, const struct target *target,
                    enum my_heap_misuse cause);

/* The same for a freed name whose bytes are another's now. */
void finding_stale(struct session *session, const struct target *target,
                   enum my_heap_misuse cause);

#endif
