/* SPDX-License-Identifier: MIT
 *
 * hint.h - what was meant by a line whose first word is no command.
 *
 *   buf=m 50   m100   malloc(100);   p1
 */
#ifndef MMVIZ_HINT_H
#define MMVIZ_HINT_H

struct session;
struct words;

/* Fails: words[at] is no command. Tells what to type instead where that is plain, else
 * which command has a similar name. */
int hint_unknown(struct session *session, const struct words *words, int at);

#endif
