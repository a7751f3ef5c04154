/* SPDX-License-Identifier: MIT
 *
 * markup.h - HTML written as it comes: texts that become nothing but text, and the policy by
 * which a page fetches nothing and runs nothing but its own.
 */
#ifndef MMVIZ_MARKUP_H
#define MMVIZ_MARKUP_H

#include <stdio.h>

/* Any bytes: what is no UTF-8 or a control character is replaced, the rest is escaped. */
void markup_text(FILE *out, const char *text);

/* <td class="n">words</td>, escaped: the tag is given as it is, td class="n". */
void markup_words(FILE *out, const char *tag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The head of a page up to its title: the one style, and the one script, that it lets itself
 * have. They are what stands between the tags, all of it; script NULL: it has none. */
void markup_policy(FILE *out, const char *style, const char *script);

#endif
