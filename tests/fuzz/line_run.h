/* SPDX-License-Identifier: MIT
 *
 * line_run.h - any bytes as a script of mmviz, played as text and then drawn.
 *
 * Lines that would touch files, or go on for long, are left out: what remains is bounded in
 * memory (LINE_LIMIT bytes a heap) and time.
 */
#ifndef FUZZ_LINE_RUN_H
#define FUZZ_LINE_RUN_H

#include <stddef.h>
#include <stdint.h>

/* What is wrong (a control character on the screen, a heap that is not sound), or NULL. */
const char *fuzz_line(const uint8_t *bytes, size_t length);

#endif
