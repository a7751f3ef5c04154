/* SPDX-License-Identifier: MIT
 *
 * markup_read.h - is a page well-formed, and does it keep to itself?
 */
#ifndef TESTS_MARKUP_READ_H
#define TESTS_MARKUP_READ_H

/* Every < opens a tag, which ends in a > outside its quotes, and is closed; every & is one of the
 * escapes that are written. */
int markup_is_whole(const char *page);

/* No script, no style of an element, nothing from elsewhere; what is found is shown. */
int markup_is_alone(const char *page);

#endif
