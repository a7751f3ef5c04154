/* SPDX-License-Identifier: MIT
 *
 * search.h - a text in the memory of all sections, wherever it stands.
 *
 *   pages:   touched   touched   never    never    touched
 *            read ...  read ...  zeros, and not read    read ...
 *
 * Rules of use
 * - Memory that was never touched stays so: its pages count as zeros. A heap of many gigabytes
 *   that holds little is searched in the time that the little takes.
 * - So the text must hold a byte other than 0.
 */
#ifndef MMVIZ_SEARCH_H
#define MMVIZ_SEARCH_H

#include "my_heap.h"

#include <signal.h>

struct search {
	const char *text;
	size_t length; /* at least 1 */
	const volatile sig_atomic_t *stop; /* ends the search when it is not 0 */
	/* Called for every place in the order of the list, overlapping ones too; a result other
	 * than 0 ends the search. */
	int (*hit)(void *user, const my_heap_section *section, size_t offset);
	void *user;
};

/* 1; 0: it was ended before all memory was seen. */
int search_memory(const my_heap *heap, const struct search *search);

#endif
