/* SPDX-License-Identifier: MIT
 *
 * trace_run.h - any bytes as the file of a recorded program, read by every reader.
 *
 * The first byte says how the others become the file: as they are, packed by gzip, cut then, or
 * by zstd, or spread over pages; and whether the file is loaded into a session. Spread ones are
 * recordings, which are zeros for the most part:
 *
 *   AT AT LENGTH byte ...   LENGTH bytes at 16 * AT, low byte first; and so on
 */
#ifndef FUZZ_TRACE_RUN_H
#define FUZZ_TRACE_RUN_H

#include <stddef.h>
#include <stdint.h>

/* What is wrong (an operation that cannot be, a sentence that is not one), or NULL. */
const char *fuzz_trace(const uint8_t *bytes, size_t length);

#endif
