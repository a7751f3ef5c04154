/* SPDX-License-Identifier: MIT
 *
 * html_page.h - the page of export FILE.html, but for the steps: what stands before and
 * after them.
 *
 *   page.html   the page's own elements        page.js    its script
 *   page.css    how it looks, with a rule for each role of each theme after it
 *
 * Rules of use
 * - All of it is in the one file, and it forbids itself the network.
 */
#ifndef MMVIZ_HTML_PAGE_H
#define MMVIZ_HTML_PAGE_H

#include <stdio.h>

/* Up to the first script element. Title and description are words that need no escape. */
void html_head(FILE *out, const char *title, const char *description);

struct theme;

/* Those without colours are not in the page. */
int html_has_theme(const struct theme *theme);

/* From the last step on. */
void html_foot(FILE *out);

#endif
