/* SPDX-License-Identifier: MIT
 *
 * test_class.c - the size classes: every size has the smallest class that holds it, and
 * little is wasted.
 */
#include "test.h"
#include "class.h"
#include "my_heap.h"
#include "span.h"

/* Sizes that may be asked for and got wrong are counted, not asserted one by one. */
static void every_size_has_the_smallest_class(void)
{
	unsigned last = 0;
	size_t wrong = 0;

	for (size_t size = 1; size <= SIZE_CLASSES; size++) {
		unsigned class = class_of(size);

		wrong += class == 0 || class >= CLASSES || class < last;
		wrong += class_size(class) < size || class_size(class - 1) >= size;
		last = class;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(last, CLASSES - 1);
	CU_ASSERT_EQUAL(class_of(0), 0);
	CU_ASSERT_EQUAL(class_size(0), 0);
}

static void sizes_rise(void)
{
	for (unsigned class = 1; class < CLASSES; class++) {
		CU_ASSERT(class_size(class) > class_size(class - 1));
		CU_ASSERT_EQUAL(class_of(class_size(class)), class);
		CU_ASSERT_EQUAL(class_of(class_size(class - 1) + 1), class);
	}
	CU_ASSERT_EQUAL(class_size(CLASS_FINE), SIZE_FINE);
	CU_ASSERT_EQUAL(class_size(CLASS_IN_SPANS), SIZE_IN_SPANS);
	CU_ASSERT_EQUAL(class_size(CLASSES - 1), SIZE_CLASSES);
}

static void units_and_pages(void)
{
	for (unsigned class = 1; class <= CLASS_IN_SPANS; class++)
		CU_ASSERT_EQUAL(class_size(class) % UNIT, 0);
	for (unsigned class = CLASS_IN_SPANS + 1; class < CLASSES; class++)
		CU_ASSERT_EQUAL(class_size(class) % 4096, 0);
}

/* Each class's worst size is the one just above the class below. */
static void little_is_wasted(void)
{
	for (unsigned class = 1; class < CLASSES; class++) {
		size_t asked = class_size(class - 1) + 1, waste = class_size(class) - asked;

		CU_ASSERT(class <= CLASS_IN_SPANS ? waste <= asked / 8 + 15 : waste <= asked / 4);
	}
}

/* A byte has room for the class and the mark of a used chunk, and two values are taken. */
static void a_byte_is_enough(void)
{
	const unsigned last = CLASSES - 1;

	CU_ASSERT(last < BYTE_CLASS && last < BYTE_FREE && (last & BYTE_USED) == 0);
}

static void the_public_sizes(void)
{
	CU_ASSERT_EQUAL(my_heap_class_size(0), 0);
	CU_ASSERT_EQUAL(my_heap_class_size(CLASSES), 0);
	CU_ASSERT_EQUAL(my_heap_class_size((unsigned)-1), 0);
	for (unsigned class = 1; class < CLASSES; class++)
		CU_ASSERT_EQUAL(my_heap_class_size(class), class_size(class));
}

CU_TestInfo class_tests[] = {
	{ "every size has the smallest class that holds it", every_size_has_the_smallest_class },
	{ "sizes rise", sizes_rise },
	{ "units in spans, whole pages above", units_and_pages },
	{ "little is wasted", little_is_wasted },
	{ "a byte is enough", a_byte_is_enough },
	{ "the public sizes are the same", the_public_sizes },
	CU_TEST_INFO_NULL
};
