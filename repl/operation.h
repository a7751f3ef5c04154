/* SPDX-License-Identifier: MIT
 *
 * operation.h - an operation of the journal, carried out once more.
 */
#ifndef MMVIZ_OPERATION_H
#define MMVIZ_OPERATION_H

#include "journal.h"
#include "my_heap.h"

/* On the heap, which is in the state before it; not observed. 1; 0: it came to something else
 * than the journal says, for the system does not give what it gave. */
int operation_again(my_heap *heap, const struct journal *journal, size_t number);

/* The same, where the journal says that it was asked twice: once, whatever it comes to. */
void operation_once(my_heap *heap, const struct journal *journal, size_t number);

/* What an allocation, or a write, asks for; the extra says what the operation does not. */
void *operation_allocate(my_heap *heap, const struct op *op, const struct extra *extra);
void operation_write(void *to, const struct extra *extra);

/* The command that the journal kept for it; NULL: it follows from the operation. */
const char *operation_text(const struct journal *journal, size_t number);

/* What to type for it, when no command was kept: "m 100", "t2 f p3". */
void operation_command(const struct journal *journal, size_t number, char *out, size_t size);

#endif
