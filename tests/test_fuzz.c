/* SPDX-License-Identifier: MIT
 *
 * test_fuzz.c - the kept scripts and files of tests/fuzz/corpus/, and some millions of random
 * calls.
 *
 * MY_TEST_SEED chooses the random ones. "make fuzz" and "make soak" go on for longer.
 */
#include "test.h"
#include "child.h"
#include "fuzz/family_run.h"
#include "fuzz/heap_run.h"
#include "fuzz/line_run.h"
#include "fuzz/trace_run.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20 };

struct kept {
	const char *folder;
	const char *(*play)(const uint8_t *bytes, size_t length);
	unsigned nbr_scripts;
};

static int play_file(const struct kept *kept, const char *name)
{
	static uint8_t bytes[MOST_BYTES];
	const char *wrong;
	char path[512];
	size_t length;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", kept->folder, name);
	file = fopen(path, "rb");
	if (!file)
		return 1;
	length = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	wrong = kept->play(bytes, length);
	if (wrong)
		fprintf(stderr, "%s: %s\n", path, wrong);
	return wrong != NULL;
}

/* In a child: the process heap is fresh, and a crash is a failure like any other. */
static int play_folder(void *user)
{
	struct kept *kept = user;
	DIR *folder = opendir(kept->folder);
	struct dirent *entry;
	int bad = 0;

	if (!folder)
		return 2;
	while (!bad && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		bad = play_file(kept, entry->d_name);
		kept->nbr_scripts++;
	}
	closedir(folder);
	return bad ? 1 : kept->nbr_scripts ? 0 : 3;
}

static void play(const char *folder, const char *(*play_one)(const uint8_t *, size_t))
{
	struct kept kept = { folder, play_one, 0 };
	struct child child = child_run(play_folder, &kept);

	CU_ASSERT(child_passed(&child));
}

static void kept_scripts_of_the_family(void)
{
	play("tests/fuzz/corpus/family", family_play);
}

static void kept_scripts_of_heaps(void)
{
	play("tests/fuzz/corpus/heap", heap_play);
}

static void kept_lines(void)
{
	play("tests/fuzz/corpus/line", fuzz_line);
}

static void kept_traces(void)
{
	play("tests/fuzz/corpus/trace", fuzz_trace);
	play("tests/fuzz/corpus/mtrace", fuzz_trace);
	play("tests/fuzz/corpus/ltrace", fuzz_trace);
	play("tests/fuzz/corpus/valgrind", fuzz_trace);
	play("tests/fuzz/corpus/recording", fuzz_trace);
}

static void random_scripts_of_the_family(void)
{
	static const struct {
		size_t words; /* of all threads */
		unsigned threads, slots;
	} rows[] = { { 200000, 1, 14 }, { 100000, 1, 6 }, { 200000, 4, 12 }, { 64000, 16, 8 } };
	unsigned long calls = 0;
	int bad = 0;

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0] && !bad; i++) {
		struct family_plan plan = { test_seed() * 1000003 + i,
			                    rows[i].words * test_percent() / 100 / rows[i].threads,
			                    rows[i].threads, rows[i].slots };
		bad = family_random(&plan, &calls);
	}
	CU_ASSERT(!bad);
	CU_ASSERT(bad || calls >= 1000000 * test_percent() / 100);
}

static void random_scripts_of_heaps(void)
{
	unsigned long calls = 0;
	int bad = 0;

	for (unsigned i = 0; i < test_percent() && !bad; i++)
		bad = heap_random(test_seed() * 1000003 + i, 500, &calls);
	CU_ASSERT(!bad);
}

CU_TestInfo fuzz_tests[] = {
	{ "kept scripts of the family", kept_scripts_of_the_family },
	{ "kept scripts of heaps", kept_scripts_of_heaps },
	{ "kept lines for mmviz", kept_lines },
	{ "kept files of recorded programs", kept_traces },
	{ "random scripts of the family", random_scripts_of_the_family },
	{ "random scripts of heaps", random_scripts_of_heaps },
	CU_TEST_INFO_NULL
};
