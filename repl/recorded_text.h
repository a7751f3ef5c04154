/* SPDX-License-Identifier: MIT
 *
 * recorded_text.h - the heap as it was, in words.
 */
#ifndef MMVIZ_RECORDED_TEXT_H
#define MMVIZ_RECORDED_TEXT_H

#include "lines.h"

struct session;

/* What the operation of the present step did. Nothing when no recording is looked at. */
void recorded_text_why(const struct session *session, struct lines *out);

/* The same of what the record does not tell, and what of it cannot have been. */
void recorded_text_about(const struct session *session, struct lines *out);

/* The sections, or one of them with its chunks. */
void recorded_text_sections(struct session *session);
int recorded_text_section(struct session *session, const char *word);

#endif
