/* SPDX-License-Identifier: MIT
 *
 * width.h - what depends on how wide addresses are: how many of them a heap takes, and where.
 *
 *   SPACE_FIXED     bytes of memory that a heap has addresses for,
 *   SPACE_GROWING   and one whose sections grow,
 *   SPACE_ALL       as long as the books for them do not need more than this with it:
 *   SPACE_ALL_FAST  the general engine's, and a fast heap's
 *   BASE_USUAL      where the first section should lie, at most at 2 to the BASE_BITS
 *   FENCE_LOWEST    guarded blocks should lie in so many bytes from here on
 *
 * Where the system refuses, a heap takes less. Of addresses with 64 bits there are plenty; those
 * with 32 are shared with the program, and with the other heaps.
 */
#ifndef ALLOC_WIDTH_H
#define ALLOC_WIDTH_H

#include <stddef.h>
#include <stdint.h>

#if UINTPTR_MAX > UINT32_MAX
#define SPACE_FIXED ((size_t)1 << 36)
#define SPACE_GROWING ((size_t)1 << 39)
#define SPACE_ALL ((size_t)1 << 44)
#define SPACE_ALL_FAST SPACE_ALL
#define BASE_USUAL 0x100000000
#define BASE_BITS 46
#define FENCE_LOWEST ((uintptr_t)1 << 45)
#define FENCE_RANGE ((uintptr_t)1 << 44)
#else
#define SPACE_FIXED ((size_t)1 << 27)
#define SPACE_GROWING ((size_t)3 << 29)
#define SPACE_ALL ((size_t)1 << 29)
#define SPACE_ALL_FAST ((size_t)7 << 28)
#define BASE_USUAL 0x40000000
#define BASE_BITS 31
#define FENCE_LOWEST ((uintptr_t)1 << 30)
#define FENCE_RANGE ((uintptr_t)1 << 29)
#endif

#endif
