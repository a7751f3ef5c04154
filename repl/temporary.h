/* SPDX-License-Identifier: MIT
 *
 * temporary.h - a file that goes when a signal ends the program.
 *
 * Rules of use
 * - One file at a time, from temporary_start to temporary_end.
 * - A signal that somebody heeds, or that is ignored, is left to them.
 */
#ifndef MMVIZ_TEMPORARY_H
#define MMVIZ_TEMPORARY_H

/* The path stays as it is until temporary_end. */
void temporary_start(const char *path);
void temporary_end(void);

#endif
