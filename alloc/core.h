/* SPDX-License-Identifier: MIT
 *
 * core.h - what a core file has of a space: its memory as far as it was ever used.
 *
 *   | memory, used | up to a power of two | addresses ...        | books |
 *     in the core                           not in the core
 *
 * A lazy space is one mapping of hundreds of gigabytes, and so are the books of another one. A
 * core file would have all of it, as a hole that takes the system half a minute to walk through;
 * and who reads a core from a pipe would read as many zeros. The books are the heap's own: a
 * program's blocks can be looked at without them. What nobody has rights to is in no core.
 */
#ifndef ALLOC_CORE_H
#define ALLOC_CORE_H

#include "section.h"

/* Of a new space: nothing yet. 1 */
int core_begin(struct space *space);

/* So many bytes of its memory, at least. 1 */
int core_reach(struct space *space, size_t bytes);

#endif
