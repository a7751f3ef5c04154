/* SPDX-License-Identifier: MIT
 *
 * recording_operation.h - a record of our own recordings as an operation like any other.
 */
#ifndef MMVIZ_RECORDING_OPERATION_H
#define MMVIZ_RECORDING_OPERATION_H

#include "recording_merge.h"
#include "trace.h"

/* All but its stream and line. */
struct trace_operation recording_operation(const struct merged *merged);

#endif
