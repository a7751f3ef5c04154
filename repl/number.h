/* SPDX-License-Identifier: MIT
 *
 * number.h - numbers as people type and read them.
 *
 * Written: sizes with thousands commas (4,096), offsets with at least three hexadecimal
 * digits (0x070). The text is returned by value: use it as comma(n).text within the
 * expression that asked for it.
 * Read: decimal, also with its commas; 0x hexadecimal; a final K, M or G times 1024.
 */
#ifndef MMVIZ_NUMBER_H
#define MMVIZ_NUMBER_H

#include <stddef.h>
#include <stdint.h>

struct number {
	char text[48];
};

struct number comma(size_t number);
struct number offset_text(size_t offset);
struct number place_text(size_t section, size_t offset); /* "s1+0x40" */

struct counted {
	char text[128];
};

/* "1 chunk", "2,784 chunks" */
struct counted counted(size_t number, const char *one, const char *many);

/* Percent, rounded; 0 of nothing is 0. */
size_t percent_of(size_t part, size_t whole);

/* "12", or "12.3" with 1 decimal, rounded; 0 of nothing is 0. A number of the heap has one, as in
 * "12.3 %"; how full a place or a picture is has none, nor has a line that sums all up: "12%". */
struct number percent_text(size_t part, size_t whole, int decimals);

enum { NUMBER_PROBLEM = 160 };

/* 1 with *out, or 0 with a sentence (NUMBER_PROBLEM bytes) that says what is wrong. */
int number_read(const char *text, size_t *out, char *problem);

/* A share: 75, 75%, 0.75 or 1 (the whole), as percent. */
int number_read_percent(const char *text, unsigned *out, char *problem);

#endif
