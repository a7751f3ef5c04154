/* SPDX-License-Identifier: MIT
 *
 * test_names.c - names of chunks: given once, known for ever, found both ways.
 */
#include "names.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum { MANY = 100000 };

static char memory[MANY];

static const char *text(const struct names *names, size_t index)
{
	return names_get(names, index)->text;
}

static void numbers_go_up_and_skip_taken_names(void)
{
	struct names *names = names_create();

	CU_ASSERT_STRING_EQUAL(text(names, names_add(names, NULL, memory, 1)), "p1");
	CU_ASSERT_STRING_EQUAL(text(names, names_add(names, "p2", memory + 1, 2)), "p2");
	CU_ASSERT_STRING_EQUAL(text(names, names_add(names, "buf", memory + 2, 3)), "buf");
	CU_ASSERT_STRING_EQUAL(names_next(names), "p3");
	CU_ASSERT_STRING_EQUAL(text(names, names_add(names, NULL, memory + 3, 4)), "p3");
	names_destroy(names);
}

static void a_freed_name_stays_known(void)
{
	struct names *names = names_create();
	size_t first = names_add(names, NULL, memory, 1), second;

	names_free(names, first, 2, 112);
	second = names_add(names, NULL, memory, 3);
	CU_ASSERT_EQUAL(names_find(names, "p1"), first);
	CU_ASSERT_EQUAL(names_get(names, first)->died, 2);
	CU_ASSERT_EQUAL(names_at(names, memory), second);
	CU_ASSERT_EQUAL(names_alive(names), 1);
	CU_ASSERT_EQUAL(names_count(names), 2);
	CU_ASSERT_STRING_EQUAL(text(names, second), "p2");
	names_destroy(names);
}

static void a_moved_name_is_found_where_it_is(void)
{
	struct names *names = names_create();
	size_t index = names_add(names, NULL, memory, 1);

	names_move(names, index, memory + 9, 5);
	CU_ASSERT_EQUAL(names_at(names, memory), NAME_NONE);
	CU_ASSERT_EQUAL(names_at(names, memory + 9), index);
	CU_ASSERT_EQUAL(names_get(names, index)->born, 1);
	CU_ASSERT_EQUAL(names_get(names, index)->placed, 5);
	names_destroy(names);
}

static void many_come_and_go(void)
{
	struct names *names = names_create();
	size_t wrong = 0;

	for (size_t i = 0; i < MANY; i++)
		names_add(names, NULL, memory + i, i + 1);
	for (size_t i = 0; i < MANY; i += 3)
		names_free(names, i, MANY + 1, 16);
	for (size_t i = 0; i < MANY; i++) {
		char expected[VIEW_NAME];

		snprintf(expected, sizeof expected, "p%zu", i + 1);
		wrong += names_at(names, memory + i) != (i % 3 ? i : NAME_NONE);
		wrong += names_find(names, expected) != i;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(names_alive(names), MANY - (MANY + 2) / 3);
	names_clear(names);
	CU_ASSERT_EQUAL(names_find(names, "p7"), NAME_NONE);
	CU_ASSERT_STRING_EQUAL(names_next(names), "p1");
	names_destroy(names);
}

static void the_nearest_name_is_offered(void)
{
	struct names *names = names_create();

	for (int i = 0; i < 11; i++)
		names_add(names, NULL, memory + i, 1);
	names_add(names, "buffer", memory + 20, 1);
	CU_ASSERT_STRING_EQUAL(names_nearest(names, "p31"), "p3");
	CU_ASSERT_STRING_EQUAL(names_nearest(names, "bufer"), "buffer");
	CU_ASSERT_STRING_EQUAL(names_nearest(names, "buf"), "buffer");
	CU_ASSERT_PTR_NULL(names_nearest(names, "elephant"));
	names_destroy(names);
}

CU_TestInfo names_tests[] = {
	{ "numbers go up and skip taken names", numbers_go_up_and_skip_taken_names },
	{ "a freed name stays known", a_freed_name_stays_known },
	{ "a moved name is found where it is", a_moved_name_is_found_where_it_is },
	{ "many come and go", many_come_and_go },
	{ "the nearest name is offered", the_nearest_name_is_offered },
	CU_TEST_INFO_NULL,
};
