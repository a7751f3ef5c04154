/* SPDX-License-Identifier: MIT
 *
 * survey_parts.h - the sections of a report's page, for survey_*.c.
 *
 * Each writes what stands under its heading. The page has no script, and no element has a style
 * of its own: widths and heights are attributes of pictures.
 */
#ifndef MMVIZ_SURVEY_PARTS_H
#define MMVIZ_SURVEY_PARTS_H

#include "number.h"
#include "survey.h"

typedef void survey_section(FILE *out, const struct survey *survey);

survey_section survey_program, survey_time, survey_map, survey_sizes, survey_lifetimes,
               survey_sites, survey_leaks, survey_placements;

/* Rows of a <table> in a box that can be moved where it is too wide. */
void survey_table(FILE *out, const char *caption);
void survey_table_end(FILE *out);

/* A cell with a bar: part of whole. */
void survey_bar(FILE *out, uint64_t part, uint64_t whole);

/* "2.4 ms", "63 s": a length of time. */
struct number survey_duration(uint64_t nanoseconds);

#endif
