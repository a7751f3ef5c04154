/* SPDX-License-Identifier: MIT
 *
 * glyph.h - one character of text: from and to UTF-8, and the columns it takes.
 *
 * Rules of use
 * - A glyph is a Unicode code point; 0 ends a text.
 * - Widths come from a table here, not from the locale: a screen drawn in a test is the
 *   screen drawn on a terminal.
 */
#ifndef MMVIZ_GLYPH_H
#define MMVIZ_GLYPH_H

#include <stddef.h>
#include <stdint.h>

enum { GLYPH_BYTES = 5 }; /* most bytes of one glyph as UTF-8, its final 0 included */

/* The glyph that text, of at least one byte, begins with, and the bytes that it takes. A
 * byte that is no UTF-8 is the replacement character U+FFFD, one for each byte. */
size_t glyph_read(const char *text, size_t length, uint32_t *glyph);

/* The glyph at *text, which is moved past it; 0 at the end, where *text stays. */
uint32_t glyph_next(const char **text);

/* Writes it as UTF-8 with a final 0; the number of bytes before that. */
size_t glyph_write(char out[GLYPH_BYTES], uint32_t glyph);

/* Columns: 0 for what has no place of its own (combining, controls), 2 for wide ones. */
int glyph_width(uint32_t glyph);

/* Columns of a whole text, and of its first `bytes` bytes. */
int glyph_text_width(const char *text);
int glyph_bytes_width(const char *text, size_t bytes);

#endif
