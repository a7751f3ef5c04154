/* SPDX-License-Identifier: MIT
 *
 * test.h - the shape of a test file.
 *
 *   #include "test.h"
 *   static void gives_memory(void) { CU_ASSERT_PTR_NOT_NULL(...); }
 *   CU_TestInfo heap_tests[] = { { "gives memory", gives_memory }, CU_TEST_INFO_NULL };
 *
 * and one line X(heap) in suites.h. A test that cannot run here says so with
 * test_skip and returns; the skipped are counted on the closing line.
 */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <CUnit/CUnit.h>

/* Built for AddressSanitizer. */
#if defined __SANITIZE_ADDRESS__
#define TEST_SANITIZED 1
#elif defined __has_feature
#define TEST_SANITIZED __has_feature(address_sanitizer)
#else
#define TEST_SANITIZED 0
#endif

void test_skip(const char *reason);

/* From $MY_TEST_SEED, else from the clock; printed once, so that a run can be repeated. */
unsigned long test_seed(void);

/* Factor for long tests: 100 = as written; $MY_TEST_PERCENT for slow tools (valgrind). */
unsigned long test_percent(void);

/* 1 where the folder of shared test data is beside the project, whose path is returned. */
const char *test_shared(const char *file);

#endif
