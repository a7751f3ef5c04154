/* SPDX-License-Identifier: MIT
 *
 * result.h - what an operation came to, in a sentence: on the screen with the address,
 * in plain text as section and offset.
 */
#ifndef MMVIZ_RESULT_H
#define MMVIZ_RESULT_H

#include "my_heap.h"
#include "operate.h"

void result_allocated(struct session *session, const struct request *request,
                      const void *pointer);
void result_resized(struct session *session, const void *pointer);
void result_freed(struct session *session, const struct target *target, size_t size);

void result_no_memory(struct session *session, const struct request *request);
void result_no_room(struct session *session, const struct target *target);
void result_misuse(struct session *session, const struct target *target);
void result_stale(struct session *session, const struct target *target,
                  enum my_heap_misuse cause);

#endif
