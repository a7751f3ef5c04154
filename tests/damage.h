/* SPDX-License-Identifier: MIT
 *
 * damage.h - a field is made wrong, my_heap_check must name the invariant, and the field is
 * mended again.
 *
 *   DAMAGE(&bench, section->used, 7, "used is the sum");
 *
 * bench is any structure with the heap in its member heap.
 */
#ifndef TESTS_DAMAGE_H
#define TESTS_DAMAGE_H

#include "my_heap.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

/* The heap is said to be broken in these words, and sound once the bytes are back. */
static inline void damage(const my_heap *heap, void *field, size_t size, const void *wrong,
                          const char *words)
{
	unsigned char kept[64];
	my_heap_fault fault = { 0 };

	memcpy(kept, field, size);
	memcpy(field, wrong, size);
	CU_ASSERT_EQUAL(my_heap_check(heap, &fault), 1);
	if (!fault.invariant || !strstr(fault.invariant, words)) {
		CU_FAIL("another invariant is named");
		printf("\n    wanted: %s\n    named:  %s\n", words,
		       fault.invariant ? fault.invariant : "none");
	}
	memcpy(field, kept, size);
	CU_ASSERT_EQUAL(my_heap_check(heap, NULL), 0);
}

#define DAMAGE(bench, field, value, words)                                                \
	do {                                                                              \
		__typeof__(field) wrong_ = (value);                                       \
		damage((bench)->heap, &(field), sizeof(field), &wrong_, words);           \
	} while (0)

#endif
