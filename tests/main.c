/* SPDX-License-Identifier: MIT
 *
 * ./test [SUITE ...] - runs all suites, or those named; exit status 0 if nothing failed.
 *
 * CUnit's own error code stays 0 when assertions fail, so the exit status comes from the
 * failure records, read before the registry is cleaned up.
 */
#include "test.h"
#include "suites.h"

#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Without libvterm the suites that read screens are not built, and told as skipped. */
#if __has_include(<vterm.h>)
#define MAY_LACK
#else
#define MAY_LACK __attribute__((weak))
#endif

#define DECLARE(noun) extern CU_TestInfo noun##_tests[] MAY_LACK;
SUITES(DECLARE)

static const struct {
	const char *name;
	CU_TestInfo *tests;
} suites[] = {
#define ROW(noun) { #noun, noun##_tests },
	SUITES(ROW)
};

enum { SUITE_COUNT = sizeof suites / sizeof suites[0] };

static unsigned skipped;

void test_skip(const char *reason)
{
	skipped++;
	printf("skipped: %s ... ", reason);
}

unsigned long test_seed(void)
{
	static unsigned long seed;

	if (seed == 0) {
		const char *given = getenv("MY_TEST_SEED");
		seed = given ? strtoul(given, NULL, 0) : (unsigned long)time(NULL);
		seed = seed ? seed : 1;
		printf("[MY_TEST_SEED=%lu] ", seed);
	}
	return seed;
}

unsigned long test_percent(void)
{
	const char *given = getenv("MY_TEST_PERCENT");

	return given ? strtoul(given, NULL, 10) : 100;
}

const char *test_shared(const char *file)
{
	static char path[512];

	snprintf(path, sizeof path, "../shared/%s", file);
	return access(path, R_OK) == 0 ? path : NULL;
}

static void reads_screens(void)
{
	test_skip("libvterm was not here when it was built");
}

static CU_TestInfo lacking[] = { { "reads screens", reads_screens }, CU_TEST_INFO_NULL };

static int wanted(const char *name, int argc, char **argv)
{
	if (argc < 2)
		return 1;
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return 0;
}

static int unknown_suite(const char *name)
{
	for (int i = 0; i < SUITE_COUNT; i++)
		if (strcmp(suites[i].name, name) == 0)
			return 0;
	fprintf(stderr, "test: no suite is named %s. The suites are:", name);
	for (int i = 0; i < SUITE_COUNT; i++)
		fprintf(stderr, " %s", suites[i].name);
	fprintf(stderr, "\n");
	return 1;
}

static int register_suites(int argc, char **argv)
{
	for (int i = 0; i < SUITE_COUNT; i++) {
		CU_TestInfo *tests = suites[i].tests;
		CU_SuiteInfo row[] = { { suites[i].name, NULL, NULL, NULL, NULL,
			                 tests ? tests : lacking },
			               CU_SUITE_INFO_NULL };
		if (wanted(suites[i].name, argc, argv) && CU_register_suites(row) != CUE_SUCCESS)
			return 0;
	}
	return 1;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (unknown_suite(argv[i]))
			return 2;
	setvbuf(stdout, NULL, _IONBF, 0);
	if (CU_initialize_registry() != CUE_SUCCESS || !register_suites(argc, argv)) {
		fprintf(stderr, "test: CUnit: %s\n", CU_get_error_msg());
		return 2;
	}
	CU_basic_set_mode(CU_BRM_VERBOSE);
	CU_basic_run_tests();

	unsigned failed = CU_get_number_of_tests_failed();
	unsigned run = CU_get_number_of_tests_run();
	int status = CU_get_number_of_failure_records() ? 1 : 0;

	CU_cleanup_registry();
	printf("%u passed, %u failed, %u skipped\n", run - failed - (failed ? 0 : skipped), failed,
	       skipped);
	return status;
}
