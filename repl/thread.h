/* SPDX-License-Identifier: MIT
 *
 * thread.h - t1 .. t9 before a command: whose cache of a fast heap is used.
 *
 *   m 100        thread 1
 *   t2 m 100     thread 2     t2 fill 8 100     repeat 8 t2 m 100
 */
#ifndef MMVIZ_THREAD_H
#define MMVIZ_THREAD_H

struct session;
struct words;

/* A word like t2 at *at chooses the session's thread for this line, and *at moves past it.
 * SESSION_OK, also when there is none; SESSION_FAILED when the heap has no such thread. */
int thread_read(struct session *session, const struct words *words, int *at);

/* How many words that is: 1 or 0. Says nothing and changes nothing. */
int thread_words(const struct words *words, int at);

/* "t2 ", or "" for thread 1. Static storage. */
const char *thread_prefix(const struct session *session);

#endif
