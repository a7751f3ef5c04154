/* SPDX-License-Identifier: MIT
 *
 * scratch.h - files that a test makes for itself, in one folder that is removed at exit.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stddef.h>

/* The path of a file of this name in the folder; the file need not exist. The result
 * lives until the eighth call from now. */
const char *scratch_path(const char *name);

/* Writes the file (plain, or gzip) and returns its path. */
const char *scratch_write(const char *name, const void *bytes, size_t length);
const char *scratch_gzip(const char *name, const void *bytes, size_t length);

/* 0: what gzip packs cannot be read, for want of zlib; the test is skipped. */
int scratch_packs(void);

/* A whole file and a 0 after it; the caller frees it. NULL when it cannot be read. */
char *scratch_read(const char *path, size_t *length);

#endif
