/* SPDX-License-Identifier: MIT
 *
 * format.h - numbers as the screens write them. Each writes into out, of FORMAT_BYTES
 * bytes, and returns it.
 */
#ifndef MMVIZ_FORMAT_H
#define MMVIZ_FORMAT_H

#include <stddef.h>

enum { FORMAT_BYTES = 32 };

/* 2784 -> "2,784" */
char *format_commas(char *out, size_t number);

/* 4096 -> "4 KiB", 4112 -> "4,112 bytes" */
char *format_size(char *out, size_t bytes);

/* The same, rounded to a tenth of the largest unit: 4608 -> "4.5 KiB" */
char *format_about(char *out, size_t bytes);

/* "0x280": as many digits as the offsets of a section of this size need, at least 3. */
char *format_offset(char *out, size_t offset, size_t section_size);
int format_offset_width(size_t section_size);

/* Decimal digits. */
int format_digits(size_t number);

#endif
