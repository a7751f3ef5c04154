/* SPDX-License-Identifier: MIT
 *
 * field.h - the names that an event's parts have in my_heap_events.h.
 *
 * For those who read events elsewhere: the same words as there, where they are explained. The
 * words for people are told.h's.
 */
#ifndef MMVIZ_FIELD_H
#define MMVIZ_FIELD_H

#include "my_heap.h"

/* Of the member that lies there in the structure: "size"; NULL: no number does. */
const char *field_name(size_t at);

const char *field_step(enum my_heap_step step); /* "SPLIT" */

/* "RIGHT_IS_USED"; NULL for no reason. */
const char *field_reason(enum my_heap_reason why);

#endif
