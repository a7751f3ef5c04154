/* SPDX-License-Identifier: MIT
 *
 * trace_run.h - any bytes as the file of a recorded program, read by every reader.
 *
 * The first byte says how the others become the file: as they are, packed by gzip, packed and
 * cut, or as a file that is then loaded into a session.
 */
#ifndef FUZZ_TRACE_RUN_H
#define FUZZ_TRACE_RUN_H

#include <stddef.h>
#include <stdint.h>

/* What is wrong (an operation that cannot be, a sentence that is not one), or NULL. */
const char *fuzz_trace(const uint8_t *bytes, size_t length);

#endif
