/* SPDX-License-Identifier: MIT
 *
 * recording_head.h - what is believed of a block's head (my_trace.h), by whoever reads one.
 */
#ifndef MMVIZ_RECORDING_HEAD_H
#define MMVIZ_RECORDING_HEAD_H

#include "my_trace.h"

enum { RECORDING_HEAD_LENGTH = 1 << 28 }; /* of the longest block that is believed */

/* Why this is no head of a block behind the first; NULL: it is one. */
const char *recording_head_wrong(const struct my_trace_head *head);

/* What goes into head_sum. */
uint64_t recording_head_sum(const struct my_trace_head *head);

/* Records of a block that is done, but notes. */
uint64_t recording_head_operations(const struct my_trace_head *head);

#endif
