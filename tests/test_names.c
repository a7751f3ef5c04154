/* SPDX-License-Identifier: MIT
 *
 * test_names.c - names of chunks: given once, known for ever, found both ways, at any step.
 */
#include "journal.h"
#include "names.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 20000 };

static char memory[MANY];

/* A journal whose operations ask nothing of a heap, and its names at its end. */
struct story {
	struct journal *journal;
	struct names *names;
	size_t steps;
};

static struct story story_start(void)
{
	struct story story = { .journal = journal_create() };

	story.names = names_create(story.journal);
	return story;
}

static void story_end(struct story *story)
{
	names_destroy(story->names);
	journal_destroy(story->journal);
}

static void happen(struct story *story, struct op op, const struct extra *extra)
{
	journal_add(story->journal, &op, extra);
	names_forward(story->names, ++story->steps);
}

static size_t give(struct story *story, const char *name, void *pointer)
{
	struct extra extra = { .text = name ? strdup(name) : NULL };

	happen(story, (struct op){ .kind = OPERATION_MALLOC, .pointer = pointer, .size = 100,
	                           .block = (uint32_t)names_count(story->names),
	                           .number = names_number(story->names, name) },
	       name ? &extra : NULL);
	return names_count(story->names) - 1;
}

static void change(struct story *story, enum operation_kind kind, size_t block, void *pointer,
                   size_t size)
{
	happen(story, (struct op){ .kind = (uint8_t)kind, .block = (uint32_t)block,
	                           .pointer = pointer, .size = size,
	                           .before = (uint32_t)names_last(story->names, block),
	                           .placed = (uint32_t)story->steps + 1 }, NULL);
}

static int is_called(const struct story *story, size_t index, const char *text)
{
	return strcmp(names_get(story->names, index).text, text) == 0;
}

static void numbers_go_up_and_skip_taken_names(void)
{
	struct story story = story_start();
	char next[VIEW_NAME];

	CU_ASSERT(is_called(&story, give(&story, NULL, memory), "p1"));
	CU_ASSERT(is_called(&story, give(&story, "p2", memory + 1), "p2"));
	CU_ASSERT(is_called(&story, give(&story, "buf", memory + 2), "buf"));
	CU_ASSERT_EQUAL(names_next(story.names, next), 3);
	CU_ASSERT_STRING_EQUAL(next, "p3");
	CU_ASSERT(is_called(&story, give(&story, NULL, memory + 3), "p3"));
	CU_ASSERT_EQUAL(names_find(story.names, "p2"), 1);
	CU_ASSERT_EQUAL(names_find(story.names, "p03"), NAME_NONE);
	CU_ASSERT_EQUAL(names_find(story.names, "p4"), NAME_NONE);
	story_end(&story);
}

static void a_freed_name_stays_known(void)
{
	struct story story = story_start();
	size_t first = give(&story, NULL, memory), second;
	struct name dead;

	change(&story, OPERATION_FREE, first, memory, 112);
	second = give(&story, NULL, memory);
	dead = names_get(story.names, first);
	CU_ASSERT_EQUAL(names_find(story.names, "p1"), first);
	CU_ASSERT(dead.born == 1 && dead.died == 2 && dead.size == 112 && dead.asked == 100);
	CU_ASSERT_PTR_EQUAL(dead.pointer, memory);
	CU_ASSERT_EQUAL(names_at(story.names, memory), second);
	CU_ASSERT_EQUAL(names_alive(story.names), 1);
	CU_ASSERT_EQUAL(names_count(story.names), 2);
	CU_ASSERT_EQUAL(names_get(story.names, 2).text[0], 0);
	story_end(&story);
}

static void a_moved_name_is_found_at_its_new_place(void)
{
	struct story story = story_start();
	size_t index = give(&story, NULL, memory);

	change(&story, OPERATION_REALLOC, index, memory + 9, 300);
	CU_ASSERT_EQUAL(names_at(story.names, memory), NAME_NONE);
	CU_ASSERT_EQUAL(names_at(story.names, memory + 9), index);
	CU_ASSERT_EQUAL(names_get(story.names, index).born, 1);
	CU_ASSERT_EQUAL(names_get(story.names, index).placed, 2);
	CU_ASSERT_EQUAL(names_get(story.names, index).asked, 300);
	names_back(story.names, 2);
	CU_ASSERT_EQUAL(names_at(story.names, memory), index);
	CU_ASSERT_EQUAL(names_get(story.names, index).placed, 1);
	CU_ASSERT_EQUAL(names_get(story.names, index).asked, 100);
	story_end(&story);
}

