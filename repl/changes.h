/* SPDX-License-Identifier: MIT
 *
 * changes.h - which chunks one operation changed.
 *
 * The events say what the operation found (before); what is there now (after) is read
 * from the heap itself, over the same stretches of memory. The difference in words:
 *
 *   + p11 s1 0x280 192; ~ free s1 0x280 240 -> 0x340 48
 *   + p3 s1 0x0e0 112; ~ cache of t1, class 7: 4 -> 3
 *   + came to be   - is no more   ~ is another place or size now
 */
#ifndef MMVIZ_CHANGES_H
#define MMVIZ_CHANGES_H

#include "my_heap.h"

#include <stddef.h>

struct session;

enum { CHANGES_MOST = 64, CHANGES_SECTIONS = 8, CHANGES_CACHES = 8 };

struct change_chunk {
	size_t section, offset, size;
	int free;  /* 0: used; 1: free; 2: cached */
	int small; /* in a span */
	int span;  /* it is one */
	size_t partner; /* for the difference: 1 + number of the chunk it became; 0: none */
};

/* A class in a thread's cache, or (thread 0) in the depot. */
struct change_cache {
	size_t thread, class, before, after;
	size_t left; /* chunks that left it before it was counted */
	int counted;
};

struct changes {
	struct change_chunk before[CHANGES_MOST];
	size_t count, more; /* kept; seen beyond that */
	struct {
		size_t id, size;
	} mapped[CHANGES_SECTIONS], unmapped[CHANGES_SECTIONS];
	size_t mapped_count, unmapped_count;
	struct change_cache cache[CHANGES_CACHES];
	size_t cache_count;
	int is_fast; /* the engine: what is small lies in a span */
};

void changes_clear(struct changes *changes);
void changes_add(struct changes *changes, const my_heap_event *event);

/* After the operation: the difference in words, "" when there is none. The name is that
 * of the chunk the operation was about. The caller frees the text. */
char *changes_text(struct session *session, const char *name);

#endif
