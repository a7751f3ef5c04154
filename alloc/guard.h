/* SPDX-License-Identifier: MIT
 *
 * guard.h - the allocator of MY_MALLOC=guard: slower, larger, and unforgiving.
 *
 *   malloc   fence_take: a place between fences, header and slack filled
 *   free     the pointer is a block's -> header and slack are as they were -> the block is
 *            filled and goes into quarantine, which others leave for it, proved untouched
 *
 * fence.h says where blocks lie, slack.h what fills the bytes around them, quarantine.h how
 * many freed ones stay away from use. What is misused is told in one sentence on standard
 * error; then the process is aborted.
 *
 * - Memory reads as zero when it is handed out.
 * - From any thread: one lock, which forks respect. errno is preserved but where it says
 *   what failed.
 * - Pointers from here go back here, and no others.
 */
#ifndef ALLOC_GUARD_H
#define ALLOC_GUARD_H

#include "my_heap.h"

/* The alignment is a power of two, 1 or more. NULL: errno = ENOMEM. */
void *guard_aligned_alloc(size_t alignment, size_t size);
void *guard_calloc(size_t count, size_t size);

/* Always a new place, so that whoever keeps the old pointer is found out. NULL allocates;
 * size 0 frees and gives NULL; on failure NULL, errno = ENOMEM, the old block is intact. */
void *guard_realloc(void *pointer, size_t size);

void guard_free(void *pointer);

/* Exactly what was asked for; 0 for NULL. */
size_t guard_usable_size(void *pointer);

/* Blocks in quarantine and padding count as used. The peaks are those of small and large
 * blocks added up, so never less than what was. */
void guard_stats(my_heap_statistics *out);

/* As my_heap_check: what the engine knows, not the fillings of blocks in use. */
int guard_check(my_heap_fault *fault);

#endif