/* What the names say, as a number: of all steps the same, whichever way they are reached. */
static unsigned long digest(const struct names *names)
{
	unsigned long all = names_alive(names);

	for (size_t i = 0; i < names_count(names); i++) {
		struct name name = names_get(names, i);

		all = all * 31 + (unsigned long)((char *)name.pointer - memory) + name.died * 7
		      + name.placed + (unsigned char)name.text[strlen(name.text) - 1];
		all += names_find(names, name.text) == i ? 1 : 0;
		all += name.died ? 0 : names_at(names, name.pointer) == i ? 3 : 0;
	}
	return all;
}

static void go_to_any_step(void)
{
	enum { STEPS = 600 };
	struct story story = story_start();
	unsigned long seen[STEPS + 1], random = test_seed();
	size_t wrong = 0, at = STEPS;
	char name[16];

	seen[0] = digest(story.names);
	for (size_t i = 1; i <= STEPS; i++) {
		size_t block = names_count(story.names) ? random % names_count(story.names) : 0;

		random = random * 6364136223846793005u + 1442695040888963407u;
		snprintf(name, sizeof name, "n%zu", i);
		if (i < 5 || random >> 40 & 1 || names_get(story.names, block).died)
			give(&story, random >> 41 & 1 ? NULL : name, memory + i);
		else
			change(&story, random >> 42 & 1 ? OPERATION_FREE : OPERATION_REALLOC, block,
			       memory + i, i);
		seen[i] = digest(story.names);
	}
	for (int i = 0; i < 1000; i++) {
		size_t to;

		random = random * 6364136223846793005u + 1442695040888963407u;
		to = (random >> 33) % (STEPS + 1);
		if (i % 2)
			names_go(story.names, at, to);
		else
			for (; at != to; at = at < to ? at + 1 : at - 1)
				if (at < to)
					names_forward(story.names, at + 1);
				else
					names_back(story.names, at);
		at = to;
		wrong += digest(story.names) != seen[to];
	}
	CU_ASSERT_EQUAL(wrong, 0);
	story_end(&story);
}

static void many(void)
{
	struct story story = story_start();
	char expected[16];
	size_t wrong = 0;

	for (size_t i = 0; i < MANY; i++)
		give(&story, NULL, memory + i);
	for (size_t i = 0; i < MANY; i += 3)
		change(&story, OPERATION_FREE, i, memory + i, 16);
	for (size_t i = 0; i < MANY; i++) {
		snprintf(expected, sizeof expected, "p%zu", i + 1);
		wrong += names_at(story.names, memory + i) != (i % 3 ? i : NAME_NONE);
		wrong += names_find(story.names, expected) != i;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(names_alive(story.names), MANY - (MANY + 2) / 3);
	story_end(&story);
}

static void the_nearest_name(void)
{
	struct story story = story_start();
	char near[VIEW_NAME];

	for (size_t i = 0; i < 12; i++)
		give(&story, NULL, memory + i);
	give(&story, "buffer", memory + 20);
	CU_ASSERT(names_nearest(story.names, "p31", near) && strcmp(near, "p3") == 0);
	CU_ASSERT(names_nearest(story.names, "bufer", near) && strcmp(near, "buffer") == 0);
	CU_ASSERT(names_nearest(story.names, "buf", near) && strcmp(near, "buffer") == 0);
	CU_ASSERT_FALSE(names_nearest(story.names, "elephant", near));
	story_end(&story);
}

CU_TestInfo names_tests[] = {
	{ "numbers go up and skip taken names", numbers_go_up_and_skip_taken_names },
	{ "a freed name stays known", a_freed_name_stays_known },
	{ "a moved name is found at its new place", a_moved_name_is_found_at_its_new_place },
	{ "go to any step", go_to_any_step },
	{ "many", many },
	{ "the nearest name", the_nearest_name },
	CU_TEST_INFO_NULL,
};
