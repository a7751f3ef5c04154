/* SPDX-License-Identifier: MIT
 *
 * fragmentation.h - what memory is lost to, in sentences.
 *
 *   mapped = used + free         used = asked + slack, of which headers are a part
 *   tables lie beside it         free = the largest piece + what lies in smaller ones
 *
 * Each function writes one sentence into out, or "" where there is nothing to tell.
 */
#ifndef MMVIZ_FRAGMENTATION_H
#define MMVIZ_FRAGMENTATION_H

#include "my_heap.h"

enum { FRAGMENTATION_BYTES = 300 };

typedef void fragmentation_sentence(const my_heap *heap, const my_heap_statistics *s,
                                    char out[FRAGMENTATION_BYTES]);

fragmentation_sentence fragmentation_internal; /* slack, and headers */
fragmentation_sentence fragmentation_external; /* how much of what is free is in one piece */
fragmentation_sentence fragmentation_books;    /* the tables */
fragmentation_sentence fragmentation_outlook;  /* a request that would find no piece, although
                                                  enough is free in total */

/* All of them, in this order, the last one NULL. */
extern fragmentation_sentence *const fragmentation_sentences[];

/* Bytes of the headers of all chunks in use. */
size_t fragmentation_headers(const my_heap *heap, const my_heap_statistics *s);

#endif
