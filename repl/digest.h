/* SPDX-License-Identifier: MIT
 *
 * digest.h - SHA-256 of bytes (FIPS 180-4) as base64: how a page names the one script that it
 * lets run.
 */
#ifndef MMVIZ_DIGEST_H
#define MMVIZ_DIGEST_H

#include <stddef.h>

enum { DIGEST_TEXT = 45 }; /* its final 0 included */

void digest_text(char out[DIGEST_TEXT], const void *bytes, size_t length);

#endif
